/* Our own dossiers beside the steps of their law. */
#include "mine_conform.h"

#include "app_int.h"

#include "store/case_row.h"

#include <stdlib.h>
#include <string.h>

struct conforming {
	struct arena *a, *scratch;
	struct app *app;
	struct str procedure;
	struct conformed *out;
	size_t procedures_cap, units_cap;
	struct imap by_unit;
};

/* A visit and where it was made. */
struct seen {
	struct conform_visit visit[CONFORM_VISITS_MOST];
	struct unit_id unit[CONFORM_VISITS_MOST];
	int32_t n;
	bool whole;			/* ended with the result */
};

/* ---- what is counted for whom ---- */

static void *grown(struct arena *a, void *list, size_t n, size_t *cap, size_t size)
{
	if (n < *cap) {
		return list;
	}
	*cap = *cap == 0 ? 32 : 2 * *cap;
	char *more = arena_array(a, char, *cap * size);

	if (n > 0) {
		memcpy(more, list, n * size);
	}
	return more;
}

static void make_graph(struct conforming *c, const struct procedure_version *v,
		       struct conform_graph *g)
{
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
}

static struct conform_procedure *procedure_of(struct conforming *c,
					      const struct procedure_version *v)
{
	struct conformed *out = c->out;

	for (size_t i = 0; i < out->procedures; i++) {
		if (out->procedure[i]->version == v) {
			return out->procedure[i];
		}
	}
	out->procedure = grown(c->a, out->procedure, out->procedures, &c->procedures_cap,
			       sizeof(struct conform_procedure *));
	struct conform_procedure *p = arena_new(c->a, struct conform_procedure);

	p->version = v;
	p->step = arena_array(c->a, struct deviation_sum, v->steps * CONFORM_KINDS);
	make_graph(c, v, &p->graph);
	out->procedure[out->procedures++] = p;
	return p;
}

static struct conform_unit *unit_of_id(struct conforming *c, struct unit_id id)
{
	struct conform_unit *u = imap_get(&c->by_unit, id.v);
	const struct unit *known = org_unit(&c->app->org, id);

	if (u != NULL) {
		return u;
	}
	c->out->unit = grown(c->a, c->out->unit, c->out->units, &c->units_cap,
			     sizeof(struct conform_unit *));
	u = arena_new(c->a, struct conform_unit);
	u->key = known != NULL ? known->key : STR("?");
	c->out->unit[c->out->units++] = u;
	imap_put(&c->by_unit, id.v, u);
	return u;
}

/* ---- what was gone ---- */

static bool stands_in(struct post p)
{
	return post_is(p, "head") || post_is(p, "deputy");
}

