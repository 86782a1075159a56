/* Mining: the textbook's small log with its known numbers, and laws on made-up ones. */
#include "core/mine_due.h"
#include "core/mine_filter.h"
#include "core/mine_flow.h"
#include "core/mine_map.h"
#include "core/mine_people.h"

#include "base/arena.h"

#include "mine_log.h"
#include "tap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct arena arena, scratch;

/* The running example of the books on process mining: case, activity, who, when (+01:00). */
static const struct { const char *in, *activity, *who, *at; } example[] = {
	{ "3", "register request", "Pete", "2010-12-30T14:32" },
	{ "3", "examine casually", "Mike", "2010-12-30T15:06" },
	{ "3", "check ticket", "Ellen", "2010-12-30T16:34" },
	{ "3", "decide", "Sara", "2011-01-06T09:18" },
	{ "3", "reinitiate request", "Sara", "2011-01-06T12:18" },
	{ "3", "examine thoroughly", "Sean", "2011-01-06T13:06" },
	{ "3", "check ticket", "Pete", "2011-01-08T11:43" },
	{ "3", "decide", "Sara", "2011-01-09T09:55" },
	{ "3", "pay compensation", "Ellen", "2011-01-15T10:45" },
	{ "2", "register request", "Mike", "2010-12-30T11:32" },
	{ "2", "check ticket", "Mike", "2010-12-30T12:12" },
	{ "2", "examine casually", "Sean", "2010-12-30T14:16" },
	{ "2", "decide", "Sara", "2011-01-05T11:22" },
	{ "2", "pay compensation", "Ellen", "2011-01-08T12:05" },
	{ "1", "register request", "Pete", "2010-12-30T11:02" },
	{ "1", "examine thoroughly", "Sue", "2010-12-31T10:06" },
	{ "1", "check ticket", "Mike", "2011-01-05T15:12" },
	{ "1", "decide", "Sara", "2011-01-06T11:18" },
	{ "1", "reject request", "Pete", "2011-01-07T14:24" },
	{ "6", "register request", "Mike", "2011-01-06T15:02" },
	{ "6", "examine casually", "Ellen", "2011-01-06T16:06" },
	{ "6", "check ticket", "Mike", "2011-01-07T16:22" },
	{ "6", "decide", "Sara", "2011-01-07T16:52" },
	{ "6", "pay compensation", "Mike", "2011-01-16T11:47" },
	{ "5", "register request", "Ellen", "2011-01-06T09:02" },
	{ "5", "examine casually", "Mike", "2011-01-07T10:16" },
	{ "5", "check ticket", "Pete", "2011-01-08T11:22" },
	{ "5", "decide", "Sara", "2011-01-10T13:28" },
	{ "5", "reinitiate request", "Sara", "2011-01-11T16:18" },
	{ "5", "check ticket", "Ellen", "2011-01-14T14:33" },
	{ "5", "examine casually", "Mike", "2011-01-16T15:50" },
	{ "5", "decide", "Sara", "2011-01-19T11:18" },
	{ "5", "reinitiate request", "Sara", "2011-01-20T12:48" },
	{ "5", "examine casually", "Sue", "2011-01-21T09:06" },
	{ "5", "check ticket", "Pete", "2011-01-21T11:34" },
	{ "5", "decide", "Sara", "2011-01-23T13:12" },
	{ "5", "reject request", "Mike", "2011-01-24T14:56" },
	{ "4", "register request", "Pete", "2011-01-06T15:02" },
	{ "4", "check ticket", "Mike", "2011-01-07T12:06" },
	{ "4", "examine thoroughly", "Sean", "2011-01-08T14:43" },
	{ "4", "decide", "Sara", "2011-01-09T12:02" },
	{ "4", "reject request", "Ellen", "2011-01-12T15:44" },
};

static int64_t instant(const char *text, const char *offset)
{
	int64_t us = 0;
	bool good = xes_instant(STR_JOIN(&arena, str_of(text), str_of(offset)), &us);

	assert(good);
	return us;
}

