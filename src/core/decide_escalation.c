/* Deciding escalations (rule 38): time passes what stands still past its date up to the
 * head of the unit, then to the head of the agency; each has to act. */
#include "decide_in.h"

static const char hows[] = "reassigned|helped|explained";

static bool known_how(const struct decide *x, struct err *e)
{
	struct str how = arg_str(x, "how");

	return str_among(hows, how) || refuse_str(e, "escalation.how", "how", how);
}

bool decide_act_on_escalation(struct decide *x, struct err *e)
{
	const struct escalation *s = dossier_escalation(x->d);

	if (!need_alive(x, e)) {
		return false;
	}
	if (s == NULL || s->acted_at != INSTANT_NONE) {
		return refuse(e, "escalation.none", NULL);
	}
	if (!known_how(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", s->number);
	body_pass(x, b, "how");
	body_pass(x, b, "text_c");
	return decide_emit(x, KIND_ESCALATION_ACTED, b, e);
}

/* ---- the list of an agency ---- */

/* The duty of a list that the actor has to do something about. */
static int64_t own_duty(struct decide *x)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];

		if (o->kind == OWED_ESCALATION && o->to == INSTANT_NONE &&
		    (o->holder.person.v == x->actor.v || acts_at(x, o->holder.unit, "head") ||
		     acts_at(x, o->holder.unit, "deputy"))) {
			return (int64_t)i + 1;
		}
	}
	return 0;
}

bool decide_act_on_list(struct decide *x, struct err *e)
{
	if (x->m->kind != MATTER_ESCALATIONS || x->m->closed_at != INSTANT_NONE) {
		return refuse(e, "escalation.none", NULL);
	}
	int64_t n = own_duty(x);

	if (n == 0) {
		return refuse(e, "right.head", NULL);
	}
	if (!known_how(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", n);
	body_pass(x, b, "how");
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'p', x->actor.v);
	return decide_emit_matter(x, KIND_ESCALATIONS_ACTED, b, e);
}

/* ---- time ---- */

/* Who heads it; where nobody does, it stays with whoever has it, who may not lie low. */
static struct party head_or_holder(struct decide *x, struct unit_id unit)
{
	struct party head;
	struct err nobody;

	return head_party(x, unit, &head, &nobody) ? head : dossier_hold(x->d)->holder;
}

static bool first_rung(struct decide *x, struct err *e)
{
	int64_t at = escalation_at(x->d);

	if (at == INSTANT_NONE || x->at <= at) {
		return true;
	}
	struct party head = head_or_holder(x, custody_unit(x));
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->escalations + 1);
	body_put_party(x, b, "holder", &head);
	return decide_emit(x, KIND_ESCALATED, b, e);
}

static bool rung_silent(struct decide *x, struct err *e)
{
	const struct escalation *s = dossier_escalation(x->d);

	if (s == NULL || s->silent || s->acted_at != INSTANT_NONE || x->at <= s->due) {
		return true;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", s->number);
	return decide_emit(x, KIND_ESCALATION_SILENT, b, e);
}

struct unit_id escalation_agency(const struct org *o, const struct dossier *d, int64_t at)
{
	struct day day = day_of(at);
	const struct unit *own = org_unit(o, dossier_custody(d));
	const struct unit *agency = own != NULL ? org_agency(o, own, day) : NULL;
	struct seat head;
	struct err nobody;

	/* The head of an agency who has it is the first rung: then the next one above. */
	if (agency != NULL && agency == own) {
		const struct unit *above = org_unit(o, unit_on(own, day)->parent);

		above = above != NULL ? org_agency(o, above, day) : NULL;
		agency = above != NULL && org_head(o, above->id, at, &head, &nobody) ? above
										     : own;
	}
	return agency != NULL ? agency->id : dossier_custody(d);
}

static bool open_list(struct decide *x, struct unit_id agency, struct err *e)
{
	struct party head = head_or_holder(x, agency);
	struct json *b = body_new(x);

	if (!matter_body(x, unit_of(x, agency), b, e)) {
		return false;
	}
	body_put_party(x, b, "holder", &head);
	return decide_emit_matter(x, KIND_ESCALATIONS_OPENED, b, e);
}

/* One list for an agency and a day: the writer gives the one that is open, or a new one. */
static bool second_rung(struct decide *x, struct err *e)
{
	int64_t at = escalation_list_at(x->d);

	if (at == INSTANT_NONE || x->at < at || x->m == NULL) {
		return true;
	}
	struct unit_id agency = escalation_agency(x->org, x->d, x->at);

	if (x->m->kind == MATTER_NONE && !open_list(x, agency, e)) {
		return false;
	}
	struct json *added = body_new(x), *listed = body_new(x);

	body_put_id(x, added, "dossier", 'd', x->d->id.v);
	body_put_int(x, listed, "n", dossier_escalation(x->d)->number);
	body_put_id(x, listed, "unit", 'u', agency.v);
	body_put_id(x, listed, "matter", 'm', x->m->id.v);
	return decide_emit_matter(x, KIND_ESCALATION_ADDED, added, e) &&
	       decide_emit(x, KIND_ESCALATION_LISTED, listed, e);
}

bool escalate(struct decide *x, struct err *e)
{
	return first_rung(x, e) && rung_silent(x, e) && second_rung(x, e);
}

/* The next superior who is somebody else. */
static bool above(struct decide *x, const struct owed *o, struct party *out)
{
	const struct unit *u = unit_of(x, o->holder.unit);
	struct err nobody;

	for (int i = 0; u != NULL && i < ORG_DEPTH; i++) {
		u = unit_above(x, u);
		if (u != NULL && head_party(x, u->id, out, &nobody) &&
		    out->seat.person.v != o->holder.person.v) {
			return true;
		}
	}
	return false;
}

/* Rule 38: one rung up, and no further. */
bool list_silence(struct decide *x, struct err *e)
{
	size_t n = x->m->oweds;		/* what is opened meanwhile has time */

	for (size_t i = 0; i < n; i++) {
		const struct owed *o = &x->m->owed[i];
		struct party up;

		if (o->kind != OWED_ESCALATION || o->to != INSTANT_NONE || o->silent ||
		    x->at <= o->due) {
			continue;
		}
		bool rises = i == 0 && above(x, o, &up);
		struct json *b = body_new(x);

		body_put_int(x, b, "n", (int64_t)i + 1);
		if (rises) {
			body_put_party(x, b, "holder", &up);
		}
		if (!decide_emit_matter(x, rises ? KIND_ESCALATIONS_UP : KIND_MATTER_SILENT, b,
					e)) {
			return false;
		}
	}
	return true;
}
