/* Due times by rules R2 to R8. */
#include "deadline.h"

#include "base/limits.h"
#include "base/num.h"

#include <assert.h>

/* Where the reckoning stands after each pause. */
struct run {
	const struct deadline_in *in;
	int64_t from;			/* reception or resume the limit counts from */
	int64_t start;			/* R2 of it */
	int64_t held;			/* days held since then */
	int64_t left_s;			/* hours: seconds of work still to do … */
	int64_t left_at;		/* … from this instant */
	int64_t due;
};

static const char *const policy_name[] = { "pause", "reset" };
static const char *const mode_name[] = { "day_close", "time_of_day" };

bool pause_policy_parse(struct str s, enum pause_policy *out)
{
	*out = str_is(s, policy_name[PAUSE_RESET]) ? PAUSE_RESET : PAUSE_HOLD;
	return str_is(s, policy_name[*out]);
}

const char *pause_policy_name(enum pause_policy policy)
{
	return policy_name[policy];
}

bool due_mode_parse(struct str s, enum due_mode *out)
{
	*out = str_is(s, mode_name[DUE_TIME_OF_DAY]) ? DUE_TIME_OF_DAY : DUE_DAY_CLOSE;
	return str_is(s, mode_name[*out]);
}

const char *due_mode_name(enum due_mode mode)
{
	return mode_name[mode];
}

void pauses_sort(struct pause *pauses, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct pause p = pauses[i];
		size_t j = i;
		while (j > 0 && pauses[j - 1].from > p.from) {
			pauses[j] = pauses[j - 1];
			j--;
		}
		pauses[j] = p;
	}
}

static bool uncovered(const struct calendar *c, struct err *e)
{
	/* The end of the cover: the first instant that is not answered for. */
	return calendar_check(c, c->end_at, e);
}

static bool due_wday(struct run *r)
{
	const struct calendar *c = r->in->cal;
	struct day start = day_of(r->start);
	struct day d;
	if (!calendar_day_after(c, start, r->in->limit.amount + r->held, &d)) {
		return false;
	}
	r->due = r->in->mode == DUE_DAY_CLOSE ? day_close(c, d)
					      : day_moment(c, d, r->start - day_start(start));
	return true;
}

static bool due_cday(struct run *r)
{
	const struct calendar *c = r->in->cal;
	int64_t n = day_of(r->from).n + r->in->limit.amount + r->held;
	struct day d;
	if (n >= c->end.n || !calendar_day_from(c, (struct day){ (int32_t)n }, &d)) {
		return false;
	}
	r->due = day_close(c, d);
	return true;
}

static bool due_same_day(struct run *r)
{
	const struct calendar *c = r->in->cal;
	struct day d = day_of(r->start);
	if (r->start - day_start(d) > r->in->cutoff_s && !calendar_day_after(c, d, 1, &d)) {
		return false;
	}
	r->due = day_close(c, d);
	return true;
}

static bool due_whour(struct run *r)
{
	r->due = work_add(r->in->cal, r->left_at, r->left_s);
	return r->due != INSTANT_NONE;
}

/* Sets the due of the run as it stands. */
static bool find_due(struct run *r, struct err *e)
{
	bool found = false;
	switch (r->in->limit.unit) {
	case LIMIT_SAME_DAY:
		found = due_same_day(r);
		break;
	case LIMIT_WDAY:
		found = due_wday(r);
		break;
	case LIMIT_WHOUR:
		found = due_whour(r);
		break;
	case LIMIT_CDAY:
		found = due_cday(r);
		break;
	}
	return found || uncovered(r->in->cal, e);
}

/* The whole limit from a reception or resume. */
static bool begin(struct run *r, int64_t from, struct err *e)
{
	r->from = from;
	r->start = work_next(r->in->cal, from);
	if (r->start == INSTANT_NONE) {
		return uncovered(r->in->cal, e);
	}
	r->held = 0;
	r->left_s = r->in->limit.amount;
	r->left_at = r->start;
	return find_due(r, e);
}

/* Days of the limit's own kind with pause day < d ≤ resume day. */
static int64_t held_days(const struct run *r, int64_t paused, int64_t resumed)
{
	struct day from = day_of(paused);
	struct day to = day_of(resumed);
	if (r->in->limit.unit == LIMIT_CDAY) {
		return to.n - from.n;
	}
	return calendar_days_between(r->in->cal, from, to);
}

/* A limit in days under PAUSE_HOLD. Where the sum falls before the resume (the
 * time of day has passed, or a calendar day had rolled), the text of R6 holds:
 * paused on the due day, due at the close of the resume day. */
static bool hold_days(struct run *r, const struct pause *p, struct pause_effect *effect,
		      struct err *e)
{
	int64_t paused = work_next(r->in->cal, p->from);
	int64_t resumed = work_next(r->in->cal, p->to);
	int64_t due = r->due;
	if (resumed == INSTANT_NONE) {
		return uncovered(r->in->cal, e);
	}
	effect->held = held_days(r, paused, resumed);
	r->held += effect->held;
	if (!find_due(r, e)) {
		return false;
	}
	effect->to_resume = r->due < resumed && paused <= due;
	if (effect->to_resume) {
		r->due = day_close(r->in->cal, day_of(resumed));
	}
	return true;
}

