/* What officers do with a dossier that lies on their desk. */
#include "demo_files.h"
#include "demo_sim.h"
#include "view.h"

#include <string.h>

static const struct step *step_now(const struct life *f)
{
	return &f->version->step[f->step];
}

static const struct outcome *outcome_of(const struct life *f, enum outcome_kind kind)
{
	const struct step *s = step_now(f);
	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == kind) {
			return &s->outcome[i];
		}
	}
	return NULL;
}

static void put(struct demo *d, struct json *args, const char *name, struct str v)
{
	json_set_str(&d->desk.arena, args, name, v);
}

static bool go_on(struct demo *d, struct life *f, const struct outcome *o, const char *verb,
		  struct json *args, struct err *e)
{
	int32_t by = f->holder;
	contest_done(d, f);
	f->step = (int32_t)o->to_step;
	life_arrived(d, f);
	return desk_act(d, f, by, verb, args, e);
}

/* The holder went on leave: who has it now stands in the ledger. */
static bool gone(const struct demo *d, const struct life *f)
{
	if (f->holder == NOBODY) {
		return true;
	}
	const struct officer *o = &d->officer[f->holder];
	return o->away_from != INSTANT_NONE && o->away_from <= d->now &&
	       (officer_away(o, d->now) || o->away_from >= f->held_from);
}

/* ---- asking the citizen ---- */

static bool asks_late(struct demo *d, const struct life *f, int64_t at)
{
	return calendar_days_between(d->cal, day_of(f->received_at), day_of(at)) >
	       f->version->supplement.last_day;
}

/* What is lacking, by its name; a request that is empty names nothing, or what is there. */
static void name_papers(struct demo *d, struct life *f, struct json *args)
{
	struct arena *a = &d->desk.arena;
	const struct paper *lacks = habit_lacking(f->version);
	struct json *list = json_new_arr(a);
	if (f->plan.empty_request) {
		truth_tell(d, f, EMPTY_SUPPLEMENT, f->holder, d->now);
		if (chance_hit(&f->chance, 5000)) {
			return;
		}
	}
	json_push(a, list, json_new_str(a, lacks->id));
	json_set(a, args, "wanted", list);
}

static int64_t told_at(struct demo *d, struct life *f)
{
	int64_t wait = f->plan.late_notice ? chance_between(&f->chance, 80000, 200000)
					   : chance_between(&f->chance, 300, 5400);
	int64_t from = f->plan.request_told_s > 0 ? work_next(d->cal, d->now) : INSTANT_NONE;
	return from == INSTANT_NONE ? d->now + wait
				    : work_add(d->cal, from, f->plan.request_told_s);
}

static bool ask_supplement(struct demo *d, struct life *f, struct err *e)
{
	struct json *args = desk_args(d);
	f->asked_again = f->supplemented;
	f->supplemented = true;
	f->lawful = !f->asked_again && !asks_late(d, f, d->now);
	if (f->lawful) {
		truth_tell(d, f, ASKED_AT_INTAKE, f->holder, f->since);
	}
	if (f->asked_again) {
		truth_tell(d, f, SECOND_SUPPLEMENT, f->holder, f->since);
	}
	truth_tell(d, f, MISSING_PAPER, f->holder, d->now);
	f->since = f->untold_from = d->now;
	f->waits_for = NOTICE_SUPPLEMENT;
	desk_text(d, args, "items", &f->chance);
	name_papers(d, f, args);
	/* Rule 14: a late request needs the head's name and a reason. */
	if (!f->lawful) {
		int32_t head = people_choose(d, d->officer[f->holder].bureau, post_of("head"),
					     d->now);
		if (head == NOBODY) {
			head = f->holder;
		}
		put(d, args, "signer", d->officer[head].key);
		desk_text(d, args, "why", &f->chance);
	}
	life_later(d, f, ACT_NOTICE_SENT,
		   told_at(d, f), 0);
	return desk_act(d, f, f->holder, "ask_supplement", args, e);
}

static bool ask_payment(struct demo *d, struct life *f, struct err *e)
{
	struct json *args = desk_args(d);
	f->paid = true;
	f->untold_from = d->now;
	f->waits_for = NOTICE_PAYMENT;
	f->lawful = true;
	json_set_int(&d->desk.arena, args, "amount",
		     chance_between(&f->chance, 5, 900) * 100000);
	life_later(d, f, ACT_NOTICE_SENT, d->now + chance_between(&f->chance, 300, 5400), 0);
	return desk_act(d, f, f->holder, "ask_payment", args, e);
}

/* ---- lawful waits that need no notice ---- */

