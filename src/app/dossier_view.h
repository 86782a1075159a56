/*
 * The officer's page of one dossier: facts, ribbon, derivation, papers, what can be done
 * now, history, opinions; people and typed texts whole, for who has the right.
 *
 * Every opening stands on record (rule 42). A reader cannot write: it gives the note to be
 * written, and the writer writes notes in batches no later than a second after
 * (access_write in read.h).
 */
#ifndef DUNGHEN_APP_DOSSIER_VIEW_H
#define DUNGHEN_APP_DOSSIER_VIEW_H

#include "apology.h"
#include "forms.h"
#include "history.h"
#include "late.h"
#include "possible.h"
#include "read.h"
#include "ribbon.h"

#include "core/due_trace.h"

struct person_view {			/* opened: the page alone shows it, nothing keeps it */
	struct subject_id id;		/* v 0: there is none */
	bool erased;
	int64_t erased_at;		/* INSTANT_NONE: nobody knows when */
	struct str name, id_number, birth, phone, email, address;
};

struct paper_view {
	struct str id, name;
	int64_t wanted_originals, wanted_certified, wanted_copies;
	int64_t originals, certified, copies;	/* brought */
	bool optional, brought;
	struct str source, source_name;	/* ticked from a database (rule 22) */
	int64_t at;			/* when, or INSTANT_NONE */
};

struct file_view {			/* attached */
	int32_t number;
	enum attached_as as;
	enum file_type type;
	bool withdrawn, erased;
	int64_t erased_at;
	struct str paper;		/* id, of the procedure; or empty */
	struct str name;		/* as people call it; empty: nobody said */
	int64_t size, at;
	struct person_id by;
	struct hash file;		/* of its sealed bytes: what `number` takes */
};

struct opinion_view {
	int32_t number;
	int32_t round;
	struct seat_label asked;
	int64_t asked_at, due, answered_at;
	bool planned, silent, open;
	bool member, lapsed;		/* asked of that person; who has left the post since */
	bool after_half;
	int32_t again, supplements;
	bool in_question;		/* called empty, not yet ruled on … */
	int32_t upheld;			/* … and so many before were found to be none */
	struct str answer;		/* "agree", … */
	int64_t late_s;
};

struct round_view {			/* those asked the same at once */
	int32_t number;
	int64_t seq;			/* the entry with the question, … */
	struct str question;		/* … unless the procedure has it */
	int32_t first, asked, owed, votes, quorum;	/* first: its first opinion's number */
	const int64_t *file;		/* numbers of what goes with the question */
	size_t files;
};

struct contest_view {
	int32_t number;
	struct seat_label by, sender, arbiter;	/* arbiter: whose turn it is, or was */
	struct str named;		/* the unit's name, or empty */
	struct str reason, reason_name;
	int64_t at, due, ended_at, escalated_at;
	enum contest_end end;
	bool late;			/* not ruled on by its due */
	int64_t work_s;			/* that the sender answers for, of an upheld one */
};

struct second_return_view {		/* asked of a superior (rule 33) */
	int32_t number;
	struct seat_label by, superior;
	struct str to;			/* the step */
	struct str reason, reason_name;
	int64_t at, due, ended_at;
	enum return_end end;
	bool late;			/* the first one asked did not decide in time */
	bool escalated;			/* … and `superior`, `due` are the next one's */
};

struct text_view {			/* typed by people: question, reasons, note */
	int64_t seq, at;
	enum entry_kind kind;
	struct str field, value;
	bool erased;
	int64_t erased_at;
};

struct fee_view {
	int64_t number, amount, at, cancelled_at, refunded;
	struct str unit, clerk;
};

struct dossier_view {
	struct dossier_id id;
	struct str code, procedure_code, procedure, step;
	int64_t version;
	struct str rule_set, limit;
	enum dossier_state state;
	enum channel channel;
	enum decision decision;
	bool is_signed, is_numbered, provisional, imported;
	struct str receiving, helping, competent;
	struct unit_id competent_id;
	struct str result_by;		/* how the result is wanted; empty: not said */
	int64_t submitted_at, received_at, ready_at, delivered_at, closed_at;
	int64_t due, first_due, apology_by, step_due, held_from, taken_at;
	int64_t step_left_s;		/* working seconds; past its due: less than 0 */
	bool out_of_turn;		/* taking it now would pass over an earlier one */
	int64_t recall_left_s;		/* rule 8: working seconds; 0: over */
	bool supplement_first;		/* rule 14: it may be asked without the head, … */
	int64_t supplement_until;	/* … until the end of this day; INSTANT_NONE: none */
	struct seat_label holder;
	int32_t returns, supplements, reopened;
	struct person_view owner, submitter, proxy;
	struct ribbon ribbon;
	struct deadline_trace trace;
	struct paper_view *paper;
	size_t papers;
	struct file_view *file;
	size_t files;
	struct opinion_view *opinion;
	struct round_view *round;
	size_t rounds;
	size_t opinions;
	struct contest_view *contest;
	size_t contests;
	struct second_return_view *asked_back;
	size_t asked_backs;
	struct apology_state apology;
	struct late_view late;		/* whose lateness it is (rule 27) */
	struct fee_view *fee;
	size_t fees;
	int64_t fee_open;		/* by formula, and no receipt yet; 0: nothing */
	int64_t fee_owed;		/* before the hand-out, at least; 0: nothing */
	bool fee_counted;		/* by pages or copies, not for the case */
	struct text_view *text;
	size_t texts;
	struct history history;
	struct form_list forms;		/* that can be printed */
	struct possible_list possible;
	struct access_note note;	/* to be written */
};

/* `who` reads. Errors: dossier.unknown, right.reader, right.nobody; vault.damaged. */
bool app_dossier_view(struct app *app, struct arena *a, const struct asking *ask,
		      struct person_id who, struct str ref, struct dossier_view *out,
		      struct err *e) MUST_USE;

#endif
