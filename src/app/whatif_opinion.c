/* What-if: what a rule about silence, or asking all at once, would have saved of the stays
 * at which opinions were waited for. */
#include "whatif_int.h"

#include "store/case_row.h"

#include "base/num.h"

struct rule_asked {			/* what the change says of opinions */
	int64_t silence_s;		/* working seconds; 0: nothing */
	bool parallel;
};

static struct rule_asked rule_of(const struct whatif_ask *ask)
{
	struct rule_asked r = { 0 };

	for (size_t i = 0; i < ask->changes; i++) {
		if (ask->change[i].kind == WHATIF_SILENCE) {
			r.silence_s = ask->change[i].n * WORKING_DAY_S;
		}
		r.parallel = r.parallel || ask->change[i].kind == WHATIF_PARALLEL;
	}
	return r;
}

/* The last answer that was waited for, as it was and as it would have been. */
static void last_answers(const struct stay *t, const struct calendar *cal,
			 const struct case_facts *f, const struct rule_asked *r, int64_t *was,
			 int64_t *would)
{
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < f->opinions; i++) {
		const struct case_opinion *o = &f->opinion[i];

		if (o->asked_at >= t->from && o->asked_at < t->to) {
			first = num_min(first, o->asked_at);
		}
	}
	*was = *would = INSTANT_NONE;
	for (size_t i = 0; i < f->opinions; i++) {
		const struct case_opinion *o = &f->opinion[i];

		if (o->asked_at < t->from || o->asked_at >= t->to) {
			continue;
		}
		/* Who never answered was waited for until it went on without them. */
		int64_t end = o->answered_at != INSTANT_NONE ? num_min(o->answered_at, t->to)
							     : t->to;
		int64_t took = sim_between(cal, o->asked_at, end);

		took = r->silence_s > 0 ? num_min(took, r->silence_s) : took;
		*was = num_max(*was, end);
		*would = num_max(*would, sim_later(cal, r->parallel ? first : o->asked_at, took));
	}
}

void opinions_saved(struct past *p, const struct past_case *c, const struct case_facts *f)
{
	struct rule_asked r = rule_of(p->ask);

	for (size_t i = 0; i < c->stays; i++) {
		struct stay *t = past_stay(p, c, i);
		int64_t was, would;

		if (t->kind != SIM_IN_OFFICE || t->to == INSTANT_NONE) {
			continue;
		}
		last_answers(t, c->cal, f, &r, &was, &would);
		t->asked = was != INSTANT_NONE;
		if (t->asked && would < was) {
			t->saved_s = (int32_t)num_min(sim_between(c->cal, would, was), INT32_MAX);
		}
	}
}
