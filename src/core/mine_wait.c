/* Why a case waits. */
#include "mine_wait.h"

#include "mine_sort.h"

#include <stdlib.h>
#include <string.h>

/* A passage as work of its server. */
struct item {
	int32_t server, activity;
	uint32_t at, in;		/* the event that ends it, its case */
	int64_t enabled, began, done;
	int64_t ready;			/* its batch has gathered; MINE_NEVER: none */
	int64_t before;			/* work of the server on all before it */
	uint32_t place;			/* of `enabled` among the server's */
};

struct waits {
	struct arena *a, *scratch;
	const struct mine_view *v;
	const struct mine_hours *h;
	enum mine_reading reading;
	struct mine_waits *out;
	struct mine_pairs pairs;
	uint32_t room;
	struct item *item;
	size_t items;
	int64_t *tree;			/* of one server: work by place, sums of parts */
	mine_split_fn *each;
	void *ctx;
};

static int64_t clock_of(const struct waits *w, int64_t us)
{
	return w->h == NULL ? us : mine_work_before(w->h, us);
}

/* ---- passages ---- */

/* The events that end a passage of somebody, in the order of the log, by when it came. */
static struct mine_key *passages(struct waits *w, uint32_t *in)
{
	const struct mine_view *v = w->v;
	struct mine_key *key = arena_array(w->scratch, struct mine_key, v->events);

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c] + (size_t)1; i < v->start[c + 1]; i++) {
			if (v->holder[mine_charged(w->reading, i)] != MINE_NONE) {
				key[w->items++] = (struct mine_key){ v->time[i - 1], (uint32_t)i };
				in[i] = (uint32_t)c;
			} else if (mine_kept(v, c)) {
				w->out->nobody++;
				w->out->nobody_s += v->time[i] - v->time[i - 1];
			}
		}
	}
	mine_sort(w->scratch, key, w->items);
	return key;
}

static void by_servers(struct waits *w, struct mine_key *key)
{
	mine_sort_groups(w->scratch, key, w->items, w->v->holder, w->reading == MINE_READS_ARRIVAL,
			 w->v->holders);
}

/* By event, from keys in the order of coming: places from 1 on at each server; those that came
 * at one time have one place. */
static uint32_t *places(struct waits *w, const struct mine_key *came)
{
	uint32_t *place = arena_array(w->scratch, uint32_t, w->v->events);
	struct arena_mark mark = arena_mark(w->scratch);
	struct mine_key *key = arena_copy(w->scratch, came, w->items * sizeof(*came));
	int32_t server = MINE_NONE;
	uint32_t last = 0;

	by_servers(w, key);
	for (size_t k = 0; k < w->items; k++) {
		int32_t at = w->v->holder[mine_charged(w->reading, key[k].at)];

		last = at != server ? 1 : last + (key[k].key != key[k - 1].key);
		server = at;
		place[key[k].at] = last;
	}
	arena_release(w->scratch, mark);
	return place;
}

/* Server by server in the order they were done, of one instant in the order they came. */
static void gather(struct waits *w)
{
	const struct mine_view *v = w->v;
	uint32_t *in = arena_array(w->scratch, uint32_t, v->events);
	struct mine_key *key = passages(w, in);
	const uint32_t *place = places(w, key);

	for (size_t k = 0; k < w->items; k++) {
		key[k].key = v->time[key[k].at];
	}
	mine_sort(w->scratch, key, w->items);
	by_servers(w, key);
	w->item = arena_array(w->scratch, struct item, w->items);
	for (size_t k = 0; k < w->items; k++) {
		size_t i = key[k].at, at = mine_charged(w->reading, i);

		w->item[k] = (struct item){
			.server = v->holder[at], .activity = v->activity[at], .at = (uint32_t)i,
			.in = in[i], .enabled = v->time[i - 1], .done = v->time[i],
			.ready = MINE_NEVER, .place = place[i],
		};
	}
}

/* ---- when work began ---- */

/* As early as could be: it had come, and the one before was done. */
static void begin_early(struct waits *w)
{
	for (size_t k = 0; k < w->items; k++) {
		struct item *it = &w->item[k];
		bool first = k == 0 || it[-1].server != it->server;

		it->began = first || it[-1].done < it->enabled ? it->enabled : it[-1].done;
	}
}

