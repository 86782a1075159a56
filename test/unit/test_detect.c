/*
 * Each detector on the facts of one small case that shows it, and on the same case changed
 * by what excuses it: a story in two lines. June 2026; office hours 07:30–11:30, 13:00–17:00.
 */
#include "law_fixture.h"

#include "core/detect.h"

#include <string.h>

static struct law_fixture fix;

/* Counter, officer (may deny), head of the room, signer, records; five working days. */
static struct outcome may_deny[] = { { .kind = OUTCOME_DENY }, { .kind = OUTCOME_SUPPLEMENT } };
static struct step step[] = {
	{ .kind = STEP_INTAKE }, { .kind = STEP_WORK, .outcome = may_deny, .outcomes = 2,
				   .plan_s = 12 * 3600 },
	{ .kind = STEP_WORK, .plan_s = 4 * 3600 }, { .kind = STEP_SIGN }, { .kind = STEP_ISSUE },
};
static struct wait_rule waits[] = {
	{ .holder = WAIT_TAX, .limit = { LIMIT_WDAY, 2 } },
};
static struct procedure_version version = {
	.limit = { LIMIT_WDAY, 5 }, .step = step, .steps = 5, .wait = waits, .waits = 1,
};

enum { MOST = 16 };
static struct {
	struct case_facts f;
	struct case_duty duty[MOST];
	struct case_notice notice[MOST];
	struct case_opinion opinion[MOST];
	struct case_contest contest[MOST];
	struct case_apology apology[MOST];
	struct case_escalation escalation[MOST];
} c;

/* Received on Monday the first at eight, promised for the end of next Monday. */
static void begin(void)
{
	memset(&c, 0, sizeof(c));
	c.f = (struct case_facts){
		.id = { 1 }, .state = DOSSIER_OPEN, .channel = CHANNEL_COUNTER,
		.version = &version, .cal = &fix.a, .submitted_at = at("2026-06-01T08:00"),
		.received_at = at("2026-06-01T08:00"), .first_ready_at = INSTANT_NONE,
		.ready_at = INSTANT_NONE, .closed_at = INSTANT_NONE,
		.first_due = at("2026-06-08T17:00"), .due = at("2026-06-08T17:00"),
		.form04_at = INSTANT_NONE, .first_ended_at = INSTANT_NONE,
		.duty = c.duty, .notice = c.notice, .opinion = c.opinion,
		.contest = c.contest, .apology = c.apology, .escalation = c.escalation,
		.submitter = { 3 }, .owner = { 3 }, .receiving = { 6 },
	};
	version.limit = (struct limit){ LIMIT_WDAY, 5 };
}

/* A hold; `to` NULL: open. It was taken at once. */
static struct case_duty *hold(enum obligation_kind kind, int32_t of, const char *from,
			      const char *to, enum ended ended)
{
	struct case_duty *d = &c.duty[c.f.duties];
	int64_t seq = 100 + (int64_t)c.f.duties++ * 10;

	*d = (struct case_duty){
		.kind = kind, .holder = PARTY_SEAT, .unit = { 7 }, .person = { 8 },
		.from = at(from), .to = to != NULL ? at(to) : INSTANT_NONE, .taken_at = at(from),
		.due = INSTANT_NONE, .plan_s = 4 * 3600, .step = of, .ended = ended,
		.opened_seq = seq, .closed_seq = to != NULL ? seq + 1 : 0,
	};
	if (to != NULL) {
		d->work_s = work_between(&fix.a, d->from, d->to);
	}
	return d;
}

static void noticed(enum notice_kind kind, const char *asked, bool lawful)
{
	c.notice[c.f.notices++] = (struct case_notice){
		.kind = kind, .lawful = lawful, .asked_at = at(asked), .told_at = at(asked),
		.delivered_at = INSTANT_NONE, .answered_at = INSTANT_NONE, .seq = 50,
	};
}

