/* The past replayed with a change. */
#include "sim.h"

#include "base/limits.h"
#include "base/num.h"

/* ---- clocks ---- */

int64_t sim_later(const struct calendar *cal, int64_t at, int64_t seconds)
{
	if (at == INT64_MAX || (cal != NULL && !calendar_covers(cal, at))) {
		return INT64_MAX;
	}
	int64_t to = cal == NULL ? at + seconds : work_add(cal, at, seconds);

	return to == INSTANT_NONE ? INT64_MAX : to;
}

int64_t sim_between(const struct calendar *cal, int64_t from, int64_t to)
{
	if (cal == NULL) {
		return num_max(to - from, 0);
	}
	return work_between(cal, calendar_clamp(cal, from), calendar_clamp(cal, to));
}

/* ---- promises ---- */

/* Where the limit is not known, the days of each wait are added as they are. */
static int64_t moved(const struct calendar *cal, int64_t due, const struct pause *waits, size_t n)
{
	for (size_t i = 0; i < n && due != INT64_MAX; i++) {
		if (waits[i].from <= due) {
			due = sim_later(cal, due, sim_between(cal, waits[i].from, waits[i].to));
		}
	}
	return due;
}

int64_t sim_promised(const struct calendar *cal, const struct sim_promise *p,
		     const struct pause *waits, size_t n)
{
	struct deadline_in in = {
		.cal = cal, .received_at = p->start, .limit = p->limit, .mode = p->mode,
		.pauses = waits, .n_pauses = n, .cutoff_s = p->cutoff_s,
	};
	struct deadline out;
	struct err ignored;

	if (p->start == INSTANT_NONE) {
		return moved(cal, p->fixed, waits, n);
	}
	return deadline_compute(&in, &out, &ignored) ? out.due : INT64_MAX;
}

int32_t sim_urgency(const struct calendar *cal, int64_t at, int64_t promise, int64_t plan_s)
{
	enum { MOST = 1000000 };
	if (promise == INT64_MAX || promise == INSTANT_NONE) {
		return MOST;
	}
	int64_t room = sim_between(cal, at, promise) - sim_between(cal, promise, at);
	int64_t u = room * 1000 / num_max(plan_s, 900);

	return (int32_t)(u > MOST ? MOST : u < -MOST ? -MOST : u);
}

/* ---- posts ---- */

/* The first moment from `at` on when they are there. */
static int64_t there(const struct sim_person *p, int64_t at)
{
	at = num_max(at, p->from);
	for (size_t i = 0; i < p->aways && p->away[i].from <= at; i++) {
		if (at < p->away[i].to) {
			at = p->away[i].to;
		}
	}
	return at < p->to ? at : INT64_MAX;
}

/* Who can begin first; on the day itself somebody is there, if only a stand-in. */
static size_t chosen(const struct sim_post *p, const int64_t *free, int64_t at, int64_t *begun)
{
	size_t best = p->persons;
	bool manned = false;

	*begun = INT64_MAX;
	for (size_t i = 0; i < p->persons; i++) {
		int64_t t = there(&p->person[i], num_max(at, free[i]));

		if (t < *begun) {
			*begun = t;
			best = i;
		}
		manned = manned || there(&p->person[i], at) == at;
	}
	int64_t stand_in = num_max(at, free[p->persons]);

	if (!manned && stand_in < *begun) {
		*begun = stand_in;
		best = p->persons;
	}
	return best;
}

int64_t sim_serve(const struct sim_post *p, int64_t *free, int64_t at, int64_t effort_s,
		  int64_t *begun)
{
	size_t who = chosen(p, free, at, begun);
	int64_t done = sim_later(p->cal, *begun, effort_s);

	if (*begun != INT64_MAX) {
		free[who] = done;
	}
	return done;
}

/* ---- times ---- */

static uint32_t bin_of(const struct sim_pool *p, int32_t urgency)
{
	uint32_t b = 0;

	while (b + 1 < p->bins && urgency >= p->edge[b + 1]) {
		b++;
	}
	return b;
}

/* A place by its rank, so that the same chance is as short or as long in any bin. */
static struct sim_time drawn(const struct sim_pool *p, int32_t urgency, uint64_t rank,
			     int64_t plan_s)
{
	uint32_t b = bin_of(p, urgency), n = p->first[b + 1] - p->first[b];
	struct sim_time t = p->time[p->first[b] + (uint32_t)((rank >> 32) * n >> 32)];

	if (p->per_plan) {
		t.effort_s = (int32_t)num_min((int64_t)t.effort_s * plan_s / 1000, INT32_MAX);
		t.rest_s = (int32_t)num_min((int64_t)t.rest_s * plan_s / 1000, INT32_MAX);
	}
	return t;
}

/* The nearest pool by its weight, else the next one. */
static struct sim_time draw(const struct sim *s, const struct sim_stop *stop,
			    const struct chance *from, int32_t urgency)
{
	struct chance c = *from;
	const struct sim_pool *p = NULL;
	uint64_t rank = chance_next(&c);

	for (int i = 0; i < SIM_LEVELS; i++) {
		if (stop->pool[i] == SIM_NEVER || s->pool[stop->pool[i]].bins == 0) {
			continue;
		}
		p = &s->pool[stop->pool[i]];
		int64_t known = p->first[p->bins];

		if (chance_below(&c, known + SIM_TRUST) < known) {
			break;
		}
	}
	return p != NULL ? drawn(p, urgency, rank, stop->plan_s)
			 : (struct sim_time){ .rest_s = stop->plan_s };
}

/* ---- what is to come: a binary heap ---- */

