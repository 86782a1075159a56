/* Signed heads: read back what was committed, sign it, keep what must be kept. */
#include "store_impl.h"

#include "core/tile.h"

#include <assert.h>
#include <string.h>

enum { CACHE_BACK_KIB = 256 };

/* --- stored heads --- */

/* Size and root of a note without asking who signed it. */
static bool head_text(struct arena *a, struct str note, struct checkpoint *out)
{
	struct str size, root, rest;

	return str_cut(note, '\n', &out->origin, &rest) && str_cut(rest, '\n', &size, &rest) &&
	       str_cut(rest, '\n', &root, &rest) && tlog_number(size, &out->size) &&
	       tlog_hash(a, root, &out->root);
}

bool log_fault(struct err *e, const char *key, int64_t size, int64_t entries)
{
	err_set(e, ERR_CORRUPT, key, NULL);
	err_add_int(e, "size", size);
	return err_add_int(e, "entries", entries);
}

bool head_says(struct arena *a, const struct store_head *head, int64_t entries,
	       struct hash root, struct err *e)
{
	struct checkpoint c = { .size = 0 };

	if (head->size > entries) {
		return log_fault(e, "log.cut", head->size, entries);
	}
	if (!head_text(a, head->note, &c) || c.size != head->size || !hash_eq(c.root, root)) {
		return log_fault(e, "log.fork", head->size, entries);
	}
	return true;
}

bool store_head_last(struct store *s, struct arena *a, struct store_head *out, bool *found,
		     struct err *e)
{
	struct q_head_row row;

	if (!q_head_last(s->db, a, &row, found, e)) {
		return false;
	}
	if (*found) {
		*out = (struct store_head){ .size = row.size, .at = row.at, .note = row.note };
	}
	return true;
}

/* Entries of a full tile stand in it too; of those after it the heads alone tell
 * which was changed: all are kept until that tile is full, then one an hour. */
static bool put_head(struct store *s, struct err *e)
{
	struct signed_head *h = &s->head;
	struct q_head_put_in in = {
		.size = h->size, .at = h->at, .note = { h->note, h->n }, .handed = h->handed,
	};
	struct q_head_row last;
	bool found;
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = q_head_last(s->db, &s->scratch, &last, &found, e);

	good = good && q_head_put(s->db, &in, e);
	if (good && found && last.size / TILE_WIDTH < h->size / TILE_WIDTH) {
		struct q_head_thin_in thin = {
			.from = last.size / TILE_WIDTH * TILE_WIDTH,
			.to = h->size / TILE_WIDTH * TILE_WIDTH,
		};
		good = q_head_thin(s->db, &thin, e);
	}
	arena_release(&s->scratch, mark);
	return good;
}

bool head_store(struct store *s, struct err *e)
{
	if (s->head.size == 0 || s->head.stored) {
		return true;
	}
	/* Should the commit fail, it is stored again: the same row. */
	return put_head(s, e);
}

/* --- signing --- */

/* Hashes what stands on disk now; the edge grows by what was read. */
static bool read_back(struct store *s, struct tlog_edge *edge, int64_t to, struct err *e)
{
	struct q_entry_plain_in in = { .from = edge->size, .to = to };
	struct q_entry_plain_row row;
	struct db_stmt *st;
	bool found;

	if (s->back == NULL && !store_connect(s, DB_READ, CACHE_BACK_KIB, &s->back, e)) {
		return false;
	}
	if (!q_entry_plain_open(s->back, &in, &st, e)) {
		return false;
	}
	while (q_entry_plain_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		if (row.seq != edge->size) {
			db_finish(st);
			return true;	/* the sizes then differ */
		}
		tlog_append(edge, tlog_leaf(row.bytes));
	}
	return false;
}

static void sign_head(struct store *s, const struct tlog_edge *edge)
{
	struct checkpoint c = { .size = edge->size, .root = tlog_root(edge) };
	struct arena_mark mark = arena_mark(&s->scratch);
	struct buf b;

	buf_init(&b, HEAD_MOST);
	checkpoint_sign(&b, &s->scratch, &c, &s->log_key, s->log_secret);
	assert(buf_ok(&b));
	s->head = (struct signed_head){
		.size = edge->size, .at = s->committed.at, .n = b.n,
	};
	memcpy(s->head.note, b.p, b.n);
	buf_done(&b);
	arena_release(&s->scratch, mark);
}

