/*
 * Every procedure of law/ with a due date worked by hand, its steps and hours:
 * the rows of test/law/procedures.csv. `choice` is a variant, or a statutory
 * extension with a plus before it. Run from the top of the source tree.
 */
#include "core/csv.h"
#include "core/law.h"

#include "base/embed.h"

#include "tap.h"

#include <stdlib.h>

enum { CODE, RECEIVED, VERSION, CHOICE, LIMIT, DUE, STEPS, HOURS, WHY, COLUMNS };

static struct str read_file(struct arena *a, const char *path)
{
	enum { MOST = 1 << 20 };
	char *p = arena_alloc(a, MOST, 1);
	FILE *f = fopen(path, "rb");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	size_t n = fread(p, 1, MOST, f);
	(void)fclose(f);
	return (struct str){ .p = p, .n = n };
}

static bool read_law(struct arena *a, struct law *out)
{
	size_t n = embed_count();
	struct law_source *f = arena_array(a, struct law_source, n);
	struct err e = { .code = ERR_NONE };
	for (size_t i = 0; i < n; i++) {
		f[i] = (struct law_source){ .path = embed_at(i)->path, .text = embed_at(i)->bytes };
	}
	return ok(law_read(a, f, n, out, &e), "law is read %s", e.key);
}

/* The limit after the choice; false when there is no such choice. */
static bool chosen(const struct procedure_version *v, struct str choice, struct limit *out)
{
	*out = v->limit;
	if (choice.n == 0) {
		return true;
	}
	if (choice.p[0] != '+') {
		const struct variant *way = version_variant(v, choice);
		*out = way != NULL ? way->limit : v->limit;
		return way != NULL;
	}
	const struct statutory *s = version_statutory(v, str_sub(choice, 1, choice.n));
	struct err e;
	return s != NULL && limit_extend(v->limit, s->add, out, &e);
}

static int64_t number(struct str s)
{
	int64_t n = -1;
	return str_to_int64(s, &n) ? n : -1;
}

static void row(struct arena *a, const struct law *l, const struct csv *c)
{
	const struct str *f = c->field;
	const struct procedure *p = law_procedure(l, f[CODE]);
	int64_t at = 0;
	int64_t want = 0;
	struct err e = { .code = ERR_NONE };
	if (!ok(p != NULL && instant_parse(f[RECEIVED], &at, &e) &&
			instant_parse(f[DUE], &want, &e),
		"%.*s at %.*s %.*s", STR_ARG(f[CODE]), STR_ARG(f[RECEIVED]), STR_ARG(f[CHOICE]))) {
		return;
	}
	const struct procedure_version *v = procedure_on(p, day_of(at));
	const struct rule_set *r = law_rule_set(l, day_of(at));
	struct deadline_in in = { .cal = law_calendar(l, law_calendar_on(l, day_of(at))->id,
						      STR("A")),
				  .received_at = at,
				  .mode = r->due_mode,
				  .cutoff_s = r->cutoff_s };
	struct deadline due = { .due = 0 };
	int64_t hours = 0;
	for (size_t i = 0; i < v->steps; i++) {
		hours += v->step[i].plan_s / 3600;
	}
	is_int(v->number, number(f[VERSION]), "version");
	ok(chosen(v, f[CHOICE], &in.limit), "choice %.*s", STR_ARG(f[CHOICE]));
	ok(str_eq(limit_text(a, in.limit), f[LIMIT]), "limit %.*s", STR_ARG(f[LIMIT]));
	ok(deadline_compute(&in, &due, &e), "a due date %s", e.key);
	is_int(due.due, want, "due %.*s %.*s", STR_ARG(f[DUE]), STR_ARG(f[WHY]));
	is_int((int64_t)v->steps, number(f[STEPS]), "steps");
	is_int(hours, number(f[HOURS]), "hours");
}

/* What every version must have beyond what law_check demands. */
static void every_version(const struct law *l)
{
	int wrong = 0;
	for (size_t i = 0; i < l->procedures; i++) {
		const struct procedure *p = l->procedure[i];
		for (size_t k = 0; k < p->versions; k++) {
			const struct procedure_version *v = &p->version[k];
			wrong += !post_is(v->step[0].post, "clerk");
			wrong += !post_is(v->step[v->steps - 1].post, "records");
			wrong += version_wait(v, STR("supplement")) == NULL;
			wrong += v->supplement.times != 1 || v->supplement.last_day != 3;
			wrong += v->retention_years <= 0;
			wrong += v->papers == 0;
		}
		wrong += p->marks == 0 || p->sources == 0;
	}
	is_int(wrong, 0, "clerk first, records last, supplements, papers, marks and sources");
	is_int((int64_t)l->procedures, 13, "thirteen procedures");
}

int main(void)
{
	struct arena arena;
	struct csv c;
	struct law l;
	struct err e;
	bool more = true;
	arena_init(&arena, 0);
	if (!read_law(&arena, &l)) {
		return done_testing();
	}
	every_version(&l);
	csv_start(&c, &arena, read_file(&arena, "test/law/procedures.csv"));
	for (bool heading = true; csv_next(&c, &more, &e) && more; heading = false) {
		if (!heading && ok(c.n == COLUMNS, "line %d has all columns", (int)c.line)) {
			row(&arena, &l, &c);
		}
	}
	arena_done(&arena);
	return done_testing();
}
