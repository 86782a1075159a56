/*
 * A version of a procedure gone through without any store: a dossier that is made up is
 * received and handed on by the same decisions, rights and folds as a real one, at the
 * people and on the calendars there are. For whoever wants to see a version at work before
 * it is in force.
 *
 * The version counts as in force at the time asked for; each step takes the time its plan
 * allows, whoever waits outside answers after REHEARSAL_WAIT working days. Pure.
 */
#ifndef DUNGHEN_CORE_REHEARSAL_H
#define DUNGHEN_CORE_REHEARSAL_H

#include "dossier.h"

#include "base/limits.h"

enum { REHEARSAL_ACTS = 60, REHEARSAL_WAIT = 3, REHEARSAL_WORDS = LIMIT_OUTCOMES + 1 };

#define REHEARSAL_READY "ready"		/* of the step that issues */
#define REHEARSAL_ANSWER "answer"	/* of a step of opinions: all agree; or nobody … */
#define REHEARSAL_SILENCE "silence"	/* … says anything until the limit is over */

struct rehearsal_wish {
	const struct law *law;
	const struct org *org;
	const struct procedure_version *version;
	struct unit_id competent;	/* v 0: the first agency that it fits */
	int64_t at;			/* received at the counter */
	const struct str *way;		/* one word for each step come to: id of an outcome, or
					 * one of those above; after them the way to a result */
	size_t ways;
};

/* A step that was come to. */
struct rehearsed {
	int32_t step;
	size_t hold;			/* its place in dossier.ob, when it was left */
	struct str way;			/* as it went on from there */
	int64_t at;			/* then */
	size_t asked;			/* opinions asked there: dossier.opinion … */
	size_t answers;			/* … from `asked` on, so many */
};

struct rehearsal {
	const struct dossier *dossier;	/* at the end */
	struct unit_id receiving, competent;
	struct rehearsed *act;
	size_t acts;
	int64_t end;			/* when nothing more was done */
	bool stuck;			/* the rules, or want of people, let nobody go on: */
	struct err why;
};

/* The words that lead on from a step, in the order of the law; at most
 * REHEARSAL_WORDS. */
size_t rehearsal_words(const struct step *s, struct str word[REHEARSAL_WORDS]);

/* Errors: those of reception (intake.…); rehearsal.agency: there is none that it fits;
 * rehearsal.way (step, value): no such word there. */
bool rehearse(struct arena *a, const struct rehearsal_wish *w, struct rehearsal *out,
	      struct err *e) MUST_USE;

#endif