static bool pause(struct demo *d, struct life *f, struct err *e)
{
	const struct wait_rule *w = &f->version->wait[f->plan.wait];
	struct json *args = desk_args(d);
	int64_t days = w->limit.unit == LIMIT_WDAY ? w->limit.amount : 5;
	f->plan.wait = -1;
	if (habit_edge(d, f, d->now)) {
		truth_also(d, f, EDGE_PAUSE, f->holder, d->now, d->now);
		f->noted = f->noted || f->plan.planted == EDGE_PAUSE;
	} else if (habit_first_half(d, f)) {
		truth_tell(d, f, EARLY_PAUSE, f->holder, d->now);
	}
	f->paused = true;
	f->phase = PHASE_WAITING;
	put(d, args, "ground", w->id);
	desk_text(d, args, "document", &f->chance);
	int64_t from = work_next(d->cal, d->now);
	/* Mostly what was waited for comes before the limit; the parked lies on. */
	int64_t share = f->plan.parked > 0 ? f->plan.parked : chance_between(&f->chance, 400, 1050);
	f->lawful_wait_s = days * WORKING_DAY_S;
	life_later(d, f, ACT_RESUME, work_add(d->cal, from, f->lawful_wait_s * share / 1000), 0);
	f->since = d->now;
	return desk_act(d, f, f->holder, "pause", args, e);
}

static bool resume(struct demo *d, struct life *f, struct err *e)
{
	int32_t by = f->holder;
	if (f->phase != PHASE_WAITING || by == NOBODY) {
		return true;
	}
	if (gone(d, f)) {
		by = people_choose(d, d->officer[by].bureau, post_of("head"), d->now);
		f->lost = true;
	}
	f->phase = PHASE_OPEN;
	truth_tell(d, f, PARKED_WAITING, by, f->since);
	if (f->due != INSTANT_NONE && f->room >= 0) {
		f->due = work_add(d->cal, work_next(d->cal, d->now), f->room);
	}
	int64_t soon = d->now + chance_between(&f->chance, 300, 5000);
	life_later(d, f, ACT_TAKE, work_next(d->cal, soon), (int32_t)f->rest_s);
	return by == NOBODY || desk_act(d, f, by, "resume", desk_args(d), e);
}

/* ---- the work of a step ---- */

static bool wants_supplement(const struct life *f)
{
	bool asked = f->plan.supplement_again && !f->reopened ? f->asked_again : f->supplemented;
	return f->plan.supplement && !asked && outcome_of(f, OUTCOME_SUPPLEMENT);
}

static bool may_pause(const struct life *f)
{
	return f->plan.wait >= 0 && step_now(f)->kind == STEP_WORK &&
	       outcome_of(f, OUTCOME_SUPPLEMENT);
}

static void before_pause(struct demo *d, struct life *f)
{
	f->room = f->due == INSTANT_NONE ? -1 : work_between(d->cal, d->now, f->due);
	f->rest_s = step_now(f)->plan_s * f->scale / 4000 + 600;
}

/* The step of work that decides, as far as anything stands in its way. */
static bool decides(const struct life *f)
{
	return step_now(f)->kind == STEP_WORK && outcome_of(f, OUTCOME_DENY);
}

/* What was put off until its hour is handed over now; a stand-in's hour says nothing. */
static void note_hour(struct demo *d, struct life *f)
{
	bool other = f->attempts > 0 || !decides(f);
	if (other || f->due == INSTANT_NONE || d->now > f->due) {
		return;
	}
	if (d->now > f->due - 3600 && work_between(d->cal, f->held_from, d->now) > 3600 &&
	    f->version->limit.unit != LIMIT_SAME_DAY && habit_straight(f) && f->returns == 0) {
		truth_also(d, f, LAST_HOUR, f->holder, f->held_from, d->now);
		f->noted = f->noted || f->plan.planted == LAST_HOUR;
	} else if (f->noted) {
		return;
	}
	if (d->now > day_close(d->cal, day_of(d->now)) && !f->told_late) {
		truth_tell(d, f, OVERTIME, f->holder, f->held_from);
	}
}

/* The decision, as far as this step may take it; else the next step. */
static bool decide(struct demo *d, struct life *f, struct err *e)
{
	const struct outcome *o = NULL;
	const char *verb = NULL;
	struct json *args = desk_args(d);
	bool proposes = outcome_of(f, OUTCOME_FINISH) != NULL;
	if (!demo_files(d, f, proposes, e)) {
		return false;
	}
	f->worker = f->holder;
	note_hour(d, f);
	if (f->plan.decision == DECISION_DENIED) {
		o = outcome_of(f, OUTCOME_DENY);
		verb = "deny";
	} else if (f->plan.decision == DECISION_NOT_ELIGIBLE) {
		o = outcome_of(f, OUTCOME_NOT_ELIGIBLE);
		verb = "not_eligible";
	}
	if (o) {
		desk_text(d, args, "reasons", &f->chance);
		return go_on(d, f, o, verb, args, e);
	}
	o = outcome_of(f, OUTCOME_FINISH);
	if (o) {
		return go_on(d, f, o, "finish", args, e);
	}
	o = outcome_of(f, OUTCOME_FORWARD);
	if (!o) {
		return true;
	}
	put(d, args, "outcome", o->id);
	return go_on(d, f, o, "hand_over", args, e);
}

