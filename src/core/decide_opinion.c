/* Deciding opinions: asked one or many at once, answered, added to; silence is time's
 * (decide_tick.c). */
#include "decide_in.h"

#include "opinion.h"

#include "base/limits.h"

struct to_ask {				/* one of those asked at once */
	struct party holder;
	const struct step *plan;	/* whose list names it, or NULL */
	bool member;
	struct str limit;
	int32_t again;
};

struct round_draft {
	struct to_ask one[LIMIT_ASKED];
	size_t n;
	int64_t quorum;
	const struct json *files;	/* numbers, or NULL */
	struct person_id signer;
};

/* ---- who is on the procedure's list ---- */

static const struct unit *relative(const struct decide *x, struct str ref)
{
	const struct unit *agency = unit_of(x, x->d->competent);

	return agency != NULL ? org_relative(x->org, agency, ref) : NULL;
}

/* The step that lists the unit, with its plan as the limit; the present one first. */
static bool lists_unit(const struct decide *x, const struct step *s, const struct unit *u)
{
	for (size_t k = 0; k < s->askeds; k++) {
		if (relative(x, s->asked[k]) == u) {
			return true;
		}
	}
	return false;
}

static bool lists_member(const struct decide *x, const struct step *s, struct person_id who,
			 struct seat *out)
{
	for (size_t k = 0; k < s->members; k++) {
		const struct unit *u = relative(x, s->member[k].unit);

		if (u != NULL && org_holds(x->org, who, u->id, s->member[k].post, x->at)) {
			*out = (struct seat){ u->id, s->member[k].post, who };
			return true;
		}
	}
	return false;
}

static const struct step *nth_plan(const struct decide *x, size_t i)
{
	const struct procedure_version *v = x->d->version;
	size_t here = x->d->step >= 0 ? (size_t)x->d->step : 0;

	return &v->step[i == 0 ? here : i <= here ? i - 1 : i];
}

static const struct step *plan_of_unit(const struct decide *x, const struct unit *u)
{
	for (size_t i = 0; i < x->d->version->steps; i++) {
		if (lists_unit(x, nth_plan(x, i), u)) {
			return nth_plan(x, i);
		}
	}
	return NULL;
}

static const struct step *plan_of_member(const struct decide *x, struct person_id who,
				      struct seat *out)
{
	for (size_t i = 0; i < x->d->version->steps; i++) {
		if (lists_member(x, nth_plan(x, i), who, out)) {
			return nth_plan(x, i);
		}
	}
	return NULL;
}

bool some_post(const struct decide *x, struct person_id who, struct seat *out)
{
	bool found = false;

	for (size_t i = 0; i < x->org->assignments; i++) {
		const struct assignment *a = &x->org->assignment[i];

		if (a->person.v == who.v && !post_is(a->post, "admin") &&
		    org_holds(x->org, who, a->unit, a->post, x->at)) {
			*out = (struct seat){ a->unit, a->post, who };
			found = true;
		}
	}
	return found;
}

/* ---- gathering them ---- */

static bool same(const struct party *a, bool a_member, const struct to_ask *b)
{
	return a_member == b->member &&
	       (b->member ? a->seat.person.v == b->holder.seat.person.v
			  : a->seat.unit.v == b->holder.seat.unit.v);
}

/* The last opinion asked of the same, or NULL. */
static const struct opinion *asked_before(const struct decide *x, const struct to_ask *one)
{
	for (size_t i = x->d->opinions; i > 0; i--) {
		const struct opinion *o = &x->d->opinion[i - 1];

		if (same(&x->d->ob[o->obligation].holder, o->member, one)) {
			return o;
		}
	}
	return NULL;
}

static bool limit_of(struct decide *x, struct to_ask *one, struct err *e)
{
	if (arg_has(x, "limit")) {
		one->limit = arg_str(x, "limit");
		return true;
	}
	if (one->plan == NULL || one->plan->plan_s <= 0) {
		return refuse(e, "opinion.limit", NULL);
	}
	one->limit = limit_text(x->arena, (struct limit){ LIMIT_WHOUR, one->plan->plan_s });
	return true;
}

