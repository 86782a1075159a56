/* Erasing a person: the key for good, then what finds them. */
#include "store_impl.h"

#include <assert.h>

static bool key_there(struct store *s, struct subject_id id, bool *there, struct err *e)
{
	struct q_vault_key_get_in in = { .owner_kind = OWNER_SUBJECT, .owner = id.v };
	struct q_vault_key_get_row row;
	struct arena_mark mark = arena_mark(&s->scratch);
	bool ok = store_need_keys(s, e) &&
		  q_vault_key_get(s->keys, &in, &s->scratch, &row, there, e);

	arena_release(&s->scratch, mark);
	return ok;
}

bool store_erased(struct store *s, struct subject_id id, bool *out, struct err *e)
{
	bool key, known;

	if (!key_there(s, id, &key, e) || !store_subject_known(s, id, &known, e)) {
		return false;
	}
	*out = !key && !known;
	return true;
}

/* Deleted bytes are overwritten in the file; the log that still has them is emptied,
 * for good: SQLite has no need to sync that, but a loss of power would bring them back. */
static bool log_emptied(struct store *s, const char *log, bool done, struct err *e)
{
	if (!done) {
		return err_set(e, ERR_BUSY, "erase.read", "file", log, NULL);
	}
	return file_sync(store_path(s, log), e);
}

static bool empty_log(struct store *s, struct err *e)
{
	bool done;

	return s->keys->driver->checkpoint(s->keys, true, &done, e) &&
	       log_emptied(s, "keys.db-wal", done, e);
}

static bool drop_key(struct store *s, struct subject_id id, struct err *e)
{
	struct q_vault_key_drop_in in = { .owner_kind = OWNER_SUBJECT, .owner = id.v };

	if (!store_need_keys(s, e) || !db_begin(s->keys, e)) {
		return false;
	}
	if (!q_vault_key_drop(s->keys, &in, e)) {
		db_rollback(s->keys);
		return false;
	}
	return db_commit(s->keys, e) && empty_log(s, e);
}

static bool drop_traces(struct store *s, struct subject_id id, struct err *e)
{
	struct q_token_drop_in tokens = { .subject = id.v };
	struct q_subject_drop_in subject = { .id = id.v };

	if (!s->db->driver->wipe(s->db, true, e) || !store_begin(s, e)) {
		return false;
	}
	bool ok = q_token_drop(s->db, &tokens, e) && q_subject_drop(s->db, &subject, e);

	if (!ok) {
		store_rollback(s);
		return false;
	}
	return store_commit(s, e) && s->db->driver->wipe(s->db, false, e);
}

bool store_erase(struct store *s, struct subject_id id, struct err *e)
{
	bool done;

	assert(s->mode == STORE_WRITER && !store_in_group(s));
	/* The subject's row goes last: while it stands, start-up begins again. */
	return drop_key(s, id, e) && drop_traces(s, id, e) &&
	       store_checkpoint(s, STORE_TIDY_RESET, &done, e) &&
	       log_emptied(s, "store.db-wal", done, e);
}
