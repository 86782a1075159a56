/*
 * Deciding: (law, organisation, state, command, time) → entries or a refusal.
 *
 * A decide function checks everything first and then says what happened with
 * decide_emit, which drafts an entry and folds it at once, so that a later step
 * of the same command sees it. A refusal (false, *e with a key of
 * core/refusals.def) comes before the first draft.
 */
#ifndef DUNGHEN_CORE_DECIDE_H
#define DUNGHEN_CORE_DECIDE_H

#include "dossier.h"
#include "matter.h"

struct draft {
	struct stream stream;
	enum entry_kind kind;
	struct json *body;
};

/* What depends on the whole store and is looked up by the writer beforehand. */
struct decide_given {
	int64_t dossier_serial;		/* next of (competent agency, civil day) */
	int64_t fee_number;		/* next of the receiving unit and year */
	int64_t batch_number;
	struct str stray;		/* code of one of a list that is not on its way there */
	bool stray_listed;		/* … for it stands in a list since it was handed over */
	bool listed;			/* the list named is the last one with its paper */
	int64_t book_number;		/* next of the book in that year, at its desk */
	bool number_used;		/* another one of that book and year has the number */
	struct str number_of;		/* … and this is its code, if the actor may read it */
	bool foreign_file;		/* the result named was not put into this dossier */
	int64_t refiled_promise;	/* lived due of the life this filing continues */
	struct dossier_id refiled;	/* that life, or v 0 */
	bool receipt_used;		/* the paper receipt of an outage stands already */
	bool code_taken;		/* the code of an import stands already */
	bool pickup_fits;		/* the code given is the one shown to the citizen */
	bool proved;			/* the citizen proved by a code who they are (rule 41) */
	bool contact_good;		/* the contact given can be written to */
	bool contact_proved;		/* … and was: the code sent to it came back */
	bool opened;			/* the actor has read it since it came (rule 47) */
	bool passed_over;		/* another one of the same queue is due before it */
	/* of a signal (rule 34): who had its dossiers or gave them to somebody, and may not
	 * rule; of a new one, what is told and who replies */
	struct person_id *partial;
	size_t partials;
	const struct signal *found;	/* NULL: nothing such is found */
	struct unit_id found_unit;
	struct seat found_seat;
};

struct decide {
	struct arena *arena;		/* the command's */
	const struct law *law;
	const struct org *org;
	struct dossier *d;		/* working state; NULL for organisation acts */
	struct matter *m;		/* the same of a matter; NULL for all else */
	int64_t at;			/* the writer's time */
	struct person_id actor;		/* v 0: system */
	struct person_id on_behalf;	/* set by the right that was found, or v 0 */
	const struct json *args;	/* checked against actions.def, texts already
					 * replaced by commitments `…_c` */
	struct str cmd;
	struct decide_given given;
	struct draft *draft;
	size_t drafts, drafts_cap;
	int64_t next_seq;		/* seq the first draft will get */
};

typedef bool decide_fn(struct decide *x, struct err *e);

/* Drafts an entry in the dossier's stream and folds it into x->d. The body gets
 * `on_behalf` when a delegation was used. False only with ERR_LIMIT or
 * ERR_CORRUPT. */
bool decide_emit(struct decide *x, enum entry_kind kind, struct json *body,
		 struct err *e) MUST_USE;
/* The same in the matter's stream, folded into x->m. */
bool decide_emit_matter(struct decide *x, enum entry_kind kind, struct json *body,
			struct err *e) MUST_USE;
/* The same for another stream; nothing is folded. */
bool decide_emit_to(struct decide *x, struct stream stream, enum entry_kind kind,
		    struct json *body, struct err *e) MUST_USE;

/* Refuses with a key of refusals.def (its family and rule stand there). Pairs
 * of argument name and value, then NULL. Always false. */
bool refuse(struct err *e, const char *key, ...) SENTINEL;

struct refusal {
	const char *key;
	enum err_code code;
	const char *rule;		/* "rule 8", "Decree 118/2025", … */
};
const struct refusal *refusal_find(const char *key);	/* or NULL */
size_t refusal_count(void);
const struct refusal *refusal_at(size_t i);

