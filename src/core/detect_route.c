/* Detectors of the way through the office: returns, loops, reassigning, the last hour. */
#include "detect_in.h"

enum { RETURNS_LEAST = 2, REASSIGNED_LEAST = 3 };

static bool returned(const struct case_duty *d)
{
	return d->kind == OB_STEP && d->ended == ENDED_BACK;
}

/* The returns of one life, in order; `first` a return. How many there are, and whether
 * all come from one step. */
struct returns {
	size_t n;
	bool one_step;
	const struct case_duty *first, *last;
};

static struct returns returns_of(const struct case_facts *c, int32_t span)
{
	struct returns r = { .one_step = true };

	for (size_t i = 0; i < c->duties; i++) {
		const struct case_duty *d = &c->duty[i];

		if (!returned(d) || d->span != span) {
			continue;
		}
		r.first = r.n++ == 0 ? d : r.first;
		r.last = d;
		r.one_step = r.one_step && d->step == r.first->step;
	}
	return r;
}

static void tell_returns(struct search *s, int32_t span, const struct returns *r)
{
	struct finding *f = found(s, r->last->to, r->first->to, r->last->to);

	if (f == NULL) {
		return;
	}
	f->actor_seq = r->last->closed_seq;
	f->work_s = worked(s->c, r->first->to, r->last->to);
	for (size_t i = 0; i < s->c->duties; i++) {
		if (returned(&s->c->duty[i]) && s->c->duty[i].span == span) {
			shows(f, s->c->duty[i].closed_seq);
		}
	}
}

static void each_life(struct search *s, bool one_step)
{
	int32_t last = -1;

	for (size_t i = 0; i < s->c->duties; i++) {
		int32_t span = s->c->duty[i].span;

		if (!returned(&s->c->duty[i]) || span == last) {
			continue;
		}
		struct returns r = returns_of(s->c, span);

		last = span;
		if (r.n >= RETURNS_LEAST && r.one_step == one_step) {
			tell_returns(s, span, &r);
		}
	}
}

/*
 * One step returns the same dossier twice or more (rules 33, 35). A route that the
 * procedure itself leads there and back holds no return and is no ping-pong.
 */
void detect_ping_pong(struct search *s)
{
	each_life(s, true);
}

/* The same by several steps: round and round. */
void detect_loop(struct search *s)
{
	each_life(s, false);
}

/*
 * Opened, and sent back only after all the time the step has by its procedure, and a
 * working day at least. What somebody on recorded leave held was moved on (rule 7): nothing
 * is laid on whoever took over, nor on whoever waits for opinions. What nobody opened lies,
 * but is another matter (dormant).
 */
void detect_sits_returns(struct search *s)
{
	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *d = &s->c->duty[i];
		const struct step *at = duty_step(s->c, d);

		if (at == NULL || at->kind == STEP_CONSULT || !returned(d) ||
		    d->taken_at == INSTANT_NONE) {
			continue;
		}
		int64_t spent = worked(s->c, d->taken_at, d->to);

		if (spent < WORKDAY_S || spent <= at->plan_s) {
			continue;
		}
		struct finding *f = found(s, d->to, d->taken_at, d->to);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = spent;
			shows(f, d->opened_seq);
			shows(f, d->closed_seq);
		}
	}
}

/*
 * Given to somebody else again and again within one step. Leave and the end of a post move
 * a hold too, by themselves (ENDED_MOVED): that is no reassigning.
 */
void detect_reassign_chain(struct search *s)
{
	const struct case_duty *first = NULL, *last = NULL;
	struct finding *f;
	size_t n = 0;

	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *d = &s->c->duty[i];

		if (d->kind != OB_STEP || d->ended != ENDED_REASSIGNED) {
			continue;
		}
		if (first != NULL && d->step != first->step) {
			n = 0;
		}
		first = n++ == 0 ? d : first;
		last = d;
		if (n == REASSIGNED_LEAST && (f = found(s, d->to, first->to, d->to)) != NULL) {
			f->actor_seq = last->closed_seq;
			f->work_s = worked(s->c, first->to, last->to);
			shows(f, first->closed_seq);
			shows(f, last->closed_seq);
		}
	}
}

/*
 * The step that decides is handed over within the last hour before the promise, after it
 * was in hand for more than an hour. Excused: same-day procedures, where the last hour is
 * half of all there is; a clock that was stopped or moved; what was sent back before, for
 * the time it lost was another's; a hold that fell to somebody else meanwhile (then the
 * hour is counted from when they had it).
 */
void detect_last_hour(struct search *s)
{
	const struct case_facts *c = s->c;

	for (size_t i = 0; i < c->duties && !same_day_limit(c) && !returned(&c->duty[i]); i++) {
		const struct case_duty *d = &c->duty[i];
		const struct step *at = duty_step(c, d);

		if (at == NULL || d->ended != ENDED_FORWARD || !step_decides(at) ||
		    d->taken_at == INSTANT_NONE || d->to > c->first_due ||
		    d->to <= c->first_due - HOUR_S || !straight_until(c, d->to) ||
		    worked(c, d->taken_at, d->to) <= HOUR_S) {
			continue;
		}
		struct finding *f = found(s, d->to, d->taken_at, d->to);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(c, d->taken_at, d->to);
			shows(f, d->opened_seq);
			shows(f, d->closed_seq);
		}
	}
}
