/* Forms become arguments. */
#include "act_form.h"

static bool wrong(const struct field *f, struct str value, struct exchange *x, struct err *e)
{
	return err_set(e, ERR_INVALID, "arg.type", "name", f->name, "want",
		       field_type_name(f->type), "value", str_cstr(x->a, value), NULL);
}

/* "1.250.000" as people write money. */
static bool whole(struct exchange *x, struct str s, int64_t *out)
{
	char *p = arena_array(x->a, char, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '.' && s.p[i] != ',' && s.p[i] != ' ') {
			p[n++] = s.p[i];
		}
	}
	return str_to_int64((struct str){ p, n }, out);
}

static struct json *values(struct exchange *x, const char *name)
{
	struct json *list = json_new_arr(x->a);
	struct str one;
	for (size_t i = 0; form_nth(x->form, name, i, &one); i++) {
		if (one.n > 0) {
			json_push(x->a, list, json_new_str(x->a, one));
		}
	}
	return list;
}

static bool paper(struct exchange *x, const struct field *f, struct str id, struct json **out,
		  struct err *e)
{
	static const char *const counts[] = { "originals", "certified", "copies" };
	struct json *p = json_new_obj(x->a);
	json_set_str(x->a, p, "paper", id);
	for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
		struct str name = str_fmt(x->a, "paper.%.*s.%s", STR_ARG(id), counts[i]);
		struct str given = form_get(x->form, name.p);
		int64_t n = 0;
		if (given.n > 0 && !whole(x, given, &n)) {
			return wrong(f, given, x, e);
		}
		json_set_int(x->a, p, counts[i], n);
	}
	struct str source = form_get(x->form,
				     str_fmt(x->a, "paper.%.*s.source", STR_ARG(id)).p);
	if (source.n > 0) {
		json_set_str(x->a, p, "source", source);
	}
	*out = p;
	return true;
}

static bool papers(struct exchange *x, const struct field *f, struct json *args, struct err *e)
{
	struct json *list = json_new_arr(x->a), *one = NULL;
	struct str id;
	for (size_t i = 0; form_nth(x->form, "paper", i, &id); i++) {
		if (!paper(x, f, id, &one, e)) {
			return false;
		}
		json_push(x->a, list, one);
	}
	if (json_len(list) > 0) {
		json_set(x->a, args, f->name, list);
	}
	return true;
}

static bool put_field(struct exchange *x, const struct field *f, struct json *args,
		      struct err *e)
{
	struct str value = form_get(x->form, f->name);
	int64_t n;
	switch (f->type) {
	case FIELD_INT:
		if (value.n > 0 && !whole(x, value, &n)) {
			return wrong(f, value, x, e);
		}
		if (value.n > 0) {
			json_set_int(x->a, args, f->name, n);
		}
		return true;
	case FIELD_BOOL:
		json_set_bool(x->a, args, f->name, value.n > 0);
		return true;
	case FIELD_LIST:
	case FIELD_UNITS:
	case FIELD_PERSONS:
	case FIELD_NAMES:
	case FIELD_DOSSIERS:
		if (value.n > 0) {
			json_set(x->a, args, f->name, values(x, f->name));
		}
		return true;
	case FIELD_PAPERS:
		return papers(x, f, args, e);
	case FIELD_CHILDREN:
		return true;		/* has a page of its own */
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_NAME:
	case FIELD_AT:
	case FIELD_DAY:
	case FIELD_UNIT:
	case FIELD_PERSON:
	case FIELD_DOSSIER:
	case FIELD_MATTER:
	case FIELD_SUBJECT:
	case FIELD_LIMIT:
	case FIELD_HASH:
	case FIELD_ONCE:
	case FIELD_FILE:
		break;
	}
	if (value.n > 0) {
		json_set_str(x->a, args, f->name, value);
	}
	return true;
}

bool act_args(struct exchange *x, const struct action *action, struct json **out,
	      struct err *e)
{
	struct json *args = json_new_obj(x->a);
	for (size_t i = 0; i < action_fields(action); i++) {
		if (!put_field(x, action_field(action, i), args, e)) {
			return false;
		}
	}
	*out = args;
	return true;
}
