/* Fold of results, endings, opinions, money and time's own acts. */
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

bool fold_numbered(struct fold *f)
{
	if (!f->d->is_signed || f->d->is_numbered) {
		return fold_bad(f, "state");
	}
	f->d->is_numbered = true;
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
	fold_end_opinions(f, ENDED_READY);
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
	fold_end_opinions(f, why);
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
	(void)f;		/* both values stand in the entry; nothing is derived */
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
	fold_end(f, d->hold, ENDED_CORRECTED);
	d->hold = -1;
	d->recallable = false;
	d->handed_by = (struct party){ 0 };
	d->paper_missing_at = INSTANT_NONE;
	d->variant = NULL;
	d->statutory_add = d->statutory_count = 0;
	d->decision = DECISION_NONE;
	d->helds = 0;		/* the papers of another procedure */
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
	return fold_open(f, &o, &d->hold);
}

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

bool fold_fee_receipted(struct fold *f)
{
	struct dossier *d = f->d;
	struct fee_receipt v = { .at = f->en->at, .cancelled_at = INSTANT_NONE };

	if (!body_int(f->en, "no", &v.number, f->e) ||
	    !body_int(f->en, "amount", &v.amount, f->e) ||
	    !body_id(f->en, "unit", 'u', &v.unit.v, f->e)) {
		return false;
	}
	if (d->fees == d->fees_cap) {
		size_t cap = d->fees_cap == 0 ? 2 : d->fees_cap * 2;
		struct fee_receipt *w = arena_array(d->arena, struct fee_receipt, cap);

		if (d->fees > 0) {
			memcpy(w, d->fee, d->fees * sizeof(*w));
		}
		d->fee = w;
		d->fees_cap = cap;
	}
	d->fee[d->fees++] = v;
	return true;
}

static struct fee_receipt *receipt_of_body(struct fold *f)
{
	int64_t no = json_int(f->en->body, "no", -1);

	for (size_t i = 0; i < f->d->fees; i++) {
		if (f->d->fee[i].number == no) {
			return &f->d->fee[i];
		}
	}
	return NULL;
}

bool fold_fee_cancelled(struct fold *f)
{
	struct fee_receipt *v = receipt_of_body(f);

	if (v == NULL || v->cancelled_at != INSTANT_NONE) {
		return fold_bad(f, "no");
	}
	v->cancelled_at = f->en->at;
	return true;
}

bool fold_fee_refunded(struct fold *f)
{
	struct fee_receipt *v = receipt_of_body(f);

	if (v == NULL || v->refunded > 0) {
		return fold_bad(f, "no");
	}
	return body_int(f->en, "amount", &v->refunded, f->e);
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
	      : str_is(which, "expired") ? REMINDED_EXPIRED : 0;
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
