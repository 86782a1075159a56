/* The arguments of an action from the words of a sentence, typed by the table. */
#include "story.h"

#include "app/attach.h"
#include "app/pickup.h"
#include "app/view.h"

struct args {
	struct story *t;
	const struct sentence *s;
	struct arena *a;
	struct json *object;
};

static const struct field *field_of(const struct action *action, struct str name)
{
	for (size_t i = 0; i < action_fields(action); i++) {
		const struct field *f = action_field(action, i);
		if (str_is(name, f->name)) {
			return f;
		}
	}
	return NULL;
}

static struct json *text(struct args *x, struct str s)
{
	return json_new_str(x->a, s);
}

/* "Name" or "Name / number"; an s-id stays one. */
static struct json *subject(struct args *x, struct str s)
{
	struct str name, number;
	int64_t id;
	if (id_parse('s', s, &id)) {
		return text(x, s);
	}
	struct json *o = json_new_obj(x->a);
	bool numbered = str_cut(s, '/', &name, &number);
	json_set_str(x->a, o, "name", str_trim(name));
	if (numbered) {
		json_set_str(x->a, o, "id_number", str_trim(number));
	}
	return o;
}

static struct json *paper(struct args *x, struct str s)
{
	struct json *o = json_new_obj(x->a);
	struct str head, source, id, count;
	int64_t originals = 1;
	bool sourced = str_cut(s, '@', &head, &source);
	bool counted = str_cut(head, ':', &id, &count);
	if (counted && !str_to_int64(count, &originals)) {
		originals = -1;		/* the program says what is wrong with it */
	}
	json_set_str(x->a, o, "paper", id);
	json_set_int(x->a, o, "originals", originals);
	if (sourced) {
		json_set_str(x->a, o, "source", source);
	}
	return o;
}

enum list_of { LIST_WORDS, LIST_PAPERS, LIST_DOSSIERS };

static struct json *list(struct args *x, struct str s, enum list_of of)
{
	struct json *out = json_new_arr(x->a);
	struct str one, rest = s;
	while (rest.n > 0) {
		(void)str_cut(rest, ',', &one, &rest);
		one = str_trim(one);
		switch (of) {
		case LIST_WORDS:
			json_push(x->a, out, text(x, one));
			break;
		case LIST_PAPERS:
			json_push(x->a, out, paper(x, one));
			break;
		case LIST_DOSSIERS:
			json_push(x->a, out, text(x, story_ref(x->t, one)));
			break;
		}
	}
	return out;
}

static struct json *instant(struct args *x, struct str s)
{
	int64_t at;
	char out[INSTANT_TEXT];
	if (!story_instant(x->t, s, &at)) {
		return text(x, s);	/* the program says what is wrong with it */
	}
	return text(x, str_dup(x->a, str_of(instant_text(at, out))));
}

static struct json *integer(struct args *x, struct str s)
{
	int64_t n;
	return str_to_int64(s, &n) ? json_new_int(x->a, n) : text(x, s);
}

static struct json *yes_no(struct args *x, struct str s)
{
	if (str_is(s, "yes") || str_is(s, "true")) {
		return json_new_bool(x->a, true);
	}
	if (str_is(s, "no") || str_is(s, "false")) {
		return json_new_bool(x->a, false);
	}
	return text(x, s);
}

/* The text of a file is put into the store; 64 hex digits name one. */
static bool file(struct args *x, struct str s, struct json **out, struct err *e)
{
	struct hash h;
	char hex[HASH_HEX];
	if (!hash_from_hex(s, &h) && !app_file_put(x->t->app, s, &h, e)) {
		return false;
	}
	*out = text(x, str_dup(x->a, str_of(hash_hex(h, hex))));
	return true;
}

/* The same, sealed for the dossier the act is about, which has been put before. */
static bool sealed_file(struct args *x, struct str s, struct json **out, struct err *e)
{
	struct uploaded up;
	struct hash h;
	char hex[HASH_HEX];
	if (hash_from_hex(s, &h)) {
		*out = text(x, s);
		return true;
	}
	if (!app_attach_bytes(x->t->app, x->a, json_str(x->object, "dossier"), s, &up, e)) {
		return false;
	}
	*out = text(x, str_dup(x->a, str_of(hash_hex(up.file, hex))));
	return true;
}

