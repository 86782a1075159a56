/* The split of lateness over holders and the silent. */
#include "lateness.h"

#include "base/num.h"

struct split {
	const struct dossier *d;
	struct late_share *share;
	size_t n;
	int64_t now;
};

static struct late_share *share_of(struct split *s, const struct party *p)
{
	for (size_t i = 0; i < s->n; i++) {
		if (party_eq(&s->share[i].account, p)) {
			return &s->share[i];
		}
	}
	s->share[s->n] = (struct late_share){ .account = *p };
	return &s->share[s->n++];
}

static int64_t end_of(const struct split *s, const struct obligation *o)
{
	return o->to != INSTANT_NONE ? o->to : num_max(s->now, o->from);
}

/* Others wait for it: an opinion, or a superior's ruling (rules 32, 33). */
static bool owed_beside(const struct obligation *o)
{
	return o->kind == OB_OPINION || o->kind == OB_CONTEST || o->kind == OB_RETURN;
}

/* Was it owed and past its due at that instant? */
static bool silent_at(const struct split *s, const struct obligation *o, int64_t at)
{
	return owed_beside(o) && o->due != INSTANT_NONE && o->due <= at &&
	       end_of(s, o) > at;
}

/* The next instant after `at` at which the set of silent ones changes. */
static int64_t next_change(const struct split *s, int64_t at, int64_t end)
{
	int64_t next = end;

	for (size_t i = 0; i < s->d->obs; i++) {
		const struct obligation *o = &s->d->ob[i];

		if (!owed_beside(o) || o->due == INSTANT_NONE) {
			continue;
		}
		if (o->due > at) {
			next = num_min(next, o->due);
		}
		if (end_of(s, o) > at) {
			next = num_min(next, end_of(s, o));
		}
	}
	return next;
}

/* Gives the seconds of a stretch of overrun to the silent, or to the account. */
static void give(struct split *s, const struct obligation *hold, int64_t at, int64_t seconds)
{
	int64_t silent = 0, given = 0;

	for (size_t i = 0; i < s->d->obs; i++) {
		silent += silent_at(s, &s->d->ob[i], at) ? 1 : 0;
	}
	if (silent == 0) {
		share_of(s, &hold->account)->overrun_s += seconds;
		return;
	}
	for (size_t i = 0; i < s->d->obs; i++) {
		if (silent_at(s, &s->d->ob[i], at)) {
			int64_t part = seconds / silent + (given < seconds % silent ? 1 : 0);

			share_of(s, &s->d->ob[i].account)->overrun_s += part;
			given++;
		}
	}
}

static void overrun_of(struct split *s, const struct obligation *hold, int64_t within)
{
	const struct calendar *cal = s->d->cal;
	int64_t end = end_of(s, hold);
	int64_t at = work_add(cal, hold->from, within);

	while (at != INSTANT_NONE && at < end) {
		int64_t next = next_change(s, at, end);

		give(s, hold, at, work_between(cal, at, next));
		at = next;
	}
}

/* Largest remainder, the earlier share first among equals. */
static void apportion(struct late_share *share, size_t n, const int64_t *weight, int64_t whole)
{
	int64_t sum = 0, given = 0;

	for (size_t i = 0; i < n; i++) {
		sum += weight[i];
	}
	for (size_t i = 0; i < n && sum > 0; i++) {
		share[i].late_s = (int64_t)((__int128)whole * weight[i] / sum);
		given += share[i].late_s;
	}
	for (; sum > 0 && given < whole; given++) {
		size_t best = 0;
		__int128 most = -1;

		for (size_t i = 0; i < n; i++) {
			__int128 rest = (__int128)whole * weight[i] -
					(__int128)share[i].late_s * sum;

			if (rest > most) {
				most = rest;
				best = i;
			}
		}
		share[best].late_s++;
	}
}

