/*
 * The ops rows of citizens who prove who they are (app/proved.h): codes and sessions.
 *
 * Whatever writes needs an open group.
 */
#ifndef DUNGHEN_STORE_PROVED_ROW_H
#define DUNGHEN_STORE_PROVED_ROW_H

#include "store.h"

struct proof_code_row {
	struct dossier_id dossier;
	int64_t use;
	bool good;			/* a code is: `digest`, until `until` */
	struct hash digest;
	int64_t until;
	int64_t asked_at, asked_day, asked;
};
bool store_proof_code_put(struct store *s, const struct proof_code_row *row,
			  struct err *e) MUST_USE;
/* One that was never asked for is all zero. */
bool store_proof_code(struct store *s, struct dossier_id dossier, int64_t use,
		      struct proof_code_row *out, struct err *e) MUST_USE;

bool store_proof_session_put(struct store *s, struct hash token, struct dossier_id dossier,
			     int64_t until, struct err *e) MUST_USE;
bool store_proof_session(struct store *s, struct hash token, struct dossier_id *dossier,
			 int64_t *until, bool *found, struct err *e) MUST_USE;
bool store_proof_session_drop(struct store *s, struct hash token, struct err *e) MUST_USE;
/* All others of that dossier. */
bool store_proof_session_end(struct store *s, struct dossier_id dossier, struct hash but,
			     struct err *e) MUST_USE;

/* What is over by then; `day` is that of `at`. */
bool store_proof_age(struct store *s, int64_t at, int64_t day, struct err *e) MUST_USE;
bool store_proof_clear(struct store *s, struct err *e) MUST_USE;

#endif
