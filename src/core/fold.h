/*
 * Inside of the dossier's fold: shared by dossier.c and the fold_*.c families.
 * Nobody else includes this.
 *
 * A fold function applies one entry to f->d. It trusts deciding only so far: an
 * entry that does not fit the state is ERR_CORRUPT (fold.state).
 */
#ifndef DUNGHEN_CORE_FOLD_H
#define DUNGHEN_CORE_FOLD_H

#include "dossier.h"

struct fold {
	const struct law *law;
	struct dossier *d;
	const struct entry *en;
	struct err *e;
};

typedef bool fold_fn(struct fold *f);

/* "This entry cannot stand here"; always false. */
bool fold_bad(struct fold *f, const char *why);

/* Members of the body. */
bool fold_holder(struct fold *f, struct party *out) MUST_USE;
bool fold_party(struct fold *f, const char *name, struct party *out) MUST_USE;
bool fold_step(struct fold *f, int32_t *out) MUST_USE;

/* Room for one more of `n`: the old array, or a wider copy in `a`. */
void *fold_grow(struct arena *a, void *old, size_t n, size_t *cap, size_t size);

/* Obligations. fold_open does not touch the open hold; fold_move ends the open
 * hold for `why` and opens the next at the same instant: no gap, no overlap. */
struct opening {
	enum obligation_kind kind;
	struct party holder;
	int32_t step;		/* -1: none */
	int32_t number;
	int64_t from;		/* INSTANT_NONE: the entry's time */
	int64_t due;		/* INSTANT_NONE: from the plan, for steps */
	bool taken;
};
bool fold_open(struct fold *f, const struct opening *o, int32_t *out) MUST_USE;
bool fold_move(struct fold *f, const struct opening *o, enum ended why) MUST_USE;
void fold_end(struct fold *f, int32_t number, enum ended why);

/* The plan (rule 10). FRESH gives the steps not yet ended their announced hours
 * again (reset); REST only what they have not used. */
enum replan { REPLAN_REST, REPLAN_FRESH };
bool fold_replan(struct fold *f, enum replan how) MUST_USE;
/* Arrays per step for the version in force. */
void fold_steps(struct fold *f);

/* Recomputes due, apology_by, provisional. */
bool fold_due(struct fold *f) MUST_USE;

bool fold_frozen(struct fold *f) MUST_USE;	/* rule_set, calendar, profile of the body */
bool fold_version(struct fold *f) MUST_USE;	/* procedure, version of the body */
bool fold_term(struct fold *f, struct limit limit, const struct calendar *cal) MUST_USE;

/* Ends what must not outlive the legal clock: opinions, urgings, drafts of apologies. */
void fold_end_beside(struct fold *f, enum ended why);
/* The open draft of an apology ends with the promise it was for. */
void fold_apology_due(struct fold *f);
/* The hold has ended for `why`: an open urging goes with it to its new holder, or ends
 * as well (rule 45). */
bool fold_carry_urge(struct fold *f, enum ended why) MUST_USE;
/* The hold has ended for `why`: a second return that was asked for is moot, or goes on. */
void fold_end_return(struct fold *f, enum ended why);
/* The wait has ended, and the hold after it opened: was it given to that unit by a ruling? */
void fold_after_wait(struct fold *f);
/* What is contested is settled without a ruling. */
void fold_moot(struct fold *f, enum ended why);
/* The hold has ended for `why`: what was passed up to its head goes on with the step, or is
 * over. */
void fold_carry_escalation(struct fold *f, enum ended why);
void fold_end_escalation(struct fold *f, enum ended why);
struct notice *fold_notice(struct fold *f, enum notice_kind kind, int64_t number);

/* Families. */
fold_fn fold_submitted, fold_intake_asked, fold_intake_completed, fold_declined,
	fold_received, fold_imported, fold_import_undone;
fold_fn fold_taken, fold_handed_over, fold_sent_back, fold_reassigned, fold_recalled,
	fold_holder_moved, fold_succeeded, fold_paper_missing, fold_paper_arrived;
fold_fn fold_supplement_asked, fold_payment_asked, fold_told, fold_notice_delivered,
	fold_answered, fold_paused, fold_resumed, fold_variant_chosen, fold_extended,
	fold_extended_by_law, fold_calendar_moved;
fold_fn fold_signed, fold_numbered, fold_ready, fold_delivered, fold_withdrawn, fold_stopped,
	fold_reopened,
	fold_contact_changed, fold_result_by_changed, fold_corrected,
	fold_procedure_corrected, fold_opinion_asked,
	fold_opinion_answered, fold_opinion_silent, fold_opinion_supplemented,
	fold_opinion_lapsed, fold_opinion_marked, fold_opinion_ruled,
	fold_urged, fold_urge_answered, fold_urge_silent, fold_came_for_nothing,
	fold_contested, fold_contest_ruled, fold_contest_escalated, fold_contest_lapsed,
	fold_return_asked, fold_return_ruled, fold_return_silent,
	fold_escalated, fold_escalation_acted, fold_escalation_silent, fold_escalation_listed,
	fold_fee_receipted, fold_fee_cancelled, fold_fee_refunded,
	fold_file_attached, fold_file_withdrawn, fold_answer_overdue,
	fold_reminded, fold_overdue_marked, fold_apology_drafted, fold_apology_passed,
	fold_apology_missed;

#endif
