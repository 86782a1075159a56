/* The ledger of silence. */
#include "silence.h"

#include "app_int.h"

#include "store/silence.h"

#include <string.h>

struct counting {
	struct app *app;
	struct arena *a;
	struct silences *out;
	size_t room;
	struct unit_id top;
	struct day last;
};

/* Had a declared outage cut off the unit, or its agency, at that moment? */
static bool cut_off(const struct org *o, const struct unit *u, int64_t at)
{
	const struct unit *agency = org_agency(o, u, day_of(at));
	for (size_t i = 0; i < o->outages; i++) {
		const struct outage *x = &o->outage[i];
		bool theirs = x->unit.v == u->id.v || (agency && x->unit.v == agency->id.v);
		if (theirs && x->from <= at && at < x->to) {
			return true;
		}
	}
	return false;
}

enum excuse silence_excuse(const struct app *app, struct seat asked, int64_t due)
{
	const struct org *o = &app->org;
	const struct unit *u = org_unit(o, asked.unit);
	return !u || !org_member(o, asked.person, u->id, due) ? EXCUSE_UNDELIVERED
	       : org_on_leave(o, asked.person, due)	      ? EXCUSE_ABSENT
	       : cut_off(o, u, due)			      ? EXCUSE_OUTAGE
							      : EXCUSE_NONE;
}

static struct silence *row_of(struct counting *c, struct seat s)
{
	struct silences *all = c->out;
	struct silence *last = all->n > 0 ? &all->row[all->n - 1] : NULL;
	if (last && last->unit.v == s.unit.v && post_eq(last->post, s.post)) {
		return last;		/* they come by unit, then post */
	}
	if (all->n == c->room) {
		size_t room = c->room > 0 ? 2 * c->room : 64;
		struct silence *grown = arena_array(c->a, struct silence, room);
		if (all->n > 0) {
			memcpy(grown, all->row, all->n * sizeof(*grown));
		}
		all->row = grown;
		c->room = room;
	}
	all->row[all->n] = (struct silence){ .unit = s.unit, .post = s.post };
	return &all->row[all->n++];
}

static void count_one(void *ctx, const struct asked_row *r)
{
	struct counting *c = ctx;
	const struct org *o = &c->app->org;
	const struct unit *u = org_unit(o, r->seat.unit), *top = org_unit(o, c->top);
	if (!u || (top && top != u && !org_below(o, u, top, c->last))) {
		return;
	}
	struct silence *s = row_of(c, r->seat);
	s->asked++;
	if (r->answered_at != INSTANT_NONE && r->answered_at <= r->due) {
		s->in_time++;
		return;
	}
	enum excuse why = silence_excuse(c->app, r->seat, r->due);
	if (why != EXCUSE_NONE) {
		s->undelivered += why == EXCUSE_UNDELIVERED;
		s->absent += why == EXCUSE_ABSENT;
		s->outage += why == EXCUSE_OUTAGE;
	} else if (r->answered_at != INSTANT_NONE) {
		s->late++;
	} else {
		s->silent++;
	}
}

static bool before(const struct org *o, const struct silence *x, const struct silence *y)
{
	if (x->silent != y->silent) {
		return x->silent > y->silent;
	}
	int order = str_cmp(org_unit(o, x->unit)->key, org_unit(o, y->unit)->key);
	return order != 0 ? order < 0 : strcmp(x->post.code, y->post.code) < 0;
}

static void sort_rows(struct silences *all, const struct org *o)
{
	for (size_t i = 1; i < all->n; i++) {
		struct silence x = all->row[i];
		size_t k = i;
		for (; k > 0 && before(o, &x, &all->row[k - 1]); k--) {
			all->row[k] = all->row[k - 1];
		}
		all->row[k] = x;
	}
}

bool app_silences(struct app *app, struct arena *a, struct days days, struct unit_id top,
		  int64_t now, struct silences *out, struct err *e)
{
	struct silences all = { .days = days };
	struct counting c = { .app = app, .a = a, .out = &all, .top = top,
			      .last = { days.until.n - 1 } };
	int64_t until = day_start(days.until);
	if (!store_asked(app->store, day_start(days.from), until < now ? until : now, count_one,
			 &c, e)) {
		return false;
	}
	sort_rows(&all, &app->org);
	*out = all;
	return true;
}
