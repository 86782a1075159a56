/* The JSON tree: looking up and building. */
#include "json.h"

#include <assert.h>

static const struct json *of_type(const struct json *v, enum json_type type)
{
	return v && v->type == type ? v : NULL;
}

static size_t find_key(const struct json *obj, struct str key)
{
	size_t i = 0;
	while (i < obj->n && !str_eq(obj->k[i], key)) {
		i++;
	}
	return i;
}

const struct json *json_get(const struct json *obj, const char *key)
{
	if (!of_type(obj, JSON_OBJ)) {
		return NULL;
	}
	size_t i = find_key(obj, str_of(key));
	return i < obj->n ? obj->v[i] : NULL;
}

static size_t first_letter(struct str s)
{
	return s.n > 0 ? (unsigned char)s.p[0] % 32 : 0;
}

void json_pick(const struct json *obj, const struct str *key, size_t n,
	       const struct json **out)
{
	/* By first letter: 1 + the newest with it, then those before. */
	uint8_t head[32] = { 0 }, before[JSON_PICKS];
	assert(n <= JSON_PICKS);
	for (size_t k = 0; k < n; k++) {
		uint8_t *h = &head[first_letter(key[k])];
		before[k] = *h;
		*h = (uint8_t)(k + 1);
		out[k] = NULL;
	}
	for (size_t i = 0; of_type(obj, JSON_OBJ) && i < obj->n; i++) {
		size_t k = head[first_letter(obj->k[i])];
		while (k > 0 && !str_eq(key[k - 1], obj->k[i])) {
			k = before[k - 1];
		}
		if (k > 0) {
			out[k - 1] = obj->v[i];
		}
	}
}

struct str json_text(const struct json *v)
{
	return of_type(v, JSON_STR) ? v->s : STR("");
}

struct str json_str(const struct json *obj, const char *key)
{
	return json_text(json_get(obj, key));
}

int64_t json_int(const struct json *obj, const char *key, int64_t fallback)
{
	const struct json *v = of_type(json_get(obj, key), JSON_INT);
	return v ? v->i : fallback;
}

bool json_bool(const struct json *obj, const char *key, bool fallback)
{
	const struct json *v = json_get(obj, key);
	if (of_type(v, JSON_TRUE)) {
		return true;
	}
	return of_type(v, JSON_FALSE) ? false : fallback;
}

const struct json *json_arr(const struct json *obj, const char *key)
{
	return of_type(json_get(obj, key), JSON_ARR);
}

size_t json_len(const struct json *arr)
{
	return arr ? arr->n : 0;
}

const struct json *json_at(const struct json *arr, size_t i)
{
	assert(arr && i < arr->n);
	return arr->v[i];
}

static struct json *new_value(struct arena *a, enum json_type type)
{
	struct json *v = arena_new(a, struct json);
	v->type = type;
	return v;
}

struct json *json_new_obj(struct arena *a)
{
	return new_value(a, JSON_OBJ);
}

struct json *json_new_arr(struct arena *a)
{
	return new_value(a, JSON_ARR);
}

struct json *json_new_str(struct arena *a, struct str s)
{
	struct json *v = new_value(a, JSON_STR);
	v->s = s;
	return v;
}

struct json *json_new_int(struct arena *a, int64_t i)
{
	assert(i >= -JSON_INT_MOST && i <= JSON_INT_MOST);
	struct json *v = new_value(a, JSON_INT);
	v->i = i;
	return v;
}

struct json *json_new_bool(struct arena *a, bool b)
{
	return new_value(a, b ? JSON_TRUE : JSON_FALSE);
}

struct json *json_new_null(struct arena *a)
{
	return new_value(a, JSON_NULL);
}

static void make_room(struct arena *a, struct json *v)
{
	if (v->n < v->cap) {
		return;
	}
	size_t cap = v->cap ? v->cap * 2 : 4;
	const struct json **to = arena_array(a, const struct json *, cap);
	struct str *key = v->type == JSON_OBJ ? arena_array(a, struct str, cap) : NULL;
	for (size_t i = 0; i < v->n; i++) {
		to[i] = v->v[i];
		if (key) {
			key[i] = v->k[i];
		}
	}
	v->v = to;
	v->k = key;
	v->cap = cap;
}

void json_set(struct arena *a, struct json *obj, const char *key, const struct json *v)
{
	assert(obj->type == JSON_OBJ && v);
	struct str name = str_of(key);
	size_t i = find_key(obj, name);
	if (i == obj->n) {
		make_room(a, obj);
		obj->k[i] = name;
		obj->n++;
	}
	obj->v[i] = v;
}

void json_set_str(struct arena *a, struct json *obj, const char *key, struct str s)
{
	json_set(a, obj, key, json_new_str(a, s));
}

void json_set_int(struct arena *a, struct json *obj, const char *key, int64_t i)
{
	json_set(a, obj, key, json_new_int(a, i));
}

void json_set_bool(struct arena *a, struct json *obj, const char *key, bool b)
{
	json_set(a, obj, key, json_new_bool(a, b));
}

void json_push(struct arena *a, struct json *arr, const struct json *v)
{
	assert(arr->type == JSON_ARR && v);
	make_room(a, arr);
	arr->v[arr->n++] = v;
}
