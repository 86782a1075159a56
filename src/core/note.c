/* Signed notes, the keys that check them, and checkpoints. */
#include "note.h"

#include "base/utf8.h"

#include <string.h>

/* Em dash and space: how a signature line begins. */
static const struct str dash = { "\xe2\x80\x94 ", 4 };

enum { ED25519 = 1, NUMBER_DIGITS = 19 };

/* ---- keys ---- */

/* The characters of Unicode's White_Space, beside control characters. */
static bool is_space(uint32_t c)
{
	return c <= 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
	       c == 0x205f || c == 0x3000;
}

bool note_name_good(struct str name)
{
	size_t i = 0;
	if (name.n == 0 || name.n > NOTE_NAME || !utf8_valid(name)) {
		return false;
	}
	while (i < name.n) {
		uint32_t c = utf8_next(name, &i);
		if (is_space(c) || c == '+') {
			return false;
		}
	}
	return true;
}

static void key_id(struct note_key *key)
{
	struct hash_state h;
	hash_start(&h);
	hash_add(&h, key->name.p, key->name.n);
	hash_add(&h, "\n\x01", 2);
	hash_add(&h, key->public_key, KEY_SIZE);
	struct hash id = hash_end(&h);
	memcpy(key->id, id.b, NOTE_ID);
}

bool note_key_make(struct str name, const uint8_t public_key[KEY_SIZE], struct note_key *out,
		   struct err *e)
{
	struct note_key key = { .name = name };
	char text[ERR_VALUE_SIZE];
	if (!note_name_good(name)) {
		size_t n = name.n < sizeof(text) ? name.n : sizeof(text) - 1;
		memcpy(text, n > 0 ? name.p : "", n);
		text[n] = '\0';
		return err_set(e, ERR_INVALID, "note.name", "name", text, NULL);
	}
	memcpy(key.public_key, public_key, KEY_SIZE);
	key_id(&key);
	*out = key;
	return true;
}

struct str note_key_text(struct arena *a, const struct note_key *key)
{
	uint8_t typed[1 + KEY_SIZE] = { ED25519 };
	memcpy(typed + 1, key->public_key, KEY_SIZE);
	struct str id = hex_text(a, key->id, NOTE_ID);
	struct str text = base64_text(a, typed, sizeof(typed));
	return str_fmt(a, "%.*s+%.*s+%.*s", STR_ARG(key->name), STR_ARG(id), STR_ARG(text));
}

bool note_key_read(struct arena *a, struct str text, struct note_key *out, struct err *e)
{
	struct str name, rest, hex, base64, id, typed;
	struct note_key key;
	bool good = str_cut(text, '+', &name, &rest) && str_cut(rest, '+', &hex, &base64) &&
		    hex.n == 2 * NOTE_ID && hex_bytes(a, hex, &id) &&
		    base64_bytes(a, base64, &typed) && typed.n == 1 + KEY_SIZE &&
		    typed.p[0] == ED25519 &&
		    note_key_make(name, (const uint8_t *)typed.p + 1, &key, e) &&
		    memcmp(key.id, id.p, NOTE_ID) == 0;
	if (!good) {
		return err_set(e, ERR_INVALID, "note.key", NULL);
	}
	*out = key;
	return true;
}

/* ---- notes ---- */

void note_sign(struct buf *b, struct arena *a, struct str text, const struct note_key *key,
	       const uint8_t secret_key[SECRET_SIZE])
{
	uint8_t line[NOTE_ID + SIGNATURE_SIZE];
	memcpy(line, key->id, NOTE_ID);
	sign_make(secret_key, text, line + NOTE_ID);
	buf_str(b, text);
	buf_char(b, '\n');
	buf_str(b, dash);
	buf_str(b, key->name);
	buf_char(b, ' ');
	buf_str(b, base64_text(a, line, sizeof(line)));
	buf_char(b, '\n');
}

static bool bad_form(struct err *e)
{
	return err_set(e, ERR_CORRUPT, "note.form", NULL);
}

static bool is_text(struct str note)
{
	for (size_t i = 0; i < note.n; i++) {
		if ((unsigned char)note.p[i] < 0x20 && note.p[i] != '\n') {
			return false;
		}
	}
	return utf8_valid(note);
}

/* At the last empty line. */
static bool cut_note(struct str note, struct str *text, struct str *lines)
{
	for (size_t i = note.n; i >= 2; i--) {
		if (note.p[i - 1] == '\n' && note.p[i - 2] == '\n') {
			*text = str_sub(note, 0, i - 1);
			*lines = str_sub(note, i, note.n);
			return text->n > 1 && lines->n > 0;
		}
	}
	return false;
}

struct signature {
	struct str name;
	struct str bytes;		/* id ‖ signature */
};

static bool read_signature(struct arena *a, struct str line, struct signature *out)
{
	struct str base64;
	return str_starts(line, dash) &&
	       str_cut(str_sub(line, dash.n, line.n), ' ', &out->name, &base64) &&
	       note_name_good(out->name) && base64_bytes(a, base64, &out->bytes) &&
	       out->bytes.n > NOTE_ID;
}

