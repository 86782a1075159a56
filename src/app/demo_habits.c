/*
 * Habits of officers that detectors are to find, and their innocent twins: what is done
 * before the work of a step, and when it is done. Each is a change of a dossier's plan
 * (demo_plant.c) and of nothing else.
 */
#include "demo_files.h"
#include "demo_sim.h"

enum { PASSED_ON = 3 };

static const struct step *step_now(const struct life *f)
{
	return &f->version->step[f->step];
}

static bool is(const struct life *f, enum behaviour what)
{
	return f->plan.planted == what;
}

/* Of a dossier that was taken up again not every moment is known. */
static int64_t working(struct demo *d, int64_t from, int64_t to)
{
	return to > from ? work_between(d->cal, calendar_clamp(d->cal, from),
					calendar_clamp(d->cal, to)) : 0;
}

bool habit_straight(const struct life *f)
{
	return !f->supplemented && !f->paid && !f->paused && !f->told_late && !f->reopened;
}

bool habit_edge(struct demo *d, const struct life *f, int64_t at)
{
	return habit_straight(f) && f->due != INSTANT_NONE &&
	       f->version->limit.unit != LIMIT_SAME_DAY &&
	       working(d, at, f->due) * 20 < working(d, f->received_at, f->due);
}

bool habit_first_half(struct demo *d, const struct life *f)
{
	return habit_straight(f) && f->due != INSTANT_NONE &&
	       working(d, f->received_at, d->now) * 2 < working(d, f->received_at, f->due);
}

/* ---- when ---- */

int64_t habit_hour(struct demo *d, const struct life *f, int64_t at)
{
	if (at == INSTANT_NONE || f->due == INSTANT_NONE || f->due <= d->now) {
		return at;
	}
	int64_t all = working(d, f->received_at, f->due), room = working(d, d->now, f->due);
	int64_t late = at;

	if (is(f, EDGE_PAUSE) && f->plan.wait >= 0) {
		late = work_add(d->cal, d->now, room - all / 40);
	} else if (is(f, NEEDLESS_QUESTION) && f->asked_of == NOBODY) {
		late = work_add(d->cal, d->now, room - all * 3 / 10);
	}
	return late != INSTANT_NONE && late > d->now ? late : at;
}

/* ---- lying there before it goes back ---- */

static bool sit(struct demo *d, struct life *f)
{
	int64_t wait = step_now(f)->plan_s * 13 / 10;
	int64_t from = work_next(d->cal, d->now);

	f->sat = true;
	if (wait < WORKING_DAY_S * 13 / 10) {
		wait = WORKING_DAY_S * 13 / 10;
	}
	if (from == INSTANT_NONE) {
		return false;
	}
	life_later(d, f, ACT_WORK, work_add(d->cal, from, wait), 0);
	return true;
}

/* ---- from one desk to the next ---- */

/* Another of the same post in the room who is there; NOBODY. */
static int32_t colleague(const struct demo *d, int32_t of)
{
	const struct bureau *b = &d->bureau[d->officer[of].bureau];

	for (int32_t k = 1; k < b->n; k++) {
		int32_t who = b->first + (of - b->first + k) % b->n;

		if (post_eq(d->officer[who].post, d->officer[of].post) &&
		    !officer_away(&d->officer[who], d->now)) {
			return who;
		}
	}
	return NOBODY;
}

static bool pass_on(struct demo *d, struct life *f, bool *done, struct err *e)
{
	struct json *args = desk_args(d);
	int32_t to = colleague(d, f->holder);
	int32_t head = people_choose(d, d->officer[f->holder].bureau, post_of("head"), d->now);

	if (to == NOBODY || head == NOBODY || !post_is(d->officer[f->holder].post, "officer") ||
	    !post_is(d->officer[head].post, "head")) {
		return true;
	}
	*done = true;
	f->since = f->passed++ == 0 ? d->now : f->since;
	if (f->passed == PASSED_ON) {
		truth_tell(d, f, REASSIGN_CHAIN, head, f->since);
	}
	truth_tell(d, f, REASSIGNED_ONCE, head, d->now);
	f->holder = to;
	f->held_from = d->now;
	json_set_str(&d->desk.arena, args, "to", d->officer[to].key);
	desk_text(d, args, "note", &f->chance);
	life_later(d, f, ACT_WORK,
		   work_next(d->cal, d->now + chance_between(&f->chance, 3600, 14000)), 0);
	return desk_act(d, f, head, "reassign", args, e);
}

