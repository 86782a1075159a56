/* Deciding apologies with one new date: form 04 (rules 15, 39; L9 to L11). They come and go
 * up by themselves; what is stopped or waits for the citizen has no running promise, and so
 * none (L11). */
#include "decide_in.h"

#include "lateness.h"

#include "base/num.h"

#include <string.h>

/* ---- signing ---- */

/* At which unit, from there upwards, the actor is head or deputy; v 0: at none. */
static struct unit_id headed(struct decide *x, struct unit_id from)
{
	const struct unit *u = unit_of(x, from);

	for (int depth = 0; u != NULL && depth < ORG_DEPTH; depth++) {
		if (acts_at(x, u->id, "head") || acts_at(x, u->id, "deputy")) {
			return u->id;
		}
		u = unit_above(x, u);
	}
	return (struct unit_id){ 0 };
}

struct unit_id apology_signer(struct decide *x)
{
	const struct apology *open = dossier_apology(x->d);
	struct unit_id unit = { 0 };

	if (open != NULL) {
		unit = headed(x, x->d->ob[open->obligation].holder.seat.unit);
	}
	return unit.v == 0 && acts_as_head(x, x->d->competent) ? x->d->competent : unit;
}

bool decide_sign_apology(struct decide *x, struct err *e)
{
	int64_t days = arg_int(x, "days", 0);
	struct unit_id unit = apology_signer(x);

	if (!need_open(x, e)) {
		return false;
	}
	if (x->d->form04_count >= x->d->rules->form04_times) {
		return refuse(e, "extend.once", NULL);
	}
	if (days < 1 || days > x->d->rules->form04_max_days) {
		return refuse_int(e, "extend.days", "most", x->d->rules->form04_max_days);
	}
	if (unit_of(x, (struct unit_id){ arg_id(x, "cause", 'u') }) == NULL) {
		return refuse(e, "extend.cause", NULL);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "days", days);
	body_pass(x, b, "cause");
	body_pass(x, b, "reason_c");
	body_put_id(x, b, "signer", 'p', x->actor.v);
	if (unit.v != 0 && unit.v != x->d->competent.v) {
		body_put_id(x, b, "unit", 'u', unit.v);
	}
	return decide_emit(x, KIND_EXTENDED, b, e);
}

/* ---- drafting: by time ---- */

/* From when the limit runs without a stop. */
static int64_t running_since(const struct dossier *d)
{
	int64_t since = d->effective_start;

	for (size_t i = 0; i < d->pauses; i++) {
		since = num_max(since, d->pause[i].pause.to);
	}
	return since;
}

/* Could one be needed at all? A result that was there once kept or broke the promise for
 * good, and what a former system let pass is not ours to draft. */
static bool may_be_owed(const struct dossier *d)
{
	return d->state == DOSSIER_OPEN && d->due != INSTANT_NONE && d->rules->apology_s > 0 &&
	       d->form04_count < d->rules->form04_times && d->first_ready_at == INSTANT_NONE &&
	       (!d->imported || d->due > d->received_entry_at);
}

/* The opening of the last working day before the promise. Where the limit began to run
 * only then, or is one in hours or of the same day: at the promise. */
static int64_t draft_at(const struct dossier *d, const char **why)
{
	struct day day;

	/* A later calendar may have taken the work from that day: the next one that has it. */
	if (d->apology_by != INSTANT_NONE &&
	    calendar_day_from(d->cal, day_of(d->apology_by), &day)) {
		int64_t opening = day_open(d->cal, day);

		if (opening > running_since(d) && opening <= d->due) {
			*why = "day";
			return opening;
		}
	}
	*why = "promise";
	return d->due + 1;
}

static struct unit_id most_at_fault(struct decide *x)
{
	struct lateness l;
	struct unit_share *share;
	size_t worst = 0;

	lateness_overruns(x->arena, x->d, x->at, &l);
	size_t n = lateness_by_unit(x->arena, &l, &share);

	for (size_t i = 1; i < n; i++) {
		worst = share[i].overrun_s > share[worst].overrun_s ? i : worst;
	}
	return n > 0 && share[worst].overrun_s > 0 ? share[worst].unit : (struct unit_id){ 0 };
}