/* Who may act (used by the table app/actions.def). Each leaves the delegation
 * used in x->on_behalf. Refusals: right.* */
enum right {
	RIGHT_NONE,
	RIGHT_SYSTEM,		/* ticker, init */
	RIGHT_ADMIN,		/* post admin anywhere */
	RIGHT_PORTAL,		/* the national portal (system), or as RIGHT_CLERK / ONESTOP */
	RIGHT_CLERK,		/* clerk or head of the receiving one-stop unit */
	RIGHT_HOLDER,		/* the open hold's person (taken) */
	RIGHT_TAKER,		/* may take the current step */
	RIGHT_HEAD,		/* head (or deputy) of the holder's unit or above */
	RIGHT_HOLDER_OR_HEAD,
	RIGHT_SIGNER,		/* the post of the signing step */
	RIGHT_AGENCY_HEAD,	/* head of the competent agency */
	RIGHT_APOLOGY,		/* who owes the drafted apology, or one above; or as AGENCY_HEAD */
	RIGHT_ONESTOP,		/* clerk or head of the one-stop unit that hands out */
	RIGHT_CITIZEN,		/* the citizen (system: deciding wants a proof), or as ONESTOP */
	RIGHT_ONESTOP_HEAD,	/* head or deputy of the one-stop unit that received it */
	RIGHT_RECORDS,		/* holder at the issuing step */
	RIGHT_FILER,		/* the counter, the holder or head, the post that numbers */
	RIGHT_ASKED,		/* the asked unit of an opinion, or the member */
	RIGHT_RULING,		/* head or deputy where the answer `number` is ruled on, or above */
	RIGHT_MATTER,		/* of the matter's unit (of a new one: the unit named), or above */
	RIGHT_OWING,		/* of the unit that owes the answer `number`, or above */
	RIGHT_ARBITER,		/* who rules on the open contest (rule 32) */
	RIGHT_SUPERIOR,		/* who decides on the second return asked for (rule 33) */
	RIGHT_HEARING,		/* whom the signal is about, who heads, rules or inspects there */
	RIGHT_SELF_OR_HEAD,	/* a person's own leave or delegation, or the head's act */
	RIGHT_UNIT_HEAD,	/* head of the unit named or of one above, not for themselves */
	RIGHT_READER,		/* may see names and texts: whose work the dossier is or was */
	RIGHT_ANY,		/* any assigned person */
};
bool decide_right(struct decide *x, enum right right, struct err *e) MUST_USE;

/* RIGHT_READER for those who have no dossier at hand but know where it was. */
struct reading_place {
	struct unit_id receiving, helping, competent;
	struct unit_id custody;		/* of whoever in the office holds or last held it */
	const struct unit_id *held;	/* units with a duty of it, now or before */
	size_t helds;
};
bool decide_reads(struct decide *x, const struct reading_place *p) MUST_USE;

/* May this agency decide it: by name, by level, with the units its steps want? */
bool decide_fits(struct decide *x, const struct procedure_version *v,
		 const struct unit *agency) MUST_USE;

/* Rule 14 of an open dossier: may a supplement still be asked without the head's
 * signature (times, last day); and what that day is. */
bool supplement_in_time(const struct dossier *d, int64_t at);
bool supplement_last_day(const struct dossier *d, struct day *out) MUST_USE;

/* The actions, one function each; families by file:
 * intake (decide_intake.c), a former system (decide_import.c), what is done at once
 * (decide_desk.c), custody (decide_custody.c), clock (decide_clock.c), result
 * (decide_result.c), opinions (decide_opinion.c), urging (decide_urge.c),
 * contests (decide_contest.c), escalation (decide_escalation.c),
 * apologies (decide_apology.c), money
 * (decide_fee.c), attachments (decide_file.c), the citizen's own (decide_citizen.c),
 * matters (decide_matter.c), signals (decide_signal.c),
 * people and units (decide_org.c, decide_reform.c),
 * inspections (decide_inspection.c), time (decide_tick.c) */
