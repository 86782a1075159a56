/* Deciding custody: take, hand over, reassign, recall, paper; returns are decide_return.c. */
#include "decide_in.h"

#include "base/limits.h"

bool decide_take(struct decide *x, struct err *e)
{
	const struct obligation *hold = dossier_hold(x->d);

	if (!need_open(x, e)) {
		return false;
	}
	if (hold->taken_at != INSTANT_NONE) {
		return refuse(e, "hold.taken", NULL);
	}
	return emit_taken(x, e);
}

static const struct step *step_now(const struct decide *x)
{
	return &x->d->version->step[x->d->step];
}

bool decide_hand_over(struct decide *x, struct err *e)
{
	if (!need_open(x, e)) {
		return false;
	}
	const struct outcome *o = step_outcome(step_now(x), arg_str(x, "outcome"));

	if (o == NULL) {
		return refuse_str(e, "hold.outcome", "outcome", arg_str(x, "outcome"));
	}
	if (o->kind != OUTCOME_FORWARD || o->to_step == SIZE_MAX ||
	    step_now(x)->kind == STEP_SIGN || step_now(x)->kind == STEP_ISSUE) {
		return refuse_str(e, "hold.outcome_use", "outcome", o->id);
	}
	if (x->d->version->step[o->to_step].kind == STEP_SIGN &&
	    x->d->decision == DECISION_NONE) {
		return refuse(e, "hold.no_decision", NULL);
	}
	return go_along(x, o, DECISION_NONE, e);
}

bool decide_reassign(struct decide *x, struct err *e)
{
	struct person_id who = { arg_id(x, "to", 'p') };
	struct unit_id unit = custody_unit(x);
	const struct obligation *hold = dossier_hold(x->d);

	if (!need_open(x, e)) {
		return false;
	}
	struct post post;

	if (!org_post_at(x->org, who, unit, x->at, &post)) {
		return refuse(e, "reassign.not_of_unit", NULL);
	}
	if (org_on_leave(x->org, who, x->at)) {
		return refuse(e, "reassign.on_leave", NULL);
	}
	if (hold->holder.seat.person.v == who.v && hold->taken_at != INSTANT_NONE) {
		return refuse(e, "reassign.same", NULL);
	}
	if (org_holds(x->org, who, unit, step_now(x)->post, x->at)) {
		post = step_now(x)->post;
	}
	struct party to = { .kind = PARTY_SEAT,
			    .seat = { .unit = unit, .post = post, .person = who } };
	struct json *b = body_new(x);

	body_put_party(x, b, "holder", &to);
	body_pass(x, b, "note_c");
	return decide_emit(x, KIND_REASSIGNED, b, e);
}

/* Rule 8. */
bool decide_recall(struct decide *x, struct err *e)
{
	struct dossier *d = x->d;

	if (!need_open(x, e)) {
		return false;
	}
	if (d->handed_by.kind != PARTY_SEAT || d->handed_by.seat.person.v != x->actor.v) {
		return refuse(e, "recall.not_sender", NULL);
	}
	if (dossier_hold(d)->taken_at != INSTANT_NONE) {
		return refuse(e, "recall.opened", NULL);
	}
	if (!d->recallable) {
		return refuse(e, "recall.final", NULL);
	}
	if (work_between(d->cal, d->handed_at, x->at) > d->rules->recall_s) {
		return refuse_int(e, "recall.late", "minutes", d->rules->recall_s / 60);
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "step", d->version->step[d->handed_step].id);
	body_put_party(x, b, "holder", &d->handed_by);
	return decide_emit(x, KIND_RECALLED, b, e);
}

/* Rule 21: rows of form 06, ticked by the receiver one dossier at a time. */
bool decide_list_batch(struct decide *x, struct err *e)
{
	const struct json *list = json_arr(x->args, "dossiers");
	struct json *b = body_new(x);

	if (json_len(list) == 0 || json_len(list) > LIMIT_ENTRIES) {
		return refuse(e, "batch.empty", NULL);
	}
	if (x->given.stray.n > 0) {
		return refuse_str(e, x->given.stray_listed ? "batch.listed" : "batch.stray",
				  "dossier", x->given.stray);
	}
	body_put_int(x, b, "batch", x->given.batch_number);
	body_pass(x, b, "to");
	body_pass(x, b, "dossiers");
	return decide_emit_to(x, (struct stream){ STREAM_UNIT, arg_id(x, "unit", 'u') },
			      KIND_BATCH_PRINTED, b, e);
}

/* A tick names the list that the paper stands in since it was handed over. */
static bool list_known(const struct decide *x, struct err *e)
{
	return !arg_has(x, "batch") || x->given.listed ||
	       refuse_int(e, "batch.unknown", "batch", arg_int(x, "batch", 0));
}

bool decide_paper_missing(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	if (!need_open(x, e) || !list_known(x, e)) {
		return false;
	}
	if (x->d->paper_missing_at != INSTANT_NONE || x->d->handed_by.kind != PARTY_SEAT) {
		return refuse(e, "paper.already_missing", NULL);
	}
	body_pass(x, b, "batch");
	return decide_emit(x, KIND_PAPER_MISSING, b, e);
}

bool decide_paper_arrived(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	if (!need_open(x, e) || !list_known(x, e)) {
		return false;
	}
	if (x->d->paper_missing_at == INSTANT_NONE && !arg_has(x, "batch")) {
		return refuse(e, "paper.not_missing", NULL);
	}
	body_pass(x, b, "batch");
	return decide_emit(x, KIND_PAPER_ARRIVED, b, e);
}