/* Every third event first, so that cases come apart and out of order. */
static void fill_example(struct mine_log *l)
{
	for (size_t part = 0; part < 3; part++) {
		for (size_t i = 2 - part; i < ARRAY_LEN(example); i += 3) {
			log_event(l, example[i].in, example[i].activity, example[i].who,
				  instant(example[i].at, "+01:00"));
		}
	}
}

static int32_t id_of(const struct mine_names *m, const char *name)
{
	for (int32_t i = 0; i < m->n; i++) {
		if (str_is(mine_names_text(m, i), name)) {
			return i;
		}
	}
	return MINE_NONE;
}

static const struct profile *profile(const char *json)
{
	struct profile *p = arena_new(&arena, struct profile);
	struct err e;
	bool good = profile_read_zoned(&arena, str_of(json), p, &e);

	assert(good);
	return p;
}

static const char c1[] = "{\"utc_offset\":\"+00:00\","
			 "\"sessions\":[[\"mon-fri\",\"09:00\",\"17:00\"]]}";
static const char c3[] = "{\"utc_offset\":\"+07:00\",\"sessions\":"
			 "[[\"mon-fri\",\"07:30\",\"11:30\"],[\"mon-fri\",\"13:30\",\"17:00\"]],"
			 "\"closed\":[\"01-01\",\"04-30\",\"05-01\",\"09-02\"]}";

/* ---- the example ---- */

static void check_flow(const struct mine_log *l, const struct mine_flow *f,
		       const uint32_t *order)
{
	static const struct { const char *from, *to; int64_t n, cases, sum_s, c1_s; double median; }
	want[] = {
		{ "check ticket", "decide", 6, 4, 1091760, 172560, 129300 },
		{ "examine casually", "check ticket", 4, 3, 191880, 68520, 48120 },
		{ "decide", "pay compensation", 3, 3, 1542480, 373560, 521400 },
		{ "decide", "reinitiate request", 3, 2, 199200, 81480, 91800 },
		{ "decide", "reject request", 3, 3, 462720, 135960, 97560 },
		{ "register request", "examine casually", 3, 3, 96720, 35640, 3840 },
	};

	is_int(f->edges, 16, "pairs that follow each other");
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		const struct mine_edge *e = &f->edge[order[i]];

		is_text(mine_names_text(&l->activities, e->from), want[i].from, "pair %zu", i);
		is_text(mine_names_text(&l->activities, e->to), want[i].to, "to");
		is_int(e->count, want[i].n, "how often");
		is_int(e->cases, want[i].cases, "in how many cases");
		is_int((int64_t)e->sum, want[i].sum_s * MINE_SECOND, "how long in all");
		is_int((int64_t)e->working, want[i].c1_s * MINE_SECOND, "in office hours");
		ok(fabs(e->median_s - want[i].median) < 1e-9, "the median");
	}
	is_int(f->edge[order[0]].min, 1800 * MINE_SECOND, "the least");
	is_int(f->edge[order[0]].max, 578640 * MINE_SECOND, "the most");
	ok(fabs(f->edge[order[0]].deviation_s - 206034.11756308711) < 1e-6, "the deviation");
}

static void check_activities(const struct mine_log *l, const struct mine_flow *f)
{
	const struct mine_activity *check = &f->activity[id_of(&l->activities, "check ticket")];
	const struct mine_activity *pay = &f->activity[id_of(&l->activities, "pay compensation")];

	is_int(check->events, 9, "events of an activity");
	is_int(check->cases, 6, "its cases");
	is_int(check->again_cases, 2, "cases that do it again");
	is_int(check->again_events, 3, "events beyond the first");
	is_int((int64_t)check->before, 1141200 * MINE_SECOND, "time before it");
	is_int((int64_t)check->after, 1372440 * MINE_SECOND, "time after it");
	is_int(pay->ends, 3, "cases that end with it");
	is_int(pay->starts, 0, "none begins with it");
	is_int(f->again_cases, 2, "cases with rework");
	is_int(f->back, 0, "nothing there and back at once");
}

