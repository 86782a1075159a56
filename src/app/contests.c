/* Contests of competence for those who lead. */
#include "contests.h"

#include "app_int.h"

#include "store/contest_row.h"

enum { LOOKED_AT = 5000 };

struct looking {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	const struct unit *top;
	struct contests *out;
	size_t cap;
};

static bool below(const struct looking *l, struct unit_id id)
{
	const struct org *o = &l->app->org;
	const struct unit *u = org_unit(o, id);

	return u != NULL && org_below(o, u, l->top, day_of(l->ask->now));
}

static struct contest_count *count_of(struct looking *l, struct unit_id id)
{
	struct contests *c = l->out;

	for (size_t i = 0; i < c->counts; i++) {
		if (c->count[i].id.v == id.v) {
			return &c->count[i];
		}
	}
	c->count[c->counts] = (struct contest_count){
		.id = id, .unit = label_unit(l->app, id, l->ask->now) };
	return &c->count[c->counts++];
}

static void add(struct looking *l, const struct contest_row *r)
{
	if (below(l, r->by)) {
		struct contest_count *c = count_of(l, r->by);

		c->contested++;
		c->won += r->end == CONTEST_UPHELD;
		c->lost += r->end == CONTEST_DISMISSED || r->end == CONTEST_LAPSED;
		c->open += r->end == CONTEST_OPEN;
	}
	if (below(l, r->sender)) {
		struct contest_count *c = count_of(l, r->sender);

		c->sent++;
		c->sent_wrong += r->end == CONTEST_UPHELD;
	}
}

static void put_line(struct looking *l, const struct contest_row *r)
{
	const struct law *law = &l->app->law;
	const struct coded *reason = coded_find(law->contest_reason, law->contest_reasons,
						r->reason);
	bool open = r->end == CONTEST_OPEN;
	struct unit_id arbiter = r->ruled_by.v != 0 ? r->ruled_by : r->arbiter;

	l->out->line[l->out->n++] = (struct contest_line){
		.code = r->code, .procedure = label_procedure(l->app, l->ask, r->procedure),
		.reason = reason != NULL ? label_named(l->ask, reason->name) : r->reason,
		.by = label_unit(l->app, r->by, r->at),
		.sender = label_unit(l->app, r->sender, r->at),
		.named = label_unit(l->app, r->named, r->at),
		.arbiter = label_unit(l->app, arbiter, r->at),
		.at = r->at, .due = r->due, .ended_at = r->ended_at, .end = r->end,
		.escalated = r->escalated_at != INSTANT_NONE,
		.late = (open ? l->ask->now : r->ended_at) > r->first_due,
		.work_s = r->work_s,
	};
}

static bool shown(const struct looking *l, const struct contest_row *r, enum contests_show show)
{
	bool open = r->end == CONTEST_OPEN, mine = open && r->arbiter.v == l->top->id.v;

	switch (show) {
	case CONTESTS_ALL:
		return true;
	case CONTESTS_OPEN:
		return open;
	case CONTESTS_MINE:
		return mine;
	}
	return false;
}

static void arrange(struct contests *c)
{
	for (size_t i = 1; i < c->counts; i++) {
		struct contest_count one = c->count[i];
		size_t k = i;

		for (; k > 0 && c->count[k - 1].contested + c->count[k - 1].sent <
					one.contested + one.sent; k--) {
			c->count[k] = c->count[k - 1];
		}
		c->count[k] = one;
	}
}

bool app_contests(struct app *app, struct arena *a, const struct asking *ask,
		  struct unit_id unit, int64_t since, enum contests_show show,
		  struct contests *out, struct err *e)
{
	struct looking l = { .app = app, .a = a, .ask = ask, .out = out,
			     .top = org_unit(&app->org, unit) };
	struct contest_row *row;
	size_t n;

	*out = (struct contests){ 0 };
	if (l.top == NULL) {
		return true;
	}
	if (!store_contests(app->store, a, since, LOOKED_AT, &row, &n, e)) {
		return false;
	}
	out->line = arena_array(a, struct contest_line, CONTESTS_MOST);
	out->count = arena_array(a, struct contest_count, 2 * n);
	out->more = n == LOOKED_AT;
	for (size_t i = 0; i < n; i++) {
		const struct contest_row *r = &row[i];

		if (!below(&l, r->by) && !below(&l, r->sender) && !below(&l, r->arbiter)) {
			continue;
		}
		add(&l, r);
		out->mine += r->end == CONTEST_OPEN && r->arbiter.v == unit.v;
		if (shown(&l, r, show) && out->n < CONTESTS_MOST) {
			put_line(&l, r);
		}
	}
	arrange(out);
	return true;
}