/* ---- a question nobody planned ---- */

static bool question(struct demo *d, struct life *f, bool *done, struct err *e)
{
	struct json *args = desk_args(d);
	int32_t head = people_choose(d, d->officer[f->holder].bureau, post_of("head"), d->now);
	int64_t from = work_next(d->cal, d->now);

	if (head == NOBODY || !post_is(d->officer[head].post, "head") || from == INSTANT_NONE ||
	    d->officer[f->holder].bureau == f->competent) {
		return true;
	}
	*done = true;
	f->asked_of = f->competent;
	f->since = d->now;
	if (!habit_first_half(d, f)) {
		truth_tell(d, f, NEEDLESS_QUESTION, f->holder, d->now);
	} else {
		truth_tell(d, f, EARLY_QUESTION, f->holder, d->now);
	}
	struct json *units = json_new_arr(&d->desk.arena);

	json_push(&d->desk.arena, units,
		  json_new_str(&d->desk.arena, d->bureau[f->competent].key));
	json_set(&d->desk.arena, args, "units", units);
	json_set_str(&d->desk.arena, args, "limit", STR("8h"));
	json_set_str(&d->desk.arena, args, "signer", d->officer[head].key);
	desk_text(d, args, "question", &f->chance);
	int64_t at = work_add(d->cal, from, chance_between(&f->chance, 3600, 9000));
	life_later(d, f, ACT_OPINION, at, 1);
	life_later(d, f, ACT_WORK, at == INSTANT_NONE ? at : work_add(d->cal, at, 1800), 0);
	return desk_act(d, f, f->holder, "ask_opinion", args, e);
}

/* ---- one account at two machines ---- */

/* A draft from the own desk, one from elsewhere, and the work goes on at the desk: within
 * minutes. Somebody else sits there, or who went there signed out of each on leaving. */
static bool at_machines(struct demo *d, struct life *f, bool *done, struct err *e)
{
	struct officer *o = &d->officer[f->holder];
	bool went = is(f, CHANGED_DESK);

	if (f->acts_between == 0 && o->doubled == day_of(d->now).n) {
		return true;		/* of an account it is told once a day */
	}
	if (f->acts_between == 2) {
		f->acts_between++;
		if (f->acts_by == f->holder) {
			truth_tell(d, f, f->plan.planted, f->holder, f->acts_from);
		}
		return true;
	}
	if (f->acts_between > 2 || (f->acts_between == 1 && f->acts_by != f->holder)) {
		return true;
	}
	*done = true;
	if (f->acts_between++ == 0) {
		f->acts_by = f->holder;
		o->doubled = day_of(d->now).n;
	} else {
		f->acts_from = d->now;
		o->stay += went;
		d->desk.elsewhere = true;
	}
	life_later(d, f, ACT_WORK, d->now + chance_between(&f->chance, 60, 240), 0);
	bool ok = demo_card(d, f, e);

	o->stay += went && f->acts_between == 2;
	return ok;
}

const struct paper *habit_lacking(const struct procedure_version *v)
{
	const struct paper *last = &v->paper[0];
	for (size_t i = 0; i < v->papers; i++) {
		const struct paper *p = &v->paper[i];
		last = !p->optional && p->originals + p->certified + p->copies > 0 ? p : last;
	}
	return last;
}

void habit_told(struct demo *d, struct life *f)
{
	enum { NEXT_DAY_S = 2 * WORKING_DAY_S };
	int64_t from = f->untold_from, spent = from == INSTANT_NONE ? 0 : working(d, from, d->now);

	f->untold_from = INSTANT_NONE;
	if (spent >= 3 * WORKING_DAY_S) {
		int64_t to = d->now < d->to ? d->now : INSTANT_NONE;

		truth_also(d, f, UNTOLD_REQUEST, NOBODY, from, to)->bureau = f->receiving;
		f->noted = f->noted || is(f, UNTOLD_REQUEST);
	} else if (from != INSTANT_NONE && spent > 0 && spent <= NEXT_DAY_S &&
		   is(f, TOLD_NEXT_DAY) && !f->noted) {
		truth_note(d, f, TOLD_NEXT_DAY, NOBODY, from, d->now)->bureau = f->receiving;
	}
}

