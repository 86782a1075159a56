/*
 * A dossier's state: the fold of its own entries under the frozen law.
 *
 * dossier_apply is the only function that changes a dossier; deciding,
 * projecting, rebuilding, verifying and the demo all go through it. What can be
 * derived (due, plan, working seconds) is computed here and never stands in
 * entries, except first_due: it is the promise.
 *
 * Invariants (dossier_check):
 *  - from reception (or reopening) to closing exactly one primary obligation is
 *    open, and the primary ones partition that span without gap or overlap;
 *  - their working seconds add up to those between the span's ends;
 *  - those asked at once stand together in their round, and what is answered, lapsed or
 *    silent by law is owed no more;
 *  - a running clock has a due date (G7); while a lawful pause is open due is
 *    INSTANT_NONE and the wait's own limit shows.
 */
#ifndef DUNGHEN_CORE_DOSSIER_H
#define DUNGHEN_CORE_DOSSIER_H

#include "entry.h"
#include "file_type.h"
#include "law.h"
#include "org.h"

#include "base/hash.h"

enum dossier_state {
	DOSSIER_NONE,
	DOSSIER_SUBMITTED,	/* waiting for the counter's answer */
	DOSSIER_ASKED,		/* supplement asked at intake */
	DOSSIER_DECLINED,	/* form 03: terminal */
	DOSSIER_OPEN,
	DOSSIER_WAITING,	/* a lawful pause is open */
	DOSSIER_READY,		/* the legal clock has ended; held until handed out */
	DOSSIER_DELIVERED,
	DOSSIER_WITHDRAWN,
	DOSSIER_STOPPED,
	DOSSIER_UNDONE,		/* imported by mistake: never was (rule 24) */
};

enum decision { DECISION_NONE, DECISION_GRANTED, DECISION_DENIED, DECISION_NOT_ELIGIBLE };

enum channel {
	CHANNEL_NONE, CHANNEL_COUNTER, CHANNEL_POST, CHANNEL_ONLINE, CHANNEL_ONLINE_HELPED,
};

enum obligation_kind {
	OB_NONE,
	OB_STEP,		/* primary: a step of the procedure */
	OB_WAIT,		/* primary: lawful wait, its ground names the holder */
	OB_HANDOUT,		/* primary: ready, until handed out (rule 6) */
	OB_ANSWER,		/* the answer to a submission, outside the partition */
	OB_OPINION,
	OB_URGE,		/* an answer to the counter's urging (rule 45) */
	OB_RULING,		/* whether an answer decides anything (rule 30) */
	OB_CONTEST,		/* a ruling on whose it is (rule 32) */
	OB_ESCALATION,		/* the head acts on what stands past its date (rule 38) */
	OB_APOLOGY,		/* a letter of apology with one new date to be signed (rule 39) */
	OB_RETURN,		/* a superior decides on a second return (rule 33) */
};

enum ended {
	ENDED_NOT,
	ENDED_TAKEN, ENDED_FORWARD, ENDED_BACK, ENDED_REASSIGNED, ENDED_RECALLED,
	ENDED_MOVED, ENDED_WAIT, ENDED_RESUMED, ENDED_SIGNED, ENDED_READY, ENDED_NOTICED,
	ENDED_DELIVERED, ENDED_WITHDRAWN, ENDED_STOPPED, ENDED_ANSWERED, ENDED_SILENT,
	ENDED_PAPER, ENDED_CORRECTED, ENDED_REOPENED, ENDED_UNDONE,
	ENDED_RULED,
	ENDED_REDATED,
};

enum party_kind { PARTY_NONE, PARTY_SEAT, PARTY_CITIZEN, PARTY_BODY };

struct party {
	enum party_kind kind;
	struct seat seat;
	enum wait_holder body;	/* PARTY_BODY: who outside the tree */
};

/* One duty of somebody within this dossier. Numbered by position. */
struct obligation {
	enum obligation_kind kind;
	struct party holder;	/* custody */
	struct party account;	/* who answers for its seconds (rules 8, 21, 30, 32, 33) */
	int64_t from, to;	/* to INSTANT_NONE: open */
	int64_t taken_at;	/* INSTANT_NONE: nobody has opened it */
	int64_t due;		/* its own due, or INSTANT_NONE */
	int64_t plan_s;		/* what was left of its step's allotment at its start */
	int64_t work_s;		/* working seconds once ended */
	const struct procedure_version *version;	/* whose step it is (rule 17) */
	int32_t step;		/* index of its step, or -1 */
	int32_t number;		/* of the notice or opinion it belongs to, or 0 */
	int32_t span;		/* 0 first life, 1 after the first reopening, … */
	uint8_t reminded;	/* REMINDED_*, by tick */
	bool astray;		/* had by who should not have got it: no part of a plan */
	enum ended ended;
	int64_t opened_seq, closed_seq;
	struct person_id opened_by;	/* the actor of its first entry; v 0: time itself */
};