static bool by(const struct note_key *key, const struct signature *s)
{
	return str_eq(s->name, key->name) && memcmp(s->bytes.p, key->id, NOTE_ID) == 0;
}

static bool valid(const struct note_key *key, const struct signature *s, struct str text)
{
	const uint8_t *p = (const uint8_t *)s->bytes.p;
	return s->bytes.n == NOTE_ID + SIGNATURE_SIZE &&
	       sign_check(key->public_key, text, p + NOTE_ID);
}

bool note_open(struct arena *a, struct str note, const struct note_key *key,
	       struct str *text, struct err *e)
{
	struct str signed_text, lines;
	bool found = false;
	const char *name = str_cstr(a, key->name);
	if (note.n > NOTE_MOST) {
		return err_set(e, ERR_LIMIT, "note.long", NULL);
	}
	if (!is_text(note) || !cut_note(note, &signed_text, &lines)) {
		return bad_form(e);
	}
	while (lines.n > 0) {
		struct str line;
		struct signature s;
		if (!str_cut(lines, '\n', &line, &lines) || !read_signature(a, line, &s)) {
			return bad_form(e);
		}
		if (!by(key, &s)) {
			continue;
		}
		if (!valid(key, &s, signed_text)) {
			return err_set(e, ERR_CORRUPT, "note.forged", "name", name, NULL);
		}
		found = true;
	}
	if (!found) {
		return err_set(e, ERR_CORRUPT, "note.unsigned", "name", name, NULL);
	}
	*text = signed_text;
	return true;
}

/* ---- checkpoints ---- */

void checkpoint_sign(struct buf *b, struct arena *a, const struct checkpoint *c,
		     const struct note_key *key, const uint8_t secret_key[SECRET_SIZE])
{
	struct str root = base64_text(a, c->root.b, HASH_SIZE);
	struct str text = str_fmt(a, "%.*s\n%lld\n%.*s\n", STR_ARG(key->name),
				  (long long)c->size, STR_ARG(root));
	note_sign(b, a, text, key, secret_key);
}

bool tlog_number(struct str s, int64_t *out)
{
	int64_t v = 0;
	if (s.n == 0 || s.n > NUMBER_DIGITS || (s.n > 1 && s.p[0] == '0')) {
		return false;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || v > INT64_MAX / 20) {
			return false;
		}
		v = v * 10 + (s.p[i] - '0');
	}
	*out = v;
	return v <= (int64_t)1 << 62;
}

bool tlog_hash(struct arena *a, struct str s, struct hash *out)
{
	struct str bytes;
	if (!base64_bytes(a, s, &bytes) || bytes.n != HASH_SIZE) {
		return false;
	}
	memcpy(out->b, bytes.p, HASH_SIZE);
	return true;
}

struct str checkpoint_origin(struct str note)
{
	struct str line, rest;
	return str_cut(note, '\n', &line, &rest) && note_name_good(line) ? line : STR("");
}

/* Extension lines may follow the three; they say nothing here. */
static bool read_checkpoint(struct arena *a, struct str text, struct checkpoint *out)
{
	struct str size, root;
	if (!str_cut(text, '\n', &out->origin, &text) || out->origin.n == 0 ||
	    !str_cut(text, '\n', &size, &text) || !tlog_number(size, &out->size) ||
	    !str_cut(text, '\n', &root, &text) || !tlog_hash(a, root, &out->root)) {
		return false;
	}
	while (text.n > 0) {
		struct str line;
		if (!str_cut(text, '\n', &line, &text) || line.n == 0) {
			return false;
		}
	}
	return true;
}

static const struct note_key *key_named(const struct note_key *newest, struct str name)
{
	for (const struct note_key *key = newest; key; key = key->before) {
		if (str_eq(key->name, name)) {
			return key;
		}
	}
	return NULL;
}

static bool wrong_origin(struct arena *a, struct str origin, const struct note_key *key,
			 struct err *e)
{
	return err_set(e, ERR_CORRUPT, "checkpoint.origin", "origin", str_cstr(a, origin),
		       "expected", str_cstr(a, key->name), NULL);
}

bool checkpoint_open(struct arena *a, struct str note, const struct note_key *newest,
		     struct checkpoint *out, struct err *e)
{
	struct str text, origin = checkpoint_origin(note);
	const struct note_key *key = key_named(newest, origin);
	struct checkpoint c;
	if (!key && origin.n > 0) {
		return wrong_origin(a, origin, newest, e);
	}
	if (!note_open(a, note, key ? key : newest, &text, e)) {
		return false;
	}
	if (!key || !read_checkpoint(a, text, &c)) {
		return err_set(e, ERR_CORRUPT, "checkpoint.form", NULL);
	}
	if (key->until > 0 && c.size > key->until) {
		err_set(e, ERR_CORRUPT, "checkpoint.ended", "origin", str_cstr(a, c.origin), NULL);
		err_add_int(e, "size", c.size);
		return err_add_int(e, "until", key->until);
	}
	*out = c;
	return true;
}
