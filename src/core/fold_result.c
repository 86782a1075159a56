/* Fold of results, endings and time's own acts. */
#include "fold.h"

#include <string.h>

bool fold_signed(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_STEP, .from = INSTANT_NONE, .due = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || d->decision == DECISION_NONE || d->is_signed) {
		return fold_bad(f, "state");
	}
	if (!fold_holder(f, &o.holder) || !fold_step(f, &o.step)) {
		return false;
	}
	o.taken = json_bool(f->en->body, "taken", false);
	struct party giver = d->ob[d->hold].holder;
	int32_t from = d->step;

	if (!fold_move(f, &o, ENDED_SIGNED)) {
		return false;
	}
	d->is_signed = true;
	d->signed_at = f->en->at;
	d->handed_by = giver;
	d->handed_step = from;
	d->handed_at = f->en->at;
	return true;
}

/* A desk's own book, unless the entry names another unit. */
static bool book_unit(struct fold *f, struct unit_id *out)
{
	*out = f->d->receiving;
	return !body_has(f->en, "unit") || body_id(f->en, "unit", 'u', &out->v, f->e);
}

bool fold_numbered(struct fold *f)
{
	struct unit_id unit;
	struct dossier *d = f->d;

	if (!d->is_signed || d->is_numbered) {
		return fold_bad(f, "state");
	}
	/* Ledgers of tests name files that are none. */
	if (!hash_from_hex(json_str(f->en->body, "file"), &d->result)) {
		d->result = (struct hash){ 0 };
	}
	d->is_numbered = true;
	if (d->bookings == d->booked_cap) {
		size_t cap = d->booked_cap == 0 ? 1 : d->booked_cap * 2;
		struct booked *w = arena_array(d->arena, struct booked, cap);

		if (d->bookings > 0) {
			memcpy(w, d->booked, d->bookings * sizeof(*w));
		}
		d->booked = w;
		d->booked_cap = cap;
	}
	if (!book_unit(f, &unit)) {
		return false;
	}
	d->booked[d->bookings++] = (struct booked){
		.unit = unit,
		.number = str_dup(d->arena, json_str(f->en->body, "number")),
		.book = str_dup(d->arena, json_str(f->en->body, "book")),
		.pages = json_int(f->en->body, "pages", 0),
		.copies = json_int(f->en->body, "copies", 0),
		.at = f->en->at,
	};
	return true;
}

bool fold_ready(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_HANDOUT, .step = -1, .from = INSTANT_NONE,
			     .due = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || !d->is_numbered) {
		return fold_bad(f, "state");
	}
	if (!fold_holder(f, &o.holder) || !fold_move(f, &o, ENDED_READY)) {
		return false;
	}
	fold_end_beside(f, ENDED_READY);
	d->state = DOSSIER_READY;
	d->ready_at = f->en->at;
	if (d->first_ready_at == INSTANT_NONE) {
		d->first_ready_at = f->en->at;
	}
	return true;
}

static bool close_with(struct fold *f, enum dossier_state state, enum ended why)
{
	struct dossier *d = f->d;

	if (d->hold >= 0) {
		fold_end(f, d->hold, why);
		d->hold = -1;
	}
	if (d->answer >= 0) {
		fold_end(f, d->answer, why);
		d->answer = -1;
	}
	fold_end_beside(f, why);
	if (d->pauses > 0 && d->pause[d->pauses - 1].pause.to == INSTANT_NONE) {
		d->pause[d->pauses - 1].pause.to = f->en->at;
		if (!fold_due(f)) {
			return false;
		}
	}
	d->state = state;
	d->closed_at = f->en->at;
	d->recallable = false;
	return true;
}

bool fold_delivered(struct fold *f)
{
	if (f->d->state != DOSSIER_READY) {
		return fold_bad(f, "state");
	}
	f->d->delivered_at = f->en->at;
	return close_with(f, DOSSIER_DELIVERED, ENDED_DELIVERED);
}

bool fold_withdrawn(struct fold *f)
{
	if (dossier_closed(f->d)) {
		return fold_bad(f, "state");
	}
	return close_with(f, DOSSIER_WITHDRAWN, ENDED_WITHDRAWN);
}

bool fold_import_undone(struct fold *f)
{
	if (!f->d->imported || f->d->touched != KIND_NONE) {
		return fold_bad(f, "state");
	}
	return close_with(f, DOSSIER_UNDONE, ENDED_UNDONE);
}