bool habit_before_work(struct demo *d, struct life *f, bool goes_back, bool decides, bool *done,
		       struct err *e)
{
	*done = false;
	if (!contest_put(d, f, done, e)) {
		return false;
	}
	if (!*done && !opinion_mark(d, f, done, e)) {
		return false;
	}
	if (*done) {
		return true;
	}
	if ((is(f, TWO_MACHINES) || is(f, CHANGED_DESK)) && decides) {
		return at_machines(d, f, done, e);
	}
	if (is(f, SITS_RETURNS) && goes_back && !f->sat) {
		*done = sit(d, f);
		return true;
	}
	if ((is(f, REASSIGN_CHAIN) && f->passed < PASSED_ON) ||
	    (is(f, REASSIGNED_ONCE) && f->passed < 1)) {
		return pass_on(d, f, done, e);
	}
	if (((is(f, NEEDLESS_QUESTION) && habit_straight(f) && !habit_first_half(d, f)) ||
	     (is(f, EARLY_QUESTION) && habit_first_half(d, f))) && decides &&
	    f->asked_of == NOBODY) {
		return question(d, f, done, e);
	}
	return true;
}

/* ---- what was not opened, or not answered ---- */

void habit_unopened(struct demo *d, struct life *f)
{
	int64_t least = d->rules->dormant_days * WORKING_DAY_S;
	int32_t bureau = life_bureau(d, f);

	if (f->phase == PHASE_OPEN && f->holder == NOBODY && bureau != NOBODY &&
	    f->arrived_at != INSTANT_NONE && step_now(f)->kind == STEP_WORK &&
	    step_now(f)->plan_s <= least && working(d, f->arrived_at, d->to) >= least) {
		truth_also(d, f, DORMANT, NOBODY, f->arrived_at, INSTANT_NONE)->bureau = bureau;
	}
	int64_t due = f->phase == PHASE_SUBMITTED && f->answer_from != INSTANT_NONE
		? work_add(d->cal, f->answer_from, d->rules->answer_s) : INSTANT_NONE;
	if (due != INSTANT_NONE && d->to > due) {
		truth_also(d, f, UNANSWERED, NOBODY, f->answer_from, INSTANT_NONE)->bureau =
			f->receiving;
	}
}

void habit_opened(struct demo *d, struct life *f)
{
	int64_t lay = f->arrived_at == INSTANT_NONE ? 0 : working(d, f->arrived_at, d->now);
	int32_t bureau = life_bureau(d, f);

	if (step_now(f)->kind != STEP_WORK || bureau == NOBODY) {
		return;
	}
	if (lay >= d->rules->dormant_days * WORKING_DAY_S &&
	    step_now(f)->plan_s <= d->rules->dormant_days * WORKING_DAY_S) {
		truth_also(d, f, DORMANT, NOBODY, f->arrived_at, d->now)->bureau = bureau;
	} else if (lay >= WORKING_DAY_S && is(f, SHORT_REST) && !f->noted) {
		truth_note(d, f, SHORT_REST, NOBODY, f->arrived_at, d->now)->bureau = bureau;
	}
	f->arrived_at = INSTANT_NONE;
}

void habit_answered(struct demo *d, struct life *f)
{
	int64_t from = f->answer_from;

	if (from == INSTANT_NONE) {
		return;
	}
	int64_t due = work_add(d->cal, from, d->rules->answer_s);

	if (f->plan.channel != CHANNEL_ONLINE && f->plan.channel != CHANNEL_ONLINE_HELPED) {
		return;
	}
	if (due != INSTANT_NONE && d->now > due) {
		truth_also(d, f, UNANSWERED, NOBODY, from, d->now)->bureau = f->receiving;
	} else if (is(f, OVERNIGHT_FILING) && d->now - from > DAY_S / 2) {
		truth_note(d, f, OVERNIGHT_FILING, NOBODY, from, d->now)->bureau = f->receiving;
	}
}
