/* One dossier beside the steps of its law. */
#include "conformer.h"

#include "app_int.h"


/* A visit and where it was made. */
struct seen {
	struct conform_visit visit[CONFORM_VISITS_MOST];
	struct unit_id unit[CONFORM_VISITS_MOST];
	int32_t n;
	bool whole;			/* ended with the result */
};

void conformer_init(struct conformer *c, struct app *app, struct arena *a)
{
	*c = (struct conformer){ .app = app, .a = a };
	imap_init(&c->graph, a);
}

static const struct conform_graph *graph_of(struct conformer *c, const struct procedure_version *v)
{
	struct conform_graph *g = imap_get(&c->graph, (int64_t)(uintptr_t)v);

	if (g != NULL) {
		return g;
	}
	g = arena_new(c->a, struct conform_graph);
	conform_graph(c->a, (int32_t)v->steps, g);
	for (size_t i = 0; i < v->steps; i++) {
		for (size_t k = 0; k < v->step[i].outcomes; k++) {
			const struct outcome *o = &v->step[i].outcome[k];

			if (o->to_step != SIZE_MAX) {
				conform_join(g, (int32_t)i, (int32_t)o->to_step,
					     o->kind == OUTCOME_RETURN ? CONFORM_RETURN
								       : CONFORM_ONWARD);
			}
		}
	}
	g->start[0] = true;
	g->end[v->steps - 1] = true;
	conform_prepare(c->a, g);
	imap_put(&c->graph, (int64_t)(uintptr_t)v, g);
	return g;
}

/* ---- what was gone ---- */

static bool stands_in(struct post p)
{
	return post_is(p, "head") || post_is(p, "deputy");
}

static bool wrong_post(const struct conformer *c, const struct case_facts *f,
		       const struct case_duty *d)
{
	const struct org *o = &c->app->org;
	const struct step *s = &f->version->step[d->step];
	const struct unit *agency = org_unit(o, f->competent), *unit = org_unit(o, d->unit);
	const struct unit *right = agency == NULL ? NULL
				   : s->kind == STEP_INTAKE ? org_unit(o, f->receiving)
				   : org_relative(o, agency, s->unit);
	struct day day = day_of(d->from);

	/* Whoever asks holds it; a stand-in is nobody's choice. */
	if (s->kind == STEP_CONSULT || d->holder != PARTY_SEAT || unit == NULL || right == NULL ||
	    !unit_exists(right, day) || unit->to.n != INT32_MAX) {
		return false;
	}
	if (unit != right) {
		return !org_below(o, right, unit, day);
	}
	return !post_eq(d->post, s->post) && !stands_in(d->post);
}

/* A hold that never was: the run of holds at a step that ends so. */
static bool undone(const struct case_facts *f, size_t i)
{
	for (size_t k = i; k < f->duties; k++) {
		const struct case_duty *d = &f->duty[k];

		if (d->kind != OB_STEP || d->step != f->duty[i].step) {
			continue;
		}
		if (d->ended != ENDED_TAKEN && d->ended != ENDED_MOVED &&
		    d->ended != ENDED_REASSIGNED && d->ended != ENDED_PAPER) {
			return d->ended == ENDED_RECALLED || d->ended == ENDED_RULED;
		}
	}
	return false;
}

static bool over(const struct case_facts *f, const struct case_duty *d)
{
	return d->to != INSTANT_NONE && f->version->step[d->step].plan_s > 0 &&
	       d->work_s > d->plan_s;
}

/* The visits of one life. */
static void gather(const struct conformer *c, const struct case_facts *f, int32_t span,
		   struct seen *out)
{
	int32_t steps = (int32_t)f->version->steps;

	out->n = 0;
	out->whole = false;
	for (size_t i = 0; i < f->duties; i++) {
		const struct case_duty *d = &f->duty[i];

		if (d->kind != OB_STEP || d->span != span || d->step < 0 || d->step >= steps ||
		    undone(f, i)) {
			continue;
		}
		if (out->n == 0 || out->visit[out->n - 1].step != d->step) {
			if (out->n == CONFORM_VISITS_MOST) {
				return;
			}
			out->visit[out->n++] = (struct conform_visit){ .step = d->step };
		}
		struct conform_visit *now = &out->visit[out->n - 1];

		now->wrong_post = d->taken_at != INSTANT_NONE && wrong_post(c, f, d);
		now->over_limit = now->over_limit || over(f, d);
		out->unit[out->n - 1] = d->unit;
		out->whole = d->ended == ENDED_READY;
	}
}

/* ---- a dossier ---- */

/* What is found, as it comes. */
struct finds {
	struct arena *a;
	struct conform_one *out;
	struct conform_mark *mark;
	struct unit_id *unit;
	size_t marks_cap, units_cap;
};

static void add_mark(struct finds *f, struct conform_mark m)
{
	f->mark = arena_grow(f->a, f->mark, f->out->marks, &f->marks_cap, sizeof(m));
	f->mark[f->out->marks++] = m;
}

static void add_unit(struct finds *f, struct unit_id unit)
{
	for (size_t i = 0; i < f->out->units; i++) {
		if (f->unit[i].v == unit.v) {
			return;
		}
	}
	f->unit = arena_grow(f->a, f->unit, f->out->units, &f->units_cap, sizeof(unit));
	f->unit[f->out->units++] = unit;
}

static void life(struct conformer *c, const struct case_facts *f, int32_t span, struct seen *s,
		 struct finds *to)
{
	struct conform_one *out = to->out;
	struct conform_found found;

	gather(c, f, span, s);
	if (s->n == 0) {
		return;
	}
	conform_case(to->a, graph_of(c, f->version), s->visit, s->n, span > 0 || f->corrected > 0,
		     s->whole, &found);
	deviating_add(&out->d, &found);
	out->cost += found.cost;
	out->most += found.most;
	for (int32_t i = 0; i < found.tolds; i++) {
		const struct conform_deviation *d = &found.told[i];

		add_mark(to, (struct conform_mark){ d->kind, d->step,
				s->unit[d->visit < s->n ? d->visit : s->n - 1] });
	}
	for (int32_t i = 0; i < s->n; i++) {
		add_unit(to, s->unit[i]);
	}
}

static void lives(struct conformer *c, struct arena *scratch, const struct case_facts *f,
		  struct conform_one *out)
{
	struct finds to = { .a = scratch, .out = out };
	struct seen *s = arena_new(scratch, struct seen);
	int32_t spans = 0;

	for (size_t i = 0; i < f->duties; i++) {
		spans = f->duty[i].span + 1 > spans ? f->duty[i].span + 1 : spans;
	}
	for (int32_t span = 0; span < spans; span++) {
		life(c, f, span, s, &to);
	}
	out->mark = to.mark;
	out->unit = to.unit;
}

void conformer_measure(struct conformer *c, struct arena *scratch, const struct case_facts *f,
		       struct conform_one *out)
{
	*out = (struct conform_one){ .d = { .id = f->id.v } };
	if (f->imported || f->version == NULL) {
		out->state = f->imported ? CONFORM_IMPORTED : CONFORM_LAWLESS;
		return;
	}
	out->d.of = f->version->procedure->code;
	lives(c, scratch, f, out);
	out->state = out->most > 0 ? CONFORM_MEASURED : CONFORM_UNBEGUN;
	out->d.fitness = out->cost < out->most ? 1 - (double)out->cost / (double)out->most : 0;
}
