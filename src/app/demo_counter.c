/* What happens at the counter, on the portal and at the citizen's. */
#include "demo_sim.h"

enum { UNCOLLECTED_LEAST = 15 };	/* days; fewer are nothing to speak of */

static int32_t clerk(struct demo *d, const struct life *f)
{
	return people_choose(d, f->receiving, post_of("clerk"), d->now);
}

static bool online(const struct life *f)
{
	return f->plan.channel == CHANNEL_ONLINE || f->plan.channel == CHANNEL_ONLINE_HELPED;
}

static void put(struct demo *d, struct json *args, const char *name, const char *word)
{
	json_set_str(&d->desk.arena, args, name, str_of(word));
}

/* Who was sent away, or went away, files once more in some days. */
static void come_again(struct demo *d, struct life *f, enum behaviour what, int32_t by)
{
	if (f->plan.planted != what) {
		return;
	}
	f->noted = true;	/* once the second has a code */
	arrival_again(d, (struct again){
		.what = what, .owner = f->owner, .procedure = f->plan.procedure,
		.competent = f->competent, .receiving = f->receiving, .person = by,
		.at = d->now + 3 * DAY_S / 2, .from = d->now, .code = f->code,
	});
}

/* ---- the answer to a submission ---- */

/* The clerk claims an earlier hour than that of the entry. */
static int64_t backdated(struct demo *d, struct life *f, int32_t by, struct json *args)
{
	struct arena *a = &d->desk.arena;
	char text[INSTANT_TEXT];
	int64_t start = work_next(d->cal, f->came_at);
	int64_t at = start == INSTANT_NONE ? start : work_add(d->cal, start, f->plan.backdate_s);
	if (at == INSTANT_NONE || at >= d->now) {
		return d->now;
	}
	json_set_str(a, args, "received_at", str_dup(a, str_of(instant_text(at, text))));
	truth_tell(d, f, BACKDATED, by, at);
	return at;
}

static bool answer(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	struct json *args = desk_args(d);
	if (f->phase != PHASE_SUBMITTED || by == NOBODY) {
		return true;
	}
	habit_answered(d, f);
	if (f->plan.decline) {
		static const char *const reasons[] = { "D01", "D02", "D03" };
		put(d, args, "reason", reasons[chance_below(&f->chance, 3)]);
		desk_text(d, args, "note", &f->chance);
		f->phase = PHASE_CLOSED;
		come_again(d, f, REFUSE_REFILE, by);
		come_again(d, f, OTHER_WISH, by);
		arrival_declined(d, f, by, REFUSE_REFILE);
		bool ok = desk_act(d, f, by, "decline", args, e);
		life_end(d, f);
		return ok;
	}
	if (f->plan.ask_at_intake) {
		f->plan.ask_at_intake = false;
		f->phase = PHASE_ASKED;
		f->since = d->now;
		desk_text(d, args, "items", &f->chance);
		life_later(d, f, ACT_COMPLETE,
			   d->now + chance_between(&f->chance, 4, 140) * 3600, 0);
		return desk_act(d, f, by, "ask_at_intake", args, e);
	}
	if (f->plan.variant && f->version->variants > 0) {
		json_set_str(&d->desk.arena, args, "variant", f->version->variant[0].id);
	}
	int64_t received_at = d->now;
	if (f->plan.planted == BACKDATED) {
		received_at = backdated(d, f, by, args);
	}
	life_received(d, f, by, received_at);
	return desk_act(d, f, by, "receive", args, e);
}

static bool complete(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	if (f->phase != PHASE_ASKED || by == NOBODY) {
		return true;
	}
	f->phase = PHASE_SUBMITTED;
	f->answer_from = d->now;
	life_later(d, f, ACT_ANSWER,
		   work_add(d->cal, work_next(d->cal, d->now), f->plan.answer_s / 2 + 300), 0);
	return desk_act(d, f, by, "complete_at_intake", desk_args(d), e);
}

/* ---- notices ---- */

static bool notice_sent(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	if (f->phase != PHASE_OPEN || by == NOBODY) {
		return true;
	}
	habit_told(d, f);
	struct json *args = desk_args(d);
	put(d, args, "notice", notice_name(f->waits_for));
	put(d, args, "how", online(f) ? "portal" : chance_hit(&f->chance, 6000) ? "sms" : "phone");
	life_later(d, f, ACT_NOTICE_ARRIVED,
		   d->now + (online(f) ? chance_between(&f->chance, 120, 30000)
				       : chance_between(&f->chance, 1800, 110000)), 0);
	return desk_act(d, f, by, "tell", args, e);
}

