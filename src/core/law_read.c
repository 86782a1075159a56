/* From the files of law/ to struct law; every fault on the way. */
#include "law_build.h"

#include "base/limits.h"

/* The files of law/ beside procedures/, calendar/ and units/. */
static const struct {
	const char *path;
	void (*read)(struct faults *f, const struct law_source *file, struct law *l);
} single[] = {
	{ "codes.json", codes_read },
	{ "posts.json", posts_read },
	{ "rule-sets.json", rule_sets_read },
};

static const struct law_source *file_find(const struct law_source *files, size_t n, struct str path)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(files[i].path, path)) {
			return &files[i];
		}
	}
	return NULL;
}

static const struct law_source *file_needed(struct faults *f, const struct law_source *files,
					    size_t n, const char *path)
{
	const struct law_source *file = file_find(files, n, str_of(path));
	if (file == NULL) {
		struct place at = place_root(f, str_of(path), NULL);
		(void)err_set(fault_at(&at), ERR_NOT_FOUND, "law.no_file", NULL);
	}
	return file;
}

/* procedures/x.json: right in that folder, and no way out of it. */
static bool stands_in(struct str path, const char *folder, struct str end)
{
	struct str name, first, rest;
	return str_cut(path, '/', &first, &name) && str_is(first, folder) &&
	       !str_cut(name, '/', &first, &rest) && str_ends(name, end) && name.n > end.n;
}

static bool is_procedure(struct str path)
{
	return stands_in(path, "procedures", STR(".json"));
}

static bool path_known(struct str path)
{
	static const char *const others[] = { "profiles.json", "calendars.json", "units/units.json",
					      "units/communes.csv", "units/successions.csv" };
	for (size_t i = 0; i < ARRAY_LEN(single); i++) {
		if (str_is(path, single[i].path)) {
			return true;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		if (str_is(path, others[i])) {
			return true;
		}
	}
	return is_procedure(path) ||
	       stands_in(path, "calendar", STR(".csv"));
}

static void paths_check(struct faults *f, const struct law_source *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct place at = place_root(f, files[i].path, NULL);
		if (!path_known(files[i].path)) {
			(void)err_set(fault_at(&at), ERR_INVALID, "law.unknown_file", NULL);
		}
		if (files[i].text.n > LIMIT_LAW_FILE) {
			struct err *e = fault_at(&at);
			(void)err_set(e, ERR_LIMIT, "law.many", NULL);
			(void)err_add_int(e, "most", LIMIT_LAW_FILE);
		}
		if (file_find(files, i, files[i].path) != NULL) {
			(void)err_set(fault_at(&at), ERR_INVALID, "law.duplicate", "id",
				      str_cstr(f->arena, files[i].path), NULL);
		}
	}
}

static void calendar_one(const struct place *at, const struct law_source *files, size_t n,
			 struct calendar_version *out)
{
	struct faults *f = at->faults;
	if (!FIELDS_KNOWN(at, "id", "from", "file", "mark", "source")) {
		return;
	}
	out->id = need_text(at, "id");
	out->from = need_day(at, "from");
	(void)need_mark(at);
	(void)need_text(at, "source");
	struct str path = need_text(at, "file");
	const struct law_source *file = file_find(files, n, path);
	struct err e;
	if (file == NULL) {
		(void)err_set(fault_in(at, "file"), ERR_NOT_FOUND, "law.no_file", NULL);
	} else if (!holidays_read(f->arena, file->text, &out->table, &e)) {
		struct place line = place_root(f, path, NULL);
		*fault_at(&line) = e;
	}
}

static void calendars_read(struct faults *f, const struct law_source *files, size_t n,
			   struct law *l)
{
	const struct law_source *file = file_needed(f, files, n, "calendars.json");
	struct place root, list;
	if (file == NULL || !file_object(f, file, &root) ||
	    !FIELDS_KNOWN(&root, "note", "calendars")) {
		return;
	}
	l->calendars = need_list(&root, "calendars", &list);
	l->calendar = arena_array(f->arena, struct calendar_version, l->calendars);
	for (size_t i = 0; i < l->calendars; i++) {
		struct place at = place_element(&list, i);
		calendar_one(&at, files, n, &l->calendar[i]);
		for (size_t k = 0; k < i; k++) {
			if (str_eq(l->calendar[k].id, l->calendar[i].id)) {
				(void)err_set(fault_in(&at, "id"), ERR_INVALID, "law.duplicate",
					      "id", str_cstr(f->arena, l->calendar[i].id), NULL);
			}
		}
		if (i > 0 && l->calendar[i].from.n <= l->calendar[i - 1].from.n) {
			(void)err_set(fault_in(&at, "from"), ERR_INVALID, "law.version_order",
				      NULL);
		}
	}
	if (l->calendars == 0) {
		(void)err_set(fault_in(&root, "calendars"), ERR_INVALID, "law.empty", NULL);
	}
}

static void hours_read(struct faults *f, const struct law_source *files, size_t n, struct law *l)
{
	const struct law_source *file = file_needed(f, files, n, "profiles.json");
	struct err e;
	if (file != NULL && !profiles_read(f->arena, file->text, &l->profile, &l->profiles, &e)) {
		struct place at = place_root(f, file->path, NULL);
		*fault_at(&at) = e;
	}
}

