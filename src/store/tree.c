/* The Merkle tree in tables: growing, looking up, making anew. */
#include "store_impl.h"

#include "core/tile.h"

#include <assert.h>
#include <string.h>

bool tree_wrong(struct err *e, int level, int64_t n, int64_t seq)
{
	char path[TILE_PATH];

	err_set(e, ERR_CORRUPT, seq < 0 ? "verify.tile" : "verify.tile_entry", "tile",
		tile_path(level, n, TILE_WIDTH, path), NULL);
	return seq < 0 ? false : err_add_int(e, "seq", seq);
}

/* --- looking up --- */

static bool read_hashes(struct db_stmt *st, int count, struct hash *out, bool *whole,
			struct err *e)
{
	struct q_hash_row row;
	bool found = true;
	int n = 0;

	*whole = true;
	while (found) {
		if (!q_leaf_range_next(st, &row, &found, e)) {
			return false;
		}
		if (!found) {
			break;
		}
		if (row.hash.n != HASH_SIZE || n == count) {
			db_finish(st);
			*whole = false;
			return true;
		}
		memcpy(out[n++].b, row.hash.p, HASH_SIZE);
	}
	*whole = n == count;
	return true;
}

bool tree_hashes(struct store *s, int level, int64_t n, int count, struct hash *out,
		 struct err *e)
{
	struct db_stmt *st;
	bool whole;

	if (level == 0) {
		struct q_leaf_range_in in = { .from = n, .to = n + count };
		if (!q_leaf_range_open(s->db, &in, &st, e)) {
			return false;
		}
	} else {
		struct q_tile_roots_in in = { .level = level - 1, .from = n, .to = n + count };
		if (!q_tile_roots_open(s->db, &in, &st, e)) {
			return false;
		}
	}
	return read_hashes(st, count, out, &whole, e) &&
	       (whole || tree_wrong(e, level > 0 ? level - 1 : 0,
				    level > 0 ? n : n / TILE_WIDTH, -1));
}

bool tree_edge_at(struct store *s, int64_t size, struct tlog_edge *out, struct err *e)
{
	struct tlog_edge edge = { .size = 0 };
	struct hash h[TILE_WIDTH];

	for (int level = TILE_LEVELS - 1; level >= 0; level--) {
		int64_t first = edge.size >> (TILE_HEIGHT * level);
		int count = (int)(tile_hashes(size, level) - first);
		if (count > 0 && !tree_hashes(s, level, first, count, h, e)) {
			return false;
		}
		for (int i = 0; i < count; i++) {
			if (!tlog_grow(&edge, TILE_HEIGHT * level, h[i], NULL, NULL, e)) {
				return false;
			}
		}
	}
	*out = edge;
	return true;
}

/* The root of a full subtree, from the level of tiles below it. */
static bool look_up(void *ctx, int height, int64_t n, struct hash *out, struct err *e)
{
	struct hash h[TILE_WIDTH];
	int level = height / TILE_HEIGHT, below = height % TILE_HEIGHT;

	if (!tree_hashes(ctx, level, n << below, 1 << below, h, e)) {
		return false;
	}
	*out = tlog_fold(h, (size_t)1 << below);
	return true;
}

bool store_root_at(struct store *s, int64_t size, struct hash *out, struct err *e)
{
	struct tlog_edge edge;

	if (!tree_edge_at(s, size, &edge, e)) {
		return false;
	}
	*out = tlog_root(&edge);
	return true;
}

bool store_root(struct store *s, struct hash *out, struct err *e)
{
	struct store_last last;

	return store_last(s, &last, e) && store_root_at(s, last.seq + 1, out, e);
}

bool store_inclusion(struct store *s, int64_t index, int64_t size, struct tlog_path *out,
		     struct err *e)
{
	return tlog_inclusion(index, size, look_up, s, out, e);
}

/* --- growing --- */

/* Every eighth height a tile is full: its hashes stand a level below. */
static bool put_tile(void *ctx, int height, int64_t n, struct hash root, struct err *e)
{
	struct store *s = ctx;
	struct hash h[TILE_WIDTH];
	int level = height / TILE_HEIGHT - 1;

	if (height == 0 || height % TILE_HEIGHT != 0) {
		return true;
	}
	if (!tree_hashes(s, level, n * TILE_WIDTH, TILE_WIDTH, h, e)) {
		return false;
	}
	struct q_tile_put_in in = {
		.level = level, .n = n, .root = { (const char *)root.b, HASH_SIZE },
		.hashes = { (const char *)h, sizeof(h) },
	};
	return q_tile_put(s->db, &in, e);
}

bool tree_add(struct store *s, struct hash leaf, struct err *e)
{
	if (!s->knows_edge) {
		if (!tree_edge_at(s, s->last.seq + 1, &s->edge, e)) {
			return false;
		}
		s->committed_edge = s->edge;
		s->knows_edge = true;
	}
	assert(s->edge.size == s->last.seq + 1);
	return tlog_grow(&s->edge, 0, leaf, put_tile, s, e);
}

/* --- making anew --- */

/* False, with the error, when the entries don't give the newest stored head. */
static bool agrees_with_head(struct store *s, struct err *e)
{
	struct store_head head;
	struct hash root;
	bool found;
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = store_head_last(s, &s->scratch, &head, &found, e);

	if (good && found) {
		good = store_root_at(s, head.size <= s->last.seq + 1 ? head.size : 0, &root, e) &&
		       head_says(&s->scratch, &head, s->last.seq + 1, root, e);
	}
	arena_release(&s->scratch, mark);
	return good;
}

bool store_tree_refill(struct store *s, struct err *e)
{
	struct q_entry_plain_in in = { .from = 0, .to = s->last.seq + 1 };
	struct tlog_edge edge = { .size = 0 };
	struct q_entry_plain_row row;
	struct db_stmt *st;
	bool found = true;

	assert(store_in_group(s));
	s->knows_edge = false;
	if (!q_tile_clear(s->db, e) || !q_entry_plain_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_entry_plain_next(st, &row, &found, e)) {
		if (!found) {
			return agrees_with_head(s, e);
		}
		struct hash leaf = tlog_leaf(row.bytes);
		if (row.leaf.n != HASH_SIZE || memcmp(leaf.b, row.leaf.p, HASH_SIZE) != 0) {
			db_finish(st);
			err_set(e, ERR_CORRUPT, "verify.leaf", NULL);
			return err_add_int(e, "seq", row.seq);
		}
		if (!tlog_grow(&edge, 0, leaf, put_tile, s, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}
