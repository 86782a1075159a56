/* Rows of webhooks. */
#include "hook_row.h"

#include "store_impl.h"

#include <assert.h>
#include <string.h>

bool store_hook_put(struct store *s, const struct hook_row *row, struct err *e)
{
	struct q_hook_put_in in = {
		.no = row->no, .url = row->url, .kinds = row->kinds,
		.secret = { (const char *)row->secret, row->has_secret ? HOOK_SEALED : 0 },
		.made_at = row->made_at, .made_by = row->made_by.v,
		.removed_at = row->removed_at, .seen = row->seen, .delivered = row->delivered,
		.lost = row->lost, .failing_at = row->failing_at, .last_try = row->last_try,
		.last_said = row->last_said, .units = row->units,
	};

	assert(store_in_group(s));
	return q_hook_put(s->db, &in, e);
}

bool store_hook_clear(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_due_clear(s->db, e) && q_hook_clear(s->db, e);
}

static bool read_hook(const struct q_hook_row *q, struct arena *a, struct hook_row *out,
		      struct err *e)
{
	*out = (struct hook_row){
		.no = q->no, .url = str_dup(a, q->url), .kinds = str_dup(a, q->kinds),
		.units = str_dup(a, q->units),
		.last_said = str_dup(a, q->last_said), .has_secret = q->secret.n > 0,
		.made_at = q->made_at, .made_by = { q->made_by }, .removed_at = q->removed_at,
		.seen = q->seen, .delivered = q->delivered, .lost = q->lost,
		.failing_at = q->failing_at, .last_try = q->last_try,
	};
	if (out->has_secret && q->secret.n != HOOK_SEALED) {
		return err_set(e, ERR_CORRUPT, "store.door", "table", "webhook", NULL);
	}
	if (out->has_secret) {
		memcpy(out->secret, q->secret.p, HOOK_SEALED);
	}
	return true;
}

bool store_hooks(struct store *s, struct arena *a, size_t most, struct hook_rows *out,
		 struct err *e)
{
	struct hook_rows rows = { arena_array(a, struct hook_row, most), 0 };
	struct q_hook_row q;
	struct db_stmt *st;
	bool found;

	if (!q_hook_all_open(s->db, &st, e)) {
		return false;
	}
	while (q_hook_all_next(st, &q, &found, e)) {
		if (!found) {
			*out = rows;
			return true;
		}
		if (rows.n == most) {
			db_finish(st);
			return err_set(e, ERR_CORRUPT, "store.door", "table", "webhook", NULL);
		}
		if (!read_hook(&q, a, &rows.row[rows.n++], e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

bool store_due_put(struct store *s, const struct due_row *row, struct err *e)
{
	struct q_due_put_in in = { .hook = row->hook, .seq = row->seq, .tries = row->tries,
				   .try_at = row->try_at };

	assert(store_in_group(s));
	return q_due_put(s->db, &in, e);
}

bool store_due_drop(struct store *s, int64_t hook, int64_t seq, struct err *e)
{
	struct q_due_drop_in in = { .hook = hook, .seq = seq };

	assert(store_in_group(s));
	return q_due_drop(s->db, &in, e);
}

bool store_due_drop_hook(struct store *s, int64_t hook, struct err *e)
{
	struct q_due_drop_hook_in in = { .hook = hook };

	assert(store_in_group(s));
	return q_due_drop_hook(s->db, &in, e);
}

bool store_due(struct store *s, int64_t hook, int64_t at, size_t most, struct due_row *out,
	       size_t *n, struct err *e)
{
	struct q_due_of_in in = { .hook = hook, .at = at, .most = (int64_t)most };
	struct q_due_row q;
	struct db_stmt *st;
	bool found;

	*n = 0;
	if (!q_due_of_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_due_of_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		assert(*n < most);
		out[(*n)++] = (struct due_row){ q.hook, q.seq, q.tries, q.try_at };
	}
	return false;
}

bool store_due_count(struct store *s, int64_t hook, int64_t *n, struct err *e)
{
	struct q_due_count_in in = { .hook = hook };
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_due_count_row q = { .n = 0 };
	bool found, ok = q_due_count(s->db, &in, &s->scratch, &q, &found, e);

	arena_release(&s->scratch, mark);
	*n = ok && found ? q.n : 0;
	return ok;
}
