/* Reading law/units/ into a list of units and successions. */
#include "unit_plan.h"

#include "csv.h"

#include <string.h>

enum { TYPES_MAX = 16 };

struct type_row {		       /* how a unit of a type is called */
	struct str id, prefix, inside; /* "commune", "Xã", "xã" */
};

/* What the files say about communes and former communes as a whole. */
struct reading {
	struct faults *f;
	struct unit_plan *plan;
	struct place root; /* of units.json */
	struct type_row type[TYPES_MAX];
	size_t types;
	struct day from, after; /* communes: created, types changed */
	struct str parent, profile, template;
	struct day former_from, former_to;
};

const struct unit_row *unit_plan_find(const struct unit_plan *p, struct str key)
{
	return map_get(&p->by_key, key);
}

static void unit_fault(const struct place *at, const char *key, struct str value)
{
	(void)err_set(fault_at(at), ERR_INVALID, key, "value", str_cstr(at->faults->arena, value),
		      NULL);
}

static void unit_add(struct unit_plan *p, const struct place *at, const struct unit_row *row)
{
	if (row->key.n == 0) {
		return; /* reported already */
	}
	if (map_get(&p->by_key, row->key) != NULL) {
		(void)err_set(fault_at(at), ERR_INVALID, "law.duplicate", "id",
			      str_cstr(p->arena, row->key), NULL);
		return;
	}
	if (row->parent.n > 0 && map_get(&p->by_key, row->parent) == NULL) {
		unit_fault(at, "law.unit", row->parent);
	}
	if (p->units == p->units_cap) {
		size_t cap = p->units_cap == 0 ? 256 : p->units_cap * 2;
		struct unit_row **grown = arena_array(p->arena, struct unit_row *, cap);
		if (p->units > 0) {
			memcpy(grown, p->unit, p->units * sizeof(*grown));
		}
		p->unit = grown;
		p->units_cap = cap;
	}
	struct unit_row *kept = arena_copy(p->arena, row, sizeof(*row));
	p->unit[p->units++] = kept;
	map_put(&p->by_key, kept->key, kept);
}

static const struct type_row *type_find(const struct reading *r, struct str id)
{
	for (size_t i = 0; i < r->types; i++) {
		if (str_eq(r->type[i].id, id)) {
			return &r->type[i];
		}
	}
	return NULL;
}

/* "Phòng Kinh tế {unit}" with the unit's name put in. */
static struct str name_fill(struct arena *a, struct str pattern, struct str unit)
{
	struct str mark = STR("{unit}");
	for (size_t i = 0; i + mark.n <= pattern.n; i++) {
		if (str_eq(str_sub(pattern, i, i + mark.n), mark)) {
			struct str head = str_sub(pattern, 0, i);
			struct str tail = str_sub(pattern, i + mark.n, pattern.n);
			return str_fmt(a, "%.*s%.*s%.*s", STR_ARG(head), STR_ARG(unit),
				       STR_ARG(tail));
		}
	}
	return pattern;
}

/* What a child is called under a unit of that type; `inside` is the unit's name
 * within a sentence ("xã Lộc Ninh"). A name is one text, or one for each type. */
static struct str child_name(const struct place *child, struct str type, struct str inside)
{
	const struct json *v = json_get(child->v, "name");
	struct str pattern;
	if (v != NULL && v->type == JSON_OBJ) {
		struct place names = place_member(child, "name");
		pattern = need_text(&names, str_cstr(child->faults->arena, type));
	} else {
		pattern = need_text(child, "name");
	}
	return name_fill(child->faults->arena, pattern, inside);
}

/* The unit's name inside a sentence: of a type with a prefix "xã Lộc Ninh" from
 * the bare name, else the whole name. */
static struct str inside_name(const struct reading *r, const struct unit_name *n, struct str bare)
{
	const struct type_row *t = bare.n > 0 ? type_find(r, n->type) : NULL;
	return t == NULL ? n->name
			 : str_fmt(r->plan->arena, "%.*s %.*s", STR_ARG(t->inside), STR_ARG(bare));
}

