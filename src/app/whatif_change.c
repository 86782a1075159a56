/* What-if: changes, as they are written, and what they do to ways and posts. */
#include "whatif_int.h"

#include "base/num.h"

#include <string.h>

/* ---- as they are written ---- */

static bool unread(struct str s, struct err *e)
{
	char text[ERR_VALUE_SIZE] = "";

	memcpy(text, s.p, s.n < sizeof(text) ? s.n : sizeof(text) - 1);
	return err_set(e, ERR_INVALID, "whatif.change", "value", text, NULL);
}

static bool number_to(struct str s, int64_t most, int64_t *out)
{
	return str_to_int64(s, out) && *out >= 1 && *out <= most;
}

enum { PERSONS_MOST = 20, DAYS_MOST = 250 };

static bool read_persons(struct str s, struct whatif_change *c)
{
	struct str n;

	if (!str_cut(s, '/', &c->unit, &s) || !str_cut(s, '=', &c->post, &n) ||
	    c->unit.n == 0 || c->post.n == 0 || c->post.n >= POST_SIZE || n.n < 2 ||
	    (n.p[0] != '+' && n.p[0] != '-') ||
	    !number_to(str_sub(n, 1, n.n), PERSONS_MOST, &c->n)) {
		return false;
	}
	c->n = n.p[0] == '-' ? -c->n : c->n;
	return true;
}

static bool read_route(struct str s, struct whatif_change *c)
{
	struct str how;

	return str_cut(s, ':', &c->procedure, &s) && str_cut(s, '>', &c->from, &s) &&
	       str_cut(s, '=', &c->to, &how) && c->procedure.n > 0 && c->from.n > 0 &&
	       c->to.n > 0 && str_is(how, "skip");
}

bool whatif_parse(struct str s, struct whatif_change *out, struct err *e)
{
	struct whatif_change c = { .kind = WHATIF_PARALLEL };
	struct str rest, word;
	bool good = str_is(s, "parallel");

	if (!good && str_cut(s, ':', &word, &rest)) {
		if (str_is(word, "persons")) {
			c.kind = WHATIF_PERSONS;
			good = read_persons(rest, &c);
		} else if (str_is(word, "silence")) {
			c.kind = WHATIF_SILENCE;
			good = number_to(rest, DAYS_MOST, &c.n);
		} else if (str_is(word, "route")) {
			c.kind = WHATIF_ROUTE;
			good = read_route(rest, &c);
		} else if (str_is(word, "limit")) {
			c.kind = WHATIF_LIMIT;
			good = str_cut(rest, '=', &c.procedure, &rest) && c.procedure.n > 0;
			if (good && !limit_parse(rest, &c.limit, e)) {
				return false;
			}
		}
	}
	if (!good) {
		return unread(s, e);
	}
	*out = c;
	return true;
}

/* ---- whether the store knows them ---- */

static const char *cstr(const struct past *p, struct str s)
{
	return str_cstr(p->a, s);
}

/* The posts of a unit that did anything, by their codes. */
static struct str posts_of(const struct past *p, const struct unit *u)
{
	struct str all = { 0 };

	for (size_t i = 0; i < p->posts.n; i++) {
		const struct past_post *at = past_post(p, (int32_t)i);

		if (at->unit.v == u->id.v) {
			all = all.n == 0 ? str_of(at->post.code)
			      : STR_JOIN(p->a, all, STR(" "), str_of(at->post.code));
		}
	}
	return all;
}

static bool persons_known(struct past *p, const struct whatif_change *c, struct err *e)
{
	const struct unit *u = org_unit_by_key(&p->app->org, c->unit);

	if (u == NULL) {
		return err_set(e, ERR_NOT_FOUND, "whatif.unit", "value", cstr(p, c->unit), NULL);
	}
	int32_t at = past_post_at(p, u, post_of_str(c->post), false);

	if (at == NO_POST) {
		struct str have = posts_of(p, u);

		return err_set(e, ERR_NOT_FOUND, "whatif.post", "unit", cstr(p, c->unit),
			       "value", cstr(p, c->post), "have",
			       have.n > 0 ? cstr(p, have) : "-", NULL);
	}
	int64_t left = (int64_t)past_post(p, at)->persons + c->n;

	if (left < 1) {
		err_set(e, ERR_INVALID, "whatif.fewer", "unit", cstr(p, c->unit), "value",
			cstr(p, c->post), NULL);
		return err_add_int(e, "have", (int64_t)past_post(p, at)->persons);
	}
	return true;
}

