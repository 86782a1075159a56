/* Due dates of dossiers: terms, pauses, form 04, and the lived promise. */
#include "due.h"

#include "base/limits.h"
#include "base/num.h"

struct limit dossier_limit(const struct dossier *d)
{
	struct limit l = d->variant != NULL ? d->variant->limit : d->version->limit;

	l.amount += d->statutory_add;	/* zero for a same-day limit: law_check */
	return l;
}

/* The lawful pauses opened in (after, until]; an open one ends at `resumed_at`,
 * and is left out when that is INSTANT_NONE (*open says so). */
static size_t pauses_of(const struct dossier *d, int64_t after, int64_t until,
			int64_t resumed_at, struct pause out[LIMIT_PAUSES], bool *open)
{
	size_t n = 0;

	for (size_t i = 0; i < d->pauses; i++) {
		struct pause p = d->pause[i].pause;

		if (p.from <= after || p.from > until) {
			continue;
		}
		if (p.to == INSTANT_NONE) {
			if (resumed_at == INSTANT_NONE) {
				*open = true;
				continue;
			}
			p.to = num_max(resumed_at, p.from);
		}
		out[n++] = p;
	}
	return n;
}

static bool term_due(const struct dossier *d, const struct term *t, const struct pause *pauses,
		     size_t n, struct deadline *out, struct err *e)
{
	struct deadline_in in = {
		.cal = t->cal,
		.received_at = d->received_at,
		.limit = t->limit,
		.mode = d->rules->due_mode,
		.pauses = pauses,
		.n_pauses = n,
		.cutoff_s = d->rules->cutoff_s,
	};

	in.limit.amount += d->statutory_add;
	return deadline_compute(&in, out, e);
}

/* Past the last year of the holiday table nothing can be promised. */
static bool beyond(struct err *e, int64_t at)
{
	char text[INSTANT_TEXT];

	return err_set(e, ERR_INVALID, "clock.uncovered", "at", instant_vi(at, text), NULL);
}

/* A date already given (form 04, imported) moved by a pause opened later: held
 * are the working days after the pause's day up to the day of resumption (R6);
 * a reset gives the limit afresh. */
static bool moved_due(const struct dossier *d, int64_t due, const struct pause *p, int64_t *out,
		      struct err *e)
{
	struct day paused, resumed, day;
	int64_t from, to;

	*out = due;
	if (p->from > due) {
		return true;
	}
	if (p->policy == PAUSE_RESET) {
		struct deadline_in in = {
			.cal = d->cal, .received_at = p->to, .limit = dossier_limit(d),
			.mode = d->rules->due_mode, .cutoff_s = d->rules->cutoff_s,
		};
		struct deadline afresh;

		if (!deadline_compute(&in, &afresh, e)) {
			return false;
		}
		*out = num_max(due, afresh.due);
		return true;
	}
	from = work_next(d->cal, p->from);
	to = work_next(d->cal, p->to);
	if (from == INSTANT_NONE || to == INSTANT_NONE) {
		return beyond(e, p->to);
	}
	paused = day_of(from);
	resumed = day_of(to);
	day = day_of(due);
	int64_t held = calendar_days_between(d->cal, paused, resumed);

	if (held > 0) {
		if (!calendar_day_after(d->cal, day, held, &day)) {
			return beyond(e, due);
		}
		*out = day_close(d->cal, day);
	}
	return true;
}

static bool later_pauses(const struct dossier *d, int64_t after, int64_t resumed_at, int64_t *due,
			 bool *open, struct err *e)
{
	struct pause pauses[LIMIT_PAUSES];
	size_t n = pauses_of(d, after, INT64_MAX, resumed_at, pauses, open);

	for (size_t i = 0; i < n; i++) {
		if (!moved_due(d, *due, &pauses[i], due, e)) {
			return false;
		}
	}
	return true;
}

/* The earliest over the terms under the pauses opened up to `until`. */
static bool terms_due(const struct dossier *d, int64_t until, int64_t resumed_at,
		      struct due_view *out, bool *open, struct err *e)
{
	struct pause pauses[LIMIT_PAUSES];
	size_t n = pauses_of(d, INT64_MIN, until, resumed_at, pauses, open);

	for (size_t i = 0; i < d->terms; i++) {
		struct deadline one;

		if (!term_due(d, &d->term[i], pauses, n, &one, e)) {
			return false;
		}
		if (i == 0 || one.due < out->due) {
			out->due = one.due;
			out->effective_start = one.effective_start;
			out->apology_by = one.apology_by;
		}
		out->provisional = (i > 0 && out->provisional) || one.provisional;
	}
	return true;
}