bool fold_stopped(struct fold *f)
{
	if (f->d->state != DOSSIER_OPEN && f->d->state != DOSSIER_WAITING) {
		return fold_bad(f, "state");
	}
	return close_with(f, DOSSIER_STOPPED, ENDED_STOPPED);
}

bool fold_reopened(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_STEP, .from = INSTANT_NONE, .due = INSTANT_NONE };

	if (d->received_at == INSTANT_NONE ||
	    (d->state != DOSSIER_READY && !dossier_closed(d))) {
		return fold_bad(f, "state");
	}
	if (!fold_holder(f, &o.holder) || !fold_step(f, &o.step)) {
		return false;
	}
	d->decision = DECISION_NONE;
	d->is_signed = d->is_numbered = false;
	d->result = (struct hash){ 0 };
	d->handed_by = (struct party){ 0 };
	d->paper_missing_at = INSTANT_NONE;
	d->ready_at = INSTANT_NONE;
	d->delivered_at = INSTANT_NONE;
	d->reopened++;
	d->state = DOSSIER_OPEN;
	if (d->hold >= 0) {
		return fold_move(f, &o, ENDED_REOPENED);
	}
	d->span++;
	d->span_from = f->en->at;
	d->closed_at = INSTANT_NONE;
	d->step = o.step;
	d->office = o.holder;
	return fold_open(f, &o, &d->hold);
}

bool fold_corrected(struct fold *f)
{
	f->d->corrections++;	/* both values stand in the entry */
	return true;
}

/* What the citizen was asked under the former procedure comes back to the first
 * step of the new one; it may stop the clock only if that has such a ground. */
static void move_notices(struct dossier *d, const struct opening *o)
{
	for (size_t i = 0; i < d->notices; i++) {
		struct notice *n = &d->notice[i];

		n->step = o->step;
		n->asker = o->holder;
		if (n->wait != NULL) {
			n->wait = version_wait(d->version, n->wait->id);
		}
		n->lawful = n->lawful && n->wait != NULL;
	}
}

bool fold_procedure_corrected(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_STEP, .from = INSTANT_NONE, .due = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || d->is_signed) {
		return fold_bad(f, "state");
	}
	if (!fold_version(f) || !fold_holder(f, &o.holder) || !fold_step(f, &o.step)) {
		return false;
	}
	o.taken = json_bool(f->en->body, "taken", false);
	fold_moot(f, ENDED_CORRECTED);
	fold_end(f, d->hold, ENDED_CORRECTED);
	d->hold = -1;
	d->recallable = false;
	d->handed_by = (struct party){ 0 };
	d->paper_missing_at = INSTANT_NONE;
	d->variant = NULL;
	d->statutory_add = d->statutory_count = 0;
	d->decision = DECISION_NONE;
	d->helds = d->handeds = 0;	/* the papers of another procedure */
	fold_steps(f);
	move_notices(d, &o);
	if (json_bool(f->en->body, "accepted", false)) {
		d->terms = 0;	/* rule 17: the citizen took a new receipt */
	}
	d->step = o.step;
	if (!fold_term(f, d->version->limit, d->cal) || !fold_due(f) ||
	    !fold_replan(f, REPLAN_REST)) {
		return false;
	}
	d->office = o.holder;
	fold_carry_escalation(f, ENDED_CORRECTED);
	return fold_open(f, &o, &d->hold) && fold_carry_urge(f, ENDED_CORRECTED);
}

bool fold_answer_overdue(struct fold *f)
{
	if (f->d->answer < 0 || f->d->answer_overdue_at != INSTANT_NONE) {
		return fold_bad(f, "state");
	}
	f->d->answer_overdue_at = f->en->at;
	return true;
}

bool fold_reminded(struct fold *f)
{
	struct str which;
	int64_t no;
	uint8_t bit;

	if (!body_int(f->en, "no", &no, f->e) || !body_str(f->en, "which", &which, f->e)) {
		return false;
	}
	if (no < 0 || (size_t)no >= f->d->obs) {
		return fold_bad(f, "no");
	}
	bit = str_is(which, "half") ? REMINDED_HALF
	      : str_is(which, "three_days") ? REMINDED_THREE_DAYS
	      : str_is(which, "expired") ? REMINDED_EXPIRED
	      : str_is(which, "day_before") ? REMINDED_DAY_BEFORE : 0;
	if (bit == 0) {
		return fold_bad(f, "which");
	}
	f->d->ob[no].reminded |= bit;
	return true;
}

bool fold_overdue_marked(struct fold *f)
{
	f->d->overdue_marked_at = f->en->at;
	f->d->overdue_due = f->d->due;
	return true;
}
