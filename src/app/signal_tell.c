/* From findings to signals: what is told, and what is withdrawn. */
#include "signal_tell.h"

#include "app_int.h"
#include "detect.h"
#include "silence.h"

#include "store/signal_row.h"

#include "base/limits.h"
#include "base/num.h"

#include <assert.h>
#include <string.h>

enum { UNTOLD_PAGE = 500, TOLD_AT_ONCE = 100, PARTIAL_MOST = 256, PRAISED_PAGE = 200 };

/* ---- who is asked ---- */

static bool seat_of_person(const struct app *app, const struct detected *d, int64_t at,
			   struct told *t)
{
	const struct org *o = &app->org;
	const struct assignment *last = org_post_after(o, d->person, NULL, at);
	if (!last || org_on_leave(o, d->person, at)) {
		return false;		/* told when they are back */
	}
	t->unit = org_unit(o, d->unit) ? d->unit : last->unit;
	t->seat = (struct seat){ last->unit, last->post, d->person };
	if (org_post_at(o, d->person, t->unit, at, &t->seat.post)) {
		t->seat.unit = t->unit;
	}
	return true;
}

static bool seat_of_unit(const struct app *app, const struct detected *d, int64_t at,
			 struct told *t)
{
	const struct unit *u = org_unit(&app->org, d->unit);
	struct err nobody;
	if (!u || !unit_exists(u, day_of(at)) ||
	    !org_head(&app->org, d->unit, at, &t->seat, &nobody)) {
		return false;
	}
	t->unit = d->unit;
	t->seat.unit = d->unit;
	t->seat.post = post_of("head");
	return true;
}

/* Rule 36: what did not reach them, or fell into leave or an outage, is nobody's silence. */
static bool excused(struct app *app, const struct detected *d, bool *out, struct err *e)
{
	struct dossier *doc;
	*out = false;
	if (d->f.what != DETECT_SILENCE) {
		return true;
	}
	if (!cache_load(app, d->dossier, &doc, e)) {
		return false;
	}
	for (size_t i = 0; i < doc->opinions; i++) {
		const struct opinion *o = &doc->opinion[i];
		const struct seat *s = &doc->ob[o->obligation].holder.seat;
		if (o->asked_at == d->f.from && s->unit.v == d->unit.v) {
			*out = silence_excuse(app, *s, o->due) != EXCUSE_NONE;
			return true;
		}
	}
	return true;
}

/* ---- what is told ---- */

static void take_evidence(struct signal *s, const struct finding *f)
{
	for (size_t i = 0; i < f->seqs && s->evidences < SIGNAL_EVIDENCE; i++) {
		s->evidence[s->evidences++] = f->seq[i];
	}
}

static struct signal signal_of(const struct detected *d)
{
	struct signal s = {
		.what = str_of(detector_name(d->f.what)), .good = detector_good(d->f.what),
		.person = d->person, .dossier = d->dossier, .found_at = d->f.at,
		.from = d->f.from, .to = d->f.to, .work_s = d->f.work_s,
	};
	take_evidence(&s, &d->f);
	return s;
}

static bool is_new(const struct signal *s, struct dossier_id id)
{
	for (size_t i = 0; i < s->others; i++) {
		if (s->other[i].v == id.v) {
			return false;
		}
	}
	return s->dossier.v != id.v;
}

/* Of the same person, else of the same unit, with the same in common, close together. */
static bool akin(const struct told *t, const struct detected *d)
{
	int32_t days = day_of(t->s.found_at).n - day_of(d->f.at).n;
	bool whose = d->person.v != 0 ? t->s.person.v == d->person.v
				      : t->s.person.v == 0 && t->unit.v == d->unit.v;
	return str_is(t->s.what, detector_name(d->f.what)) && whose &&
	       t->common == d->f.common && (days < 0 ? -days : days) < detector_within(d->f.what);
}

/* What only several show is one signal (detector_least). */
static bool joins(struct told *t, const struct detected *d)
{
	struct signal *s = &t->s;
	if (detector_least(d->f.what) < 2 || !akin(t, d) || s->others == SIGNAL_OTHERS) {
		return false;
	}
	if (is_new(s, d->dossier)) {
		s->other[s->others++] = d->dossier;
	}
	take_evidence(s, &d->f);
	return true;
}

static bool same_signal(const struct signal *x, const struct signal *y)
{
	return str_eq(x->what, y->what) && x->person.v == y->person.v &&
	       x->dossier.v == y->dossier.v && x->from == y->from;
}