static struct unit_row child_row(const struct reading *r, const struct place *child,
				 const struct unit_row *u, struct str bare)
{
	struct arena *a = r->plan->arena;
	struct str suffix = json_str(child->v, "suffix");
	struct unit_row row = {
		.key = str_fmt(a, "%.*s.%.*s", STR_ARG(u->key), STR_ARG(suffix)),
		.role = json_str(child->v, "role"),
		.parent = u->key,
		.profile = may_text(child, "profile"),
		.from = u->from,
		.to = u->to,
	};
	struct str type = json_str(child->v, "type");
	row.first = (struct unit_name){ .from = u->from,
					.type = type,
					.name = child_name(child, u->first.type,
							   inside_name(r, &u->first, bare)) };
	row.renamed = arena_array(a, struct unit_name, u->renames);
	for (size_t i = 0; i < u->renames; i++) {
		const struct unit_name *n = &u->renamed[i];
		struct str name = child_name(child, n->type, inside_name(r, n, bare));
		if (!str_eq(name, row.first.name)) {
			row.renamed[row.renames++] =
				(struct unit_name){ .from = n->from, .name = name, .type = type };
		}
	}
	return row;
}

/* Adds a unit and the children its template gives it. */
static void unit_spread(struct reading *r, const struct place *at, struct unit_row *u,
			struct str template, struct str bare)
{
	struct place templates = place_member(&r->root, "templates");
	struct place list = { .v = NULL };
	size_t n = 0;
	if (template.n > 0) {
		n = need_list(&templates, str_cstr(r->plan->arena, template), &list);
	}
	for (size_t i = 0; i < n; i++) {
		struct place child = place_element(&list, i);
		if (str_is(json_str(child.v, "role"), "onestop") && u->onestop.n == 0) {
			u->onestop = str_fmt(r->plan->arena, "%.*s.%.*s", STR_ARG(u->key),
					     STR_ARG(json_str(child.v, "suffix")));
		}
	}
	unit_add(r->plan, at, u);
	for (size_t i = 0; i < n; i++) {
		struct place child = place_element(&list, i);
		struct unit_row row = child_row(r, &child, u, bare);
		unit_add(r->plan, &child, &row);
	}
}

static void renames_read(const struct place *at, struct unit_row *u)
{
	struct place list;
	size_t n = may_list(at, "renamed", &list);
	u->renamed = arena_array(at->faults->arena, struct unit_name, n);
	for (size_t i = 0; i < n; i++) {
		struct place el = place_element(&list, i);
		if (FIELDS_KNOWN(&el, "from", "name", "type")) {
			u->renamed[u->renames++] = (struct unit_name){
				.from = need_day(&el, "from"),
				.name = need_text(&el, "name"),
				.type = need_text(&el, "type"),
			};
		}
	}
}

static const char *const roles[] = { "agency", "room", "onestop", "office", "body" };

/* Once, before they are spread over a hundred units. */
static bool templates_ok(struct reading *r)
{
	struct place at = place_member(&r->root, "templates");
	size_t before = r->f->n;
	for (size_t i = 0; at.v != NULL && at.v->type == JSON_OBJ && i < at.v->n; i++) {
		struct place list;
		size_t n = need_list(&at, str_cstr(r->plan->arena, at.v->k[i]), &list);
		for (size_t k = 0; k < n; k++) {
			struct place child = place_element(&list, k);
			if (FIELDS_KNOWN(&child, "suffix", "role", "type", "name", "profile",
					 "mark")) {
				(void)need_word(&child, "role", roles, ARRAY_LEN(roles));
				(void)need_text(&child, "suffix");
				(void)need_text(&child, "type");
				(void)need_mark(&child);
			}
		}
	}
	return r->f->n == before;
}

static void unit_read(struct reading *r, const struct place *at)
{
	if (!FIELDS_KNOWN(at, "key", "role", "type", "name", "parent", "agency_code", "onestop",
			  "profile", "from", "to", "renamed", "template", "mark", "source")) {
		return;
	}
	int which = need_word(at, "role", roles, ARRAY_LEN(roles));
	struct unit_row u = {
		.key = need_text(at, "key"),
		.role = str_of(roles[which < 0 ? 0 : which]),
		.parent = may_text(at, "parent"),
		.agency_code = may_text(at, "agency_code"),
		.onestop = may_text(at, "onestop"),
		.profile = may_text(at, "profile"),
		.from = need_day(at, "from"),
		.to = may_day(at, "to", (struct day){ INT32_MAX }),
		.first = { .name = need_text(at, "name"), .type = need_text(at, "type") },
	};
	(void)need_mark(at);
	(void)may_text(at, "source");
	u.first.from = u.from;
	if (u.to.n <= u.from.n) {
		(void)err_set(fault_in(at, "to"), ERR_INVALID, "law.span", NULL);
	}
	renames_read(at, &u);
	struct str none = { .p = "", .n = 0 };
	unit_spread(r, at, &u, may_text(at, "template"), none);
}

