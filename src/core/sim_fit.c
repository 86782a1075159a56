/* What a replay is made from. */
#include "sim_fit.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

/* ---- effective processing times ---- */

struct ended {
	int64_t person, to, from;
	size_t i;
};

static int by_person(const void *x, const void *y)
{
	const struct ended *a = x, *b = y;

	if (a->person != b->person) {
		return a->person < b->person ? -1 : 1;
	}
	if (a->to != b->to) {
		return a->to < b->to ? -1 : 1;
	}
	return a->i < b->i ? -1 : a->i > b->i;
}

/* From when each was begun at the earliest: once it had come, and the one before was done. */
static void put_processing(struct arena *a, const struct sim_post *p, const struct sim_visit *v,
			   size_t n, int64_t *processing_s)
{
	struct ended *order = arena_array(a, struct ended, n);

	for (size_t i = 0; i < n; i++) {
		order[i] = (struct ended){ v[i].person, v[i].to, v[i].from, i };
	}
	qsort(order, n, sizeof(*order), by_person);
	for (size_t i = 0; i < n; i++) {
		int64_t begun = order[i].from;

		if (i > 0 && order[i - 1].person == order[i].person) {
			begun = num_max(begun, order[i - 1].to);
		}
		processing_s[order[i].i] = sim_between(p->cal, begun, order[i].to);
	}
}

/* ---- the share of it that is effort ---- */

struct fitting {
	struct arena *a;
	const struct sim_post *post;
	struct sim_visit *v;		/* of one post */
	size_t n;
	int64_t *processing_s, *took_s, *in_hand;
};

