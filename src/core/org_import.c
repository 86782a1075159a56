/* Entries of the organisation from law/units/. */
#include "org_import.h"

#include "org_body.h"
#include "unit_plan.h"

struct list {
	struct arena *arena;
	struct org_entry *entry;
	size_t n;
};

static void push(struct list *l, int64_t unit, enum entry_kind kind, struct json *body)
{
	l->entry[l->n++] = (struct org_entry){ .stream = { .kind = STREAM_UNIT, .id = unit },
					       .kind = kind,
					       .body = body };
}

/* Ids by position, found again by key. */
static int64_t *ids_mint(struct arena *a, const struct unit_plan *p, org_mint *mint, void *ctx,
			 struct map *by_key)
{
	int64_t *id = arena_array(a, int64_t, p->units);
	map_init(by_key, a);
	for (size_t i = 0; i < p->units; i++) {
		id[i] = mint(ctx);
		map_put(by_key, p->unit[i]->key, &id[i]);
	}
	return id;
}

static struct unit_id id_of(const struct map *by_key, struct str key)
{
	const int64_t *id = key.n > 0 ? map_get(by_key, key) : NULL;
	return (struct unit_id){ id != NULL ? *id : 0 };
}

static void units_push(struct list *l, const struct unit_plan *p, const int64_t *id,
		       const struct map *by_key)
{
	for (size_t i = 0; i < p->units; i++) {
		const struct unit_row *u = p->unit[i];
		struct unit_body b = {
			.key = u->key,
			.role = u->role,
			.type = u->first.type,
			.name = u->first.name,
			.agency_code = u->agency_code,
			.onestop = u->onestop,
			.profile = u->profile,
			.parent = id_of(by_key, u->parent),
			.from = u->from,
			.to = u->to,
		};
		push(l, id[i], KIND_UNIT_CREATED, body_unit_created(l->arena, &b));
	}
}

static void names_push(struct list *l, const struct unit_plan *p, const int64_t *id)
{
	struct unit_id same = { 0 };
	for (size_t i = 0; i < p->units; i++) {
		for (size_t k = 0; k < p->unit[i]->renames; k++) {
			const struct unit_name *n = &p->unit[i]->renamed[k];
			push(l, id[i], KIND_UNIT_RENAMED,
			     body_unit_renamed(l->arena, n->from, n->name, n->type, same));
		}
	}
}

static size_t entries_of(const struct unit_plan *p)
{
	size_t n = p->units + p->successions;
	for (size_t i = 0; i < p->units; i++) {
		n += p->unit[i]->renames;
	}
	return n;
}

bool org_import(struct arena *a, const struct law_source *files, size_t n, org_mint *mint,
		void *ctx, struct org_entry **out, size_t *count, struct err *e)
{
	struct law_fault first;
	struct faults f = { .arena = a, .fault = &first, .max = 1 };
	struct unit_plan p;
	unit_plan_read(&f, files, n, &p);
	if (f.n > 0) {
		return err_set(e, first.err.code, "law.file", "file", str_cstr(a, first.file),
			       "path", str_cstr(a, first.path), "reason", first.err.key, NULL);
	}
	struct list l = { .arena = a, .entry = arena_array(a, struct org_entry, entries_of(&p)) };
	struct map by_key;
	const int64_t *id = ids_mint(a, &p, mint, ctx, &by_key);
	units_push(&l, &p, id, &by_key);
	names_push(&l, &p, id);
	for (size_t i = 0; i < p.successions; i++) {
		const struct succession_row *s = &p.succession[i];
		push(&l, id_of(&by_key, s->old_key).v, KIND_UNIT_SUCCEEDED,
		     body_unit_succeeded(a, id_of(&by_key, s->new_key), s->from, s->scope));
	}
	*out = l.entry;
	*count = l.n;
	return true;
}