static void wait_for_citizen(struct demo *d, struct life *f)
{
	int64_t after = chance_spread(&f->chance) * 4 * DAY_S / 1000;
	after = f->plan.citizen_days > 0 ? f->plan.citizen_days * DAY_S : after;
	if (!f->plan.unanswered || f->waits_for != NOTICE_SUPPLEMENT) {
		life_later(d, f, ACT_CITIZEN, work_next(d->cal, d->now + after), 0);
		return;
	}
	after = chance_between(&f->chance, 42, 50) * DAY_S;
	if (!f->lawful) {
		/* The clock ran on; what is missing decides. */
		f->plan.decision = DECISION_NOT_ELIGIBLE;
		after = chance_between(&f->chance, 5, 20) * DAY_S;
	}
	life_later(d, f, f->lawful ? ACT_STOP : ACT_WORK, work_next(d->cal, d->now + after), 0);
}

/* From here on the citizen's own time runs, if the request was lawful. */
static bool notice_arrived(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = online(f) ? NOBODY : clerk(d, f);
	if (f->phase != PHASE_OPEN || (by == NOBODY && !online(f))) {
		return true;
	}
	struct json *args = desk_args(d);
	put(d, args, "notice", notice_name(f->waits_for));
	put(d, args, "how", online(f) ? "tracking" : "code");
	f->phase = f->lawful ? PHASE_WAITING : PHASE_OPEN;
	wait_for_citizen(d, f);
	return desk_act(d, f, by, "notice_delivered", args, e);
}

/* What was lacking, as much of it as is wanted. */
static void bring(struct demo *d, const struct life *f, struct json *args)
{
	struct arena *a = &d->desk.arena;
	const struct paper *p = habit_lacking(f->version);
	struct json *list = json_new_arr(a), *row = json_new_obj(a);
	json_set_str(a, row, "paper", p->id);
	json_set_int(a, row, "originals", p->originals);
	json_set_int(a, row, "certified", p->certified);
	json_set_int(a, row, "copies", p->copies);
	json_push(a, list, row);
	json_set(a, args, "papers", list);
}

static bool citizen(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	bool payment = f->waits_for == NOTICE_PAYMENT;
	bool asked = f->phase == PHASE_WAITING || (f->phase == PHASE_OPEN && !f->lawful);
	if (!asked || by == NOBODY) {
		return true;
	}
	f->phase = PHASE_OPEN;
	if (!payment && f->lawful) {
		truth_tell(d, f, SLOW_CITIZEN, by, f->since);
	}
	f->lost = true;		/* whose desk it is now, and the new date, the law says */
	life_later(d, f, ACT_WORK,
		   work_next(d->cal, d->now + chance_between(&f->chance, 900, 9000)), 0);
	struct json *args = desk_args(d);
	if (!payment && !(f->plan.supplement_again && !f->asked_again)) {
		bring(d, f, args);
	}
	return desk_act(d, f, by, payment ? "paid" : "supplement_received", args, e);
}

/* ---- the result ---- */

static bool told(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	if (f->phase != PHASE_READY || by == NOBODY) {
		return true;
	}
	truth_tell(d, f, LATE_HANDOUT, by, f->ready_at);
	struct json *args = desk_args(d);
	put(d, args, "notice", "result");
	put(d, args, "how", online(f) ? "portal" : "sms");
	life_later(d, f, ACT_RESULT_ARRIVED,
		   d->now + (online(f) ? chance_between(&f->chance, 60, 40000)
				       : chance_between(&f->chance, 900, 60000)), 0);
	return desk_act(d, f, by, "tell", args, e);
}

static bool result_arrived(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = online(f) ? NOBODY : clerk(d, f);
	if (f->phase != PHASE_READY || (by == NOBODY && !online(f))) {
		return true;
	}
	struct json *args = desk_args(d);
	put(d, args, "notice", "result");
	put(d, args, "how", online(f) ? "portal" : "code");
	f->told = true;
	int64_t days = chance_spread(&f->chance) * (online(f) ? 2 : 30) * 3600 / 1000;
	if (f->plan.planted == UNCOLLECTED && d->now + UNCOLLECTED_LEAST * DAY_S <= d->to) {
		(void)truth_note(d, f, UNCOLLECTED, by, d->now, INSTANT_NONE);
	}
	if (f->plan.uncollected) {
		days = chance_between(&f->chance, UNCOLLECTED_LEAST, 120) * DAY_S;
	}
	life_later(d, f, ACT_DELIVER, work_next(d->cal, d->now + 300 + days), 0);
	return desk_act(d, f, by, "notice_delivered", args, e);
}

