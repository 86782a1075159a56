/*
 * What a command would do to a dossier, tried by the path of every command and
 * forgotten: nothing is written, a reader can do it. For pages that say what will
 * happen before it does: a confirmation, a list of many at once.
 *
 * A trial promises nothing: the dossier may have moved on when the command comes.
 */
#ifndef DUNGHEN_APP_TRIAL_H
#define DUNGHEN_APP_TRIAL_H

#include "possible.h"

struct trial_result {
	bool refused;
	struct err why;			/* of a refusal */
	bool chosen;			/* a taking out of turn, to be recorded as such */
	struct seat_label holder;	/* who has it then */
	struct str step;		/* where it is then; empty: at no step */
	enum dossier_state state;
};

/* `c` acts on a dossier (its action's target). False: the store failed. */
bool app_trial(struct app *app, struct arena *a, const struct asking *ask,
	       const struct command *c, struct trial_result *out, struct err *e) MUST_USE;

/* The same of a command on a unit or person: only whether it would be accepted. False: *e
 * says why not, or that the store failed. */
bool app_would(struct app *app, struct arena *a, const struct command *c,
	       struct err *e) MUST_USE;

/* Many at once: one row of what was ticked. */
struct bulk_row {
	struct str code;		/* as it was given when nothing may be known of it */
	struct str procedure, owner, step;	/* empty: not to be read; owner masked */
	struct trial_result result;
};
struct bulk {
	struct bulk_row *row;
	size_t rows;
	struct choice *outcome;		/* ways on from the common step; hand_over only */
	size_t outcomes;
	size_t good;			/* rows that would be accepted */
	size_t chosen;			/* … out of turn */
};

/* What is to be done with all of them. */
struct bulk_order {
	struct str verb;		/* take, hand_over, sign, reassign, urge */
	struct str outcome;		/* hand_over: empty, the first way there is */
	struct str to, note;		/* reassign */
};
/* The arguments of its command for one of them. sign is then `many` (rule 47). */
struct json *bulk_args(struct arena *a, const struct bulk_order *o, struct str code);

/* What the order would do to each of the codes. hand_over goes from one step of one
 * procedure, where most of them are, by one way; the others are refused (bulk.other_step;
 * bulk.no_way: from none of them). So is one that the person may not read (right.reader)
 * or that is not there (dossier.unknown). */
bool app_bulk(struct app *app, struct arena *a, const struct asking *ask,
	      struct person_id who, const struct bulk_order *o, const struct str *code,
	      size_t codes, struct bulk *out, struct err *e) MUST_USE;

#endif