static void asked(const char *when, const char *due, const char *answered, enum said said)
{
	struct case_duty *d = hold(OB_OPINION, -1, when, answered, ENDED_ANSWERED);

	d->number = (int32_t)c.f.opinions + 1;
	c.opinion[c.f.opinions++] = (struct case_opinion){
		.number = d->number, .duty = (int32_t)c.f.duties - 1, .asked_at = at(when),
		.due = at(due), .answered_at = answered != NULL ? at(answered) : INSTANT_NONE,
		.planned = true, .said = said,
	};
}

static struct finding found[FINDINGS_MOST];

static size_t count(enum detector what, struct finding *out)
{
	struct detect_bounds b = detect_bounds_of(NULL);
	size_t all = detect_case(&c.f, &b, found), n = 0;

	for (size_t i = 0; i < all; i++) {
		if (found[i].what == what) {
			*out = found[i];
			n++;
		}
	}
	return n;
}

static void shows_it(enum detector what, int64_t seq, const char *how)
{
	struct finding f = { .actor_seq = -1 };
	size_t n = count(what, &f);

	ok(n == 1, "%s: %s", detector_name(what), how);
	is_int(detector_of_unit(what) ? f.unit.v : f.actor_seq, seq, "  … and whose it is");
}

static void excused(enum detector what, const char *how)
{
	struct finding f;

	ok(count(what, &f) == 0, "%s not: %s", detector_name(what), how);
}

/* ---- the way through ---- */

static void returns(void)
{
	begin();
	hold(OB_STEP, 2, "2026-06-01T09:00", "2026-06-01T10:00", ENDED_BACK);
	hold(OB_STEP, 1, "2026-06-01T10:00", "2026-06-01T11:00", ENDED_FORWARD);
	excused(DETECT_PING_PONG, "returned once");
	hold(OB_STEP, 2, "2026-06-01T11:00", "2026-06-01T11:20", ENDED_BACK);
	shows_it(DETECT_PING_PONG, 121, "the same step returns it twice");
	excused(DETECT_LOOP, "one step alone is no loop");
	excused(DETECT_SITS_RETURNS, "within the hour");
	c.duty[2].step = 3;
	shows_it(DETECT_LOOP, 121, "then the signer returns it too");
	excused(DETECT_PING_PONG, "which is a loop");
	begin();
	hold(OB_STEP, 1, "2026-06-01T09:00", "2026-06-01T10:00", ENDED_FORWARD);
	hold(OB_STEP, 2, "2026-06-01T10:00", "2026-06-01T11:00", ENDED_FORWARD);
	hold(OB_STEP, 1, "2026-06-01T11:00", "2026-06-01T13:20", ENDED_FORWARD);
	hold(OB_STEP, 2, "2026-06-01T13:20", "2026-06-01T14:20", ENDED_FORWARD);
	excused(DETECT_PING_PONG, "a planned route there and back");
	begin();
	hold(OB_STEP, 2, "2026-06-01T09:00", "2026-06-03T10:00", ENDED_BACK);
	shows_it(DETECT_SITS_RETURNS, 101, "after two days and an hour");
	step[2].plan_s = 24 * 3600;
	excused(DETECT_SITS_RETURNS, "in the time the step has");
	step[2].plan_s = 4 * 3600;
	step[2].kind = STEP_CONSULT;
	excused(DETECT_SITS_RETURNS, "others were to give their opinion");
	step[2].kind = STEP_WORK;
	c.duty[0].taken_at = c.duty[0].to;
	excused(DETECT_SITS_RETURNS, "returned as soon as it was opened");
}

static void passed_on(void)
{
	static const char *const hour[] = { "2026-06-01T08:30", "2026-06-01T09:30",
					    "2026-06-01T10:30", "2026-06-01T11:00" };

	begin();
	for (int i = 0; i < 3; i++) {
		excused(DETECT_REASSIGN_CHAIN, "not yet");
		hold(OB_STEP, 1, hour[i], hour[i + 1], ENDED_REASSIGNED);
	}
	shows_it(DETECT_REASSIGN_CHAIN, 121, "three times in one step");
	c.duty[1].ended = ENDED_MOVED;
	excused(DETECT_REASSIGN_CHAIN, "one of them was leave");
}