static bool do_work(struct demo *d, struct life *f, struct err *e)
{
	bool done;
	if (!habit_before_work(d, f, return_wanted(d, f), decides(f), &done, e)) {
		return false;
	}
	if (done) {
		return true;
	}
	if (return_wanted(d, f)) {
		return return_send(d, f, e);
	}
	if (wants_supplement(f)) {
		before_pause(d, f);
		return ask_supplement(d, f, e);
	}
	if (f->plan.pay && !f->paid && outcome_of(f, OUTCOME_PAYMENT)) {
		before_pause(d, f);
		return ask_payment(d, f, e);
	}
	if (may_pause(f)) {
		before_pause(d, f);
		return pause(d, f, e);
	}
	return decide(d, f, e);
}

/* Whoever signs on the last afternoon of a month what had lain overnight; alone it is
 * nothing (truth_close). */
static void note_month_end(struct demo *d, struct life *f)
{
	struct day today = day_of(d->now), next;
	int year, month, date, other, ignored;
	int64_t hour = d->now - day_start(today);
	if (f->signing == BULK_CLOSE || f->version->limit.unit == LIMIT_SAME_DAY ||
	    hour < 13 * 3600 || hour >= 17 * 3600 || f->arrived_at == INSTANT_NONE ||
	    day_of(f->arrived_at).n >= today.n || !calendar_working(d->cal, today) ||
	    !calendar_day_after(d->cal, today, 1, &next)) {
		return;
	}
	day_split(today, &year, &month, &date);
	day_split(next, &ignored, &other, &date);
	if (month != other) {
		truth_also(d, f, BULK_CLOSE, f->holder, f->arrived_at, d->now);
	}
}

static bool sign(struct demo *d, struct life *f, struct err *e)
{
	const struct outcome *o = outcome_of(f, OUTCOME_FORWARD);
	f->holder = life_actor(d, f);
	if (f->holder == NOBODY || !o) {
		return true;
	}
	if (return_wanted(d, f)) {
		f->signing = PLANTED_NOTHING;
		return return_send(d, f, e);
	}
	if (f->signing != PLANTED_NOTHING && d->officer[f->holder].signs == f->signing) {
		(void)truth_note(d, f, f->signing, f->holder, f->since, d->now);
	}
	note_month_end(d, f);
	f->arrived_at = INSTANT_NONE;
	f->signing = PLANTED_NOTHING;
	return go_on(d, f, o, "sign", desk_args(d), e);
}

static bool number(struct demo *d, struct life *f, struct err *e)
{
	struct arena *a = &d->desk.arena;
	f->holder = life_actor(d, f);
	if (f->holder == NOBODY) {
		return true;
	}
	struct json *args = desk_args(d);
	put(d, args, "number", str_int(a, f->number + 1));
	put(d, args, "book", STR("KQ"));
	put(d, args, "file", str_of(d->paper_hex));
	f->held_from = d->now;
	f->arrived_at = INSTANT_NONE;
	int64_t at = d->now + chance_between(&f->chance, 240, 1500);
	if (f->plan.planted == ODD_RESULT) {
		at = day_start(day_of(d->now)) + 22 * 3600 + chance_between(&f->chance, 600, 6600);
	} else if (f->plan.planted == EVENING_RESULT && day_of(f->due).n > day_of(d->now).n) {
		at = day_start(day_of(d->now)) + 18 * 3600 + chance_between(&f->chance, 0, 7200);
	}
	life_later(d, f, ACT_READY, at, 0);
	return desk_act(d, f, f->holder, "number", args, e);
}

static bool work(struct demo *d, struct life *f, struct err *e)
{
	if (f->phase != PHASE_OPEN) {
		return true;
	}
	switch (step_now(f)->kind) {
	case STEP_SIGN:
		return sign(d, f, e);
	case STEP_ISSUE:
		return number(d, f, e);
	case STEP_NONE:
	case STEP_INTAKE:
	case STEP_WORK:
	case STEP_CONSULT:
		break;
	}
	if (gone(d, f)) {
		return life_sync(d, f, e);
	}
	if (step_now(f)->kind == STEP_CONSULT && f->asked_step != f->step) {
		return opinions_ask(d, f, e);
	}
	return do_work(d, f, e);
}

