/* Deciding contests of competence (rule 32): contested, ruled on; silence is time's
 * (decide_tick.c). */
#include "decide_in.h"

/* ---- who rules ---- */

/* Where the rule set has the search for a superior begin. */
static const struct unit *begin_at(const struct decide *x, const struct unit *a,
				   const struct unit *b)
{
	const struct arbiters *r = &x->d->rules->arbiters;
	const struct unit *agency = org_agency(x->org, a, today(x));
	const struct unit *common = org_common(x->org, a, b, today(x));
	bool one = agency != NULL && agency == org_agency(x->org, b, today(x));
	struct str word = one ? r->one_agency : common != NULL ? r->one_tree : r->no_tree;

	return str_is(word, "agency")   ? agency
	       : str_is(word, "common") ? common
					: org_unit_by_key(x->org, word);
}

/* None of the two, nor whoever heads a side of it; nor `except`. */
static bool impartial(struct decide *x, const struct unit *u, const struct party *by,
		      const struct party *sender, struct person_id except, struct party *out)
{
	const struct seat side[] = { by->seat, sender->seat, { .person = except } };

	return superior_party(x, u, side, ARRAY_LEN(side), out);
}

static bool find_arbiter(struct decide *x, const struct party *by, const struct party *sender,
			 struct party *out)
{
	const struct unit *a = unit_of(x, sender->seat.unit), *b = unit_of(x, by->seat.unit);
	const struct unit *office = org_unit_by_key(x->org, x->d->rules->arbiters.no_tree);
	struct person_id none = { 0 };

	/* Where the tree has nobody left, the office that writes to those outside it does. */
	return a != NULL && b != NULL &&
	       (impartial(x, begin_at(x, a, b), by, sender, none, out) ||
		impartial(x, office, by, sender, none, out));
}

bool acts_as_arbiter(struct decide *x)
{
	const struct contest *c = dossier_contest(x->d);

	if (c == NULL) {
		return true;		/* deciding refuses it */
	}
	const int32_t duty[] = { c->first, c->next };

	for (size_t i = 0; i < ARRAY_LEN(duty); i++) {
		const struct seat *s = duty[i] >= 0 ? &x->d->ob[duty[i]].holder.seat : NULL;

		if (s != NULL && (s->person.v == x->actor.v || acts_at(x, s->unit, "head") ||
				  acts_at(x, s->unit, "deputy"))) {
			return true;
		}
	}
	return false;
}

/* ---- contested ---- */

/* Is the present hold what a ruling, or the want of one, gave out? */
static bool came_by_ruling(const struct dossier *d)
{
	const struct contest *c = d->contests > 0 ? &d->contest[d->contests - 1] : NULL;

	return c != NULL && c->gave >= 0 && dossier_came_with(d) == c->gave;
}

static bool contested_before(const struct dossier *d)
{
	return d->contests > 0 && d->contest[d->contests - 1].since == dossier_came_with(d);
}

static bool may_contest(const struct decide *x, struct err *e)
{
	const struct dossier *d = x->d;
	const struct rule_set *r = d->rules;
	enum step_kind kind = d->version->step[d->step].kind;

	if (r->contest_s <= 0 || r->ruling_s <= 0 || r->arbiters.no_tree.n == 0) {
		return refuse_str(e, "contest.limit", "rules", r->id);
	}
	if (dossier_contest(d) != NULL) {
		return refuse_at(e, "contest.open", "due",
				 contest_duty(d, dossier_contest(d))->due);
	}
	if (kind != STEP_WORK && kind != STEP_CONSULT) {
		return refuse(e, "contest.step", NULL);
	}
	if (d->handed_by.kind != PARTY_SEAT ||
	    d->handed_by.seat.unit.v == custody_unit(x).v) {
		return refuse(e, "contest.nothing", NULL);
	}
	if (came_by_ruling(d)) {
		return refuse(e, "contest.ruled", NULL);
	}
	if (contested_before(d)) {
		return refuse(e, "contest.again", NULL);
	}
	if (work_between(d->cal, d->handed_at, x->at) > r->contest_s) {
		return refuse_int(e, "contest.late", "hours", r->contest_s / 3600);
	}
	return true;
}

/* A unit that could have it: not the one that has it. */
static bool unit_named(const struct decide *x, const char *name, struct unit_id not_this,
		       struct err *e)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, name, 'u') });

	return !arg_has(x, name) ||
	       (u != NULL && unit_exists(u, today(x)) && u->id.v != not_this.v) ||
	       refuse_str(e, "contest.unit", "unit", u != NULL ? u->key : STR("-"));
}