enum {
	REMINDED_HALF = 1, REMINDED_THREE_DAYS = 2, REMINDED_EXPIRED = 4, REMINDED_DAY_BEFORE = 8,
};

static inline bool obligation_primary(const struct obligation *o)
{
	return o->kind == OB_STEP || o->kind == OB_WAIT || o->kind == OB_HANDOUT;
}

enum notice_kind {
	NOTICE_NONE, NOTICE_SUPPLEMENT, NOTICE_PAYMENT, NOTICE_RESULT, NOTICE_VARIANT,
	NOTICE_EXTENSION, NOTICE_STOP,
};

struct notice {
	enum notice_kind kind;
	int32_t number;		/* counts up per dossier, from 1 */
	bool lawful;		/* may stop the clock once delivered */
	bool empty;		/* names no paper that was lacking when it was asked for */
	int64_t asked_at, told_at, delivered_at, answered_at;
	struct str how;			/* it was told: "phone", "portal", … */
	struct party asker;	/* who gets the dossier back */
	int32_t step;
	const struct wait_rule *wait;
	int64_t seq;			/* of the entry that asked */
};

/* How much of a paper of the procedure has been handed in, by the counter's lists. */
struct handed {
	struct str paper;
	int64_t originals, certified, copies;
};

struct pause_act {		/* a lawful stop of the citizen's clock */
	struct pause pause;	/* to INSTANT_NONE: open */
	const struct wait_rule *wait;
	bool citizen;		/* counts for the lived rate too */
	int64_t seq;
};

/* A promise the due may not exceed: the due is the earliest over the terms. */
struct term {
	struct limit limit;
	const struct procedure_version *version;	/* whose limit it is */
	const struct calendar *cal;
	int64_t seq;
};

struct opinion {
	int32_t number;
	int32_t obligation;	/* its position in dossier.ob, the newest */
	int32_t round;		/* whom it was asked together with */
	int64_t asked_at, due, answered_at;
	bool planned, silent;
	bool member;		/* asked of a person, who alone can answer: no stand-in votes */
	bool lapsed;		/* the member has left the post before an answer */
	bool after_half;	/* asked when half the dossier's time was gone (rule 30) */
	int32_t again;		/* asked of the same before, by that number, or 0 (rule 30) */
	int32_t supplements;	/* what was added to the answer since */
	int64_t marked_at;	/* the answer was called empty, or INSTANT_NONE (rule 30) … */
	int32_t ruling;		/* … and that is for this obligation to rule, once marked */
	int32_t upheld;		/* so many answers were found to be none */
	char answer[16];	/* "agree", "conditions", "object", "not_competent" */
	enum silence_effect effect;
};

/* Those asked the same at once; numbered from 1. */
struct opinion_round {
	int32_t first;		/* number of its first opinion; the others follow it */
	int32_t asked;		/* how many */
	int32_t quorum;		/* how many must answer before it is enough; 0: none set */
	int32_t step;		/* where the dossier stood */
	bool standard;		/* with the procedure's own words; else its entry has some */
	int64_t seq;
	int64_t *file;		/* numbers of the attachments that go with the question */
	size_t files;
};

/* The one-stop head asks when a promised result will come (rule 45). It follows the hold
 * within a step; once the dossier has moved on, that is the answer. */
struct urge {
	int32_t number;		/* counts up per dossier, from 1 */
	int32_t obligation;	/* its position in dossier.ob, the newest */
	int64_t asked_at, due;
	int64_t answered_at, ready_by;	/* INSTANT_NONE: not answered, no time named */
	bool silent;
};

enum contest_end {
	CONTEST_OPEN,
	CONTEST_UPHELD,		/* the sender was wrong, and answers for the time */
	CONTEST_DISMISSED,
	CONTEST_LAPSED,		/* nobody ruled: who is named by the procedure keeps it */
	CONTEST_MOOT,		/* recalled, corrected, done or closed before a ruling */
};

