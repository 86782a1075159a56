/*
 * The due date of a dossier from its frozen law and its acts.
 *
 * Never typed in, never stored: due = the earliest over the terms (rules 1 and
 * 17: an earlier promise stands), each computed by core/deadline under the
 * lawful pauses; then form 04 counts working days from that (rule 15), and
 * pauses opened after it move the new date. An imported dossier starts from the
 * printed date of the former system (rule 24).
 */
#ifndef DUNGHEN_CORE_DUE_H
#define DUNGHEN_CORE_DUE_H

#include "dossier.h"

struct due_view {
	int64_t due;			/* INSTANT_NONE while a lawful pause is open */
	int64_t effective_start;
	int64_t apology_by;		/* R8; INSTANT_NONE for same-day and hours */
	bool provisional;
};

bool dossier_due(const struct dossier *d, struct due_view *out, struct err *e) MUST_USE;

/* The same had every open pause ended at that instant: what is left is known
 * while waiting too. */
bool dossier_due_if(const struct dossier *d, int64_t resumed_at, struct due_view *out,
		    struct err *e) MUST_USE;

/* The promise of the lived rate (rule 26): the first promise, moved only by the
 * citizen's own waits, by `pause`. `now` ends an open wait. INSTANT_NONE when
 * there was no promise; then dossier_lived_due gives the answer limit. */
bool dossier_lived_due(const struct dossier *d, int64_t now, int64_t *out,
		       struct err *e) MUST_USE;

/* What a filing that continues this ended life inherits (rule 26): its lived
 * promise. A life that ended before any reception was promised nothing but an
 * answer; the limit of its procedure counts from first contact. */
bool dossier_continued_due(const struct dossier *d, int64_t *out, struct err *e) MUST_USE;

/* The limit in force, statutory extensions included. */
struct limit dossier_limit(const struct dossier *d);

#endif