static void last_hour(void)
{
	begin();
	hold(OB_STEP, 1, "2026-06-05T09:00", "2026-06-08T16:30", ENDED_FORWARD);
	shows_it(DETECT_LAST_HOUR, 101, "half an hour before the promise");
	c.duty[0].taken_at = at("2026-06-08T15:50");
	excused(DETECT_LAST_HOUR, "in hand for forty minutes");
	c.duty[0].taken_at = c.duty[0].from;
	version.limit.unit = LIMIT_SAME_DAY;
	excused(DETECT_LAST_HOUR, "same-day procedure");
	version.limit.unit = LIMIT_WDAY;
	c.duty[0].step = 2;
	excused(DETECT_LAST_HOUR, "a step that does not decide");
	c.duty[0].step = 1;
	noticed(NOTICE_PAYMENT, "2026-06-05T10:00", true);
	excused(DETECT_LAST_HOUR, "the clock was stopped");
	begin();
	hold(OB_STEP, 1, "2026-06-05T09:00", "2026-06-05T18:40", ENDED_FORWARD);
	excused(DETECT_LAST_HOUR, "an evening before");
	begin();
	hold(OB_STEP, 2, "2026-06-04T09:00", "2026-06-05T08:00", ENDED_BACK);
	hold(OB_STEP, 1, "2026-06-05T09:00", "2026-06-08T16:30", ENDED_FORWARD);
	excused(DETECT_LAST_HOUR, "it had been sent back");
}

/* ---- waiting ---- */

static void supplements(void)
{
	begin();
	noticed(NOTICE_SUPPLEMENT, "2026-06-01T09:00", true);
	noticed(NOTICE_RESULT, "2026-06-03T09:00", false);
	excused(DETECT_SECOND_SUPPLEMENT, "asked once");
	noticed(NOTICE_SUPPLEMENT, "2026-06-04T09:00", false);
	shows_it(DETECT_SECOND_SUPPLEMENT, 50, "asked again");
	excused(DETECT_EMPTY_SUPPLEMENT, "both name what is lacking");
	c.notice[2].empty = true;
	shows_it(DETECT_EMPTY_SUPPLEMENT, 50, "the second names nothing that is");
}

static void untold(void)
{
	begin();
	noticed(NOTICE_SUPPLEMENT, "2026-06-01T09:00", true);
	c.notice[0].told_at = at("2026-06-03T10:00");
	excused(DETECT_UNTOLD_REQUEST, "told after two days");
	c.notice[0].told_at = at("2026-06-04T09:30");
	shows_it(DETECT_UNTOLD_REQUEST, 6, "told after three");
	c.notice[0].told_at = INSTANT_NONE;
	shows_it(DETECT_UNTOLD_REQUEST, 6, "and still not told");
	c.f.closed_at = at("2026-06-02T09:00");
	excused(DETECT_UNTOLD_REQUEST, "withdrawn the next day");
	begin();
	noticed(NOTICE_RESULT, "2026-06-01T09:00", false);
	c.notice[0].told_at = INSTANT_NONE;
	excused(DETECT_UNTOLD_REQUEST, "nothing is asked");
}

static void pauses(void)
{
	begin();
	struct case_duty *w = hold(OB_WAIT, 1, "2026-06-02T08:00", "2026-06-05T08:00",
				   ENDED_RESUMED);

	w->holder = PARTY_BODY;
	w->body = WAIT_TAX;
	excused(DETECT_PARKED_WAITING, "less than twice the two days");
	excused(DETECT_EDGE_PAUSE, "early");
	w->to = at("2026-06-08T08:30");
	shows_it(DETECT_PARKED_WAITING, 101, "half an hour more than twice");
	w->to = INSTANT_NONE;
	shows_it(DETECT_PARKED_WAITING, 100, "and still");
	w->number = 1;
	excused(DETECT_PARKED_WAITING, "for the citizen");
	begin();
	w = hold(OB_WAIT, 1, "2026-06-08T16:00", NULL, ENDED_NOT);
	w->holder = PARTY_BODY;
	w->body = WAIT_TAX;
	shows_it(DETECT_EDGE_PAUSE, 100, "an hour before the end of six days");
}

