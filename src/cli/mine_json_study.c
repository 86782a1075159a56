/* The analyses beyond counting, as JSON. */
#include "mine_out.h"

#include "base/json.h"

static const char *const cause_key[MINE_CAUSES] = {
	[MINE_BATCHING] = "batching_s", [MINE_PRIORITY] = "prioritisation_s",
	[MINE_CONTENTION] = "contention_s", [MINE_OFF_HOURS] = "unavailability_s",
	[MINE_EXTRANEOUS] = "extraneous_s",
};
static const int shares[] = { 50, 80, 90, 95, 99, 100 };

static void activity(struct mine_out *o, const char *key, int32_t id)
{
	mine_out_text(o, key, mine_names_text(&o->f->s.log->activities, id));
}

static void holder(struct mine_out *o, const char *key, int32_t id)
{
	if (id == MINE_NONE) {
		mine_out_none(o, key);
	} else {
		mine_out_text(o, key, mine_names_text(&o->f->s.log->holders, id));
	}
}

static void day(struct mine_out *o, const char *key, int32_t n)
{
	int year, month, of_month;

	day_split((struct day){ n }, &year, &month, &of_month);
	mine_out_key(o, key);
	buf_fmt(&o->b, "\"%04d-%02d-%02d\"", year, month, of_month);
}

/* ---- where time goes ---- */