/* Named twice in one command is asked once. */
static bool add(struct decide *x, struct round_draft *r, struct to_ask one, struct err *e)
{
	const struct opinion *before = asked_before(x, &one);

	if (before != NULL && opinion_owed(x->d, before)) {
		return refuse_int(e, "opinion.open", "number", before->number);
	}
	for (size_t i = 0; i < r->n; i++) {
		if (same(&r->one[i].holder, r->one[i].member, &one)) {
			return true;
		}
	}
	if (r->n == LIMIT_ASKED) {
		return refuse_int(e, "opinion.many", "most", LIMIT_ASKED);
	}
	if (!limit_of(x, &one, e)) {
		return false;
	}
	one.again = before != NULL ? before->number : 0;
	r->one[r->n++] = one;
	return true;
}

static bool add_unit(struct decide *x, struct round_draft *r, struct unit_id id, struct err *e)
{
	const struct unit *u = unit_of(x, id);
	struct to_ask one = { .member = false };

	if (u == NULL || !unit_exists(u, today(x))) {
		return refuse(e, "opinion.unit", NULL);
	}
	if (id.v == custody_unit(x).v) {
		return refuse(e, "opinion.own_unit", NULL);
	}
	one.plan = plan_of_unit(x, u);
	return head_party(x, id, &one.holder, e) && add(x, r, one, e);
}

static bool add_member(struct decide *x, struct round_draft *r, struct person_id who,
		       struct err *e)
{
	struct to_ask one = { .holder = { .kind = PARTY_SEAT }, .member = true };

	one.plan = plan_of_member(x, who, &one.holder.seat);
	if (one.plan == NULL && !some_post(x, who, &one.holder.seat)) {
		return refuse(e, "opinion.member", NULL);
	}
	if (who.v == dossier_hold(x->d)->holder.seat.person.v) {
		return refuse(e, "opinion.self", NULL);
	}
	return add(x, r, one, e);
}

int64_t nth_id(const struct json *list, size_t i, char letter)
{
	int64_t id;

	return id_parse(letter, json_at(list, i)->s, &id) ? id : 0;
}

static bool add_named(struct decide *x, struct round_draft *r, struct err *e)
{
	const struct json *units = json_arr(x->args, "units");
	const struct json *members = json_arr(x->args, "members");

	for (size_t i = 0; i < json_len(units); i++) {
		if (!add_unit(x, r, (struct unit_id){ nth_id(units, i, 'u') }, e)) {
			return false;
		}
	}
	for (size_t i = 0; i < json_len(members); i++) {
		if (!add_member(x, r, (struct person_id){ nth_id(members, i, 'p') }, e)) {
			return false;
		}
	}
	return true;
}

/* Whom the step lists and nobody has asked yet. Where nobody sits there is nobody to ask. */
static void add_planned(struct decide *x, const struct step *s, struct round_draft *r)
{
	struct err nobody;
	struct person_id holder = dossier_hold(x->d)->holder.seat.person;

	for (size_t k = 0; k < s->askeds; k++) {
		const struct unit *u = relative(x, s->asked[k]);
		struct to_ask one = { .plan = s };

		if (u != NULL && unit_exists(u, today(x)) && u->id.v != custody_unit(x).v &&
		    head_party(x, u->id, &one.holder, &nobody) &&
		    asked_before(x, &one) == NULL) {
			(void)add(x, r, one, &nobody);
		}
	}
	for (size_t i = 0; i < x->org->assignments && s->members > 0; i++) {
		struct to_ask one = { .holder = { .kind = PARTY_SEAT }, .plan = s,
				      .member = true };
		struct person_id who = x->org->assignment[i].person;

		if (who.v != holder.v && lists_member(x, s, who, &one.holder.seat) &&
		    asked_before(x, &one) == NULL) {
			(void)add(x, r, one, &nobody);
		}
	}
}

/* ---- what goes with the question ---- */

static int64_t planned_quorum(const struct round_draft *r)
{
	const struct step *s = r->one[0].plan;
	int64_t n = (int64_t)r->n;

	return s == NULL || s->quorum == QUORUM_NONE ? 0
	       : s->quorum == QUORUM_ALL	     ? n
						     : n / 2 + 1;
}

static bool quorum_of(const struct decide *x, struct round_draft *r, struct err *e)
{
	r->quorum = arg_int(x, "quorum", planned_quorum(r));
	if (r->quorum < 0 || r->quorum > (int64_t)r->n ||
	    (r->quorum == 0 && arg_has(x, "quorum"))) {
		return refuse_int(e, "opinion.quorum_of", "asked", (int64_t)r->n);
	}
	return true;
}

