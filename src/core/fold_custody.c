/* Fold of custody: who holds, who answers for the minutes. */
#include "fold.h"

static bool open_step(struct fold *f, struct opening *o)
{
	*o = (struct opening){ .kind = OB_STEP, .from = INSTANT_NONE, .due = INSTANT_NONE };
	if (f->d->state != DOSSIER_OPEN || f->d->hold < 0) {
		return fold_bad(f, "state");
	}
	return fold_holder(f, &o->holder);
}

bool fold_taken(struct fold *f)
{
	struct opening o;

	if (!open_step(f, &o)) {
		return false;
	}
	/* Whom it was waiting with opens it: the same hold goes on. */
	struct obligation *now = &f->d->ob[f->d->hold];

	if (party_eq(&now->holder, &o.holder)) {
		now->taken_at = f->en->at;
		f->d->recallable = false;
		return true;
	}
	o.step = f->d->step;
	o.taken = true;
	return fold_move(f, &o, ENDED_TAKEN);
}

static enum decision decision_of(struct str s)
{
	for (int i = DECISION_GRANTED; i <= DECISION_NOT_ELIGIBLE; i++) {
		if (str_is(s, decision_name((enum decision)i))) {
			return (enum decision)i;
		}
	}
	return DECISION_NONE;
}

bool fold_handed_over(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o;

	if (!open_step(f, &o) || !fold_step(f, &o.step)) {
		return false;
	}
	d->handed_decision = d->decision;
	if (body_has(f->en, "decision")) {
		d->decision = decision_of(json_str(f->en->body, "decision"));
		if (d->decision == DECISION_NONE) {
			return fold_bad(f, "decision");
		}
	}
	struct party giver = d->ob[d->hold].holder;
	int32_t from = d->step;

	o.taken = json_bool(f->en->body, "taken", false);
	if (!fold_move(f, &o, ENDED_FORWARD)) {
		return false;
	}
	d->handed_by = giver;
	d->handed_step = from;
	d->handed_at = f->en->at;
	d->recallable = !o.taken;
	return true;
}

bool fold_reassigned(struct fold *f)
{
	struct opening o;

	if (!open_step(f, &o)) {
		return false;
	}
	o.step = f->d->step;
	return fold_move(f, &o, ENDED_REASSIGNED);
}

bool fold_recalled(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o;

	if (!open_step(f, &o) || !fold_step(f, &o.step)) {
		return false;
	}
	if (!d->recallable) {
		return fold_bad(f, "recall");
	}
	o.taken = true;
	/* Rule 8: the minutes return, whoever held it untaken meanwhile. */
	for (size_t i = 0; i < d->obs; i++) {
		if (d->ob[i].kind == OB_STEP && d->ob[i].from >= d->handed_at &&
		    d->ob[i].step == d->step) {
			d->ob[i].account = o.holder;
		}
	}
	fold_moot(f, ENDED_RECALLED);
	/* What was proposed with it comes back unproposed. */
	d->decision = d->handed_decision;
	return fold_move(f, &o, ENDED_RECALLED);
}

