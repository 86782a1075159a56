/* Ledger entries: kinds, streams, canonical bytes and typed access to bodies. */
#include "entry.h"

#include "base/limits.h"

#include <string.h>

static const struct {
	const char *name;
	enum stream_kind stream;
	int64_t version;
} kinds[KIND_COUNT] = {
#define KIND(ident, name, stream, version) [KIND_##ident] = { name, STREAM_##stream, version },
#include "kinds.def"
#undef KIND
};

static const struct {
	const char *prefix;
	char letter;
} streams[] = {
	[STREAM_STORE] = { "store", 0 },
	[STREAM_UNIT] = { "unit", 'u' },
	[STREAM_PERSON] = { "person", 'p' },
	[STREAM_DOSSIER] = { "dossier", 'd' },
	[STREAM_BUNDLE] = { "bundle", 'b' },
	[STREAM_MATTER] = { "matter", 'm' },
};

const char *kind_name(enum entry_kind k)
{
	return k > KIND_NONE && k < KIND_COUNT ? kinds[k].name : "";
}

enum entry_kind kind_of(struct str name)
{
	for (int k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		if (str_is(name, kinds[k].name)) {
			return (enum entry_kind)k;
		}
	}
	return KIND_NONE;
}

enum stream_kind kind_stream(enum entry_kind k)
{
	return k > KIND_NONE && k < KIND_COUNT ? kinds[k].stream : STREAM_NONE;
}

int64_t kind_version(enum entry_kind k)
{
	return k > KIND_NONE && k < KIND_COUNT ? kinds[k].version : 0;
}

const char *stream_text(struct stream s, char out[STREAM_TEXT])
{
	const char *prefix = streams[s.kind].prefix;
	size_t n = prefix != NULL ? strlen(prefix) : 0;

	memcpy(out, prefix != NULL ? prefix : "", n + 1);
	if (streams[s.kind].letter != 0) {
		out[n] = '/';
		id_text(streams[s.kind].letter, s.id, out + n + 1);
	}
	return out;
}

bool stream_parse(struct str s, struct stream *out)
{
	struct str prefix, id;
	bool cut = str_cut(s, '/', &prefix, &id);

	for (size_t k = STREAM_STORE; k < ARRAY_LEN(streams); k++) {
		int64_t v = 0;

		if (!str_is(prefix, streams[k].prefix)) {
			continue;
		}
		if (cut != (streams[k].letter != 0) ||
		    (cut && !id_parse(streams[k].letter, id, &v))) {
			return false;
		}
		*out = (struct stream){ .kind = (enum stream_kind)k, .id = v };
		return true;
	}
	return false;
}

bool entry_bytes(struct buf *b, struct arena *a, const struct entry *en, struct err *e)
{
	char at[INSTANT_TEXT], stream[STREAM_TEXT], actor[ID_TEXT];
	struct json *o = json_new_obj(a);
	size_t before = b->n;

	json_set_str(a, o, "actor", en->actor.v == 0 ? STR("system")
						      : str_of(id_text('p', en->actor.v, actor)));
	json_set_str(a, o, "at", str_of(instant_text(en->at, at)));
	json_set(a, o, "body", en->body);
	json_set_str(a, o, "cmd", en->cmd);
	json_set_str(a, o, "kind", str_of(kind_name(en->kind)));
	json_set_int(a, o, "seq", en->seq);
	json_set_str(a, o, "stream", str_of(stream_text(en->stream, stream)));
	json_set_int(a, o, "v", en->version);
	json_write(b, o);
	if (!buf_ok(b) || b->n - before > LIMIT_ENTRY) {
		err_set(e, ERR_LIMIT, "entry.long", "kind", kind_name(en->kind), NULL);
		return err_add_int(e, "limit", LIMIT_ENTRY);
	}
	return true;
}

static bool bad_bytes(struct err *e, const char *why)
{
	return err_set(e, ERR_CORRUPT, "entry.bytes", "why", why, NULL);
}

bool entry_read(struct arena *a, struct str bytes, struct entry *out, struct err *e)
{
	const struct json *o;
	struct entry en = { 0 };
	struct str actor;
	struct err inner;

	if (!json_parse(a, bytes, &o, &inner)) {
		return bad_bytes(e, inner.key);
	}
	if (o->type != JSON_OBJ || o->n != 8) {
		return bad_bytes(e, "members");
	}
	actor = json_str(o, "actor");
	if (!str_is(actor, "system") && !id_parse('p', actor, &en.actor.v)) {
		return bad_bytes(e, "actor");
	}
	if (!instant_parse(json_str(o, "at"), &en.at, &inner)) {
		return bad_bytes(e, "at");
	}
	en.kind = kind_of(json_str(o, "kind"));
	if (en.kind == KIND_NONE) {
		return bad_bytes(e, "kind");
	}
	if (!stream_parse(json_str(o, "stream"), &en.stream) ||
	    en.stream.kind != kind_stream(en.kind)) {
		return bad_bytes(e, "stream");
	}
	en.seq = json_int(o, "seq", -1);
	en.version = json_int(o, "v", 0);
	if (json_get(o, "cmd") == NULL || json_get(o, "cmd")->type != JSON_STR) {
		return bad_bytes(e, "cmd");
	}
	if (en.seq < 0 || en.version < 1 || en.version > kind_version(en.kind)) {
		return bad_bytes(e, en.seq < 0 ? "seq" : "v");
	}
	en.cmd = json_str(o, "cmd");
	en.body = json_get(o, "body");
	if (en.body == NULL || en.body->type != JSON_OBJ) {
		return bad_bytes(e, "body");
	}
	*out = en;
	return true;
}

static bool bad_body(const struct entry *en, const char *name, struct err *e)
{
	err_set(e, ERR_CORRUPT, "entry.body", "kind", kind_name(en->kind), "name", name, NULL);
	return err_add_int(e, "seq", en->seq);
}

bool body_has(const struct entry *en, const char *name)
{
	const struct json *v = json_get(en->body, name);

	return v != NULL && v->type != JSON_NULL;
}

bool body_id(const struct entry *en, const char *name, char letter, int64_t *out, struct err *e)
{
	return id_parse(letter, json_str(en->body, name), out) || bad_body(en, name, e);
}

bool body_at(const struct entry *en, const char *name, int64_t *out, struct err *e)
{
	struct err inner;

	return instant_parse(json_str(en->body, name), out, &inner) || bad_body(en, name, e);
}

bool body_day(const struct entry *en, const char *name, struct day *out, struct err *e)
{
	struct err inner;

	return day_parse(json_str(en->body, name), out, &inner) || bad_body(en, name, e);
}

bool body_str(const struct entry *en, const char *name, struct str *out, struct err *e)
{
	const struct json *v = json_get(en->body, name);

	if (v == NULL || v->type != JSON_STR) {
		return bad_body(en, name, e);
	}
	*out = v->s;
	return true;
}

bool body_int(const struct entry *en, const char *name, int64_t *out, struct err *e)
{
	const struct json *v = json_get(en->body, name);

	if (v == NULL || v->type != JSON_INT) {
		return bad_body(en, name, e);
	}
	*out = v->i;
	return true;
}
