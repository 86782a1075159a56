/* Our own dossiers beside the steps of their law. */
#include "mine_conform.h"

#include "app_int.h"

#include "store/case_row.h"

#include <stdlib.h>

struct conforming {
	struct arena *a, *scratch;
	struct app *app;
	struct str procedure;
	struct conformed *out;
	size_t procedures_cap, units_cap;
	struct imap by_unit;
	struct conformer conformer;
};

/* ---- what is counted for whom ---- */

static struct conform_procedure *procedure_of(struct conforming *c,
					      const struct procedure_version *v)
{
	struct conformed *out = c->out;

	for (size_t i = 0; i < out->procedures; i++) {
		if (out->procedure[i]->version == v) {
			return out->procedure[i];
		}
	}
	out->procedure = arena_grow(c->a, out->procedure, out->procedures, &c->procedures_cap,
				    sizeof(struct conform_procedure *));
	struct conform_procedure *p = arena_new(c->a, struct conform_procedure);

	p->version = v;
	p->step = arena_array(c->a, struct deviation_sum, v->steps * CONFORM_KINDS);
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
	c->out->unit = arena_grow(c->a, c->out->unit, c->out->units, &c->units_cap,
				  sizeof(struct conform_unit *));
	u = arena_new(c->a, struct conform_unit);
	u->key = known != NULL ? known->key : STR("?");
	c->out->unit[c->out->units++] = u;
	imap_put(&c->by_unit, id.v, u);
	return u;
}

/* ---- a dossier ---- */

/* The deviations that show at its visits of one unit. */
static void add_unit(struct conforming *c, const struct conform_one *one, struct unit_id unit)
{
	struct deviating d = { .id = one->d.id, .fitness = one->d.fitness };

	for (size_t i = 0; i < one->marks; i++) {
		if (one->mark[i].unit.v == unit.v) {
			d.count[one->mark[i].kind]++;
			d.deviations++;
		}
	}
	deviation_total(&unit_of_id(c, unit)->total, &d, 0, 0);
}

static void add(struct conforming *c, const struct case_facts *f, const struct conform_one *one)
{
	struct conform_procedure *p = procedure_of(c, f->version);
	int64_t *last = arena_array(c->scratch, int64_t, f->version->steps * CONFORM_KINDS);

	for (size_t i = 0; i < one->marks; i++) {
		const struct conform_mark *m = &one->mark[i];
		size_t at = (size_t)m->step * CONFORM_KINDS + (size_t)m->kind;

		deviation_add(&p->step[at], f->id.v, &last[at]);
	}
	for (size_t i = 0; i < one->units; i++) {
		add_unit(c, one, one->unit[i]);
	}
	deviation_total(&c->out->total, &one->d, one->cost, one->most);
	deviation_total(&p->total, &one->d, one->cost, one->most);
	deviation_keep(&c->out->worst, &one->d);
}

static void measure(struct conforming *c, const struct case_facts *f)
{
	struct arena_mark mark = arena_mark(c->scratch);
	struct conform_one one;

	conformer_measure(&c->conformer, c->scratch, f, &one);
	switch (one.state) {
	case CONFORM_MEASURED:
		add(c, f, &one);
		break;
	case CONFORM_IMPORTED:
		c->out->imported++;
		break;
	case CONFORM_LAWLESS:
		c->out->unknown++;
		break;
	case CONFORM_UNBEGUN:
		c->out->unbegun++;
		break;
	}
	arena_release(c->scratch, mark);
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
	measure(c, &row->facts);
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
	conformer_init(&c.conformer, app, a);
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

struct alone {
	struct arena *a;
	struct app *app;
	struct conformer conformer;
	struct conform_one *out;
	const struct procedure_version *version;
};

static bool look_at_one(void *ctx, struct case_row *row, struct err *e)
{
	struct alone *one = ctx;
	const struct procedure *p = law_procedure(&one->app->law, row->procedure);

	(void)e;
	row->facts.version = p != NULL ? procedure_version(p, row->version) : NULL;
	one->version = row->facts.version;
	conformer_measure(&one->conformer, one->a, &row->facts, one->out);
	return true;
}

bool mine_conform_one(struct arena *a, struct app *app, struct dossier_id id,
		      struct conform_one *out, const struct procedure_version **version,
		      struct err *e)
{
	struct alone one = { .a = a, .app = app, .out = out };

	*out = (struct conform_one){ .state = CONFORM_UNBEGUN };
	conformer_init(&one.conformer, app, a);
	if (!store_cases(app->store, id.v - 1, id.v, look_at_one, &one, e)) {
		return false;
	}
	*version = one.version;
	return true;
}
