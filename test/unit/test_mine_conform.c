/* Cases beside a graph of steps. */
#include "core/mine_conform.h"

#include "base/arena.h"
#include "base/buf.h"

#include "tap.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static struct arena arena, scratch;

/* s r w g i: in, room, work, sign, issue. From r one may go on to w or straight to g; w returns to
 * r, g to w; an opinion o lies beside w, which one comes back from by the graph. */
static const char steps[] = "srwogi";

static int32_t step_of(char c)
{
	const char *at = strchr(steps, c);

	return at != NULL && c != '\0' ? (int32_t)(at - steps) : CONFORM_UNKNOWN;
}

static void the_graph(struct conform_graph *g)
{
	static const char *const onward[] = { "sr", "rw", "rg", "wo", "ow", "wg", "gi" };
	static const char *const back[] = { "wr", "gw" };

	conform_graph(&arena, (int32_t)strlen(steps), g);
	for (size_t i = 0; i < ARRAY_LEN(onward); i++) {
		conform_join(g, step_of(onward[i][0]), step_of(onward[i][1]), CONFORM_ONWARD);
	}
	for (size_t i = 0; i < ARRAY_LEN(back); i++) {
		conform_join(g, step_of(back[i][0]), step_of(back[i][1]), CONFORM_RETURN);
	}
	g->start[step_of('s')] = g->end[step_of('i')] = true;
	conform_prepare(&arena, g);
}

/* "s r! w+": ! by another post, + over its limit. */
static int32_t visits(const char *text, struct conform_visit *out)
{
	int32_t n = 0;

	for (; *text != '\0'; text++) {
		if (*text == '!') {
			out[n - 1].wrong_post = true;
		} else if (*text == '+') {
			out[n - 1].over_limit = true;
		} else {
			out[n++] = (struct conform_visit){ .step = step_of(*text) };
		}
	}
	return n;
}

/* "skipped w, inserted x", in the order of kinds and steps. */
static const char *told(const struct conform_found *f)
{
	struct buf b;

	buf_init(&b, 4096);
	for (int kind = 0; kind < CONFORM_KINDS; kind++) {
		for (int32_t step = -1; step < (int32_t)strlen(steps); step++) {
			for (int32_t i = 0; i < f->tolds; i++) {
				if (f->told[i].kind == (enum conform_kind)kind &&
				    f->told[i].step == step) {
					buf_fmt(&b, "%s%s %c", b.n > 0 ? ", " : "",
						conform_kind_name((enum conform_kind)kind),
						step < 0 ? '?' : steps[step]);
				}
			}
		}
	}
	const char *text = str_cstr(&arena, buf_view(&b));

	buf_done(&b);
	return text;
}

static void cases(void)
{
	static const struct {
		const char *way, *deviations;
		int32_t cost, returns, outside;
		bool anywhere, open;
	} want[] = {
		{ "srwgi", "", 0, 0, 0, false, false },
		{ "srgi", "", 0, 0, 0, false, false },
		{ "srwowgi", "", 0, 0, 0, false, false },	/* planned: no loop */
		{ "srwgwgi", "", 0, 1, 0, false, false },	/* a return of the graph */
		{ "srwrwgwgi", "", 0, 2, 0, false, false },
		{ "srwi", "skipped g", 1, 0, 0, false, false },
		{ "sri", "skipped g", 1, 0, 0, false, false },
		{ "rwgi", "skipped s", 1, 0, 0, false, false },
		{ "srw", "skipped g, skipped i", 2, 0, 0, false, false },
		{ "srw", "", 0, 0, 0, false, true },
		{ "wgi", "", 0, 0, 0, true, false },
		{ "srxwgi", "inserted ?", 1, 0, 0, false, false },
		{ "srwgig", "inserted g", 1, 0, 1, false, false },
		{ "srwgsi", "inserted s", 1, 0, 1, false, false },
		{ "srwig", "wrong_order i", 2, 0, 0, false, false },
		{ "rswgi", "wrong_order s", 2, 0, 0, false, false },
		{ "sr!w+gi!", "wrong_post r, wrong_post i, over_limit w", 0, 0, 0, false, false },
		{ "", "skipped s, skipped r, skipped g, skipped i", 4, 0, 0, false, false },
		{ "", "", 0, 0, 0, false, true },
		{ "xyz", "inserted ?, inserted ?, inserted ?", 3, 0, 0, false, true },
	};
	struct conform_graph g;

	the_graph(&g);
	is_int(g.shortest, 4, "a shortest way");
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct conform_visit visit[16];
		struct conform_found f;
		int32_t n = visits(want[i].way, visit);

		conform_case(&scratch, &g, visit, n, want[i].anywhere, !want[i].open, &f);
		is_str(told(&f), want[i].deviations, "%s", want[i].way);
		is_int(f.cost, want[i].cost, "steps apart");
		is_int(f.returns, want[i].returns, "returns");
		is_int(f.outside, want[i].outside, "back outside the graph");
		ok(want[i].cost > 0 ? f.fitness < 1 && f.fitness >= 0 : f.fitness >= 1, "fitness");
	}
}

/* By chance: costs are those of trying every way, and all that is apart is told. */
static void laws(void)
{
	uint64_t chance = 5;
	int64_t apart = 0, grew = 0;
	struct conform_graph g;

	the_graph(&g);
	for (int round = 0; round < 3000; round++) {
		struct conform_visit visit[16];
		struct conform_found f, less;
		char way[12] = "";
		int n = (int)(chance >> 33) % 10;

		for (int i = 0; i < n; i++) {
			chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
			way[i] = "srwogix"[(chance >> 40) % 7];
		}
		chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
		int32_t visited = visits(way, visit);

		conform_case(&scratch, &g, visit, visited, false, true, &f);
		apart += f.cost != f.count[CONFORM_SKIPPED] + f.count[CONFORM_INSERTED] +
				  2 * f.count[CONFORM_ORDER];
		/* One visit more or less is one step more or less, or the same. */
		conform_case(&scratch, &g, visit + (visited > 0), visited - (visited > 0), false,
			     true, &less);
		grew += abs(f.cost - less.cost) > 1;
	}
	is_int(apart, 0, "all that is apart is told");
	is_int(grew, 0, "a visit costs one step at most");
}

int main(void)
{
	arena_init(&arena, 0);
	arena_init(&scratch, 0);
	cases();
	laws();
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