static void check_durations(const struct mine_view *v)
{
	struct mine_spread d;
	struct mine_arrivals a;

	mine_durations(&scratch, v, NULL, &d);
	is_int((int64_t)d.n, 6, "cases that last");
	is_int((int64_t)d.sum, 5801340 * MINE_SECOND, "in all");
	is_int(d.min, 520920 * MINE_SECOND, "the shortest");
	is_int(d.max, 1576440 * MINE_SECOND, "the longest");
	ok(fabs(d.mean_s - 966890) < 1e-9 && fabs(d.median_s - 815940) < 1e-9, "mean and median");
	ok(fabs(d.deviation_s - 412223.4987479486) < 1e-6, "deviation");
	ok(fabs(d.linear_s[0] - 1239660) < 1e-9 && fabs(d.linear_s[2] - 1472610) < 1e-9 &&
	   fabs(d.linear_s[4] - 1566057) < 1e-9, "percentiles between neighbours");
	is_int(d.nearest[0], 1368780 * MINE_SECOND, "the nearest rank");
	is_int(d.nearest[2], 1576440 * MINE_SECOND, "the same of nine in ten");
	ok(mine_arrivals(&scratch, v, &a), "cases arrive");
	ok(fabs(a.start_mean_s - 123840) < 1e-9 && fabs(a.start_median_s - 10800) < 1e-9 &&
	   fabs(a.end_mean_s - 294144) < 1e-9, "so far apart");
	is_int((int64_t)a.most_open, 6, "most at once");
}

static int64_t couple(const struct mine_log *l, const struct mine_couples *c, const char *a,
		      const char *b)
{
	struct mine_pair want = { id_of(&l->holders, a), id_of(&l->holders, b) };

	for (uint32_t i = 0; i < c->pairs.n; i++) {
		if (c->pairs.pair[i].a == want.a && c->pairs.pair[i].b == want.b) {
			return c->count[i];
		}
	}
	return 0;
}

static void check_shares(const struct mine_people *p)
{
	static const struct mine_share transfers[] = { { 3, 1 }, { 4, 3 }, { 7, 1 }, { 10, 1 } };
	static const struct mine_share revisits[] = { { 0, 2 }, { 1, 1 }, { 2, 1 }, { 3, 1 },
						      { 6, 1 } };
	const struct mine_shares *t = &p->shares[MINE_TRANSFERS];
	const struct mine_shares *r = &p->shares[MINE_REVISITS];

	ok(t->n == ARRAY_LEN(transfers) && memcmp(t->share, transfers, sizeof(transfers)) == 0,
	   "cases by transfers");
	ok(r->n == ARRAY_LEN(revisits) && memcmp(r->share, revisits, sizeof(revisits)) == 0,
	   "cases by revisits");
}

static void check_people(const struct mine_log *l, const struct mine_view *v,
			 const struct mine_hours *h)
{
	static const struct { const char *who; int64_t held, working, waited; } want[] = {
		{ "Sara", 2533260, 692700, 2118540 }, { "Ellen", 934260, 192300, 1317720 },
		{ "Sean", 752520, 151200, 106140 }, { "Pete", 599880, 81360, 364620 },
		{ "Mike", 522180, 146880, 1738200 }, { "Sue", 459240, 110400, 156120 },
	};
	struct mine_people p;
	struct err e;

	ok(mine_people(&arena, &scratch, v, h, mine_names_rank(&arena, &l->holders), &p, &e),
	   "people");
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		const struct mine_holder *who = &p.holder[id_of(&l->holders, want[i].who)];

		is_int((int64_t)who->held, want[i].held * MINE_SECOND, "%s held", want[i].who);
		is_int((int64_t)who->held_working, want[i].working * MINE_SECOND, "in hours");
		is_int((int64_t)who->waited, want[i].waited * MINE_SECOND, "waited for");
	}
	is_int(p.handover.total, 36, "handed over");
	is_int(p.handover_apart, 32, "to somebody else");
	is_int(p.transfer.total, 32, "transfers");
	is_int(couple(l, &p.handover, "Sara", "Ellen"), 4, "most often");
	is_int(couple(l, &p.handover, "Sara", "Sara"), 3, "to oneself");
	is_int(couple(l, &p.together, "Mike", "Sara"), 6, "together in all cases");
	is_int(couple(l, &p.together, "Sara", "Mike"), 0, "said once, by name");
	is_int(p.back_event.total, 2, "there and back");
	is_int(couple(l, &p.back_segment, "Mike", "Ellen"), 1, "of whom");
	is_int(p.revisits, 12, "back to a former holder");
	is_int((int64_t)p.unheld, 0, "somebody always holds");
	check_shares(&p);
}

