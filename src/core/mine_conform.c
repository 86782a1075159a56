/* Cases beside the graph of steps. */
#include "mine_conform.h"

#include <assert.h>
#include <string.h>

enum { NO_WAY = INT32_MAX / 4 };

const char *conform_kind_name(enum conform_kind k)
{
	static const char *const name[] = { "skipped", "inserted", "wrong_order", "wrong_post",
					    "over_limit" };

	return name[k];
}

void conform_graph(struct arena *a, int32_t steps, struct conform_graph *out)
{
	size_t n = (size_t)steps;

	assert(steps > 0 && steps <= CONFORM_STEPS_MOST);
	*out = (struct conform_graph){
		.steps = steps, .edge = arena_array(a, uint8_t, n * n),
		.start = arena_array(a, bool, n), .end = arena_array(a, bool, n),
	};
}

static size_t at(const struct conform_graph *g, int32_t from, int32_t to)
{
	return (size_t)from * (size_t)g->steps + (size_t)to;
}

/* What goes on is never made a return. */
void conform_join(struct conform_graph *g, int32_t from, int32_t to, enum conform_edge kind)
{
	uint8_t *edge = &g->edge[at(g, from, to)];

	*edge = *edge == CONFORM_ONWARD ? CONFORM_ONWARD : (uint8_t)kind;
}

/* ---- distances ---- */

/* Breadth first by onward edges; row `from`, or `steps` for the beginning. */
static void reach(const struct conform_graph *g, int32_t from, int32_t *queue)
{
	int32_t *far = g->far + (size_t)from * (size_t)g->steps;
	int32_t *via = g->via + (size_t)from * (size_t)g->steps;
	int32_t head = 0, tail = 0;

	for (int32_t i = 0; i < g->steps; i++) {
		bool next = from == g->steps ? g->start[i]
					     : g->edge[at(g, from, i)] == CONFORM_ONWARD;

		far[i] = next ? 1 : NO_WAY;
		via[i] = CONFORM_UNKNOWN;
		if (next) {
			queue[tail++] = i;
		}
	}
	while (head < tail) {
		int32_t now = queue[head++];

		for (int32_t i = 0; i < g->steps; i++) {
			if (far[i] == NO_WAY && g->edge[at(g, now, i)] == CONFORM_ONWARD) {
				far[i] = far[now] + 1;
				via[i] = now;
				queue[tail++] = i;
			}
		}
	}
	/* A return leads there at once. */
	for (int32_t i = 0; from < g->steps && i < g->steps; i++) {
		if (g->edge[at(g, from, i)] == CONFORM_RETURN) {
			far[i] = 1;
			via[i] = CONFORM_UNKNOWN;
		}
	}
}

void conform_prepare(struct arena *a, struct conform_graph *g)
{
	size_t n = (size_t)g->steps;
	int32_t *queue = arena_array(a, int32_t, n);

	g->far = arena_array(a, int32_t, (n + 1) * n);
	g->via = arena_array(a, int32_t, (n + 1) * n);
	for (int32_t i = 0; i <= g->steps; i++) {
		reach(g, i, queue);
	}
	g->shortest = NO_WAY;
	for (int32_t i = 0; i < g->steps; i++) {
		int32_t far = g->far[at(g, g->steps, i)];

		g->shortest = g->end[i] && far < g->shortest ? far : g->shortest;
	}
	g->shortest = g->shortest == NO_WAY ? 0 : g->shortest;
}

/* ---- a case ---- */

struct walk {
	const struct conform_graph *g;
	const struct conform_visit *visit;
	int32_t n;
	bool anywhere;
	int32_t states;			/* steps, and the beginning */
	int32_t *cost;			/* by visits gone and where it stands: (n + 1) × states */
	int16_t *from;			/* where it stood before; -1: there, it is inserted */
	struct conform_found *out;
};

static int32_t skipped_to(const struct walk *w, int32_t from, int32_t to)
{
	if (from == w->g->steps && w->anywhere) {
		return 0;
	}
	int32_t far = w->g->far[at(w->g, from, to)];

	return far == NO_WAY ? NO_WAY : far - 1;
}

static void solve(struct walk *w)
{
	for (int32_t s = 0; s < w->states; s++) {
		w->cost[s] = s == w->g->steps ? 0 : NO_WAY;
	}
	for (int32_t i = 0; i < w->n; i++) {
		const int32_t *was = w->cost + (size_t)i * (size_t)w->states;
		int32_t *now = w->cost + (size_t)(i + 1) * (size_t)w->states;
		int16_t *from = w->from + (size_t)(i + 1) * (size_t)w->states;
		int32_t step = w->visit[i].step;

		for (int32_t s = 0; s < w->states; s++) {
			now[s] = was[s] + 1;
			from[s] = -1;
		}
		for (int32_t s = 0; step != CONFORM_UNKNOWN && s < w->states; s++) {
			int32_t cost = was[s] + skipped_to(w, s, step);

			if (was[s] < NO_WAY && cost < NO_WAY && cost <= now[step]) {
				now[step] = cost;
				from[step] = (int16_t)s;
			}
		}
	}
}

