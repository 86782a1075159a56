/* Fold of apologies with one new date: form 04 (rules 15, 39). */
#include "fold.h"

#include "base/num.h"

#include <string.h>

static bool keep_apology(struct fold *f, struct apology v)
{
	struct dossier *d = f->d;

	if (d->apologies == d->apologies_cap) {
		size_t cap = d->apologies_cap == 0 ? 1 : d->apologies_cap * 2;
		struct apology *w = arena_array(d->arena, struct apology, cap);

		if (d->apologies > 0) {
			memcpy(w, d->apology, d->apologies * sizeof(*w));
		}
		d->apology = w;
		d->apologies_cap = cap;
	}
	d->apology[d->apologies++] = v;
	return true;
}

/* R8's moment; where that has gone by, or there is none, twice the hours of an unsigned one
 * from the promise or from now. */
static int64_t sign_by(const struct fold *f)
{
	const struct dossier *d = f->d;

	if (d->apology_by != INSTANT_NONE && d->apology_by > f->en->at) {
		return d->apology_by;
	}
	return work_add(d->cal, num_max(d->due, f->en->at), 2 * d->rules->apology_s);
}

bool fold_apology_drafted(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_APOLOGY, .step = d->step, .from = INSTANT_NONE };
	struct apology v = { .number = (int32_t)d->apologies + 1, .due = d->due,
			     .drafted_at = f->en->at, .signed_at = INSTANT_NONE,
			     .missed_at = INSTANT_NONE };
	int64_t n, chance = 0;

	if (!body_int(f->en, "n", &n, f->e) ||
	    (body_has(f->en, "chance") && !body_int(f->en, "chance", &chance, f->e))) {
		return false;
	}
	if (chance < 0 || chance > 100) {
		return fold_bad(f, "chance");
	}
	v.chance = (int32_t)chance;
	if (n != v.number || d->state != DOSSIER_OPEN || d->due == INSTANT_NONE ||
	    dossier_apology(d) != NULL || d->form04_count > 0 || d->rules->apology_s <= 0) {
		return fold_bad(f, "state");
	}
	if (body_has(f->en, "cause") && !body_id(f->en, "cause", 'u', &v.cause.v, f->e)) {
		return false;
	}
	v.sign_by = o.due = sign_by(f);
	o.number = v.number;
	return fold_holder(f, &o.holder) && fold_open(f, &o, &v.obligation) &&
	       keep_apology(f, v);
}

/* The open one, which the entry must mean. */
static struct apology *apology_of_body(struct fold *f)
{
	const struct apology *p = dossier_apology(f->d);
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return NULL;
	}
	if (p == NULL || p->number != n) {
		(void)fold_bad(f, "n");
		return NULL;
	}
	return &f->d->apology[n - 1];
}

bool fold_apology_passed(struct fold *f)
{
	struct apology *p = apology_of_body(f);

	if (p == NULL) {
		return false;
	}
	struct obligation old = f->d->ob[p->obligation];
	struct opening o = { .kind = OB_APOLOGY, .step = old.step, .number = old.number,
			     .from = INSTANT_NONE, .due = old.due };

	if (p->passed || !fold_holder(f, &o.holder)) {
		return fold_bad(f, "passed");
	}
	fold_end(f, p->obligation, ENDED_SILENT);
	p->passed = true;
	return fold_open(f, &o, &p->obligation);
}

bool fold_apology_missed(struct fold *f)
{
	struct apology *p = apology_of_body(f);

	if (p == NULL) {
		return false;
	}
	if (p->missed_at != INSTANT_NONE) {
		return fold_bad(f, "missed");
	}
	p->missed_at = f->en->at;
	return true;
}

/* Signed: by the one who owes a draft, or before there was any. */
bool fold_extended(struct fold *f)
{
	struct dossier *d = f->d;
	const struct apology *open = dossier_apology(d);

	if (!body_int(f->en, "days", &d->form04_days, f->e)) {
		return false;
	}
	if (d->form04_count > 0) {
		return fold_bad(f, "form04");
	}
	d->form04_unit = d->competent;
	if (!body_id(f->en, "cause", 'u', &d->form04_cause.v, f->e) ||
	    (body_has(f->en, "unit") && !body_id(f->en, "unit", 'u', &d->form04_unit.v, f->e))) {
		return false;
	}
	if (open != NULL) {
		d->apology[open->number - 1].signed_at = f->en->at;
		fold_end(f, open->obligation, ENDED_SIGNED);
	}
	d->form04_at = f->en->at;
	d->form04_count++;
	return fold_due(f);
}

void fold_apology_due(struct fold *f)
{
	const struct apology *open = dossier_apology(f->d);

	if (open != NULL && open->due != f->d->due) {
		fold_end(f, open->obligation, ENDED_REDATED);
	}
}
