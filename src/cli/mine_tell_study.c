/* The analyses beyond counting, for people: the most of each. */
#include "mine_found.h"

#include "table.h"

enum { MOST = 10, NAME_COLUMNS = 36, NARROW_COLUMNS = 24 };

static struct mine_words words(struct cli *c)
{
	return (struct mine_words){ c->arena, c->lang };
}

/* ---- where it is lost ---- */

static void bottlenecks(struct cli *c, const struct mine_found *f)
{
	static const char *const heads[] = { "mine.activity", "mine.holder", "mine.times",
					     "mine.stood", "mine.usual", "mine.lost",
					     "mine.held_share" };
	const struct mine_stays *s = &f->s.stays;
	struct table t;

	mine_heading(c, f->s.hours != NULL ? "mine.necks_working" : "mine.necks");
	table_init(&t, c, ARRAY_LEN(heads));
	t.most[0] = t.most[1] = NAME_COLUMNS;
	table_head(&t, heads);
	for (uint32_t i = 0; i < s->places && i < MOST && s->place[i].lost > 0; i++) {
		const struct mine_place *p = &s->place[i];
		struct str *cell = table_row(&t, STYLE_PLAIN);

		cell[0] = mine_activity(f, p->activity);
		cell[1] = mine_holder(f, p->holder);
		cell[2] = mine_say_count(words(c), p->stays);
		cell[3] = mine_say_hours(words(c), p->stay);
		cell[4] = mine_say_stay(words(c), s->activity[p->activity].usual,
					f->s.hours != NULL);
		cell[5] = mine_say_hours(words(c), p->lost);
		cell[6] = mine_say_share(words(c), p->lost, s->lost);
	}
	table_print(&t);
}

static void cells_of(struct cli *c, struct str *cell, const struct mine_wait *w)
{
	cell[0] = mine_say_hours(words(c), w->wait);
	for (int i = 0; i < MINE_CAUSES; i++) {
		cell[1 + i] = mine_say_share(words(c), w->cause[i], w->wait);
	}
}

static void causes(struct cli *c, const struct mine_found *f)
{
	static const char *const heads[] = { "mine.from", "mine.to", "mine.waited",
					     "mine.cause.batching", "mine.cause.priority",
					     "mine.cause.contention", "mine.cause.off",
					     "mine.cause.extraneous" };
	const struct mine_waits *w = &f->s.waits;
	struct text_arg arg[] = {
		{ "passages", str_int(c->arena, w->all.passages) },
		{ "wait", mine_say_hours(words(c), w->all.wait) },
		{ "work", mine_say_hours(words(c), w->all.work) },
		{ "nobody", str_int(c->arena, w->nobody) },
	};
	struct table t;

	mine_heading(c, "mine.causes");
	cli_sentence(c, "mine.causes_of", arg, ARRAY_LEN(arg));
	if (f->s.hours == NULL) {
		cli_sentence(c, "mine.causes_no_office", NULL, 0);
	}
	table_init(&t, c, ARRAY_LEN(heads));
	t.most[0] = t.most[1] = NARROW_COLUMNS;
	table_head(&t, heads);
	for (uint32_t i = 0; i < w->rows && i < MOST && w->row[i].w.wait > 0; i++) {
		struct str *cell = table_row(&t, STYLE_PLAIN);

		cell[0] = mine_activity(f, w->row[i].from);
		cell[1] = mine_activity(f, w->row[i].to);
		cells_of(c, cell + 2, &w->row[i].w);
	}
	if (w->all.passages > 0) {
		struct str *cell = table_row(&t, STYLE_STRONG);

		cell[0] = cli_text(c, "mine.all", NULL, 0);
		cells_of(c, cell + 2, &w->all);
	}
	table_print(&t);
}

static void service(struct cli *c, const struct mine_found *f)
{
	static const char *const heads[] = { "mine.activity", "mine.times", "mine.total",
					     "mine.median", "mine.mean", "mine.most",
					     "mine.working" };
	const struct mine_service *s = &f->s.service;
	size_t columns = ARRAY_LEN(heads) - (f->s.hours == NULL);
	struct text_arg arg[] = { { "pairs", str_int(c->arena, s->pairs) },
				  { "open", str_int(c->arena, s->open) },
				  { "sudden", str_int(c->arena, s->sudden) } };
	struct table t;

	mine_heading(c, "mine.service");
	cli_sentence(c, "mine.service_of", arg, ARRAY_LEN(arg));
	table_init(&t, c, columns);
	t.most[0] = NAME_COLUMNS;
	table_head(&t, heads);
	for (size_t i = 0; i < s->rows && i < MOST; i++) {
		const struct mine_spread *p = &s->activity[s->order[i]];
		struct str *cell = table_row(&t, STYLE_PLAIN);

		cell[0] = mine_activity(f, s->order[i]);
		cell[1] = mine_say_count(words(c), (int64_t)p->n);
		cell[2] = mine_say_hours(words(c), p->sum);
		cell[3] = mine_say_time(words(c), (mine_sum)(p->median_s * 1e6));
		cell[4] = mine_say_time(words(c), (mine_sum)(p->mean_s * 1e6));
		cell[5] = mine_say_time(words(c), p->max);
		if (f->s.hours != NULL) {
			cell[6] = mine_say_hours(words(c), s->working[s->order[i]]);
		}
	}
	table_print(&t);
}

