/* What mining found, as one JSON object. Sums are exact, so they are written by hand: the
 * house's JSON has whole numbers only. */
#include "mine_found.h"

#include "base/json.h"

#include <stdlib.h>

enum { FLUSH_BYTES = 64 << 10, MOST_BYTES = 32 << 20 };

struct out {
	struct cli *c;
	const struct mine_found *f;
	struct buf b;
	bool first;			/* nothing stands before in this list */
};

static void flush(struct out *o, size_t least)
{
	if (o->b.n >= least) {
		(void)fwrite(o->b.p, 1, o->b.n, o->c->out);
		buf_reset(&o->b);
	}
}

/* What comes next in a list or object. */
static void comma(struct out *o)
{
	flush(o, FLUSH_BYTES);
	buf_text(&o->b, o->first ? "" : ",");
	o->first = false;
}

static void begin(struct out *o, const char *key, char bracket)
{
	comma(o);
	if (key != NULL) {
		buf_fmt(&o->b, "\"%s\":", key);
	}
	buf_char(&o->b, bracket);
	o->first = true;
}

static void end(struct out *o, char bracket)
{
	buf_char(&o->b, bracket);
	o->first = false;
}

static void key(struct out *o, const char *name)
{
	comma(o);
	buf_fmt(&o->b, "\"%s\":", name);
}

static void whole(struct out *o, const char *name, int64_t v)
{
	key(o, name);
	buf_int(&o->b, v);
}

static void text(struct out *o, const char *name, struct str s)
{
	key(o, name);
	json_write_str(&o->b, s);
}

/* Microseconds as seconds with six decimals. */
static void exact(struct out *o, const char *name, mine_sum us)
{
	mine_sum size = us < 0 ? -us : us, second = size / 1000000;
	char digit[40];
	size_t n = sizeof(digit);

	key(o, name);
	do {
		digit[--n] = (char)('0' + (int)(second % 10));
		second /= 10;
	} while (second > 0);
	buf_text(&o->b, us < 0 ? "-" : "");
	buf_add(&o->b, digit + n, sizeof(digit) - n);
	buf_fmt(&o->b, ".%06d", (int)(size % 1000000));
}

static void real(struct out *o, const char *name, double v)
{
	key(o, name);
	buf_fmt(&o->b, "%.17g", v);
}

static void none(struct out *o, const char *name)
{
	key(o, name);
	buf_text(&o->b, "null");
}

static void working(struct out *o, const char *name, mine_sum us)
{
	if (o->f->hours != NULL) {
		exact(o, name, us);
	} else {
		none(o, name);
	}
}

static void moment(struct out *o, const char *name, int64_t us)
{
	struct civil t = civil_of(us / MINE_SECOND - (us % MINE_SECOND < 0) - ZONE_S);
	int64_t part = ((us % MINE_SECOND) + MINE_SECOND) % MINE_SECOND;

	if (o->f->flow.events == 0) {
		none(o, name);
		return;
	}
	key(o, name);
	buf_fmt(&o->b, "\"%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour,
		t.minute, t.second);
	if (part > 0) {
		buf_fmt(&o->b, ".%06d", (int)part);
	}
	buf_text(&o->b, "+00:00\"");
}

static struct str activity(const struct out *o, int32_t id)
{
	return mine_names_text(&o->f->log->activities, id);
}

static struct str holder(const struct out *o, int32_t id)
{
	return mine_names_text(&o->f->log->holders, id);
}

/* ---- activities and the ways ---- */

static void log_part(struct out *o)
{
	begin(o, "log", '{');
	whole(o, "cases", (int64_t)o->f->flow.cases);
	whole(o, "events", (int64_t)o->f->flow.events);
	moment(o, "first", o->f->flow.first);
	moment(o, "last", o->f->flow.last);
	end(o, '}');
}