/* Who received a dossier says that it is not theirs (rule 32). Work goes on meanwhile. */
struct contest {
	int32_t number;		/* counts up per dossier, from 1 */
	int32_t first, next;	/* the duties to rule: of the first superior, which stays owed,
				 * and of the next one, or -1 */
	int32_t since;		/* the hold that the hand-over opened */
	int32_t step, handed_step;
	int64_t at, from;	/* from: handed over */
	struct person_id actor;
	struct party by, sender;
	struct unit_id named;	/* whose it is by who contests, or v 0 */
	struct str reason;
	enum contest_end end;
	int64_t ended_at, escalated_at;		/* INSTANT_NONE: not */
	struct unit_id ruled_by;
	int32_t gave;		/* the hold that the ruling, or its want, opened; -1: none */
	bool to_come;		/* it opens one as soon as the wait that was open then ends */
	int64_t work_s;		/* that the sender answers for, of an upheld one */
};

/* Who holds it wants to send it back once more; a superior decides (rule 33). Work goes on
 * meanwhile. */
enum return_end {
	RETURN_OPEN,
	RETURN_PASSED_ON,	/* sent back */
	RETURN_KEPT,		/* whoever holds it keeps it */
	RETURN_MOOT,		/* handed on, waiting or closed before a ruling */
};
struct second_return {
	int32_t number;		/* counts up per dossier, from 1 */
	int32_t obligation;	/* its position in dossier.ob, the newest */
	int32_t next;		/* … of the next superior, once the first was silent; or -1 */
	int32_t silences;	/* dates to decide by that passed */
	int32_t since;		/* the hold with which it had come */
	int32_t step;		/* that it is to go back to */
	int64_t at;
	struct person_id actor;
	struct party by;
	struct str reason;
	enum return_end end;
	int64_t ended_at;	/* INSTANT_NONE: not */
};

/* What stands past its date with a unit, passed up to the unit's head, who acts: gives it to
 * somebody else, helps or explains (rule 38). It is of the hold at one step. */
struct escalation {
	int32_t number;		/* counts up per dossier, from 1 */
	int32_t obligation;	/* its position in dossier.ob, the newest */
	int64_t at, due;
	int64_t acted_at;	/* INSTANT_NONE: not */
	int64_t listed_at;	/* passed up to the head of the agency; INSTANT_NONE: not */
	bool silent;
	bool over;		/* the dossier has gone on since */
	char how[16];		/* "reassigned", "helped", "explained" */
};

/* The letter of form 04 drafted for a promise that is not kept (rule 39): owed until signed,
 * or until the result is there or the promise moved lawfully. */
struct apology {
	int32_t number;		/* counts up per dossier, from 1 */
	int32_t obligation;	/* its position in dossier.ob, the newest */
	int64_t due;		/* the promise it is drafted for */
	int64_t drafted_at, sign_by;
	int64_t signed_at;	/* INSTANT_NONE: not */
	int64_t missed_at;	/* the promise had passed without it; INSTANT_NONE: not */
	struct unit_id cause;	/* who had most minutes over the plan; v 0: nobody had any */
	bool passed;		/* to the lead's head */
	int32_t chance;		/* per cent, of the forecast that drafted it; 0: time did */
};

struct fee_receipt {
	int64_t number, amount;
	struct unit_id unit;
	struct person_id clerk;
	int64_t at, cancelled_at, refunded;
};

/* How the citizen is written to. */
enum contact_way { CONTACT_PHONE, CONTACT_EMAIL, CONTACT_WAYS };
enum contact_way contact_way_of(struct str s);	/* "phone", "email"; CONTACT_WAYS: none */

enum attached_as { ATTACHED_NONE, ATTACHED_PAPER, ATTACHED_DRAFT, ATTACHED_RESULT };

struct attached {		/* a file handed in or made, numbered from 1 */
	int32_t number;
	enum attached_as as;
	enum file_type type;
	bool withdrawn;		/* kept, but shown no more */
	struct str paper;	/* of the procedure, or empty */
	struct hash file;	/* of its sealed bytes */
	int64_t size;		/* before sealing */
	int64_t at, seq;
	struct person_id by;
};

struct booked {			/* a result's number in a book */
	struct str number, book;
	struct unit_id unit;	/* whose book it is */
	int64_t pages, copies;	/* of certified copies; 0: not said */
	int64_t at;
};