/* The facts of a forecast stand in the entry: whoever replays it needs no model. */
static void put_forecast(struct decide *x, struct json *b)
{
	body_put_int(x, b, "chance", arg_int(x, "chance", 0));
	body_put_int(x, b, "cases", arg_int(x, "cases", 0));
	body_put_at(x, b, "learnt_at", arg_int(x, "learnt_at", 0));
}

static bool draft(struct decide *x, const char *why, struct err *e)
{
	struct unit_id cause = most_at_fault(x);
	struct party holder;
	struct err nobody;	/* then it is owed by whoever has the dossier */
	struct json *b = body_new(x);

	if ((cause.v == 0 || !head_party(x, cause, &holder, &nobody)) &&
	    !head_party(x, x->d->competent, &holder, &nobody)) {
		holder = dossier_hold(x->d)->holder;
	}
	body_put_int(x, b, "n", (int64_t)x->d->apologies + 1);
	body_put_party(x, b, "holder", &holder);
	body_put_str(x, b, "why", str_of(why));
	if (strcmp(why, "forecast") == 0) {
		put_forecast(x, b);
	}
	if (cause.v != 0) {
		body_put_id(x, b, "cause", 'u', cause.v);
	}
	return decide_emit(x, KIND_APOLOGY_DRAFTED, b, e);
}

/* The instant from which so many working seconds are left. */
static int64_t left_from(const struct calendar *cal, int64_t at, int64_t seconds)
{
	int64_t before = calendar_clamp(cal, at - 60 * DAY_S);
	int64_t passed = work_between(cal, before, at) - seconds;

	return passed > 0 ? work_add(cal, before, passed) : before;
}

static int64_t pass_at(const struct dossier *d, const struct apology *p)
{
	return left_from(d->cal, p->sign_by, d->rules->apology_s);
}

static int64_t miss_at(const struct apology *p)
{
	return num_max(p->due, p->sign_by) + 1;
}

/* The lead's own head has nobody to pass it to. */
static bool passes(const struct dossier *d, const struct apology *p)
{
	return !p->passed && d->ob[p->obligation].holder.seat.unit.v != d->competent.v;
}

static bool pass_up(struct decide *x, const struct apology *p, struct err *e)
{
	struct party lead;
	struct err nobody;
	struct json *b = body_new(x);

	if (!head_party(x, x->d->competent, &lead, &nobody)) {
		lead = x->d->ob[p->obligation].holder;
	}
	body_put_int(x, b, "n", p->number);
	body_put_party(x, b, "holder", &lead);
	return decide_emit(x, KIND_APOLOGY_PASSED, b, e);
}

static bool miss(struct decide *x, const struct apology *p, struct err *e)
{
	struct json *b = body_new(x);

	body_put_int(x, b, "n", p->number);
	return decide_emit(x, KIND_APOLOGY_MISSED, b, e);
}

/* Limits in hours and of the same day have no moment before the promise (rule 39). */
bool dossier_may_foretell(const struct dossier *d, int64_t at)
{
	const char *why;

	return dossier_apology(d) == NULL && may_be_owed(d) && d->apology_by != INSTANT_NONE &&
	       d->rules->apology_chance > 0 && at < draft_at(d, &why);
}

bool decide_foretell(struct decide *x, struct err *e)
{
	return !dossier_may_foretell(x->d, x->at) ||
	       arg_int(x, "chance", 0) < x->d->rules->apology_chance || draft(x, "forecast", e);
}

bool tick_apology(struct decide *x, struct err *e)
{
	const char *why;

	if (dossier_apology(x->d) == NULL && may_be_owed(x->d) &&
	    x->at >= draft_at(x->d, &why) && !draft(x, why, e)) {
		return false;
	}
	const struct apology *p = dossier_apology(x->d);

	if (p != NULL && passes(x->d, p) && x->at >= pass_at(x->d, p) && !pass_up(x, p, e)) {
		return false;
	}
	return p == NULL || p->missed_at != INSTANT_NONE || x->at < miss_at(p) ||
	       miss(x, p, e);
}

int64_t apology_next(const struct dossier *d)
{
	const struct apology *p = dossier_apology(d);
	const char *why;

	if (p == NULL) {
		return may_be_owed(d) ? draft_at(d, &why) : INSTANT_NONE;
	}
	if (passes(d, p)) {
		return pass_at(d, p);
	}
	return p->missed_at == INSTANT_NONE ? miss_at(p) : INSTANT_NONE;
}
