/* Two parts of a log side by side, and logs beside graphs of steps that are given as text. */
#include "app/mine_steps.h"
#include "core/mine_contrast.h"

#include "base/arena.h"

#include "mine_log.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>

static struct arena arena, scratch;

static bool near(double a, double b)
{
	return fabs(a - b) < 1e-12;
}

/* ---- numbers ---- */

static void figures(void)
{
	static const struct {
		int64_t first[4], second[4];
		size_t n, m;
		double longer, apart;
	} want[] = {
		{ { 1, 2, 3 }, { 1, 2, 3 }, 3, 3, 0.5, 0 },
		{ { 1, 2 }, { 3, 4 }, 2, 2, 1, 1 },
		{ { 3, 4 }, { 1, 2 }, 2, 2, 0, 1 },
		{ { 5 }, { 5 }, 1, 1, 0.5, 0 },
		{ { 1, 5 }, { 3 }, 2, 1, 0.5, 0.5 },
		{ { 1, 1, 4, 4 }, { 1, 4 }, 4, 2, 0.5, 0 },
		{ { 0 }, { 7 }, 0, 1, 0.5, 0 },
	};
	int64_t wrong = 0;
	uint64_t chance = 9;

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		int64_t first[4], second[4];
		double longer, apart;

		memcpy(first, want[i].first, sizeof(first));
		memcpy(second, want[i].second, sizeof(second));
		mine_contrast_of(first, want[i].n, second, want[i].m, &longer, &apart);
		ok(near(longer, want[i].longer) && near(apart, want[i].apart),
		   "lists %zu: %g, %g", i, longer, apart);
	}
	for (int round = 0; round < 400; round++) {
		int64_t first[20], second[20];
		size_t n = 1 + (size_t)round % 19, m = 1 + (size_t)round % 7;
		double longer, apart, wins = 0;

		for (size_t i = 0; i < n + m; i++) {
			chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
			*(i < n ? &first[i] : &second[i - n]) = (int64_t)(chance >> 61);
		}
		for (size_t i = 0; i < n; i++) {
			for (size_t k = 0; k < m; k++) {
				wins += second[k] > first[i] ? 1 : second[k] == first[i] ? 0.5 : 0;
			}
		}
		mine_contrast_of(first, n, second, m, &longer, &apart);
		wrong += !near(longer, wins / (double)(n * m)) || apart < 0 || apart > 1;
	}
	is_int(wrong, 0, "the chance is that of all pairs");
}

/* ---- parts of a log ---- */

static void fill(struct mine_log *l, const char *const *cases, size_t n)
{
	for (size_t c = 0; c < n; c++) {
		for (size_t i = 0; cases[c][i] != '\0'; i++) {
			char in[8], name[2] = { cases[c][i], '\0' };

			(void)snprintf(in, sizeof(in), "%zu", c);
			/* Later cases are slower: i seconds a step in case i. */
			log_event(l, in, name, i % 2 == 0 ? "an" : "chi",
				  (int64_t)(i * (c + 1)) * MINE_SECOND);
		}
	}
}

static void parts(void)
{
	static const char *const cases[] = { "abc", "abc", "abc", "ac", "acb", "ac" };
	static uint8_t first[] = { 1, 1, 1, 0, 0, 0 }, second[] = { 0, 0, 0, 1, 1, 1 };
	struct mine_log l;
	struct mine_view v[2];
	struct mine_contrast x;
	struct err e;

	log_open(&l);
	fill(&l, cases, ARRAY_LEN(cases));
	mine_log_order(&arena, &scratch, &l, &v[0]);
	v[1] = v[0];
	v[0].keep = first;
	v[1].keep = second;
	ok(mine_contrast(&arena, &scratch, v, NULL, mine_names_rank(&arena, &l.activities), &x, &e),
	   "two halves");
	ok(x.side[0].flow.cases == 3 && x.side[1].flow.cases == 3, "three cases each");
	ok(x.side[0].ways == 1 && x.side[1].ways == 2, "ways of each");
	is_int((int64_t)x.edges, 4, "pairs of both");
	is_text(mine_names_text(&l.activities, x.edge[0].from), "a", "furthest apart");
	ok(near(x.edge[0].share[0] + x.edge[0].share[1], 1), "all of one, none of the other");
	ok(x.edge[0].edge[0] == NULL || x.edge[0].edge[1] == NULL, "and no times there");
	is_int((int64_t)x.activities, 3, "activities");
	is_text(mine_names_text(&l.activities, x.activity[0].activity), "b", "b is missing most");
	ok(near(x.activity[0].share[0], 1) && near(x.activity[0].share[1], 1.0 / 3), "by cases");
	/* 2 4 6 s beside 4 10 6 s. */
	ok(near(x.longer, 7.0 / 9) && near(x.apart, 1.0 / 3), "the second lasts longer: %g, %g",
	   x.longer, x.apart);
	log_close(&l);
}