struct coming {
	int64_t at;
	uint32_t i;
};

struct going {				/* a case on its way */
	int64_t before;			/* it came to the stop before */
	int64_t pressing;
	uint32_t next;
	uint32_t waits;
};

struct replay {
	const struct sim *s;
	const struct sim_chance *c;
	struct sim_end *end;
	struct coming *heap;
	size_t n;
	struct going *going;
	struct pause *wait;		/* SIM_WAITS for each case */
	int64_t **free;			/* of each post */
};

static bool sooner(struct coming x, struct coming y)
{
	return x.at < y.at || (x.at == y.at && x.i < y.i);
}

static void put(struct replay *r, struct coming c)
{
	size_t i = r->n++;

	while (i > 0 && sooner(c, r->heap[(i - 1) / 2])) {
		r->heap[i] = r->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	r->heap[i] = c;
}

static struct coming take(struct replay *r)
{
	struct coming first = r->heap[0], last = r->heap[--r->n];
	size_t i = 0;

	for (size_t k = 1; k < r->n; k = 2 * i + 1) {
		k += k + 1 < r->n && sooner(r->heap[k + 1], r->heap[k]);
		if (!sooner(r->heap[k], last)) {
			break;
		}
		r->heap[i] = r->heap[k];
		i = k;
	}
	r->heap[i] = last;
	return first;
}

/* ---- the replay ---- */

static void put_promise(struct replay *r, uint32_t i)
{
	const struct sim_case *c = &r->s->cases[i];
	struct going *g = &r->going[i];
	const struct pause *w = &r->wait[(size_t)i * SIM_WAITS];
	int64_t promise = sim_promised(c->cal, &c->promise, w, g->waits);

	r->end[i].promise = promise;
	g->pressing = c->apart ? sim_promised(c->cal, &c->pressing, w, g->waits) : promise;
}

static void count_wait(struct replay *r, uint32_t i, int64_t from, int64_t to)
{
	struct going *g = &r->going[i];
	struct pause *w = &r->wait[(size_t)i * SIM_WAITS];

	if (g->waits < SIM_WAITS && to != INT64_MAX) {
		w[g->waits++] = (struct pause){ .from = from, .to = to, .policy = PAUSE_HOLD };
		put_promise(r, i);
	}
}

/* It comes to a stop: when will it leave? */
static int64_t stay(struct replay *r, struct coming now, const struct sim_stop *stop)
{
	const struct sim_case *c = &r->s->cases[now.i];
	struct chance fate = chance_of(r->c->seed + (uint64_t)r->c->run * 0x9E3779B97F4A7C15U,
				       (uint64_t)c->number << 12 | (uint64_t)stop->number);
	int32_t urgency = sim_urgency(c->cal, now.at, r->going[now.i].pressing, stop->plan_rest_s);
	struct sim_time t = draw(r->s, stop, &fate, urgency);
	int64_t from = stop->beside ? r->going[now.i].before : now.at;
	struct sim_went w = { .i = now.i, .stop = r->going[now.i].next, .from = from };
	const struct calendar *cal = c->cal;

	w.begun = w.done = from;
	if (stop->kind == SIM_AT_POST) {
		const struct sim_post *p = &r->s->post[stop->post];

		t = p->flows ? (struct sim_time){ 0, t.effort_s + t.rest_s } : t;
		cal = p->cal;
		w.done = p->flows ? from
			 : sim_serve(p, r->free[stop->post], from, t.effort_s, &w.begun);
	} else if (stop->kind != SIM_IN_OFFICE) {
		cal = NULL;
	}
	w.to = num_max(sim_later(cal, w.done, t.rest_s), now.at);
	if (stop->kind == SIM_CITIZEN) {
		count_wait(r, now.i, from, w.to);
	}
	if (r->c->went != NULL) {
		r->c->went(r->c->ctx, &w);
	}
	r->going[now.i].before = from;
	return w.to;
}

static void move(struct replay *r, struct coming now)
{
	const struct sim_case *c = &r->s->cases[now.i];
	struct going *g = &r->going[now.i];

	if (g->next == c->stops) {
		r->end[now.i].at = now.at;
		return;
	}
	int64_t to = stay(r, now, &r->s->stop[c->stop + g->next]);

	g->next++;
	if (to == INT64_MAX) {
		r->end[now.i].at = to;		/* nobody gets to it any more */
		return;
	}
	put(r, (struct coming){ to, now.i });
}

static void prepare(struct replay *r, struct arena *a)
{
	const struct sim *s = r->s;

	r->heap = arena_array(a, struct coming, s->n + 1);
	r->going = arena_array(a, struct going, s->n);
	r->wait = arena_array(a, struct pause, s->n * SIM_WAITS);
	r->free = arena_array(a, int64_t *, s->posts);
	for (size_t i = 0; i < s->posts; i++) {
		r->free[i] = arena_array(a, int64_t, s->post[i].persons + 1);
	}
}

void sim_run(const struct sim *s, struct arena *scratch, const struct sim_chance *c,
	     struct sim_end *end)
{
	struct arena_mark mark = arena_mark(scratch);
	struct replay r = { .s = s, .c = c, .end = end };
	size_t next = 0;

	prepare(&r, scratch);
	while (next < s->n || r.n > 0) {
		if (next < s->n && (r.n == 0 || s->cases[next].at <= r.heap[0].at)) {
			struct coming now = { s->cases[next].at, (uint32_t)next };

			put_promise(&r, now.i);
			next++;
			move(&r, now);
		} else {
			move(&r, take(&r));
		}
	}
	arena_release(scratch, mark);
}