static void withdrawals(void)
{
	begin();
	hold(OB_STEP, 1, "2026-06-01T09:00", "2026-06-08T15:30", ENDED_WITHDRAWN);
	c.f.state = DOSSIER_WITHDRAWN;
	c.f.closed_at = c.duty[0].to;
	shows_it(DETECT_EDGE_WITHDRAWAL, 101, "an hour and a half before the promise");
	c.f.closed_at = at("2026-06-03T15:30");
	excused(DETECT_EDGE_WITHDRAWAL, "half-way");
}

static void untouched(void)
{
	begin();
	struct case_duty *d = hold(OB_STEP, 2, "2026-06-01T09:00", NULL, ENDED_NOT);

	d->taken_at = INSTANT_NONE;
	shows_it(DETECT_DORMANT, 7, "nobody opens it");
	d->taken_at = at("2026-06-05T09:00");
	excused(DETECT_DORMANT, "opened after four days");
	d->taken_at = at("2026-06-08T10:00");
	shows_it(DETECT_DORMANT, 7, "opened after five days");
	step[2].plan_s = 48 * 3600;
	excused(DETECT_DORMANT, "the step has six");
	step[2].plan_s = 4 * 3600;
	begin();
	d = hold(OB_STEP, 2, "2026-06-01T09:00", "2026-06-04T09:00", ENDED_MOVED);
	d->taken_at = INSTANT_NONE;
	d = hold(OB_STEP, 2, "2026-06-04T09:00", "2026-06-08T11:00", ENDED_TAKEN);
	d->taken_at = INSTANT_NONE;
	shows_it(DETECT_DORMANT, 7, "the head's leave begins no new time");
}

static void answers(void)
{
	begin();
	c.f.channel = CHANNEL_ONLINE;
	struct case_duty *d = hold(OB_ANSWER, -1, "2026-06-01T08:00", "2026-06-02T08:00",
				   ENDED_ANSWERED);

	d->due = at("2026-06-02T08:00");
	excused(DETECT_UNANSWERED, "in time");
	d->to = at("2026-06-02T10:00");
	c.f.received_at = d->to;
	shows_it(DETECT_UNANSWERED, 7, "two hours over");
	excused(DETECT_BACKDATED, "received when it was entered");
	c.f.received_at = at("2026-06-01T14:00");
	shows_it(DETECT_BACKDATED, 101, "received on paper the day before");
}

static void refiled(void)
{
	begin();
	c.f.first = (struct dossier_id){ 9 };
	c.f.first_state = DOSSIER_DECLINED;
	c.f.first_ended_at = at("2026-05-20T09:00");
	c.f.first_ended_seq = 40;
	shows_it(DETECT_REFUSE_REFILE, 40, "twelve days before");
	c.f.first_ended_at = at("2026-04-20T09:00");
	excused(DETECT_REFUSE_REFILE, "six weeks before");
	c.f.first_ended_at = at("2026-05-20T09:00");
	c.f.first_state = DOSSIER_WITHDRAWN;
	excused(DETECT_REFUSE_REFILE, "it was withdrawn");
	shows_it(DETECT_WITHDRAW_REFILE, 40, "withdrawn twelve days before");
	c.f.first_ended_at = at("2026-04-20T09:00");
	excused(DETECT_WITHDRAW_REFILE, "six weeks before");
}

/* ---- results ---- */

static void signings(void)
{
	begin();
	hold(OB_STEP, 3, "2026-06-29T09:00", "2026-06-30T16:30", ENDED_SIGNED);
	shows_it(DETECT_BULK_CLOSE, 101, "lay overnight, signed in the last afternoon");
	is_int(detector_least(DETECT_BULK_CLOSE), 2, "  … of which it takes two");
	c.duty[0].from = at("2026-06-30T08:00");
	excused(DETECT_BULK_CLOSE, "came that day");
	c.duty[0] = (struct case_duty){ 0 };
	c.f.duties = 0;
	hold(OB_STEP, 3, "2026-06-25T09:00", "2026-06-26T09:30", ENDED_SIGNED);
	excused(DETECT_BULK_CLOSE, "a session on Friday");
}

