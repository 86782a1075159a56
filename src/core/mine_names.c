/* Names of an event log as numbers. */
#include "mine_names.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct slot {
	uint32_t tag;			/* of the hash */
	int32_t id;			/* from 1; 0: free */
};

enum { FIRST_SLOTS = 64 };

static uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 r = (unsigned __int128)a * b;

	return (uint64_t)r ^ (uint64_t)(r >> 64);
}

static uint64_t word8(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

/* What is less than a word, whole. */
static uint64_t word_of(struct str s)
{
	uint64_t w = 0;

	for (size_t i = 0; i < s.n; i++) {
		w = w << 8 | (unsigned char)s.p[i];
	}
	return w;
}

/* The last word may overlap the one before. */
uint64_t mine_names_hash(uint64_t seed, struct str s)
{
	uint64_t h = seed ^ s.n * UINT64_C(0x9e3779b97f4a7c15);

	for (size_t i = 0; i + 8 < s.n; i += 8) {
		h = mix(h ^ word8(s.p + i), UINT64_C(0xd6e8feb86659fd93) ^ seed);
	}
	return mix(h ^ (s.n < 8 ? word_of(s) : word8(s.p + s.n - 8)),
		   UINT64_C(0xa0761d6478bd642f) ^ seed);
}

/* Names are short: word by word, the last of which may overlap the one before. */
static inline bool same(struct str a, struct str b)
{
	size_t i = 0;

	if (a.n != b.n) {
		return false;
	}
	if (a.n < 8) {
		return word_of(a) == word_of(b);
	}
	while (i + 8 < a.n && word8(a.p + i) == word8(b.p + i)) {
		i += 8;
	}
	return i + 8 >= a.n && word8(a.p + a.n - 8) == word8(b.p + a.n - 8);
}

static struct str text_of(const struct mine_names *m, int32_t id)
{
	const uint64_t *end = (const uint64_t *)(const void *)m->at.p;
	uint64_t from = id > 0 ? end[id - 1] : 0;

	return (struct str){ m->text.p + from, (size_t)(end[id] - from) };
}

struct str mine_names_text(const struct mine_names *m, int32_t id)
{
	assert(id >= 0 && id < m->n);
	return text_of(m, id);
}

static void place(struct slot *slot, size_t cap, struct slot it)
{
	size_t i = it.tag & (cap - 1);

	while (slot[i].id != 0) {
		i = (i + 1) & (cap - 1);
	}
	slot[i] = it;
}

static bool zeros(struct buf *b, size_t bytes)
{
	static const char none[4096];

	buf_reset(b);
	for (size_t n; bytes > 0; bytes -= n) {
		n = bytes < sizeof(none) ? bytes : sizeof(none);
		buf_add(b, none, n);
	}
	return buf_ok(b);
}

/* Twice as many slots, in the other buf. */
static bool grow(struct mine_names *m, struct err *e)
{
	size_t cap = m->cap == 0 ? FIRST_SLOTS : m->cap * 2;

	if (!zeros(&m->slot[1], cap * sizeof(struct slot))) {
		return err_set(e, ERR_LIMIT, "log.many", NULL);
	}
	const struct slot *old = (const struct slot *)(const void *)m->slot[0].p;
	struct slot *slot = (struct slot *)(void *)m->slot[1].p;

	for (size_t i = 0; i < m->cap; i++) {
		if (old[i].id != 0) {
			place(slot, cap, old[i]);
		}
	}
	struct buf swap = m->slot[0];

	m->slot[0] = m->slot[1];
	m->slot[1] = swap;
	m->cap = cap;
	return true;
}

static bool add(struct mine_names *m, uint32_t tag, struct str s, int32_t *id, struct err *e)
{
	if ((size_t)m->n * 4 >= m->cap * 3 && !grow(m, e)) {
		return false;
	}
	uint64_t end = m->text.n + s.n;

	buf_add(&m->text, s.p, s.n);
	buf_add(&m->at, &end, sizeof(end));
	if (m->n == MINE_NAMES_MOST || !buf_ok(&m->text) || !buf_ok(&m->at)) {
		return err_set(e, ERR_LIMIT, "log.many", NULL);
	}
	*id = m->last = m->n++;
	place((struct slot *)(void *)m->slot[0].p, m->cap, (struct slot){ tag, m->n });
	return true;
}

bool mine_names_id(struct mine_names *m, struct str s, int32_t *id, struct err *e)
{
	if (m->n > 0 && same(text_of(m, m->last), s)) {
		*id = m->last;
		return true;
	}
	const struct slot *slot = (const struct slot *)(const void *)m->slot[0].p;
	uint32_t tag = (uint32_t)mine_names_hash(m->seed, s);

	for (size_t i = tag & (m->cap - 1); m->cap > 0 && slot[i].id != 0;
	     i = (i + 1) & (m->cap - 1)) {
		if (slot[i].tag == tag && same(text_of(m, slot[i].id - 1), s)) {
			*id = m->last = slot[i].id - 1;
			return true;
		}
	}
	return add(m, tag, s, id, e);
}

/* ---- their order ---- */

struct named {
	struct str text;
	int32_t id;
};

static int by_text(const void *x, const void *y)
{
	return str_cmp(((const struct named *)x)->text, ((const struct named *)y)->text);
}

int32_t *mine_names_rank(struct arena *a, const struct mine_names *m)
{
	size_t n = (size_t)m->n;
	int32_t *rank = arena_array(a, int32_t, n);
	struct arena_mark mark = arena_mark(a);
	struct named *all = arena_array(a, struct named, n);

	for (size_t i = 0; i < n; i++) {
		all[i] = (struct named){ mine_names_text(m, (int32_t)i), (int32_t)i };
	}
	qsort(all, n, sizeof(*all), by_text);
	for (size_t i = 0; i < n; i++) {
		rank[all[i].id] = (int32_t)i;
	}
	arena_release(a, mark);
	return rank;
}