static int by_time(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

/* How many lay there when each one came. */
static void put_in_hand(struct fitting *f)
{
	int64_t *left = arena_array(f->a, int64_t, f->n);
	size_t gone = 0;

	for (size_t i = 0; i < f->n; i++) {
		left[i] = f->v[i].to;
	}
	qsort(left, f->n, sizeof(*left), by_time);
	for (size_t i = 0; i < f->n; i++) {
		while (gone < f->n && left[gone] <= f->v[i].from) {
			gone++;
		}
		f->in_hand[i] = (int64_t)i - (int64_t)gone;
	}
}

/* How what lay there goes with what is not explained, by shares: sums of products about
 * their means. In 128 bits no post is long enough to spill. */
struct evidence {
	__int128 goes[SIM_SHARES + 1];
	__int128 chance;		/* the square that mere chance would have, at no share */
};

/* Splits each by a share, and adds up what is left to explain. */
static __int128 split(struct fitting *f, int tenths)
{
	struct arena_mark mark = arena_mark(f->a);
	int64_t *free = arena_array(f->a, int64_t, f->post->persons + 1), begun;
	__int128 x = 0, y = 0, xy = 0;

	for (size_t i = 0; i < f->n; i++) {
		struct sim_visit *v = &f->v[i];
		int64_t effort = f->processing_s[i] * tenths / SIM_SHARES;
		int64_t done = sim_serve(f->post, free, v->from, effort, &begun);
		int64_t queued = sim_between(f->post->cal, v->from, begun);
		int64_t rest = num_max(f->took_s[i] - sim_between(f->post->cal, v->from, done), 0);

		v->time.effort_s = (int32_t)num_min(effort, INT32_MAX);
		v->time.rest_s = (int32_t)num_min(rest, INT32_MAX);
		x += f->in_hand[i];
		y += f->took_s[i] - queued;
		xy += (__int128)f->in_hand[i] * (f->took_s[i] - queued);
	}
	arena_release(f->a, mark);
	return f->n > 0 ? xy - x * y / (__int128)f->n : 0;
}

static __int128 about_mean(const int64_t *v, size_t n)
{
	__int128 sum = 0, square = 0;

	for (size_t i = 0; i < n; i++) {
		sum += v[i];
		square += (__int128)v[i] * v[i];
	}
	return square - sum * sum / (__int128)n;
}

/* The post's stops stand together. */
static struct fitting at_post(struct arena *a, const struct sim_post *post, struct sim_visit *v,
			      size_t n)
{
	struct fitting f = {
		.a = a, .post = post, .v = v, .n = n,
		.processing_s = arena_array(a, int64_t, n),
		.took_s = arena_array(a, int64_t, n), .in_hand = arena_array(a, int64_t, n),
	};

	put_processing(a, post, v, n, f.processing_s);
	put_in_hand(&f);
	for (size_t i = 0; i < n; i++) {
		f.took_s[i] = sim_between(post->cal, v[i].from, v[i].to);
	}
	return f;
}

static struct evidence weigh(struct fitting *f)
{
	struct evidence e = { { 0 }, 0 };

	for (int t = 0; t <= SIM_SHARES && f->n > 1; t++) {
		e.goes[t] = split(f, t);
	}
	if (f->n > 1) {
		e.chance = about_mean(f->in_hand, f->n) * about_mean(f->took_s, f->n) /
			   (__int128)f->n;
	}
	return e;
}

static void add_up(struct evidence *sum, const struct evidence *e)
{
	for (int t = 0; t <= SIM_SHARES; t++) {
		sum->goes[t] += e->goes[t];
	}
	sum->chance += e->chance;
}

/* Unless it is twice what chance makes, there is no sign of queueing at all. */
static int8_t share_of(const struct evidence *e)
{
	int8_t t = 0;

	if (e->goes[0] <= 0 || e->goes[0] * e->goes[0] <= 4 * e->chance) {
		return 0;
	}
	while (t < SIM_SHARES && e->goes[t] > 0) {
		t++;
	}
	return t;
}

struct row {				/* where a post's stops stand */
	size_t first, n;
};

static struct row *rows_of(struct arena *a, const struct sim_visit *v, size_t n, size_t posts)
{
	struct row *r = arena_array(a, struct row, posts);

	for (size_t i = 0; i < n && v[i].kind == SIM_AT_POST; i++) {
		struct row *at = &r[v[i].post];

		at->first = at->n++ == 0 ? i : at->first;
	}
	return r;
}

static size_t sorts_of(const struct sim_visit *v, size_t n)
{
	int32_t most = 0;

	for (size_t i = 0; i < n; i++) {
		most = v[i].sort > most ? v[i].sort : most;
	}
	return (size_t)most + 1;
}

static void find_shares(struct arena *a, const struct sim_post *post, size_t posts,
			struct sim_visit *v, const struct row *row, struct evidence *sort,
			struct sim_share *out)
{
	for (size_t p = 0; p < posts; p++) {
		struct arena_mark mark = arena_mark(a);
		struct fitting f = at_post(a, &post[p], v + row[p].first, row[p].n);
		struct evidence e = weigh(&f);

		if (f.n > 1) {
			add_up(&sort[f.v[0].sort], &e);
		}
		out[p] = (struct sim_share){ .tenths = share_of(&e), .own = f.n >= SIM_SHARE_OWN,
					     .stops = (int32_t)f.n };
		arena_release(a, mark);
	}
}

void sim_fit(struct arena *a, const struct sim_post *post, size_t posts, struct sim_visit *v,
	     size_t n, int tenths, struct sim_share *out)
{
	struct arena_mark mark = arena_mark(a);
	const struct row *row = rows_of(a, v, n, posts);
	struct evidence *sort = arena_array(a, struct evidence, sorts_of(v, n));

	find_shares(a, post, posts, v, row, sort, out);
	for (size_t p = 0; p < posts; p++) {
		struct arena_mark one = arena_mark(a);
		struct fitting f = at_post(a, &post[p], v + row[p].first, row[p].n);

		if (f.n > 0 && !out[p].own) {
			out[p].tenths = share_of(&sort[f.v[0].sort]);
		}
		out[p].tenths = tenths == SIM_SHARE_FOUND ? out[p].tenths : (int8_t)tenths;
		(void)split(&f, out[p].tenths);	/* the last word on each of its stops */
		arena_release(a, one);
	}
	for (size_t i = 0; i < n; i++) {
		if (v[i].kind != SIM_AT_POST) {
			int64_t s = sim_between(v[i].cal, v[i].from, v[i].to);

			v[i].time = (struct sim_time){ .rest_s = (int32_t)num_min(s, INT32_MAX) };
		}
	}
	arena_release(a, mark);
}

/* ---- pools ---- */

struct told {				/* a time on its way into a pool */
	int32_t pool, urgency;
	struct sim_time time;
};

static int64_t whole(struct sim_time t)
{
	return (int64_t)t.effort_s + t.rest_s;
}

static int by_length(const void *x, const void *y)
{
	const struct sim_time *a = x, *b = y;

	if (whole(*a) != whole(*b)) {
		return whole(*a) < whole(*b) ? -1 : 1;
	}
	return a->effort_s < b->effort_s ? -1 : a->effort_s > b->effort_s;
}

static int by_urgency(const void *x, const void *y)
{
	const struct told *a = x, *b = y;

	if (a->pool != b->pool) {
		return a->pool < b->pool ? -1 : 1;
	}
	if (a->urgency != b->urgency) {
		return a->urgency < b->urgency ? -1 : 1;
	}
	return by_length(&a->time, &b->time);
}

/* So many in a bin that a draw among them says something. */
enum { BIN_LEAST = 8 };

/* As many bins as there is enough for; what was as urgent stays together. */
static void put_bins(struct sim_pool *p, const struct told *t, struct sim_time *time, size_t n)
{
	size_t least = n / SIM_BINS > BIN_LEAST ? n / SIM_BINS : BIN_LEAST, to = 0;

	p->time = time;
	for (size_t from = 0; from < n; from = to) {
		to = n - from < 2 * least || p->bins + 1 == SIM_BINS ? n : from + least;
		while (to < n && t[to].urgency == t[to - 1].urgency) {
			to++;
		}
		p->edge[p->bins] = t[from].urgency;
		p->first[p->bins++] = (uint32_t)from;
		p->first[p->bins] = (uint32_t)to;
		qsort(time + from, to - from, sizeof(*time), by_length);
	}
}

static struct sim_time per_plan(struct sim_time t, int32_t plan_s)
{
	int64_t plan = num_max(plan_s, 60);

	return (struct sim_time){
		.effort_s = (int32_t)num_min(t.effort_s * (int64_t)1000 / plan, INT32_MAX),
		.rest_s = (int32_t)num_min(t.rest_s * (int64_t)1000 / plan, INT32_MAX) };
}

static size_t tell(const struct sim_visit *v, size_t n, bool saved, struct told *out)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		struct sim_time t = v[i].time;

		t.rest_s -= saved ? v[i].saved_s : 0;
		t.rest_s = t.rest_s < 0 ? 0 : t.rest_s;
		for (int l = 0; l < SIM_LEVELS; l++) {
			if (v[i].pool[l] != SIM_NEVER) {
				out[k++] = (struct told){ v[i].pool[l], v[i].urgency,
					l == SIM_LEVELS - 1 ? per_plan(t, v[i].plan_s) : t };
			}
		}
	}
	return k;
}

/* Which pools are the last of their levels: their times are per plan. */
static void mark_plans(const struct sim_visit *v, size_t n, struct sim_pool *p)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].pool[SIM_LEVELS - 1] != SIM_NEVER) {
			p[v[i].pool[SIM_LEVELS - 1]].per_plan = true;
		}
	}
}

struct sim_pool *sim_pools(struct arena *a, const struct sim_visit *v, size_t n, size_t pools,
			   bool saved)
{
	struct sim_pool *p = arena_array(a, struct sim_pool, pools);
	struct sim_time *time = arena_array(a, struct sim_time, n * SIM_LEVELS);
	struct arena_mark mark = arena_mark(a);
	struct told *t = arena_array(a, struct told, n * SIM_LEVELS);
	size_t all = tell(v, n, saved, t), to;

	qsort(t, all, sizeof(*t), by_urgency);
	for (size_t i = 0; i < all; i++) {
		time[i] = t[i].time;
	}
	for (size_t from = 0; from < all; from = to) {
		for (to = from; to < all && t[to].pool == t[from].pool; to++) {
		}
		put_bins(&p[t[from].pool], t + from, time + from, to - from);
	}
	mark_plans(v, n, p);
	arena_release(a, mark);
	return p;
}
