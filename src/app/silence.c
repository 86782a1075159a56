/* The ledger of silence. */
#include "silence.h"

#include "app_int.h"
#include "signals.h"

#include "store/signal_row.h"
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

/* ---- what they said to it ---- */

enum { SIGNALS_LOOKED_AT = 5000, REPLIES_MOST = 500, REPLIES_OF_ROW = 20 };

/* At which post the opinion lay that the signal is about. */
static bool post_asked(struct app *app, const struct signal_row *r, struct post *out,
		       struct err *e)
{
	struct dossier *d;
	*out = post_of("head");
	if (!cache_load(app, r->dossier, &d, e)) {
		return false;
	}
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion *o = &d->opinion[i];
		const struct seat *s = &d->ob[o->obligation].holder.seat;
		if (o->asked_at == r->from && s->unit.v == r->unit.v) {
			*out = s->post;
		}
	}
	return true;
}

static struct silence *silence_of(struct silences *all, struct unit_id unit, struct post post)
{
	for (size_t i = 0; i < all->n; i++) {
		if (all->row[i].unit.v == unit.v && post_eq(all->row[i].post, post)) {
			return &all->row[i];
		}
	}
	return NULL;
}

static void keep_reply(struct counting *c, struct silence *s, const struct signal_view *v)
{
	for (size_t i = 0; i < v->steps; i++) {
		const struct signal_step *st = &v->step[i];
		if (st->kind != KIND_SIGNAL_REPLIED || s->replies == REPLIES_OF_ROW) {
			continue;
		}
		if (s->reply == NULL) {
			s->reply = arena_array(c->a, struct silence_reply, REPLIES_OF_ROW);
		}
		s->reply[s->replies++] = (struct silence_reply){
			.at = st->at, .code = v->line.code, .text = st->text,
			.ruling = v->line.lapsed ? STR("lapsed")
						 : str_of(signal_ruling_name(v->line.ruling)) };
	}
}

static bool one_reply(struct counting *c, const struct asking *ask, struct person_id who,
		      const struct signal_row *r, struct err *e)
{
	struct signal_view v;
	struct post post;
	struct err hidden;
	struct silence *s = NULL;
	if (!post_asked(c->app, r, &post, e)) {
		return false;
	}
	s = silence_of(c->out, r->unit, post);
	if (s != NULL && app_signal(c->app, c->a, ask, who, r->matter, &v, &hidden)) {
		keep_reply(c, s, &v);
	}
	return true;
}

static bool put_replies(struct counting *c, const struct asking *ask, struct person_id who,
			int64_t since, int64_t until, struct err *e)
{
	struct signal_rows rows;
	size_t told = 0;
	if (!store_signals(c->app->store, c->a, since, SIGNALS_LOOKED_AT, &rows, e)) {
		return false;
	}
	for (size_t i = rows.n; i > 0 && told < REPLIES_MOST; i--) {
		const struct signal_row *r = &rows.row[i - 1];
		if (!str_is(r->what, detector_name(DETECT_SILENCE)) || r->found_at >= until ||
		    r->replied_at == INSTANT_NONE) {
			continue;
		}
		told++;
		if (!one_reply(c, ask, who, r, e)) {
			return false;
		}
	}
	return true;
}

bool app_silences(struct app *app, struct arena *a, const struct asking *ask, struct days days,
		  struct unit_id top, struct person_id who, struct silences *out,
		  struct err *e)
{
	struct silences all = { .days = days };
	struct counting c = { .app = app, .a = a, .out = &all, .top = top,
			      .last = { days.until.n - 1 } };
	int64_t since = day_start(days.from), until = day_start(days.until);
	until = until < ask->now ? until : ask->now;
	if (!store_asked(app->store, since, until, count_one, &c, e) ||
	    !put_replies(&c, ask, who, since, until, e)) {
		return false;
	}
	sort_rows(&all, &app->org);
	*out = all;
	return true;
}
