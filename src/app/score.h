/*
 * Scorecards over days (doc/scorecards.md): of units, agencies, fields, procedures, and of a
 * person for that person and their direct head alone (rule 36).
 *
 * A card sums up what was done (core/work.h) beside what others of the same sort needed for the
 * same procedures (core/score.h, direct standardisation): of the same sort are rooms with the
 * same ending of the key ("25195.vhxh", "25210.vhxh") and agencies of the same type. Cards of
 * units add up to those of their agency, those of procedures to that of their field.
 */
#ifndef DUNGHEN_APP_SCORE_H
#define DUNGHEN_APP_SCORE_H

#include "label.h"
#include "sums.h"

#include "core/score.h"
#include "core/work.h"

enum score_by {
	SCORE_UNIT, SCORE_AGENCY, SCORE_FIELD, SCORE_PROCEDURE, SCORE_KINDS,
	SCORE_PERSON = SCORE_KINDS,
};
const char *score_by_name(enum score_by by);		/* "unit" */
enum score_by score_by_named(struct str s);		/* SCORE_KINDS: none of the four */

struct score {
	struct unit_id unit;		/* of a unit, an agency; of a person: where they sit */
	struct person_id person;	/* v 0: of nobody alone */
	struct str key;			/* of the unit; the field's name; the procedure's code */
	struct work_sums sums;
	int64_t spread[WORK_BANDS];
	struct standard beside;		/* expected_s 0: nobody to compare with */
	int64_t peers;			/* others of the sort that had one of these procedures */
	/* contests that ended (rule 32): asked for, and of these upheld and not; of what was sent
	 * to others, and of these upheld */
	int64_t contested, won, lost, sent, sent_wrong;
	bool rated;			/* it has dossiers of its own: an agency, not a room */
	struct rates rates;
	struct criteria_facts facts;
	struct criteria_score score;
	/* Signals that stand by a ruling (rule 34), bad and good; NOT_MEASURED where cards are of
	 * what they are not about: fields and procedures. */
	int64_t established, praised;
};

struct scores {
	struct days days;
	enum score_by by;
	struct score *score;		/* by key */
	size_t n;
};

struct score_ask {
	struct days days;
	struct unit_id top;		/* that unit and what is below it; v 0: all */
	enum score_by by;
};
bool app_scores(struct app *app, struct arena *a, const struct score_ask *ask, struct scores *out,
		struct err *e) MUST_USE;
/* Rule 44: below so many what is told of a unit would be told of somebody. */
int64_t score_least(const struct app *app, int64_t now);
bool score_told(const struct score *c, int64_t least);

/* ---- of a person (rule 36) ---- */

/* May that person see it: themselves, or who heads them directly? */
bool score_shown(const struct app *app, struct person_id who, struct person_id asks, int64_t now);

struct person_score {
	struct days days;
	struct seat seat;		/* the newest post */
	bool enough;			/* at least as many dossiers as the rule set asks for */
	int64_t dossiers, least;
	struct score score;		/* while enough */
	bool heads;			/* of a unit: then what it left undone stands here too */
	int64_t rulings_owed;		/* past their date just now */
	int64_t calls_owed;		/* escalations not answered, past their date just now */
};
/* False with ERR_DENIED score.denied when it is not for `asks`. */
bool app_person_score(struct app *app, struct arena *a, struct days days, struct person_id who,
		      struct person_id asks, struct person_score *out, struct err *e) MUST_USE;

/* Those whose direct head `asks` is, by key: no figures, and so no ranking. Returns how many. */
size_t app_score_people(const struct app *app, struct arena *a, struct person_id asks, int64_t now,
			struct seat **out);

/* ---- as JSON ---- */

/* Below `least` steps and opinions nothing is told: NULL. */
struct json *score_json(struct app *app, struct arena *a, const struct asking *ask,
			enum score_by by, const struct score *c, int64_t least);
struct json *person_score_json(struct app *app, struct arena *a, const struct asking *ask,
			       const struct person_score *p);

#endif