#define DECIDE_TABLE(X)                                                            \
	X(submit) X(receive) X(decline) X(ask_intake) X(complete_intake)           \
	X(receive_paper) X(import_open) X(undo_import) X(serve_at_once)            \
	X(take) X(hand_over) X(send_back) X(reassign) X(recall)                    \
	X(succeed_dossier) X(list_batch) X(paper_missing) X(paper_arrived)         \
	X(ask_supplement) X(supplement_received) X(ask_payment) X(paid)            \
	X(tell) X(notice_delivered) X(pause) X(resume)                             \
	X(choose_variant) X(sign_apology) X(extend_by_law) X(move_calendar)              \
	X(deny) X(not_eligible) X(finish) X(sign) X(number) X(ready)               \
	X(deliver) X(withdraw) X(change_contact) X(change_result_by)              \
	X(stop) X(reopen) X(correct) X(correct_procedure)                          \
	X(ask_opinion) X(answer_opinion) X(supplement_opinion)                     \
	X(mark_insufficient) X(rule_opinion)                                       \
	X(urge) X(answer_urge) X(came_for_nothing)                                 \
	X(contest) X(rule_contest) X(rule_return) X(act_on_escalation) X(act_on_list)             \
	X(fee_receipt) X(cancel_fee) X(refund_fee)                                 \
	X(reply_signal) X(rule_signal) X(appeal_signal) X(commend)                 \
	X(register_matter) X(ask_on_matter) X(answer_on_matter)                        \
	X(supplement_on_matter) X(close_matter)                                    \
	X(attach) X(detach)                                                        \
	X(add_unit) X(rename_unit) X(close_unit) X(keep_unit) X(succeed_unit)                   \
	X(require_factor) X(lift_factor)                                           \
	X(add_person) X(assign) X(end_assignment) X(delegate) X(record_leave)      \
	X(end_leave) X(end_delegation) X(set_signing_scope) X(end_signing_scope)   \
	X(declare_outage) X(open_inspection) X(conclude_inspection)

#define DECIDE_DECLARE(name) decide_fn decide_##name;
DECIDE_TABLE(DECIDE_DECLARE)
#undef DECIDE_DECLARE

/* What time itself does to one dossier at x->at (idempotent): reminders,
 * answer overdue, silence, holders on leave or gone, overdue mark. */
bool decide_tick(struct decide *x, struct err *e) MUST_USE;
/* … and to one matter: silence, holders on leave or gone. */
bool decide_tick_matter(struct decide *x, struct err *e) MUST_USE;
/* A forecast says that it will be late (rule 39): the args have its `chance` in per cent, how many
 * `cases` of the procedure's version it learnt of, and `learnt_at`. Drafts the apology, or does
 * nothing when the rule set asks for more, or one cannot be drafted by a forecast any more. */
bool decide_foretell(struct decide *x, struct err *e) MUST_USE;
/* A signal begins with what is given as found; one that is not found any more, or whose
 * person has left, ends. Both are time's, no action of anybody: nobody accuses by choice,
 * and nobody holds back. Nothing is drafted when there is nothing to do. */
bool decide_open_signal(struct decide *x, struct err *e) MUST_USE;
bool decide_withdraw_signal(struct decide *x, struct err *e) MUST_USE;
/* Who had minutes of the dossier, or gave it to somebody, at most `most`; each once behind
 * the first `n`. Returns how many there are then. */
size_t signal_partial(const struct dossier *d, struct person_id *out, size_t n, size_t most);
/* The earliest instant at which decide_tick has something to do for this dossier
 * as it stands (organisation aside; it may lie in the past), or INSTANT_NONE. */
int64_t dossier_next_tick(const struct dossier *d);

/* Whose list the dossier's present hold stands in when it is passed up beyond its unit. */
struct unit_id escalation_agency(const struct org *o, const struct dossier *d, int64_t at);

/* Which serials the writer must look up into x->given before deciding: the home
 * agency and civil day of a new dossier's code. False (as a refusal) when the
 * submission names no agency that could have a code. */
bool decide_code_basis(struct decide *x, struct unit_id *agency, struct day *day,
		       struct err *e) MUST_USE;

#endif