static bool fee(struct demo *d, struct life *f, int32_t by, struct err *e)
{
	struct fee_case c = {
		.pages = 1, .copies = 1,
		.class_id = f->plan.organisation ? STR("organisation") : STR("individual"),
		.channel = str_of(channel_name(f->plan.channel)),
	};
	int64_t sum = 0;
	struct err ignored;
	if (f->plan.decision != DECISION_GRANTED || f->reopened ||
	    !fee_sum(f->version, &c, &sum, &ignored) || sum == 0) {
		return true;
	}
	return desk_act(d, f, by, "fee_receipt", desk_args(d), e);
}

static bool deliver(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	if (f->phase != PHASE_READY || by == NOBODY) {
		return true;
	}
	if (!fee(d, f, by, e)) {
		return false;
	}
	struct json *args = desk_args(d);
	put(d, args, "how", online(f) ? "electronic" :
	    f->plan.channel == CHANNEL_POST ? "post" : "counter");
	put(d, args, "collector", "Chủ hồ sơ");
	truth_until_now(d, f, UNCOLLECTED);
	bool ok = desk_act(d, f, by, "deliver", args, e);
	if (f->plan.reopen && !f->reopened) {
		f->phase = PHASE_CLOSED;
		int64_t days = chance_between(&f->chance, 2, 25);
		life_later(d, f, ACT_REOPEN, work_next(d->cal, d->now + days * DAY_S), 0);
	} else {
		life_end(d, f);
	}
	return ok;
}

/* ---- other endings ---- */

static bool withdraw(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	if ((f->phase != PHASE_OPEN && f->phase != PHASE_WAITING) || by == NOBODY) {
		return true;
	}
	if (!heads_account(d, f, e)) {
		return false;
	}
	struct json *args = desk_args(d);
	desk_text(d, args, "reason", &f->chance);
	come_again(d, f, CHANGED_MIND, by);
	come_again(d, f, WITHDRAW_REFILE, by);
	arrival_declined(d, f, by, WITHDRAW_REFILE);
	if (habit_edge(d, f, d->now)) {
		truth_also(d, f, EDGE_WITHDRAWAL, by, d->now, d->now);
		f->noted = f->noted || f->plan.planted == EDGE_WITHDRAWAL;
	} else if (habit_first_half(d, f)) {
		truth_tell(d, f, EARLY_WITHDRAWAL, by, d->now);
	}
	if (f->phase == PHASE_OPEN && f->holder == NOBODY) {
		habit_opened(d, f);
	}
	bool ok = desk_act(d, f, by, "withdraw", args, e);
	life_end(d, f);
	return ok;
}

/* Rule 4: after the wait has run out the head decides. */
static bool stop(struct demo *d, struct life *f, struct err *e)
{
	if (f->phase != PHASE_WAITING || f->holder == NOBODY) {
		return true;
	}
	int32_t by = people_choose(d, d->officer[f->holder].bureau, post_of("head"), d->now);
	if (by == NOBODY) {
		return true;
	}
	if (!heads_account(d, f, e)) {
		return false;
	}
	struct json *args = desk_args(d);
	put(d, args, "ground", "supplement-expired");
	desk_text(d, args, "note", &f->chance);
	bool ok = desk_act(d, f, by, "stop", args, e);
	life_end(d, f);
	return ok;
}

static bool reopen(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = clerk(d, f);
	if (by == NOBODY) {
		return true;
	}
	struct json *args = desk_args(d);
	f->phase = PHASE_OPEN;
	f->reopened = f->sent_back = f->supplemented = f->paid = f->lost = true;
	f->told = false;
	f->arrived_at = d->now;
	truth_no_more(d, f, QUICK);	/* rule 37 */
	put(d, args, "fault", "office");
	desk_text(d, args, "reason", &f->chance);
	life_later(d, f, ACT_WORK, d->now + chance_between(&f->chance, 900, 5000), 0);
	return desk_act(d, f, by, "reopen", args, e);
}

bool counter_act(struct demo *d, struct life *f, const struct event *ev, struct err *e)
{
	switch (ev->act) {
	case ACT_ANSWER:
		return answer(d, f, e);
	case ACT_COMPLETE:
		return complete(d, f, e);
	case ACT_NOTICE_SENT:
		return notice_sent(d, f, e);
	case ACT_NOTICE_ARRIVED:
		return notice_arrived(d, f, e);
	case ACT_CITIZEN:
		return citizen(d, f, e);
	case ACT_TOLD:
		return told(d, f, e);
	case ACT_RESULT_ARRIVED:
		return result_arrived(d, f, e);
	case ACT_DELIVER:
		return deliver(d, f, e);
	case ACT_WITHDRAW:
		return withdraw(d, f, e);
	case ACT_STOP:
		return stop(d, f, e);
	default:
		return reopen(d, f, e);
	}
}