static void the_example(void)
{
	struct mine_log l;
	struct mine_view v;
	struct mine_hours h;
	struct mine_flow f;
	struct mine_variants ways;
	struct err e;

	log_open(&l);
	fill_example(&l);
	mine_log_order(&arena, &scratch, &l, &v);
	is_int((int64_t)v.cases, 6, "cases");
	is_int((int64_t)v.events, 42, "events");
	int32_t *rank = mine_names_rank(&arena, &l.activities);

	mine_hours_build(&arena, profile(c1), instant("2010-12-30T10:02", "Z"),
			 instant("2011-01-24T13:56", "Z"), &h);
	ok(mine_flow(&arena, &scratch, &v, &h, &f, &e), "flow");
	is_int(f.first, instant("2010-12-30T10:02", "Z"), "the first event");
	is_int(f.last, instant("2011-01-24T13:56", "Z"), "the last");
	mine_flow_middles(&scratch, &v, &f);
	check_flow(&l, &f, mine_flow_order(&arena, &f, rank));
	check_activities(&l, &f);
	check_durations(&v);
	mine_variants(&arena, &scratch, &v, rank, &ways);
	is_int((int64_t)ways.n, 6, "every case goes its own way");
	is_text(mine_names_text(&l.cases, (int32_t)ways.variant[0].like), "2",
		"the first by code points");
	check_people(&l, &v, &h);
	log_close(&l);
}

/* ---- order ---- */

static void ties(void)
{
	struct mine_log l;
	struct mine_view v;
	char order[16] = "";

	log_open(&l);
	log_event(&l, "x", "c", "", 5);
	log_event(&l, "y", "a", "", 1);
	log_event(&l, "x", "a", "", 5);
	log_event(&l, "x", "b", "", 4);
	log_event(&l, "y", "b", "", 1);
	log_event(&l, "x", "d", "", 5);
	int32_t empty;
	struct err e;
	ok(mine_names_id(&l.cases, STR("z"), &empty, &e), "a case without an event");
	mine_log_order(&arena, &scratch, &l, &v);
	for (size_t i = 0; i < v.events; i++) {
		(void)snprintf(order + i, 2, "%s",
			       str_cstr(&arena, mine_names_text(&l.activities, v.activity[i])));
	}
	is_str(order, "bcadab", "by time; of one time as they came");
	is_int((int64_t)v.cases, 3, "it is a case");
	is_int(v.start[3] - v.start[2], 0, "of no events");
	log_close(&l);
}

static void names(void)
{
	struct mine_log l;
	struct err e;
	int64_t wrong = 0;

	log_open(&l);
	for (int round = 0; round < 2; round++) {
		for (int32_t i = 0; i < 20000; i++) {
			int32_t id = MINE_NONE;
			struct str name = str_fmt(&arena, "n%d", i / 2 * 2);
			bool good = mine_names_id(&l.cases, name, &id, &e);

			wrong += !good || id != i / 2;
		}
	}
	is_int(wrong, 0, "a name is one number for ever");
	is_int(l.cases.n, 10000, "each once");
	int32_t *rank = mine_names_rank(&arena, &l.cases);
	ok(rank[0] == 0 && rank[1] > rank[5000], "by code points: n0, n10, n100 … n2");
	log_close(&l);
}

/* ---- hours ---- */

