/*
 * Planting: which dossier gets which behaviour, and how its plan changes.
 *
 * Two ways. By rate, as it would happen anyway; and by debt, so that every
 * behaviour occurs whatever the seed: a few of each are owed, two from the first
 * day, the others over the first third of the arrivals. What was planted and did
 * not come about (its hour passed, the law decided otherwise) is owed again.
 */
#include "demo_sim.h"

enum { OWED_MOST = 10, DOSSIERS_FOR_ONE = 250, PARKED_LEAST = 2200, ANSWERED_SOON_S = 3 * 3600 };

/* What a plan has to do with: the procedure, and the days the demonstration has left. */
struct soil {
	const struct procedure_version *v;
	struct chance *c;
	int64_t days;
};

/* Changes the plan; false when the procedure, the channel or the time has no room. */
typedef bool plant_fn(struct plan *p, const struct soil *s);

static bool is_long(const struct soil *s)
{
	return s->v->limit.unit != LIMIT_SAME_DAY;
}

/* So that one thing can be seen, the others stay away. */
static void make_plain(struct plan *p)
{
	p->decline = p->ask_at_intake = p->supplement = p->unanswered = false;
	p->withdraw = p->reopen = p->uncollected = p->late_notice = false;
	p->decision = DECISION_GRANTED;
	p->back_at = p->back_first = -1;
	p->asks_back = false;
	p->withdraw_at = 0;
	p->answer_s = p->answer_s < ANSWERED_SOON_S ? p->answer_s : ANSWERED_SOON_S;
	p->forgotten_s = 0;
	p->silence = 0;
}

/* Nor anything that stops the clock. */
static void make_straight(struct plan *p)
{
	make_plain(p);
	p->wait = -1;
	p->pay = false;
}

static bool is_online(const struct plan *p)
{
	return p->channel == CHANNEL_ONLINE || p->channel == CHANNEL_ONLINE_HELPED;
}

static bool has_outcome(const struct step *s, enum outcome_kind kind)
{
	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == kind) {
			return true;
		}
	}
	return false;
}

/* Rule 33: only a head may return it a second time. */
static bool ping_pong(struct plan *p, const struct soil *s)
{
	make_plain(p);
	p->backs = (int32_t)chance_between(s->c, 2, 3);
	for (size_t i = 0; i < s->v->steps; i++) {
		const struct step *step = &s->v->step[i];
		if (step->kind == STEP_WORK && post_is(step->post, "head") &&
		    has_outcome(step, OUTCOME_RETURN)) {
			p->back_at = (int32_t)i;
			break;
		}
	}
	return is_long(s) && p->back_at >= 0;
}

static bool long_and_straight(struct plan *p, const struct soil *s)
{
	make_straight(p);
	return is_long(s);
}

/* The first promise is kept, and no letter written that it might not be. */
static bool thorough(struct plan *p, const struct soil *s)
{
	p->letter = false;
	return long_and_straight(p, s);
}

static bool has_supplement(const struct soil *s)
{
	for (size_t i = 0; i < s->v->steps; i++) {
		if (s->v->step[i].kind == STEP_WORK &&
		    has_outcome(&s->v->step[i], OUTCOME_SUPPLEMENT)) {
			return is_long(s);
		}
	}
	return false;
}

static bool second_supplement(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->supplement = p->supplement_again = true;
	return has_supplement(s) && s->days > 20;
}

/* In time for a lawful request the file must be opened soon. */
static void ask_soon(struct plan *p)
{
	make_straight(p);
	p->supplement = true;
	p->pace = 350;
}

static bool asked_at_intake(struct plan *p, const struct soil *s)
{
	ask_soon(p);
	p->ask_at_intake = true;
	return is_online(p) && has_supplement(s);
}

static bool slow_citizen(struct plan *p, const struct soil *s)
{
	ask_soon(p);
	p->citizen_days = (int32_t)chance_between(s->c, 14, s->days > 45 ? 26 : 16);
	return has_supplement(s) && s->days > 22;
}

static bool opinions(struct plan *p, const struct soil *s)
{
	make_plain(p);
	for (size_t i = 0; i < s->v->steps; i++) {
		if (s->v->step[i].askeds > 0 || s->v->step[i].members > 0) {
			return true;
		}
	}
	return false;
}

