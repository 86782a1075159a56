/* Deciding returns: the first is the holder's, a second goes through a superior (rule 33). */
#include "decide_in.h"

static const struct outcome *return_outcome(const struct decide *x)
{
	const struct step *s = &x->d->version->step[x->d->step];
	struct str id = arg_str(x, "outcome");

	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == OUTCOME_RETURN && s->outcome[i].to_step != SIZE_MAX &&
		    (id.n == 0 || str_eq(id, s->outcome[i].id))) {
			return &s->outcome[i];
		}
	}
	return NULL;
}

/* Back to the same officer when still there, else to the head (needs.md 8). */
static bool former_holder(struct decide *x, size_t step, struct party *out, struct err *e)
{
	struct party last = x->d->last[step];
	struct unit_id unit;

	if (last.kind == PARTY_SEAT &&
	    org_member(x->org, last.seat.person, last.seat.unit, x->at) &&
	    !org_on_leave(x->org, last.seat.person, x->at)) {
		*out = last;
		return true;
	}
	return step_unit(x, step, &unit, e) && head_party(x, unit, out, e);
}

/* ---- who is above ---- */

/* Where the superior of who holds it begins: the head of the unit, of an officer; of a head the
 * unit above, unless the dossier goes back within the head's own tree. */
static const struct unit *superior_unit(const struct decide *x, struct unit_id to)
{
	const struct seat *s = &dossier_hold(x->d)->holder.seat;
	const struct unit *u = unit_of(x, custody_unit(x)), *t = unit_of(x, to);
	bool heads = post_is(s->post, "head") || post_is(s->post, "deputy");
	const struct unit *above = u != NULL && heads ? unit_above(x, u) : NULL;

	return above != NULL && !org_below(x->org, t, u, today(x)) ? above : u;
}

static bool find_superior(struct decide *x, const struct party *to, struct party *out)
{
	const struct seat not_these[] = {
		{ .person = x->actor }, { .person = dossier_hold(x->d)->holder.seat.person },
		{ .person = to->seat.person },
	};

	return superior_party(x, superior_unit(x, to->seat.unit), not_these,
			      ARRAY_LEN(not_these), out);
}

bool acts_as_superior(struct decide *x)
{
	const struct second_return *r = dossier_return(x->d);

	/* deciding refuses it where nothing was asked */
	return r == NULL || (x->actor.v != r->actor.v && x->actor.v != r->by.seat.person.v &&
			     (acts_as_head(x, x->d->ob[r->obligation].holder.seat.unit) ||
			      acts_as_head(x, return_duty(x->d, r)->holder.seat.unit)));
}

/* ---- sent back, or asked to be ---- */

static bool emit_back(struct decide *x, struct str reason, size_t step, int64_t asked,
		      struct err *e)
{
	struct json *b = body_new(x);
	struct party to;

	if (!former_holder(x, step, &to, e)) {
		return false;
	}
	body_put_str(x, b, "reason", reason);
	body_put_str(x, b, "step", x->d->version->step[step].id);
	body_put_party(x, b, "holder", &to);
	if (asked > 0) {
		body_put_int(x, b, "asked", asked);
	} else {
		body_pass(x, b, "note_c");
	}
	if (x->d->returns > 0 && str_is(reason, "unrepaired")) {
		body_put_true(x, b, "unrepaired");
	}
	return decide_emit(x, KIND_SENT_BACK, b, e);
}

static bool may_ask(const struct decide *x, struct err *e)
{
	const struct second_return *r = dossier_return(x->d);
	const struct second_return *last = x->d->asked_backs > 0
					 ? &x->d->asked_back[x->d->asked_backs - 1] : NULL;

	if (r != NULL) {
		return refuse_at(e, "return.open", "due", x->d->ob[r->obligation].due);
	}
	if (last != NULL && last->end == RETURN_KEPT &&
	    last->since == dossier_came_with(x->d)) {
		return refuse(e, "return.ruled", NULL);
	}
	return true;
}