static struct told *next_told(struct arena *a, struct signal_news *n)
{
	if (n->n == n->cap) {
		struct told *v = arena_array(a, struct told, n->cap = n->cap ? n->cap * 2 : 16);
		if (n->n > 0) {
			memcpy(v, n->told, n->n * sizeof(*v));
		}
		n->told = v;
	}
	return &n->told[n->n++];
}

static bool consider(struct app *app, struct arena *a, const struct detected *d, int64_t at,
		     struct signal_news *out, struct err *e)
{
	struct told t = { .s = signal_of(d), .common = d->f.common };
	bool excuse;
	for (size_t i = 0; i < out->n; i++) {
		if (joins(&out->told[i], d) || same_signal(&out->told[i].s, &t.s)) {
			return true;
		}
	}
	if (t.s.good || !excused(app, d, &excuse, e)) {
		return t.s.good;
	}
	bool asked = detector_of_unit(d->f.what) ? seat_of_unit(app, d, at, &t)
						 : seat_of_person(app, d, at, &t);
	if (asked && !excuse) {
		*next_told(a, out) = t;
	}
	return true;
}

/* One alone of what takes several is nothing. */
static void drop_lonely(struct signal_news *n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n->n; i++) {
		enum detector d;
		int32_t have = 1 + (int32_t)n->told[i].s.others;
		if (detector_named(n->told[i].s.what, &d) && have >= detector_least(d)) {
			n->told[kept++] = n->told[i];
		}
	}
	n->n = kept;
}

static const struct rule_set *rules_now(const struct app *app, int64_t at)
{
	const struct rule_set *r = law_rule_set(&app->law, day_of(at));
	bool ruled = r && r->reply_days > 0 && r->signal_ruling_days > 0 && r->signal_days > 0;
	return ruled ? r : NULL;
}

bool app_signal_news(struct app *app, struct arena *a, int64_t at, struct signal_news *out,
		     struct err *e)
{
	const struct rule_set *rules = rules_now(app, at);
	struct untold_after after;
	size_t n = UNTOLD_PAGE;
	*out = (struct signal_news){ 0 };
	if (!rules) {
		return true;
	}
	int64_t since = at - rules->signal_days * DAY_S;
	/* What only several show may have begun before. */
	after = (struct untold_after){ .at = num_min(since, at - detector_longest() * DAY_S) };
	while (n > 0 && out->n < TOLD_AT_ONCE) {
		struct detected *d;
		if (!store_untold(app->store, a, &after, at, UNTOLD_PAGE, &d, &n, e)) {
			return false;
		}
		for (size_t i = 0; i < n; i++) {
			bool old = d[i].f.at <= since && detector_least(d[i].f.what) == 1;
			if (!old && !consider(app, a, &d[i], at, out, e)) {
				return false;
			}
		}
	}
	drop_lonely(out);
	out->more = n > 0;
	return store_vanished(app->store, a, TOLD_AT_ONCE, &out->gone, &out->gones, e);
}

/* ---- writing ---- */

struct telling {
	struct app *app;
	struct arena *a;
	struct command command;
	int64_t at, first, last;
};

static struct passage *passage_of(struct telling *t)
{
	struct passage *p = arena_new(t->a, struct passage);
	p->app = t->app;
	p->a = t->a;
	p->command = &t->command;
	p->at = t->at;
	p->args = json_new_obj(t->a);
	return p;
}

/* What cannot be decided (a unit without law or calendar) must not stop the others. */
static bool write_one(struct telling *t, struct passage *p, decide_fn *fn, struct err *e)
{
	if (!passage_run(p, fn, RIGHT_SYSTEM, e)) {
		return !engine_failed(e);
	}
	if (p->entries == 0) {
		return true;
	}
	t->first = t->first < 0 ? p->entry[0].seq : t->first;
	t->last = p->entry[p->entries - 1].seq;
	return passage_write(p, e);
}

static bool tell(struct telling *t, const struct told *told, struct err *e)
{
	struct passage *p = passage_of(t);
	p->told = told;
	p->matter.v = world_id(&t->app->world, t->at);
	p->m = arena_new(t->a, struct matter);
	matter_init(p->m, t->a, p->matter);
	return write_one(t, p, decide_open_signal, e);
}

static bool withdraw(struct telling *t, struct matter_id id, struct err *e)
{
	struct passage *p = passage_of(t);
	p->matter = id;
	return matter_load(t->app, t->a, id, &p->m, e) &&
	       write_one(t, p, decide_withdraw_signal, e);
}