static bool silence(struct plan *p, const struct soil *s)
{
	bool asks = opinions(p, s);
	p->silence = 10000;
	return asks && s->days > 20;
}

static bool parked_waiting(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->parked = (int32_t)chance_between(s->c, PARKED_LEAST, s->days > 90 ? 4000 : 2600);
	for (size_t i = 0; i < s->v->waits; i++) {
		const struct wait_rule *w = &s->v->wait[i];
		/* Working days, a week for reaching the step, and the weekends. */
		if (!w->needs_notice && w->limit.unit == LIMIT_WDAY &&
		    s->days > 10 + w->limit.amount * p->parked * 3 / 2000) {
			p->wait = (int32_t)i;
			return true;
		}
	}
	return false;
}

static bool late_handout(struct plan *p, const struct soil *s)
{
	make_plain(p);
	p->told_after_s = (int32_t)chance_between(s->c, 4, 11) * WORKING_DAY_S;
	return s->days > 20;
}

static bool uncollected(struct plan *p, const struct soil *s)
{
	(void)s;
	make_plain(p);
	p->uncollected = true;
	return !is_online(p);
}

static bool refuse_refile(struct plan *p, const struct soil *s)
{
	(void)s;
	make_plain(p);
	p->organisation = false;
	p->decline = true;
	return is_online(p);
}

static bool changed_mind(struct plan *p, const struct soil *s)
{
	make_plain(p);
	p->organisation = false;
	p->withdraw = true;
	return is_long(s);
}

/* Answered after the eight hours, with a time of reception within them. */
static bool backdated(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->answer_s = (int32_t)chance_between(s->c, 9 * 3600, 17 * 3600);
	p->backdate_s = (int32_t)chance_between(s->c, 1800, 7 * 3600);
	return is_online(p) && is_long(s);
}

static bool quick(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->pace = (int32_t)chance_between(s->c, 120, 300);
	return is_long(s);
}

/* A certified copy is a matter of minutes. */
static bool quick_copy(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->pace = (int32_t)chance_between(s->c, 40, 90);
	p->variant = false;
	return str_is(s->v->procedure->code, "2.000815");
}

/* Its own graph leads from a unit to another and back: no return in it. */
static bool planned_route(struct plan *p, const struct soil *s)
{
	make_straight(p);
	for (size_t i = 0; i + 2 < s->v->steps; i++) {
		const struct step *at = &s->v->step[i];
		if (at[0].kind == STEP_WORK && at[1].kind == STEP_WORK &&
		    at[2].kind == STEP_WORK && str_eq(at[0].unit, at[2].unit) &&
		    !str_eq(at[0].unit, at[1].unit)) {
			return true;
		}
	}
	return false;
}

/* The first step of work that a head does and may send back; -1: none. */
static int32_t head_returns(const struct procedure_version *v)
{
	for (size_t i = 0; i < v->steps; i++) {
		if (v->step[i].kind == STEP_WORK && post_is(v->step[i].post, "head") &&
		    has_outcome(&v->step[i], OUTCOME_RETURN)) {
			return (int32_t)i;
		}
	}
	return -1;
}

/* First the room's head sends it back, then whoever signs. */
static bool loop(struct plan *p, const struct soil *s)
{
	make_plain(p);
	p->backs = 2;
	p->back_first = head_returns(s->v);
	for (size_t i = 0; i < s->v->steps; i++) {
		if (s->v->step[i].kind == STEP_SIGN &&
		    has_outcome(&s->v->step[i], OUTCOME_RETURN)) {
			p->back_at = (int32_t)i;
		}
	}
	return is_long(s) && p->back_first >= 0 && p->back_at >= 0;
}

static bool sent_back_once(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->backs = 1;
	p->back_at = head_returns(s->v);
	return is_long(s) && p->back_at >= 0 && s->days > 12;
}

/* Whoever does the work sends it back, then would do so again: the superior says no. */
static bool asked_back(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->backs = 1;
	for (size_t i = 0; i < s->v->steps && p->back_at < 0; i++) {
		if (s->v->step[i].kind == STEP_WORK && post_is(s->v->step[i].post, "officer") &&
		    has_outcome(&s->v->step[i], OUTCOME_RETURN)) {
			p->back_at = (int32_t)i;
		}
	}
	p->asks_back = p->kept_back = true;
	return is_long(s) && p->back_at >= 0 && s->days > 12;
}

