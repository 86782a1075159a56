/* An event log in columns. */
#include "mine_log.h"

#include <assert.h>
#include <string.h>

void mine_log_bufs(struct mine_log *l, struct buf **out)
{
	struct mine_names *const names[] = { &l->cases, &l->activities, &l->holders };
	struct buf *const column[] = { &l->time, &l->activity, &l->holder, &l->in, &l->due,
				       &l->ended, &l->flags, &l->life };
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		out[n++] = &names[i]->text;
		out[n++] = &names[i]->at;
		out[n++] = &names[i]->slot[0];
		out[n++] = &names[i]->slot[1];
	}
	for (size_t i = 0; i < ARRAY_LEN(column); i++) {
		out[n++] = column[i];
	}
	assert(n == MINE_BUFS);
}

static int64_t *times(struct buf *b)
{
	return (int64_t *)(void *)b->p;
}

static int32_t *ids(struct buf *b)
{
	return (int32_t *)(void *)b->p;
}

static uint64_t *lives(struct buf *b)
{
	return (uint64_t *)(void *)b->p;
}

/* ---- of an event ---- */

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

bool mine_transition_is(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.n && i < b.n && lower(a.p[i]) == lower(b.p[i])) {
		i++;
	}
	return i == a.n && i == b.n;
}

enum mine_transition mine_transition(struct str s)
{
	return mine_transition_is(s, STR("complete")) ? MINE_COMPLETE
	       : mine_transition_is(s, STR("start")) ? MINE_START : MINE_OTHER;
}

uint64_t mine_instance(const struct mine_log *l, struct str s)
{
	uint64_t h = s.n == 0 ? 0 : mine_life_instance(mine_names_hash(l->cases.seed, s));

	return s.n > 0 && h == 0 ? 4 : h;
}

/* Before the first start a complete may come whose start is still to come: it was earlier,
 * but is written later. So all words count from the first on. */
