/* Strict reading of the JSON files of law/. */
#include "law_field.h"

enum { DEPTH_MAX = 16 };

struct place place_root(struct faults *f, struct str file, const struct json *v)
{
	return (struct place){ .faults = f, .file = file, .v = v };
}

struct place place_member(const struct place *up, const char *key)
{
	return (struct place){ .faults = up->faults,
			       .file = up->file,
			       .up = up,
			       .key = key,
			       .v = json_get(up->v, key) };
}

struct place place_element(const struct place *up, size_t i)
{
	const struct json *v = i < json_len(up->v) ? json_at(up->v, i) : NULL;
	return (struct place){
		.faults = up->faults, .file = up->file, .up = up, .index = i, .v = v
	};
}

struct place place_line(struct faults *f, struct str file, size_t line)
{
	return (struct place){ .faults = f, .file = file, .index = line };
}

static struct str path_text(const struct place *p, const char *member)
{
	const struct place *chain[DEPTH_MAX];
	size_t n = 0;
	const struct place *at = p;
	for (; at->up != NULL && n < DEPTH_MAX; at = at->up) {
		chain[n++] = at;
	}
	struct arena *a = p->faults->arena;
	/* A root without a value is a line of a CSV file. */
	struct str s = at->index > 0 ? str_fmt(a, "line %zu", at->index) : STR("$");
	while (n > 0) {
		const struct place *step = chain[--n];
		s = step->key != NULL ? str_fmt(a, "%.*s.%s", STR_ARG(s), step->key)
				      : str_fmt(a, "%.*s[%zu]", STR_ARG(s), step->index);
	}
	return member != NULL ? str_fmt(a, "%.*s.%s", STR_ARG(s), member) : s;
}

struct err *fault_in(const struct place *p, const char *name)
{
	struct faults *f = p->faults;
	size_t i = f->n++;
	if (i >= f->max) {
		return arena_new(f->arena, struct err);
	}
	f->fault[i] = (struct law_fault){ .file = p->file, .path = path_text(p, name) };
	return &f->fault[i].err;
}

struct err *fault_at(const struct place *p)
{
	return fault_in(p, NULL);
}

static const char *type_name(enum json_type t)
{
	switch (t) {
	case JSON_NULL:
		return "null";
	case JSON_FALSE:
	case JSON_TRUE:
		return "true/false";
	case JSON_INT:
		return "integer";
	case JSON_STR:
		return "text";
	case JSON_ARR:
		return "array";
	case JSON_OBJ:
		return "object";
	}
	return "";
}

static void wrong_type(const struct place *p, const char *name, const char *wanted,
		       const struct json *v)
{
	(void)err_set(fault_in(p, name), ERR_INVALID, "law.type", "wanted", wanted, "found",
		      type_name(v->type), NULL);
}

static void missing(const struct place *p, const char *name)
{
	(void)err_set(fault_at(p), ERR_INVALID, "law.missing", "field", name, NULL);
}

bool file_object(struct faults *f, const struct law_source *file, struct place *out)
{
	*out = place_root(f, file->path, NULL);
	const struct json *v;
	struct err e;
	if (!json_parse(f->arena, file->text, &v, &e)) {
		*fault_at(out) = e;
		return false;
	}
	out->v = v;
	if (v->type != JSON_OBJ) {
		wrong_type(out, NULL, "object", v);
		return false;
	}
	return true;
}

bool fields_known(const struct place *p, const char *const *name, size_t n)
{
	if (p->v == NULL || p->v->type != JSON_OBJ) {
		if (p->v != NULL) {
			wrong_type(p, NULL, "object", p->v);
		}
		return false;
	}
	bool all = true;
	for (size_t i = 0; i < p->v->n; i++) {
		bool known = false;
		for (size_t k = 0; k < n && !known; k++) {
			known = str_is(p->v->k[i], name[k]);
		}
		if (!known) {
			char *field = str_cstr(p->faults->arena, p->v->k[i]);
			(void)err_set(fault_at(p), ERR_INVALID, "law.unknown", "field", field,
				      NULL);
			all = false;
		}
	}
	return all;
}

/* The member if it has the type, NULL when missing; another type is a fault. */
static const struct json *typed(const struct place *p, const char *name, enum json_type type)
{
	const struct json *v = json_get(p->v, name);
	if (v != NULL && v->type != type) {
		wrong_type(p, name, type_name(type), v);
		return NULL;
	}
	return v;
}

static bool absent(const struct place *p, const char *name)
{
	return json_get(p->v, name) == NULL;
}

struct str may_text(const struct place *p, const char *name)
{
	const struct json *v = typed(p, name, JSON_STR);
	if (v == NULL) {
		return (struct str){ .p = "" };
	}
	if (v->s.n == 0) {
		(void)err_set(fault_in(p, name), ERR_INVALID, "law.empty", NULL);
	}
	return v->s;
}

struct str need_text(const struct place *p, const char *name)
{
	if (absent(p, name)) {
		missing(p, name);
	}
	return may_text(p, name);
}