static bool prompt_return(struct plan *p, const struct soil *s)
{
	bool fits = sent_back_once(p, s);
	p->pace = 300;
	return fits;
}

static bool pause_now(struct plan *p, const struct soil *s)
{
	make_straight(p);
	for (size_t i = 0; i < s->v->waits; i++) {
		const struct wait_rule *w = &s->v->wait[i];
		if (!w->needs_notice && w->limit.unit == LIMIT_WDAY && s->days > 17) {
			p->wait = (int32_t)i;
			return true;
		}
	}
	return false;
}

static bool early_pause(struct plan *p, const struct soil *s)
{
	bool fits = pause_now(p, s);
	p->pace = 350;
	return fits;
}

static bool edge_pause(struct plan *p, const struct soil *s)
{
	p->letter = false;
	return pause_now(p, s);
}

static bool edge_withdrawal(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->letter = false;
	p->withdraw = true;
	p->withdraw_at = (int32_t)chance_between(s->c, 97, 99);
	p->forgotten_s = WORKING_DAY_S;
	p->pace = 8000;
	return is_long(s) && s->days > 20;
}

static bool early_withdrawal(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->withdraw = true;
	p->withdraw_at = (int32_t)chance_between(s->c, 5, 20);
	return is_long(s);
}

static bool dormant(struct plan *p, const struct soil *s)
{
	make_plain(p);
	p->forgotten_s = (int32_t)chance_between(s->c, 6, 9) * WORKING_DAY_S;
	return is_long(s) && s->days > 20;
}

static bool short_rest(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->forgotten_s = (int32_t)chance_between(s->c, 12, 22) * WORKING_DAY_S / 10;
	return is_long(s) && s->days > 10;
}

static bool unanswered(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->answer_s = (int32_t)chance_between(s->c, 9 * 3600, 20 * 3600);
	return is_online(p);
}

static bool overnight_filing(struct plan *p, const struct soil *s)
{
	(void)s;
	make_straight(p);
	return is_online(p);
}

/* Questions are numbered: where the procedure asks too, theirs would be mixed up. */
static bool question(struct plan *p, const struct soil *s)
{
	for (size_t i = 0; i < s->v->steps; i++) {
		if (s->v->step[i].askeds > 0) {
			return false;
		}
	}
	return long_and_straight(p, s);
}

/* What lacks is named. */
static bool missing_paper(struct plan *p, const struct soil *s)
{
	ask_soon(p);
	return has_supplement(s) && s->v->papers > 0 && s->days > 12;
}

static bool empty_supplement(struct plan *p, const struct soil *s)
{
	bool fits = missing_paper(p, s);
	p->empty_request = true;
	return fits;
}

static bool untold_request(struct plan *p, const struct soil *s)
{
	bool fits = missing_paper(p, s);
	p->request_told_s = (int32_t)chance_between(s->c, 32, 55) * WORKING_DAY_S / 10;
	return fits && s->days > 20;
}

static bool told_next_day(struct plan *p, const struct soil *s)
{
	bool fits = missing_paper(p, s);
	p->request_told_s = (int32_t)chance_between(s->c, 6, 15) * WORKING_DAY_S / 10;
	return fits;
}

static bool other_wish(struct plan *p, const struct soil *s)
{
	return refuse_refile(p, s);
}

/* Late for certain, by whoever sits on it; the letter is not written. */
static bool no_apology(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->forgotten_s = (int32_t)chance_between(s->c, 25, 40) * WORKING_DAY_S / 10;
	p->pace = 4000;
	return s->v->limit.unit == LIMIT_WDAY && s->v->limit.amount <= 5 && s->days > 20;
}

static bool letter_in_time(struct plan *p, const struct soil *s)
{
	return no_apology(p, s);
}

/* Where a room of a commune gets it straight from the counter. */
static bool contested(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->pace = 400;
	return is_long(s) && s->v->procedure->agency.n == 0 && s->v->steps > 2 &&
	       str_is(s->v->step[1].unit, "@kt") && s->days > 12;
}

static bool online_by_another(struct plan *p, const struct soil *s)
{
	make_straight(p);
	p->channel = CHANNEL_ONLINE;
	p->organisation = false;
	return s->v->online && s->v->procedure->agency.n == 0;
}

