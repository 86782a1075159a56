/* Event logs of others, XES, OCEL and text, read leniently and counted: what is held and what
 * nobody held is what cases lasted, pairs are events less cases, faults have a name. The
 * first byte says how it is read. */
#include "app/draw.h"
#include "app/mine.h"
#include "core/mine_flow.h"
#include "core/mine_people.h"

#include "base/arena.h"

#include <assert.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything that is counted, and drawn: the parts of a wait add up on every row. */
static void study(struct arena *a, struct arena *scratch, const struct mine_log *l,
		  const struct mine_view *v)
{
	struct mine_study s = {
		.log = l, .view = *v, .zone_s = (int32_t)(v->events % 3) * 7 * 3600,
		.reading = v->events % 2 == 0 ? MINE_READS_DONE : MINE_READS_ARRIVAL,
		.activity_rank = mine_names_rank(a, &l->activities),
		.holder_rank = mine_names_rank(a, &l->holders),
	};
	struct mine_map *map;
	struct err e;
	struct buf b;
	mine_sum all = 0;
	bool good = mine_study(a, scratch, &s, &e) &&
		    mine_map_steady(a, scratch, &s.view, &s.flow, s.activity_rank, MAP_NODES_MOST,
				    &map, &e);

	assert(good);
	for (uint32_t i = 0; i < s.waits.rows; i++) {
		const struct mine_wait *w = &s.waits.row[i].w;
		mine_sum sum = 0;

		for (int k = 0; k < MINE_CAUSES; k++) {
			assert(w->cause[k] >= 0);
			sum += w->cause[k];
		}
		assert(sum == w->wait);
		all += w->wait + w->work;
	}
	assert(all + s.waits.nobody_s == s.duration.sum && s.stays.stay == s.duration.sum);
	int64_t served = 0;

	for (int32_t i = 0; s.service.known && i < s.view.activities; i++) {
		assert(s.service.activity[i].sum >= 0);
		served += (int64_t)s.service.activity[i].n;
	}
	assert(served == s.service.pairs + s.service.sudden && s.service.open >= 0);
	buf_init(&b, (size_t)16 << 20);
	struct draw d = { .b = &b, .arena = a, .words = { a, TEXT_EN }, .s = &s, .map = map };

	draw_start(&d);
	for (size_t i = 0; i < DRAW_PICTURES; i++) {
		(void)draw_pictures[i].draw(&d);
	}
	assert(buf_ok(&b));
	buf_done(&b);
}

static void count(struct arena *a, struct arena *scratch, struct mine_log *l)
{
	struct mine_view v;
	struct mine_flow f;
	struct mine_people p;
	struct mine_spread d;
	struct err e;
	mine_sum held = 0, between = 0;
	int64_t pairs = 0, full = 0;

	mine_log_order(a, scratch, l, &v);
	bool good = mine_flow(a, scratch, &v, NULL, &f, &e) &&
		    mine_people(a, scratch, &v, NULL, mine_names_rank(a, &l->holders), &p, &e);

	assert(good);
	mine_flow_middles(scratch, &v, &f);
	mine_durations(scratch, &v, NULL, &d);
	for (int32_t i = 0; i < v.holders; i++) {
		held += p.holder[i].held;
	}
	for (uint32_t i = 0; i < f.edges; i++) {
		between += f.edge[i].sum;
		pairs += f.edge[i].count;
		assert(f.edge[i].min >= 0 && f.edge[i].min <= f.edge[i].max);
	}
	for (size_t c = 0; c < v.cases; c++) {
		full += v.start[c] < v.start[c + 1];
	}
	assert(held + p.unheld == d.sum && between == d.sum);
	assert(pairs == (int64_t)v.events - full && (int64_t)d.n == full);
	study(a, scratch, l, &v);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a, scratch;
	struct err e = { .key = "" };

	if (size < 2) {
		return 0;
	}
	const struct mine_want want = {
		.lenient = data[0] % 2 == 0, .zone_s = data[0] % 3 == 0 ? 7 * 3600 : 0,
		.due = data[0] % 5 == 0 ? STR("due") : STR(""),
		.form = data[0] % 7 == 0 ? STR("%d/%b/%Y %I:%M:%S.%f %p %z") : STR(""),
		.separator = data[0] % 11 == 0 ? '^' : '\0',
		.coding = data[0] % 13 == 0 ? STR("UTF-16BE") : STR(""),
		.classifier = data[0] % 17 == 0 ? STR("c") : STR(""),
		.transition = data[0] % 19 == 0 ? STR("complete") : STR(""),
	};
	FILE *f = fmemopen((void *)(uintptr_t)(data + 1), size - 1, "rb");

	assert(f != NULL);
	arena_init(&a, 0);
	arena_init(&scratch, 0);
	struct mine_in *in = mine_open(&a, &want);
	bool good = mine_read(in, f, &e);

	assert(good == (e.key[0] == '\0'));
	assert(!want.lenient || !good || mine_skips_of(in)->n >= 0);
	if (good) {
		count(&a, &scratch, mine_log_of(in));
	}
	mine_close(in);
	arena_done(&scratch);
	arena_done(&a);
	(void)fclose(f);
	return 0;
}
