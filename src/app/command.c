/* Lines of commands in, lines of answers out. */
#include "app_int.h"

#include "base/limits.h"
#include "base/text.h"

static bool key_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       c == '.' || c == '_' || c == ':' || c == '-';
}

bool command_key_good(struct str key)
{
	bool ok = key.n > 0 && key.n <= LIMIT_KEY;
	for (size_t i = 0; ok && i < key.n; i++) {
		ok = key_char(key.p[i]);
	}
	return ok;
}

static bool take_text(struct arena *a, const struct json *line, const char *name,
		      struct str *out, struct err *e)
{
	const struct json *v = json_get(line, name);
	if (!v) {
		return err_set(e, ERR_INVALID, "command.missing", "name", name, NULL);
	}
	if (v->type != JSON_STR) {
		return err_set(e, ERR_INVALID, "command.type", "name", name, NULL);
	}
	if (v->s.n > LIMIT_NAME) {
		(void)err_set(e, ERR_LIMIT, "arg.long", "name", name, NULL);
		return err_add_int(e, "max", LIMIT_NAME);
	}
	*out = str_dup(a, v->s);
	return true;
}

static bool take_at(const struct json *line, int64_t *out, struct err *e)
{
	const struct json *v = json_get(line, "at");
	*out = INSTANT_NONE;
	if (!v) {
		return true;
	}
	if (v->type != JSON_STR) {
		return err_set(e, ERR_INVALID, "command.type", "name", "at", NULL);
	}
	return action_instant("at", v->s, out, e);
}

static bool known_members(struct arena *a, const struct json *line, struct err *e)
{
	static const char *const names[] = { "key", "as", "do", "args", "at" };
	for (size_t i = 0; i < line->n; i++) {
		bool known = false;
		for (size_t k = 0; k < ARRAY_LEN(names); k++) {
			known = known || str_is(line->k[i], names[k]);
		}
		if (!known) {
			return err_set(e, ERR_INVALID, "command.member", "name",
				       str_cstr(a, line->k[i]), NULL);
		}
	}
	return true;
}

static bool take_key(const struct json *line, struct arena *a, struct str *key,
		     struct err *e)
{
	struct str given;
	if (!take_text(a, line, "key", &given, e)) {
		return false;
	}
	if (!command_key_good(given)) {
		return err_set(e, ERR_INVALID, "command.key", "value", str_cstr(a, given),
			       NULL);
	}
	*key = given;
	return true;
}

bool command_parse(struct arena *a, struct str line, struct command *out, struct str *key,
		   struct err *e)
{
	const struct json *v;
	*key = (struct str){ 0 };
	if (line.n > LIMIT_LINE) {
		(void)err_set(e, ERR_LIMIT, "line.long", NULL);
		return err_add_int(e, "max", LIMIT_LINE);
	}
	if (!json_parse(a, line, &v, e)) {
		return false;
	}
	if (v->type != JSON_OBJ) {
		return err_set(e, ERR_INVALID, "command.object", NULL);
	}
	struct command c = { .args = json_get(v, "args") };
	if (!take_key(v, a, key, e)) {
		return false;
	}
	c.key = *key;
	if (!known_members(a, v, e) || !take_text(a, v, "as", &c.as, e) ||
	    !take_text(a, v, "do", &c.verb, e) || !take_at(v, &c.at, e)) {
		return false;
	}
	if (!c.args) {
		return err_set(e, ERR_INVALID, "command.missing", "name", "args", NULL);
	}
	*out = c;
	return true;
}

/* ---- answers ---- */

typedef void sentence_fn(struct buf *b, enum text_lang lang, const struct err *e);

