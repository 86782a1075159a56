/* Merkle tree hashing, the growing edge, inclusion and consistency proofs. */
#include "tlog.h"

#include <assert.h>

struct hash tlog_leaf(struct str entry)
{
	struct hash_state h;
	hash_start(&h);
	hash_add(&h, "\0", 1);
	hash_add(&h, entry.p, entry.n);
	return hash_end(&h);
}

struct hash tlog_node(struct hash left, struct hash right)
{
	struct hash_state h;
	hash_start(&h);
	hash_add(&h, "\1", 1);
	hash_add(&h, left.b, HASH_SIZE);
	hash_add(&h, right.b, HASH_SIZE);
	return hash_end(&h);
}

struct hash tlog_fold(const struct hash *h, size_t n)
{
	struct tlog_edge edge = { .size = 0 };
	assert(n > 0 && (n & (n - 1)) == 0);
	for (size_t i = 0; i < n; i++) {
		tlog_append(&edge, h[i]);
	}
	return edge.root[0];
}

/* ---- edge ---- */

bool tlog_grow(struct tlog_edge *edge, int height, struct hash root, tlog_full_fn *fn,
	       void *ctx, struct err *e)
{
	int64_t n = edge->size >> height;
	assert(height < TLOG_HEIGHT && edge->size == n << height);
	edge->size += (int64_t)1 << height;
	for (;;) {
		if (fn && !fn(ctx, height, n, root, e)) {
			return false;
		}
		if ((n & 1) == 0) {
			break;
		}
		root = tlog_node(edge->root[--edge->n], root);
		height++;
		n >>= 1;
	}
	edge->root[edge->n++] = root;
	return true;
}

void tlog_append(struct tlog_edge *edge, struct hash leaf)
{
	struct err e;
	bool grown = tlog_grow(edge, 0, leaf, NULL, NULL, &e);
	assert(grown);
	(void)grown;
}

struct hash tlog_root(const struct tlog_edge *edge)
{
	if (edge->n == 0) {
		return hash_of("", 0);
	}
	struct hash root = edge->root[edge->n - 1];
	for (int i = edge->n - 2; i >= 0; i--) {
		root = tlog_node(edge->root[i], root);
	}
	return root;
}

/* ---- making proofs ---- */

/* The largest power of two smaller than n, as a height; n > 1. */
static int split(int64_t n)
{
	int height = 0;
	while (((n - 1) >> height) > 1) {
		height++;
	}
	return height;
}

/* MTH(D[from : to]), from a multiple of the power of two that holds to - from. */
static bool range_root(int64_t from, int64_t to, tlog_lookup_fn *fn, void *ctx,
		       struct hash *out, struct err *e)
{
	struct tlog_edge edge = { .size = 0 };
	int64_t at = from;
	for (int height = TLOG_HEIGHT - 1; height >= 0; height--) {
		struct hash h;
		if ((((to - from) >> height) & 1) == 0) {
			continue;
		}
		if (!fn(ctx, height, at >> height, &h, e)) {
			return false;
		}
		edge.root[edge.n++] = h;
		at += (int64_t)1 << height;
	}
	*out = tlog_root(&edge);
	return true;
}

bool tlog_root_at(int64_t size, tlog_lookup_fn *fn, void *ctx, struct hash *out,
		  struct err *e)
{
	return range_root(0, size, fn, ctx, out, e);
}

static void reverse(struct tlog_path *p)
{
	for (int i = 0; i < p->n / 2; i++) {
		struct hash h = p->h[i];
		p->h[i] = p->h[p->n - 1 - i];
		p->h[p->n - 1 - i] = h;
	}
}

/* PATH(m, D[n]) of RFC 6962, walked from the root down. */
bool tlog_inclusion(int64_t index, int64_t size, tlog_lookup_fn *fn, void *ctx,
		    struct tlog_path *out, struct err *e)
{
	int64_t from = 0, to = size;
	struct tlog_path p = { .n = 0 };
	assert(index >= 0 && index < size);
	while (to - from > 1) {
		int64_t middle = from + ((int64_t)1 << split(to - from));
		bool left = index < middle;
		if (!range_root(left ? middle : from, left ? to : middle, fn, ctx, &p.h[p.n++],
				e)) {
			return false;
		}
		from = left ? from : middle;
		to = left ? middle : to;
	}
	reverse(&p);
	*out = p;
	return true;
}

/* SUBPROOF(m, D[n], b) of RFC 6962; b: the old tree is this very subtree. */
bool tlog_consistency(int64_t old, int64_t size, tlog_lookup_fn *fn, void *ctx,
		      struct tlog_path *out, struct err *e)
{
	int64_t from = 0, to = size;
	struct tlog_path p = { .n = 0 };
	assert(old > 0 && old <= size);
	while (to != old) {
		int64_t middle = from + ((int64_t)1 << split(to - from));
		bool left = old <= middle;
		if (!range_root(left ? middle : from, left ? to : middle, fn, ctx, &p.h[p.n++],
				e)) {
			return false;
		}
		from = left ? from : middle;
		to = left ? middle : to;
	}
	if (from > 0 && !range_root(from, to, fn, ctx, &p.h[p.n++], e)) {
		return false;
	}
	reverse(&p);
	*out = p;
	return true;
}

/* ---- checking ---- */

bool tlog_check_inclusion(const struct tlog_path *p, int64_t index, int64_t size,
			  struct hash leaf, struct hash root)
{
	int64_t n = index, last = size - 1;
	if (index < 0 || index >= size) {
		return false;
	}
	for (int i = 0; i < p->n; i++) {
		if (last == 0) {
			return false;
		}
		if ((n & 1) || n == last) {
			leaf = tlog_node(p->h[i], leaf);
			while ((n & 1) == 0 && n != 0) {
				n >>= 1;
				last >>= 1;
			}
		} else {
			leaf = tlog_node(leaf, p->h[i]);
		}
		n >>= 1;
		last >>= 1;
	}
	return last == 0 && hash_eq(leaf, root);
}

bool tlog_check_consistency(const struct tlog_path *p, int64_t old, int64_t size,
			    struct hash old_root, struct hash root)
{
	int64_t n = old - 1, last = size - 1;
	int i = 0;
	if (old <= 0 || old > size) {
		return false;
	}
	if (old == size) {
		return p->n == 0 && hash_eq(old_root, root);
	}
	while (n & 1) {
		n >>= 1;
		last >>= 1;
	}
	if (n > 0 && p->n == 0) {
		return false;
	}
	/* A full old tree is its own first hash and not in the proof. */
	struct hash was = n > 0 ? p->h[i++] : old_root;
	struct hash is = was;
	for (; i < p->n; i++) {
		if (last == 0) {
			return false;
		}
		if ((n & 1) || n == last) {
			was = tlog_node(p->h[i], was);
			is = tlog_node(p->h[i], is);
			while ((n & 1) == 0 && n != 0) {
				n >>= 1;
				last >>= 1;
			}
		} else {
			is = tlog_node(is, p->h[i]);
		}
		n >>= 1;
		last >>= 1;
	}
	return last == 0 && hash_eq(was, old_root) && hash_eq(is, root);
}
