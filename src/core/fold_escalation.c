/* Fold of escalations within a dossier, and when time makes the next (rule 38). */
#include "fold.h"

#include "base/num.h"

#include <string.h>

/* ---- when ---- */

int64_t escalation_at(const struct dossier *d)
{
	const struct obligation *hold = dossier_hold(d);

	if (d->state != DOSSIER_OPEN || d->rules->escalation_s <= 0 || d->due == INSTANT_NONE ||
	    hold->kind != OB_STEP || hold->holder.kind != PARTY_SEAT ||
	    dossier_escalation(d) != NULL) {
		return INSTANT_NONE;
	}
	/* Who got it late has the time of the step. */
	bool late = dossier_came_at(d) > d->due && hold->due != INSTANT_NONE;

	return late ? num_max(d->due, hold->due) : d->due;
}

/* At the opening of a working day, so that an agency has one list a day. */
static int64_t opening_from(const struct calendar *cal, int64_t at)
{
	struct day day = day_of(at);

	if (calendar_day_from(cal, day, &day) && day_open(cal, day) >= at) {
		return day_open(cal, day);
	}
	return calendar_day_after(cal, day, 1, &day) ? day_open(cal, day) : INSTANT_NONE;
}

int64_t escalation_list_at(const struct dossier *d)
{
	const struct escalation *s = dossier_escalation(d);
	struct day day;

	if (s == NULL || s->listed_at != INSTANT_NONE || d->state != DOSSIER_OPEN) {
		return INSTANT_NONE;
	}
	int64_t at = s->acted_at == INSTANT_NONE ? s->due + 1 : INSTANT_NONE;

	if (d->rules->long_overdue_days > 0 &&
	    calendar_day_after(d->cal, day_of(s->at), d->rules->long_overdue_days, &day)) {
		int64_t late = day_open(d->cal, day);

		at = at == INSTANT_NONE ? late : num_min(at, late);
	}
	return at != INSTANT_NONE && calendar_covers(d->cal, at) ? opening_from(d->cal, at)
								 : INSTANT_NONE;
}

/* ---- entries ---- */

static bool keep(struct fold *f, struct escalation s)
{
	struct dossier *d = f->d;

	if (d->escalations == d->escalations_cap) {
		size_t cap = d->escalations_cap == 0 ? 2 : d->escalations_cap * 2;
		struct escalation *w = arena_array(d->arena, struct escalation, cap);

		if (d->escalations > 0) {
			memcpy(w, d->escalation, d->escalations * sizeof(*w));
		}
		d->escalation = w;
		d->escalations_cap = cap;
	}
	d->escalation[d->escalations++] = s;
	return true;
}

bool fold_escalated(struct fold *f)
{
	struct dossier *d = f->d;
	struct escalation s = { .number = (int32_t)d->escalations + 1, .at = f->en->at,
				.acted_at = INSTANT_NONE, .listed_at = INSTANT_NONE };
	struct opening o = { .kind = OB_ESCALATION, .step = d->step, .number = s.number,
			     .from = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || dossier_escalation(d) != NULL ||
	    d->rules->escalation_s <= 0) {
		return fold_bad(f, "state");
	}
	s.due = o.due = work_add(d->cal, f->en->at, d->rules->escalation_s);
	return fold_holder(f, &o.holder) && fold_open(f, &o, &s.obligation) && keep(f, s);
}

/* The one of the present hold, which the entry must mean. */
static struct escalation *of_body(struct fold *f)
{
	const struct escalation *s = dossier_escalation(f->d);
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return NULL;
	}
	if (s == NULL || s->number != n) {
		(void)fold_bad(f, "n");
		return NULL;
	}
	return &f->d->escalation[n - 1];
}

static void acted(struct fold *f, struct escalation *s, struct str how, enum ended why)
{
	memcpy(s->how, how.p, how.n);	/* a word of the table */
	s->acted_at = f->en->at;
	if (f->d->ob[s->obligation].to == INSTANT_NONE) {
		fold_end(f, s->obligation, why);
	}
}

bool fold_escalation_acted(struct fold *f)
{
	struct escalation *s = of_body(f);
	struct str how;

	if (s == NULL || !body_str(f->en, "how", &how, f->e)) {
		return false;
	}
	if (s->acted_at != INSTANT_NONE || how.n >= sizeof(s->how)) {
		return fold_bad(f, "how");
	}
	acted(f, s, how, ENDED_ANSWERED);
	return true;
}

bool fold_escalation_silent(struct fold *f)
{
	struct escalation *s = of_body(f);

	if (s == NULL) {
		return false;
	}
	if (s->silent || s->acted_at != INSTANT_NONE) {
		return fold_bad(f, "silent");
	}
	s->silent = true;
	return true;
}

bool fold_escalation_listed(struct fold *f)
{
	struct escalation *s = of_body(f);

	if (s == NULL) {
		return false;
	}
	if (s->listed_at != INSTANT_NONE) {
		return fold_bad(f, "listed");
	}
	s->listed_at = f->en->at;
	return true;
}

void fold_end_escalation(struct fold *f, enum ended why)
{
	const struct escalation *s = dossier_escalation(f->d);

	if (s == NULL) {
		return;
	}
	f->d->escalation[s->number - 1].over = true;
	if (f->d->ob[s->obligation].to == INSTANT_NONE) {
		fold_end(f, s->obligation, why);
	}
}

void fold_carry_escalation(struct fold *f, enum ended why)
{
	const struct escalation *s = dossier_escalation(f->d);

	if (s == NULL || why == ENDED_TAKEN || why == ENDED_MOVED || why == ENDED_PAPER) {
		return;
	}
	/* Given to somebody else of the unit: that is what was asked. */
	if (why == ENDED_REASSIGNED) {
		if (s->acted_at == INSTANT_NONE) {
			acted(f, &f->d->escalation[s->number - 1], STR("reassigned"), why);
		}
		return;
	}
	fold_end_escalation(f, why);
}
