/*
 * The life of a signal (rule 34): what detectors found of somebody becomes a question to
 * them, with a reply, a ruling and one appeal (core/decide_signal).
 *
 * Told is what is found and true, at most the rule set's signal_days old, and not praise:
 * by time itself, so that nobody accuses by choice and nobody holds anything back. What is
 * told is frozen with its entries; what is not found any more before a ruling is withdrawn.
 * Praise waits until a superior confirms it (action `commend`), and costs nobody anything.
 *
 * Until a ruling the person, those who head the unit, those who are to rule and those who
 * inspect see it; afterwards those who head a unit above it too. Nothing counts before.
 */
#ifndef DUNGHEN_APP_SIGNALS_H
#define DUNGHEN_APP_SIGNALS_H

#include "history.h"

#include "core/detect.h"
#include "core/matter.h"

/* ---- who sees it ---- */

bool app_signal_reads(const struct app *app, const struct matter *m, struct person_id who,
		      int64_t now);

/* ---- reading ---- */

enum signals_show {
	SIGNALS_ME,			/* about that person, or the unit they head */
	SIGNALS_UNIT,			/* about others of a unit they head */
	SIGNALS_RULE,			/* to be ruled on by them */
	SIGNALS_ALL,			/* all that they may see */
};

struct signal_line {
	struct matter_id matter;
	enum detector what;
	bool good, lapsed;
	struct str code;		/* of the dossier */
	struct str about;		/* the person's name, or empty: of the unit as such */
	struct str unit, duty;		/* names; duty: who has to reply or rule now, or empty */
	struct str duty_unit, duty_person;	/* their keys, or empty */
	int64_t found_at, told_at, due, ruled_at;
	enum signal_state state;
	enum signal_ruling ruling;
	bool mine;			/* to be replied to, or ruled on, by who asks */
	bool late;
};

struct signal_lines {
	struct signal_line *line;	/* the newest first, at most SIGNALS_MOST */
	size_t n;
	int64_t to_reply, to_rule;	/* of who asks, whatever is shown */
	bool more;			/* there are older ones than were looked at */
};
enum { SIGNALS_MOST = 200 };

bool app_signals(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, enum signals_show show, int64_t since,
		 struct signal_lines *out, struct err *e) MUST_USE;
/* Those of one dossier that `who` may see. */
bool app_signals_of(struct app *app, struct arena *a, const struct asking *ask,
		    struct person_id who, struct dossier_id id, struct signal_lines *out,
		    struct err *e) MUST_USE;

struct signal_step {			/* of its life */
	int64_t seq, at;
	enum entry_kind kind;
	struct str who;			/* name; empty: time itself */
	struct str to;			/* who has to act next, or empty */
	struct str ruling;		/* word, or empty */
	struct str text;		/* what was typed, opened; or empty */
};

struct signal_proof {			/* an entry that shows it */
	int64_t seq, at;
	enum entry_kind kind;
	struct str code;		/* of its dossier; empty: it is of none */
	bool readable;			/* `event` tells it: who asks may read the dossier */
	struct event event;
};

struct signal_view {
	struct signal_line line;
	const struct matter *m;
	struct str unit_key, person_key;	/* person_key: empty of a unit as such */
	struct signal_step *step;
	size_t steps;
	struct signal_proof *proof;
	size_t proofs;
	struct str *other;		/* codes of further dossiers that show it */
	size_t others;
	bool may_reply, may_rule, may_appeal;
};
/* Errors: matter.unknown, also when `who` may not see it. */
bool app_signal(struct app *app, struct arena *a, const struct asking *ask,
		struct person_id who, struct matter_id id, struct signal_view *out,
		struct err *e) MUST_USE;

struct praise_line {			/* found, true, and confirmed by nobody so far */
	enum detector what;
	struct str code, about, unit, person_key;
	int64_t found_at;
};
struct praise_lines {
	struct praise_line *line;
	size_t n;
};
/* Of the units that `who` heads, or of units below them, what they may confirm. */
bool app_praise(struct app *app, struct arena *a, const struct asking *ask,
		struct person_id who, struct praise_lines *out, struct err *e) MUST_USE;

/* ---- how they came out ---- */

struct signal_precision {		/* of a detector, by rulings of people alone */
	int64_t established, dismissed;
	int64_t lapsed, open, withdrawn;
	int64_t share;			/* established of both, per ten thousand; -1: none */
};
bool app_signal_precision(struct app *app, struct arena *a,
			  struct signal_precision out[DETECTORS], struct err *e) MUST_USE;

struct signal_tally {			/* for scorecards: established ones that stand */
	enum detector what;
	bool good;
	struct unit_id unit;
	struct person_id person;	/* v 0: of the unit as such */
	int64_t n;
};
/* Ruled on since ≤ t < until, by unit, person and detector; person or unit v 0: any.
 * What is not ruled on, not established, lapsed or under appeal is in none of it. */
bool app_signals_counted(struct app *app, struct arena *a, int64_t since, int64_t until,
			 struct unit_id unit, struct person_id person,
			 struct signal_tally **out, size_t *n, struct err *e) MUST_USE;

#endif
