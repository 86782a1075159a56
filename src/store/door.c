/* Rows of accounts, second factors, sessions, tokens and wrong tries. */
#include "door.h"

#include "store_impl.h"

#include <assert.h>
#include <string.h>

static struct str view(const void *p, size_t n)
{
	return (struct str){ .p = p, .n = n };
}

/* Bytes of a known length, or of none; any other length is damage. */
static bool take(struct str bytes, void *out, size_t n, const char *table, struct err *e)
{
	if (bytes.n != n) {
		return err_set(e, ERR_CORRUPT, "store.door", "table", table, NULL);
	}
	memcpy(out, bytes.p, n);
	return true;
}

bool store_own_key(struct store *s, const char *use, uint8_t out[KEY_SIZE], struct err *e)
{
	if (!store_need_keys(s, e)) {
		return false;
	}
	struct hash key = hash_hmac(s->master, use, strlen(use));

	memcpy(out, key.b, KEY_SIZE);
	wipe(&key, sizeof(key));
	return true;
}

/* ---- accounts ---- */

bool store_account_put(struct store *s, const struct account_row *row, struct err *e)
{
	struct q_account_put_in in = {
		.person = row->person.v, .set_at = row->set_at, .set_by = row->set_by.v,
		.salt = view(row->salt, row->has_password ? PASSWORD_SALT : 0),
		.digest = view(row->digest.b, row->has_password ? HASH_SIZE : 0),
		.expires_at = row->expires_at, .locked_at = row->locked_at,
	};

	assert(store_in_group(s));
	return q_account_put(s->db, &in, e);
}

bool store_account(struct store *s, struct person_id person, struct account_row *out,
		   struct err *e)
{
	struct q_account_get_in in = { .person = person.v };
	struct q_account_row q;
	struct account_row row = { .person = person, .expires_at = INSTANT_NONE,
				   .locked_at = INSTANT_NONE };
	struct arena_mark mark = arena_mark(&s->scratch);
	bool found, good = q_account_get(s->db, &in, &s->scratch, &q, &found, e);

	if (good && found) {
		row.set_by.v = q.set_by;
		row.set_at = q.set_at;
		row.expires_at = q.expires_at;
		row.locked_at = q.locked_at;
		row.has_password = q.digest.n > 0;
		good = !row.has_password ||
		       (take(q.salt, row.salt, PASSWORD_SALT, "account", e) &&
			take(q.digest, row.digest.b, HASH_SIZE, "account", e));
	}
	arena_release(&s->scratch, mark);
	if (good) {
		*out = row;
	}
	return good;
}

/* ---- second factors ---- */

bool store_factor_put(struct store *s, const struct factor_row *row, struct err *e)
{
	struct q_factor_put_in in = {
		.person = row->person.v, .since = row->since, .step = row->step,
		.secret = view(row->secret, FACTOR_SEALED),
		.recovery = view(row->recovery, row->recoveries * HASH_SIZE),
	};

	assert(store_in_group(s) && row->recoveries <= FACTOR_RECOVERY);
	return q_factor_put(s->db, &in, e);
}

bool store_factor_drop(struct store *s, struct person_id person, struct err *e)
{
	struct q_factor_drop_in in = { .person = person.v };

	assert(store_in_group(s));
	return q_factor_drop(s->db, &in, e);
}

static bool read_factor(const struct q_factor_row *q, struct factor_row *out, struct err *e)
{
	size_t n = q->recovery.n / HASH_SIZE;

	*out = (struct factor_row){ .person = { q->person }, .since = q->since,
				    .step = q->step };
	out->recoveries = n < FACTOR_RECOVERY ? n : FACTOR_RECOVERY;
	return take(q->secret, out->secret, FACTOR_SEALED, "second_factor", e) &&
	       take(q->recovery, out->recovery, out->recoveries * HASH_SIZE, "second_factor", e);
}

bool store_factor(struct store *s, struct person_id person, struct factor_row *out, bool *found,
		  struct err *e)
{
	struct q_factor_get_in in = { .person = person.v };
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_factor_row q;
	bool good = q_factor_get(s->db, &in, &s->scratch, &q, found, e) &&
		    (!*found || read_factor(&q, out, e));

	arena_release(&s->scratch, mark);
	return good;
}

/* ---- sessions ---- */

bool store_session_put(struct store *s, const struct session_row *row, struct err *e)
{
	struct q_session_put_in in = {
		.no = row->no, .token = view(row->token.b, HASH_SIZE),
		.secret = view(row->secret, KEY_SIZE), .person = row->person.v, .how = row->how,
		.opened_at = row->opened_at, .seen_at = row->seen_at,
		.seat_unit = row->seat_unit.v, .seat_post = str_of(row->seat_post.code),
		.seat_behalf = row->seat_behalf.v,
		.pin = view(row->pin.b, row->has_pin ? HASH_SIZE : 0),
		.pin_wrong = row->pin_wrong, .parked = row->parked, .device = row->device,
	};

	assert(store_in_group(s));
	return q_session_put(s->db, &in, e);
}

