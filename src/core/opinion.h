/*
 * What a dossier's opinions come to: who owes one, what counts in a round, and the moments
 * at which a reminder falls due. Read only; dossier_apply alone changes them.
 *
 * Silence counts only where a cited article says so (rule 29): then it is an agreement, of
 * a committee's member too. Nothing else makes a vote of nobody's answer.
 */
#ifndef DUNGHEN_CORE_OPINION_H
#define DUNGHEN_CORE_OPINION_H

#include "dossier.h"

/* The one of that number, or NULL. */
const struct opinion *dossier_opinion(const struct dossier *d, int64_t number);
const struct opinion_round *dossier_round(const struct dossier *d, int64_t number);

/* Owed at this moment: neither given nor released because the dossier was ready or closed. */
bool opinion_owed(const struct dossier *d, const struct opinion *o);
/* … and its clock has not run out. */
bool opinion_running(const struct dossier *d, const struct opinion *o, int64_t at);
/* Its answer was called empty, and nobody has ruled yet. */
bool opinion_in_question(const struct dossier *d, const struct opinion *o);

/* How the answers of a round stand. "Not competent" is an answer, but no vote. */
struct round_tally {
	int32_t asked, owed, running;
	int32_t votes;			/* agree + conditions + object, and agreed by silence */
	int32_t agree, conditions, object, not_competent, silent;
};
void round_tally(const struct dossier *d, const struct opinion_round *r, int64_t at,
		 struct round_tally *out);

/* The first round asked where the dossier stands that lacks its quorum, or 0; `waits`:
 * somebody may still answer in time, so it is too early to go on without. */
int32_t dossier_short_round(const struct dossier *d, int64_t at, bool *waits);

/* When whoever owes it is reminded: at half of its working time (unless the other comes
 * first), one working day before its due. INSTANT_NONE: its limit is too short for that. */
int64_t opinion_half(const struct dossier *d, const struct opinion *o);
int64_t opinion_day_before(const struct dossier *d, const struct opinion *o);
/* The same of anything asked on that calendar, of dossiers or not. */
int64_t asked_half(const struct calendar *cal, int64_t asked_at, int64_t due);
int64_t asked_day_before(const struct calendar *cal, int64_t asked_at, int64_t due);

#endif