/* Working seconds of [from, to), second by second. */
static int64_t slow_work(const struct profile *p, int64_t from, int64_t to)
{
	int64_t sum = 0;

	for (int64_t s = from; s < to; s++) {
		int64_t local = s + p->offset_s, day = local / DAY_S;
		int year, month, of_month;

		day_split((struct day){ (int32_t)day }, &year, &month, &of_month);
		const struct day_hours *h = &p->set[0].weekday[(day + 3) % 7];
		bool shut = false, in = false;

		for (size_t i = 0; i < p->closeds; i++) {
			shut = shut || (p->closed[i].month == month &&
					p->closed[i].day == of_month);
		}
		for (size_t i = 0; i < h->n; i++) {
			in = in || (local % DAY_S >= h->session[i].from_s &&
				    local % DAY_S < h->session[i].to_s);
		}
		sum += in && !shut;
	}
	return sum;
}

static void hours(void)
{
	static const char *const json[] = {
		c1, c3,
		"{\"utc_offset\":\"-03:30\",\"sessions\":[[\"sat,sun\",\"00:00\",\"24:00\"],"
		"[\"wed\",\"22:15\",\"23:45\"]],\"closed\":[\"02-29\"]}",
	};
	int64_t from = instant("2024-02-26T00:00", "Z"), to = instant("2024-05-03T00:00", "Z");
	uint64_t chance = 5;

	for (size_t i = 0; i < ARRAY_LEN(json); i++) {
		const struct profile *p = profile(json[i]);
		struct mine_hours h;
		int64_t wrong = 0;

		mine_hours_build(&arena, p, from, to, &h);
		for (int k = 0; k < 60; k++) {
			chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
			int64_t at = from / MINE_SECOND + (int64_t)(chance >> 40) % (60 * DAY_S);
			int64_t end = at + (int64_t)(chance >> 20) % (4 * DAY_S);

			wrong += mine_work_before(&h, end * MINE_SECOND) -
				 mine_work_before(&h, at * MINE_SECOND) !=
				 slow_work(p, at, end) * MINE_SECOND;
		}
		is_int(wrong, 0, "working time of hours %zu, as counted by seconds", i);
		int64_t inside = instant("2024-02-28T10:00", "Z");
		ok(i != 0 || mine_work_before(&h, inside + 7) - mine_work_before(&h, inside) == 7,
		   "to the microsecond");
	}
}

/* ---- laws ---- */

