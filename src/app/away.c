/* Absences, delegations and signing scopes of a unit. */
#include "away.h"

#include "app_int.h"

struct listing {
	const struct app *app;
	const struct asking *ask;
	struct away *row;
	size_t n;
};

static struct listing listing(const struct app *app, struct arena *a, const struct asking *ask)
{
	return (struct listing){ app, ask, arena_array(a, struct away, AWAY_MOST), 0 };
}

/* By beginning: a unit has few. */
static void add(struct listing *l, struct away w)
{
	size_t at = l->n;

	if (l->n == AWAY_MOST) {
		return;
	}
	for (; at > 0 && l->row[at - 1].from > w.from; at--) {
		l->row[at] = l->row[at - 1];
	}
	w.now = w.from <= l->ask->now;
	l->row[at] = w;
	l->n++;
}

/* A person at a post of theirs, of that unit if there is one. */
static struct seat_label anywhere(const struct listing *l, struct person_id who,
				  struct unit_id unit)
{
	const struct org *o = &l->app->org;
	struct seat s = { .unit = unit, .person = who };

	if (org_post_at(o, who, unit, l->ask->now, &s.post)) {
		return label_seat(l->app, l->ask, s, l->ask->now);
	}
	for (size_t i = o->assignments; i > 0 && who.v != 0; i--) {
		const struct assignment *as = &o->assignment[i - 1];

		if (as->person.v == who.v && org_holds(o, who, as->unit, as->post, l->ask->now)) {
			s.unit = as->unit;
			s.post = as->post;
			break;
		}
	}
	return label_seat(l->app, l->ask, s, l->ask->now);
}

size_t app_absences(const struct app *app, struct arena *a, const struct asking *ask,
		    struct unit_id unit, const struct away **out)
{
	struct listing l = listing(app, a, ask);

	for (size_t i = 0; i < app->org.leaves; i++) {
		const struct leave *v = &app->org.leave[i];

		if (v->to > ask->now && v->to > v->from &&
		    org_member(&app->org, v->person, unit, ask->now)) {
			add(&l, (struct away){ .from = v->from, .to = v->to,
					       .who = anywhere(&l, v->person, unit),
					       .other = anywhere(&l, v->deputy, unit) });
		}
	}
	*out = l.row;
	return l.n;
}

static bool in_force(const struct listing *l, const struct delegation *g)
{
	return g->to > l->ask->now && g->to > g->from &&
	       org_holds(&l->app->org, g->from_person, g->unit, g->post, l->ask->now);
}

static void add_delegation(struct listing *l, const struct delegation *g)
{
	struct seat s = { g->unit, g->post, g->from_person };

	add(l, (struct away){ .from = g->from, .to = g->to, .by = &g->by,
			      .who = label_seat(l->app, l->ask, s, l->ask->now),
			      .other = anywhere(l, g->to_person, g->unit) });
}

size_t app_delegations(const struct app *app, struct arena *a, const struct asking *ask,
		       struct unit_id unit, const struct away **out)
{
	struct listing l = listing(app, a, ask);

	for (size_t i = 0; i < app->org.delegations; i++) {
		const struct delegation *g = &app->org.delegation[i];

		if (g->unit.v == unit.v && in_force(&l, g)) {
			add_delegation(&l, g);
		}
	}
	*out = l.row;
	return l.n;
}

size_t app_delegations_of(const struct app *app, struct arena *a, const struct asking *ask,
			  struct person_id who, const struct away **out)
{
	struct listing l = listing(app, a, ask);

	for (size_t i = 0; i < app->org.delegations; i++) {
		const struct delegation *g = &app->org.delegation[i];

		if ((g->from_person.v == who.v || g->to_person.v == who.v) && in_force(&l, g)) {
			add_delegation(&l, g);
		}
	}
	*out = l.row;
	return l.n;
}

size_t app_scopes(const struct app *app, struct arena *a, const struct asking *ask,
		  struct unit_id unit, struct person_id who, const struct scope **out)
{
	const struct org *o = &app->org;
	const struct unit *top = org_unit(o, unit);
	struct scope *list = arena_array(a, struct scope, AWAY_MOST);
	size_t n = 0;

	for (size_t i = 0; i < o->scopes && n < AWAY_MOST; i++) {
		const struct signing_scope *c = &o->scope[i];
		const struct unit *u = org_unit(o, c->unit);
		struct seat s = { c->unit, c->post, c->person };
		size_t at = n;

		if ((who.v != 0 && c->person.v != who.v) || u == NULL || c->to == c->from ||
		    (c->to != INSTANT_NONE && c->to <= ask->now) ||
		    !org_below(o, u, top, day_of(ask->now)) ||
		    !org_holds(o, c->person, c->unit, c->post, ask->now)) {
			continue;
		}
		for (; at > 0 && list[at - 1].from > c->from; at--) {
			list[at] = list[at - 1];
		}
		list[at] = (struct scope){ label_seat(app, ask, s, ask->now), c->from, c->to,
					   c->from <= ask->now, &c->by };
		n++;
	}
	*out = list;
	return n;
}

size_t app_delegates(const struct app *app, struct arena *a, const struct asking *ask,
		     struct unit_id unit, struct person_id but, const struct seat_label **out)
{
	const struct org *o = &app->org;
	const struct unit *top = org_unit(o, unit);
	struct seat_label *list = arena_array(a, struct seat_label, AWAY_MOST);
	struct day today = day_of(ask->now);
	size_t n = 0;

	for (size_t i = 0; i < o->assignments && n < AWAY_MOST && top != NULL; i++) {
		const struct assignment *as = &o->assignment[i];
		const struct unit *u = org_unit(o, as->unit);
		bool leads = post_is(as->post, "head") || post_is(as->post, "deputy");

		if (as->person.v == but.v || u == NULL ||
		    !(u == top || (leads && org_below(o, u, top, today))) ||
		    !org_holds(o, as->person, as->unit, as->post, ask->now)) {
			continue;
		}
		list[n++] = label_seat(app, ask,
				       (struct seat){ as->unit, as->post, as->person },
				       ask->now);
	}
	*out = list;
	return n;
}