int64_t may_int(const struct place *p, const char *name, int64_t min, int64_t max, int64_t fallback)
{
	const struct json *v = typed(p, name, JSON_INT);
	if (v == NULL) {
		return fallback;
	}
	if (v->i < min || v->i > max) {
		struct err *e = fault_in(p, name);
		(void)err_set(e, ERR_INVALID, "law.range", NULL);
		(void)err_add_int(e, "value", v->i);
		(void)err_add_int(e, "min", min);
		(void)err_add_int(e, "max", max);
		return fallback;
	}
	return v->i;
}

int64_t need_int(const struct place *p, const char *name, int64_t min, int64_t max)
{
	if (absent(p, name)) {
		missing(p, name);
	}
	return may_int(p, name, min, max, min);
}

bool may_bool(const struct place *p, const char *name)
{
	const struct json *v = json_get(p->v, name);
	if (v == NULL) {
		return false;
	}
	if (v->type != JSON_TRUE && v->type != JSON_FALSE) {
		wrong_type(p, name, "true/false", v);
	}
	return v->type == JSON_TRUE;
}

bool need_bool(const struct place *p, const char *name)
{
	if (absent(p, name)) {
		missing(p, name);
	}
	return may_bool(p, name);
}

struct day may_day(const struct place *p, const char *name, struct day fallback)
{
	const struct json *v = typed(p, name, JSON_STR);
	if (v == NULL) {
		return fallback;
	}
	struct day d;
	struct err e;
	if (!day_parse(v->s, &d, &e)) {
		*fault_in(p, name) = e;
		return fallback;
	}
	return d;
}

struct day need_day(const struct place *p, const char *name)
{
	if (absent(p, name)) {
		missing(p, name);
	}
	return may_day(p, name, (struct day){ 0 });
}

struct limit need_limit(const struct place *p, const char *name)
{
	struct limit l = { .unit = LIMIT_SAME_DAY };
	if (absent(p, name)) {
		missing(p, name);
	}
	const struct json *v = typed(p, name, JSON_STR);
	struct err e;
	if (v != NULL && !limit_parse(v->s, &l, &e)) {
		*fault_in(p, name) = e;
	}
	return l;
}

struct named need_named(const struct place *p, const char *name)
{
	struct named out = { .vi = { .p = "" }, .en = { .p = "" } };
	if (absent(p, name)) {
		missing(p, name);
		return out;
	}
	struct place at = place_member(p, name);
	if (FIELDS_KNOWN(&at, "vi", "en")) {
		out.vi = need_text(&at, "vi");
		out.en = need_text(&at, "en");
	}
	return out;
}

bool mark_ok(struct str s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] != ' ' && s.p[n] != '/') {
		n++;
	}
	struct str word = str_sub(s, 0, n);
	return str_is(word, "V") || str_is(word, "V2") || str_is(word, "K") || str_is(word, "D") ||
	       str_is(word, "I");
}

struct str may_mark(const struct place *p)
{
	struct str s = may_text(p, "mark");
	if (s.n > 0 && !mark_ok(s)) {
		(void)err_set(fault_in(p, "mark"), ERR_INVALID, "law.mark", "value",
			      str_cstr(p->faults->arena, s), NULL);
	}
	return s;
}

struct str need_mark(const struct place *p)
{
	if (absent(p, "mark")) {
		missing(p, "mark");
	}
	return may_mark(p);
}

int need_word(const struct place *p, const char *name, const char *const *word, size_t n)
{
	struct str s = need_text(p, name);
	for (size_t i = 0; i < n; i++) {
		if (str_is(s, word[i])) {
			return (int)i;
		}
	}
	if (s.n == 0) {
		return -1; /* reported already */
	}
	struct arena *a = p->faults->arena;
	struct str all = str_of(word[0]);
	for (size_t i = 1; i < n; i++) {
		all = str_fmt(a, "%.*s, %s", STR_ARG(all), word[i]);
	}
	(void)err_set(fault_in(p, name), ERR_INVALID, "law.word", "value", str_cstr(a, s), "words",
		      str_cstr(a, all), NULL);
	return -1;
}

size_t may_list(const struct place *p, const char *name, struct place *out)
{
	*out = place_member(p, name);
	if (typed(p, name, JSON_ARR) == NULL) {
		out->v = NULL;
		return 0;
	}
	return json_len(out->v);
}

size_t need_list(const struct place *p, const char *name, struct place *out)
{
	if (absent(p, name)) {
		missing(p, name);
	}
	return may_list(p, name, out);
}

struct str *may_texts(const struct place *p, const char *name, size_t *n)
{
	struct place list;
	size_t count = may_list(p, name, &list);
	struct str *out = arena_array(p->faults->arena, struct str, count);
	*n = count;
	for (size_t i = 0; i < count; i++) {
		struct place at = place_element(&list, i);
		out[i] = (struct str){ .p = "" };
		if (at.v->type != JSON_STR) {
			wrong_type(&at, NULL, "text", at.v);
		} else if (at.v->s.n == 0) {
			(void)err_set(fault_at(&at), ERR_INVALID, "law.empty", NULL);
		} else {
			out[i] = at.v->s;
		}
	}
	return out;
}