static void ready(const char *when)
{
	hold(OB_STEP, 4, "2026-06-01T08:02", when, ENDED_READY);
	c.f.first_ready_at = c.f.ready_at = at(when);
	c.f.state = DOSSIER_READY;
}

static void odd_hours(void)
{
	begin();
	ready("2026-06-03T23:10");
	shows_it(DETECT_ODD_RESULT, 101, "at ten past eleven");
	begin();
	ready("2026-06-03T19:10");
	excused(DETECT_ODD_RESULT, "an evening");
	begin();
	ready("2026-06-01T08:08");
	shows_it(DETECT_ODD_RESULT, 101, "eight minutes after reception");
	version.limit.unit = LIMIT_SAME_DAY;
	excused(DETECT_ODD_RESULT, "a certified copy");
}

static void hand_outs(void)
{
	begin();
	ready("2026-06-03T09:00");
	hold(OB_HANDOUT, -1, "2026-06-03T09:00", NULL, ENDED_NOT);
	shows_it(DETECT_LATE_HANDOUT, 7, "nobody is told");
	noticed(NOTICE_RESULT, "2026-06-04T09:00", false);
	excused(DETECT_LATE_HANDOUT, "told the next day, not collected");
	c.notice[0].told_at = at("2026-06-10T09:00");
	shows_it(DETECT_LATE_HANDOUT, 7, "told after five days");
}

static void good(void)
{
	struct finding f = { 0 };

	begin();
	hold(OB_STEP, 1, "2026-06-01T08:30", "2026-06-01T10:00", ENDED_FORWARD);
	ready("2026-06-01T14:00");
	shows_it(DETECT_QUICK, 101, "half a day of six");
	(void)count(DETECT_QUICK, &f);
	is_int(f.at, at("2026-08-30T14:00"), "  … said after ninety days");
	c.f.reopened = 1;
	excused(DETECT_QUICK, "reopened");
	c.f.reopened = 0;
	c.f.corrected = 1;
	excused(DETECT_QUICK, "corrected");
}

static void opinions(void)
{
	begin();
	asked("2026-06-01T09:00", "2026-06-04T09:00", NULL, SAID_NOTHING);
	shows_it(DETECT_SILENCE, 7, "no word");
	c.duty[0].to = at("2026-06-03T09:00");
	c.duty[0].ended = ENDED_READY;
	excused(DETECT_SILENCE, "nobody waits for it any more");
	begin();
	asked("2026-06-01T09:00", "2026-06-04T09:00", "2026-06-03T09:00", SAID_NOT_COMPETENT);
	shows_it(DETECT_BOOMERANG, 101, "not competent, after two days of three");
	c.opinion[0].said = SAID_OBJECT;
	excused(DETECT_BOOMERANG, "an objection");
	c.opinion[0].said = SAID_NOT_COMPETENT;
	c.opinion[0].answered_at = at("2026-06-01T11:00");
	excused(DETECT_BOOMERANG, "said at once");
	excused(DETECT_NEEDLESS_QUESTION, "on the procedure's list");
	c.opinion[0].planned = false;
	excused(DETECT_NEEDLESS_QUESTION, "early");
	asked("2026-06-02T09:00", "2026-06-04T09:00", NULL, SAID_NOTHING);
	c.opinion[1].planned = false;
	shows_it(DETECT_NEEDLESS_QUESTION, 110, "the same unit again");
	begin();
	asked("2026-06-01T09:00", "2026-06-04T09:00", "2026-06-02T08:30", SAID_AGREE);
	shows_it(DETECT_HELPFUL, 101, "within a day");
	c.opinion[0].answered_at = at("2026-06-03T09:00");
	excused(DETECT_HELPFUL, "after two");
}

