/* Fold of opinions. */
#include "fold.h"

#include <string.h>

bool fold_opinion_asked(struct fold *f)
{
	struct dossier *d = f->d;
	struct str text;
	struct limit limit;
	struct deadline due;
	struct opinion v = { .asked_at = f->en->at, .answered_at = INSTANT_NONE };
	struct opening o = { .kind = OB_OPINION, .step = d->step, .from = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || !body_str(f->en, "limit", &text, f->e)) {
		return d->state == DOSSIER_OPEN ? false : fold_bad(f, "state");
	}
	if (!limit_parse(text, &limit, f->e) || !fold_holder(f, &o.holder)) {
		return fold_bad(f, "limit");
	}
	struct deadline_in in = { .cal = d->cal, .received_at = f->en->at, .limit = limit,
				  .mode = DUE_DAY_CLOSE, .cutoff_s = d->rules->cutoff_s };

	if (!deadline_compute(&in, &due, f->e)) {
		return false;
	}
	v.number = (int32_t)d->opinions + 1;
	v.due = due.due;
	v.planned = json_bool(f->en->body, "planned", false);
	v.effect = d->version->step[d->step].silence;
	o.due = v.due;
	o.number = v.number;
	if (!fold_open(f, &o, &v.obligation)) {
		return false;
	}
	if (d->opinions == d->opinions_cap) {
		size_t cap = d->opinions_cap == 0 ? 4 : d->opinions_cap * 2;
		struct opinion *w = arena_array(d->arena, struct opinion, cap);

		if (d->opinions > 0) {
			memcpy(w, d->opinion, d->opinions * sizeof(*w));
		}
		d->opinion = w;
		d->opinions_cap = cap;
	}
	d->opinion[d->opinions++] = v;
	return true;
}

static bool opinion_of_body(struct fold *f, struct opinion **out)
{
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	if (n < 1 || (size_t)n > f->d->opinions) {
		return fold_bad(f, "n");
	}
	*out = &f->d->opinion[n - 1];
	return true;
}

bool fold_opinion_answered(struct fold *f)
{
	struct opinion *v;
	struct str answer;

	if (!opinion_of_body(f, &v) || !body_str(f->en, "answer", &answer, f->e)) {
		return false;
	}
	if (v->answered_at != INSTANT_NONE || answer.n >= sizeof(v->answer)) {
		return fold_bad(f, "answer");
	}
	memcpy(v->answer, answer.p, answer.n);
	v->answered_at = f->en->at;
	if (f->d->ob[v->obligation].to == INSTANT_NONE) {
		fold_end(f, v->obligation, ENDED_ANSWERED);
	}
	return true;
}

bool fold_opinion_silent(struct fold *f)
{
	struct opinion *v;

	if (!opinion_of_body(f, &v)) {
		return false;
	}
	if (v->silent || v->answered_at != INSTANT_NONE) {
		return fold_bad(f, "silent");
	}
	v->silent = true;
	/* Only agreement by law ends the duty; otherwise it stays owed and grows late. */
	if (v->effect == SILENCE_AGREES && f->d->ob[v->obligation].to == INSTANT_NONE) {
		fold_end(f, v->obligation, ENDED_SILENT);
	}
	return true;
}
