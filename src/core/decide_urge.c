/* Deciding what the counter, which meets the citizen, asks of whoever holds the dossier. */
#include "decide_in.h"

/* Rule 45: only what is promised by the end of the next working day, or late. */
static bool promised_soon(const struct decide *x)
{
	struct day next;

	return x->d->due != INSTANT_NONE &&
	       calendar_day_after(x->d->cal, today(x), 1, &next) &&
	       x->d->due <= day_close(x->d->cal, next);
}

bool decide_urge(struct decide *x, struct err *e)
{
	const struct obligation *hold = dossier_hold(x->d);
	const struct urge *open = dossier_urge(x->d);

	if (!need_open(x, e)) {
		return false;
	}
	if (x->d->rules->urge_s <= 0) {
		return refuse_str(e, "urge.limit", "rules", x->d->rules->id);
	}
	if (open != NULL) {
		return refuse_at(e, "urge.open", "due", open->due);
	}
	if (!promised_soon(x)) {
		return refuse_at(e, "urge.early", "due", x->d->due);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->urges + 1);
	body_put_party(x, b, "holder", &hold->holder);
	return decide_emit(x, KIND_URGED, b, e);
}

bool decide_answer_urge(struct decide *x, struct err *e)
{
	const struct urge *open = dossier_urge(x->d);
	int64_t ready_by = arg_at(x, "ready_by", INSTANT_NONE);

	if (open == NULL) {
		return refuse(e, "urge.none", NULL);
	}
	if (ready_by != INSTANT_NONE) {
		if (ready_by <= x->at) {
			return refuse_at(e, "urge.ready_by", "at", ready_by);
		}
		if (!covered(x, x->d->cal, ready_by, e)) {
			return false;
		}
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", open->number);
	if (ready_by != INSTANT_NONE) {
		body_put_at(x, b, "ready_by", ready_by);
	}
	body_pass(x, b, "text_c");
	return decide_emit(x, KIND_URGE_ANSWERED, b, e);
}

/* Rule 46: the promised day has come, whatever was promised again since. */
bool decide_came_for_nothing(struct decide *x, struct err *e)
{
	if (x->d->state != DOSSIER_OPEN && x->d->state != DOSSIER_WAITING) {
		return refuse(e, "state.not_open", "state", state_name(x->d->state), NULL);
	}
	if (x->d->first_due == INSTANT_NONE || day_of(x->d->first_due).n > today(x).n) {
		return refuse(e, "came.not_promised", NULL);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", x->d->came_for_nothing + 1);
	return decide_emit(x, KIND_CAME_FOR_NOTHING, b, e);
}