/* Ready calendars take room by the day. */
static bool years_fit(struct faults *f, const struct law *l)
{
	size_t years = 0;
	for (size_t i = 0; i < l->calendars; i++) {
		const struct holiday_table *t = &l->calendar[i].table;
		years += (size_t)(t->last_year - t->first_year + 1) * l->profiles;
	}
	if (years <= LIMIT_LAW_YEARS) {
		return true;
	}
	struct place at = place_root(f, STR("calendars.json"), NULL);
	struct err *e = fault_at(&at);
	(void)err_set(e, ERR_LIMIT, "law.many", NULL);
	return err_add_int(e, "most", LIMIT_LAW_YEARS);
}

static void calendars_build(struct faults *f, struct law *l)
{
	if (!years_fit(f, l)) {
		return;
	}
	l->ready = arena_array(f->arena, struct calendar, l->calendars * l->profiles);
	for (size_t i = 0; i < l->calendars; i++) {
		for (size_t k = 0; k < l->profiles; k++) {
			struct err e;
			if (!calendar_build(f->arena, &l->calendar[i].table, &l->profile[k],
					    WEEK_LAW, &l->ready[i * l->profiles + k], &e)) {
				struct place at = place_root(f, STR("profiles.json"), NULL);
				*fault_at(&at) = e;
			}
		}
	}
}

/* The profiles that units name. */
static void unit_profiles_check(struct faults *f, const struct law *l,
				const struct unit_plan *units)
{
	for (size_t i = 0; i < units->units; i++) {
		struct str id = units->unit[i]->profile;
		if (id.n > 0 && profile_find(l->profile, l->profiles, id) == NULL) {
			struct place at = place_root(f, STR("units/units.json"), NULL);
			(void)err_set(fault_at(&at), ERR_INVALID, "law.profile", "value",
				      str_cstr(f->arena, id), "unit",
				      str_cstr(f->arena, units->unit[i]->key), NULL);
			return;
		}
	}
}

/* The usual label of an outcome that has none of its own. */
static void labels_fill(const struct law *l, struct procedure *p)
{
	for (size_t i = 0; i < p->versions; i++) {
		for (size_t k = 0; k < p->version[i].steps; k++) {
			struct step *s = &p->version[i].step[k];
			for (size_t m = 0; m < s->outcomes; m++) {
				struct outcome *o = &s->outcome[m];
				struct str kind = str_of(outcome_kind_name(o->kind));
				const struct coded *c =
					coded_find(l->outcome_name, l->outcome_names, kind);
				if (o->name.vi.n == 0 && c != NULL) {
					o->name = c->name;
				}
			}
		}
	}
}

static void procedure_add(struct faults *f, const struct law_source *file,
			  const struct unit_plan *units, struct law *l)
{
	struct procedure *p;
	size_t before = f->n;
	procedure_read(f, file, &p);
	if (p == NULL) {
		return;
	}
	struct place root;
	if (f->n == before && file_object(f, file, &root)) {
		procedure_check(f, l, units, &root, p);
	}
	labels_fill(l, p);
	l->procedure[l->procedures++] = p;
	map_put(&l->procedure_by_code, p->code, p);
}

static void read_all(struct faults *f, const struct law_source *files, size_t n, struct law *l)
{
	struct unit_plan units;
	*l = (struct law){ .arena = f->arena };
	map_init(&l->procedure_by_code, f->arena);
	paths_check(f, files, n);
	for (size_t i = 0; i < ARRAY_LEN(single); i++) {
		const struct law_source *file = file_needed(f, files, n, single[i].path);
		if (file != NULL) {
			single[i].read(f, file, l);
		}
	}
	hours_read(f, files, n, l);
	calendars_read(f, files, n, l);
	if (f->n == 0) {
		calendars_build(f, l);
	}
	unit_plan_read(f, files, n, &units);
	unit_profiles_check(f, l, &units);
	l->procedure = arena_array(f->arena, struct procedure *, n);
	for (size_t i = 0; i < n; i++) {
		if (is_procedure(files[i].path)) {
			procedure_add(f, &files[i], &units, l);
		}
	}
}

bool law_read(struct arena *a, const struct law_source *files, size_t n, struct law *out,
	      struct err *e)
{
	struct law_fault first;
	struct faults f = { .arena = a, .fault = &first, .max = 1 };
	struct law l;
	read_all(&f, files, n, &l);
	if (f.n > 0) {
		return err_set(e, first.err.code, "law.file", "file", str_cstr(a, first.file),
			       "path", str_cstr(a, first.path), "reason", first.err.key, NULL);
	}
	*out = l;
	return true;
}

size_t law_check(struct arena *a, const struct law_source *files, size_t n, struct law_fault *fault,
		 size_t max)
{
	struct faults f = { .arena = a, .fault = fault, .max = max };
	struct law l;
	read_all(&f, files, n, &l);
	return f.n < max ? f.n : max;
}