static bool may_take(const struct demo *d, const struct life *f, int32_t who)
{
	struct post post = d->officer[who].post;
	return post_eq(post, step_now(f)->post) || post_is(post, "head") ||
	       post_is(post, "deputy");
}

/* The step of work that decides is kept until the last hour, or done one evening. */
static int64_t at_planted_hour(struct demo *d, struct life *f, int64_t at)
{
	if (at == INSTANT_NONE || f->due == INSTANT_NONE || f->noted || !decides(f)) {
		return at;
	}
	int64_t last = f->due - chance_between(&f->chance, 300, 3300);
	if (f->plan.planted == LAST_HOUR && last > d->now) {
		return last;
	}
	at = habit_hour(d, f, at);
	struct day day = day_of(at);
	if (f->plan.planted == OVERTIME && calendar_working(d->cal, day) &&
	    day.n < day_of(f->due).n) {
		return day_close(d->cal, day) + chance_between(&f->chance, 1800, 10000);
	}
	return at;
}

static bool take(struct demo *d, struct life *f, int32_t rest_s, struct err *e)
{
	int32_t who = gone(d, f) ? life_actor(d, f) : f->holder;
	if (f->phase != PHASE_OPEN || who == NOBODY) {
		return true;
	}
	bool named = who == f->holder && !may_take(d, f, who);
	habit_opened(d, f);
	f->holder = who;
	f->held_from = d->now;
	int64_t at = at_planted_hour(d, f, work_done_at(d, f, who, rest_s, 900));
	at = contest_hour(d, f, at);
	life_later(d, f, ACT_WORK, at, 0);
	d->officer[who].taken += !named;
	/* Who stands in by name need not open it: it is theirs already. */
	return named || desk_act(d, f, who, "take", desk_args(d), e);
}

/* What can be said only of the whole way, when the result is there. */
static void note_whole(struct demo *d, struct life *f)
{
	if (f->sent_back || f->supplemented || f->reopened) {
		return;
	}
	truth_tell(d, f, PLANNED_ROUTE, f->worker, f->received_at);
	if (d->now > f->due || f->told_late) {
		return;
	}
	int64_t spent = work_between(d->cal, f->received_at, d->now);
	int64_t all = work_between(d->cal, f->received_at, f->due);
	if (spent * 4 < all && f->version->limit.unit != LIMIT_SAME_DAY && !f->paid && !f->paused) {
		truth_also(d, f, QUICK, f->worker, f->received_at, d->now);
		f->noted = f->noted || f->plan.planted == QUICK;
	}
	if (spent < 3600) {
		truth_tell(d, f, QUICK_COPY, f->worker, f->received_at);
	}
	truth_tell(d, f, THOROUGH, f->worker, f->received_at);
}

static bool ready(struct demo *d, struct life *f, struct err *e)
{
	if (gone(d, f)) {
		return life_sync(d, f, e);
	}
	if (!heads_account(d, f, e)) {
		return false;
	}
	contest_done(d, f);
	if (f->plan.decision != DECISION_GRANTED) {
		arrival_declined(d, f, f->holder, PLANTED_NOTHING);
	}
	f->phase = PHASE_READY;
	f->ready_at = d->now;
	note_whole(d, f);
	int64_t hour = d->now - day_start(day_of(d->now));
	if (hour >= 22 * 3600) {
		truth_tell(d, f, ODD_RESULT, f->holder, f->received_at);
	} else if (hour >= 18 * 3600) {
		truth_tell(d, f, EVENING_RESULT, f->holder, f->received_at);
	}
	int64_t wait = chance_between(&f->chance, 600, 12000);
	int64_t at = work_next(d->cal, d->now + wait);
	if (f->plan.told_after_s > 0 && at != INSTANT_NONE) {
		at = work_add(d->cal, at, f->plan.told_after_s);
	}
	life_later(d, f, ACT_TOLD, at, 0);
	return desk_act(d, f, f->holder, "ready", desk_args(d), e);
}

bool officer_act(struct demo *d, struct life *f, const struct event *ev, struct err *e)
{
	switch (ev->act) {
	case ACT_WORK:
		return work(d, f, e);
	case ACT_TAKE:
		return take(d, f, ev->arg, e);
	case ACT_RESUME:
		return resume(d, f, e);
	case ACT_OPINION:
		return opinion_answer(d, f, ev->arg, e);
	case ACT_HEAD:
		return heads_act(d, f, ev->arg, e);
	default:
		return ready(d, f, e);
	}
}