/* The usual working time of each activity. */
static int64_t *usual(struct waits *w)
{
	size_t n = (size_t)w->v->activities, sum = 0;
	int64_t *middle = arena_array(w->scratch, int64_t, n);
	size_t *next = arena_array(w->scratch, size_t, n + 1);
	int64_t *all = arena_array(w->scratch, int64_t, w->items);

	for (size_t k = 0; k < w->items; k++) {
		next[w->item[k].activity + 1]++;
	}
	for (size_t i = 0; i < n; i++) {
		sum += next[i + 1];
		next[i + 1] = sum;
	}
	for (size_t k = 0; k < w->items; k++) {
		const struct item *it = &w->item[k];

		all[next[it->activity]++] = clock_of(w, it->done) - clock_of(w, it->began);
	}
	for (size_t i = 0, from = 0; i < n; i++) {
		if (next[i] > from) {
			middle[i] = mine_nth(all + from, next[i] - from, (next[i] - from - 1) / 2);
		}
		from = next[i];
	}
	return middle;
}

static void begin_late(struct waits *w, const int64_t *middle)
{
	for (size_t k = 0; k < w->items; k++) {
		struct item *it = &w->item[k];
		int64_t most = middle[it->activity];

		if (clock_of(w, it->done) - clock_of(w, it->began) > most) {
			it->began = w->h == NULL ? it->done - most
						 : mine_work_back(w->h, it->done, most);
		}
	}
}

/* ---- batches ---- */

static bool joins(const struct item *first, const struct item *it)
{
	return it->server == first->server && it->activity == first->activity &&
	       it->enabled <= first->done && it->done - it[-1].done <= MINE_BATCH_GAP;
}

static void batches(struct waits *w)
{
	for (size_t k = 0; k < w->items;) {
		size_t end = k + 1;
		int64_t ready = w->item[k].enabled;

		while (end < w->items && joins(&w->item[k], &w->item[end])) {
			ready = w->item[end].enabled > ready ? w->item[end].enabled : ready;
			end++;
		}
		for (size_t i = k; i < end && end - k > 1; i++) {
			w->item[i].ready = ready;
		}
		k = end;
	}
}

/* ---- a server ---- */

static void tree_add(int64_t *tree, size_t n, size_t place, int64_t work)
{
	for (; place <= n; place += place & (~place + 1)) {
		tree[place] += work;
	}
}

static int64_t tree_sum(const int64_t *tree, size_t place)
{
	int64_t sum = 0;

	for (; place > 0; place -= place & (~place + 1)) {
		sum += tree[place];
	}
	return sum;
}