static void activities(struct out *o, const int32_t *order)
{
	begin(o, "activities", '[');
	for (int32_t i = 0; i < o->f->view.activities; i++) {
		const struct mine_activity *a = &o->f->flow.activity[order[i]];

		if (a->events == 0) {
			continue;
		}
		begin(o, NULL, '{');
		text(o, "name", activity(o, order[i]));
		whole(o, "events", a->events);
		whole(o, "cases", a->cases);
		whole(o, "rework_cases", a->again_cases);
		whole(o, "rework_extra_events", a->again_events);
		whole(o, "selfloop_pairs", a->loop_pairs);
		end(o, '}');
	}
	end(o, ']');
}

static void ends(struct out *o, const char *name, const int32_t *order, bool starts)
{
	begin(o, name, '{');
	for (int32_t i = 0; i < o->f->view.activities; i++) {
		const struct mine_activity *a = &o->f->flow.activity[order[i]];
		int64_t n = starts ? a->starts : a->ends;

		if (n > 0) {
			comma(o);
			json_write_str(&o->b, activity(o, order[i]));
			buf_char(&o->b, ':');
			buf_int(&o->b, n);
		}
	}
	end(o, '}');
}

static void variants(struct out *o)
{
	const struct mine_view *v = &o->f->view;

	begin(o, "variants", '[');
	for (size_t i = 0; i < o->f->variants.n; i++) {
		const struct mine_variant *one = &o->f->variants.variant[i];

		begin(o, NULL, '{');
		begin(o, "path", '[');
		for (size_t k = v->start[one->like]; k < v->start[one->like + 1]; k++) {
			comma(o);
			json_write_str(&o->b, activity(o, v->activity[k]));
		}
		end(o, ']');
		whole(o, "cases", one->cases);
		end(o, '}');
	}
	end(o, ']');
}

static void follows(struct out *o)
{
	begin(o, "dfg", '[');
	for (uint32_t i = 0; i < o->f->flow.edges; i++) {
		const struct mine_edge *e = &o->f->flow.edge[o->f->edges[i]];

		begin(o, NULL, '{');
		text(o, "from", activity(o, e->from));
		text(o, "to", activity(o, e->to));
		whole(o, "count", e->count);
		whole(o, "cases", e->cases);
		exact(o, "sum_s", e->sum);
		real(o, "mean_s", mine_mean(e->sum, (size_t)e->count));
		real(o, "median_s", e->median_s);
		exact(o, "min_s", e->min);
		exact(o, "max_s", e->max);
		working(o, "working_sum_s", e->working);
		end(o, '}');
	}
	end(o, ']');
}

/* By its place in mine_percents. */
enum { P90 = 2, P95 = 3 };

static void spread(struct out *o, const char *name, const struct mine_spread *s)
{
	if (s->n == 0) {
		none(o, name);
		return;
	}
	begin(o, name, '{');
	real(o, "mean_s", s->mean_s);
	real(o, "median_s", s->median_s);
	exact(o, "min_s", s->min);
	exact(o, "max_s", s->max);
	real(o, "p90_s", s->linear_s[P90]);
	real(o, "p95_s", s->linear_s[P95]);
	end(o, '}');
}

/* ---- holders ---- */

static void couples(struct out *o, const char *name, const struct mine_couples *c,
		    const char *const field[3])
{
	begin(o, name, '[');
	for (uint32_t i = 0; i < c->pairs.n; i++) {
		const struct mine_pair *p = &c->pairs.pair[c->order[i]];

		begin(o, NULL, '{');
		text(o, field[0], holder(o, p->a));
		text(o, field[1], holder(o, p->b));
		whole(o, field[2], c->count[c->order[i]]);
		end(o, '}');
	}
	end(o, ']');
}

static void holding(struct out *o)
{
	size_t n;
	int32_t *order = mine_by_held(o->c->arena, o->f, &n);

	begin(o, "holding", '[');
	for (size_t i = 0; i < n; i++) {
		const struct mine_holder *h = &o->f->people.holder[order[i]];

		begin(o, NULL, '{');
		text(o, "holder", holder(o, order[i]));
		exact(o, "seconds", h->held);
		working(o, "working_seconds", h->held_working);
		end(o, '}');
	}
	end(o, ']');
}