bool decide_contest(struct decide *x, struct err *e)
{
	struct str reason = arg_str(x, "reason");
	struct party arbiter;

	if (!need_open(x, e) || !may_contest(x, e) ||
	    !unit_named(x, "named", custody_unit(x), e)) {
		return false;
	}
	if (coded_find(x->law->contest_reason, x->law->contest_reasons, reason) == NULL) {
		return refuse_str(e, "contest.reason", "reason", reason);
	}
	if (!find_arbiter(x, &dossier_hold(x->d)->holder, &x->d->handed_by, &arbiter)) {
		return refuse(e, "contest.arbiter", NULL);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->contests + 1);
	body_put_str(x, b, "reason", reason);
	body_pass(x, b, "text_c");
	body_put_party(x, b, "holder", &arbiter);
	body_pass(x, b, "named");
	return decide_emit(x, KIND_CONTESTED, b, e);
}

/* ---- ruled on ---- */

/* Whom it goes to: the unit the ruling names, at the step it stands at; else back to the
 * sender, at the step it came from. */
static bool goes_to(struct decide *x, const struct contest *c, int32_t *step,
		    struct party *out, struct err *e)
{
	struct unit_id to = { arg_id(x, "to", 'u') };

	if (to.v != 0 && to.v != c->sender.seat.unit.v) {
		*step = c->step;
		return head_party(x, to, out, e);
	}
	*step = c->handed_step;
	if (org_member(x->org, c->sender.seat.person, c->sender.seat.unit, x->at) &&
	    !org_on_leave(x->org, c->sender.seat.person, x->at)) {
		*out = c->sender;
		return true;
	}
	return head_party(x, c->sender.seat.unit, out, e);
}

static void put_way(struct decide *x, struct json *b, int32_t step, const struct party *to)
{
	body_put_str(x, b, "step", x->d->version->step[step].id);
	body_put_party(x, b, "holder", to);
}

static struct unit_id ruling_unit(struct decide *x, const struct contest *c)
{
	const struct seat *first = &x->d->ob[c->first].holder.seat;
	bool theirs = first->person.v == x->actor.v || acts_at(x, first->unit, "head") ||
		      acts_at(x, first->unit, "deputy");

	return theirs || c->next < 0 ? first->unit : x->d->ob[c->next].holder.seat.unit;
}

static bool may_rule(const struct decide *x, const struct contest *c, struct err *e)
{
	struct str ruling = arg_str(x, "ruling");
	bool upheld = str_is(ruling, "upheld");

	if (!upheld && !str_is(ruling, "dismissed")) {
		return refuse_str(e, "contest.ruling", "ruling", ruling);
	}
	if (x->actor.v == c->actor.v || x->actor.v == c->by.seat.person.v ||
	    x->actor.v == c->sender.seat.person.v) {
		return refuse(e, "contest.party", NULL);
	}
	if (!upheld && arg_has(x, "to")) {
		return refuse(e, "contest.to", NULL);
	}
	return unit_named(x, "to", c->by.seat.unit, e);
}

bool decide_rule_contest(struct decide *x, struct err *e)
{
	const struct contest *c = dossier_contest(x->d);
	struct party to;
	int32_t step;

	if (!need_alive(x, e)) {
		return false;
	}
	if (c == NULL) {
		return refuse(e, "contest.none", NULL);
	}
	if (!may_rule(x, c, e)) {
		return false;
	}
	bool moves = str_is(arg_str(x, "ruling"), "upheld") && contest_there(x->d, c);

	if (moves && !goes_to(x, c, &step, &to, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", c->number);
	body_pass(x, b, "ruling");
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'u', ruling_unit(x, c).v);
	if (moves) {
		put_way(x, b, step, &to);
	}
	return decide_emit(x, KIND_CONTEST_RULED, b, e);
}

/* ---- silence ---- */

/* Nobody ruled: the unit that the procedure names for the step keeps it, or gets it. */
static bool lapse(struct decide *x, const struct contest *c, struct err *e)
{
	struct json *b = body_new(x);
	struct unit_id named;
	struct err nobody;
	struct party to;

	body_put_int(x, b, "n", c->number);
	if (contest_there(x->d, c) && step_unit(x, (size_t)c->step, &named, &nobody) &&
	    named.v != c->by.seat.unit.v && head_party(x, named, &to, &nobody)) {
		put_way(x, b, c->step, &to);
	}
	return decide_emit(x, KIND_CONTEST_LAPSED, b, e);
}

bool contest_silence(struct decide *x, struct err *e)
{
	const struct contest *c = dossier_contest(x->d);
	const struct obligation *duty = c != NULL ? contest_duty(x->d, c) : NULL;
	struct party next;

	if (c == NULL || x->at <= duty->due) {
		return true;
	}
	const struct unit *u = unit_of(x, duty->holder.seat.unit);

	if (c->escalated_at != INSTANT_NONE || u == NULL ||
	    !impartial(x, unit_above(x, u), &c->by, &c->sender, duty->holder.seat.person,
		       &next)) {
		return lapse(x, c, e);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", c->number);
	body_put_party(x, b, "holder", &next);
	return decide_emit(x, KIND_CONTEST_ESCALATED, b, e);
}
