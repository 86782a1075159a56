/*
 * The ledger of silence by unit and post (rule 36): of the opinions that fell due in some
 * days, which were given in time, which late, and where nobody said a word. Excused first:
 * who was on recorded leave when it fell due, whose unit a declared outage had cut off then,
 * and what nobody of the unit sat there to read. No person is named.
 */
#ifndef DUNGHEN_APP_SILENCE_H
#define DUNGHEN_APP_SILENCE_H

#include "figures.h"

/* Why nobody is to be blamed for what was not answered by its due (rule 36). */
enum excuse { EXCUSE_NONE, EXCUSE_UNDELIVERED, EXCUSE_ABSENT, EXCUSE_OUTAGE };
enum excuse silence_excuse(const struct app *app, struct seat asked, int64_t due);

struct silence_reply;
struct silence {
	struct unit_id unit;
	struct post post;
	int64_t asked;			/* the sum of all below */
	int64_t in_time, late, silent;
	int64_t absent, outage, undelivered;	/* excused, late or silent */
	struct silence_reply *reply;	/* to the signals about it, the oldest first */
	size_t replies;
};
struct silence_reply {
	int64_t at;
	struct str code, text;		/* code: of the dossier */
	struct str ruling;		/* "none", "established", …, "lapsed" */
};
struct silences {
	struct days days;
	struct silence *row;		/* the most silent first, then by key and post */
	size_t n;
};

/* Of the units below `top`, itself included; v 0: all. Nothing that is due after ask->now.
 * Beside them stand the replies that `who` may see: before a ruling a signal is for few
 * (rule 34, app/signals.h). */
bool app_silences(struct app *app, struct arena *a, const struct asking *ask, struct days days,
		  struct unit_id top, struct person_id who, struct silences *out,
		  struct err *e) MUST_USE;

#endif