/* Work of the server until `us` on the items [from, k). */
static int64_t worked(const struct waits *w, size_t from, size_t k, int64_t us)
{
	size_t low = from, high = k;

	while (low < high) {		/* the first that was done after it */
		size_t middle = low + (high - low) / 2;

		if (w->item[middle].done > us) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	const struct item *it = &w->item[low];

	return it->before + (low < k && it->began < us
			     ? clock_of(w, us) - clock_of(w, it->began) : 0);
}

static struct mine_split split(const struct waits *w, size_t from, size_t k)
{
	const struct item *it = &w->item[k];
	int64_t came = clock_of(w, it->enabled), worked_then = worked(w, from, k, it->enabled);
	int64_t wait = it->began - it->enabled, present = clock_of(w, it->began) - came;
	int64_t busy = it->before - worked_then;
	/* What was done by then had come by then. */
	int64_t contention = tree_sum(w->tree, it->place) - worked_then;
	int64_t gathered = it->ready < it->began ? it->ready : it->began, batching = 0;

	if (it->ready != MINE_NEVER && gathered > it->enabled) {
		batching = clock_of(w, gathered) - came -
			   (worked(w, from, k, gathered) - worked_then);
	}
	return (struct mine_split){
		.at = it->at, .in = it->in, .server = it->server, .wait = wait,
		.work = it->done - it->began,
		.cause = {
			[MINE_BATCHING] = batching, [MINE_PRIORITY] = busy - contention,
			[MINE_CONTENTION] = contention, [MINE_OFF_HOURS] = wait - present,
			[MINE_EXTRANEOUS] = present - busy - batching,
		},
	};
}

/* ---- rows ---- */

static struct mine_waiting *row_at(struct waits *w, size_t i)
{
	int32_t from = w->v->activity[i - 1], to = w->v->activity[i];
	uint32_t at = mine_pairs_at(&w->pairs, from, to);

	if (at >= w->room) {
		uint32_t room = w->room == 0 ? 256 : w->room * 2;
		struct mine_waiting *wider = arena_array(w->a, struct mine_waiting, room);

		if (w->room > 0) {
			memcpy(wider, w->out->row, w->room * sizeof(*wider));
		}
		w->out->row = wider;
		w->room = room;
	}
	if (at >= w->out->rows) {
		w->out->row[at] = (struct mine_waiting){ .from = from, .to = to };
		w->out->rows = at + 1;
	}
	return &w->out->row[at];
}

static void add(struct mine_wait *to, const struct mine_split *s, bool handed)
{
	to->passages++;
	to->handed += handed;
	to->wait += s->wait;
	to->work += s->work;
	for (int i = 0; i < MINE_CAUSES; i++) {
		to->cause[i] += s->cause[i];
	}
}

static void tell(struct waits *w, const struct mine_split *s)
{
	bool handed = w->v->holder[s->at - 1] != w->v->holder[s->at];

	add(&row_at(w, s->at)->w, s, handed);
	add(&w->out->holder[s->server], s, handed);
	add(&w->out->all, s, handed);
	if (w->each != NULL) {
		w->each(w->ctx, s);
	}
}

static void serve(struct waits *w, size_t from, size_t to)
{
	int64_t sum = 0;

	for (size_t k = from; k < to; k++) {
		w->item[k].before = sum;
		sum += clock_of(w, w->item[k].done) - clock_of(w, w->item[k].began);
	}
	memset(w->tree, 0, (to - from + 1) * sizeof(*w->tree));
	for (size_t k = from; k < to; k++) {
		const struct item *it = &w->item[k];

		if (mine_kept(w->v, it->in)) {
			struct mine_split s = split(w, from, k);

			tell(w, &s);
		}
		tree_add(w->tree, to - from, it->place,
			 clock_of(w, it->done) - clock_of(w, it->began));
	}
}

struct ranked {
	struct mine_waiting row;
	int32_t from, to;		/* ranks */
};

static int by_wait(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (a->row.w.wait != b->row.w.wait) {
		return a->row.w.wait > b->row.w.wait ? -1 : 1;
	}
	return a->from != b->from ? (a->from > b->from) - (a->from < b->from)
				  : (a->to > b->to) - (a->to < b->to);
}

static void rank_rows(struct arena *scratch, struct mine_waits *out, const int32_t *rank)
{
	struct ranked *all = arena_array(scratch, struct ranked, out->rows);

	for (uint32_t i = 0; i < out->rows; i++) {
		const struct mine_waiting *row = &out->row[i];

		all[i] = (struct ranked){ *row, rank[row->from], rank[row->to] };
	}
	if (out->rows > 0) {
		qsort(all, out->rows, sizeof(*all), by_wait);
	}
	for (uint32_t i = 0; i < out->rows; i++) {
		out->row[i] = all[i].row;
	}
}

bool mine_waits(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const struct mine_hours *h, enum mine_reading reading,
		const int32_t *activity_rank, struct mine_waits *out, mine_split_fn *each,
		void *ctx, struct err *e)
{
	struct arena_mark mark = arena_mark(scratch);
	struct waits w = { .a = a, .scratch = scratch, .v = v, .h = h, .reading = reading,
			   .out = out, .each = each, .ctx = ctx };

	*out = (struct mine_waits){
		.holder = arena_array(a, struct mine_wait, (size_t)v->holders),
	};
	mine_pairs_start(&w.pairs, a, v->activities);
	gather(&w);
	begin_early(&w);
	begin_late(&w, usual(&w));
	batches(&w);
	w.tree = arena_array(scratch, int64_t, w.items + 2);
	for (size_t k = 0; k < w.items;) {
		size_t end = k + 1;

		while (end < w.items && w.item[end].server == w.item[k].server) {
			end++;
		}
		serve(&w, k, end);
		k = end;
	}
	rank_rows(scratch, out, activity_rank);
	arena_release(scratch, mark);
	return mine_pairs_ok(&w.pairs, e);
}