static void coverage(struct mine_out *o)
{
	mine_out_begin(o, "coverage", '[');
	for (size_t i = 0; i < ARRAY_LEN(shares); i++) {
		mine_out_begin(o, NULL, '{');
		mine_out_whole(o, "percent", shares[i]);
		mine_out_whole(o, "variants",
			       (int64_t)mine_covering(&o->f->s.variants, o->f->s.flow.cases,
						      shares[i]));
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void performance(struct mine_out *o)
{
	const struct mine_study *s = &o->f->s;
	int32_t *order = mine_by_rank(o->f->arena, s->activity_rank, s->view.activities);

	mine_out_begin(o, "performance", '[');
	for (int32_t i = 0; i < s->view.activities; i++) {
		const struct mine_usual *u = &s->stays.activity[order[i]];

		if (s->flow.activity[order[i]].events == 0) {
			continue;
		}
		mine_out_begin(o, NULL, '{');
		activity(o, "activity", order[i]);
		mine_out_whole(o, "events", s->flow.activity[order[i]].events);
		mine_out_whole(o, "stays", u->stays);
		mine_out_exact(o, "stay_s", u->stay);
		mine_out_exact(o, "usual_s", u->usual);
		mine_out_real(o, "p90_s", u->p90_s);
		mine_out_exact(o, "lost_s", u->lost);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void bottlenecks(struct mine_out *o)
{
	const struct mine_stays *s = &o->f->s.stays;

	mine_out_begin(o, "bottlenecks", '{');
	mine_out_text(o, "reading",
		      str_of(o->f->s.reading == MINE_READS_ARRIVAL ? "arrival" : "done"));
	mine_out_text(o, "time", str_of(o->f->s.hours != NULL ? "working" : "elapsed"));
	mine_out_whole(o, "stays", s->stays);
	mine_out_exact(o, "stay_s", s->stay);
	mine_out_exact(o, "lost_s", s->lost);
	mine_out_begin(o, "places", '[');
	for (uint32_t i = 0; i < s->places; i++) {
		const struct mine_place *p = &s->place[i];

		mine_out_begin(o, NULL, '{');
		activity(o, "activity", p->activity);
		holder(o, "holder", p->holder);
		mine_out_whole(o, "stays", p->stays);
		mine_out_whole(o, "cases", p->cases);
		mine_out_exact(o, "stay_s", p->stay);
		mine_out_exact(o, "lost_s", p->lost);
		mine_out_exact(o, "longest_s", p->longest);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

static void wait(struct mine_out *o, const struct mine_wait *w)
{
	mine_out_whole(o, "passages", w->passages);
	mine_out_whole(o, "handed_over", w->handed);
	mine_out_exact(o, "wait_s", w->wait);
	mine_out_exact(o, "work_s", w->work);
	for (int i = 0; i < MINE_CAUSES; i++) {
		mine_out_exact(o, cause_key[i], w->cause[i]);
	}
}

static void waiting(struct mine_out *o)
{
	const struct mine_waits *w = &o->f->s.waits;
	size_t n;
	int32_t *order = mine_by_rank(o->f->arena, o->f->s.holder_rank, o->f->s.view.holders);

	mine_out_begin(o, "waiting", '{');
	wait(o, &w->all);
	mine_out_whole(o, "nobody", w->nobody);
	mine_out_exact(o, "nobody_s", w->nobody_s);
	mine_out_begin(o, "handovers", '[');
	for (uint32_t i = 0; i < w->rows; i++) {
		mine_out_begin(o, NULL, '{');
		activity(o, "from", w->row[i].from);
		activity(o, "to", w->row[i].to);
		wait(o, &w->row[i].w);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
	mine_out_begin(o, "holders", '[');
	n = (size_t)o->f->s.view.holders;
	for (size_t i = 0; i < n; i++) {
		if (w->holder[order[i]].passages > 0) {
			mine_out_begin(o, NULL, '{');
			holder(o, "holder", order[i]);
			wait(o, &w->holder[order[i]]);
			mine_out_end(o, '}');
		}
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

static void served(struct mine_out *o, int32_t id)
{
	const struct mine_spread *p = &o->f->s.service.activity[id];

	mine_out_begin(o, NULL, '{');
	activity(o, "name", id);
	mine_out_whole(o, "count", (int64_t)p->n);
	mine_out_exact(o, "sum_s", p->sum);
	mine_out_real(o, "mean_s", p->mean_s);
	mine_out_real(o, "median_s", p->median_s);
	mine_out_exact(o, "min_s", p->min);
	mine_out_exact(o, "max_s", p->max);
	if (p->n > 1) {
		mine_out_real(o, "stdev_s", p->deviation_s);
	} else {
		mine_out_none(o, "stdev_s");
	}
	mine_out_working(o, "working_sum_s", o->f->s.service.working[id]);
	mine_out_end(o, '}');
}

static void service(struct mine_out *o)
{
	const struct mine_service *s = &o->f->s.service;
	int32_t *order = mine_by_rank(o->f->arena, o->f->s.activity_rank, o->f->s.view.activities);

	mine_out_begin(o, "service", '{');
	mine_out_whole(o, "pairs", s->pairs);
	mine_out_whole(o, "starts_never_completed", s->open);
	mine_out_whole(o, "completes_without_start", s->sudden);
	mine_out_begin(o, "activities", '[');
	for (int32_t i = 0; i < o->f->s.view.activities; i++) {
		if (s->activity[order[i]].n > 0) {
			served(o, order[i]);
		}
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

/* ---- again ---- */

static void redo(struct mine_out *o, const struct mine_redo *r)
{
	mine_out_whole(o, "repeat", r->same);
	mine_out_whole(o, "redo", r->other);
	mine_out_whole(o, "unknown", r->unknown);
	mine_out_whole(o, "repeat_directly", r->same_direct);
	mine_out_whole(o, "redo_directly", r->other_direct);
}

static void again(struct mine_out *o)
{
	const struct mine_study *s = &o->f->s;
	const struct mine_couples *m = &s->again.referral;
	int32_t *order = mine_by_rank(o->f->arena, s->activity_rank, s->view.activities);

	mine_out_begin(o, "again", '{');
	redo(o, &s->again.all);
	mine_out_begin(o, "activities", '[');
	for (int32_t i = 0; i < s->view.activities; i++) {
		const struct mine_redo *r = &s->again.activity[order[i]];

		if (r->same + r->other + r->unknown > 0) {
			mine_out_begin(o, NULL, '{');
			activity(o, "activity", order[i]);
			redo(o, r);
			mine_out_end(o, '}');
		}
	}
	mine_out_end(o, ']');
	mine_out_begin(o, "referral", '[');
	for (uint32_t i = 0; i < m->pairs.n; i++) {
		const struct mine_pair *p = &m->pairs.pair[m->order[i]];

		mine_out_begin(o, NULL, '{');
		holder(o, "before", p->a);
		holder(o, "again", p->b);
		mine_out_whole(o, "count", m->count[m->order[i]]);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

static void loops(struct mine_out *o)
{
	mine_out_begin(o, "loops", '[');
	for (int i = 2; i <= MINE_LOOP_MOST; i++) {
		const struct mine_loops *l = &o->f->s.again.loop[i];

		mine_out_begin(o, NULL, '{');
		mine_out_whole(o, "length", i);
		mine_out_whole(o, "count", l->count);
		mine_out_whole(o, "cases", l->cases);
		mine_out_exact(o, "away_s", l->away);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void batches(struct mine_out *o, const char *key, const struct mine_batches *b)
{
	mine_out_begin(o, key, '{');
	mine_out_whole(o, "batches", b->batches);
	mine_out_whole(o, "events", b->batched);
	mine_out_whole(o, "cases", b->cases);
	mine_out_begin(o, "rows", '[');
	for (size_t i = 0; i < b->rows; i++) {
		mine_out_begin(o, NULL, '{');
		activity(o, "activity", b->row[i].activity);
		holder(o, "holder", b->row[i].holder);
		mine_out_whole(o, "events", b->row[i].events);
		mine_out_whole(o, "batches", b->row[i].batches);
		mine_out_whole(o, "batched", b->row[i].batched);
		mine_out_whole(o, "largest", b->row[i].largest);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

/* ---- over time ---- */

static void load(struct mine_out *o)
{
	static const char *const by[] = { "day", "week", "month" };
	const struct mine_load *l = &o->f->s.load;

	mine_out_begin(o, "load", '{');
	mine_out_text(o, "by", str_of(by[l->by]));
	mine_out_begin(o, "rows", '[');
	for (size_t i = 0; i < l->rows; i++) {
		mine_out_begin(o, NULL, '{');
		day(o, "from", l->row[i].day);
		mine_out_whole(o, "started", l->row[i].started);
		mine_out_whole(o, "ended", l->row[i].ended);
		mine_out_whole(o, "events", l->row[i].events);
		mine_out_whole(o, "open", l->row[i].open);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

static void queues(struct mine_out *o)
{
	const struct mine_study *s = &o->f->s;
	int32_t *order = mine_by_rank(o->f->arena, s->holder_rank, s->view.holders);
	double span_s = (double)(s->flow.last - s->flow.first) / 1e6;

	mine_out_begin(o, "queues", '[');
	for (int32_t i = 0; i < s->view.holders; i++) {
		const struct mine_queue *q = &s->queue[order[i]];

		if (q->passages > 0) {
			mine_out_begin(o, NULL, '{');
			holder(o, "holder", order[i]);
			mine_out_whole(o, "passages", q->passages);
			mine_out_real(o, "mean", span_s > 0 ? mine_mean(q->held, 1) / span_s : 0);
			mine_out_whole(o, "most", q->most);
			mine_out_moment(o, "most_at", q->most_at);
			mine_out_end(o, '}');
		}
	}
	mine_out_end(o, ']');
}

static void months(struct mine_out *o)
{
	const struct mine_trend *t = &o->f->s.trend;

	mine_out_begin(o, "months", '[');
	for (size_t i = 0; i < t->months; i++) {
		const struct mine_month *m = &t->month[i];

		mine_out_begin(o, NULL, '{');
		day(o, "from", m->day);
		mine_out_whole(o, "started", m->started);
		mine_out_whole(o, "ended", m->ended);
		if (m->ended > 0) {
			mine_out_real(o, "ended_mean_s", mine_mean(m->ended_sum, (size_t)m->ended));
			mine_out_real(o, "ended_median_s", m->ended_median_s);
		} else {
			mine_out_none(o, "ended_mean_s");
			mine_out_none(o, "ended_median_s");
		}
		mine_out_key(o, "arrivals_shift");
		buf_text(&o->b, m->arrivals_shift ? "true" : "false");
		mine_out_key(o, "duration_shift");
		buf_text(&o->b, m->duration_shift ? "true" : "false");
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

/* By weekday, Monday first, 24 hours each. */
static void heat(struct mine_out *o)
{
	mine_out_begin(o, "heat", '[');
	for (int d = 0; d < MINE_WEEK_DAYS; d++) {
		mine_out_begin(o, NULL, '[');
		for (int h = 0; h < MINE_DAY_HOURS; h++) {
			mine_out_comma(o);
			buf_int(&o->b, o->f->s.heat.n[d][h]);
		}
		mine_out_end(o, ']');
	}
	mine_out_end(o, ']');
}

static void between(struct mine_out *o)
{
	const struct mine_found *f = o->f;

	mine_out_begin(o, "between", '{');
	mine_out_text(o, "from", f->from);
	mine_out_text(o, "to", f->to);
	mine_out_whole(o, "cases", f->between.cases);
	mine_out_whole(o, "reached", (int64_t)f->between.spread.n);
	mine_out_spread(o, "duration", &f->between.spread);
	mine_out_spread(o, "working", &f->between.working);
	mine_out_end(o, '}');
}

void mine_json_study(struct mine_out *o)
{
	coverage(o);
	performance(o);
	bottlenecks(o);
	waiting(o);
	if (o->f->s.service.known) {
		service(o);
	}
	again(o);
	loops(o);
	batches(o, "batches", &o->f->s.batches);
	batches(o, "instant_batches", &o->f->s.instant);
	load(o);
	queues(o);
	months(o);
	heat(o);
	if (o->f->apart) {
		between(o);
	}
}