static void rulings(void)
{
	begin();
	asked("2026-06-01T09:00", "2026-06-04T09:00", "2026-06-02T08:30", SAID_CONDITIONS);
	struct case_duty *r = hold(OB_RULING, -1, "2026-06-02T10:00", NULL, ENDED_NOT);

	r->number = 1;
	excused(DETECT_EMPTY_ANSWER, "the asker says so, nobody has ruled");
	r->to = at("2026-06-05T09:00");
	r->ended = ENDED_ANSWERED;
	r->closed_seq = 111;
	excused(DETECT_EMPTY_ANSWER, "the chair dismisses it");
	struct case_duty *again = hold(OB_OPINION, -1, "2026-06-02T08:30", NULL, ENDED_NOT);

	again->number = 1;
	again->opened_seq = 111;
	c.opinion[0].duty = 2;
	c.opinion[0].answered_at = INSTANT_NONE;
	c.opinion[0].upheld = 1;
	shows_it(DETECT_EMPTY_ANSWER, 101, "the chair upholds it");
	excused(DETECT_SILENCE, "who said nothing in many words was not silent");
}

static void contests(void)
{
	begin();
	struct case_duty *d = hold(OB_CONTEST, 1, "2026-06-01T10:00", "2026-06-02T10:00",
				   ENDED_ANSWERED);

	d->number = 1;
	c.contest[c.f.contests++] = (struct case_contest){
		.number = 1, .at = d->from, .ended_at = d->to, .end = CONTEST_UPHELD,
		.sender = { 5 }, .moved = true };
	excused(DETECT_CONTEST_ABUSE, "the ruling upholds it");
	d = hold(OB_STEP, 1, "2026-06-02T10:00", "2026-06-02T15:00", ENDED_TAKEN);
	d->taken_at = INSTANT_NONE;
	excused(DETECT_TAKES_CONTESTED, "it lies with whom it was given");
	hold(OB_STEP, 1, "2026-06-02T15:00", "2026-06-03T09:00", ENDED_FORWARD);
	shows_it(DETECT_TAKES_CONTESTED, 121, "opened and done within a day");
	c.duty[1].unit.v = 5;
	excused(DETECT_TAKES_CONTESTED, "it went back to who had sent it");
	c.duty[1].unit.v = 7;
	c.duty[2].ended = ENDED_BACK;
	excused(DETECT_TAKES_CONTESTED, "sent back");
	c.contest[0].end = CONTEST_DISMISSED;
	shows_it(DETECT_CONTEST_ABUSE, 100, "the ruling dismisses it");
	is_int(detector_least(DETECT_CONTEST_ABUSE), 3, "  … of which it takes three");
	is_int(detector_within(DETECT_CONTEST_ABUSE), 90, "  … within ninety days");
	c.contest[0].end = CONTEST_LAPSED;
	excused(DETECT_CONTEST_ABUSE, "nobody ruled");
}

static void letters(void)
{
	begin();
	struct case_duty *d = hold(OB_APOLOGY, 1, "2026-06-08T07:30", NULL, ENDED_NOT);
	struct case_apology *p = &c.apology[c.f.apologies++];
	struct finding f = { 0 };

	*p = (struct case_apology){ .duty = 0, .due = c.f.first_due,
				    .sign_by = at("2026-06-05T17:00"),
				    .signed_at = INSTANT_NONE, .missed_at = INSTANT_NONE };
	(void)count(DETECT_NO_APOLOGY, &f);
	is_int(f.at, c.f.first_due + 1, "no_apology: not before the promise has passed");
	d->to = at("2026-06-08T16:00");
	d->ended = ENDED_READY;
	excused(DETECT_NO_APOLOGY, "the result came before it");
	d->to = at("2026-06-09T10:00");
	p->missed_at = c.f.first_due + 1;
	shows_it(DETECT_NO_APOLOGY, 7, "the result came later");
	p->signed_at = at("2026-06-08T09:00");
	p->missed_at = INSTANT_NONE;
	shows_it(DETECT_NO_APOLOGY, 7, "signed before the promise, later than it should");
	p->signed_at = at("2026-06-05T16:00");
	excused(DETECT_NO_APOLOGY, "signed in time");
}

