/* Hash maps in an arena: open addressing, at most three quarters full. */
#include "map.h"

#include <assert.h>

enum { CAP_FIRST = 16 };

/* The last step of splitmix64: every bit of the input moves every bit. */
static uint64_t mix(uint64_t h)
{
	h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9u;
	h = (h ^ (h >> 27)) * 0x94D049BB133111EBu;
	return h ^ (h >> 31);
}

static uint64_t hash_text(struct str s)
{
	uint64_t h = 0xCBF29CE484222325u;	/* FNV-1a */
	for (size_t i = 0; i < s.n; i++) {
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	}
	return mix(h);
}

static bool is_full(size_t n, size_t cap)
{
	return n >= cap / 4 * 3;
}

void map_init(struct map *m, struct arena *a)
{
	*m = (struct map){ .arena = a };
}

/* The slot of the key, or the empty one where it belongs. */
static struct map_slot *map_find(const struct map *m, struct str key)
{
	size_t i = hash_text(key) & (m->cap - 1);
	while (m->slot[i].value && !str_eq(m->slot[i].key, key)) {
		i = (i + 1) & (m->cap - 1);
	}
	return &m->slot[i];
}

static void map_grow(struct map *m)
{
	struct map old = *m;
	m->cap = old.cap ? old.cap * 2 : CAP_FIRST;
	m->slot = arena_array(m->arena, struct map_slot, m->cap);
	for (size_t i = 0; i < old.cap; i++) {
		if (old.slot[i].value) {
			*map_find(m, old.slot[i].key) = old.slot[i];
		}
	}
}

void map_put(struct map *m, struct str key, void *value)
{
	assert(value);
	if (is_full(m->n, m->cap)) {
		map_grow(m);
	}
	struct map_slot *slot = map_find(m, key);
	if (!slot->value) {
		slot->key = key;
		m->n++;
	}
	slot->value = value;
}

void *map_get(const struct map *m, struct str key)
{
	return m->cap ? map_find(m, key)->value : NULL;
}

void imap_init(struct imap *m, struct arena *a)
{
	*m = (struct imap){ .arena = a };
}

static size_t imap_find(const struct imap *m, int64_t key)
{
	size_t i = mix((uint64_t)key) & (m->cap - 1);
	while (m->value[i] && m->key[i] != key) {
		i = (i + 1) & (m->cap - 1);
	}
	return i;
}

static void imap_grow(struct imap *m)
{
	struct imap old = *m;
	m->cap = old.cap ? old.cap * 2 : CAP_FIRST;
	m->key = arena_array(m->arena, int64_t, m->cap);
	m->value = arena_array(m->arena, void *, m->cap);
	for (size_t i = 0; i < old.cap; i++) {
		if (old.value[i]) {
			size_t to = imap_find(m, old.key[i]);
			m->key[to] = old.key[i];
			m->value[to] = old.value[i];
		}
	}
}

void imap_put(struct imap *m, int64_t key, void *value)
{
	assert(value);
	if (is_full(m->n, m->cap)) {
		imap_grow(m);
	}
	size_t i = imap_find(m, key);
	m->n += !m->value[i];
	m->key[i] = key;
	m->value[i] = value;
}

void *imap_get(const struct imap *m, int64_t key)
{
	return m->cap ? m->value[imap_find(m, key)] : NULL;
}