static bool step_known(const struct past *p, const struct whatif_change *c, struct err *e)
{
	struct str have = { 0 };
	bool any = false;

	for (size_t i = 0; i < p->versions.n; i++) {
		const struct procedure_version *v = ((struct way_version **)p->versions.v)[i]->v;
		size_t from, to;

		if (!str_eq(v->procedure->code, c->procedure)) {
			continue;
		}
		any = any || (version_step(v, c->from, &from) != NULL &&
			      version_step(v, c->to, &to) != NULL && from + 1 < to);
		have = STR("");
		for (size_t k = 0; k < v->steps; k++) {
			have = STR_JOIN(p->a, have, str_of(k > 0 ? " " : ""), v->step[k].id);
		}
	}
	struct str ids = STR_JOIN(p->a, c->from, STR(">"), c->to);

	return any || err_set(e, ERR_NOT_FOUND, "whatif.step", "procedure",
			      cstr(p, c->procedure), "value", cstr(p, ids), "have",
			      cstr(p, have), NULL);
}

static bool procedure_known(const struct past *p, const struct whatif_change *c, struct err *e)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct way_version *w = ((struct way_version **)p->versions.v)[i];

		if (str_eq(w->v->procedure->code, c->procedure)) {
			return c->kind == WHATIF_LIMIT || step_known(p, c, e);
		}
	}
	return err_set(e, ERR_NOT_FOUND, "whatif.procedure", "value", cstr(p, c->procedure), NULL);
}

static bool opinions_known(const struct past *p, struct err *e)
{
	const struct stay *s = p->stays.v;

	for (size_t i = 0; i < p->stays.n; i++) {
		if (s[i].asked) {
			return true;
		}
	}
	return err_set(e, ERR_NOT_FOUND, "whatif.opinions", NULL);
}

bool change_known(struct past *p, const struct whatif_change *c, struct err *e)
{
	switch (c->kind) {
	case WHATIF_PERSONS:
		return persons_known(p, c, e);
	case WHATIF_LIMIT:
	case WHATIF_ROUTE:
		return procedure_known(p, c, e);
	case WHATIF_SILENCE:
	case WHATIF_PARALLEL:
		break;
	}
	return opinions_known(p, e);
}

/* ---- what they do ---- */

static int32_t place_of(struct past *p, const struct whatif_change *c)
{
	return past_post_at(p, org_unit_by_key(&p->app->org, c->unit), post_of_str(c->post), false);
}

/* Who comes anew is always there; who goes is who did least. */
static void staff(struct past *p, const struct whatif_change *c, struct sim_post *post)
{
	struct sim_post *at = &post[place_of(p, c)];
	size_t n = (size_t)((int64_t)at->persons + c->n);
	struct sim_person *all = arena_array(p->a, struct sim_person, n);

	for (size_t i = 0; i < n; i++) {
		all[i] = (struct sim_person){ .from = INT64_MIN, .to = INT64_MAX };
		if (i < at->persons) {
			all[i] = at->person[i];
		}
	}
	at->person = all;
	at->persons = n;
}

struct bending {			/* a way on its way into another */
	struct past *p;
	const struct way_stops *base;
	struct way_stops *out;
	size_t i;			/* the case */
	int32_t place[WHATIF_CHANGES];	/* the post of each change of persons */
};

/* What lies strictly between the two steps is left out, with whatever it asked for. */
static bool skipped(const struct whatif_change *c, const struct past_case *of,
		    const struct sim_stop *s)
{
	size_t from, to;

	return c->kind == WHATIF_ROUTE && s->step >= 0 &&
	       str_eq(of->way->v->procedure->code, c->procedure) &&
	       version_step(of->way->v, c->from, &from) != NULL &&
	       version_step(of->way->v, c->to, &to) != NULL && (size_t)s->step > from &&
	       (size_t)s->step < to;
}

