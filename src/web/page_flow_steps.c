/* The dossiers of the bottlenecks beside the steps of their law. */
#include "flow_int.h"

#include "words.h"

#include "app/label.h"

#include "core/law.h"

#include <math.h>

enum { PROCEDURES = 30, UNITS = 30, VERSIONS = 3 };

int flow_deviation(const struct flow *f)
{
	static const struct { const char *name; int kind; } others[] = {
		{ "none", CONFORM_KINDS }, { "loops", OWN_LOOPS }, { "measured", OWN_MEASURED },
		{ "imported", OWN_IMPORTED }, { "unbegun", OWN_UNBEGUN },
		{ "unknown", OWN_UNKNOWN },
	};

	for (int k = 0; k < CONFORM_KINDS; k++) {
		if (str_is(f->word[FLOW_DEVIATION], conform_kind_name((enum conform_kind)k))) {
			return k;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		if (str_is(f->word[FLOW_DEVIATION], others[i].name)) {
			return others[i].kind;
		}
	}
	return OWN_ANY;
}

/* All of it only when it is. */
static struct str fitness(const struct flow *f, const struct deviation_total *t)
{
	return mine_say_share((struct mine_words){ f->x->a, f->x->lang },
			      (mine_sum)floor(deviation_fitness(t) * 1000 + 1e-9), 1000);
}

/* Dossiers that open; `at` is the page narrowed down. */
static struct flow_count_view count(const struct flow *at, const char *deviation,
				    const struct deviation_sum *s)
{
	return (struct flow_count_view){
		.href = s->cases == 0 ? STR("")
			: flow_with(at, FLOW_PAGE "/dossiers", FLOW_DEVIATION,
				    str_of(deviation)),
		.n = s->cases, .times = s->times,
	};
}

static struct flow_count_view cases(const struct flow *at, const char *deviation, int64_t n)
{
	return count(at, deviation, &(struct deviation_sum){ .cases = n });
}

/* One sum for each kind, `apart` of each other. */
static struct flow_counts kinds(const struct flow *at, const struct deviation_sum *s)
{
	struct flow_count_view *out = arena_array(at->x->a, struct flow_count_view, CONFORM_KINDS);

	for (int k = 0; k < CONFORM_KINDS; k++) {
		out[k] = count(at, conform_kind_name((enum conform_kind)k), &s[k]);
		out[k].name = words0(at->x, mine_kind_key[k]);
	}
	return (struct flow_counts){ out, CONFORM_KINDS };
}

static void close_counts(struct flow_beside_view *v)
{
	struct flow_count_view *k = (struct flow_count_view *)(uintptr_t)v->kinds.p;

	v->measured.href = v->conforming.href = STR("");
	for (size_t i = 0; i < v->kinds.n; i++) {
		k[i].href = STR("");
	}
}

/* ---- procedures and their steps ---- */

static struct flow narrowed(const struct flow *f, const struct procedure_version *v)
{
	struct flow at = *f;

	at.word[FLOW_PROCEDURE] = v->procedure->code;
	at.word[FLOW_VERSION] = str_int(f->x->a, v->number);
	return at;
}

static struct str named(const struct flow *f, const struct procedure_version *v)
{
	const struct asking ask = asking_inside(f->x);
	struct text_arg arg[] = { { "name", label_procedure(f->x->app, &ask, v->procedure->code) },
				  { "version", str_int(f->x->a, v->number) } };

	return words(f->x, "flow.steps.version", arg, ARRAY_LEN(arg));
}

static struct flow_beside_view procedure(struct flow *f, const struct own_version *p)
{
	struct flow at = *f;
	struct flow_beside_view v = { .fitness = fitness(f, &p->total) };

	if (p->version != NULL) {
		at = narrowed(f, p->version);
		v.name = named(f, p->version);
		v.href = flow_with(f, FLOW_PAGE, FLOW_PROCEDURE, p->version->procedure->code);
	} else {
		v.name = words1(f->x, "flow.steps.few", "k", str_int(f->x->a, f->least));
	}
	v.measured = cases(&at, "measured", p->total.cases);
	v.conforming = cases(&at, "none", p->total.conforming);
	v.kinds = kinds(&at, p->total.kind);
	if (p->version == NULL) {
		close_counts(&v);
	}
	return v;
}

static void put_procedures(struct flow *f, const struct own_conform *c, struct flow_steps_view *v)
{
	struct flow_beside_view *out = arena_array(f->x->a, struct flow_beside_view, PROCEDURES);

	for (size_t i = 0; i < c->versions && v->procedures.n < PROCEDURES; i++) {
		out[v->procedures.n++] = procedure(f, &c->version[i]);
	}
	v->procedures.p = out;
}

static struct flow_version_view steps(struct flow *f, const struct own_version *p)
{
	const struct procedure_version *law = p->version;
	struct flow_beside_view *out = arena_array(f->x->a, struct flow_beside_view, law->steps);
	struct flow_version_view v = { .name = named(f, law) };
	struct flow at = narrowed(f, law);

	for (size_t i = 0; i < law->steps; i++) {
		at.word[FLOW_STEP] = law->step[i].id;
		out[v.steps.n++] = (struct flow_beside_view){
			.name = f->x->lang == TEXT_EN && law->step[i].name.en.n > 0
				? law->step[i].name.en : law->step[i].name.vi,
			.kinds = kinds(&at, p->step + i * CONFORM_KINDS),
		};
	}
	v.steps.p = out;
	return v;
}

/* Step by step when it is of one procedure. */
static void put_versions(struct flow *f, const struct own_conform *c, struct flow_steps_view *v)
{
	struct flow_version_view *out = arena_array(f->x->a, struct flow_version_view, VERSIONS);

	for (size_t i = 0; f->word[FLOW_PROCEDURE].n > 0 && i < c->versions && i < VERSIONS; i++) {
		if (c->version[i].version != NULL) {
			out[v->versions.n++] = steps(f, &c->version[i]);
		}
	}
	v->versions.p = out;
}

/* ---- units ---- */

static void put_units(struct flow *f, const struct own_conform *c, struct flow_steps_view *v)
{
	struct flow_beside_view *out = arena_array(f->x->a, struct flow_beside_view, UNITS);

	for (size_t i = 0; i < c->units && v->units.n < UNITS; i++) {
		const struct own_unit *u = &c->unit[i];
		struct flow at = *f;

		if (u->total.cases < f->least) {
			continue;
		}
		struct flow_beside_view *one = &out[v->units.n++];

		at.word[FLOW_HOLDER] = flow_holder_key(f, u->holder);
		*one = (struct flow_beside_view){
			.name = flow_holder(f, u->holder),
			.measured = cases(&at, "measured", u->total.cases),
			.conforming = cases(&at, "none", u->total.conforming),
			.kinds = kinds(&at, u->total.kind),
		};
		if (at.word[FLOW_HOLDER].n == 0) {
			close_counts(one);
		}
	}
	v->units.p = out;
}

/* ---- all ---- */

/* What was not measured, where there is any. */
static void put_unmeasured(struct flow *f, const struct own_conform *c, struct flow_steps_view *v)
{
	const struct { const char *word, *text; int64_t n; } of[] = {
		{ "imported", "flow.steps.imported", c->imported },
		{ "unbegun", "flow.steps.unbegun", c->unbegun },
		{ "unknown", "flow.steps.unknown", c->unknown },
	};
	struct flow_count_view *out = arena_array(f->x->a, struct flow_count_view, ARRAY_LEN(of));

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		if (of[i].n > 0) {
			out[v->unmeasured.n] = cases(f, of[i].word, of[i].n);
			out[v->unmeasured.n++].name = words0(f->x, of[i].text);
		}
	}
	v->unmeasured.p = out;
}

static void put_total(struct flow *f, const struct own_conform *c, struct flow_steps_view *v)
{
	const struct deviation_total *t = &c->total;
	struct exchange *x = f->x;
	struct text_arg arg[] = {
		{ "looped", str_int(x->a, t->looped) }, { "returns", str_int(x->a, t->returns) },
		{ "outside", str_int(x->a, t->outside) },
	};

	v->measured = cases(f, "measured", t->cases);
	v->fitness = fitness(f, t);
	v->conforming = cases(f, "none", t->conforming);
	v->deviating = cases(f, "any", t->cases - t->conforming);
	v->loops = cases(f, "loops", t->looped);
	v->loops_of = words(x, "mine.conform_loops", arg, ARRAY_LEN(arg));
	put_unmeasured(f, c, v);
	v->kinds = kinds(f, t->kind);
}

void flow_put_steps(struct flow *f, struct flow_steps_view *v)
{
	struct own_conform c;

	own_conform(&f->work, &f->study, f->least, &c);
	v->least = f->least;
	v->few = c.total.cases < f->least;
	if (v->few) {
		return;
	}
	put_total(f, &c, v);
	put_procedures(f, &c, v);
	put_versions(f, &c, v);
	put_units(f, &c, v);
}
