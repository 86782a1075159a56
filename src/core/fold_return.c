/* Fold of returns: sent back; asked of a superior, and ruled on (rule 33). */
#include "fold.h"

/* Returned unrepaired, the minutes since the first return are the sender's: of whoever handed
 * it over again as it was. What others had of it meanwhile uses up no step's plan. */
static void charge_sender(struct fold *f)
{
	struct dossier *d = f->d;
	struct party sender = d->handed_by;

	for (size_t i = 0; i < d->obs; i++) {
		struct obligation *o = &d->ob[i];

		if (o->kind != OB_STEP || o->from < d->first_return_at || o->astray) {
			continue;
		}
		o->account = sender;
		o->astray = o->step != d->handed_step;
		if (o->astray && o->to != INSTANT_NONE && o->step >= 0 &&
		    o->version == d->version) {
			d->used_s[o->step] -= o->work_s;
		}
	}
}

bool fold_sent_back(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_STEP, .from = INSTANT_NONE, .due = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || d->hold < 0) {
		return fold_bad(f, "state");
	}
	if (!fold_holder(f, &o.holder) || !fold_step(f, &o.step)) {
		return false;
	}
	if (json_bool(f->en->body, "unrepaired", false) && d->handed_by.kind == PARTY_SEAT) {
		charge_sender(f);
	}
	struct party giver = d->ob[d->hold].holder;
	int32_t from = d->step;

	if (!fold_move(f, &o, ENDED_BACK)) {
		return false;
	}
	if (d->returns++ == 0) {
		d->first_return_at = f->en->at;
	}
	/* A result that was only proposed goes back with it. */
	d->decision = DECISION_NONE;
	d->is_signed = d->is_numbered = false;
	d->handed_by = giver;
	d->handed_step = from;
	d->handed_at = f->en->at;
	return true;
}

/* ---- through a superior ---- */

static bool open_duty(struct fold *f, int32_t number, int32_t *out)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_RETURN, .step = d->step, .number = number,
			     .from = INSTANT_NONE,
			     .due = work_add(d->cal, f->en->at, d->rules->ruling_s) };

	return fold_holder(f, &o.holder) && fold_open(f, &o, out);
}

bool fold_return_asked(struct fold *f)
{
	struct dossier *d = f->d;
	struct second_return r = { .number = (int32_t)d->asked_backs + 1, .at = f->en->at,
				   .actor = f->en->actor, .next = -1,
				   .ended_at = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || d->hold < 0 || dossier_return(d) != NULL ||
	    d->returns == 0) {
		return fold_bad(f, "state");
	}
	if (!body_str(f->en, "reason", &r.reason, f->e) || !fold_step(f, &r.step)) {
		return false;
	}
	r.reason = str_dup(d->arena, r.reason);
	r.by = d->ob[d->hold].holder;
	r.since = dossier_came_with(d);
	if (!open_duty(f, r.number, &r.obligation)) {
		return false;
	}
	d->asked_back = fold_grow(d->arena, d->asked_back, d->asked_backs, &d->asked_backs_cap,
				  sizeof(*d->asked_back));
	d->asked_back[d->asked_backs++] = r;
	return true;
}

static void end_return(struct fold *f, enum return_end end, enum ended why)
{
	struct second_return *r = &f->d->asked_back[f->d->asked_backs - 1];

	fold_end(f, r->obligation, why);
	if (r->next >= 0) {
		fold_end(f, r->next, why);
	}
	r->end = end;
	r->ended_at = f->en->at;
}

/* The open one, which the entry must mean. */
static struct second_return *of_body(struct fold *f)
{
	const struct second_return *r = dossier_return(f->d);
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return NULL;
	}
	if (r == NULL || r->number != n) {
		(void)fold_bad(f, "n");
		return NULL;
	}
	return &f->d->asked_back[n - 1];
}

bool fold_return_silent(struct fold *f)
{
	struct second_return *r = of_body(f);

	if (r == NULL) {
		return false;
	}
	bool rises = body_has(f->en, "holder");

	if (!return_pending(r) || (rises && r->next >= 0)) {
		return fold_bad(f, "silent");
	}
	r->silences++;
	return !rises || open_duty(f, r->number, &r->next);
}

bool fold_return_ruled(struct fold *f)
{
	struct str ruling;

	if (of_body(f) == NULL || !body_str(f->en, "ruling", &ruling, f->e)) {
		return false;
	}
	if (!str_is(ruling, "passed_on") && !str_is(ruling, "kept")) {
		return fold_bad(f, "ruling");
	}
	end_return(f, str_is(ruling, "kept") ? RETURN_KEPT : RETURN_PASSED_ON, ENDED_ANSWERED);
	return true;
}

void fold_end_return(struct fold *f, enum ended why)
{
	/* Another hand within the unit: still the same work. */
	bool stays = why == ENDED_TAKEN || why == ENDED_REASSIGNED || why == ENDED_MOVED ||
		     why == ENDED_PAPER;

	if (!stays && dossier_return(f->d) != NULL) {
		end_return(f, RETURN_MOOT, why);
	}
}