static bool due_at(const struct dossier *d, int64_t resumed_at, struct due_view *out, struct err *e)
{
	struct due_view v = { .due = INSTANT_NONE, .effective_start = INSTANT_NONE,
			      .apology_by = INSTANT_NONE };
	bool open = false;
	int64_t until = d->form04_at != INSTANT_NONE ? d->form04_at : INT64_MAX;

	if (d->imported) {
		v.due = d->imported_due;
		v.effective_start = d->received_at;
		if (!later_pauses(d, d->received_entry_at, resumed_at, &v.due, &open, e)) {
			return false;
		}
	} else if (!terms_due(d, until, resumed_at, &v, &open, e)) {
		return false;
	}
	if (d->form04_at != INSTANT_NONE) {
		if (!deadline_extend_wdays(d->cal, v.due, d->form04_days, &v.due, e)) {
			return false;
		}
		if (!d->imported && !later_pauses(d, until, resumed_at, &v.due, &open, e)) {
			return false;
		}
		v.provisional = v.provisional ||
				!calendar_confirmed(d->cal, d->received_at, v.due);
	}
	if (open) {
		v.due = INSTANT_NONE;
		v.apology_by = INSTANT_NONE;
	} else {
		v.apology_by = deadline_apology(d->cal, dossier_limit(d).unit, v.due);
	}
	*out = v;
	return true;
}

bool dossier_due(const struct dossier *d, struct due_view *out, struct err *e)
{
	return due_at(d, INSTANT_NONE, out, e);
}

bool dossier_due_if(const struct dossier *d, int64_t resumed_at, struct due_view *out,
		    struct err *e)
{
	return due_at(d, resumed_at, out, e);
}

/* The answer limit of a submission that never got a promise: online the answer
 * hours of the rule set, at the counter the same day. */
static bool answer_promise(const struct dossier *d, int64_t *out, struct err *e)
{
	bool online = d->channel == CHANNEL_ONLINE || d->channel == CHANNEL_ONLINE_HELPED;
	struct deadline_in in = {
		.cal = d->cal, .received_at = d->submitted_at,
		.limit = online ? (struct limit){ .unit = LIMIT_WHOUR,
						  .amount = d->rules->answer_s }
				: (struct limit){ .unit = LIMIT_SAME_DAY },
		.mode = DUE_DAY_CLOSE, .cutoff_s = d->rules->cutoff_s,
	};
	struct deadline dl;

	if (!deadline_compute(&in, &dl, e)) {
		return false;
	}
	*out = dl.due;
	return true;
}

/* From where the first promise counts: a reception later than the answer limit
 * counts from submission (rule 26). */
static int64_t lived_start(const struct dossier *d)
{
	bool online = d->channel == CHANNEL_ONLINE || d->channel == CHANNEL_ONLINE_HELPED;

	if (online && work_between(d->cal, d->submitted_at, d->received_at) > d->rules->answer_s) {
		return d->submitted_at;
	}
	return d->received_at;
}

bool dossier_lived_due(const struct dossier *d, int64_t now, int64_t *out, struct err *e)
{
	struct pause pauses[LIMIT_PAUSES];
	size_t n = 0;
	struct deadline dl;

	if (d->inherited_promise != INSTANT_NONE) {
		*out = d->inherited_promise;
		return true;
	}
	if (d->imported) {
		*out = d->imported_due;
		return true;
	}
	if (d->received_at == INSTANT_NONE) {
		return answer_promise(d, out, e);
	}
	for (size_t i = 0; i < d->pauses; i++) {
		if (d->pause[i].citizen) {
			pauses[n] = d->pause[i].pause;
			pauses[n].policy = PAUSE_HOLD;
			if (pauses[n].to == INSTANT_NONE) {
				pauses[n].to = num_max(now, pauses[n].from);
			}
			n++;
		}
	}
	struct deadline_in in = {
		.cal = d->first_cal, .received_at = lived_start(d), .limit = d->first_limit,
		.mode = d->rules->due_mode, .pauses = pauses, .n_pauses = n,
		.cutoff_s = d->rules->cutoff_s,
	};

	if (!deadline_compute(&in, &dl, e)) {
		return false;
	}
	*out = dl.due;
	return true;
}