static bool write_all(struct telling *t, const struct signal_news *n, struct err *e)
{
	for (size_t i = 0; i < n->n; i++) {
		if (!tell(t, &n->told[i], e)) {
			return false;
		}
	}
	for (size_t i = 0; i < n->gones; i++) {
		if (!withdraw(t, n->gone[i], e)) {
			return false;
		}
	}
	struct hash digest = hash_of(t->command.key.p, t->command.key.n);
	return t->first < 0 ||
	       command_record(t->app, &t->command, digest, t->first, t->last, t->at, e);
}

bool app_signals_write(struct app *app, const struct signal_news *news, struct err *e)
{
	struct telling t = { .app = app, .first = -1 };
	struct store_last last;
	struct arena a;
	assert(app->access == APP_WRITER);
	if (news->n == 0 && news->gones == 0) {
		return true;
	}
	if (!app_sound(app, e) || !writer_time(app, &t.at, e) ||
	    !store_last(app->store, &last, e)) {
		return false;
	}
	arena_init(&a, 0);
	t.a = &a;
	t.command = (struct command){
		.as = STR("system"), .verb = STR("signals"), .at = INSTANT_NONE,
		.key = str_fmt(&a, "signals-%lld-%lld", (long long)t.at, (long long)last.seq + 1),
	};
	bool ok = store_begin(app->store, e);
	if (ok) {
		ok = write_all(&t, news, e) && store_commit(app->store, e);
		if (!ok) {
			store_rollback(app->store);
			cache_clear(&app->cache);
		}
	}
	arena_done(&a);
	return ok;
}

bool app_signals_catch_up(struct app *app, int64_t *told, struct err *e)
{
	struct signal_news news = { .more = true };
	struct arena a;
	int64_t at;
	*told = 0;
	if (!app_detect_catch_up(app, e) || !writer_time(app, &at, e)) {
		return false;
	}
	arena_init(&a, 0);
	bool ok = true, some = true;
	while (ok && some) {
		arena_reset(&a);
		ok = app_signal_news(app, &a, at, &news, e) && app_signals_write(app, &news, e);
		some = ok && (news.more || news.gones == TOLD_AT_ONCE);
		*told += ok ? (int64_t)news.n : 0;
	}
	arena_done(&a);
	return ok;
}

/* ---- for deciding ---- */

static bool gather_partial(struct passage *p, const struct signal *s, struct decide_given *out,
			   struct err *e)
{
	out->partial = arena_array(p->a, struct person_id, PARTIAL_MOST);
	for (size_t i = 0; i <= s->others; i++) {
		struct dossier *d;
		if (!cache_load(p->app, i == 0 ? s->dossier : s->other[i - 1], &d, e)) {
			return false;
		}
		out->partials = signal_partial(d, out->partial, out->partials, PARTIAL_MOST);
	}
	return true;
}

/* Praise of that kind in that dossier that is true and confirmed by nobody. */
static bool find_praise(struct passage *p, struct told **out, struct err *e)
{
	struct dossier_id id;
	int64_t who = 0;
	*out = NULL;
	if (!id_parse('d', json_str(p->args, "dossier"), &id.v)) {
		return true;
	}
	if (!id_parse('p', json_str(p->args, "person"), &who)) {
		who = 0;		/* anybody's */
	}
	struct detected *d;
	size_t n;
	if (!store_untold_of(p->app->store, p->a, id, p->at, PRAISED_PAGE, &d, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		bool it = detector_good(d[i].f.what) &&
			  str_is(json_str(p->args, "what"), detector_name(d[i].f.what)) &&
			  (who == 0 || who == d[i].person.v);
		if (it && org_unit(&p->app->org, d[i].unit)) {
			*out = arena_new(p->a, struct told);
			(*out)->s = signal_of(&d[i]);
			(*out)->unit = d[i].unit;
			return true;
		}
	}
	return true;
}

bool given_signal(struct passage *p, struct decide_given *out, struct err *e)
{
	struct told *praise = NULL;
	if (p->action && p->action->decide == decide_commend && !find_praise(p, &praise, e)) {
		return false;
	}
	const struct told *t = praise ? praise : p->told;
	if (t) {
		out->found = &t->s;
		out->found_unit = t->unit;
		out->found_seat = t->seat;
	}
	const struct signal *s = t ? &t->s : p->m->signal;
	return !s || gather_partial(p, s, out, e);
}
