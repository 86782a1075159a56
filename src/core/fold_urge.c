/* Fold of urging (rule 45) and of ways made for nothing (rule 46). */
#include "fold.h"

#include <string.h>

static bool keep_urge(struct fold *f, struct urge v)
{
	struct dossier *d = f->d;

	if (d->urges == d->urges_cap) {
		size_t cap = d->urges_cap == 0 ? 2 : d->urges_cap * 2;
		struct urge *w = arena_array(d->arena, struct urge, cap);

		if (d->urges > 0) {
			memcpy(w, d->urge, d->urges * sizeof(*w));
		}
		d->urge = w;
		d->urges_cap = cap;
	}
	d->urge[d->urges++] = v;
	return true;
}

bool fold_urged(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_URGE, .step = d->step, .from = INSTANT_NONE };
	struct urge v = { .asked_at = f->en->at, .answered_at = INSTANT_NONE,
			  .ready_by = INSTANT_NONE, .number = (int32_t)d->urges + 1 };

	if (d->state != DOSSIER_OPEN || dossier_urge(d) != NULL || d->rules->urge_s <= 0) {
		return fold_bad(f, "state");
	}
	v.due = o.due = work_add(d->cal, f->en->at, d->rules->urge_s);
	o.number = v.number;
	return fold_holder(f, &o.holder) && fold_open(f, &o, &v.obligation) && keep_urge(f, v);
}

/* The open one, which the entry must mean. */
static struct urge *urge_of_body(struct fold *f)
{
	const struct urge *u = dossier_urge(f->d);
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return NULL;
	}
	if (u == NULL || u->number != n) {
		(void)fold_bad(f, "n");
		return NULL;
	}
	return &f->d->urge[n - 1];
}

bool fold_urge_answered(struct fold *f)
{
	struct urge *u = urge_of_body(f);

	if (u == NULL) {
		return false;
	}
	if (body_has(f->en, "ready_by") && !body_at(f->en, "ready_by", &u->ready_by, f->e)) {
		return false;
	}
	u->answered_at = f->en->at;
	fold_end(f, u->obligation, ENDED_ANSWERED);
	return true;
}

bool fold_urge_silent(struct fold *f)
{
	struct urge *u = urge_of_body(f);

	if (u == NULL) {
		return false;
	}
	if (u->silent) {
		return fold_bad(f, "silent");
	}
	u->silent = true;
	return true;
}

bool fold_carry_urge(struct fold *f, enum ended why)
{
	struct dossier *d = f->d;
	const struct urge *open = dossier_urge(d);
	bool same_step = why == ENDED_TAKEN || why == ENDED_REASSIGNED || why == ENDED_MOVED ||
			 why == ENDED_PAPER;

	if (open == NULL) {
		return true;
	}
	struct urge *u = &d->urge[open->number - 1];
	struct obligation old = d->ob[u->obligation];
	struct opening o = { .kind = OB_URGE, .holder = d->ob[d->hold].holder, .step = old.step,
			     .number = old.number, .from = INSTANT_NONE, .due = old.due };

	if (same_step && party_eq(&o.holder, &old.holder)) {
		return true;
	}
	fold_end(f, u->obligation, why);
	return !same_step || fold_open(f, &o, &u->obligation);
}

bool fold_came_for_nothing(struct fold *f)
{
	struct dossier *d = f->d;
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	if ((d->state != DOSSIER_OPEN && d->state != DOSSIER_WAITING) ||
	    n != d->came_for_nothing + 1) {
		return fold_bad(f, "n");
	}
	d->came_for_nothing = (int32_t)n;
	return true;
}
