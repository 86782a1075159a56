/*
 * What a person could do with a dossier now: every action is tried upon a copy of its
 * state by the core's own function and right; what would not be refused is possible.
 * Arguments people would type are stood in for, so an action may still be refused for
 * what is typed. Where an argument is a choice (an outcome, a reason, an extension), each
 * choice that would be accepted is given.
 */
#ifndef DUNGHEN_APP_POSSIBLE_H
#define DUNGHEN_APP_POSSIBLE_H

#include "label.h"

enum { CHOICES_MOST = 32 };

struct choice {
	struct str id, name;
	enum outcome_kind outcome;	/* hand_over, send_back */
	struct str step, unit, post;	/* where it leads, if to a step */
	int64_t plan_s;			/* what is left of that step's allotment */
};

struct possible {
	const char *action;		/* "hand_over" */
	const char *field;		/* the argument chosen, or NULL */
	struct choice *choice;
	size_t choices;
	bool writes;			/* asks for a text */
	bool moves;			/* somebody else has it then, or it stands elsewhere: */
	struct seat_label to;
	struct str to_step;
	int64_t to_plan_s;		/* what is left of that step's allotment */
};

struct possible_list {
	struct possible *action;	/* in the order of the table of actions */
	size_t n;
};

/* The outcomes of that kind of the step the dossier stands at, whoever asks; at most
 * CHOICES_MOST. */
size_t possible_outcomes(const struct app *app, const struct asking *ask,
			 const struct dossier *d, enum outcome_kind kind,
			 struct choice *out);

bool app_possible(struct app *app, struct arena *a, const struct asking *ask,
		  struct person_id who, struct dossier_id id, struct possible_list *out,
		  struct err *e) MUST_USE;

#endif