struct dossier {
	struct arena *arena;
	struct dossier_id id;
	struct str code;
	int64_t seq;			/* of its last entry */
	int64_t at;			/* of its last entry */
	int64_t acted_at;		/* of somebody's last act; time's own marks are none */
	int64_t first_seq;
	enum dossier_state state;
	enum channel channel;
	const struct procedure_version *version;
	const struct rule_set *rules;
	const struct calendar *cal;	/* the one all clocks run on (rule 1) */
	struct str calendar_id, profile_id;
	const struct variant *variant;	/* or NULL */
	struct unit_id helping, receiving, competent;
	struct unit_id home;		/* agency fixed at first submission */
	struct unit_id succeeded;	/* the agency that ended and was succeeded, last; v 0 */
	struct subject_id owner, submitter, proxy;
	struct bundle_id bundle;
	struct dossier_id continues;	/* refiled within rule_set.refile_days */
	int64_t inherited_promise;	/* lived due of the first life, or INSTANT_NONE */
	struct str person_class;
	struct str result_by;		/* how it is wanted, "post"; empty: not said */
	int64_t contact_seq[CONTACT_WAYS];	/* the entry that changed it; 0: what was given
						 * at first stands */
	struct handed *handed;		/* papers as they were listed when handed in */
	size_t handeds, handed_cap;
	struct str *held;		/* papers ticked from a database (rule 22) */
	size_t helds, held_cap;

	int64_t submitted_at;		/* first contact */
	int64_t received_at;		/* law time */
	int64_t received_entry_at;	/* when it was entered */
	struct str receipt_no;
	bool imported;
	int64_t imported_due;
	struct str batch;		/* the import it came with, or empty */
	enum entry_kind touched;	/* the first thing people did with it since */
	int64_t touched_at;

	struct obligation *ob;
	size_t obs, obs_cap;
	int32_t hold;			/* the open primary obligation, or -1 */
	int32_t answer;			/* the open answer obligation, or -1 */
	int32_t span;
	int64_t span_from;		/* start of the current span */

	int32_t step;			/* current step, or -1 */
	struct party office;		/* the seat that holds or last held in the office */
	int64_t *plan_s;		/* per step, scaled (rule 10) */
	int64_t *used_s;		/* working seconds used per step by ended holds */
	struct party *last;		/* who last held each step, taken */

	struct term *term;
	size_t terms, terms_cap;
	int64_t statutory_add;		/* sum of statutory extensions */
	int64_t statutory_count;
	struct pause_act *pause;
	size_t pauses, pauses_cap;
	int64_t form04_at, form04_days;	/* INSTANT_NONE: none */
	int64_t form04_count;
	struct unit_id form04_cause;	/* whom it names, and whose letter it is */
	struct unit_id form04_unit;
	int64_t first_due;		/* the promise */
	struct limit first_limit;	/* what it was computed from */
	const struct calendar *first_cal;
	int64_t due;			/* now; INSTANT_NONE while waiting */
	int64_t apology_by;
	int64_t effective_start;
	bool provisional;

	struct notice *notice;
	size_t notices, notices_cap;
	int32_t supplements, intake_supplements;
	struct opinion *opinion;
	size_t opinions, opinions_cap;
	struct opinion_round *round;
	size_t rounds, rounds_cap;
	struct urge *urge;
	size_t urges, urges_cap;
	int32_t came_for_nothing;	/* rule 46 */
	int32_t corrections;		/* of what was taken down */
	struct escalation *escalation;
	size_t escalations, escalations_cap;
	struct contest *contest;
	size_t contests, contests_cap;
	struct second_return *asked_back;
	size_t asked_backs, asked_backs_cap;
	struct apology *apology;
	size_t apologies, apologies_cap;
	struct fee_receipt *fee;
	size_t fees, fees_cap;

	struct attached *file;
	size_t files, file_cap;

	int32_t returns;		/* sent back, all reasons */
	int64_t first_return_at;
	struct party handed_by;		/* who handed over to the current hold */
	int32_t handed_step;
	int64_t handed_at;
	enum decision handed_decision;	/* what stood before that hand-over */
	bool recallable;
	int64_t paper_missing_at;
	int64_t paper_seen_at;		/* the receiver ticked it; INSTANT_NONE: not yet */

	enum decision decision;		/* proposed until signed */
	bool is_signed, is_numbered;
	struct hash result;		/* the file it was numbered with */
	struct booked *booked;		/* a reopened dossier is numbered once more */
	size_t bookings, booked_cap;
	int64_t first_ready_at, ready_at;	/* G9: both kept */
	int64_t signed_at, delivered_at;
	int64_t closed_at;
	int32_t reopened;
	int64_t overdue_marked_at;
	int64_t overdue_due;		/* the due that mark was for */
	int64_t answer_overdue_at;
};

void dossier_init(struct dossier *d, struct arena *a, struct dossier_id id);

