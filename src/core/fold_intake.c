/* Fold of what happens up to reception: submission, answer, reception, import. */
#include "fold.h"

#include "due.h"

static bool units(struct fold *f)
{
	struct dossier *d = f->d;

	if (!body_id(f->en, "helping", 'u', &d->helping.v, f->e) ||
	    !body_id(f->en, "receiving", 'u', &d->receiving.v, f->e) ||
	    !body_id(f->en, "competent", 'u', &d->competent.v, f->e) ||
	    !body_id(f->en, "owner", 's', &d->owner.v, f->e)) {
		return false;
	}
	d->home = d->competent;
	return true;
}

static bool identity(struct fold *f)
{
	struct dossier *d = f->d;
	struct str code, channel;

	if (!body_str(f->en, "code", &code, f->e) ||
	    !body_str(f->en, "channel", &channel, f->e)) {
		return false;
	}
	d->code = str_dup(d->arena, code);
	d->channel = channel_of(channel);
	if (d->channel == CHANNEL_NONE) {
		return fold_bad(f, "channel");
	}
	return units(f) && fold_version(f) && fold_frozen(f);
}

static bool open_answer(struct fold *f)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_ANSWER, .step = -1, .from = INSTANT_NONE };

	if (!body_has(f->en, "answer_holder")) {
		return true;
	}
	if (!fold_party(f, "answer_holder", &o.holder)) {
		return false;
	}
	o.due = work_add(d->cal, f->en->at, d->rules->answer_s);
	d->office = o.holder;
	d->answer_overdue_at = INSTANT_NONE;	/* a new answer is owed */
	return fold_open(f, &o, &d->answer);
}

bool fold_submitted(struct fold *f)
{
	struct dossier *d = f->d;

	if (!identity(f) || !body_id(f->en, "submitter", 's', &d->submitter.v, f->e)) {
		return false;
	}
	if (body_has(f->en, "proxy") && !body_id(f->en, "proxy", 's', &d->proxy.v, f->e)) {
		return false;
	}
	if (body_has(f->en, "bundle") && !body_id(f->en, "bundle", 'b', &d->bundle.v, f->e)) {
		return false;
	}
	if (body_has(f->en, "continues") &&
	    !body_id(f->en, "continues", 'd', &d->continues.v, f->e)) {
		return false;
	}
	if (body_has(f->en, "promise") && !body_at(f->en, "promise", &d->inherited_promise, f->e)) {
		return false;
	}
	d->person_class = str_dup(d->arena, json_str(f->en->body, "class"));
	d->result_by = str_dup(d->arena, json_str(f->en->body, "result_by"));
	d->submitted_at = f->en->at;
	if (body_has(f->en, "arrived_at") &&
	    !body_at(f->en, "arrived_at", &d->submitted_at, f->e)) {
		return false;
	}
	d->state = DOSSIER_SUBMITTED;
	return open_answer(f);
}

bool fold_contact_changed(struct fold *f)
{
	enum contact_way way = contact_way_of(json_str(f->en->body, "way"));

	if (way == CONTACT_WAYS) {
		return fold_bad(f, "way");
	}
	f->d->contact_seq[way] = f->en->seq;
	return true;
}

bool fold_result_by_changed(struct fold *f)
{
	f->d->result_by = str_dup(f->d->arena, json_str(f->en->body, "result_by"));
	return true;
}

static void end_answer(struct fold *f)
{
	if (f->d->answer >= 0) {
		fold_end(f, f->d->answer, ENDED_ANSWERED);
		f->d->answer = -1;
	}
}

bool fold_intake_asked(struct fold *f)
{
	struct dossier *d = f->d;

	if (d->state != DOSSIER_SUBMITTED) {
		return fold_bad(f, "state");
	}
	end_answer(f);
	d->intake_supplements++;
	d->state = DOSSIER_ASKED;
	return true;
}

bool fold_intake_completed(struct fold *f)
{
	if (f->d->state != DOSSIER_ASKED) {
		return fold_bad(f, "state");
	}
	f->d->state = DOSSIER_SUBMITTED;
	return open_answer(f);
}

