/* Dossiers of a study beside their steps, added up. */
#include "own_conform.h"

#include "core/law.h"

#include <stdlib.h>

struct adding {
	struct arena *a;
	const struct own_study *s;
	struct own_conform *out;
	struct imap by_version, by_holder;	/* place + 1 */
};

static struct deviating deviating_of(const struct own_steps *s, int64_t id)
{
	struct deviating d = { .id = id, .returns = s->returns, .outside = s->outside };

	for (size_t i = 0; i < s->marks; i++) {
		if (s->mark[i].kind < CONFORM_KINDS) {
			d.count[s->mark[i].kind]++;
			d.deviations++;
		}
	}
	d.fitness = s->cost < s->most ? 1 - (double)s->cost / (double)s->most : 0;
	return d;
}

static int64_t key_of(const struct procedure_version *v)
{
	return (int64_t)(uintptr_t)v;
}

/* The versions there are, each with its place. */
static void find_versions(struct adding *g)
{
	const struct mine_view *v = &g->s->s.view;
	const struct procedure_version *version;
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		version = g->s->steps[c].version;
		if (version != NULL && imap_get(&g->by_version, key_of(version)) == NULL) {
			imap_put(&g->by_version, key_of(version), (void *)(uintptr_t)++n);
		}
	}
	g->out->version = arena_array(g->a, struct own_version, n + 1);
	g->out->versions = n;
}

static struct own_version *version_of(struct adding *g, const struct procedure_version *of)
{
	size_t at = (size_t)(uintptr_t)imap_get(&g->by_version, key_of(of));
	struct own_version *v = &g->out->version[at - 1];

	if (v->version == NULL) {
		v->version = of;
		v->step = arena_array(g->a, struct deviation_sum, of->steps * CONFORM_KINDS);
		v->last = arena_array(g->a, int64_t, of->steps * CONFORM_KINDS);
	}
	return v;
}

static struct own_unit *unit_of(struct adding *g, int32_t holder)
{
	size_t at = (size_t)(uintptr_t)imap_get(&g->by_holder, holder);

	if (at == 0) {
		at = ++g->out->units;
		imap_put(&g->by_holder, holder, (void *)(uintptr_t)at);
		g->out->unit[at - 1] = (struct own_unit){ .holder = holder };
	}
	return &g->out->unit[at - 1];
}

/* Once for each unit; those that are one holder are one. */
static void add_units(struct adding *g, const struct own_steps *s, int64_t id)
{
	for (size_t i = 0; i < s->marks; i++) {
		struct deviating d = { .id = id };
		bool met = false;

		for (size_t k = 0; k < i && !met; k++) {
			met = s->mark[k].holder == s->mark[i].holder;
		}
		for (size_t k = i; k < s->marks && !met; k++) {
			if (s->mark[k].holder == s->mark[i].holder &&
			    s->mark[k].kind < CONFORM_KINDS) {
				d.count[s->mark[k].kind]++;
				d.deviations++;
			}
		}
		if (!met && s->mark[i].holder != MINE_NONE) {
			deviation_total(&unit_of(g, s->mark[i].holder)->total, &d, 0, 0);
		}
	}
}

static void add(struct adding *g, const struct own_steps *s, int64_t id)
{
	struct own_version *v = version_of(g, s->version);
	struct deviating d = deviating_of(s, id);

	for (size_t i = 0; i < s->marks; i++) {
		const struct own_deviation *m = &s->mark[i];
		size_t at = (size_t)m->step * CONFORM_KINDS + (size_t)m->kind;

		if (m->kind < CONFORM_KINDS && (size_t)m->step < s->version->steps) {
			deviation_add(&v->step[at], id, &v->last[at]);
		}
	}
	deviation_total(&v->total, &d, s->cost, s->most);
	deviation_total(&g->out->total, &d, s->cost, s->most);
	add_units(g, s, id);
}

static void look(struct adding *g, size_t c)
{
	const struct own_steps *s = &g->s->steps[c];

	switch (s->state) {
	case CONFORM_MEASURED:
		add(g, s, g->s->in[c].id.v);
		break;
	case CONFORM_IMPORTED:
		g->out->imported++;
		break;
	case CONFORM_LAWLESS:
		g->out->unknown++;
		break;
	case CONFORM_UNBEGUN:
		g->out->unbegun++;
		break;
	}
}

/* ---- order ---- */

static int64_t times(const struct deviation_total *t)
{
	int64_t n = 0;

	for (int k = 0; k < CONFORM_KINDS; k++) {
		n += t->kind[k].times;
	}
	return n;
}