static bool add_life(struct mine_log *l, uint64_t life, struct err *e)
{
	l->alike = l->events == 0 ? life : l->alike;
	l->started = l->started || mine_life_transition(life) == MINE_START;
	if (!l->started && life == l->alike && l->life.n == 0) {
		return true;
	}
	while (buf_ok(&l->life) && l->life.n < l->events * sizeof(life)) {
		buf_add(&l->life, &l->alike, sizeof(life));
	}
	buf_add(&l->life, &life, sizeof(life));
	return buf_ok(&l->life) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

/* As many events more as the bufs like to grow; their lengths are made true only here. */
static bool widen(struct mine_log *l, struct err *e)
{
	static const struct {
		size_t at, size;
	} column[] = {
		{ offsetof(struct mine_log, time), sizeof(int64_t) },
		{ offsetof(struct mine_log, activity), sizeof(int32_t) },
		{ offsetof(struct mine_log, holder), sizeof(int32_t) },
		{ offsetof(struct mine_log, in), sizeof(int32_t) },
	};
	static const int64_t none;

	l->room = MINE_EVENTS_MOST;
	for (size_t i = 0; i < ARRAY_LEN(column); i++) {
		struct buf *b = (struct buf *)(void *)((char *)l + column[i].at);
		size_t size = column[i].size;

		b->n = l->events * size;
		buf_add(b, &none, size);
		l->room = b->cap / size < l->room ? b->cap / size : l->room;
		if (!buf_ok(b)) {
			return err_set(e, ERR_LIMIT, "log.many", NULL);
		}
	}
	return l->events < l->room || err_set(e, ERR_LIMIT, "log.many", NULL);
}

bool mine_log_add(struct mine_log *l, const struct mine_event *ev, struct err *e)
{
	if (l->events > 0) {
		int32_t before = ids(&l->in)[l->events - 1];

		/* Numbers are given as cases come: a lower one has been left before. */
		l->apart = l->apart || ev->in < before;
		l->late = l->late || (ev->in == before &&
				      ev->time < times(&l->time)[l->events - 1]);
	}
	if (l->events == l->room && !widen(l, e)) {
		return false;
	}
	if ((ev->life != l->alike || l->life.n > 0 || l->events == 0) &&
	    !add_life(l, ev->life, e)) {
		return false;
	}
	ids(&l->in)[l->events] = ev->in;
	ids(&l->activity)[l->events] = ev->activity;
	ids(&l->holder)[l->events] = ev->holder;
	times(&l->time)[l->events] = ev->time;
	l->events++;
	return true;
}

/* ---- of a case ---- */

/* The column as long as cases are many. */
static bool reach(struct buf *b, const void *none, size_t size, int32_t in, struct err *e)
{
	while (buf_ok(b) && b->n <= (size_t)in * size) {
		buf_add(b, none, size);
	}
	return buf_ok(b) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

static bool set_time(struct buf *b, int32_t in, int64_t us, struct err *e)
{
	static const int64_t never = MINE_NEVER;

	if (!reach(b, &never, sizeof(never), in, e)) {
		return false;
	}
	times(b)[in] = us;
	return true;
}

bool mine_log_due(struct mine_log *l, int32_t in, int64_t us, struct err *e)
{
	return set_time(&l->due, in, us, e);
}

bool mine_log_ended(struct mine_log *l, int32_t in, int64_t us, struct err *e)
{
	return set_time(&l->ended, in, us, e);
}

bool mine_log_flag(struct mine_log *l, int32_t in, uint8_t flag, struct err *e)
{
	static const uint8_t none;

	if (!reach(&l->flags, &none, sizeof(none), in, e)) {
		return false;
	}
	l->flags.p[in] = (char)((uint8_t)l->flags.p[in] | flag);
	return true;
}

static int64_t time_of(const struct buf *b, int32_t in)
{
	return (size_t)in < b->n / sizeof(int64_t) ? ((const int64_t *)(const void *)b->p)[in]
						   : MINE_NEVER;
}

int64_t mine_due(const struct mine_log *l, int32_t in)
{
	return time_of(&l->due, in);
}

int64_t mine_ended(const struct mine_log *l, int32_t in)
{
	return time_of(&l->ended, in);
}

uint8_t mine_flags(const struct mine_log *l, int32_t in)
{
	return (size_t)in < l->flags.n ? (uint8_t)l->flags.p[in] : 0;
}

/* ---- order ---- */

/* Where each case begins once its events stand together. */
static uint32_t *starts(struct arena *a, struct mine_log *l)
{
	size_t cases = (size_t)l->cases.n;
	uint32_t *start = arena_array(a, uint32_t, cases + 1);
	const int32_t *in = ids(&l->in);

	for (size_t i = 0; i < l->events; i++) {
		start[in[i] + 1]++;
	}
	for (size_t c = 0; c < cases; c++) {
		start[c + 1] += start[c];
	}
	return start;
}

static void permute(struct arena *scratch, struct buf *column, size_t size, const uint32_t *to,
		    size_t n)
{
	struct arena_mark mark = arena_mark(scratch);
	char *moved = arena_alloc(scratch, n, size);

	if (size == sizeof(int32_t)) {
		for (size_t i = 0; i < n; i++) {
			((int32_t *)(void *)moved)[to[i]] = ids(column)[i];
		}
	} else {
		for (size_t i = 0; i < n; i++) {
			((int64_t *)(void *)moved)[to[i]] = times(column)[i];
		}
	}
	memcpy(column->p, moved, n * size);
	arena_release(scratch, mark);
}

/* Cases together, each one's events as they came. */
static void gather(struct arena *scratch, struct mine_log *l, const uint32_t *start)
{
	struct arena_mark mark = arena_mark(scratch);
	size_t cases = (size_t)l->cases.n;
	uint32_t *to = arena_array(scratch, uint32_t, l->events);
	uint32_t *next = arena_copy(scratch, start, cases * sizeof(*start));
	const int32_t *in = ids(&l->in);

	for (size_t i = 0; i < l->events; i++) {
		to[i] = next[in[i]]++;
	}
	permute(scratch, &l->time, sizeof(int64_t), to, l->events);
	permute(scratch, &l->activity, sizeof(int32_t), to, l->events);
	permute(scratch, &l->holder, sizeof(int32_t), to, l->events);
	if (l->started) {
		permute(scratch, &l->life, sizeof(uint64_t), to, l->events);
	}
	arena_release(scratch, mark);
}

/* Merges the runs [0, half) and [half, n) of `from` into `to`; of one time the first run
 * goes first. */
static void merge(const struct mine_event *from, size_t half, size_t n, struct mine_event *to)
{
	size_t i = 0, k = half;

	for (size_t out = 0; out < n; out++) {
		bool first = k == n || (i < half && from[i].time <= from[k].time);

		to[out] = first ? from[i++] : from[k++];
	}
}

/* Stable, from runs of one on; the result stands in one of the two. */
static struct mine_event *sort(struct mine_event *ev, struct mine_event *other, size_t n)
{
	for (size_t run = 1; run < n; run *= 2) {
		for (size_t at = 0; at < n; at += 2 * run) {
			size_t rest = n - at, both = rest < 2 * run ? rest : 2 * run;

			merge(ev + at, run < both ? run : both, both, other + at);
		}
		struct mine_event *swap = ev;

		ev = other;
		other = swap;
	}
	return ev;
}

static void sort_case(struct arena *scratch, struct mine_log *l, size_t from, size_t n)
{
	struct arena_mark mark = arena_mark(scratch);
	struct mine_event *ev = arena_array(scratch, struct mine_event, n);
	struct mine_event *other = arena_array(scratch, struct mine_event, n);

	for (size_t i = 0; i < n; i++) {
		ev[i] = (struct mine_event){ .activity = ids(&l->activity)[from + i],
					     .holder = ids(&l->holder)[from + i],
					     .time = times(&l->time)[from + i],
					     .life = l->started ? lives(&l->life)[from + i] : 0 };
	}
	ev = sort(ev, other, n);
	for (size_t i = 0; i < n; i++) {
		ids(&l->activity)[from + i] = ev[i].activity;
		ids(&l->holder)[from + i] = ev[i].holder;
		times(&l->time)[from + i] = ev[i].time;
		if (l->started) {
			lives(&l->life)[from + i] = ev[i].life;
		}
	}
	arena_release(scratch, mark);
}

static void sort_cases(struct arena *scratch, struct mine_log *l, const uint32_t *start)
{
	const int64_t *time = times(&l->time);

	for (size_t c = 0; c < (size_t)l->cases.n; c++) {
		for (size_t i = start[c]; i + 1 < start[c + 1]; i++) {
			if (time[i + 1] < time[i]) {
				sort_case(scratch, l, start[c], start[c + 1] - start[c]);
				break;
			}
		}
	}
}

void mine_log_order(struct arena *a, struct arena *scratch, struct mine_log *l,
		    struct mine_view *out)
{
	uint32_t *start = starts(a, l);

	if (l->apart) {
		gather(scratch, l, start);
	}
	buf_reset(&l->in);
	if (l->apart || l->late) {
		sort_cases(scratch, l, start);
	}
	l->apart = l->late = false;
	*out = (struct mine_view){
		.cases = (size_t)l->cases.n, .events = l->events,
		.activities = l->activities.n, .holders = l->holders.n, .start = start,
		.time = times(&l->time), .activity = ids(&l->activity), .holder = ids(&l->holder),
		.life = l->started ? lives(&l->life) : NULL, .seed = l->cases.seed,
	};
}