static bool boomerang(struct plan *p, const struct soil *s)
{
	bool asks = opinions(p, s);
	p->silence = 0;
	return asks;
}

/* `rate` per ten thousand dossiers that fit; in this order, one at most. Without
 * a function it is the habit of an officer, or of a unit, and not a dossier's;
 * silence and what an outage receives come about by themselves. */
static const struct {
	int32_t rate;
	plant_fn *plant;
} table[BEHAVIOURS] = {
	[PING_PONG] = { 120, ping_pong },
	[LAST_HOUR] = { 90, thorough },
	[SECOND_SUPPLEMENT] = { 120, second_supplement },
	[EMPTY_ANSWER] = { 1500, opinions },
	[SILENCE] = { 0, silence },
	[PARKED_WAITING] = { 350, parked_waiting },
	[LATE_HANDOUT] = { 80, late_handout },
	[REFUSE_REFILE] = { 120, refuse_refile },
	[BACKDATED] = { 150, backdated },
	[EMPTY_SUPPLEMENT] = { 80, empty_supplement },
	[UNTOLD_REQUEST] = { 80, untold_request },
	[WITHDRAW_REFILE] = { 100, changed_mind },
	[CONTEST_ABUSE] = { 60, contested },
	[NO_APOLOGY] = { 80, no_apology },
	[MANY_OWNERS] = { 15, online_by_another },
	[TWO_MACHINES] = { 80, long_and_straight },
	[TAKES_CONTESTED] = { 400, contested },
	[QUICK] = { 200, quick },
	[THOROUGH] = { 300, thorough },
	[HELPFUL] = { 2500, opinions },
	[PLANNED_ROUTE] = { 6000, planned_route },
	[OVERTIME] = { 150, thorough },
	[ASKED_AT_INTAKE] = { 200, asked_at_intake },
	[NOT_COMPETENT] = { 2500, opinions },
	[SLOW_CITIZEN] = { 150, slow_citizen },
	[UNCOLLECTED] = { 150, uncollected },
	[CHANGED_MIND] = { 200, changed_mind },
	[QUICK_COPY] = { 400, quick_copy },
	[LOOP] = { 100, loop },
	[SITS_RETURNS] = { 80, sent_back_once },
	[REASSIGN_CHAIN] = { 80, long_and_straight },
	[EDGE_PAUSE] = { 300, edge_pause },
	[EDGE_WITHDRAWAL] = { 60, edge_withdrawal },
	[DORMANT] = { 60, dormant },
	[UNANSWERED] = { 100, unanswered },
	[ODD_RESULT] = { 80, long_and_straight },
	[BOOMERANG] = { 1000, boomerang },
	[NEEDLESS_QUESTION] = { 80, question },
	[RETURNED_ONCE] = { 80, sent_back_once },
	[PROMPT_RETURN] = { 80, prompt_return },
	[REASSIGNED_ONCE] = { 80, long_and_straight },
	[EARLY_PAUSE] = { 300, early_pause },
	[EARLY_WITHDRAWAL] = { 80, early_withdrawal },
	[SHORT_REST] = { 80, short_rest },
	[OVERNIGHT_FILING] = { 200, overnight_filing },
	[EVENING_RESULT] = { 80, long_and_straight },
	[USED_ITS_TIME] = { 1000, boomerang },
	[EARLY_QUESTION] = { 80, question },
	[FRANK_ANSWER] = { 700, opinions },
	[MISSING_PAPER] = { 80, missing_paper },
	[TOLD_NEXT_DAY] = { 80, told_next_day },
	[OTHER_WISH] = { 120, other_wish },
	[FAIR_CONTEST] = { 400, contested },
	[LETTER_IN_TIME] = { 80, letter_in_time },
	[FAMILY_FILING] = { 60, online_by_another },
	[CHANGED_DESK] = { 80, long_and_straight },
	[ASKED_BACK] = { 80, asked_back },
};

/* ---- what is owed ---- */

/* How many of each are to be there, or under way, when `n` dossiers have come in. */
static int64_t owed_by(const struct demo *d, int64_t n)
{
	int64_t all = d->o->dossiers / DOSSIERS_FOR_ONE, third = d->o->dossiers / 3 + 1;
	all = all < OWED_MOST ? all : OWED_MOST;
	int64_t now = all < 2 ? all : 2;
	return now + (all - now) * (n < third ? n : third) / third;
}

