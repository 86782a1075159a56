/*
 * What the counter sees before it confirms: procedures by typing, and what would be
 * promised. The promise is a dry run of the very command that would receive the dossier,
 * through the same functions, thrown away afterwards; nothing is reckoned twice.
 */
#ifndef DUNGHEN_APP_INTAKE_H
#define DUNGHEN_APP_INTAKE_H

#include "label.h"

#include "core/deadline_trace.h"

/* ---- the picker ---- */

struct procedure_hit {
	struct str code, name, field, level;
	struct str limit;		/* "15d" */
	bool online, nonterritorial;
	int64_t uses;			/* among the last PICK_RECENT dossiers */
};

enum { PICK_MOST = 50, PICK_RECENT = 2000 };

/* Procedures in force whose name, code, field or former codes have words that begin
 * with all the words given (accents or none), those used most first; all for no words.
 * At most `max` (≤ PICK_MOST). */
bool app_procedures_find(struct app *app, struct arena *a, const struct asking *ask,
			 struct str words, size_t max, struct procedure_hit **out, size_t *n,
			 struct err *e) MUST_USE;

/* ---- the promise ---- */

struct intake_ask {
	struct str procedure;
	struct str receiving;		/* key or id of the one-stop unit */
	struct str competent;		/* or empty: as the procedure says */
	struct str channel;		/* "counter", … */
	struct str class_id, variant;	/* or empty */
	struct subject_id owner;	/* v 0: not known yet */
	const struct json *papers;	/* as of the command, or NULL: taken to be whole */
	int64_t received_at;		/* by outage receipt; INSTANT_NONE: now */
	int64_t arrived_at;		/* stamp of the post; INSTANT_NONE: now */
	struct str receipt_no;
	int64_t pages, copies;		/* of the fee; 0: 1 */
};

struct intake_step {
	struct str name, unit, post;
	enum step_kind kind;
	int64_t plan_s;			/* working seconds, scaled to the limit (rule 10) */
	int64_t due;			/* by plan, if each step takes its time */
};

struct intake_paper {
	struct str id, name;
	int64_t originals, certified, copies;
	bool optional;
	struct str *source;		/* databases it may be ticked from (rule 22): codes */
	struct str *source_name;
	size_t sources;
	struct str held_code;		/* an earlier dossier of the owner that has one */
	int64_t held_at;		/* INSTANT_NONE: none. Only of papers that have a source:
					 * a form is written anew each time */
};

struct intake_promise {
	bool refused;			/* then only refusal, papers and names stand */
	struct err refusal;
	struct str procedure;		/* name */
	struct str limit, rule_set;
	int64_t version;
	int64_t due, effective_start, apology_by;
	bool provisional;
	struct deadline_trace trace;
	struct str competent;		/* unit that decides */
	struct str first_unit;		/* where the work begins after the counter */
	struct intake_step *step;
	size_t steps;
	bool has_fee;
	int64_t fee, fee_number;	/* đồng; the next receipt's number */
	struct intake_paper *paper;
	size_t papers;
};

/* `as` is the clerk. A refusal of the law is an answer, not an error. Errors:
 * intake.procedure for an unknown one, and those of the engine. */
bool app_intake_promise(struct app *app, struct arena *a, const struct asking *ask,
			struct str as, const struct intake_ask *in,
			struct intake_promise *out, struct err *e) MUST_USE;

/* The same for a submission that waits (code): what its reception would promise now,
 * after its completion if that was asked for. Of `in` only variant, pages and copies
 * count; no papers stand in the answer. */
bool app_answer_promise(struct app *app, struct arena *a, const struct asking *ask,
			struct str as, struct str code, const struct intake_ask *in,
			struct intake_promise *out, struct err *e) MUST_USE;

/* A known person as a command names them: by their id, or, when a telephone number or
 * address of mail is given, all that is known of them with these. Errors:
 * intake.contact: who has no identity number cannot be given new ones here. */
bool app_intake_person(struct app *app, struct arena *a, struct subject_id id,
		       struct str phone, struct str email, const struct json **out,
		       struct err *e) MUST_USE;

/* The papers a procedure asks for today, with what an owner (or v 0) already gave in
 * other dossiers than `self` (or v 0): what came with it may be asked for again. */
bool app_intake_papers(struct app *app, struct arena *a, const struct asking *ask,
		       const struct procedure_version *v, struct subject_id owner,
		       struct dossier_id self, struct intake_paper **out, size_t *n,
		       struct err *e) MUST_USE;

#endif
