/* What will befall a dossier: the plan drawn when it comes in. */
#include "demo_sim.h"

#include "base/limits.h"

/* How often each procedure is asked for; any other now and then. */
static const struct {
	const char *code;
	int32_t weight;
} demand[] = {
	{ "2.000815", 300 }, { "1.001193", 130 }, { "2.000908", 90 }, { "1.012783", 90 },
	{ "1.001612", 90 }, { "1.013225", 65 }, { "1.001776", 60 }, { "1.000894", 55 },
	{ "1.000656", 50 }, { "1.014201", 35 }, { "1.012766", 15 }, { "X-GIAODAT", 15 },
	{ "X-CHUTRUONG", 5 },
};
enum { DEMAND_OTHER = 10, PROCEDURES_MOST = 256 };

static int32_t demand_of(struct str code)
{
	for (size_t i = 0; i < ARRAY_LEN(demand); i++) {
		if (str_is(code, demand[i].code)) {
			return demand[i].weight;
		}
	}
	return DEMAND_OTHER;
}

static int32_t choose_procedure(struct demo *d, struct chance *c, struct day day, bool online)
{
	const struct law *l = app_law(d->app);
	int32_t weight[PROCEDURES_MOST] = { 0 };
	size_t n = l->procedures < PROCEDURES_MOST ? l->procedures : PROCEDURES_MOST;
	for (size_t i = 0; i < n; i++) {
		const struct procedure_version *v = procedure_on(l->procedure[i], day);
		if (v && (!online || v->online)) {
			weight[i] = demand_of(l->procedure[i]->code);
		}
	}
	return (int32_t)chance_pick(c, weight, n);
}

static bool in_session(const struct demo *d, int64_t at)
{
	return work_next(d->cal, at) == at;
}

/* Online grows from a third to more than half over the months. */
static enum channel choose_channel(const struct demo *d, struct chance *c, int64_t at)
{
	int64_t online = 3300 + 2500 * (at - d->from) / (d->to - d->from);
	if (!in_session(d, at)) {
		return CHANNEL_ONLINE;
	}
	if (chance_hit(c, online)) {
		return chance_hit(c, 2200) ? CHANNEL_ONLINE_HELPED : CHANNEL_ONLINE;
	}
	return chance_hit(c, 500) ? CHANNEL_POST : CHANNEL_COUNTER;
}

/* Which step sends it back: the one that signs or reviews, mostly. */
static int32_t choose_return(const struct procedure_version *v, struct chance *c)
{
	int32_t at[LIMIT_STEPS];
	int32_t n = 0;
	for (size_t i = 0; i < v->steps && n < LIMIT_STEPS; i++) {
		for (size_t k = 0; k < v->step[i].outcomes; k++) {
			if (v->step[i].outcome[k].kind == OUTCOME_RETURN &&
			    v->step[i].kind != STEP_ISSUE) {
				at[n++] = (int32_t)i;
				break;
			}
		}
	}
	return n == 0 ? -1 : at[chance_below(c, n)];
}

static bool by_officer(const struct procedure_version *v, int32_t step)
{
	return step >= 0 && v->step[step].kind == STEP_WORK &&
	       post_is(v->step[step].post, "officer");
}

static int32_t choose_wait(const struct procedure_version *v, struct chance *c)
{
	for (size_t i = 0; i < v->waits; i++) {
		if (!v->wait[i].needs_notice && chance_hit(c, 3500)) {
			return (int32_t)i;
		}
	}
	return -1;
}

static bool organisation(const struct procedure_version *v, struct chance *c)
{
	bool commune = str_is(v->procedure->level, "commune");
	return chance_hit(c, commune ? 300 : 3500);
}

void plan_fate(struct plan *out, struct chance *c, const struct procedure_version *v)
{
	struct plan p = *out;
	bool online = p.channel == CHANNEL_ONLINE || p.channel == CHANNEL_ONLINE_HELPED;
	bool short_one = v->limit.unit == LIMIT_SAME_DAY;
	p.backs = 1;
	p.back_first = -1;
	p.pace = 1000;
	p.organisation = organisation(v, c);
	p.decline = online && chance_hit(c, 250);
	p.ask_at_intake = online && chance_hit(c, 600);
	p.supplement = chance_hit(c, short_one ? 150 : 1100);
	p.unanswered = p.supplement && chance_hit(c, 700);
	p.late_notice = chance_hit(c, 500);
	p.withdraw = chance_hit(c, short_one ? 20 : 130);
	p.reopen = chance_hit(c, 40);
	p.uncollected = chance_hit(c, 200);
	p.variant = chance_hit(c, short_one ? 700 : 300);
	p.letter = true;
	p.pay = chance_hit(c, 5000);
	p.decision = chance_hit(c, 180)	 ? DECISION_DENIED
		     : chance_hit(c, 120) ? DECISION_NOT_ELIGIBLE
					  : DECISION_GRANTED;
	p.back_at = chance_hit(c, short_one ? 250 : 800) ? choose_return(v, c) : -1;
	p.wait = choose_wait(v, c);
	p.silence = 1100;
	if (chance_hit(c, 90)) {
		p.forgotten_s = (int32_t)(chance_spread(c) * 12 * WORKING_DAY_S / 1000);
	}
	p.answer_s = (int32_t)(chance_spread(c) * 5 * 60 * 15 / 1000);
	/* Who found one thing finds another. */
	p.asks_back = by_officer(v, p.back_at) && !p.withdraw && chance_hit(c, 4500);
	p.kept_back = chance_hit(c, 4500);
	/* Some lie: a clerk away, a holiday, nobody looking. */
	if (chance_hit(c, 400)) {
		p.answer_s += (int32_t)chance_between(c, 6 * 3600, 14 * 3600);
	}
	*out = p;
}

struct plan plan_draw(struct demo *d, struct chance *c, int64_t at)
{
	struct plan p = { .channel = choose_channel(d, c, at) };
	bool online = p.channel == CHANNEL_ONLINE || p.channel == CHANNEL_ONLINE_HELPED;
	p.procedure = choose_procedure(d, c, day_of(at), online);
	plan_fate(&p, c, procedure_on(app_law(d->app)->procedure[p.procedure], day_of(at)));
	return p;
}
