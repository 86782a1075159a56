/* What mining found, as one JSON object. */
#include "mine_out.h"

#include "base/json.h"

#include <stdlib.h>

static struct str activity(const struct mine_out *o, int32_t id)
{
	return mine_names_text(&o->f->s.log->activities, id);
}

static struct str holder(const struct mine_out *o, int32_t id)
{
	return mine_names_text(&o->f->s.log->holders, id);
}

/* ---- activities and the ways ---- */

static void log_part(struct mine_out *o)
{
	mine_out_begin(o, "log", '{');
	mine_out_whole(o, "cases", (int64_t)o->f->s.flow.cases);
	mine_out_whole(o, "events", (int64_t)o->f->s.flow.events);
	mine_out_moment(o, "first", o->f->s.flow.first);
	mine_out_moment(o, "last", o->f->s.flow.last);
	mine_out_end(o, '}');
}

static void activities(struct mine_out *o, const int32_t *order)
{
	mine_out_begin(o, "activities", '[');
	for (int32_t i = 0; i < o->f->s.view.activities; i++) {
		const struct mine_activity *a = &o->f->s.flow.activity[order[i]];

		if (a->events == 0) {
			continue;
		}
		mine_out_begin(o, NULL, '{');
		mine_out_text(o, "name", activity(o, order[i]));
		mine_out_whole(o, "events", a->events);
		mine_out_whole(o, "cases", a->cases);
		mine_out_whole(o, "rework_cases", a->again_cases);
		mine_out_whole(o, "rework_extra_events", a->again_events);
		mine_out_whole(o, "selfloop_pairs", a->loop_pairs);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void ends(struct mine_out *o, const char *name, const int32_t *order, bool starts)
{
	mine_out_begin(o, name, '{');
	for (int32_t i = 0; i < o->f->s.view.activities; i++) {
		const struct mine_activity *a = &o->f->s.flow.activity[order[i]];
		int64_t n = starts ? a->starts : a->ends;

		if (n > 0) {
			mine_out_comma(o);
			json_write_str(&o->b, activity(o, order[i]));
			buf_char(&o->b, ':');
			buf_int(&o->b, n);
		}
	}
	mine_out_end(o, '}');
}

static void variants(struct mine_out *o)
{
	const struct mine_view *v = &o->f->s.view;

	mine_out_begin(o, "variants", '[');
	for (size_t i = 0; i < o->f->s.variants.n; i++) {
		const struct mine_variant *one = &o->f->s.variants.variant[i];

		mine_out_begin(o, NULL, '{');
		mine_out_begin(o, "path", '[');
		for (size_t k = v->start[one->like]; k < v->start[one->like + 1]; k++) {
			mine_out_comma(o);
			json_write_str(&o->b, activity(o, v->activity[k]));
		}
		mine_out_end(o, ']');
		mine_out_whole(o, "cases", one->cases);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void follows(struct mine_out *o)
{
	mine_out_begin(o, "dfg", '[');
	for (uint32_t i = 0; i < o->f->s.flow.edges; i++) {
		const struct mine_edge *e = &o->f->s.flow.edge[o->f->s.edges[i]];

		mine_out_begin(o, NULL, '{');
		mine_out_text(o, "from", activity(o, e->from));
		mine_out_text(o, "to", activity(o, e->to));
		mine_out_whole(o, "count", e->count);
		mine_out_whole(o, "cases", e->cases);
		mine_out_exact(o, "sum_s", e->sum);
		mine_out_real(o, "mean_s", mine_mean(e->sum, (size_t)e->count));
		mine_out_real(o, "median_s", e->median_s);
		mine_out_exact(o, "min_s", e->min);
		mine_out_exact(o, "max_s", e->max);
		mine_out_working(o, "working_sum_s", e->working);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

/* ---- holders ---- */

static void couples(struct mine_out *o, const char *name, const struct mine_couples *c,
		    const char *const field[3])
{
	mine_out_begin(o, name, '[');
	for (uint32_t i = 0; i < c->pairs.n; i++) {
		const struct mine_pair *p = &c->pairs.pair[c->order[i]];

		mine_out_begin(o, NULL, '{');
		mine_out_text(o, field[0], holder(o, p->a));
		mine_out_text(o, field[1], holder(o, p->b));
		mine_out_whole(o, field[2], c->count[c->order[i]]);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void holding(struct mine_out *o)
{
	size_t n;
	int32_t *order = mine_by_held(o->f->arena, o->f, &n);

	mine_out_begin(o, "holding", '[');
	for (size_t i = 0; i < n; i++) {
		const struct mine_holder *h = &o->f->s.people.holder[order[i]];

		mine_out_begin(o, NULL, '{');
		mine_out_text(o, "holder", holder(o, order[i]));
		mine_out_exact(o, "seconds", h->held);
		mine_out_working(o, "working_seconds", h->held_working);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void holders(struct mine_out *o)
{
	static const char *const from_to[] = { "from", "to", "count" };
	static const char *const a_b[] = { "a", "b", "count" };
	static const char *const both[] = { "a", "b", "cases" };
	const struct mine_people *p = &o->f->s.people;

	mine_out_begin(o, "holders", '{');
	mine_out_text(o, "dimension", o->f->dimension);
	couples(o, "handover", &p->handover, from_to);
	mine_out_whole(o, "transfers", p->transfer.total);
	couples(o, "ping_pong_event", &p->back_event, a_b);
	couples(o, "ping_pong_segment", &p->back_segment, a_b);
	mine_out_whole(o, "revisits", p->revisits);
	couples(o, "working_together", &p->together, both);
	holding(o);
	mine_out_exact(o, "unattributed_s", p->unheld);
	mine_out_end(o, '}');
}

/* ---- what is there when asked for ---- */

static void places(struct mine_out *o, const char *name, const struct mine_skips *s)
{
	mine_out_begin(o, name, '{');
	mine_out_whole(o, "count", s->n);
	mine_out_begin(o, "first", '[');
	for (int64_t i = 0; i < s->n && i < MINE_SKIPS_SHOWN; i++) {
		const struct err *e = &s->first[i];

		mine_out_begin(o, NULL, '{');
		mine_out_text(o, "code", str_of(e->key));
		for (int k = 0; k < e->args; k++) {
			mine_out_text(o, e->arg[k].name, str_of(e->arg[k].value));
		}
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

static void due(struct mine_out *o)
{
	const struct mine_promises *p = &o->f->promises;

	mine_out_begin(o, "due", '{');
	mine_out_text(o, "key", o->f->due);
	mine_out_whole(o, "with_due", p->with_due);
	mine_out_whole(o, "completed", p->completed);
	mine_out_whole(o, "open", p->open);
	mine_out_whole(o, "on_time", p->on_time);
	mine_out_whole(o, "late", p->late);
	mine_out_whole(o, "on_time_by_date", p->on_day);
	mine_out_whole(o, "late_by_date", p->late_days);
	mine_out_exact(o, "late_sum_s", p->lateness.sum);
	mine_out_spread(o, "lateness", &p->lateness);
	places(o, "unread", mine_unread_of(o->f->in));
	mine_out_end(o, '}');
}

static void objects(struct mine_out *o, const struct mine_objects *m)
{
	mine_out_begin(o, "object", '{');
	mine_out_text(o, "type", m->type[m->chosen].name);
	mine_out_text(o, "chosen", str_of(m->told ? "told" : "guessed"));
	mine_out_begin(o, "types", '[');
	for (size_t i = 0; i < m->types; i++) {
		mine_out_begin(o, NULL, '{');
		mine_out_text(o, "name", m->type[i].name);
		mine_out_whole(o, "objects", m->type[i].objects);
		mine_out_whole(o, "events", m->type[i].events);
		mine_out_whole(o, "events_with_one", m->type[i].alone);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
	mine_out_whole(o, "events_of_none", m->outside);
	mine_out_whole(o, "events_of_several", m->shared);
	mine_out_end(o, '}');
}

void mine_json(struct cli *c, const struct mine_found *f)
{
	struct mine_out o = { .c = c, .f = f, .first = true };
	int32_t *order = mine_by_rank(f->arena, f->s.activity_rank, f->s.view.activities);

	buf_init(&o.b, MINE_OUT_MOST);
	mine_out_begin(&o, NULL, '{');
	log_part(&o);
	activities(&o, order);
	ends(&o, "start", order, true);
	ends(&o, "end", order, false);
	variants(&o);
	follows(&o);
	mine_out_spread(&o, "duration", &f->s.duration);
	holders(&o);
	if (f->due.n > 0) {
		due(&o);
	}
	if (mine_objects_of(f->in) != NULL) {
		objects(&o, mine_objects_of(f->in));
	}
	mine_json_study(&o);
	if (mine_skips_of(f->in)->n > 0) {
		places(&o, "skipped", mine_skips_of(f->in));
	}
	mine_out_end(&o, '}');
	buf_char(&o.b, '\n');
	mine_out_flush(&o, 0);
	buf_done(&o.b);
}
