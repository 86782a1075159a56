/* What ended duties say of units. */
#include "work.h"

#include "base/num.h"

#include <string.h>

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 8 * HOUR };

static const int64_t band_ends[WORK_BANDS - 1] = {
	15 * MINUTE, 30 * MINUTE, HOUR, 90 * MINUTE, 2 * HOUR, 3 * HOUR, 4 * HOUR, 6 * HOUR, DAY,
	12 * HOUR, 2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY, 7 * DAY, 10 * DAY, 15 * DAY,
};

int work_band(int64_t seconds)
{
	int i = 0;

	while (i < WORK_BANDS - 1 && seconds > band_ends[i]) {
		i++;
	}
	return i;
}

int64_t work_band_end(int band)
{
	return band < WORK_BANDS - 1 ? band_ends[band] : INT64_MAX;
}

int work_band_at(const int64_t spread[WORK_BANDS], int64_t n, int64_t of)
{
	int64_t all = 0, sum = 0;

	for (int i = 0; i < WORK_BANDS; i++) {
		all += spread[i];
	}
	for (int i = 0; i < WORK_BANDS && all > 0; i++) {
		sum += spread[i];
		if (sum * of >= all * n) {
			return i;
		}
	}
	return -1;
}

const struct obligation *work_came_from(const struct dossier *d, size_t no)
{
	int64_t from = d->ob[no].from;
	const struct obligation *found = NULL;

	for (size_t i = no; i > 0 && obligation_primary(&d->ob[no]); i--) {
		const struct obligation *o = &d->ob[i - 1];

		if (!obligation_primary(o) || o->to != from) {
			continue;
		}
		found = o;
		if (o->ended != ENDED_TAKEN && o->ended != ENDED_MOVED &&
		    o->ended != ENDED_PAPER) {
			break;
		}
		from = o->from;
	}
	return found;
}

/* The step itself is over, not only somebody's hold of it. */
static bool left(enum ended e)
{
	return e == ENDED_FORWARD || e == ENDED_BACK || e == ENDED_SIGNED || e == ENDED_READY ||
	       e == ENDED_STOPPED || e == ENDED_WITHDRAWN || e == ENDED_NOTICED;
}

/* Others were asked, and the one who holds the dossier waits for them. */
static bool owed_by_others(const struct obligation *o)
{
	return o->kind == OB_OPINION || o->kind == OB_RULING || o->kind == OB_CONTEST ||
	       o->kind == OB_RETURN;
}

/* Until when others owed it, as it was known when the hold ended: what was entered later about
 * the same time is no part of it, so that what a hold says stays said. */
static bool owed_during(const struct obligation *hold, const struct obligation *o, int64_t *from,
			int64_t *to)
{
	if (!owed_by_others(o) || o->opened_seq > hold->closed_seq) {
		return false;
	}
	bool open = o->to == INSTANT_NONE || o->closed_seq > hold->closed_seq;

	*from = num_max(o->from, hold->from);
	*to = open ? hold->to : num_min(o->to, hold->to);
	return *from < *to;
}

/* Working seconds of the hold in which at least one of them was owed. */
static int64_t waited(const struct dossier *d, const struct obligation *hold)
{
	bool none = d->opinions == 0 && d->contests == 0 && d->asked_backs == 0;
	int64_t at = hold->from, sum = 0;

	while (!none && at < hold->to) {
		int64_t until = at, next = hold->to, from, to;

		for (size_t i = 0; i < d->obs; i++) {
			if (!owed_during(hold, &d->ob[i], &from, &to)) {
				continue;
			}
			until = from <= at ? num_max(until, to) : until;
			next = from > at ? num_min(next, from) : next;
		}
		sum += work_between(d->cal, at, until);
		at = until > at ? until : next;
	}
	return sum;
}

static bool by_a_minute(const struct dossier *d, const struct obligation *o)
{
	return o->due != INSTANT_NONE && o->to < o->due &&
	       work_between(d->cal, o->to, o->due) >= MINUTE;
}

static bool after_due(const struct obligation *o)
{
	return o->due != INSTANT_NONE && o->to > o->due;
}

static void say_step(const struct dossier *d, size_t no, struct work_said *out)
{
	const struct obligation *o = &d->ob[no];
	const struct obligation *before = work_came_from(d, no);
	struct work_sums *s = &out->sums;

	s->held_s = o->work_s;
	s->untaken_s = o->taken_at == INSTANT_NONE ? o->work_s : 0;
	s->over_s = num_max(o->work_s - o->plan_s, 0);
	s->wait_s = waited(d, o);
	if (!left(o->ended)) {
		return;
	}
	/* It came when what was before it ended; the first one with the reception. */
	int64_t came = before != NULL && before->ended != ENDED_TAKEN ? before->to : o->from;

	s->steps = 1;
	s->early = by_a_minute(d, o);
	s->late = after_due(o);
	s->given = o->ended == ENDED_BACK;
	s->taken = before != NULL && before->ended == ENDED_BACK;
	out->band = work_band(work_between(d->cal, came, o->to));
}

static void say_opinion(const struct dossier *d, const struct obligation *o, struct work_said *out)
{
	struct work_sums *s = &out->sums;

	s->asked = o->ended == ENDED_ANSWERED || o->ended == ENDED_SILENT;
	s->asked_s = o->work_s;
	s->asked_early = s->asked && by_a_minute(d, o);
	if (after_due(o)) {
		s->asked_late = s->asked;
		s->asked_over_s = work_between(d->cal, num_max(o->due, o->from), o->to);
	}
}

static bool say(const struct dossier *d, size_t no, struct work_said *out)
{
	const struct obligation *o = &d->ob[no];
	struct work_sums *s = &out->sums;

	switch (o->kind) {
	case OB_STEP:
		say_step(d, no, out);
		return true;
	case OB_OPINION:
		say_opinion(d, o, out);
		return true;
	case OB_RULING: case OB_CONTEST: case OB_RETURN:
		s->ruled = o->ended == ENDED_ANSWERED || o->ended == ENDED_SILENT;
		s->ruled_late = s->ruled && after_due(o);
		return true;
	case OB_ESCALATION:
		s->called = o->ended != ENDED_MOVED;
		s->called_late = s->called && after_due(o);
		return true;
	case OB_WAIT:
		s->away_s = o->work_s;
		return true;
	case OB_NONE: case OB_HANDOUT: case OB_ANSWER: case OB_URGE: case OB_APOLOGY:
		break;
	}
	return false;
}

/* Who answers for it; for a wait, who sent it there. */
static const struct party *whose(const struct dossier *d, size_t no)
{
	const struct obligation *o = &d->ob[no];
	const struct obligation *before = o->kind == OB_WAIT ? work_came_from(d, no) : NULL;

	return before != NULL ? &before->holder : &o->account;
}

struct work_said work_said(const struct dossier *d, size_t no)
{
	const struct obligation *o = &d->ob[no];
	struct work_said w = { .band = -1 };

	if (o->to == INSTANT_NONE || d->imported || d->state == DOSSIER_UNDONE ||
	    o->version == NULL) {
		return w;
	}
	const struct party *p = whose(d, no);

	if (p->kind == PARTY_SEAT && say(d, no, &w)) {
		w.unit = p->seat.unit;
		w.person = p->seat.person;
		w.day = day_of(o->to);
		w.procedure = o->version->procedure->code;
	}
	return w;
}

void work_plus(struct work_sums *to, const struct work_sums *s, int64_t times)
{
#define ADD(name) to->name += times * s->name;
	WORK_COLUMNS(ADD)
#undef ADD
}
