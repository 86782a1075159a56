/* Deciding what becomes of a dossier whose units have ended (law.md 8). */
#include "decide_in.h"
#include "reform.h"

/* One of its units: named only when that unit has ended and the new one succeeds it. */
static bool passes_on(struct decide *x, const char *name, struct unit_id old, struct unit_id *now,
		      struct err *e)
{
	const struct unit *was = unit_of(x, old);
	const struct unit *next = unit_of(x, (struct unit_id){ arg_id(x, name, 'u') });

	*now = old;
	if (!arg_has(x, name)) {
		return true;
	}
	if (was == NULL || !reform_ended(x->org, was, today(x))) {
		return refuse_str(e, "reform.lasts", "unit", was != NULL ? was->key : STR("-"));
	}
	/* A counter or a room has no succession of its own: that of its agency counts. */
	const struct unit *agency = reform_agency(x->org, was, today(x));
	const struct unit *now_agency = next != NULL ? org_agency(x->org, next, today(x)) : NULL;
	bool good = now_agency != NULL && unit_exists(next, today(x)) &&
		    (reform_succeeds(x->org, was->id, next->id, today(x)) ||
		     (agency != NULL && agency != was &&
		      reform_succeeds(x->org, agency->id, now_agency->id, today(x))));

	if (!good) {
		return refuse_str(e, "reform.successor", "unit", was->key);
	}
	*now = next->id;
	return true;
}

/* Where everything goes. */
struct passing {
	const struct unit *from, *to;	/* agencies; `from` lasts when the last passing was wrong */
	bool instead;
};

static bool leaves(const struct decide *x, const struct passing *p, const struct unit *u)
{
	return reform_ended(x->org, u, today(x)) ||
	       (p->instead && reform_agency(x->org, u, today(x)) == p->from);
}

/* Who goes on with a duty of a unit that is left: the same person, if they have a post where
 * it goes, else the head there. *moves false: it stays. */
static bool goes_on(struct decide *x, const struct party *had, const struct passing *p,
		    struct party *out, bool *same, bool *moves, struct err *e)
{
	const struct unit *u = had->kind == PARTY_SEAT ? unit_of(x, had->seat.unit) : NULL;
	const struct unit *next;
	struct post post;

	*same = false;
	*moves = u != NULL && leaves(x, p, u);
	if (!*moves) {
		return true;
	}
	next = reform_place(x->org, u, p->to, today(x));
	if (org_post_at(x->org, had->seat.person, next->id, x->at, &post)) {
		*same = true;
		*out = (struct party){ .kind = PARTY_SEAT,
				       .seat = { next->id, post, had->seat.person } };
		return true;
	}
	return head_party(x, next->id, out, e);
}

static bool put_moved(struct decide *x, const struct passing *p, struct json *b, struct err *e)
{
	struct json *list = json_new_arr(x->arena);
	struct party to;
	bool same, moves;

	for (size_t i = 0; i < x->d->obs; i++) {
		const struct obligation *o = &x->d->ob[i];
		struct json *one = json_new_obj(x->arena);

		/* An urging goes with its hold (rule 45). */
		if (o->to != INSTANT_NONE || o->kind == OB_URGE) {
			continue;
		}
		if (!goes_on(x, &o->holder, p, &to, &same, &moves, e)) {
			return false;
		}
		if (!moves) {
			continue;
		}
		body_put_int(x, one, "no", (int64_t)i);
		body_put_party(x, one, "holder", &to);
		if (same && o->taken_at != INSTANT_NONE) {
			body_put_true(x, one, "taken");
		}
		json_push(x->arena, list, one);
	}
	if (json_len(list) > 0) {
		json_set(x->arena, b, "moved", list);
	}
	/* Whoever gets it back from outside. */
	if (!goes_on(x, &x->d->office, p, &to, &same, &moves, e)) {
		return false;
	}
	if (moves) {
		body_put_party(x, b, "office", &to);
	}
	return true;
}

/* Rightly passed on it would be with that one: another successor of the agency it came from,
 * or that agency itself, which goes on after all. */
static bool instead_of(struct decide *x, struct unit_id named)
{
	const struct unit *u = unit_of(x, named);
	struct unit_id came = x->d->succeeded;

	return came.v != 0 && u != NULL && unit_exists(u, today(x)) &&
	       named.v != x->d->competent.v &&
	       (came.v == named.v || reform_succeeds(x->org, came, named, today(x)));
}

/* The agency that goes on: the one named, the only one there is, or the one it had. */
static bool next_agency(struct decide *x, struct passing *p, struct err *e)
{
	const struct unit *was = unit_of(x, x->d->competent);
	struct unit_id named = { arg_id(x, "competent", 'u') }, next = x->d->competent;
	bool ended = was != NULL && reform_ended(x->org, was, today(x));

	p->from = was;
	p->instead = !ended && arg_has(x, "competent") && instead_of(x, named);
	if (p->instead) {
		next = named;
	} else if (arg_has(x, "competent") || !ended) {
		if (!passes_on(x, "competent", x->d->competent, &next, e)) {
			return false;
		}
	} else {
		struct reform_choice c = reform_choose(x->org, was->id,
						       x->d->version->procedure->code, today(x));
		if (c.among > 1) {
			return refuse_str(e, "reform.which", "unit", was->key);
		}
		next = c.unit;
	}
	p->to = unit_of(x, next);
	if (p->to == NULL || !unit_exists(p->to, today(x))) {
		return refuse_str(e, "reform.successor", "unit",
				  was != NULL ? was->key : STR("-"));
	}
	return true;
}

/* A counter that helped or received: the one named, else the one in its place. */
static bool next_counter(struct decide *x, const char *name, struct unit_id old,
			 const struct passing *p, struct json *b, struct err *e)
{
	const struct unit *was = unit_of(x, old);
	struct unit_id now = old;

	if (arg_has(x, name) && !passes_on(x, name, old, &now, e)) {
		return false;
	}
	if (!arg_has(x, name) && was != NULL && leaves(x, p, was)) {
		now = reform_place(x->org, was, p->to, today(x))->id;
	}
	if (now.v != old.v) {
		body_put_id(x, b, name, 'u', now.v);
	}
	return true;
}

bool decide_succeed_dossier(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);
	struct passing p;

	if (!need_alive(x, e) || !next_agency(x, &p, e)) {
		return false;
	}
	if (p.to->id.v != x->d->competent.v) {
		body_put_id(x, b, "competent", 'u', p.to->id.v);
	}
	if (!next_counter(x, "receiving", x->d->receiving, &p, b, e) ||
	    !next_counter(x, "helping", x->d->helping, &p, b, e) || !put_moved(x, &p, b, e)) {
		return false;
	}
	if (b->n == 0) {
		return refuse(e, "reform.nothing", NULL);
	}
	if (p.instead) {
		body_put_true(x, b, "instead");
	}
	body_pass(x, b, "minutes");
	return decide_emit(x, KIND_SUCCEEDED, b, e);
}

/* What was passed on meanwhile comes back by acts of its own (instead). */
bool decide_keep_unit(struct decide *x, struct err *e)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });

	if (u == NULL || u->to.n == INT32_MAX) {
		return refuse(e, "org.dates", NULL);
	}
	return decide_emit_to(x, (struct stream){ STREAM_UNIT, u->id.v }, KIND_UNIT_KEPT,
			      body_new(x), e);
}