/* Another holder of the same duty, from this moment on. */
static bool move_duty(struct fold *f, int64_t no, struct party holder, bool taken)
{
	struct dossier *d = f->d;

	if (no < 0 || (size_t)no >= d->obs || d->ob[no].to != INSTANT_NONE) {
		return fold_bad(f, "no");
	}
	struct obligation old = d->ob[no];
	struct opening o = { .kind = old.kind, .holder = holder, .step = old.step,
			     .number = old.number, .from = INSTANT_NONE, .due = old.due,
			     .taken = taken };

	if (no == d->hold) {
		bool recallable = d->recallable;	/* still nobody has opened it */

		if (!fold_move(f, &o, ENDED_MOVED)) {
			return false;
		}
		d->recallable = recallable;
		return true;
	}
	int32_t opened;

	fold_end(f, (int32_t)no, ENDED_MOVED);
	if (!fold_open(f, &o, &opened)) {
		return false;
	}
	if (old.kind == OB_ANSWER) {
		d->answer = opened;
	} else if (old.kind == OB_OPINION) {
		d->opinion[old.number - 1].obligation = opened;
		d->ob[opened].reminded = old.reminded;	/* each reminder is said once */
	} else if (old.kind == OB_RULING) {
		d->opinion[old.number - 1].ruling = opened;
	} else if (old.kind == OB_URGE) {
		d->urge[old.number - 1].obligation = opened;
	} else if (old.kind == OB_ESCALATION) {
		d->escalation[old.number - 1].obligation = opened;
	} else if (old.kind == OB_CONTEST) {
		struct contest *c = &d->contest[old.number - 1];

		*(c->next == no ? &c->next : &c->first) = opened;
	} else if (old.kind == OB_RETURN) {
		struct second_return *r = &d->asked_back[old.number - 1];

		*(r->next == no ? &r->next : &r->obligation) = opened;
	} else if (old.kind == OB_APOLOGY) {
		d->apology[old.number - 1].obligation = opened;
	}
	return true;
}

bool fold_holder_moved(struct fold *f)
{
	struct party holder;
	int64_t no = f->d->hold;

	if (!fold_holder(f, &holder)) {
		return false;
	}
	if (body_has(f->en, "no") && !body_int(f->en, "no", &no, f->e)) {
		return false;
	}
	return move_duty(f, no, holder, false);
}

static bool unit_named(struct fold *f, const char *name, struct unit_id *out)
{
	return !body_has(f->en, name) || body_id(f->en, name, 'u', &out->v, f->e);
}

/* Its units ended; their successors go on with it. What it was promised stays. */
bool fold_succeeded(struct fold *f)
{
	struct dossier *d = f->d;
	const struct json *moved = json_arr(f->en->body, "moved");

	if (body_has(f->en, "competent") && !body_has(f->en, "instead")) {
		d->succeeded = d->competent;
	}
	if (!unit_named(f, "competent", &d->competent) ||
	    !unit_named(f, "receiving", &d->receiving) ||
	    !unit_named(f, "helping", &d->helping)) {
		return false;
	}
	for (size_t i = 0; i < json_len(moved); i++) {
		const struct json *one = json_at(moved, i), *v = json_get(one, "holder");
		struct party holder;

		if (v == NULL || !party_read(v, &holder, f->e)) {
			return fold_bad(f, "holder");
		}
		if (!move_duty(f, json_int(one, "no", -1), holder,
			       json_bool(one, "taken", false))) {
			return false;
		}
	}
	return !body_has(f->en, "office") || fold_party(f, "office", &d->office);
}

/* Splits the hold: same holder, another account (rule 21). */
static bool same_holder(struct fold *f, struct party account)
{
	struct dossier *d = f->d;

	if (d->state != DOSSIER_OPEN || d->hold < 0) {
		return fold_bad(f, "state");
	}
	struct obligation old = d->ob[d->hold];
	struct opening o = { .kind = OB_STEP, .holder = old.holder, .step = old.step,
			     .from = INSTANT_NONE, .due = INSTANT_NONE,
			     .taken = old.taken_at != INSTANT_NONE };

	if (!fold_move(f, &o, ENDED_PAPER)) {
		return false;
	}
	d->ob[d->hold].account = account.kind == PARTY_NONE ? old.holder : account;
	return true;
}

bool fold_paper_missing(struct fold *f)
{
	if (f->d->paper_missing_at != INSTANT_NONE) {
		return fold_bad(f, "paper");
	}
	if (!same_holder(f, f->d->handed_by)) {
		return false;
	}
	f->d->paper_missing_at = f->en->at;
	return true;
}

bool fold_paper_arrived(struct fold *f)
{
	bool missing = f->d->paper_missing_at != INSTANT_NONE;

	f->d->paper_missing_at = INSTANT_NONE;
	f->d->paper_seen_at = f->en->at;
	return !missing || same_holder(f, (struct party){ .kind = PARTY_NONE });
}
