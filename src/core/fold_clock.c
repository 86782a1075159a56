/* Fold of the clock acts: notices, waits, variants, extensions, calendars. */
#include "fold.h"

#include "base/limits.h"

#include <string.h>

static struct notice *push_notice(struct fold *f)
{
	struct dossier *d = f->d;

	if (d->notices == d->notices_cap) {
		size_t cap = d->notices_cap == 0 ? 4 : d->notices_cap * 2;
		struct notice *v = arena_array(d->arena, struct notice, cap);

		if (d->notices > 0) {
			memcpy(v, d->notice, d->notices * sizeof(*v));
		}
		d->notice = v;
		d->notices_cap = cap;
	}
	struct notice *n = &d->notice[d->notices++];

	*n = (struct notice){ .number = (int32_t)d->notices, .asked_at = f->en->at,
			      .told_at = INSTANT_NONE, .delivered_at = INSTANT_NONE,
			      .answered_at = INSTANT_NONE, .step = d->step,
			      .asker = d->office, .seq = f->en->seq };
	return n;
}

static bool asked(struct fold *f, enum notice_kind kind, const char *ground)
{
	struct dossier *d = f->d;
	int64_t n;
	struct notice *v;

	if (d->state != DOSSIER_OPEN || !body_int(f->en, "n", &n, f->e)) {
		return d->state == DOSSIER_OPEN ? false : fold_bad(f, "state");
	}
	v = push_notice(f);
	if (n != v->number) {
		return fold_bad(f, "n");
	}
	v->kind = kind;
	v->lawful = json_bool(f->en->body, "lawful", false);
	v->wait = version_wait(d->version, str_of(ground));
	if (v->lawful && v->wait == NULL) {
		return fold_bad(f, "ground");
	}
	return true;
}

/* It names no paper of the procedure, or only what had been handed in whole. */
static bool names_nothing_lacking(const struct dossier *d, const struct entry *en)
{
	const struct json *list = json_arr(en->body, "wanted");

	for (size_t i = 0; i < json_len(list); i++) {
		const struct paper *p = version_paper(d->version, json_at(list, i)->s);

		if (p != NULL && !dossier_has_paper(d, p)) {
			return false;
		}
	}
	return true;
}

bool fold_supplement_asked(struct fold *f)
{
	if (!asked(f, NOTICE_SUPPLEMENT, "supplement")) {
		return false;
	}
	f->d->notice[f->d->notices - 1].empty = names_nothing_lacking(f->d, f->en);
	f->d->supplements++;
	return true;
}

bool fold_payment_asked(struct fold *f)
{
	return asked(f, NOTICE_PAYMENT, "payment");
}

static bool notice_of_body(struct fold *f, struct notice **out)
{
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	*out = fold_notice(f, notice_of(json_str(f->en->body, "notice")), n);
	return *out != NULL || fold_bad(f, "notice");
}

bool fold_told(struct fold *f)
{
	enum notice_kind kind = notice_of(json_str(f->en->body, "notice"));
	struct notice *v;
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	v = fold_notice(f, kind, n);
	if (v == NULL) {		/* result, variant, extension: told is their first act */
		v = push_notice(f);
		if (n != v->number || kind == NOTICE_NONE) {
			return fold_bad(f, "n");
		}
		v->kind = kind;
	}
	v->told_at = f->en->at;
	v->how = str_dup(f->d->arena, json_str(f->en->body, "how"));
	f->d->recallable = false;	/* rule 8: never after a notice */
	return true;
}

/* Stops the citizen's clock and passes custody to whom the ground names. */
static bool open_wait(struct fold *f, const struct wait_rule *w, int32_t number)
{
	struct dossier *d = f->d;
	struct deadline_in in = { .cal = d->cal, .received_at = f->en->at, .limit = w->limit,
				  .mode = DUE_DAY_CLOSE, .cutoff_s = d->rules->cutoff_s };
	struct deadline until;
	struct opening o = { .kind = OB_WAIT, .step = d->step, .number = number,
			     .from = INSTANT_NONE };

	if (d->pauses >= LIMIT_PAUSES) {
		return err_set(f->e, ERR_LIMIT, "dossier.too_many", NULL);
	}
	if (!deadline_compute(&in, &until, f->e)) {
		return false;
	}
	o.due = until.due;
	o.holder.kind = w->holder == WAIT_CITIZEN ? PARTY_CITIZEN : PARTY_BODY;
	o.holder.body = w->holder;
	if (d->pauses == d->pauses_cap) {
		size_t cap = d->pauses_cap == 0 ? 2 : d->pauses_cap * 2;
		struct pause_act *v = arena_array(d->arena, struct pause_act, cap);

		if (d->pauses > 0) {
			memcpy(v, d->pause, d->pauses * sizeof(*v));
		}
		d->pause = v;
		d->pauses_cap = cap;
	}
	d->pause[d->pauses++] = (struct pause_act){
		.pause = { .from = f->en->at, .to = INSTANT_NONE, .policy = w->policy },
		.wait = w, .citizen = w->holder == WAIT_CITIZEN, .seq = f->en->seq,
	};
	int32_t step = d->step;

	if (!fold_move(f, &o, ENDED_WAIT)) {
		return false;
	}
	d->step = step;
	d->state = DOSSIER_WAITING;
	return fold_due(f);
}