static bool files_of(struct decide *x, struct round_draft *r, struct err *e)
{
	const struct json *list = json_arr(x->args, "files");
	struct json *out = json_new_arr(x->arena);

	for (size_t i = 0; i < json_len(list); i++) {
		struct str word = json_at(list, i)->s;
		int64_t n = 0;
		const struct attached *f = str_to_int64(word, &n) ? dossier_file(x->d, n) : NULL;

		if (f == NULL || f->withdrawn) {
			return refuse_str(e, "opinion.file", "number", word);
		}
		json_push(x->arena, out, json_new_int(x->arena, n));
	}
	r->files = json_len(out) > 0 ? out : NULL;
	return true;
}

/* Rule 30: outside the procedure's list the head signs. */
static bool signed_for(struct decide *x, struct round_draft *r, struct err *e)
{
	struct unit_id own = custody_unit(x);
	bool planned = true;

	r->signer.v = arg_id(x, "signer", 'p');
	for (size_t i = 0; i < r->n; i++) {
		planned = planned && r->one[i].plan != NULL;
	}
	if (planned) {
		return true;
	}
	if (r->signer.v == 0 && acts_at(x, own, "head")) {
		r->signer = x->actor;
	}
	return org_holds(x->org, r->signer, own, post_of("head"), x->at) ||
	       refuse(e, "opinion.unplanned", NULL);
}

static bool past_half(const struct decide *x)
{
	const struct dossier *d = x->d;
	int64_t from = calendar_clamp(d->cal, d->received_at);

	return d->due != INSTANT_NONE &&
	       work_between(d->cal, from, x->at) * 2 > work_between(d->cal, from, d->due);
}

/* ---- asking ---- */

enum wording { WORDING_TYPED, WORDING_STANDARD };

static void put_round(struct decide *x, struct json *b, const struct round_draft *r,
		      enum wording wording)
{
	body_put_int(x, b, "of", (int64_t)r->n);
	if (r->quorum > 0) {
		body_put_int(x, b, "quorum", r->quorum);
	}
	if (r->files != NULL) {
		json_set(x->arena, b, "files", r->files);
	}
	if (wording == WORDING_STANDARD) {
		body_put_true(x, b, "standard");
	} else {
		body_pass(x, b, "question_c");
	}
}

static bool emit_round(struct decide *x, const struct round_draft *r, enum wording wording,
		       struct err *e)
{
	int64_t round = (int64_t)x->d->rounds + 1;
	bool after_half = past_half(x);

	for (size_t i = 0; i < r->n; i++) {
		const struct to_ask *one = &r->one[i];
		struct json *b = body_new(x);

		body_put_int(x, b, "n", (int64_t)x->d->opinions + 1);
		body_put_party(x, b, "holder", &one->holder);
		body_put_str(x, b, "limit", one->limit);
		body_put_int(x, b, "round", round);
		if (i == 0) {
			put_round(x, b, r, wording);
		}
		if (one->member) {
			body_put_true(x, b, "member");
		}
		if (one->plan != NULL) {
			body_put_str(x, b, "plan", one->plan->id);
		} else {
			body_put_id(x, b, "signer", 'p', r->signer.v);
		}
		if (after_half) {
			body_put_true(x, b, "after_half");
		}
		if (one->again > 0) {
			body_put_int(x, b, "again", one->again);
		}
		if (!decide_emit(x, KIND_OPINION_ASKED, b, e)) {
			return false;
		}
	}
	return true;
}

bool decide_ask_opinion(struct decide *x, struct err *e)
{
	struct round_draft *r = arena_new(x->arena, struct round_draft);

	*r = (struct round_draft){ .n = 0 };
	if (!need_open(x, e)) {
		return false;
	}
	if (json_arr(x->args, "units") != NULL || json_arr(x->args, "members") != NULL) {
		if (!add_named(x, r, e)) {
			return false;
		}
	} else {
		add_planned(x, &x->d->version->step[x->d->step], r);
	}
	if (r->n == 0) {
		return refuse(e, "opinion.nobody", NULL);
	}
	return quorum_of(x, r, e) && files_of(x, r, e) && signed_for(x, r, e) &&
	       ensure_taken(x, e) && emit_round(x, r, WORDING_TYPED, e);
}