/* {"vi":…,"en":…}, or null when the catalogs have nothing to say. */
static const struct json *sentences(struct arena *a, sentence_fn *fn, const struct err *e)
{
	static const char *const name[TEXT_LANGS] = { "vi", "en" };
	struct json *both = json_new_obj(a);
	bool any = false;
	struct buf b;
	buf_init(&b, LIMIT_ENTRY);
	for (int lang = 0; lang < TEXT_LANGS; lang++) {
		buf_reset(&b);
		fn(&b, (enum text_lang)lang, e);
		any = any || b.n > 0;
		json_set_str(a, both, name[lang], str_dup(a, buf_view(&b)));
	}
	buf_done(&b);
	return any ? both : json_new_null(a);
}

static void put_refusal(struct json *o, struct arena *a, const struct err *e)
{
	const struct refusal *r = refusal_find(e->key);
	json_set_str(a, o, "code", str_of(e->key));
	json_set(a, o, "rule", r && r->rule ? json_new_str(a, str_of(r->rule)) :
					      json_new_null(a));
	json_set(a, o, "message", sentences(a, text_err, e));
	json_set(a, o, "hint", sentences(a, text_hint, e));
}

static void put_entries(struct json *o, struct arena *a, const struct answer *ans)
{
	char at[INSTANT_TEXT];
	struct json *seq = json_new_arr(a);
	json_push(a, seq, json_new_int(a, ans->first));
	json_push(a, seq, json_new_int(a, ans->last));
	json_set(a, o, "seq", seq);
	json_set_str(a, o, "at", str_dup(a, str_of(instant_text(ans->at, at))));
	for (size_t i = 0; ans->made && i < ans->made->n; i++) {
		json_set(a, o, str_cstr(a, ans->made->k[i]), ans->made->v[i]);
	}
}

void answer_write(struct buf *b, struct arena *a, const struct answer *ans)
{
	struct json *o = json_new_obj(a);
	json_set(a, o, "key", ans->key.n > 0 ? json_new_str(a, ans->key) : json_new_null(a));
	json_set_bool(a, o, "ok", ans->ok);
	if (ans->ok) {
		put_entries(o, a, ans);
	} else {
		put_refusal(o, a, &ans->err);
	}
	json_write(b, o);
}

/* ---- what an accepted command made, read from its entries ---- */

void made_init(struct made *m, struct arena *a)
{
	*m = (struct made){ .a = a, .object = json_new_obj(a) };
}

static const char *stream_name(enum stream_kind k)
{
	switch (k) {
	case STREAM_UNIT:
		return "unit";
	case STREAM_PERSON:
		return "person";
	case STREAM_DOSSIER:
		return "dossier";
	case STREAM_MATTER:
		return "matter";
	case STREAM_BUNDLE:
		return "bundle";
	case STREAM_STORE:
	case STREAM_NONE:
		break;
	}
	return NULL;
}

static struct str stream_id(struct arena *a, struct stream s)
{
	char text[STREAM_TEXT];
	struct str whole = str_of(stream_text(s, text));
	return str_dup(a, str_sub(whole, str_find(whole, '/') + 1, whole.n));
}

static void copy_member(struct made *m, const struct entry *en, const char *name)
{
	const struct json *v = json_get(en->body, name);
	if (v && !json_get(m->object, name)) {
		json_set(m->a, m->object, name, v);
	}
}

void made_entry(struct made *m, const struct entry *en)
{
	const char *name = stream_name(en->stream.kind);
	if (en->kind == KIND_BUNDLE_OPENED) {
		copy_member(m, en, "children");
		copy_member(m, en, "refused");
	}
	if (name && !json_get(m->object, name)) {
		json_set_str(m->a, m->object, name, stream_id(m->a, en->stream));
	}
	switch (en->kind) {
	case KIND_SUBMITTED:
	case KIND_IMPORTED:
		copy_member(m, en, "code");
		break;
	case KIND_FEE_RECEIPTED:
		copy_member(m, en, "no");
		copy_member(m, en, "amount");
		break;
	case KIND_NUMBERED:
		copy_member(m, en, "number");
		copy_member(m, en, "book");
		break;
	case KIND_BATCH_PRINTED:
		copy_member(m, en, "batch");
		break;
	default:
		break;
	}
}
