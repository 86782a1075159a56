/* What ended duties say of units. */
#include "work.h"

#include "base/num.h"

#include <string.h>

static const int64_t band_ends[WORK_BANDS - 1] = {
	3600, 2 * 3600, 4 * 3600, 8 * 3600, 16 * 3600, 24 * 3600, 40 * 3600, 80 * 3600,
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

static void say_step(const struct dossier *d, size_t no, struct work_said *out)
{
	const struct obligation *o = &d->ob[no];
	const struct obligation *before = work_came_from(d, no);
	struct work_sums *s = &out->sums;

	s->held_s = o->work_s;
	s->over_s = num_max(o->work_s - o->plan_s, 0);
	if (!left(o->ended)) {
		return;
	}
	/* It came when what was before it ended; the first one with the reception. */
	int64_t came = before != NULL && before->ended != ENDED_TAKEN ? before->to : o->from;

	s->steps = 1;
	s->late = o->due != INSTANT_NONE && o->to > o->due;
	s->given = o->ended == ENDED_BACK;
	s->taken = before != NULL && before->ended == ENDED_BACK;
	out->band = work_band(work_between(d->cal, came, o->to));
}

static void say_opinion(const struct dossier *d, const struct obligation *o, struct work_said *out)
{
	struct work_sums *s = &out->sums;

	s->asked = o->ended == ENDED_ANSWERED || o->ended == ENDED_SILENT;
	s->asked_s = o->work_s;
	if (o->due != INSTANT_NONE && o->to > o->due) {
		s->asked_late = s->asked;
		s->asked_over_s = work_between(d->cal, num_max(o->due, o->from), o->to);
	}
}

struct work_said work_said(const struct dossier *d, size_t no)
{
	const struct obligation *o = &d->ob[no];
	struct work_said w = { .band = -1 };
	bool counts = o->to != INSTANT_NONE && o->account.kind == PARTY_SEAT && !d->imported &&
		      d->state != DOSSIER_UNDONE && o->version != NULL &&
		      (o->kind == OB_STEP || o->kind == OB_OPINION);

	if (!counts) {
		return w;
	}
	w.unit = o->account.seat.unit;
	w.day = day_of(o->to);
	w.procedure = o->version->procedure->code;
	if (o->kind == OB_STEP) {
		say_step(d, no, &w);
	} else {
		say_opinion(d, o, &w);
	}
	return w;
}

void work_plus(struct work_sums *to, const struct work_sums *s, int64_t times)
{
	to->steps += times * s->steps;
	to->held_s += times * s->held_s;
	to->over_s += times * s->over_s;
	to->late += times * s->late;
	to->given += times * s->given;
	to->taken += times * s->taken;
	to->asked += times * s->asked;
	to->asked_s += times * s->asked_s;
	to->asked_late += times * s->asked_late;
	to->asked_over_s += times * s->asked_over_s;
}