bool ask_by_plan(struct decide *x, struct err *e)
{
	const struct step *s = &x->d->version->step[x->d->step];
	struct round_draft *r = arena_new(x->arena, struct round_draft);

	*r = (struct round_draft){ .n = 0 };
	if (s->question.vi.n == 0) {
		return true;
	}
	add_planned(x, s, r);
	r->quorum = r->n > 0 ? planned_quorum(r) : 0;
	return emit_round(x, r, WORDING_STANDARD, e);
}

/* ---- answering ---- */

static const struct opinion *opinion_named(const struct decide *x, struct err *e)
{
	int64_t n = arg_int(x, "number", 0);
	const struct opinion *o = dossier_opinion(x->d, n);

	if (o == NULL) {
		refuse_int(e, "opinion.none", "number", n);
	}
	return o;
}

bool decide_answer_opinion(struct decide *x, struct err *e)
{
	const struct opinion *o = opinion_named(x, e);
	struct str answer = arg_str(x, "answer");

	if (o == NULL || !need_alive(x, e)) {
		return false;
	}
	if (o->answered_at != INSTANT_NONE) {
		return refuse_int(e, "opinion.answered", "number", o->number);
	}
	if (o->lapsed) {
		return refuse_int(e, "opinion.lapsed", "number", o->number);
	}
	if (!str_among("agree|conditions|object|not_competent", answer)) {
		return refuse_str(e, "opinion.answer", "answer", answer);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", o->number);
	body_put_str(x, b, "answer", answer);
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'p', x->actor.v);
	return decide_emit(x, KIND_OPINION_ANSWERED, b, e);
}

/* Rule 29: an answer stands as it was given; what is missing is said besides. */
bool decide_supplement_opinion(struct decide *x, struct err *e)
{
	const struct opinion *o = opinion_named(x, e);

	if (o == NULL || !need_alive(x, e)) {
		return false;
	}
	if (o->answered_at == INSTANT_NONE) {
		return refuse_int(e, "opinion.unanswered", "number", o->number);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", o->number);
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'p', x->actor.v);
	return decide_emit(x, KIND_OPINION_SUPPLEMENTED, b, e);
}

/* ---- answers that decide nothing (rule 30) ---- */

/* Who leads asker and asked, or the top of the asker's tree. */
static struct unit_id chair_of(const struct decide *x, struct unit_id asked)
{
	const struct unit *own = unit_of(x, custody_unit(x));
	const struct unit *both = org_common(x->org, own, unit_of(x, asked), today(x));

	both = both != NULL ? both : org_top(x->org, own, today(x));
	return both != NULL ? both->id : custody_unit(x);
}

bool decide_mark_insufficient(struct decide *x, struct err *e)
{
	const struct opinion *o = opinion_named(x, e);
	struct party chair;

	if (o == NULL || !need_open(x, e)) {
		return false;
	}
	if (o->answered_at == INSTANT_NONE) {
		return refuse_int(e, "opinion.unanswered", "number", o->number);
	}
	if (o->marked_at != INSTANT_NONE) {
		return refuse_int(e, "opinion.marked", "number", o->number);
	}
	if (x->d->rules->ruling_s <= 0) {
		return refuse_str(e, "opinion.no_ruling", "rules", x->d->rules->id);
	}
	struct unit_id asked = x->d->ob[o->obligation].holder.seat.unit;

	if (!head_party(x, chair_of(x, asked), &chair, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", o->number);
	body_put_party(x, b, "holder", &chair);
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_OPINION_MARKED, b, e);
}

bool decide_rule_opinion(struct decide *x, struct err *e)
{
	const struct opinion *o = opinion_named(x, e);
	struct str verdict = arg_str(x, "verdict");

	if (o == NULL || !need_alive(x, e)) {
		return false;
	}
	if (!opinion_in_question(x->d, o)) {
		return refuse_int(e, "opinion.unmarked", "number", o->number);
	}
	if (!str_among("upheld|dismissed", verdict)) {
		return refuse_str(e, "opinion.verdict", "verdict", verdict);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", o->number);
	body_put_str(x, b, "verdict", verdict);
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'p', x->actor.v);
	return decide_emit(x, KIND_OPINION_RULED, b, e);
}