static int by_size(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

static void middles(void)
{
	int64_t v[500], sorted[500];
	uint64_t chance = 3;
	int64_t wrong = 0;

	for (int round = 0; round < 60; round++) {
		size_t n = 1 + (size_t)round * 8;

		for (size_t i = 0; i < n; i++) {
			chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
			sorted[i] = round % 3 == 0 ? (int64_t)i : round % 3 == 1
				    ? (int64_t)(chance >> 61) : (int64_t)(chance >> 30);
		}
		for (size_t k = 0; k < n; k += 1 + n / 13) {
			memcpy(v, sorted, n * sizeof(*v));
			int64_t got = mine_nth(v, n, k);

			memcpy(v, sorted, n * sizeof(*v));
			qsort(v, n, sizeof(*v), by_size);
			wrong += got != v[k];
		}
	}
	is_int(wrong, 0, "the k-th, as sorting finds it");
}

/* Made up: gaps in who holds, cases mixed, equal times. */
static void fill_made_up(struct mine_log *l, uint64_t chance)
{
	static const char *const who[] = { "", "an", "bình", "chi", "" };

	for (int i = 0; i < 3000; i++) {
		chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
		log_event(l, str_cstr(&arena, str_fmt(&arena, "c%d", (int)(chance >> 50) % 200)),
			  str_cstr(&arena, str_fmt(&arena, "a%d", (int)(chance >> 40) % 12)),
			  who[(chance >> 33) % ARRAY_LEN(who)],
			  (int64_t)((chance >> 8) % (400 * UINT64_C(86400000000))) / 7 * 7);
	}
}

static void laws(void)
{
	struct mine_log l;
	struct mine_view v;
	struct mine_hours h;
	struct mine_people p;
	struct mine_flow f;
	struct mine_spread d, w;
	struct err e;
	mine_sum held = 0, working = 0, edges = 0, edges_working = 0;
	int64_t again = 0, measured = 0;

	log_open(&l);
	fill_made_up(&l, 11);
	mine_log_order(&arena, &scratch, &l, &v);
	mine_hours_build(&arena, profile(c3), 0, 400 * MINE_DAY, &h);
	ok(mine_flow(&arena, &scratch, &v, &h, &f, &e) &&
	   mine_people(&arena, &scratch, &v, &h, mine_names_rank(&arena, &l.holders), &p, &e),
	   "a made-up log");
	mine_durations(&scratch, &v, NULL, &d);
	mine_durations(&scratch, &v, &h, &w);
	for (int32_t i = 0; i < v.holders; i++) {
		held += p.holder[i].held;
		working += p.holder[i].held_working;
	}
	for (uint32_t i = 0; i < f.edges; i++) {
		edges += f.edge[i].sum;
		edges_working += f.edge[i].working;
	}
	ok(held > 0 && p.unheld > 0, "some held, some by nobody");
	ok(held + p.unheld == d.sum, "held and unheld are all that cases lasted");
	ok(working + p.unheld_working == w.sum, "in working time too");
	ok(edges == d.sum && edges_working == w.sum, "and so are the pairs");
	for (int32_t i = 0; i < v.activities; i++) {
		again += f.activity[i].events;
	}
	is_int(again, 3000, "every event is of an activity");
	for (size_t i = 0; i < p.shares[MINE_TRANSFERS].n; i++) {
		measured += p.shares[MINE_TRANSFERS].share[i].value *
			    p.shares[MINE_TRANSFERS].share[i].cases;
	}
	is_int(measured, p.transfer.total, "transfers by cases are all transfers");
	log_close(&l);
}

/* ---- the map ---- */

static void check_map(const struct mine_map *m, const char *which)
{
	int64_t close = 0, up = 0, outside = 0;

	for (int32_t i = 0; i < m->nodes; i++) {
		const struct map_node *a = &m->node[i];

		outside += a->x < 0 || a->x > m->width || a->y < 0 || a->y > m->height;
		for (int32_t k = 0; k < i; k++) {
			close += a->row == m->node[k].row && a->activity != MINE_NONE &&
				 m->node[k].activity != MINE_NONE &&
				 abs(a->x - m->node[k].x) < MAP_NODE_W;
		}
	}
	for (int32_t i = 0; i < m->edges; i++) {
		const struct map_edge *e = &m->edge[i];
		int32_t rows = abs(m->node[e->from].row - m->node[e->to].row);

		up += !e->back && m->node[e->from].row >= m->node[e->to].row;
		outside += e->bends != (rows > 1 ? rows - 1 : 0);
	}
	for (int32_t i = 2; i < m->nodes; i++) {
		up += m->node[i].row == 0;
	}
	is_int(close, 0, "%s: nothing stands on another", which);
	is_int(up, 0, "%s: what goes on goes down", which);
	is_int(outside, 0, "%s: all is on the map, each row crossed is a bend", which);
	ok(m->drawn > 0 && m->drawn <= m->passages, "%s: drawn are some of all", which);
}

static void maps(void)
{
	for (int made_up = 0; made_up < 2; made_up++) {
		struct mine_log l;
		struct mine_view v;
		struct mine_flow f;
		struct err e;

		log_open(&l);
		if (made_up) {
			fill_made_up(&l, 17);
		} else {
			fill_example(&l);
		}
		mine_log_order(&arena, &scratch, &l, &v);
		int32_t *rank = mine_names_rank(&arena, &l.activities);
		ok(mine_flow(&arena, &scratch, &v, NULL, &f, &e), "a log to draw");
		mine_flow_middles(&scratch, &v, &f);
		const struct mine_map *m = mine_map(&arena, &scratch, &v, &f, rank, MAP_NODES_MOST);
		const struct mine_map *again = mine_map(&arena, &scratch, &v, &f, rank,
							MAP_NODES_MOST);

		check_map(m, made_up ? "made up" : "example");
		ok(memcmp(m, again, sizeof(*m)) == 0, "drawn again it is the same");
		is_int(m->nodes - 2, m->activities, "every activity, for they are few");
		log_close(&l);
	}
}

/* ---- filters, promises ---- */

static int64_t kept_by(struct mine_log *l, struct mine_view v, const char *text)
{
	struct mine_filter f;
	struct err e;
	int64_t n = 0;

	if (!mine_filter_read(str_of(text), NULL, 0, &f, &e)) {
		return -1;
	}
	f.flag = 1;
	mine_filter_apply(&arena, &scratch, l, &f, 1, mine_names_rank(&arena, &l->activities), &v);
	for (size_t c = 0; c < v.cases; c++) {
		n += v.keep[c];
	}
	return n;
}

static void filters(void)
{
	static const struct { const char *text; int64_t cases; } want[] = {
		{ "activity:reinitiate request", 2 }, { "not:activity:reinitiate request", 4 },
		{ "activity:no such", 0 }, { "not:activity:no such", 6 }, { "holder:Sue", 2 },
		{ "next:decide>reject request", 3 }, { "next:register request>decide", 0 },
		{ "later:register request>decide", 6 }, { "later:decide>decide", 2 },
		{ "duration:/7d", 1 }, { "duration:10d/", 2 }, { "duration:7d/10d", 3 },
		{ "attribute:kind=x", 1 }, { "variants:50%", 3 }, { "not:variants:50%", 3 },
		{ "variants:100%", 6 }, { "variants:101%", -1 }, { "duration:3/4", -1 },
		{ "next:decide", -1 }, { "nothing", -1 }, { "activity:", -1 },
	};
	struct mine_log l;
	struct mine_view v;
	struct err e;

	log_open(&l);
	fill_example(&l);
	ok(mine_log_flag(&l, id_of(&l.cases, "5"), 1, &e), "a case with an attribute");
	mine_log_order(&arena, &scratch, &l, &v);
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		is_int(kept_by(&l, v, want[i].text), want[i].cases, "%s", want[i].text);
	}
	log_close(&l);
}