/* Folds one entry of the dossier's stream. ERR_CORRUPT when it does not fit the
 * state or the law; then *d must be thrown away. */
bool dossier_apply(const struct law *law, struct dossier *d, const struct entry *en,
		   struct err *e) MUST_USE;

/* The invariants above. Errors: ERR_CORRUPT invariant.* */
bool dossier_check(const struct dossier *d, struct err *e) MUST_USE;

bool dossier_closed(const struct dossier *d);
/* Was all of this paper handed in that the procedure wants, as far as anybody listed it? */
bool dossier_has_paper(const struct dossier *d, const struct paper *p);
/* Is this paper of the procedure ticked from a database (rule 22)? */
bool dossier_holds_paper(const struct dossier *d, struct str paper);
/* The open primary obligation, or NULL. */
const struct obligation *dossier_hold(const struct dossier *d);
/* A fee by formula (at least: one page, one copy) without a valid receipt, whatever is
 * decided. 0: none. Errors: fee.overflow. */
bool dossier_fee_open(const struct dossier *d, int64_t *out, struct err *e) MUST_USE;
/* What the citizen still owes before the result is theirs: a fee by formula (at least:
 * one page, one copy) and no valid receipt for it. 0: nothing. Errors: fee.overflow. */
bool dossier_fee_owed(const struct dossier *d, int64_t *out, struct err *e) MUST_USE;
/* The urging that is still to be answered, or NULL: there is one at most. */
const struct urge *dossier_urge(const struct dossier *d);
/* The contest that is still to be ruled on, or NULL: there is one at most. */
const struct contest *dossier_contest(const struct dossier *d);
/* The hold that opened when the dossier came to the unit that has it. */
int32_t dossier_came_with(const struct dossier *d);
/* The second return that a superior is still to decide on, or NULL: there is one at most. */
const struct second_return *dossier_return(const struct dossier *d);
/* The duty to decide that time is waiting for: the next superior's once there is one. */
const struct obligation *return_duty(const struct dossier *d, const struct second_return *r);
/* Is its silence still to be said? */
bool return_pending(const struct second_return *r);
/* Is what is contested still where and as it was then? */
bool contest_there(const struct dossier *d, const struct contest *c);
/* The duty to rule that time is waiting for: the next superior's once there is one. */
const struct obligation *contest_duty(const struct dossier *d, const struct contest *c);
/* The escalation of the present hold, acted on or not, or NULL. */
const struct escalation *dossier_escalation(const struct dossier *d);
/* When the present hold is passed up to the head of its unit (the instant after which); and
 * from when on to the head of the agency, at the opening of a working day. INSTANT_NONE: not,
 * or it was. */
int64_t escalation_at(const struct dossier *d);
int64_t escalation_list_at(const struct dossier *d);
/* The apology that is still to be signed, or NULL: there is one at most. */
const struct apology *dossier_apology(const struct dossier *d);
/* Would a forecast draft one: none is open, and time will do so only later. */
bool dossier_may_foretell(const struct dossier *d, int64_t at);
/* Working seconds of an obligation up to an instant (its end if ended). */
int64_t obligation_work(const struct dossier *d, const struct obligation *o, int64_t at);

/* When it came to the step it stands at: since then it may have been taken, given to
 * somebody else or moved by leave, but was nowhere else. INSTANT_NONE: no hold. */
int64_t dossier_came_at(const struct dossier *d);
/* The unit that answers for it in the office just now. */
struct unit_id dossier_custody(const struct dossier *d);
/* The attachment of that number, or NULL. */
const struct attached *dossier_file(const struct dossier *d, int64_t number);

const char *attached_as_name(enum attached_as a);	/* "paper" */
enum attached_as attached_as_named(struct str s);	/* NONE: no such word */
const char *state_name(enum dossier_state s);
const char *channel_name(enum channel c);
enum channel channel_of(struct str s);
const char *decision_name(enum decision d);
const char *obligation_name(enum obligation_kind k);
const char *ended_name(enum ended e);
const char *contest_end_name(enum contest_end c);	/* "open", "upheld", … */
const char *return_end_name(enum return_end r);		/* "open", "passed_on", … */
const char *notice_name(enum notice_kind k);
enum notice_kind notice_of(struct str s);
const char *wait_holder_name(enum wait_holder w);

/* `holder` members of bodies. */
struct json *party_json(struct arena *a, const struct party *p);
bool party_read(const struct json *v, struct party *out, struct err *e) MUST_USE;
bool party_eq(const struct party *a, const struct party *b);

#endif
