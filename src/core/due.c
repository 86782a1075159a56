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

/* The limit of a term; statutory extensions are those of the procedure in force. */
static struct limit term_limit(const struct dossier *d, const struct term *t)
{
	struct limit l = t->limit;

	if (t->version == d->version) {
		l.amount += d->statutory_add;
	}
	return l;
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
static bool moved_due(const struct dossier *d, const struct term *t, const struct pause *p,
		      int64_t *due, struct err *e)
{
	int64_t from, to;

	if (p->from > *due) {
		return true;
	}
	if (p->policy == PAUSE_RESET) {
		struct deadline_in in = {
			.cal = t->cal, .received_at = p->to, .limit = term_limit(d, t),
			.mode = d->rules->due_mode, .cutoff_s = d->rules->cutoff_s,
		};
		struct deadline afresh;

		if (!deadline_compute(&in, &afresh, e)) {
			return false;
		}
		*due = num_max(*due, afresh.due);
		return true;
	}
	from = work_next(t->cal, p->from);
	to = work_next(t->cal, p->to);
	if (from == INSTANT_NONE || to == INSTANT_NONE) {
		return beyond(e, p->to);
	}
	struct day day = day_of(*due);
	int64_t held = calendar_days_between(t->cal, day_of(from), day_of(to));

	if (held > 0) {
		if (!calendar_day_after(t->cal, day, held, &day)) {
			return beyond(e, *due);
		}
		*due = day_close(t->cal, day);
	}
	return true;
}

static bool moved_by_all(const struct dossier *d, const struct term *t, const struct pause *p,
			 size_t n, int64_t *due, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (!moved_due(d, t, &p[i], due, e)) {
			return false;
		}
	}
	return true;
}

/* One term: the limit (or the printed date of an imported dossier) under the
 * pauses up to form 04, then form 04, then the pauses after it. */
static bool term_due(const struct dossier *d, const struct term *t, int64_t resumed_at,
		     struct due_view *out, bool *open, struct err *e)
{
	struct pause pauses[LIMIT_PAUSES];
	int64_t until = d->form04_at != INSTANT_NONE ? d->form04_at : INT64_MAX;
	size_t n = pauses_of(d, INT64_MIN, until, resumed_at, pauses, open);
	struct deadline dl = { .due = d->imported_due, .effective_start = d->received_at };

	if (d->imported) {
		if (!moved_by_all(d, t, pauses, n, &dl.due, e)) {
			return false;
		}
	} else {
		struct deadline_in in = {
			.cal = t->cal, .received_at = d->received_at, .limit = term_limit(d, t),
			.mode = d->rules->due_mode, .pauses = pauses, .n_pauses = n,
			.cutoff_s = d->rules->cutoff_s,
		};

		if (!deadline_compute(&in, &dl, e)) {
			return false;
		}
	}
	if (d->form04_at != INSTANT_NONE) {
		if (!deadline_extend_wdays(t->cal, dl.due, d->form04_days, &dl.due, e)) {
			return false;
		}
		n = pauses_of(d, until, INT64_MAX, resumed_at, pauses, open);
		if (!moved_by_all(d, t, pauses, n, &dl.due, e)) {
			return false;
		}
		dl.provisional = dl.provisional ||
				 !calendar_confirmed(t->cal, d->received_at, dl.due);
	}
	*out = (struct due_view){
		.due = dl.due, .effective_start = dl.effective_start,
		.apology_by = deadline_apology(t->cal, term_limit(d, t).unit, dl.due),
		.provisional = dl.provisional,
	};
	return true;
}

/* The earliest over the terms. */
static bool due_at(const struct dossier *d, int64_t resumed_at, struct due_view *out, struct err *e)
{
	struct due_view v = { .due = INSTANT_NONE, .effective_start = INSTANT_NONE,
			      .apology_by = INSTANT_NONE };
	bool open = false;

	for (size_t i = 0; i < d->terms; i++) {
		struct due_view one;

		if (!term_due(d, &d->term[i], resumed_at, &one, &open, e)) {
			return false;
		}
		if (i > 0) {
			bool earlier = one.due < v.due;

			one.provisional = one.provisional || v.provisional;
			v.provisional = one.provisional;
			v = earlier ? one : v;
		} else {
			v = one;
		}
	}
	if (open) {
		v.due = INSTANT_NONE;
		v.apology_by = INSTANT_NONE;
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
	if (work_between(d->cal, d->submitted_at, d->received_at) > d->rules->answer_s) {
		return d->submitted_at;
	}
	return d->received_at;
}

/* The citizen's own waits, each by `pause` (rule 26). */
static size_t citizen_waits(const struct dossier *d, int64_t now, struct pause out[LIMIT_PAUSES])
{
	size_t n = 0;

	for (size_t i = 0; i < d->pauses; i++) {
		if (d->pause[i].citizen) {
			out[n] = d->pause[i].pause;
			out[n].policy = PAUSE_HOLD;
			if (out[n].to == INSTANT_NONE) {
				out[n].to = num_max(now, out[n].from);
			}
			n++;
		}
	}
	return n;
}

bool dossier_lived_due(const struct dossier *d, int64_t now, int64_t *out, struct err *e)
{
	struct pause pauses[LIMIT_PAUSES];
	size_t n = citizen_waits(d, now, pauses);
	struct term first = { .limit = d->first_limit, .cal = d->first_cal };
	struct deadline dl = { .due = d->imported ? d->imported_due : d->inherited_promise };

	if (d->imported || (d->inherited_promise != INSTANT_NONE && d->first_cal != NULL)) {
		if (!moved_by_all(d, &first, pauses, n, &dl.due, e)) {
			return false;
		}
		*out = dl.due;
		return true;
	}
	if (d->inherited_promise != INSTANT_NONE) {
		*out = d->inherited_promise;
		return true;
	}
	if (d->received_at == INSTANT_NONE) {
		return answer_promise(d, out, e);
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

bool dossier_continued_due(const struct dossier *d, int64_t *out, struct err *e)
{
	struct deadline_in in = {
		.cal = d->cal, .received_at = d->submitted_at, .limit = dossier_limit(d),
		.mode = d->rules->due_mode, .cutoff_s = d->rules->cutoff_s,
	};
	struct deadline dl;

	if (d->received_at != INSTANT_NONE || d->inherited_promise != INSTANT_NONE) {
		return dossier_lived_due(d, d->at, out, e);
	}
	if (!deadline_compute(&in, &dl, e)) {
		return false;
	}
	*out = dl.due;
	return true;
}
