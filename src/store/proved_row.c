/* Rows of citizens who prove who they are. */
#include "proved_row.h"

#include "store_impl.h"

#include <assert.h>
#include <string.h>

static struct str bytes_of(const struct hash *h)
{
	return (struct str){ (const char *)h->b, HASH_SIZE };
}

bool store_proof_code_put(struct store *s, const struct proof_code_row *row, struct err *e)
{
	struct q_proof_code_put_in in = {
		.dossier = row->dossier.v, .use = row->use,
		.digest = row->good ? bytes_of(&row->digest) : STR(""),
		.until = row->until, .asked_at = row->asked_at, .asked_day = row->asked_day,
		.asked = row->asked };

	assert(store_in_group(s));
	return q_proof_code_put(s->db, &in, e);
}

bool store_proof_code(struct store *s, struct dossier_id dossier, int64_t use,
		      struct proof_code_row *out, struct err *e)
{
	struct q_proof_code_get_in in = { .dossier = dossier.v, .use = use };
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_proof_code_row q;
	bool found, ok = q_proof_code_get(s->db, &in, &s->scratch, &q, &found, e);

	*out = (struct proof_code_row){ .dossier = dossier, .use = use };
	if (ok && found) {
		out->until = q.until;
		out->asked_at = q.asked_at;
		out->asked_day = q.asked_day;
		out->asked = q.asked;
		out->good = q.digest.n == HASH_SIZE;
		if (out->good) {
			memcpy(out->digest.b, q.digest.p, HASH_SIZE);
		}
	}
	arena_release(&s->scratch, mark);
	return ok;
}

bool store_proof_session_put(struct store *s, struct hash token, struct dossier_id dossier,
			     int64_t until, struct err *e)
{
	struct q_proof_session_put_in in = { .token = bytes_of(&token), .dossier = dossier.v,
					     .until = until };

	assert(store_in_group(s));
	return q_proof_session_put(s->db, &in, e);
}

bool store_proof_session(struct store *s, struct hash token, struct dossier_id *dossier,
			 int64_t *until, bool *found, struct err *e)
{
	struct q_proof_session_get_in in = { .token = bytes_of(&token) };
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_proof_session_row q;
	bool ok = q_proof_session_get(s->db, &in, &s->scratch, &q, found, e);

	if (ok && *found) {
		dossier->v = q.dossier;
		*until = q.until;
	}
	arena_release(&s->scratch, mark);
	return ok;
}

bool store_proof_session_drop(struct store *s, struct hash token, struct err *e)
{
	struct q_proof_session_drop_in in = { .token = bytes_of(&token) };

	assert(store_in_group(s));
	return q_proof_session_drop(s->db, &in, e);
}

bool store_proof_session_end(struct store *s, struct dossier_id dossier, struct hash but,
			     struct err *e)
{
	struct q_proof_session_end_in in = { .dossier = dossier.v, .token = bytes_of(&but) };

	assert(store_in_group(s));
	return q_proof_session_end(s->db, &in, e);
}

bool store_proof_age(struct store *s, int64_t at, int64_t day, struct err *e)
{
	struct q_proof_code_age_in codes = { .day = day, .at = at };
	struct q_proof_session_age_in sessions = { .at = at };

	assert(store_in_group(s));
	return q_proof_code_age(s->db, &codes, e) && q_proof_session_age(s->db, &sessions, e);
}

bool store_proof_clear(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_proof_code_clear(s->db, e) && q_proof_session_clear(s->db, e);
}
