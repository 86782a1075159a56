/* Old versions of law stay as they were. */
#include "law_keep.h"

#include "base/json.h"

/* Lists of frozen things: where they stand, what names each, what may be added. */
static const struct kept_list {
	const char *path;		/* a file, or a folder ending in '/' */
	const char *list;		/* member that is the array */
	const char *id;			/* member that names an element */
	const char *grows;		/* array member that may get longer, or NULL */
} lists[] = {
	{ "rule-sets.json", "rule_sets", "id", NULL },
	{ "calendars.json", "calendars", "id", NULL },
	{ "profiles.json", "profiles", "id", "sets" },
	{ "procedures/", "versions", "number", NULL },
};

static bool json_equal(const struct json *x, const struct json *y);

static const struct json *member(const struct json *o, struct str key)
{
	for (size_t i = 0; i < o->n; i++) {
		if (str_eq(o->k[i], key)) {
			return o->v[i];
		}
	}
	return NULL;
}

static bool arrays_equal(const struct json *x, const struct json *y, bool grows)
{
	if (x->n != y->n && !(grows && y->n > x->n)) {
		return false;
	}
	for (size_t i = 0; i < x->n; i++) {
		if (!json_equal(x->v[i], y->v[i])) {
			return false;
		}
	}
	return true;
}

static bool json_equal(const struct json *x, const struct json *y)
{
	if (x == NULL || y == NULL || x->type != y->type) {
		return false;
	}
	switch (x->type) {
	case JSON_NULL:
	case JSON_FALSE:
	case JSON_TRUE:
		return true;
	case JSON_INT:
		return x->i == y->i;
	case JSON_STR:
		return str_eq(x->s, y->s);
	case JSON_ARR:
		return arrays_equal(x, y, false);
	case JSON_OBJ:
		for (size_t i = 0; i < x->n; i++) {
			if (!json_equal(x->v[i], member(y, x->k[i]))) {
				return false;
			}
		}
		return x->n == y->n;
	}
	return false;
}

static bool is_null(const struct json *v)
{
	return v == NULL || v->type == JSON_NULL;
}

/* Equal member by member; an end (`to`) may be given to what had none. */
static bool element_kept(const struct kept_list *l, const struct json *x, const struct json *y)
{
	size_t extra = !is_null(json_get(y, "to")) && json_get(x, "to") == NULL ? 1 : 0;

	for (size_t i = 0; i < x->n; i++) {
		const struct json *was = x->v[i], *is = member(y, x->k[i]);

		if (str_is(x->k[i], "to") && was->type == JSON_NULL) {
			continue;
		}
		if (l->grows != NULL && str_is(x->k[i], l->grows)) {
			if (is == NULL || is->type != JSON_ARR || was->type != JSON_ARR ||
			    !arrays_equal(was, is, true)) {
				return false;
			}
			continue;
		}
		if (!json_equal(was, is)) {
			return false;
		}
	}
	return y->n == x->n + extra;
}

static const struct json *element_of(const struct json *list, const char *id,
				     const struct json *wanted)
{
	for (size_t i = 0; i < json_len(list); i++) {
		if (json_equal(json_get(json_at(list, i), id), wanted)) {
			return json_at(list, i);
		}
	}
	return NULL;
}

static bool lost(struct arena *a, const struct law_source *file, const struct kept_list *l,
		 const struct json *id, struct err *e)
{
	struct str text = id->type == JSON_INT ? str_int(a, id->i) : id->s;

	return err_set(e, ERR_CONFLICT, "law.kept", "file", str_cstr(a, file->path), "what",
		       l->list, "id", str_cstr(a, text), NULL);
}

static bool list_kept(struct arena *a, const struct kept_list *l, const struct law_source *old,
		      const struct law_source *now, struct err *e)
{
	const struct json *x, *y, *was, *is;

	if (!json_parse(a, old->text, &x, e) || !json_parse(a, now->text, &y, e)) {
		return false;
	}
	was = json_arr(x, l->list);
	is = json_arr(y, l->list);
	for (size_t i = 0; i < json_len(was); i++) {
		const struct json *id = json_get(json_at(was, i), l->id);
		const struct json *again = id != NULL ? element_of(is, l->id, id) : NULL;

		if (id != NULL &&
		    (again == NULL || !element_kept(l, json_at(was, i), again))) {
			return lost(a, old, l, id, e);
		}
	}
	return true;
}

static const struct kept_list *list_of(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		struct str p = str_of(lists[i].path);

		if (str_ends(p, STR("/")) ? str_starts(path, p) : str_eq(path, p)) {
			return &lists[i];
		}
	}
	return NULL;
}

static const struct law_source *same_path(const struct law_source *files, size_t n,
					  struct str path)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(files[i].path, path)) {
			return &files[i];
		}
	}
	return NULL;
}

/* Tables of holidays and the units' first state are never edited in place. */
static bool frozen_file(struct str path)
{
	return str_starts(path, STR("calendar/")) || str_starts(path, STR("units/"));
}

bool law_keeps(struct arena *a, const struct law_source *old, size_t olds,
	       const struct law_source *now, size_t nows, struct err *e)
{
	for (size_t i = 0; i < olds; i++) {
		const struct law_source *again = same_path(now, nows, old[i].path);
		const struct kept_list *l = list_of(old[i].path);

		if (again != NULL && str_eq(again->text, old[i].text)) {
			continue;
		}
		if (again == NULL || frozen_file(old[i].path)) {
			return err_set(e, ERR_CONFLICT, "law.kept_file", "file",
				       str_cstr(a, old[i].path), NULL);
		}
		if (l != NULL && !list_kept(a, l, &old[i], again, e)) {
			return false;
		}
	}
	return true;
}