static void promises(void)
{
	struct mine_log l;
	struct mine_view v;
	struct mine_promises p;
	struct err e;

	log_open(&l);
	fill_example(&l);
	/* Ends in the same instant, an hour late on the same day, days late; others name none. */
	static const struct { const char *in, *due; } due[] = {
		{ "1", "2011-01-07T14:24" }, { "2", "2011-01-08T11:05" },
		{ "3", "2011-01-10T10:45" },
	};
	bool good = mine_log_ended(&l, id_of(&l.cases, "3"),
				   instant("2011-01-09T10:45", "+01:00"), &e);

	for (size_t i = 0; i < ARRAY_LEN(due); i++) {
		good = good && mine_log_due(&l, id_of(&l.cases, due[i].in),
					    instant(due[i].due, "+01:00"), &e);
	}
	ok(good, "three are due");
	mine_log_order(&arena, &scratch, &l, &v);
	mine_promises(&scratch, &l, &v, false, ZONE_S, &p);
	ok(p.with_due == 3 && p.completed == 3 && p.on_time == 1 && p.late == 2, "by instants");
	ok(p.on_day == 2 && p.late_days == 1, "by days");
	is_int((int64_t)p.lateness.sum, (3600 + 5 * DAY_S) * MINE_SECOND, "how late");
	mine_promises(&scratch, &l, &v, true, ZONE_S, &p);
	ok(p.completed == 1 && p.open == 2 && p.on_time == 1, "by the end each names");
	log_close(&l);
}

int main(void)
{
	arena_init(&arena, 0);
	arena_init(&scratch, 0);
	the_example();
	ties();
	names();
	hours();
	middles();
	laws();
	maps();
	filters();
	promises();
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