/* ---- steps as text ---- */

static void steps_read(void)
{
	static const struct { const char *text, *key, *value; } want[] = {
		{ "{\"steps\":[{\"name\":\"a\"}]}", NULL, NULL },
		{ "{\"steps\":[{\"name\":\"a\"},{\"name\":\"b\"}],"
		  "\"edges\":[[\"a\",\"b\"]]}", NULL, NULL },
		{ "{", "json.syntax", NULL },
		{ "{}", "mine.steps", "steps[0]" },
		{ "{\"steps\":[{\"name\":\"a\"},{\"name\":\"a\"}]}", "mine.steps", "steps[1]" },
		{ "{\"steps\":[{\"name\":\"\"}]}", "mine.steps", "steps[0]" },
		{ "{\"steps\":[{\"name\":\"a\",\"limit_s\":-1}]}", "mine.steps", "steps[0]" },
		{ "{\"steps\":[{\"name\":\"a\"}],\"edges\":[[\"a\"]]}", "mine.steps", "edges[0]" },
		{ "{\"steps\":[{\"name\":\"a\"}],\"edges\":[[\"a\",\"x\"]]}", "mine.steps",
		  "edges[0]" },
		{ "{\"steps\":[{\"name\":\"a\"}],\"edges\":[[\"a\",\"a\",\"back\"]]}", "mine.steps",
		  "edges[0]" },
		{ "{\"steps\":[{\"name\":\"a\"}],\"edges\":[{\"a\":1}]}", "mine.steps",
		  "edges[0]" },
		{ "{\"steps\":[{\"name\":\"a\"}],\"end\":[\"z\"]}", "mine.steps", "end[0]" },
	};
	struct mine_steps *s = arena_new(&arena, struct mine_steps);

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct err e = { .key = "" };
		bool good = mine_steps_read(&arena, str_of(want[i].text), s, &e);

		is_str(e.key, want[i].key != NULL ? want[i].key : "", "%s", want[i].text);
		ok(good == (want[i].key == NULL), "refused by name, or read");
		if (want[i].value != NULL) {
			is_str(err_arg(&e, "value"), want[i].value, "and place");
		}
	}
}

static void steps_beside(void)
{
	static const char text[] =
		"{\"steps\":[{\"name\":\"a\",\"holders\":[\"an\"]},"
		"{\"name\":\"b\",\"holders\":[\"an\",\"bình\"],\"limit_s\":2},{\"name\":\"c\"}],"
		"\"edges\":[[\"a\",\"b\"],[\"b\",\"c\"],[\"c\",\"b\",\"return\"]]}";
	static const char *const cases[] = { "abc", "ac", "abcbc", "abxc" };
	struct mine_steps *s = arena_new(&arena, struct mine_steps);
	struct steps_found f;
	struct mine_log l;
	struct mine_view v;
	struct err e;

	log_open(&l);
	fill(&l, cases, ARRAY_LEN(cases));
	mine_log_order(&arena, &scratch, &l, &v);
	ok(mine_steps_read(&arena, str_of(text), s, &e), "a graph of three steps");
	mine_steps_conform(&arena, &scratch, s, &l, &v, NULL, MINE_READS_DONE, &f);
	is_int(f.total.cases, 4, "four cases");
	is_int(f.total.kind[CONFORM_SKIPPED].times, 1, "one skips b");
	is_int(f.total.kind[CONFORM_INSERTED].times, 1, "one has another activity");
	is_int(f.step[3 * CONFORM_KINDS + CONFORM_INSERTED].first[0], 3, "the last one");
	is_int(f.total.returns, 1, "one goes back by the graph");
	/* b is chi's in each; it takes c + 1 seconds in case c. */
	is_int(f.step[CONFORM_KINDS + CONFORM_POST].times, 4, "b by who should not");
	is_int(f.step[CONFORM_KINDS + CONFORM_LIMIT].times, 3, "three times too long");
	is_int(f.step[CONFORM_KINDS + CONFORM_LIMIT].cases, 2, "in two cases");
	mine_steps_conform(&arena, &scratch, s, &l, &v, NULL, MINE_READS_ARRIVAL, &f);
	is_int(f.step[CONFORM_KINDS + CONFORM_LIMIT].times, 3, "the same until it goes on");
	is_int(f.worst.one[0].id, 2, "the worst: by a wrong post and too long, twice");
	log_close(&l);
}

int main(void)
{
	arena_init(&arena, 0);
	arena_init(&scratch, 0);
	figures();
	parts();
	steps_read();
	steps_beside();
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