bool fold_declined(struct fold *f)
{
	struct dossier *d = f->d;

	if (d->state != DOSSIER_SUBMITTED && d->state != DOSSIER_ASKED) {
		return fold_bad(f, "state");
	}
	end_answer(f);
	d->state = DOSSIER_DECLINED;
	d->closed_at = f->en->at;
	return true;
}

/* Freezes the law, promises, plans and opens the first hold. */
static bool begin(struct fold *f, struct party holder, int32_t step, bool taken)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_STEP, .holder = holder, .step = step,
			     .from = d->received_at, .due = INSTANT_NONE, .taken = taken };

	d->step = step;
	d->state = DOSSIER_OPEN;
	d->span_from = d->received_at;
	d->office = holder;
	return fold_replan(f, REPLAN_REST) && fold_open(f, &o, &d->hold);
}

bool fold_received(struct fold *f)
{
	struct dossier *d = f->d;
	struct party holder;
	int32_t step;
	int64_t promised;

	if (d->state != DOSSIER_SUBMITTED) {
		return fold_bad(f, "state");
	}
	if (!fold_version(f) || !fold_frozen(f) || !fold_holder(f, &holder) ||
	    !fold_step(f, &step) || !body_at(f->en, "received_at", &d->received_at, f->e) ||
	    !body_at(f->en, "first_due", &promised, f->e)) {
		return false;
	}
	if (body_has(f->en, "variant")) {
		d->variant = version_variant(d->version, json_str(f->en->body, "variant"));
		if (d->variant == NULL) {
			return fold_bad(f, "variant");
		}
	}
	end_answer(f);
	d->receipt_no = str_dup(d->arena, json_str(f->en->body, "receipt_no"));
	d->received_entry_at = f->en->at;
	d->first_limit = dossier_limit(d);
	d->first_cal = d->cal;
	fold_steps(f);
	if (!fold_term(f, d->first_limit, d->cal) || !fold_due(f)) {
		return false;
	}
	if (d->due != promised) {
		return fold_bad(f, "first_due");
	}
	d->first_due = d->due;
	return begin(f, holder, step, json_bool(f->en->body, "taken", false));
}

/* Our custody begins when we take it over: the former system's holders are unknown, so its
 * minutes are nobody's here. */
static bool imported_place(struct fold *f)
{
	struct dossier *d = f->d;
	bool ready = d->ready_at != INSTANT_NONE;
	struct opening o = { .kind = ready ? OB_HANDOUT : OB_STEP, .step = -1,
			     .from = INSTANT_NONE, .due = INSTANT_NONE };

	if (!fold_holder(f, &o.holder) || (!ready && !fold_step(f, &o.step))) {
		return false;
	}
	d->step = o.step;
	d->state = ready ? DOSSIER_READY : DOSSIER_OPEN;
	d->span_from = f->en->at;
	d->office = o.holder;
	if (!ready && d->due > f->en->at && !fold_replan(f, REPLAN_REST)) {
		return false;
	}
	return fold_open(f, &o, &d->hold);
}

bool fold_imported(struct fold *f)
{
	struct dossier *d = f->d;

	if (!identity(f) || !body_at(f->en, "received_at", &d->received_at, f->e) ||
	    !body_at(f->en, "due", &d->imported_due, f->e)) {
		return false;
	}
	d->imported = true;
	d->batch = str_dup(d->arena, json_str(f->en->body, "batch"));
	d->submitter = d->owner;
	d->submitted_at = d->received_at;
	d->received_entry_at = f->en->at;
	d->first_limit = dossier_limit(d);
	d->first_cal = d->cal;
	d->first_due = d->imported_due;
	fold_steps(f);
	if (body_has(f->en, "ready_at") && !body_at(f->en, "ready_at", &d->ready_at, f->e)) {
		return false;
	}
	d->first_ready_at = d->ready_at;
	if (!fold_term(f, d->first_limit, d->cal) || !fold_due(f)) {
		return false;
	}
	if (body_has(f->en, "closed_at")) {
		d->state = DOSSIER_DELIVERED;
		d->delivered_at = d->ready_at;
		return body_at(f->en, "closed_at", &d->closed_at, f->e);
	}
	return imported_place(f);
}
