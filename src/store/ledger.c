/* The ledger: appending entries, reading them in several orders, commands. */
#include "matter_row.h"
#include "store_impl.h"

#include <assert.h>
#include <string.h>

enum { CACHE_ONCE_KIB = 256 };

/* The numbers stand in the database: they may not move. */
_Static_assert(STREAM_STORE == 1 && STREAM_UNIT == 2 && STREAM_PERSON == 3 &&
	       STREAM_DOSSIER == 4 && STREAM_BUNDLE == 5 && STREAM_MATTER == 6,
	       "stream kinds are stored");

bool store_last(struct store *s, struct store_last *out, struct err *e)
{
	struct q_entry_last_row row;
	bool found;

	if (store_in_group(s)) {
		*out = s->last;
		return true;
	}
	if (!q_entry_last(s->db, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = found ? (struct store_last){ .seq = row.seq, .at = row.at }
		     : (struct store_last){ .seq = -1, .at = INSTANT_NONE };
	return true;
}

static struct str hash_view(const struct hash *h)
{
	return (struct str){ .p = (const char *)h->b, .n = HASH_SIZE };
}

bool store_append(struct store *s, const struct entry *en, struct str bytes, struct err *e)
{
	struct hash leaf = tlog_leaf(bytes);

	assert(store_in_group(s));
	assert(en->seq == s->last.seq + 1);
	assert(en->at >= s->last.at);
	struct q_entry_put_in in = {
		.seq = en->seq, .at = en->at, .kind = str_of(kind_name(en->kind)),
		.actor = en->actor.v, .stream_kind = en->stream.kind, .stream_id = en->stream.id,
		.cmd = en->cmd, .bytes = bytes, .leaf = hash_view(&leaf),
	};
	if (!q_entry_put(s->db, &in, e) || !tree_add(s, leaf, e)) {
		return false;
	}
	s->last = (struct store_last){ .seq = en->seq, .at = en->at };
	return true;
}

/* --- reading --- */

/* A damaged row can have any lengths and numbers. */
static bool stored_of(const struct q_entry_row *row, struct stored *out, struct err *e)
{
	if (row->leaf.n != HASH_SIZE || row->stream_kind < STREAM_STORE ||
	    row->stream_kind > STREAM_MATTER) {
		err_set(e, ERR_CORRUPT, "verify.column", "column",
			row->leaf.n != HASH_SIZE ? "leaf" : "stream_kind", NULL);
		return err_add_int(e, "seq", row->seq);
	}
	*out = (struct stored){
		.seq = row->seq, .at = row->at, .actor = { row->actor },
		.stream = { .kind = (enum stream_kind)row->stream_kind, .id = row->stream_id },
		.kind = row->kind, .cmd = row->cmd, .bytes = row->bytes,
	};
	memcpy(out->leaf.b, row->leaf.p, HASH_SIZE);
	return true;
}

/* All readings of entries share the row; `next` of one does for all. */
static bool hand_out(struct db_stmt *st, stored_fn *fn, void *ctx, struct err *e)
{
	struct q_entry_row row;
	struct stored stored;
	bool found;

	while (q_entry_range_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		if (!stored_of(&row, &stored, e) || !fn(ctx, &stored, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

bool store_stream(struct store *s, struct stream stream, int64_t from, stored_fn *fn,
		  void *ctx, struct err *e)
{
	struct q_entry_stream_in in = {
		.stream_kind = stream.kind, .stream_id = stream.id, .from = from,
	};
	struct db_stmt *st;

	return q_entry_stream_open(s->db, &in, &st, e) && hand_out(st, fn, ctx, e);
}

bool store_range(struct store *s, int64_t from, int64_t limit, stored_fn *fn, void *ctx,
		 struct err *e)
{
	struct q_entry_range_in in = { .from = from, .limit = limit };
	struct db_stmt *st;

	return q_entry_range_open(s->db, &in, &st, e) && hand_out(st, fn, ctx, e);
}

bool store_frame(struct store *s, int64_t from, stored_fn *fn, void *ctx, struct err *e)
{
	struct q_entry_frame_in in = { .from = from };
	const struct db_driver *driver = s->db->driver;
	struct db_stmt *st;

	/* Read once and then no more: its pages need not stay in memory. */
	return driver->keep(s->db, CACHE_ONCE_KIB, e) &&
	       q_entry_frame_open(s->db, &in, &st, e) && hand_out(st, fn, ctx, e) &&
	       driver->keep(s->db, s->db->cache_kib, e);
}

bool store_births(struct store *s, stored_fn *fn, void *ctx, struct err *e)
{
	struct db_stmt *st;

	return q_entry_births_open(s->db, &st, e) && hand_out(st, fn, ctx, e);
}

bool store_succeeded(struct store *s, int64_t from, int64_t until, stored_fn *fn, void *ctx,
		     struct err *e)
{
	struct q_entry_succeeded_in in = { .from = from, .until = until };
	struct db_stmt *st;

	return q_entry_succeeded_open(s->db, &in, &st, e) && hand_out(st, fn, ctx, e);
}

bool store_succeeded_last(struct store *s, int64_t before, int64_t *at, struct err *e)
{
	struct q_entry_succeeded_last_in in = { .before = before };
	struct q_entry_succeeded_last_row row;
	bool found;

	if (!q_entry_succeeded_last(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*at = found ? row.at : INSTANT_NONE;
	return true;
}

/* Whole streams, about `limit` entries of them. */
static bool hand_streams(struct db_stmt *st, int64_t limit, stored_fn *fn, void *ctx,
			 struct err *e)
{
	struct q_entry_row row;
	struct stored stored;
	int64_t n = 0, stream = 0;
	bool found;

	while (q_entry_dossiers_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		if (n >= limit && row.stream_id != stream) {
			db_finish(st);
			return true;
		}
		if (!stored_of(&row, &stored, e) || !fn(ctx, &stored, e)) {
			db_finish(st);
			return false;
		}
		stream = row.stream_id;
		n++;
	}
	return false;
}

bool store_dossier_entries(struct store *s, int64_t after, int64_t limit, stored_fn *fn,
			   void *ctx, struct err *e)
{
	struct q_entry_dossiers_in in = { .after = after };
	struct db_stmt *st;

	return q_entry_dossiers_open(s->db, &in, &st, e) && hand_streams(st, limit, fn, ctx, e);
}

bool store_matter_entries(struct store *s, int64_t after, int64_t limit, stored_fn *fn,
			  void *ctx, struct err *e)
{
	struct q_entry_matters_in in = { .after = after };
	struct db_stmt *st;

	return q_entry_matters_open(s->db, &in, &st, e) && hand_streams(st, limit, fn, ctx, e);
}

/* --- commands --- */

int64_t row_sum(struct str key, const int64_t *number, size_t numbers, struct str bytes)
{
	struct hash_state h;
	uint64_t sum = 0;

	hash_start(&h);
	hash_add(&h, key.p, key.n);
	hash_add(&h, "\0", 1);
	for (size_t i = 0; i < numbers; i++) {
		for (int shift = 56; shift >= 0; shift -= 8) {
			uint8_t byte = (uint8_t)((uint64_t)number[i] >> shift);
			hash_add(&h, &byte, 1);
		}
	}
	hash_add(&h, bytes.p, bytes.n);
	struct hash end = hash_end(&h);
	for (int i = 0; i < 8; i++) {
		sum = sum << 8 | end.b[i];
	}
	return (int64_t)(sum >> 1);
}

static int64_t command_sum(struct str key, int64_t first, int64_t last, int64_t at,
			   struct str digest)
{
	const int64_t number[] = { first, last, at };

	return row_sum(key, number, ARRAY_LEN(number), digest);
}

bool store_command_put(struct store *s, struct str key, const struct store_command *c,
		       struct err *e)
{
	assert(store_in_group(s));
	struct q_command_put_in in = {
		.key = key, .first_seq = c->first, .last_seq = c->last, .at = c->at,
		.digest = hash_view(&c->digest),
		.sum = command_sum(key, c->first, c->last, c->at, hash_view(&c->digest)),
	};
	return q_command_put(s->db, &in, e);
}

bool store_command_find(struct store *s, struct str key, struct store_command *out,
			bool *found, struct err *e)
{
	struct q_command_find_in in = { .key = key };
	struct q_command_find_row row;
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = q_command_find(s->db, &in, &s->scratch, &row, found, e);

	if (good && *found && (row.digest.n != HASH_SIZE ||
			       row.sum != command_sum(key, row.first_seq, row.last_seq, row.at,
						      row.digest))) {
		good = err_set(e, ERR_CORRUPT, "verify.command", NULL);
		err_add_int(e, "seq", row.first_seq);
	}
	if (good && *found) {
		*out = (struct store_command){
			.first = row.first_seq, .last = row.last_seq, .at = row.at,
		};
		memcpy(out->digest.b, row.digest.p, HASH_SIZE);
	}
	arena_release(&s->scratch, mark);
	return good;
}