static void types_read(struct reading *r)
{
	struct place list;
	size_t n = need_list(&r->root, "types", &list);
	for (size_t i = 0; i < n && r->types < TYPES_MAX; i++) {
		struct place at = place_element(&list, i);
		if (FIELDS_KNOWN(&at, "id", "prefix", "inside")) {
			r->type[r->types++] =
				(struct type_row){ .id = need_text(&at, "id"),
						   .prefix = need_text(&at, "prefix"),
						   .inside = need_text(&at, "inside") };
		}
	}
}

static void wholes_read(struct reading *r)
{
	struct place at = place_member(&r->root, "communes");
	if (FIELDS_KNOWN(&at, "from", "after", "parent", "profile", "template", "marks")) {
		r->from = need_day(&at, "from");
		r->after = need_day(&at, "after");
		r->parent = need_text(&at, "parent");
		r->profile = need_text(&at, "profile");
		r->template = need_text(&at, "template");
	}
	struct place former = place_member(&r->root, "former");
	if (FIELDS_KNOWN(&former, "from", "to", "mark")) {
		r->former_from = need_day(&former, "from");
		r->former_to = need_day(&former, "to");
		(void)need_mark(&former);
	}
}

static struct unit_name typed_name(const struct reading *r, const struct place *at, struct day from,
				   struct str type, struct str bare)
{
	const struct type_row *t = type_find(r, type);
	if (t == NULL) {
		unit_fault(at, "law.unit_type", type);
		return (struct unit_name){ .from = from, .type = type, .name = bare };
	}
	return (struct unit_name){ .from = from,
				   .type = type,
				   .name = str_fmt(r->plan->arena, "%.*s %.*s", STR_ARG(t->prefix),
						   STR_ARG(bare)) };
}

/* code,agency_code,name,type,type_after,area_km2,lat,lng */
static void commune_row(struct reading *r, const struct place *at, const struct csv *c)
{
	struct str bare = c->field[2];
	struct unit_row u = {
		.key = c->field[0],
		.role = STR("agency"),
		.parent = r->parent,
		.agency_code = c->field[1],
		.profile = r->profile,
		.from = r->from,
		.to = { INT32_MAX },
		.first = typed_name(r, at, r->from, c->field[3], bare),
	};
	struct unit_name after = typed_name(r, at, r->after, c->field[4], bare);
	if (!str_eq(c->field[3], c->field[4])) {
		u.renamed = arena_copy(r->plan->arena, &after, sizeof(after));
		u.renames = 1;
	}
	unit_spread(r, at, &u, r->template, bare);
}

/* old_key,old_name,old_type,district,new_code; a unit that was split stands in
 * several rows. */
static void former_row(struct reading *r, const struct place *at, const struct csv *c)
{
	struct unit_plan *p = r->plan;
	struct unit_row u = {
		.key = c->field[0],
		.role = STR("agency"),
		.parent = c->field[3],
		.from = r->former_from,
		.to = r->former_to,
		.first = { .from = r->former_from, .name = c->field[1], .type = c->field[2] },
	};
	const struct unit_row *before = unit_plan_find(p, u.key);
	if (before == NULL) {
		unit_add(p, at, &u);
	} else if (!str_eq(before->first.name, u.first.name) || !str_eq(before->parent, u.parent)) {
		(void)err_set(fault_at(at), ERR_INVALID, "law.duplicate", "id",
			      str_cstr(p->arena, u.key), NULL);
	}
	if (unit_plan_find(p, c->field[4]) == NULL) {
		unit_fault(at, "law.unit", c->field[4]);
	}
	p->succession[p->successions++] = (struct succession_row){
		.old_key = u.key, .new_key = c->field[4], .from = r->former_to, .scope = STR("all")
	};
}

/* Feeds the records after the heading, which must be this one, to `row`. */
static void rows_read(struct reading *r, const struct law_source *file, const char *heading,
		      size_t columns,
		      void (*row)(struct reading *r, const struct place *at, const struct csv *c))
{
	struct csv c;
	bool more = false;
	struct err e;
	csv_start(&c, r->plan->arena, file->text);
	struct place top = place_root(r->f, file->path, NULL);
	if (!str_starts(file->text, str_of(heading))) {
		(void)err_set(fault_at(&top), ERR_INVALID, "law.columns", "wanted", heading, NULL);
		return;
	}
	for (bool first = true;; first = false) {
		if (!csv_next(&c, &more, &e)) {
			*fault_at(&top) = e;
			return;
		}
		if (!more) {
			return;
		}
		struct place at = place_line(r->f, file->path, (size_t)c.line);
		if (c.n != columns) {
			(void)err_set(fault_at(&at), ERR_INVALID, "law.columns", "wanted", heading,
				      NULL);
		} else if (!first) {
			row(r, &at, &c);
		}
	}
}