bool store_session_drop(struct store *s, int64_t no, struct err *e)
{
	struct q_session_drop_in in = { .no = no };

	assert(store_in_group(s));
	return q_session_drop(s->db, &in, e);
}

bool store_session_clear(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_session_clear(s->db, e);
}

static bool read_session(const struct q_session_row *q, struct session_row *out, struct err *e)
{
	struct session_row row = {
		.no = q->no, .person = { q->person }, .how = q->how, .opened_at = q->opened_at,
		.seen_at = q->seen_at, .seat_unit = { q->seat_unit },
		.seat_post = post_of_str(q->seat_post), .seat_behalf = { q->seat_behalf },
		.has_pin = q->pin.n > 0, .pin_wrong = q->pin_wrong, .parked = q->parked,
		.device = q->device,
	};

	*out = row;
	return take(q->token, out->token.b, HASH_SIZE, "session", e) &&
	       take(q->secret, out->secret, KEY_SIZE, "session", e) &&
	       (!row.has_pin || take(q->pin, out->pin.b, HASH_SIZE, "session", e));
}

bool store_sessions(struct store *s, session_row_fn *fn, void *ctx, struct err *e)
{
	struct q_session_row q;
	struct session_row row;
	struct db_stmt *st;
	bool found;

	if (!q_session_all_open(s->db, &st, e)) {
		return false;
	}
	while (q_session_all_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (!read_session(&q, &row, e) || !fn(ctx, &row, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

/* ---- tokens of programs ---- */

bool store_token_put(struct store *s, const struct token_row *row, struct err *e)
{
	struct q_bearer_put_in in = {
		.no = row->no, .digest = view(row->digest.b, HASH_SIZE),
		.person = row->person.v, .scopes = row->scopes, .program = row->program,
		.made_at = row->made_at, .made_by = row->made_by.v, .ends_at = row->ends_at,
		.revoked_at = row->revoked_at,
	};

	assert(store_in_group(s));
	return q_bearer_put(s->db, &in, e);
}

bool store_token_clear(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_bearer_clear(s->db, e);
}

static bool read_token(const struct q_bearer_row *q, struct arena *a, struct token_row *out,
		       struct err *e)
{
	*out = (struct token_row){
		.no = q->no, .person = { q->person }, .made_by = { q->made_by },
		.scopes = str_dup(a, q->scopes), .program = str_dup(a, q->program),
		.made_at = q->made_at, .ends_at = q->ends_at, .revoked_at = q->revoked_at,
	};
	return take(q->digest, out->digest.b, HASH_SIZE, "bearer", e);
}

bool store_token(struct store *s, struct arena *a, struct hash digest, struct token_row *out,
		 bool *found, struct err *e)
{
	struct q_bearer_by_digest_in in = { .digest = view(digest.b, HASH_SIZE) };
	struct q_bearer_row q;

	return q_bearer_by_digest(s->db, &in, a, &q, found, e) &&
	       (!*found || read_token(&q, a, out, e));
}

bool store_tokens(struct store *s, struct arena *a, token_row_fn *fn, void *ctx, struct err *e)
{
	struct q_bearer_row q;
	struct token_row row;
	struct db_stmt *st;
	bool found;

	if (!q_bearer_all_open(s->db, &st, e)) {
		return false;
	}
	while (q_bearer_all_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (!read_token(&q, a, &row, e) || !fn(ctx, &row, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

/* ---- wrong tries ---- */

bool store_attempt_put(struct store *s, const struct attempt_row *row, struct err *e)
{
	struct q_attempt_put_in in = { .who = view(row->who, ATTEMPT_WHO), .kind = row->kind,
				       .wrong = row->wrong, .last_at = row->last_at,
				       .blocked_until = row->blocked_until };

	assert(store_in_group(s));
	return q_attempt_put(s->db, &in, e);
}

bool store_attempt_drop(struct store *s, const uint8_t who[ATTEMPT_WHO], struct err *e)
{
	struct q_attempt_drop_in in = { .who = view(who, ATTEMPT_WHO) };

	assert(store_in_group(s));
	return q_attempt_drop(s->db, &in, e);
}

bool store_attempt_age(struct store *s, int64_t kind, int64_t before, struct err *e)
{
	struct q_attempt_age_in in = { .kind = kind, .before = before };

	assert(store_in_group(s));
	return q_attempt_age(s->db, &in, e);
}

bool store_attempts(struct store *s, attempt_row_fn *fn, void *ctx, struct err *e)
{
	struct q_attempt_row q;
	struct db_stmt *st;
	bool found;

	if (!q_attempt_all_open(s->db, &st, e)) {
		return false;
	}
	while (q_attempt_all_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct attempt_row row = { .kind = q.kind, .wrong = q.wrong,
					   .last_at = q.last_at,
					   .blocked_until = q.blocked_until };
		if (!take(q.who, row.who, ATTEMPT_WHO, "attempt", e) || !fn(ctx, &row, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}