/* What only several show is planted in a row, one of these rows at a time. */
static int series_of(enum behaviour b)
{
	return b == MANY_OWNERS ? 1 : b == CONTEST_ABUSE ? 2 : 0;
}

static void series_join(struct demo *d, struct life *f, enum behaviour b)
{
	enum { OWNERS = 7, CONTESTS = 4 };
	int which = series_of(b);
	if (which == 0) {
		return;
	}
	struct series *s = &d->series[which - 1];
	if (s->left == 0) {
		*s = (struct series){ .left = b == MANY_OWNERS ? OWNERS : CONTESTS,
				      .competent = NOBODY, .receiving = NOBODY,
				      .begun = s->begun + 1 };
	}
	s->left--;
	f->plan.series = which;
}

static bool plant(struct demo *d, struct life *f, enum behaviour b, struct chance *c,
		  const struct procedure_version *v)
{
	struct plan changed = f->plan;
	struct soil soil = { .v = v, .c = c, .days = (d->to - d->now) / DAY_S };
	if (v != f->version) {
		changed.wait = -1;	/* a number of the other procedure's */
	}
	if (!table[b].plant(&changed, &soil)) {
		return false;
	}
	f->plan = changed;
	f->plan.planted = b;
	series_join(d, f, b);
	f->version = v;
	d->truth.planted[b]++;
	return true;
}

/* A debt of long standing is paid with any procedure that fits. */
static bool plant_anywhere(struct demo *d, struct life *f, enum behaviour b, struct chance *c)
{
	const struct law *l = app_law(d->app);
	int64_t first = chance_below(c, (int64_t)l->procedures);
	for (size_t i = 0; i < l->procedures; i++) {
		size_t at = ((size_t)first + i) % l->procedures;
		const struct procedure_version *v =
			procedure_on(l->procedure[at], day_of(d->now));
		if (v && (v->online || !is_online(&f->plan)) && plant(d, f, b, c, v)) {
			f->plan.procedure = (int32_t)at;
			return true;
		}
	}
	return false;
}

static bool pay(struct demo *d, struct life *f, struct chance *c, enum behaviour b)
{
	int64_t owed = owed_by(d, f->number), long_owed = owed_by(d, f->number / 2);
	int64_t there = d->truth.planted[b];
	if (!table[b].plant || there >= owed) {
		return false;
	}
	return plant(d, f, b, c, f->version) ||
	       (there < long_owed && f->number > 40 && plant_anywhere(d, f, b, c));
}

/* First what takes most of a month; then from the end: what fits fewest procedures stands
 * there. */
static bool plant_owed(struct demo *d, struct life *f, struct chance *c)
{
	if (pay(d, f, c, PARKED_WAITING)) {
		return true;
	}
	for (int b = BEHAVIOURS - 1; b > PLANTED_NOTHING; b--) {
		if (pay(d, f, c, (enum behaviour)b)) {
			return true;
		}
	}
	return false;
}

static bool go_on_with_series(struct demo *d, struct life *f, struct chance *c)
{
	static const enum behaviour what[SERIES] = { MANY_OWNERS, CONTEST_ABUSE };
	for (int i = 0; i < SERIES; i++) {
		if (d->series[i].left > 0 && chance_hit(c, 2500) &&
		    plant_anywhere(d, f, what[i], c)) {
			return true;
		}
	}
	return false;
}

void truth_plant(struct demo *d, struct life *f)
{
	struct chance c = chance_of(d->seed ^ 0x7277, (uint64_t)f->number);
	if (go_on_with_series(d, f, &c) || plant_owed(d, f, &c)) {
		return;
	}
	for (int b = PLANTED_NOTHING + 1; b < BEHAVIOURS; b++) {
		if (table[b].plant && chance_hit(&c, table[b].rate) &&
		    plant(d, f, (enum behaviour)b, &c, f->version)) {
			return;
		}
	}
}

void truth_ended(struct demo *d, const struct life *f)
{
	if (f->plan.planted != PLANTED_NOTHING && !f->noted) {
		d->truth.planted[f->plan.planted]--;
	}
}