static bool ask_superior(struct decide *x, struct str reason, const struct outcome *o,
			 const struct party *to, struct err *e)
{
	struct party superior;

	if (!may_ask(x, e)) {
		return false;
	}
	if (x->d->rules->ruling_s <= 0 || !find_superior(x, to, &superior)) {
		return refuse_int(e, "return.second", "returns", x->d->returns);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->asked_backs + 1);
	body_put_str(x, b, "reason", reason);
	body_put_str(x, b, "step", o->to);
	body_put_party(x, b, "holder", &superior);
	body_pass(x, b, "note_c");
	return decide_emit(x, KIND_RETURN_ASKED, b, e);
}

bool decide_send_back(struct decide *x, struct err *e)
{
	struct str reason = arg_str(x, "reason");
	struct party to;

	if (!need_open(x, e)) {
		return false;
	}
	const struct outcome *o = return_outcome(x);

	if (o == NULL) {
		return refuse(e, "return.nowhere", NULL);
	}
	if (coded_find(x->law->return_reason, x->law->return_reasons, reason) == NULL) {
		return refuse_str(e, "return.reason", "reason", reason);
	}
	if (!former_holder(x, o->to_step, &to, e)) {
		return false;
	}
	const struct unit *above = superior_unit(x, to.seat.unit);

	if (x->d->returns > 0 && above != NULL && !acts_as_head(x, above->id)) {
		return ask_superior(x, reason, o, &to, e);
	}
	return emit_back(x, reason, o->to_step, 0, e);
}

/* ---- decided by the superior ---- */

/* The unit that decided: the first asked, unless whoever did sits at the next one. */
static struct unit_id deciding_unit(struct decide *x, const struct second_return *r)
{
	const struct seat *first = &x->d->ob[r->obligation].holder.seat;
	const struct seat *next = &return_duty(x->d, r)->holder.seat;
	bool theirs = first->person.v == x->actor.v || acts_at(x, first->unit, "head") ||
		      acts_at(x, first->unit, "deputy");

	return theirs ? first->unit : next->unit;
}

bool decide_rule_return(struct decide *x, struct err *e)
{
	const struct second_return *r = dossier_return(x->d);
	struct str ruling = arg_str(x, "ruling");

	if (!need_alive(x, e)) {
		return false;
	}
	if (r == NULL) {
		return refuse(e, "return.none", NULL);
	}
	bool passed_on = str_is(ruling, "passed_on");

	if (!passed_on && !str_is(ruling, "kept")) {
		return refuse_str(e, "return.ruling", "ruling", ruling);
	}
	struct json *b = body_new(x);
	struct str reason = r->reason;
	size_t step = (size_t)r->step;
	int64_t number = r->number;

	body_put_int(x, b, "n", number);
	body_pass(x, b, "ruling");
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'u', deciding_unit(x, r).v);
	return decide_emit(x, KIND_RETURN_RULED, b, e) &&
	       (!passed_on || emit_back(x, reason, step, number, e));
}

/* ---- silence ---- */

/* Above the one who was silent; nobody who asks, holds it or would get it back. */
static bool next_superior(struct decide *x, const struct second_return *r, struct party *out)
{
	const struct seat *silent = &x->d->ob[r->obligation].holder.seat;
	const struct unit *u = unit_of(x, silent->unit);
	struct party to;
	struct err nobody;
	struct seat not_these[] = {
		{ .person = silent->person }, { .person = r->actor },
		{ .person = dossier_hold(x->d)->holder.seat.person },
		{ .person = r->by.seat.person },
	};

	if (former_holder(x, (size_t)r->step, &to, &nobody)) {
		not_these[3].person = to.seat.person;
	}
	return u != NULL && superior_party(x, unit_above(x, u), not_these,
					   ARRAY_LEN(not_these), out);
}

bool return_silence(struct decide *x, struct err *e)
{
	const struct second_return *r = dossier_return(x->d);
	struct party up;

	if (!return_pending(r) || x->at <= return_duty(x->d, r)->due) {
		return true;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", r->number);
	if (r->next < 0 && next_superior(x, r, &up)) {
		body_put_party(x, b, "holder", &up);
	}
	return decide_emit(x, KIND_RETURN_SILENT, b, e);
}