static int by_times(const struct deviation_total *a, const struct deviation_total *b)
{
	int64_t p = times(a), q = times(b);

	return p != q ? (p > q ? -1 : 1) : (a->cases < b->cases) - (a->cases > b->cases);
}

static int by_version(const void *x, const void *y)
{
	const struct own_version *a = x, *b = y;
	int order = by_times(&a->total, &b->total);

	order = order != 0 ? order : str_cmp(a->version->procedure->code,
					     b->version->procedure->code);
	return order != 0 ? order : (a->version->number > b->version->number) -
				    (a->version->number < b->version->number);
}

static int by_unit(const void *x, const void *y)
{
	const struct own_unit *a = x, *b = y;
	int order = by_times(&a->total, &b->total);

	return order != 0 ? order : (a->holder > b->holder) - (a->holder < b->holder);
}

static void add_total(struct deviation_total *to, const struct deviation_total *t)
{
	to->cases += t->cases;
	to->conforming += t->conforming;
	to->cost += t->cost;
	to->most += t->most;
	to->returns += t->returns;
	to->outside += t->outside;
	to->looped += t->looped;
	for (int k = 0; k < CONFORM_KINDS; k++) {
		to->kind[k].times += t->kind[k].times;
		to->kind[k].cases += t->kind[k].cases;
	}
}

/* Those with few of them as one, the last. */
static void few_together(struct own_conform *out, int64_t least)
{
	struct own_version few = { .version = NULL };
	size_t n = 0;

	for (size_t i = 0; i < out->versions; i++) {
		if (out->version[i].total.cases < least) {
			add_total(&few.total, &out->version[i].total);
		} else {
			out->version[n++] = out->version[i];
		}
	}
	if (few.total.cases > 0) {
		out->version[n++] = few;
	}
	out->versions = n;
}

/* Versions of which nothing was measured. */
static void drop_empty(struct own_conform *out)
{
	size_t n = 0;

	for (size_t i = 0; i < out->versions; i++) {
		if (out->version[i].version != NULL) {
			out->version[n++] = out->version[i];
		}
	}
	out->versions = n;
}

void own_conform(struct arena *a, const struct own_study *s, int64_t least,
		 struct own_conform *out)
{
	struct adding g = { .a = a, .s = s, .out = out };
	const struct mine_view *v = &s->s.view;

	*out = (struct own_conform){ .unit = arena_array(a, struct own_unit, (size_t)v->holders) };
	imap_init(&g.by_version, a);
	imap_init(&g.by_holder, a);
	find_versions(&g);
	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c)) {
			look(&g, c);
		}
	}
	drop_empty(out);
	if (out->versions > 0) {
		qsort(out->version, out->versions, sizeof(*out->version), by_version);
	}
	if (out->units > 0) {
		qsort(out->unit, out->units, sizeof(*out->unit), by_unit);
	}
	few_together(out, least);
}

/* ---- which ---- */

int64_t own_deviations(const struct own_steps *s)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->marks; i++) {
		n += s->mark[i].kind < CONFORM_KINDS;
	}
	return n;
}

static bool had_it(const struct own_steps *s, int32_t holder)
{
	for (size_t i = 0; i < s->marks; i++) {
		if (s->mark[i].holder == holder) {
			return true;
		}
	}
	return holder == OWN_ANY;
}

static bool departs(const struct own_steps *s, int kind, int32_t step, int32_t holder)
{
	for (size_t i = 0; i < s->marks; i++) {
		const struct own_deviation *m = &s->mark[i];

		if (m->kind < CONFORM_KINDS && (kind == OWN_ANY || m->kind == kind) &&
		    (step == OWN_ANY || m->step == step) &&
		    (holder == OWN_ANY || m->holder == holder)) {
			return true;
		}
	}
	return false;
}

bool own_departs(const struct own_steps *s, const struct own_which *w)
{
	switch (w->kind) {
	case OWN_IMPORTED:
		return s->state == CONFORM_IMPORTED;
	case OWN_UNBEGUN:
		return s->state == CONFORM_UNBEGUN;
	case OWN_UNKNOWN:
		return s->state == CONFORM_LAWLESS;
	default:
		break;
	}
	if (s->state != CONFORM_MEASURED || (w->version != NULL && s->version != w->version)) {
		return false;
	}
	switch (w->kind) {
	case CONFORM_KINDS:
		return had_it(s, w->holder) && !departs(s, OWN_ANY, OWN_ANY, w->holder);
	case OWN_LOOPS:
		return s->returns + s->outside > 0;
	case OWN_MEASURED:
		return had_it(s, w->holder);
	default:
		return departs(s, w->kind, w->step, w->holder);
	}
}