static bool wrong_post(const struct conforming *c, const struct case_facts *f,
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
static void gather(const struct conforming *c, const struct case_facts *f, int32_t span,
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

/* Each deviation at its step and with the unit where it shows. */
static void by_place(struct conform_procedure *p, const struct seen *s,
		     const struct conform_found *f, struct dossier_id id, int64_t *last_step,
		     struct deviating *of_unit)
{
	for (int32_t i = 0; i < f->tolds; i++) {
		const struct conform_deviation *d = &f->told[i];
		size_t at = (size_t)d->step * CONFORM_KINDS + (size_t)d->kind;

		deviation_add(&p->step[at], id.v, &last_step[at]);
		of_unit[d->visit < s->n ? d->visit : s->n - 1].count[d->kind]++;
	}
}

static void units_add(struct conforming *c, const struct seen *s, struct deviating *of,
		      const struct conform_found *f)
{
	for (int32_t i = 0; i < s->n; i++) {
		int32_t first = 0;

		while (s->unit[first].v != s->unit[i].v) {
			first++;
		}
		for (int k = 0; first < i && k < CONFORM_KINDS; k++) {
			of[first].count[k] += of[i].count[k];
		}
	}
	for (int32_t i = 0; i < s->n; i++) {
		int32_t first = 0;

		while (s->unit[first].v != s->unit[i].v) {
			first++;
		}
		if (first < i) {
			continue;
		}
		for (int k = 0; k < CONFORM_KINDS; k++) {
			of[i].deviations += of[i].count[k];
		}
		of[i].fitness = f->fitness;
		deviation_total(&unit_of_id(c, s->unit[i])->total, &of[i], 0, 0);
	}
}

static void life(struct conforming *c, struct conform_procedure *p, const struct case_facts *f,
		 struct seen *s, struct deviating *d, int64_t *last_step, int32_t span,
		 int64_t *cost, int64_t *most)
{
	struct conform_found found;

	gather(c, f, span, s);
	if (s->n == 0) {
		return;
	}
	struct deviating *of_unit = arena_array(c->scratch, struct deviating, (size_t)s->n);

	for (int32_t i = 0; i < s->n; i++) {
		of_unit[i].id = f->id.v;
	}
	conform_case(c->scratch, &p->graph, s->visit, s->n, span > 0 || f->corrected > 0, s->whole,
		     &found);
	deviating_add(d, &found);
	*cost += found.cost;
	*most += found.most;
	by_place(p, s, &found, f->id, last_step, of_unit);
	units_add(c, s, of_unit, &found);
}

static void measure(struct conforming *c, const struct case_facts *f)
{
	struct arena_mark mark = arena_mark(c->scratch);
	struct conform_procedure *p = procedure_of(c, f->version);
	struct seen *s = arena_new(c->scratch, struct seen);
	int64_t *last = arena_array(c->scratch, int64_t, f->version->steps * CONFORM_KINDS);
	struct deviating d = { .id = f->id.v, .of = f->version->procedure->code };
	int64_t cost = 0, most = 0;
	int32_t spans = 0;

	for (size_t i = 0; i < f->duties; i++) {
		spans = f->duty[i].span + 1 > spans ? f->duty[i].span + 1 : spans;
	}
	for (int32_t span = 0; span < spans; span++) {
		life(c, p, f, s, &d, last, span, &cost, &most);
	}
	arena_release(c->scratch, mark);
	if (most == 0) {
		c->out->unbegun++;
		return;
	}
	d.fitness = cost < most ? 1 - (double)cost / (double)most : 0;
	deviation_total(&c->out->total, &d, cost, most);
	deviation_total(&p->total, &d, cost, most);
	deviation_keep(&c->out->worst, &d);
}

static bool look(void *ctx, struct case_row *row, struct err *e)
{
	struct conforming *c = ctx;
	const struct procedure *p = law_procedure(&c->app->law, row->procedure);

	(void)e;
	if (c->procedure.n > 0 && !str_eq(row->procedure, c->procedure)) {
		return true;
	}
	row->facts.version = p != NULL ? procedure_version(p, row->version) : NULL;
	if (row->facts.imported) {
		c->out->imported++;
	} else if (row->facts.version == NULL) {
		c->out->unknown++;
	} else {
		measure(c, &row->facts);
	}
	return true;
}

/* ---- all ---- */

static int by_code(const void *x, const void *y)
{
	const struct procedure_version *a = (*(struct conform_procedure *const *)x)->version;
	const struct procedure_version *b = (*(struct conform_procedure *const *)y)->version;
	int code = str_cmp(a->procedure->code, b->procedure->code);

	return code != 0 ? code : (a->number > b->number) - (a->number < b->number);
}

static int64_t deviations(const struct conform_unit *u)
{
	int64_t n = 0;

	for (int k = 0; k < CONFORM_KINDS; k++) {
		n += u->total.kind[k].times;
	}
	return n;
}

static int by_unit(const void *x, const void *y)
{
	const struct conform_unit *a = *(struct conform_unit *const *)x;
	const struct conform_unit *b = *(struct conform_unit *const *)y;
	int64_t p = deviations(a), q = deviations(b);

	return p != q ? (p > q ? -1 : 1) : str_cmp(a->key, b->key);
}

bool mine_conform(struct arena *a, struct arena *scratch, struct app *app, struct str procedure,
		  struct conformed *out, struct err *e)
{
	struct conforming c = { .a = a, .scratch = scratch, .app = app, .procedure = procedure,
				.out = out };

	*out = (struct conformed){ .procedures = 0 };
	if (procedure.n > 0 && law_procedure(&app->law, procedure) == NULL) {
		return err_set(e, ERR_NOT_FOUND, "mine.no_procedure", "value",
			       procedure.n < ERR_VALUE_SIZE ? str_cstr(scratch, procedure) : "",
			       NULL);
	}
	imap_init(&c.by_unit, a);
	if (!store_cases(app->store, INT64_MIN, INT64_MAX, look, &c, e)) {
		return false;
	}
	if (out->procedures > 0) {
		qsort(out->procedure, out->procedures, sizeof(struct conform_procedure *),
		      by_code);
	}
	if (out->units > 0) {
		qsort(out->unit, out->units, sizeof(struct conform_unit *), by_unit);
	}
	return true;
}
