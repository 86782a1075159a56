/*
 * Signals as rows (rule 34): projected with their matters, read by list, by dossier, by how
 * they came out; and what stands between findings and them: what is found and not told yet,
 * what was told and is not found any more.
 */
#ifndef DUNGHEN_STORE_SIGNAL_ROW_H
#define DUNGHEN_STORE_SIGNAL_ROW_H

#include "finding_row.h"
#include "store.h"

#include "core/matter.h"

struct signal_row {
	struct matter_id matter;
	struct str what;
	bool good, lapsed;
	struct person_id person;	/* v 0: about the unit as such */
	struct unit_id unit;
	struct dossier_id dossier;
	int64_t found_at, from, told_at, replied_at, ruled_at, appealed_at;
	enum signal_state state;
	enum signal_ruling ruling;
	struct person_id ruled_by;
	struct unit_id duty_unit;	/* who has to reply or rule now; v 0: nobody */
	struct person_id duty_person;
	int64_t due;
};

/* Within a group; nothing for matters that are none. */
bool store_signal_put(struct store *s, const struct matter *m, struct err *e) MUST_USE;
bool store_clear_signals(struct store *s, struct err *e) MUST_USE;

struct signal_rows {
	struct signal_row *row;
	size_t n;
};
/* Told since an instant, the newest first, at most `most`. */
bool store_signals(struct store *s, struct arena *a, int64_t since, size_t most,
		   struct signal_rows *out, struct err *e) MUST_USE;
/* Not praise, and neither final nor withdrawn; in the order they were told. */
bool store_signals_under_way(struct store *s, struct arena *a, size_t most,
			     struct signal_rows *out, struct err *e) MUST_USE;
/* Is this matter a signal? */
bool store_signal_known(struct store *s, struct matter_id id, bool *is, struct err *e) MUST_USE;
bool store_signals_of(struct store *s, struct arena *a, struct dossier_id id, size_t most,
		      struct signal_rows *out, struct err *e) MUST_USE;

struct untold_after {
	int64_t at, dossier, no;
};
/* What is found, is true by `until` and was not told, after a place in their order, at most
 * `most`. *after becomes the place of the last one; *n 0: there are no more. */
bool store_untold(struct store *s, struct arena *a, struct untold_after *after, int64_t until,
		  size_t most, struct detected **out, size_t *n, struct err *e) MUST_USE;
/* The same of one dossier. */
bool store_untold_of(struct store *s, struct arena *a, struct dossier_id id, int64_t until,
		     size_t most, struct detected **out, size_t *n, struct err *e) MUST_USE;
/* Told, not ruled on, and not found any more. */
bool store_vanished(struct store *s, struct arena *a, size_t most, struct matter_id **out,
		    size_t *n, struct err *e) MUST_USE;

struct signal_outcome {			/* of a detector */
	struct str what;
	int64_t established, dismissed;	/* as people ruled, last */
	int64_t lapsed, open, withdrawn;
};
bool store_signal_outcomes(struct store *s, struct arena *a, struct signal_outcome **out,
			   size_t *n, struct err *e) MUST_USE;

struct signal_count {			/* established ones that stand */
	struct str what;
	bool good;
	struct unit_id unit;
	struct person_id person;	/* v 0: of the unit as such */
	int64_t n;
};
/* Ruled on since ≤ t < until; person or unit v 0: any. */
bool store_signals_counted(struct store *s, struct arena *a, int64_t since, int64_t until,
			   struct person_id person, struct unit_id unit,
			   struct signal_count **out, size_t *n, struct err *e) MUST_USE;

#endif
