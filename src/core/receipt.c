/* Writing, reading and checking receipts. */
#include "receipt.h"

#include <string.h>

/* ---- writing ---- */

static struct json *path_json(struct arena *a, const struct tlog_path *p)
{
	struct json *list = json_new_arr(a);
	for (int i = 0; i < p->n; i++) {
		json_push(a, list, json_new_str(a, base64_text(a, p->h[i].b, HASH_SIZE)));
	}
	return list;
}

static struct json *also_json(struct arena *a, const struct receipt *r)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 1; i < r->entries; i++) {
		struct json *o = json_new_obj(a);
		json_set_str(a, o, "entry", r->entry[i].bytes);
		json_set_int(a, o, "index", r->entry[i].seq);
		json_set(a, o, "path", path_json(a, &r->entry[i].path));
		json_push(a, list, o);
	}
	return list;
}

static struct json *openings_json(struct arena *a, const struct receipt *r)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < r->openings; i++) {
		struct json *o = json_new_obj(a);
		json_set_str(a, o, "label", r->opening[i].label);
		json_set_str(a, o, "salt", base64_text(a, r->opening[i].salt, KEY_SIZE));
		json_set_str(a, o, "value", r->opening[i].value);
		json_push(a, list, o);
	}
	return list;
}

void receipt_write(struct buf *b, struct buf *extra, struct arena *a, const struct receipt *r)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "entry", r->entry[0].bytes);
	if (r->entries > 1) {
		json_set(a, o, "also", also_json(a, r));
	}
	if (r->openings > 0) {
		json_set(a, o, "openings", openings_json(a, r));
	}
	json_write(extra, o);
	struct log_proof p = {
		.extra = buf_view(extra), .index = r->entry[0].seq, .path = r->entry[0].path,
		.checkpoint = r->checkpoint,
	};
	log_proof_write(b, a, &p);
}

/* ---- reading ---- */

static bool read_path(struct arena *a, const struct json *list, struct tlog_path *out)
{
	if (!list || list->type != JSON_ARR || list->n > TLOG_HEIGHT) {
		return false;
	}
	for (out->n = 0; (size_t)out->n < list->n; out->n++) {
		const struct json *h = list->v[out->n];
		if (h->type != JSON_STR || !tlog_hash(a, h->s, &out->h[out->n])) {
			return false;
		}
	}
	return true;
}

static bool read_also(struct arena *a, const struct json *list, struct receipt *r)
{
	if (!list) {
		return true;
	}
	if (list->type != JSON_ARR || list->n >= RECEIPT_ENTRIES) {
		return false;
	}
	struct receipt_entry own = r->entry[0];
	r->entry = arena_array(a, struct receipt_entry, list->n + 1);
	r->entry[0] = own;
	for (size_t i = 0; i < list->n; i++) {
		struct receipt_entry *en = &r->entry[r->entries++];
		en->bytes = json_str(list->v[i], "entry");
		en->seq = json_int(list->v[i], "index", -1);
		if (en->bytes.n == 0 || en->seq < 0 ||
		    !read_path(a, json_get(list->v[i], "path"), &en->path)) {
			return false;
		}
	}
	return true;
}

static bool read_openings(struct arena *a, const struct json *list, struct receipt *r)
{
	if (!list) {
		return true;
	}
	if (list->type != JSON_ARR || list->n > RECEIPT_OPENINGS) {
		return false;
	}
	r->opening = arena_array(a, struct receipt_opening, list->n);
	for (size_t i = 0; i < list->n; i++) {
		struct receipt_opening *o = &r->opening[r->openings++];
		struct str salt;
		o->label = json_str(list->v[i], "label");
		o->value = json_str(list->v[i], "value");
		if (o->label.n == 0 || !base64_bytes(a, json_str(list->v[i], "salt"), &salt) ||
		    salt.n != KEY_SIZE) {
			return false;
		}
		memcpy(o->salt, salt.p, KEY_SIZE);
	}
	return true;
}

static bool bad_form(struct err *e, const char *what)
{
	return err_set(e, ERR_CORRUPT, "receipt.form", "what", what, NULL);
}

bool receipt_read(struct arena *a, struct str text, struct receipt *out, struct err *e)
{
	struct receipt r = { .entries = 1 };
	struct log_proof p;
	const struct json *o;
	struct err inner;
	if (!log_proof_read(a, text, &p, e)) {
		return false;
	}
	if (!json_parse(a, p.extra, &o, &inner) || o->type != JSON_OBJ) {
		return bad_form(e, "extra");
	}
	r.entry = arena_new(a, struct receipt_entry);
	r.entry[0] = (struct receipt_entry){
		.seq = p.index, .path = p.path, .bytes = json_str(o, "entry"),
	};
	r.checkpoint = p.checkpoint;
	if (r.entry[0].bytes.n == 0) {
		return bad_form(e, "entry");
	}
	if (!read_also(a, json_get(o, "also"), &r)) {
		return bad_form(e, "also");
	}
	if (!read_openings(a, json_get(o, "openings"), &r)) {
		return bad_form(e, "openings");
	}
	*out = r;
	return true;
}

/* ---- checking ---- */

static struct hash commitment(struct arena *a, const struct receipt_opening *o)
{
	size_t n = o->label.n + 1 + o->value.n;
	char *p = arena_alloc(a, n, 1);
	memcpy(p, o->label.p, o->label.n);
	memcpy(p + o->label.n + 1, o->value.n > 0 ? o->value.p : "", o->value.n);
	return hash_hmac(o->salt, p, n);
}

static bool fits(struct arena *a, const struct receipt_opening *o, const struct entry *entry,
		 size_t n)
{
	char hex[HASH_HEX];
	hash_hex(commitment(a, o), hex);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < entry[i].body->n; k++) {
			const struct json *v = entry[i].body->v[k];
			if (v->type == JSON_STR && str_is(v->s, hex)) {
				return true;
			}
		}
	}
	return false;
}

static bool check_entry(struct arena *a, const struct receipt *r, size_t i,
			const struct note_key *key, struct checkpoint *head, struct entry *out,
			struct err *e)
{
	const struct receipt_entry *en = &r->entry[i];
	struct log_proof p = {
		.index = en->seq, .path = en->path, .checkpoint = r->checkpoint,
	};
	return log_proof_check(a, &p, tlog_leaf(en->bytes), key, head, e) &&
	       entry_read(a, en->bytes, out, e);
}

bool receipt_check(struct arena *a, const struct receipt *r, const struct note_key *key,
		   struct checkpoint *head, struct entry **out, struct err *e)
{
	struct entry *entry = arena_array(a, struct entry, r->entries);
	*out = entry;
	for (size_t i = 0; i < r->entries; i++) {
		if (!check_entry(a, r, i, key, head, &entry[i], e)) {
			return false;
		}
	}
	for (size_t i = 0; i < r->openings; i++) {
		if (!fits(a, &r->opening[i], entry, r->entries)) {
			return err_set(e, ERR_CORRUPT, "receipt.opening", "label",
				       str_cstr(a, r->opening[i].label), NULL);
		}
	}
	return true;
}

const struct entry *receipt_of_kind(const struct receipt *r, const struct entry *entry,
				    enum entry_kind kind)
{
	for (size_t i = 0; i < r->entries; i++) {
		const struct entry *en = &entry[i];
		if (en->kind == kind && en->stream.kind == entry[0].stream.kind &&
		    en->stream.id == entry[0].stream.id) {
			return en;
		}
	}
	return NULL;
}
