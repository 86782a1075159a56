/*
 * How pages name things: holders, steps, procedures, people outside. Plain values in
 * one language, as things were called on a day; codes stay codes, the faces put them
 * into words by the catalogs.
 *
 * Rule 40: outside the house a holder is a post of a unit, never a person.
 */
#ifndef DUNGHEN_APP_LABEL_H
#define DUNGHEN_APP_LABEL_H

#include "app.h"

#include "base/text.h"

enum label_for { LABEL_PUBLIC, LABEL_INSIDE };

/* Who asks, in what language, at what time: the same for all names of one page. */
struct asking {
	enum text_lang lang;
	enum label_for whom;
	int64_t now;
};

struct seat_label {
	enum party_kind kind;
	struct str body;		/* not a seat: "citizen", "tax", …: party.<body> */
	struct unit_id unit_id;
	struct str unit;		/* its name on that day */
	struct str unit_key;
	struct str post;		/* title of the post there */
	struct post post_code;
	struct person_id person_id;	/* inside only; v 0 outside */
	struct str person;		/* staff key, inside only */
};

struct seat_label label_party(const struct app *app, const struct asking *ask,
			      const struct party *p, int64_t at);
struct seat_label label_seat(const struct app *app, const struct asking *ask,
			     struct seat s, int64_t at);
bool label_same(const struct seat_label *a, const struct seat_label *b);
/* A unit's name on the day of `at`; empty for an unknown one. */
struct str label_unit(const struct app *app, struct unit_id id, int64_t at);
/* The name in that language, else the Vietnamese one. */
struct str label_named(const struct asking *ask, struct named n);
/* Empty for no step. */
struct str label_step(const struct asking *ask, const struct procedure_version *v,
		      int32_t step);
struct str label_procedure(const struct app *app, const struct asking *ask, struct str code);

/* "Nguyễn V•• A••": the family name and the first letters of the others; names of
 * organisations stay whole. */
struct str mask_name(struct arena *a, struct str name);
/* "•••• 318": the last digits of a number of identity or telephone. */
struct str mask_number(struct arena *a, struct str number);

/* A person outside as lists show them: masked. Empty when erased or never named. What
 * was opened once is kept in memory, masked, as long as the record stands. */
bool label_subject(struct app *app, struct arena *a, struct subject_id id, struct str *out,
		   struct err *e) MUST_USE;
/* What was last given about them, opened: {"name",…}; *out NULL when erased or never
 * given. For comparing and masking within app; whoever shows it whole needs the right
 * and the access table. */
bool subject_record(struct app *app, struct arena *a, struct subject_id id,
		    const struct json **out, struct err *e) MUST_USE;

#endif