/* A read that fails is tried again with the next group; a read that gives other
 * bytes than were written ends the writing. */
void head_seal(struct store *s, bool grew)
{
	struct tlog_edge edge = s->sealed;
	struct err e;

	/* What there was went with the commit, if that had entries. */
	s->head.stored = s->head.stored || grew;
	if (!s->signing || s->committed.seq + 1 == edge.size ||
	    !read_back(s, &edge, s->committed.seq + 1, &e)) {
		return;
	}
	struct hash disk = tlog_root(&edge), memory = tlog_root(&s->committed_edge);
	if (edge.size != s->committed_edge.size || !hash_eq(disk, memory)) {
		s->broken = true;
		return;
	}
	s->sealed = edge;
	sign_head(s, &edge);
}

/* --- starting, handing out, closing --- */

/* The newest stored head must be ours and of these entries; what was appended
 * since (the writer died before signing) is signed now. */
static bool resume(struct store *s, const struct note_key *key, struct err *e)
{
	struct store_head head = { .size = 0 };
	struct checkpoint c;
	int64_t entries = s->last.seq + 1;
	bool found;

	if (!store_head_last(s, &s->scratch, &head, &found, e) ||
	    (found && !checkpoint_open(&s->scratch, head.note, key, &c, e))) {
		return false;
	}
	if (head.size > entries) {
		return log_fault(e, "log.cut", head.size, entries);
	}
	if (!tree_edge_at(s, head.size, &s->sealed, e) ||
	    (found && !head_says(&s->scratch, &head, entries, tlog_root(&s->sealed), e))) {
		return false;
	}
	if (!s->knows_edge) {
		if (!tree_edge_at(s, entries, &s->edge, e)) {
			return false;
		}
		s->committed_edge = s->edge;
		s->knows_edge = true;
	}
	return true;
}

bool store_log_start(struct store *s, const struct note_key *key, struct err *e)
{
	uint8_t public_key[KEY_SIZE];

	assert(s->mode == STORE_WRITER && s->dir != NULL && !store_in_group(s));
	sign_keys(s->log, public_key, s->log_secret);
	if (!note_key_make(str_dup(s->arena, key->name), public_key, &s->log_key, e)) {
		return false;
	}
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = resume(s, key, e);
	arena_release(&s->scratch, mark);
	s->signing = good;
	if (good) {
		head_seal(s, false);
	}
	return good && (!s->broken || err_set(e, ERR_CORRUPT, "log.readback", "dir", s->dir, NULL));
}

void store_log_key(const struct store *s, uint8_t public_key[KEY_SIZE])
{
	uint8_t secret[SECRET_SIZE];

	sign_keys(store_log_seed(s), public_key, secret);
	wipe(secret, sizeof(secret));
}

static bool store_now(struct store *s, struct err *e)
{
	if (!db_begin(s->db, e)) {
		return false;
	}
	if (!put_head(s, e)) {
		db_rollback(s->db);
		return false;
	}
	if (!db_commit(s->db, e)) {
		return false;
	}
	s->head.stored = true;
	return true;
}

/* The newest one is only in memory after a group; else it is on disk. */
bool store_head_hand(struct store *s, struct arena *a, struct store_head *out, struct err *e)
{
	bool found;

	assert(s->signing && !store_in_group(s));
	if (s->head.size == 0) {
		struct store_head last;
		if (!store_head_last(s, a, &last, &found, e)) {
			return false;
		}
		if (!found || last.note.n > HEAD_MOST) {
			return err_set(e, ERR_NOT_FOUND, "log.empty", NULL);
		}
		s->head = (struct signed_head){
			.size = last.size, .at = last.at, .n = last.note.n,
		};
		memcpy(s->head.note, last.note.p, last.note.n);
	}
	s->head.handed = true;
	if (!store_now(s, e)) {
		return false;
	}
	*out = (struct store_head){
		.size = s->head.size, .at = s->head.at,
		.note = str_dup(a, (struct str){ s->head.note, s->head.n }),
	};
	return true;
}

void head_close(struct store *s)
{
	struct err e;

	/* If it can't be stored, the next writer signs the same head again. */
	if (s->signing && !s->broken && s->head.size > 0 && !s->head.stored) {
		(void)store_now(s, &e);
	}
}