/* The code that the citizen is shown now, or one that it is not. */
static bool once(struct args *x, struct str s, struct json **out, struct err *e)
{
	const struct dossier *d;
	char code[PICKUP_TEXT];
	*out = text(x, s);
	if (!str_is(s, "shown") && !str_is(s, "wrong")) {
		return true;
	}
	if (!app_dossier(x->t->app, x->a, json_str(x->object, "dossier"), &d, e) ||
	    !pickup_code(x->t->app, d, code, e)) {
		return false;
	}
	if (str_is(s, "wrong")) {
		code[0] = code[0] == '9' ? '0' : (char)(code[0] + 1);
	}
	*out = text(x, str_dup(x->a, str_of(code)));
	return true;
}

static bool value(struct args *x, enum field_type type, struct str s, struct json **out,
		  struct err *e)
{
	switch (type) {
	case FIELD_INT:
		*out = integer(x, s);
		return true;
	case FIELD_BOOL:
		*out = yes_no(x, s);
		return true;
	case FIELD_AT:
		*out = instant(x, s);
		return true;
	case FIELD_DOSSIER:
	case FIELD_MATTER:
		*out = text(x, story_ref(x->t, s));
		return true;
	case FIELD_SUBJECT:
		*out = subject(x, s);
		return true;
	case FIELD_HASH:
		return file(x, s, out, e);
	case FIELD_FILE:
		return sealed_file(x, s, out, e);
	case FIELD_ONCE:
		return once(x, s, out, e);
	case FIELD_PAPERS:
		*out = list(x, s, LIST_PAPERS);
		return true;
	case FIELD_LIST:
	case FIELD_UNITS:
	case FIELD_PERSONS:
	case FIELD_NAMES:
	case FIELD_CHILDREN:
		*out = list(x, s, LIST_WORDS);
		return true;
	case FIELD_DOSSIERS:
		*out = list(x, s, LIST_DOSSIERS);
		return true;
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_NAME:
	case FIELD_DAY:
	case FIELD_UNIT:
	case FIELD_PERSON:
	case FIELD_LIMIT:
		*out = text(x, s);
		return true;
	}
	return false;
}

static bool put(struct args *x, const struct action *action, const struct word *w,
		struct err *e)
{
	const struct field *f = field_of(action, w->name);
	struct json *v;
	/* a field nobody has is for the program to refuse */
	if (!value(x, f ? f->type : FIELD_TEXT, w->text, &v, e)) {
		return false;
	}
	json_set(x->a, x->object, str_cstr(x->a, w->name), v);
	return true;
}

static void put_target(struct args *x, const struct action *action, struct str target)
{
	switch (action->target) {
	case TARGET_DOSSIER:
		json_set(x->a, x->object, "dossier", text(x, story_ref(x->t, target)));
		break;
	case TARGET_MATTER:
		json_set(x->a, x->object, "matter", text(x, story_ref(x->t, target)));
		break;
	case TARGET_UNIT:
		json_set(x->a, x->object, "unit", text(x, target));
		break;
	case TARGET_PERSON:
		json_set(x->a, x->object, "person", text(x, target));
		break;
	case TARGET_NEW_UNIT:
	case TARGET_NEW_PERSON:
		json_set(x->a, x->object, "key", text(x, target));
		break;
	case TARGET_NEW:
	case TARGET_NEW_MATTER:
	case TARGET_BUNDLE:
		break;			/* a name of the story's own */
	}
}

bool story_args(struct story *t, const struct sentence *s, size_t from,
		const struct action *a, struct str target, const struct json **out,
		struct err *e)
{
	struct args x = { .t = t, .s = s, .a = &t->scene, .object = json_new_obj(&t->scene) };
	if (target.n > 0) {
		put_target(&x, a, str_dup(x.a, target));
	}
	for (size_t i = from; i < s->n; i++) {
		struct word w = s->word[i];
		if (w.name.n == 0) {
			return story_mistake(s, "story.field", w.whole, e);
		}
		w.name = str_dup(x.a, w.name);
		w.text = str_dup(x.a, w.text);
		if (!put(&x, a, &w, e)) {
			return false;
		}
	}
	*out = x.object;
	return true;
}