static void passed_up(void)
{
	begin();
	hold(OB_STEP, 1, "2026-06-08T08:00", "2026-06-09T15:00", ENDED_FORWARD);
	hold(OB_ESCALATION, 1, "2026-06-08T17:00", "2026-06-09T09:00", ENDED_ANSWERED);
	struct case_escalation *x = &c.escalation[c.f.escalations++];

	*x = (struct case_escalation){ .duty = 1, .at = c.duty[1].from,
				       .due = at("2026-06-09T17:00"),
				       .acted_at = c.duty[1].to, .how = HELPED_HELPED };
	shows_it(DETECT_UNBLOCKS, 111, "helped in the morning, gone on in the afternoon");
	x->how = HELPED_EXPLAINED;
	excused(DETECT_UNBLOCKS, "explained only");
	x->how = HELPED_HELPED;
	c.duty[0].to = at("2026-06-11T09:00");
	excused(DETECT_UNBLOCKS, "two days later it had not gone on");
	c.duty[0].to = at("2026-06-09T16:30");
	x->acted_at = at("2026-06-09T15:00");
	excused(DETECT_UNBLOCKS, "only in the last hours");
}

static void accounts(void)
{
	struct finding f = { 0 };

	begin();
	hold(OB_ANSWER, -1, "2026-06-01T08:00", "2026-06-01T09:00", ENDED_ANSWERED);
	c.f.channel = CHANNEL_ONLINE;
	excused(DETECT_MANY_OWNERS, "their own");
	c.f.submitter.v = 4;
	shows_it(DETECT_MANY_OWNERS, 6, "filed for somebody else");
	(void)count(DETECT_MANY_OWNERS, &f);
	ok(f.common == 4 && f.each == 3, "  … by whom, for whom");
	is_int(detector_least(DETECT_MANY_OWNERS), 5, "  … of whom it takes five");
	c.f.proxied = true;
	excused(DETECT_MANY_OWNERS, "with authority on record");
	c.f.proxied = false;
	c.f.channel = CHANNEL_ONLINE_HELPED;
	excused(DETECT_MANY_OWNERS, "help that says that it is help");
}

static void machines(void)
{
	struct case_machines m = { .from = at("2026-06-01T10:00"), .to = at("2026-06-01T10:10"),
				   .act = { 201, 202, 203 }, .seq = 204 };
	struct finding f = { 0 };

	begin();
	c.f.machines = &m;
	excused(DETECT_TWO_MACHINES, "nothing was seen");
	c.f.machineses = 1;
	shows_it(DETECT_TWO_MACHINES, 202, "from one machine, another one, and the first again");
	(void)count(DETECT_TWO_MACHINES, &f);
	ok(f.at == m.to && f.from == m.from && f.seqs == 4 && f.seq[1] == 202 && f.seq[3] == 204,
	   "  … with the three acts and the entry");
	m.to++;
	excused(DETECT_TWO_MACHINES, "ten minutes and a second");
}

static void nobody(void)
{
	begin();
	hold(OB_STEP, 2, "2026-06-01T09:00", "2026-06-01T10:00", ENDED_BACK);
	hold(OB_STEP, 2, "2026-06-01T11:00", "2026-06-01T11:20", ENDED_BACK);
	c.f.imported = true;
	excused(DETECT_PING_PONG, "from another system (rule 24)");
	c.f.imported = false;
	c.f.version = NULL;
	excused(DETECT_PING_PONG, "of a procedure that is not known");
}

int main(void)
{
	law_fixture_open(&fix);
	returns();
	passed_on();
	last_hour();
	supplements();
	untold();
	pauses();
	withdrawals();
	untouched();
	answers();
	refiled();
	signings();
	odd_hours();
	hand_outs();
	good();
	opinions();
	rulings();
	contests();
	letters();
	passed_up();
	accounts();
	machines();
	nobody();
	arena_done(&fix.arena);
	return done_testing();
}
