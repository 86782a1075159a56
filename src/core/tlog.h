/*
 * The Merkle tree over the ledger (RFC 6962, section 2.1): hashing, the growing
 * edge, proofs. A leaf is SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖
 * right), the empty tree's root SHA-256("").
 *
 * A *subtree* (height h, number n) is the full tree over the leaves n·2^h …
 * (n+1)·2^h - 1. Proofs are made from the hashes of such subtrees, which a
 * caller looks up (store: leaves and tiles); checking needs the proof only.
 *
 * Hashes in a proof run from the leaf up to the root.
 */
#ifndef DUNGHEN_CORE_TLOG_H
#define DUNGHEN_CORE_TLOG_H

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"

enum { TLOG_HEIGHT = 63, TLOG_PATH = 2 * TLOG_HEIGHT };

struct hash tlog_leaf(struct str entry);
struct hash tlog_node(struct hash left, struct hash right);
/* The root over 2^k hashes of equal subtrees; n must be a power of two. */
struct hash tlog_fold(const struct hash *h, size_t n);

/* ---- a tree that grows ---- */

/* The roots of the full subtrees that make up the tree, largest first. */
struct tlog_edge {
	int64_t size;			/* leaves */
	int n;
	struct hash root[TLOG_HEIGHT];
};

/* Called for every subtree that becomes full, the leaf first. */
typedef bool tlog_full_fn(void *ctx, int height, int64_t n, struct hash root, struct err *e);

/* Appends a full subtree of 2^height leaves; size must be a multiple of that.
 * `fn` (or NULL) hears of it and of what it completes; its failure stops the
 * work and leaves the edge unusable. */
bool tlog_grow(struct tlog_edge *edge, int height, struct hash root, tlog_full_fn *fn,
	       void *ctx, struct err *e) MUST_USE;
void tlog_append(struct tlog_edge *edge, struct hash leaf);
struct hash tlog_root(const struct tlog_edge *edge);

/* ---- proofs ---- */

struct tlog_path {
	int n;
	struct hash h[TLOG_PATH];
};

/* Looks up the root of a full subtree. */
typedef bool tlog_lookup_fn(void *ctx, int height, int64_t n, struct hash *out, struct err *e);

/* The root of the tree of the first `size` leaves. */
bool tlog_root_at(int64_t size, tlog_lookup_fn *fn, void *ctx, struct hash *out,
		  struct err *e) MUST_USE;
/* That the leaf `index` stands in the tree of `size` leaves; index < size. */
bool tlog_inclusion(int64_t index, int64_t size, tlog_lookup_fn *fn, void *ctx,
		    struct tlog_path *out, struct err *e) MUST_USE;
/* That the tree of `old` leaves begins that of `size`; 0 < old <= size. */
bool tlog_consistency(int64_t old, int64_t size, tlog_lookup_fn *fn, void *ctx,
		      struct tlog_path *out, struct err *e) MUST_USE;

/* RFC 9162, 2.1.3.2 and 2.1.4.2: true only when every hash is used and right. */
bool tlog_check_inclusion(const struct tlog_path *p, int64_t index, int64_t size,
			  struct hash leaf, struct hash root) MUST_USE;
bool tlog_check_consistency(const struct tlog_path *p, int64_t old, int64_t size,
			    struct hash old_root, struct hash root) MUST_USE;

#endif
