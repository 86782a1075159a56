/* Two versions of a procedure against one another. */
#include "core/version_diff.h"

#include "base/embed.h"
#include "tap.h"

#include <stdlib.h>

static struct arena arena;

static struct law the_law(void)
{
	struct law_source *file = arena_array(&arena, struct law_source, embed_count());
	struct law l;
	struct err e;

	for (size_t i = 0; i < embed_count(); i++) {
		file[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	if (!law_read(&arena, file, embed_count(), &l, &e)) {
		diag("%s", e.key);
		exit(1);
	}
	return l;
}

static struct part_pair at(const struct part_pairs *p, size_t i)
{
	return i < p->n ? p->pair[i] : (struct part_pair){ PAIR_NONE, PAIR_NONE, false };
}

/* A version and its parts, to be changed. */
static struct procedure_version copy(const struct procedure_version *v)
{
	struct procedure_version w = *v;

	w.paper = arena_copy(&arena, v->paper, v->papers * sizeof(*v->paper));
	w.step = arena_array(&arena, struct step, v->steps + 1);
	w.fee = arena_array(&arena, struct fee, v->fees + 1);
	for (size_t i = 0; i < v->steps; i++) {
		w.step[i] = v->step[i];
	}
	for (size_t i = 0; i < v->fees; i++) {
		w.fee[i] = v->fee[i];
	}
	return w;
}

static struct version_diff diff(const struct procedure_version *v,
				const struct procedure_version *w)
{
	struct version_diff d;

	version_diff(&arena, v, w, &d);
	return d;
}

static void test_same(const struct law *l)
{
	bool none = true;

	for (size_t i = 0; i < l->procedures; i++) {
		const struct procedure *p = l->procedure[i];

		for (size_t k = 0; k < p->versions; k++) {
			struct version_diff d = diff(&p->version[k], &p->version[k]);

			none = none && !d.any && d.steps.n == p->version[k].steps &&
			       d.papers.same == p->version[k].papers;
		}
	}
	ok(none, "no version differs from itself");
}

static void test_parts(const struct procedure_version *v)
{
	struct procedure_version w = copy(v);

	w.paper[1].copies++;
	struct version_diff d = diff(v, &w);

	ok(d.any && d.papers.same == v->papers - 1 && !at(&d.papers, 1).same, "a paper changed");
	w = copy(v);
	w.step[2].plan_s += 3600;
	d = diff(v, &w);
	ok(d.any && d.steps.same == v->steps - 1 && !at(&d.steps, 2).same, "a step's hours");
	w = copy(v);
	w.step[1].post = post_of("head");
	d = diff(v, &w);
	ok(!at(&d.steps, 1).same && at(&d.steps, 0).same, "a step's post");
	w = copy(v);
	w.step[1].outcomes--;
	d = diff(v, &w);
	ok(!at(&d.steps, 1).same, "a step's ways on");
	w = copy(v);
	w.fee[0].cap = 1;
	d = diff(v, &w);
	ok(d.any && d.fees.same == v->fees - 1, "a fee's cap");
	w = copy(v);
	w.limit.amount++;
	d = diff(v, &w);
	ok(d.any && d.limit && !d.supplement && !d.online && d.steps.same == d.steps.n,
	   "the limit alone");
	w = copy(v);
	w.online = !w.online;
	w.supplement.times++;
	w.retention_years++;
	w.nonterritorial = !w.nonterritorial;
	d = diff(v, &w);
	ok(d.online && d.supplement && d.retention && d.nonterritorial && !d.limit, "the rest");
}

static void test_order(const struct procedure_version *v)
{
	struct procedure_version w = copy(v);

	/* s1 s2 s3 s4 s5 becomes s1 s3 new s4 s5 */
	w.step[1] = v->step[2];
	w.step[2] = v->step[2];
	w.step[2].id = STR("new");
	struct version_diff d = diff(v, &w);

	ok(d.steps.n == v->steps + 1 && d.steps.same == v->steps - 1, "one gone, one new");
	ok(at(&d.steps, 0).old == 0 && at(&d.steps, 0).now == 0, "what stays is paired");
	ok(at(&d.steps, 1).old == 1 && at(&d.steps, 1).now == PAIR_NONE,
	   "what is gone stands where it stood");
	ok(at(&d.steps, 2).old == 2 && at(&d.steps, 2).now == 1 && at(&d.steps, 2).same,
	   "before what came behind it");
	ok(at(&d.steps, 3).old == PAIR_NONE && at(&d.steps, 3).now == 2,
	   "what is new in its place");
	w.steps = 0;
	d = diff(v, &w);
	ok(d.steps.n == v->steps && d.steps.same == 0 && at(&d.steps, 4).old == 4, "all gone");
	d = diff(&w, v);
	ok(d.steps.n == v->steps && at(&d.steps, 4).now == 4, "or all new");
}

int main(void)
{
	arena_init(&arena, 0);
	struct law l = the_law();
	const struct procedure *two = law_procedure(&l, STR("1.001776"));
	const struct procedure *shop = law_procedure(&l, STR("1.001612"));

	test_same(&l);
	ok(two != NULL && two->versions == 2 && diff(&two->version[0], &two->version[1]).limit,
	   "the limit of a procedure that was shortened");
	ok(shop != NULL && shop->version[0].steps == 5 && shop->version[0].fees > 0,
	   "a procedure of five steps");
	test_parts(&shop->version[0]);
	test_order(&shop->version[0]);
	arena_done(&arena);
	return done_testing();
}