/* A unit with several successors is divided among them. */
static void scopes_mark(struct unit_plan *p)
{
	struct map seen;
	map_init(&seen, p->arena);
	for (size_t i = 0; i < p->successions; i++) {
		struct succession_row *s = &p->succession[i];
		struct succession_row *other = map_get(&seen, s->old_key);
		if (other != NULL) {
			s->scope = STR("part");
			other->scope = STR("part");
		}
		map_put(&seen, s->old_key, s);
	}
}

static void successions_read(struct reading *r)
{
	struct unit_plan *p = r->plan;
	struct place list;
	size_t n = may_list(&r->root, "successions", &list);
	for (size_t i = 0; i < n; i++) {
		struct place at = place_element(&list, i);
		if (!FIELDS_KNOWN(&at, "old", "new", "from", "scope")) {
			continue;
		}
		struct succession_row s = { .old_key = need_text(&at, "old"),
					    .new_key = need_text(&at, "new"),
					    .scope = need_text(&at, "scope"),
					    .from = need_day(&at, "from") };
		if (unit_plan_find(p, s.old_key) == NULL) {
			unit_fault(&at, "law.unit", s.old_key);
		}
		if (unit_plan_find(p, s.new_key) == NULL) {
			unit_fault(&at, "law.unit", s.new_key);
		}
		p->succession[p->successions++] = s;
	}
}

static const struct law_source *source(const struct law_source *files, size_t n, const char *path)
{
	for (size_t i = 0; i < n; i++) {
		if (str_is(files[i].path, path)) {
			return &files[i];
		}
	}
	return NULL;
}

/* One-stop units and agency codes: known, and never the same code twice. */
static void links_check(const struct reading *r)
{
	struct map codes;
	map_init(&codes, r->plan->arena);
	for (size_t i = 0; i < r->plan->units; i++) {
		struct unit_row *u = r->plan->unit[i];
		if (u->onestop.n > 0 && unit_plan_find(r->plan, u->onestop) == NULL) {
			unit_fault(&r->root, "law.unit", u->onestop);
		}
		if (u->agency_code.n == 0) {
			continue;
		}
		if (map_get(&codes, u->agency_code) != NULL) {
			(void)err_set(fault_at(&r->root), ERR_INVALID, "law.duplicate", "id",
				      str_cstr(r->plan->arena, u->agency_code), NULL);
		}
		map_put(&codes, u->agency_code, u);
	}
}

static size_t lines_of(const struct law_source *file)
{
	size_t n = 1;
	for (size_t i = 0; i < file->text.n; i++) {
		n += file->text.p[i] == '\n';
	}
	return n;
}

void unit_plan_read(struct faults *f, const struct law_source *files, size_t n,
		    struct unit_plan *out)
{
	*out = (struct unit_plan){ .arena = f->arena };
	map_init(&out->by_key, f->arena);
	const struct law_source *units = source(files, n, "units/units.json");
	const struct law_source *communes = source(files, n, "units/communes.csv");
	const struct law_source *former = source(files, n, "units/successions.csv");
	if (units == NULL || communes == NULL || former == NULL) {
		return;
	}
	struct reading r = { .f = f, .plan = out };
	if (!file_object(f, units, &r.root) ||
	    !FIELDS_KNOWN(&r.root, "note", "sources", "types", "communes", "former", "templates",
			  "units", "successions")) {
		return;
	}
	out->given = true;
	types_read(&r);
	wholes_read(&r);
	if (!templates_ok(&r)) {
		return;
	}
	struct place list;
	size_t count = need_list(&r.root, "units", &list);
	for (size_t i = 0; i < count; i++) {
		struct place at = place_element(&list, i);
		unit_read(&r, &at);
	}
	struct place more;
	out->succession = arena_array(f->arena, struct succession_row,
				      lines_of(former) + may_list(&r.root, "successions", &more));
	rows_read(&r, communes, "code,agency_code,name,type,type_after,area_km2,lat,lng", 8,
		  commune_row);
	rows_read(&r, former, "old_key,old_name,old_type,district,new_code", 5, former_row);
	scopes_mark(out);
	successions_read(&r);
	links_check(&r);
}