bool fold_notice_delivered(struct fold *f)
{
	struct dossier *d = f->d;
	struct notice *v;

	if (!notice_of_body(f, &v)) {
		return false;
	}
	if (v->delivered_at != INSTANT_NONE) {
		return fold_bad(f, "twice");
	}
	v->delivered_at = f->en->at;
	if (v->kind == NOTICE_RESULT && d->state == DOSSIER_READY) {
		struct opening o = { .kind = OB_HANDOUT, .holder = { .kind = PARTY_CITIZEN },
				     .step = -1, .number = v->number, .from = INSTANT_NONE,
				     .due = INSTANT_NONE };

		return fold_move(f, &o, ENDED_NOTICED);
	}
	d->recallable = false;
	/* The dossier may have gone on meanwhile: it waits where it is. What has been
	 * signed waits for nothing more. */
	if (v->lawful && v->answered_at == INSTANT_NONE && d->state == DOSSIER_OPEN &&
	    !d->is_signed) {
		v->asker = d->ob[d->hold].holder;
		v->step = d->step;
		return open_wait(f, v->wait, v->number);
	}
	return true;
}

/* Ends the open wait: the clock runs again and the office holds. */
static bool close_wait(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_STEP, .from = INSTANT_NONE, .due = INSTANT_NONE };

	if (d->state != DOSSIER_WAITING || d->pauses == 0) {
		return fold_bad(f, "state");
	}
	struct pause_act *p = &d->pause[d->pauses - 1];

	if (!fold_holder(f, &o.holder) || !fold_step(f, &o.step)) {
		return false;
	}
	p->pause.to = f->en->at;
	d->state = DOSSIER_OPEN;
	if (!fold_due(f) || !fold_move(f, &o, ENDED_RESUMED)) {
		return false;
	}
	fold_after_wait(f);
	return p->pause.policy != PAUSE_RESET || fold_replan(f, REPLAN_FRESH);
}

bool fold_answered(struct fold *f)
{
	struct dossier *d = f->d;
	enum notice_kind kind = f->en->kind == KIND_PAID ? NOTICE_PAYMENT : NOTICE_SUPPLEMENT;
	struct notice *v;
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	v = fold_notice(f, kind, n);
	if (v == NULL || v->answered_at != INSTANT_NONE) {
		return fold_bad(f, "n");
	}
	v->answered_at = f->en->at;
	if (d->state == DOSSIER_WAITING && d->ob[d->hold].number == v->number) {
		return close_wait(f);
	}
	return true;
}

bool fold_paused(struct fold *f)
{
	struct dossier *d = f->d;
	struct str ground;
	const struct wait_rule *w;

	if (!body_str(f->en, "ground", &ground, f->e)) {
		return false;
	}
	w = version_wait(d->version, ground);
	if (w == NULL || w->needs_notice || d->state != DOSSIER_OPEN) {
		return fold_bad(f, "ground");
	}
	return open_wait(f, w, 0);
}

bool fold_resumed(struct fold *f)
{
	struct dossier *d = f->d;

	/* Nothing was received: the limit does not start afresh (L6), the wait only
	 * held the clock. */
	if (d->pauses > 0 && d->pause[d->pauses - 1].wait->needs_notice) {
		d->pause[d->pauses - 1].pause.policy = PAUSE_HOLD;
	}
	return close_wait(f);
}

bool fold_variant_chosen(struct fold *f)
{
	struct dossier *d = f->d;
	struct str id;

	if (!body_str(f->en, "variant", &id, f->e)) {
		return false;
	}
	d->variant = version_variant(d->version, id);
	if (d->variant == NULL) {
		return fold_bad(f, "variant");
	}
	/* Not an extension: another limit from the same reception, on every calendar it
	 * counts on. A promise of another procedure stays (rule 17). */
	for (size_t i = 0; i < d->terms; i++) {
		if (d->term[i].version == d->version) {
			d->term[i].limit = d->variant->limit;
		}
	}
	return fold_due(f) && fold_replan(f, REPLAN_REST);
}

bool fold_extended_by_law(struct fold *f)
{
	struct dossier *d = f->d;
	const struct statutory *s;
	struct str id;

	if (!body_str(f->en, "statutory", &id, f->e)) {
		return false;
	}
	s = version_statutory(d->version, id);
	if (s == NULL) {
		return fold_bad(f, "statutory");
	}
	d->statutory_add += s->add;
	d->statutory_count++;
	return fold_due(f) && fold_replan(f, REPLAN_REST);
}

bool fold_calendar_moved(struct fold *f)
{
	struct dossier *d = f->d;
	struct str id;
	const struct calendar *cal;

	if (!body_str(f->en, "calendar", &id, f->e)) {
		return false;
	}
	cal = law_calendar(f->law, id, d->profile_id);
	if (cal == NULL) {
		return fold_bad(f, "calendar");
	}
	d->cal = cal;
	d->calendar_id = str_dup(d->arena, id);
	/* Rule 1: from here all seconds are counted on the new calendar, and the due
	 * is the earlier of both. */
	memset(d->used_s, 0, d->version->steps * sizeof(*d->used_s));
	for (size_t i = 0; i < d->obs; i++) {
		struct obligation *b = &d->ob[i];

		if (b->to == INSTANT_NONE) {
			continue;
		}
		b->work_s = work_between(cal, b->from, b->to);
		if (b->kind == OB_STEP && b->step >= 0 && b->version == d->version) {
			d->used_s[b->step] += b->work_s;
		}
	}
	if (d->hold >= 0 && d->ob[d->hold].kind == OB_STEP) {
		struct obligation *b = &d->ob[d->hold];

		b->due = work_add(cal, b->from, b->plan_s);
	}
	struct limit limit = d->variant != NULL ? d->variant->limit : d->version->limit;

	return fold_term(f, limit, cal) && fold_due(f);
}