static void holders(struct out *o)
{
	static const char *const from_to[] = { "from", "to", "count" };
	static const char *const a_b[] = { "a", "b", "count" };
	static const char *const both[] = { "a", "b", "cases" };
	const struct mine_people *p = &o->f->people;

	begin(o, "holders", '{');
	text(o, "dimension", o->f->dimension);
	couples(o, "handover", &p->handover, from_to);
	whole(o, "transfers", p->transfer.total);
	couples(o, "ping_pong_event", &p->back_event, a_b);
	couples(o, "ping_pong_segment", &p->back_segment, a_b);
	whole(o, "revisits", p->revisits);
	couples(o, "working_together", &p->together, both);
	holding(o);
	exact(o, "unattributed_s", p->unheld);
	end(o, '}');
}

/* ---- what is there when asked for ---- */

static void due(struct out *o)
{
	const struct mine_promises *p = &o->f->promises;

	begin(o, "due", '{');
	text(o, "key", o->f->due);
	whole(o, "with_due", p->with_due);
	whole(o, "completed", p->completed);
	whole(o, "open", p->open);
	whole(o, "on_time", p->on_time);
	whole(o, "late", p->late);
	whole(o, "on_time_by_date", p->on_day);
	whole(o, "late_by_date", p->late_days);
	exact(o, "late_sum_s", p->lateness.sum);
	spread(o, "lateness", &p->lateness);
	end(o, '}');
}

static void objects(struct out *o, const struct mine_objects *m)
{
	begin(o, "object", '{');
	text(o, "type", m->type[m->chosen].name);
	text(o, "chosen", str_of(m->told ? "told" : "guessed"));
	begin(o, "types", '[');
	for (size_t i = 0; i < m->types; i++) {
		begin(o, NULL, '{');
		text(o, "name", m->type[i].name);
		whole(o, "objects", m->type[i].objects);
		whole(o, "events", m->type[i].events);
		whole(o, "events_with_one", m->type[i].alone);
		end(o, '}');
	}
	end(o, ']');
	whole(o, "events_of_none", m->outside);
	whole(o, "events_of_several", m->shared);
	end(o, '}');
}

static void skipped(struct out *o)
{
	const struct mine_skips *s = mine_skips_of(o->f->in);

	begin(o, "skipped", '{');
	whole(o, "count", s->n);
	begin(o, "first", '[');
	for (int64_t i = 0; i < s->n && i < MINE_SKIPS_SHOWN; i++) {
		const struct err *e = &s->first[i];

		begin(o, NULL, '{');
		text(o, "code", str_of(e->key));
		for (int k = 0; k < e->args; k++) {
			text(o, e->arg[k].name, str_of(e->arg[k].value));
		}
		end(o, '}');
	}
	end(o, ']');
	end(o, '}');
}

void mine_json(struct cli *c, const struct mine_found *f)
{
	struct out o = { .c = c, .f = f, .first = true };
	int32_t *order = mine_by_rank(c->arena, f->activity_rank, f->view.activities);

	buf_init(&o.b, MOST_BYTES);
	begin(&o, NULL, '{');
	log_part(&o);
	activities(&o, order);
	ends(&o, "start", order, true);
	ends(&o, "end", order, false);
	variants(&o);
	follows(&o);
	spread(&o, "duration", &f->duration);
	holders(&o);
	if (f->due.n > 0) {
		due(&o);
	}
	if (mine_objects_of(f->in) != NULL) {
		objects(&o, mine_objects_of(f->in));
	}
	if (mine_skips_of(f->in)->n > 0) {
		skipped(&o);
	}
	end(&o, '}');
	buf_char(&o.b, '\n');
	flush(&o, 0);
	buf_done(&o.b);
}