/* Does it reach that stop; *drop: it is no more. */
static bool reaches(const struct bending *b, size_t change, const struct sim_stop *s, bool *drop)
{
	const struct whatif_change *c = &b->p->ask->change[change];
	const struct past_case *of = b->base->past[b->i];
	bool consult = s->step >= 0 && of->way->v->step[s->step].kind == STEP_CONSULT;

	switch (c->kind) {
	case WHATIF_PERSONS:
		return s->kind == SIM_AT_POST && s->post == b->place[change];
	case WHATIF_ROUTE:
		*drop = *drop || skipped(c, of, s);
		return *drop;
	case WHATIF_SILENCE:
	case WHATIF_PARALLEL:
		return consult;
	case WHATIF_LIMIT:
		break;
	}
	return false;
}

static bool asks_parallel(const struct whatif_ask *ask)
{
	bool yes = false;

	for (size_t i = 0; i < ask->changes; i++) {
		yes = yes || ask->change[i].kind == WHATIF_PARALLEL;
	}
	return yes;
}

static void bend_stops(struct bending *b, const struct sim_case *was, struct sim_case *now)
{
	const struct whatif_ask *ask = b->p->ask;
	const struct past_case *of = b->base->past[b->i];
	bool consulted = false;

	for (uint32_t k = 0; k < was->stops; k++) {
		struct sim_stop s = ((const struct sim_stop *)b->base->stops.v)[was->stop + k];
		bool drop = false;

		for (size_t i = 0; i < ask->changes; i++) {
			b->out->touched[b->i] |= reaches(b, i, &s, &drop);
		}
		if (drop) {
			continue;
		}
		bool consult = s.step >= 0 && of->way->v->step[s.step].kind == STEP_CONSULT;

		s.beside = consult && consulted && asks_parallel(ask);
		consulted = consult;
		*(struct sim_stop *)rows_add(b->p->a, &b->out->stops, sizeof(s)) = s;
		now->stops++;
	}
}

/* A promise is counted anew from where it was; one taken as given stands. People are not
 * taken to hurry more, or less, than they did. */
static void bend_limit(struct bending *b, struct sim_case *now)
{
	const struct whatif_ask *ask = b->p->ask;
	const struct past_case *of = b->base->past[b->i];

	for (size_t i = 0; i < ask->changes; i++) {
		const struct whatif_change *c = &ask->change[i];

		if (c->kind == WHATIF_LIMIT && now->promise.start != INSTANT_NONE &&
		    str_eq(of->way->v->procedure->code, c->procedure)) {
			now->pressing = b->base->cases[b->i].promise;
			now->apart = true;
			now->promise.limit = c->limit;
			b->out->touched[b->i] = true;
		}
	}
}

void change_apply(struct past *p, const struct way_stops *base, const struct past_fit *f,
		  struct way_stops *out, struct sim_post **post)
{
	*out = *base;
	out->stops = (struct rows){ 0 };
	out->cases = arena_copy(p->a, base->cases, base->n * sizeof(*base->cases));
	out->touched = arena_array(p->a, bool, base->n);
	struct bending b = { .p = p, .base = base, .out = out };

	for (size_t i = 0; i < p->ask->changes; i++) {
		bool persons = p->ask->change[i].kind == WHATIF_PERSONS;

		b.place[i] = persons ? place_of(p, &p->ask->change[i]) : NO_POST;
	}
	for (size_t i = 0; i < base->n; i++) {
		b.i = i;
		out->cases[i].stop = (uint32_t)out->stops.n;
		out->cases[i].stops = 0;
		bend_stops(&b, &base->cases[i], &out->cases[i]);
		bend_limit(&b, &out->cases[i]);
	}
	*post = arena_copy(p->a, f->post, p->posts.n * sizeof(**post));
	for (size_t i = 0; i < p->ask->changes; i++) {
		if (p->ask->change[i].kind == WHATIF_PERSONS) {
			staff(p, &p->ask->change[i], *post);
		}
	}
}