/* Steps still to go from there to an end, and which end. */
static int32_t to_end(const struct walk *w, int32_t from, int32_t *end)
{
	int32_t best = NO_WAY;

	*end = CONFORM_UNKNOWN;
	if (from < w->g->steps && w->g->end[from]) {
		return 0;
	}
	for (int32_t i = 0; i < w->g->steps; i++) {
		int32_t far = w->g->far[at(w->g, from, i)];

		if (w->g->end[i] && far < best) {
			best = far;
			*end = i;
		}
	}
	return best;
}

static void tell(struct walk *w, enum conform_kind kind, int32_t step, int32_t visit)
{
	struct conform_found *f = w->out;

	f->count[kind]++;
	if (f->tolds < CONFORM_TOLD) {
		f->told[f->tolds++] = (struct conform_deviation){ kind, step, visit };
	}
}

/* The steps between, which were not gone. */
static void tell_skipped(struct walk *w, int32_t from, int32_t to, int32_t visit)
{
	const int32_t *via = w->g->via + (size_t)from * (size_t)w->g->steps;

	for (int32_t s = via[to]; s != CONFORM_UNKNOWN; s = via[s]) {
		tell(w, CONFORM_SKIPPED, s, visit);
	}
}

static void tell_way(struct walk *w, int32_t state)
{
	for (int32_t i = w->n; i > 0; i--) {
		int32_t before = w->from[(size_t)i * (size_t)w->states + (size_t)state];

		if (before < 0) {
			tell(w, CONFORM_INSERTED, w->visit[i - 1].step, i - 1);
			continue;
		}
		if (before < w->g->steps || !w->anywhere) {
			tell_skipped(w, before, state, i - 1);
		}
		state = before;
	}
}

/* A step that was skipped and inserted was gone in a wrong order. */
static void pair(struct conform_found *f)
{
	for (int32_t i = 0; i < f->tolds; i++) {
		for (int32_t k = 0; k < f->tolds && f->told[i].kind == CONFORM_SKIPPED; k++) {
			if (f->told[k].kind == CONFORM_INSERTED &&
			    f->told[k].step == f->told[i].step) {
				f->told[i].kind = CONFORM_ORDER;
				f->told[i].visit = f->told[k].visit;
				f->told[k] = f->told[--f->tolds];
				f->count[CONFORM_SKIPPED]--;
				f->count[CONFORM_INSERTED]--;
				f->count[CONFORM_ORDER]++;
				/* What was last may stand before i now. */
				i = -1;
				break;
			}
		}
	}
}

static void count_loops(struct walk *w)
{
	for (int32_t i = 1; i < w->n; i++) {
		int32_t a = w->visit[i - 1].step, b = w->visit[i].step;

		if (a == CONFORM_UNKNOWN || b == CONFORM_UNKNOWN) {
			continue;
		}
		enum conform_edge edge = (enum conform_edge)w->g->edge[at(w->g, a, b)];
		bool gone = false;

		for (int32_t k = 0; k < i; k++) {
			gone = gone || w->visit[k].step == b;
		}
		w->out->returns += edge == CONFORM_RETURN;
		w->out->outside += edge == CONFORM_NO_EDGE && gone;
	}
}

static void reckon(struct walk *w, bool whole)
{
	const int32_t *cost = w->cost + (size_t)w->n * (size_t)w->states;
	int32_t best = NO_WAY, state = w->g->steps, end, last = CONFORM_UNKNOWN;

	for (int32_t s = 0; s < w->states; s++) {
		int32_t all = cost[s] + (whole ? to_end(w, s, &end) : 0);

		if (cost[s] < NO_WAY && all < best) {
			best = all;
			state = s;
			last = whole && to_end(w, s, &end) > 0 ? end : CONFORM_UNKNOWN;
		}
	}
	w->out->cost = best == NO_WAY ? w->n : best;
	if (last != CONFORM_UNKNOWN) {
		tell(w, CONFORM_SKIPPED, last, w->n);
		tell_skipped(w, state, last, w->n);
	}
	tell_way(w, state);
	pair(w->out);
}

void conform_case(struct arena *scratch, const struct conform_graph *g,
		  const struct conform_visit *visit, int32_t n, bool anywhere, bool whole,
		  struct conform_found *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct walk w = { .g = g, .visit = visit, .n = n, .anywhere = anywhere,
			  .states = g->steps + 1, .out = out };
	size_t cells = ((size_t)n + 1) * (size_t)w.states;

	assert(n <= CONFORM_VISITS_MOST);
	*out = (struct conform_found){ .fitness = 1 };
	w.cost = arena_array(scratch, int32_t, cells);
	w.from = arena_array(scratch, int16_t, cells);
	solve(&w);
	reckon(&w, whole);
	count_loops(&w);
	for (int32_t i = 0; i < n; i++) {
		if (visit[i].wrong_post) {
			tell(&w, CONFORM_POST, visit[i].step, i);
		}
		if (visit[i].over_limit) {
			tell(&w, CONFORM_LIMIT, visit[i].step, i);
		}
	}
	out->most = n + (whole && !anywhere ? g->shortest : 0);
	if (out->most > 0) {
		double fitness = 1 - (double)out->cost / (double)out->most;

		out->fitness = fitness < 0 ? 0 : fitness;
	}
	arena_release(scratch, mark);
}
