/* Contests of competence as rows (rule 32): projected with their dossiers, read newest
 * first. */
#ifndef DUNGHEN_STORE_CONTEST_ROW_H
#define DUNGHEN_STORE_CONTEST_ROW_H

#include "store.h"

struct contest_row {
	struct dossier_id dossier;
	struct str code, procedure, reason;
	int32_t number;
	struct unit_id by, sender, named, arbiter, ruled_by;
	int64_t at, due, first_due, escalated_at, ended_at;	/* INSTANT_NONE: none, not */
	enum contest_end end;
	bool moved;
	int64_t work_s;		/* of an upheld one: what the sender answers for */
};

/* Those since an instant, the newest first, at most `most`. */
bool store_contests(struct store *s, struct arena *a, int64_t since, size_t most,
		    struct contest_row **out, size_t *n, struct err *e) MUST_USE;

#endif
