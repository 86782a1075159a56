/* Every version of every procedure gone through, by every first way there is. */
#include "tap.h"

#include "core/due.h"
#include "core/rehearsal.h"

#include "../prop/world.h"

#include <string.h>

static struct arena arena;
static struct world world;
static struct law law;

static struct rehearsal run(const struct procedure_version *v, const struct str *way, size_t ways,
			    const char **why)
{
	struct rehearsal_wish w = { .law = &law, .org = &world.org, .version = v,
				    .at = world.at, .way = way, .ways = ways };
	struct rehearsal r = { 0 };
	static struct err e;

	*why = "";
	if (!rehearse(&arena, &w, &r, &e)) {
		*why = e.key;
	} else if (r.stuck) {
		e = r.why;
		*why = e.key;
	}
	return r;
}

static const struct procedure_version *version(const char *code, size_t i)
{
	const struct procedure *p = law_procedure(&law, str_of(code));

	return p != NULL && i < p->versions ? &p->version[i] : NULL;
}

static void test_all(void)
{
	size_t ready = 0, late = 0, runs = 0;
	struct err e;

	for (size_t i = 0; i < law.procedures; i++) {
		const struct procedure *p = law.procedure[i];

		for (size_t k = 0; k < p->versions; k++) {
			const char *why;
			struct rehearsal r = run(&p->version[k], NULL, 0, &why);
			bool done = why[0] == '\0' && r.dossier->state == DOSSIER_READY;

			runs++;
			ready += done;
			late += done && r.dossier->ready_at > r.dossier->first_due;
			if (!done) {
				diag("%.*s %zu: %s", STR_ARG(p->code), k, why);
			} else if (!dossier_check(r.dossier, &e)) {
				ok(false, "%.*s: %s", STR_ARG(p->code), e.key);
			}
		}
	}
	ok(runs > 10 && ready == runs, "every version leads to a result: %zu of %zu", ready, runs);
	ok(late == 0, "in time, when each step takes what its plan allows: %zu are late", late);
}

/* At each step of the usual way each word there is, and then the usual way again. */
static void test_ways(void)
{
	size_t runs = 0, whole = 0;
	struct err e;

	for (size_t i = 0; i < law.procedures; i++) {
		const struct procedure *p = law.procedure[i];
		const char *why;
		struct rehearsal usual = run(&p->version[0], NULL, 0, &why);
		struct str way[REHEARSAL_ACTS], word[REHEARSAL_WORDS];

		for (size_t k = 0; k < usual.acts; k++) {
			const struct step *s = &p->version[0].step[usual.act[k].step];
			size_t n = rehearsal_words(s, word);

			for (size_t j = 0; j < n; j++) {
				way[k] = word[j];
				struct rehearsal r = run(&p->version[0], way, k + 1, &why);

				runs++;
				whole += why[0] == '\0' && dossier_check(r.dossier, &e);
				if (why[0] != '\0') {
					diag("%.*s step %zu %.*s: %s", STR_ARG(p->code), k,
					     STR_ARG(word[j]), why);
				}
			}
			way[k] = usual.act[k].way;
		}
	}
	ok(runs > 60 && whole == runs, "every way from every step: %zu of %zu", whole, runs);
}

static void test_words(void)
{
	const struct procedure_version *v = version("1.001612", 0);
	const char *why;
	struct str odd[] = { STR("nowhere") };
	struct rehearsal r = run(v, odd, 1, &why);

	is_str(why, "rehearsal.way", "a word that is none there");
	r = run(v, NULL, 0, &why);
	struct due_view due;
	struct err e;

	ok(dossier_due(r.dossier, &due, &e) && r.dossier->first_due > world.at,
	   "it was promised something");
	struct rehearsal again = run(v, NULL, 0, &why);

	ok(dossier_digest(r.dossier) != 0 && again.end == r.end &&
	   again.dossier->first_due == r.dossier->first_due, "twice the same");
}

/* As a life that is played by hand. */
static void test_alike(void)
{
	struct life l;
	const char *why;
	struct rehearsal r = run(version("1.001612", 0), NULL, 0, &why);
	const struct unit *agency = org_unit(&world.org, r.competent);
	char key[64];

	(void)snprintf(key, sizeof(key), "%.*s", STR_ARG(agency->key));
	life_receive(&world, &l, key, "1.001612", "");
	ok(world.fault[0] == '\0' && l.d.first_due == r.dossier->first_due,
	   "the promise is that of a dossier received there then");
	life_done(&l);
}

static const struct obligation *wait_of(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->dossier->obs; i++) {
		if (r->dossier->ob[i].kind == OB_WAIT) {
			return &r->dossier->ob[i];
		}
	}
	return NULL;
}

/* What becomes of it on the way is what the rules make of it. */
static void test_course(void)
{
	const char *why;
	struct str ask[] = { STR("forward"), STR("supplement") };
	struct str back[] = { STR("forward"), STR("forward"), STR("return-s2") };
	struct str silent[] = { STR("forward"), STR("forward"), STR("silence") };
	struct str deny[] = { STR("forward"), STR("deny") };
	struct rehearsal r = run(version("1.001612", 0), ask, 2, &why);
	const struct obligation *wait = wait_of(&r);

	ok(wait != NULL && wait->to > wait->from && wait->holder.kind == PARTY_CITIZEN,
	   "a supplement is a wait of the citizen's");
	ok(r.dossier->due > r.dossier->first_due, "which moves the date");
	r = run(version("1.001612", 0), back, 3, &why);
	ok(r.dossier->returns == 1 && wait_of(&r) == NULL &&
	   r.dossier->due == r.dossier->first_due, "a return moves no date");
	r = run(version("1.001776", 0), silent, 3, &why);
	ok(r.acts > 3 && r.act[2].answers > 0 && r.dossier->opinion[0].silent,
	   "nobody answers: silence");
	r = run(version("1.001612", 0), deny, 2, &why);
	ok(r.dossier->decision == DECISION_DENIED && r.dossier->state == DOSSIER_READY,
	   "a refusal is a result");
}

static void test_refused(void)
{
	const struct procedure *p = law_procedure(&law, STR("1.001612"));
	struct rehearsal r;
	struct rehearsal_wish w = { .law = &law, .org = &world.org, .version = &p->version[0],
				    .at = world.at + 40 * 365 * (int64_t)DAY_S };
	struct err e;

	ok(!rehearse(&arena, &w, &r, &e), "beyond the calendar: %s", e.key);
	w.at = world.at;
	w.competent = world_unit(&world, "so-xd")->id;
	ok(!rehearse(&arena, &w, &r, &e), "an agency it does not fit: %s", e.key);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 1u << 30);
	world_law(&arena, &law);
	struct err e;
	int64_t at = 0;

	ok(instant_parse(STR("2026-03-02T08:00:00+07:00"), &at, &e), "a Monday");
	world_open(&world, &law, 1, at);
	test_all();
	test_ways();
	test_words();
	test_course();
	test_refused();
	test_alike();
	world_done(&world);
	arena_done(&arena);
	return done_testing();
}
