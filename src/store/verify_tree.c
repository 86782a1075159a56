/* One pass over the ledger: bytes, leaves, tree, tiles, heads. */
#include "store_impl.h"

#include "core/tile.h"

#include <assert.h>
#include <string.h>

enum { TELL_EVERY = 50000, HEADS_FIRST = 64 };

struct known {				/* a head to be met on the way */
	int64_t size;
	struct hash root;
};

struct pass {
	struct store *store;
	const struct tree_check *in;
	struct tree_checked *out;
	struct tlog_edge edge;
	struct hash level[TILE_LEVELS][TILE_WIDTH];
	struct hash tile[TILE_WIDTH];	/* what the tile at hand says of the entries */
	bool tiled;			/* there is one */
	int64_t full_tiles;
	struct known *known;		/* by size */
	size_t heads, next;
	int64_t sound;			/* the last head met holds this many */
};

static bool wrong_entry(struct err *e, const char *key, int64_t seq)
{
	err_set(e, ERR_CORRUPT, key, NULL);
	return err_add_int(e, "seq", seq);
}

/* --- heads --- */

static void add_known(struct pass *p, int64_t size, struct hash root)
{
	size_t at = p->heads++;

	if (at >= HEADS_FIRST && (at & (at - 1)) == 0) {
		struct known *more = arena_array(&p->store->scratch, struct known, 2 * at);
		memcpy(more, p->known, at * sizeof(*more));
		p->known = more;
	}
	while (at > 0 && p->known[at - 1].size > size) {
		p->known[at] = p->known[at - 1];
		at--;
	}
	p->known[at] = (struct known){ size, root };
}

static bool read_head(struct pass *p, const struct q_head_row *row, struct err *e)
{
	struct checkpoint c;
	struct arena a;

	arena_init(&a, 0);
	bool good = checkpoint_open(&a, row->note, p->in->key, &c, e);
	if (!good) {
		err_add_int(e, "size", row->size);
	} else if (c.size != row->size) {
		good = log_fault(e, "verify.head", row->size, c.size);
	}
	if (good) {
		add_known(p, c.size, c.root);
		p->out->heads++;
		p->out->signed_size = c.size;
	}
	arena_done(&a);
	return good;
}