static size_t spread(struct arena *a, struct split *s, bool *by_own)
{
	const struct dossier *d = s->d;
	int64_t *left = arena_array(a, int64_t, d->version->steps);
	int64_t over = 0;

	for (size_t i = 0; i < d->version->steps; i++) {
		left[i] = d->plan_s[i];
	}
	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];

		if (o->kind != OB_STEP || o->step < 0) {
			continue;
		}
		/* A step of the wrong procedure (rule 17) has no plan any more. */
		bool planned = o->version == d->version;
		int64_t own = work_between(d->cal, o->from, end_of(s, o));
		int64_t within = o->astray ? 0 : planned ? num_min(own, left[o->step]) : own;

		if (planned) {
			left[o->step] -= within;
		}
		(void)share_of(s, &o->account);
		if (own > within) {
			overrun_of(s, o, within);
		}
	}
	for (size_t i = 0; i < s->n; i++) {
		over += s->share[i].overrun_s;
	}
	*by_own = over == 0;
	return s->n;
}

/* Nobody had it in working time at all: then it is the first one's. */
static void give_somebody(int64_t *weight, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += weight[i];
	}
	if (sum == 0 && n > 0) {
		weight[0] = 1;
	}
}

static void own_seconds(const struct split *s, int64_t *weight)
{
	for (size_t i = 0; i < s->n; i++) {
		weight[i] = 0;
		for (size_t k = 0; k < s->d->obs; k++) {
			const struct obligation *o = &s->d->ob[k];

			if (o->kind == OB_STEP && party_eq(&o->account, &s->share[i].account)) {
				weight[i] += work_between(s->d->cal, o->from, end_of(s, o));
			}
		}
	}
}

/* Up to when a dossier is late, or might be. */
static int64_t end_at(const struct dossier *d, int64_t now)
{
	return d->ready_at != INSTANT_NONE    ? d->ready_at
	       : d->closed_at != INSTANT_NONE ? d->closed_at
					      : now;
}

int64_t lateness_days(const struct dossier *d, int64_t now)
{
	int64_t end = calendar_clamp(d->cal, end_at(d, now));

	return d->first_due == INSTANT_NONE || end <= d->first_due
		       ? 0 : calendar_days_between(d->cal, day_of(d->first_due), day_of(end));
}

void lateness_split(struct arena *a, const struct dossier *d, int64_t promise, int64_t now,
		    struct lateness *out)
{
	int64_t end = end_at(d, now);

	*out = (struct lateness){ 0 };
	if (promise == INSTANT_NONE || d->received_at == INSTANT_NONE || d->obs == 0 ||
	    end <= promise) {
		return;
	}
	end = calendar_clamp(d->cal, end);

	struct split s = { .d = d, .now = end };

	out->late_s = work_between(d->cal, promise, end);
	if (out->late_s == 0) {
		return;
	}
	s.share = arena_array(a, struct late_share, d->obs);
	out->shares = spread(a, &s, &out->by_own_seconds);
	out->share = s.share;

	int64_t *weight = arena_array(a, int64_t, s.n);

	if (out->by_own_seconds) {
		own_seconds(&s, weight);
	} else {
		for (size_t i = 0; i < s.n; i++) {
			weight[i] = s.share[i].overrun_s;
		}
	}
	give_somebody(weight, s.n);
	apportion(s.share, s.n, weight, out->late_s);
}

void lateness_overruns(struct arena *a, const struct dossier *d, int64_t now,
		       struct lateness *out)
{
	*out = (struct lateness){ 0 };
	if (d->received_at == INSTANT_NONE || d->obs == 0) {
		return;
	}
	struct split s = { .d = d, .now = calendar_clamp(d->cal, now),
			   .share = arena_array(a, struct late_share, d->obs) };

	out->shares = spread(a, &s, &out->by_own_seconds);
	out->share = s.share;
}

size_t lateness_by_unit(struct arena *a, const struct lateness *l, struct unit_share **out)
{
	struct unit_share *u = arena_array(a, struct unit_share, l->shares);
	size_t n = 0;

	for (size_t i = 0; i < l->shares; i++) {
		const struct late_share *s = &l->share[i];
		struct unit_id unit = s->account.kind == PARTY_SEAT ? s->account.seat.unit
								    : (struct unit_id){ 0 };
		size_t k = 0;

		while (k < n && u[k].unit.v != unit.v) {
			k++;
		}
		if (k == n) {
			u[n++] = (struct unit_share){ .unit = unit };
		}
		u[k].overrun_s += s->overrun_s;
		u[k].late_s += s->late_s;
	}
	*out = u;
	return n;
}
