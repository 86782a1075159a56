/*
 * JSON in and out.
 *
 * Reading (wraps jansson) gives a tree in the caller's arena. Accepted: strict
 * RFC 8259, valid UTF-8 (text in NFD is normalised to NFC), integers with
 * |n| ≤ 2^53−1. Refused with line and column: duplicate keys, fractions and
 * exponents, depth above LIMIT_JSON_DEPTH, bytes after the value.
 *
 * Writing is RFC 8785 (JCS) for the values we allow: keys sorted, no spaces,
 * shortest escapes. Two equal trees give equal bytes.
 */
#ifndef DUNGHEN_BASE_JSON_H
#define DUNGHEN_BASE_JSON_H

#include "arena.h"
#include "buf.h"
#include "err.h"
#include "str.h"

/* The integers that every reader of JSON gives back unchanged. */
#define JSON_INT_MOST ((INT64_C(1) << 53) - 1)

enum json_type {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_INT,
	JSON_STR,
	JSON_ARR,
	JSON_OBJ,
};

struct json {
	enum json_type type;
	int64_t i;		/* JSON_INT */
	struct str s;		/* JSON_STR */
	size_t n;		/* elements or members */
	size_t cap;
	const struct json **v;	/* elements, or values of members */
	struct str *k;		/* keys of members, in the order added */
};

/* Errors, with line and column: json.syntax (near), json.number, json.depth,
 * json.duplicate (name), json.utf8. Without a place: json.long (limit) above
 * LIMIT_JSON, json.composed (name): two keys that are one in NFC. */
bool json_parse(struct arena *a, struct str text, const struct json **out,
		struct err *e) MUST_USE;

/* Look-ups never fail: a missing member, or one of another type, gives the
 * fallback; obj may be NULL. */
const struct json *json_get(const struct json *obj, const char *key);
struct str json_str(const struct json *obj, const char *key);	/* or empty */
/* Many members in one walk: out[i] is what key[i] names, or NULL. At most JSON_PICKS. */
enum { JSON_PICKS = 64 };
void json_pick(const struct json *obj, const struct str *key, size_t n,
	       const struct json **out);
struct str json_text(const struct json *v);	/* of a string; else empty */
int64_t json_int(const struct json *obj, const char *key, int64_t fallback);
bool json_bool(const struct json *obj, const char *key, bool fallback);
const struct json *json_arr(const struct json *obj, const char *key); /* or NULL */
size_t json_len(const struct json *arr);			/* 0 for NULL */
const struct json *json_at(const struct json *arr, size_t i);

/* Building a tree. Strings are not copied: they must live as long. */
struct json *json_new_obj(struct arena *a);
struct json *json_new_arr(struct arena *a);
struct json *json_new_str(struct arena *a, struct str s);
struct json *json_new_int(struct arena *a, int64_t i);
struct json *json_new_bool(struct arena *a, bool b);
struct json *json_new_null(struct arena *a);
void json_set(struct arena *a, struct json *obj, const char *key,
	      const struct json *v);
void json_set_str(struct arena *a, struct json *obj, const char *key, struct str s);
void json_set_int(struct arena *a, struct json *obj, const char *key, int64_t i);
void json_set_bool(struct arena *a, struct json *obj, const char *key, bool b);
void json_push(struct arena *a, struct json *arr, const struct json *v);

/* RFC 8785 bytes. */
void json_write(struct buf *b, const struct json *v);
/* One string with quotes and escapes, for writers that stream. */
void json_write_str(struct buf *b, struct str s);
/* For people: two spaces of indent, keys in the order added. */
void json_write_pretty(struct buf *b, const struct json *v);

#endif