static bool read_heads(struct pass *p, struct err *e)
{
	struct q_head_row row;
	struct db_stmt *st;
	bool found;

	p->known = arena_array(&p->store->scratch, struct known, HEADS_FIRST);
	if (!q_head_all_open(p->store->db, &st, e)) {
		return false;
	}
	while (q_head_all_next(st, &row, &found, e)) {
		if (!found) {
			if (p->in->old != NULL) {
				add_known(p, p->in->old->size, p->in->old->root);
			}
			return true;
		}
		if (!read_head(p, &row, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

/* Nothing else contradicts the entries since the last head that agreed. */
static bool changed(struct pass *p, struct err *e)
{
	bool one = p->sound + 1 == p->edge.size;

	err_set(e, ERR_CORRUPT, one ? "verify.changed_one" : "verify.changed", NULL);
	err_add_int(e, "seq", p->sound);
	err_add_int(e, "last", p->edge.size - 1);
	return err_add_int(e, "size", p->edge.size);
}

/* Of the heads of this size each must have this root. */
static bool meet_heads(struct pass *p, struct err *e)
{
	while (p->next < p->heads && p->known[p->next].size == p->edge.size) {
		if (!hash_eq(p->known[p->next].root, tlog_root(&p->edge))) {
			return changed(p, e);
		}
		p->next++;
		p->sound = p->edge.size;
	}
	return true;
}

/* --- tiles --- */

/* Read before its entries, so that the first one it contradicts is named. */
static bool read_tile(struct pass *p, int64_t n, struct err *e)
{
	struct q_tile_get_in in = { .level = 0, .n = n };
	struct q_tile_get_row row;
	struct arena_mark mark = arena_mark(&p->store->scratch);
	bool good = q_tile_get(p->store->db, &in, &p->store->scratch, &row, &p->tiled, e);

	/* One beyond the last full tile is too many, and says nothing. */
	p->tiled = good && p->tiled && row.hashes.n == TILE_SIZE && n < p->full_tiles;
	if (p->tiled) {
		memcpy(p->tile, row.hashes.p, TILE_SIZE);
	}
	arena_release(&p->store->scratch, mark);
	return good;
}

static bool check_leaf(struct pass *p, int64_t seq, struct hash leaf, struct err *e)
{
	int64_t n = seq / TILE_WIDTH, i = seq % TILE_WIDTH;

	if (i == 0 && !read_tile(p, n, e)) {
		return false;
	}
	return !p->tiled || hash_eq(p->tile[i], leaf) || tree_wrong(e, 0, n, seq);
}

static bool check_tile(struct pass *p, int level, int64_t n, struct hash root, struct err *e)
{
	struct store *s = p->store;
	struct q_tile_get_in in = { .level = level, .n = n };
	struct q_tile_get_row row;
	struct arena_mark mark = arena_mark(&s->scratch);
	bool found;
	bool good = q_tile_get(s->db, &in, &s->scratch, &row, &found, e);

	if (good) {
		good = found && row.root.n == HASH_SIZE && row.hashes.n == TILE_SIZE &&
		       memcmp(row.root.p, root.b, HASH_SIZE) == 0 &&
		       memcmp(row.hashes.p, p->level[level], TILE_SIZE) == 0;
		good = good || tree_wrong(e, level, n, -1);
	}
	arena_release(&s->scratch, mark);
	p->out->tiles += good;
	return good;
}

static bool full(void *ctx, int height, int64_t n, struct hash root, struct err *e)
{
	struct pass *p = ctx;
	int level = height / TILE_HEIGHT;

	if (height % TILE_HEIGHT != 0) {
		return true;
	}
	if (level > 0 && !check_tile(p, level - 1, n, root, e)) {
		return false;
	}
	if (level < TILE_LEVELS) {
		p->level[level][n % TILE_WIDTH] = root;
	}
	return true;
}

static bool check_tile_count(struct pass *p, struct err *e)
{
	struct q_tile_count_row row;
	bool found;

	if (!q_tile_count(p->store->db, &p->store->scratch, &row, &found, e)) {
		return false;
	}
	if (row.tiles != p->out->tiles) {
		err_set(e, ERR_CORRUPT, "verify.tiles", NULL);
		err_add_int(e, "tiles", row.tiles);
		return err_add_int(e, "expected", p->out->tiles);
	}
	return true;
}

static bool check_head_times(struct pass *p, struct err *e)
{
	struct q_head_astray_row row;
	bool found;

	if (!q_head_astray(p->store->db, &p->store->scratch, &row, &found, e)) {
		return false;
	}
	return !found || log_fault(e, "verify.head_time", row.size, p->edge.size);
}

/* --- entries --- */

static bool check_plain(struct pass *p, const struct q_entry_plain_row *row, struct err *e)
{
	if (row->seq != p->edge.size) {
		return wrong_entry(e, "verify.gap", p->edge.size);
	}
	struct hash leaf = tlog_leaf(row->bytes);
	if (row->leaf.n != HASH_SIZE || memcmp(leaf.b, row->leaf.p, HASH_SIZE) != 0) {
		return wrong_entry(e, "verify.leaf", row->seq);
	}
	if (!check_leaf(p, row->seq, leaf, e) ||
	    !tlog_grow(&p->edge, 0, leaf, full, p, e) || !meet_heads(p, e)) {
		return false;
	}
	if (p->in->tell != NULL && p->edge.size % TELL_EVERY == 0) {
		p->in->tell(p->in->ctx, p->edge.size);
	}
	return true;
}

static bool check_entries(struct pass *p, struct err *e)
{
	struct q_entry_plain_in in = { .from = 0, .to = INT64_MAX };
	struct q_entry_plain_row row;
	struct db_stmt *st;
	bool found;

	if (!q_entry_plain_open(p->store->db, &in, &st, e)) {
		return false;
	}
	while (q_entry_plain_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		if (!check_plain(p, &row, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

bool store_check_tree(struct store *s, const struct tree_check *in, struct tree_checked *out,
		      struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct tree_checked done = { .entries = 0 };
	struct pass *p = arena_new(&s->scratch, struct pass);
	struct store_last last;

	*p = (struct pass){ .store = s, .in = in, .out = &done };
	bool good = store_last(s, &last, e);

	p->full_tiles = good ? (last.seq + 1) / TILE_WIDTH : 0;
	good = good && read_heads(p, e) && meet_heads(p, e) && check_entries(p, e) &&
		    check_tile_count(p, e) && check_head_times(p, e);
	if (good && p->next < p->heads) {
		good = log_fault(e, "log.cut", p->known[p->next].size, p->edge.size);
	}
	if (good) {
		done.entries = p->edge.size;
		done.root = tlog_root(&p->edge);
		*out = done;
	}
	arena_release(&s->scratch, mark);
	return good;
}