/* ---- again ---- */

static int64_t loops(const struct mine_again *a)
{
	int64_t sum = 0;

	for (int i = 2; i <= MINE_LOOP_MOST; i++) {
		sum += a->loop[i].count;
	}
	return sum;
}

static void again(struct cli *c, const struct mine_found *f)
{
	static const char *const heads[] = { "mine.length", "mine.times", "mine.cases",
					     "mine.away" };
	const struct mine_redo *r = &f->s.again.all;
	struct text_arg arg[] = {
		{ "all", str_int(c->arena, r->same + r->other + r->unknown) },
		{ "same", str_int(c->arena, r->same) }, { "other", str_int(c->arena, r->other) },
		{ "batches", str_int(c->arena, f->s.batches.batches) },
		{ "batched", str_int(c->arena, f->s.batches.batched) },
		{ "share", mine_say_share(words(c), f->s.batches.batched, f->s.batches.events) },
	};
	struct table t;

	mine_heading(c, "mine.redo");
	cli_sentence(c, "mine.redone", arg, ARRAY_LEN(arg));
	cli_sentence(c, "mine.batched", arg, ARRAY_LEN(arg));
	if (loops(&f->s.again) == 0) {
		return;
	}
	table_init(&t, c, ARRAY_LEN(heads));
	table_head(&t, heads);
	for (int i = 2; i <= MINE_LOOP_MOST; i++) {
		const struct mine_loops *l = &f->s.again.loop[i];

		if (l->count > 0) {
			struct str *cell = table_row(&t, STYLE_PLAIN);

			cell[0] = str_fmt(c->arena, i == MINE_LOOP_MOST ? "≥ %d" : "%d", i);
			cell[1] = mine_say_count(words(c), l->count);
			cell[2] = mine_say_count(words(c), l->cases);
			cell[3] = mine_say_hours(words(c), l->away);
		}
	}
	table_print(&t);
}

/* ---- over time ---- */

static struct str shifts(struct cli *c, const struct mine_trend *t, bool arrivals)
{
	struct str said = STR("");

	for (size_t i = 0; i < t->months; i++) {
		const struct mine_month *m = &t->month[i];

		if (arrivals ? m->arrivals_shift : m->duration_shift) {
			said = STR_JOIN(c->arena, said, str_of(said.n > 0 ? ", " : ""),
					mine_say_month(words(c), m->day));
		}
	}
	return said.n > 0 ? said : cli_text(c, "mine.no_shift", NULL, 0);
}

static void over_time(struct cli *c, const struct mine_found *f)
{
	const struct mine_load *l = &f->s.load;
	const struct mine_load_part *most = &l->row[0];

	for (size_t i = 1; i < l->rows; i++) {
		most = l->row[i].open > most->open ? &l->row[i] : most;
	}
	struct text_arg arg[] = {
		{ "open", str_int(c->arena, most->open) },
		{ "day", mine_say_day(words(c), most->day) },
		{ "arrivals", shifts(c, &f->s.trend, true) },
		{ "durations", shifts(c, &f->s.trend, false) },
	};

	mine_heading(c, "mine.over_time");
	cli_sentence(c, l->by == MINE_BY_DAY ? "mine.most_open_day"
		     : l->by == MINE_BY_WEEK ? "mine.most_open_week" : "mine.most_open_month",
		     arg, ARRAY_LEN(arg));
	cli_sentence(c, "mine.shifts", arg, ARRAY_LEN(arg));
}

static void between(struct cli *c, const struct mine_found *f)
{
	const struct mine_between *b = &f->between;
	struct text_arg arg[] = {
		{ "from", f->from.n > 0 ? f->from : cli_text(c, "mine.begin", NULL, 0) },
		{ "to", f->to.n > 0 ? f->to : cli_text(c, "mine.finish", NULL, 0) },
		{ "cases", str_int(c->arena, b->cases) },
		{ "reached", str_int(c->arena, (int64_t)b->spread.n) },
		{ "median", mine_say_time(words(c), (mine_sum)(b->spread.median_s * 1e6)) },
		{ "mean", mine_say_time(words(c), (mine_sum)(b->spread.mean_s * 1e6)) },
		{ "p90", mine_say_time(words(c), (mine_sum)(b->spread.linear_s[2] * 1e6)) },
	};

	mine_heading(c, "mine.throughput");
	cli_sentence(c, "mine.throughput_of", arg, ARRAY_LEN(arg));
}

void mine_tell_study(struct cli *c, const struct mine_found *f)
{
	if (f->apart) {
		between(c, f);
	}
	if (f->s.stays.lost > 0) {
		bottlenecks(c, f);
	}
	if (f->s.waits.all.passages > 0) {
		causes(c, f);
	}
	if (f->s.service.known) {
		service(c, f);
	}
	again(c, f);
	if (f->s.load.rows > 0) {
		over_time(c, f);
	}
}