static bool hold_hours(struct run *r, const struct pause *p, struct pause_effect *effect,
		       struct err *e)
{
	const struct calendar *c = r->in->cal;
	int64_t used = work_between(c, r->left_at, p->from);
	if (used >= r->left_s) {
		return true;		/* opened at the very end: nothing is left to hold */
	}
	effect->held = work_between(c, num_max(p->from, r->start), p->to);
	r->left_s -= used;
	r->left_at = p->to;
	return find_due(r, e);
}

static bool hold(struct run *r, const struct pause *p, struct pause_effect *effect, struct err *e)
{
	switch (r->in->limit.unit) {
	case LIMIT_SAME_DAY:
		return begin(r, p->to, e);
	case LIMIT_WHOUR:
		return hold_hours(r, p, effect, e);
	case LIMIT_WDAY:
	case LIMIT_CDAY:
		return hold_days(r, p, effect, e);
	}
	assert(false);
	return false;
}

static bool apply_pause(struct run *r, const struct pause *p, struct pause_effect *effect,
			struct err *e)
{
	bool late = p->from > r->due;
	bool ok = true;
	*effect = (struct pause_effect){ .kind = PAUSE_IDLE };
	if (!late && p->to == INSTANT_NONE) {
		effect->kind = PAUSE_OPEN;
		r->due = INSTANT_NONE;
	} else if (!late && p->policy == PAUSE_RESET) {
		effect->kind = PAUSE_BEGAN_AFRESH;
		ok = begin(r, p->to, e);
	} else if (!late) {
		effect->kind = PAUSE_HELD;
		ok = hold(r, p, effect, e);
	}
	effect->due = r->due;
	return ok;
}

static bool refuse_pause(const char *key, const struct pause *p, struct err *e)
{
	char from[INSTANT_TEXT];
	char to[INSTANT_TEXT] = "";
	if (p->to != INSTANT_NONE) {
		instant_text(p->to, to);
	}
	return err_set(e, ERR_INVALID, key, "from", instant_text(p->from, from), "to", to, NULL);
}

/* `after` is the end of what came before: the reception or the last resume. */
static bool check_pause(const struct deadline_in *in, size_t i, int64_t after, struct err *e)
{
	const struct pause *p = &in->pauses[i];
	if (!calendar_check(in->cal, p->from, e) ||
	    (p->to != INSTANT_NONE && !calendar_check(in->cal, p->to, e))) {
		return false;
	}
	if (p->to != INSTANT_NONE && p->to < p->from) {
		return refuse_pause("pause.backward", p, e);
	}
	if (p->from < in->received_at) {
		return refuse_pause("pause.early", p, e);
	}
	/* After an open pause nothing can come. */
	if (after == INSTANT_NONE || p->from < after) {
		return refuse_pause("pause.overlap", p, e);
	}
	return true;
}

static bool check(const struct deadline_in *in, struct err *e)
{
	if (!calendar_check(in->cal, in->received_at, e)) {
		return false;
	}
	if (in->n_pauses > LIMIT_PAUSES) {
		err_set(e, ERR_LIMIT, "pause.many", NULL);
		return err_add_int(e, "most", LIMIT_PAUSES);
	}
	int64_t after = in->received_at;
	for (size_t i = 0; i < in->n_pauses; i++) {
		if (!check_pause(in, i, after, e)) {
			return false;
		}
		after = in->pauses[i].to;
	}
	return true;
}

static bool follow(const struct deadline_in *in, struct deadline *out,
		   struct pause_effect *effects, struct err *e)
{
	struct run r = { .in = in };
	struct pause_effect scratch;
	if (!check(in, e) || !begin(&r, in->received_at, e)) {
		return false;
	}
	struct deadline d = { .effective_start = r.start, .apology_by = INSTANT_NONE };
	for (size_t i = 0; i < in->n_pauses; i++) {
		if (!apply_pause(&r, &in->pauses[i], effects ? &effects[i] : &scratch, e)) {
			return false;
		}
	}
	d.due = r.due;
	if (d.due != INSTANT_NONE) {
		d.apology_by = deadline_apology(in->cal, in->limit.unit, d.due);
		d.provisional = !calendar_confirmed(in->cal, d.effective_start, d.due);
	}
	*out = d;
	return true;
}

bool deadline_compute(const struct deadline_in *in, struct deadline *out, struct err *e)
{
	return follow(in, out, NULL, e);
}

bool deadline_follow(const struct deadline_in *in, struct deadline *out,
		     struct pause_effect *effects, struct err *e)
{
	return follow(in, out, effects, e);
}

bool deadline_extend_wdays(const struct calendar *c, int64_t old_due, int64_t n, int64_t *out,
		     struct err *e)
{
	struct day d;
	if (!calendar_check(c, old_due, e)) {
		return false;
	}
	if (!calendar_day_after(c, day_of(old_due), n, &d)) {
		return uncovered(c, e);
	}
	*out = day_close(c, d);
	return true;
}

int64_t deadline_apology(const struct calendar *c, enum limit_unit unit, int64_t due)
{
	struct day d;
	if (unit == LIMIT_SAME_DAY || unit == LIMIT_WHOUR ||
	    !calendar_day_before(c, day_of(due), 1, &d)) {
		return INSTANT_NONE;
	}
	return day_close(c, d);
}
