/*
 * A letter each working day (rule 38): what of somebody's is overdue, soon due, or passed
 * up to them. One a person and a day, at the opening, only to those who asked for it and
 * gave an address, and none when there is nothing to say. It has codes and dates, and
 * nobody's name: what a letter says is read on the way.
 *
 * The address stands sealed in the store and goes into no entry; a restored store has none.
 */
#ifndef DUNGHEN_APP_DIGEST_H
#define DUNGHEN_APP_DIGEST_H

#include "label.h"

enum { DIGEST_LINES = 8, DIGEST_ROUND = 8 };

struct digest_line {
	struct str code;
	int64_t due;
};
struct digest_part {
	struct digest_line line[DIGEST_LINES];
	size_t n;
	bool more;
};
struct digest {
	struct digest_part overdue, soon, escalated;
	size_t lists;			/* of escalations, of an agency */
};
/* What somebody's letter would say now. */
bool digest_of(struct app *app, struct arena *a, struct person_id person, int64_t at,
	       struct digest *out, struct err *e) MUST_USE;
/* Those words: subject and text. Empty text: there is nothing to say. */
void digest_words(struct arena *a, enum text_lang lang, const struct digest *d, int64_t at,
		  struct str *subject, struct str *text);

/* The address of whoever asked for letters; empty: nobody did. */
bool digest_address(struct app *app, struct arena *a, struct person_id person,
		    struct str *out, struct err *e) MUST_USE;

/* ---- the writer's thread ---- */

/* From the next working day on; an empty address: no more. Errors: digest.address. */
bool digest_set(struct app *app, struct arena *a, struct person_id person, struct str address,
		enum text_lang lang, int64_t at, struct err *e) MUST_USE;
/* Puts the letters of the day into the outbox, a few at a time, from its opening on. */
bool digest_tick(struct app *app, struct err *e) MUST_USE;

#endif
