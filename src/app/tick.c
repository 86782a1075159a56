/* What time does by itself: silence, reminders, overdue marks, leave. */
#include "app_int.h"
#include "foretell.h"

#include "store/matter_row.h"

#include "base/limits.h"
#include "base/num.h"

#include <assert.h>

enum { TICK_PAGE = 100 };

struct ticking {
	struct app *app;
	struct arena *a;
	int64_t at;
	struct command command;		/* of the system; its key names the moment */
	int64_t first, last;		/* entries of this command; first -1: none */
	int64_t entries;
	const struct foresight *foresight;	/* what is being drafted by it, or NULL */
};

/* Decides and writes what time does to one. What cannot be helped (a unit whose tree has
 * nobody) must not stop time for all others; it is tried again next time. */
static bool tick_passage(struct ticking *t, struct passage *p, decide_fn *fn, struct err *e)
{
	if (!passage_run(p, fn, RIGHT_SYSTEM, e)) {
		return !engine_failed(e);
	}
	if (p->entries == 0) {
		return true;
	}
	if (!passage_write(p, e)) {
		return false;
	}
	t->first = t->first < 0 ? p->entry[0].seq : t->first;
	t->last = p->entry[p->entries - 1].seq;
	t->entries += (int64_t)p->entries;
	return true;
}

/* The list of escalations of an agency's day (rule 38): the open one, or one to be made. */
static bool give_list(struct ticking *t, struct passage *p, struct err *e)
{
	struct app *app = t->app;
	int64_t lists_at = escalation_list_at(p->d);
	struct matter_rows rows;
	if (lists_at == INSTANT_NONE || t->at < lists_at) {
		return true;
	}
	struct unit_id agency = escalation_agency(&app->org, p->d, t->at);
	if (!store_matters_of(app->store, t->a, agency, MATTER_ESCALATIONS, INT64_MAX, INT64_MAX,
			      1, &rows, e)) {
		return false;
	}
	bool open = rows.n > 0 && rows.row[0].closed_at == INSTANT_NONE &&
		    day_of(rows.row[0].opened_at).n == day_of(t->at).n;
	if (open) {
		p->matter = rows.row[0].id;
		return matter_load(app, t->a, p->matter, &p->m, e);
	}
	p->matter.v = world_id(&app->world, t->at);
	p->m = arena_new(t->a, struct matter);
	matter_init(p->m, t->a, p->matter);
	return true;
}

/* One dossier within the open group; what the act is told besides goes into its args. */
static bool dossier_passage(struct ticking *t, int64_t id, struct passage **out, struct err *e)
{
	struct passage *p = arena_new(t->a, struct passage);
	p->app = t->app;
	p->a = t->a;
	p->command = &t->command;
	p->at = t->at;
	p->dossier = (struct dossier_id){ id };
	p->args = json_new_obj(t->a);
	if (!cache_load(t->app, p->dossier, &p->d, e)) {
		return false;
	}
	p->before = store_mark(t->a, p->d);
	*out = p;
	return true;
}

static bool tick_one(struct ticking *t, int64_t id, struct err *e)
{
	struct passage *p;
	return dossier_passage(t, id, &p, e) && give_list(t, p, e) &&
	       tick_passage(t, p, decide_tick, e);
}

static const struct foreseen *foreseen_of(const struct foresight *f, int64_t id)
{
	size_t low = 0, high = f->n;
	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		*(f->one[mid].dossier.v <= id ? &low : &high) = mid;
	}
	return &f->one[low];
}

static bool foretell_one(struct ticking *t, int64_t id, struct err *e)
{
	const struct foreseen *f = foreseen_of(t->foresight, id);
	struct passage *p;
	if (!dossier_passage(t, id, &p, e)) {
		return false;
	}
	json_set_int(t->a, p->args, "chance", f->chance);
	json_set_int(t->a, p->args, "cases", f->cases);
	json_set_int(t->a, p->args, "learnt_at", t->foresight->learnt_at);
	return tick_passage(t, p, decide_foretell, e);
}

typedef bool tick_fn(struct ticking *t, int64_t id, struct err *e);

/* Keys of ticks are the moment and the first entry: never twice the same. */
static struct str tick_key(struct app *app, struct arena *a, int64_t at, struct err *e)
{
	struct store_last last = { 0 };
	if (!store_last(app->store, &last, e)) {
		return (struct str){ 0 };
	}
	return str_fmt(a, "tick-%lld-%lld", (long long)at, (long long)last.seq + 1);
}

/* A page of dossiers or matters as one command of the system, in a group of its own. */
static bool system_group(struct app *app, struct arena *a, tick_fn *fn,
			 const struct foresight *foresight, int64_t at, const int64_t *id,
			 size_t n, int64_t *entries, struct err *e)
{
	struct ticking t = { .app = app, .a = a, .at = at, .first = -1, .foresight = foresight };
	t.command = (struct command){ .as = STR("system"), .at = INSTANT_NONE,
				      .verb = foresight ? STR("foretell") : STR("tick") };
	t.command.key = tick_key(app, a, at, e);
	if (t.command.key.n == 0 || !store_begin(app->store, e)) {
		return false;
	}
	bool ok = true;
	for (size_t i = 0; ok && i < n && t.entries < LIMIT_ENTRIES; i++) {
		ok = fn(&t, id[i], e);
	}
	if (ok && t.first >= 0) {
		struct hash digest = hash_of(t.command.key.p, t.command.key.n);
		ok = command_record(app, &t.command, digest, t.first, t.last, at, e);
	}
	ok = ok && store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
		cache_clear(&app->cache);
		return false;
	}
	*entries += t.entries;
	return true;
}

static bool tick_group(struct app *app, struct arena *a, tick_fn *fn, int64_t at,
		       const int64_t *id, size_t n, int64_t *entries, struct err *e)
{
	return system_group(app, a, fn, NULL, at, id, n, entries, e);
}

bool app_foretell(struct app *app, const struct foresight *f, int64_t *entries, struct err *e)
{
	struct arena a;
	int64_t at;
	assert(app->access == APP_WRITER);
	*entries = 0;
	arena_reset(&app->scratch);
	if (!app_sound(app, e) || !writer_time(app, &at, e)) {
		return false;
	}
	bool ok = true;
	arena_init(&a, 0);
	for (size_t i = 0; ok && i < f->n; i += TICK_PAGE) {
		int64_t id[TICK_PAGE];
		size_t n = 0;
		while (n < TICK_PAGE && i + n < f->n) {
			id[n] = f->one[i + n].dossier.v;
			n++;
		}
		arena_reset(&a);
		ok = system_group(app, &a, foretell_one, f, at, id, n, entries, e);
	}
	arena_done(&a);
	return ok;
}

/* ---- dossiers whose moment has come ---- */

static size_t ids_of(const struct dossier_page *page, int64_t *out)
{
	for (size_t i = 0; i < page->n; i++) {
		out[i] = page->row[i].id.v;
	}
	return page->n;
}

static bool tick_due(struct app *app, int64_t at, int64_t *entries, struct err *e)
{
	struct list_query q = { .by = LIST_TICK, .until = at, .limit = TICK_PAGE };
	int64_t id[TICK_PAGE];
	struct arena a;
	bool ok = true, more = true;
	arena_init(&a, 0);
	while (ok && more) {
		struct dossier_page page;
		arena_reset(&a);
		/* `after` points into the arena: codes are not part of this order */
		ok = store_list(app->store, &a, &q, &page, e);
		if (ok) {
			q.after = page.next;
			q.after.code = (struct str){ 0 };
			more = page.more;
			ok = page.n == 0 ||
			     tick_group(app, &a, tick_one, at, id, ids_of(&page, id), entries, e);
		}
	}
	arena_done(&a);
	return ok;
}

/* ---- matters ---- */

static bool tick_matter(struct ticking *t, struct matter_id id, struct err *e)
{
	struct passage *p = arena_new(t->a, struct passage);
	p->app = t->app;
	p->a = t->a;
	p->command = &t->command;
	p->at = t->at;
	p->matter = id;
	p->args = json_new_obj(t->a);
	return matter_load(t->app, t->a, id, &p->m, e) &&
	       tick_passage(t, p, decide_tick_matter, e);
}

static bool one_matter(struct ticking *t, int64_t id, struct err *e)
{
	return tick_matter(t, (struct matter_id){ id }, e);
}

static bool tick_matters(struct app *app, int64_t at, int64_t *entries, struct err *e)
{
	struct matter_moment after = { .next_at = INT64_MIN }, m[TICK_PAGE];
	struct arena a;
	size_t n = TICK_PAGE;
	bool ok = true;
	arena_init(&a, 0);
	while (ok && n == TICK_PAGE) {
		int64_t id[TICK_PAGE];
		arena_reset(&a);
		ok = store_matter_moments(app->store, at, after, TICK_PAGE, m, &n, e);
		for (size_t i = 0; ok && i < n; i++) {
			id[i] = m[i].id.v;
			after = m[i];
		}
		ok = ok && (n == 0 || tick_group(app, &a, one_matter, at, id, n, entries, e));
	}
	arena_done(&a);
	return ok;
}

static bool tick_owed(struct app *app, struct person_id person, struct unit_id unit, int64_t at,
		      int64_t *entries, struct err *e)
{
	struct owed_after after = { 0 };
	struct arena a;
	bool ok = true, more = true;
	arena_init(&a, 0);
	while (ok && more) {
		struct owed_rows rows = { 0 };
		int64_t id[TICK_PAGE];
		arena_reset(&a);
		ok = store_owed(app->store, &a, person, unit, after, TICK_PAGE, &rows, e);
		for (size_t i = 0; ok && i < rows.n; i++) {
			const struct owed_row *r = &rows.row[i];
			id[i] = r->matter.id.v;
			after = (struct owed_after){ r->sort, id[i], r->no };
		}
		more = rows.more;
		ok = ok && (rows.n == 0 ||
			    tick_group(app, &a, one_matter, at, id, rows.n, entries, e));
	}
	arena_done(&a);
	return ok;
}

/* ---- holders on leave or gone ---- */

static bool tick_held(struct app *app, enum duty_of of, int64_t who, int64_t at,
		      int64_t *entries, struct err *e)
{
	struct list_cursor after = { 0 };
	struct arena a;
	bool ok = true, more = true;
	arena_init(&a, 0);
	while (ok && more) {
		struct duty_page page;
		int64_t id[TICK_PAGE];
		size_t n = 0;
		arena_reset(&a);
		ok = store_duties(app->store, &a, of, who, after, TICK_PAGE, &page, e);
		for (size_t i = 0; ok && i < page.n; i++) {
			/* two duties in one dossier: the second finds nothing to do */
			id[n++] = page.row[i].dossier.v;
		}
		if (ok) {
			after = page.next;
			after.code = (struct str){ 0 };
			more = page.more;
			ok = n == 0 || tick_group(app, &a, tick_one, at, id, n, entries, e);
		}
	}
	arena_done(&a);
	struct person_id person = { of == DUTY_PERSON ? who : 0 };
	struct unit_id unit = { of == DUTY_UNIT ? who : 0 };
	return ok && tick_owed(app, person, unit, at, entries, e);
}

/* Also at `after` itself: what was entered in that second came after its tick. */
static bool within(int64_t moment, int64_t after, int64_t upto)
{
	return moment != INSTANT_NONE && moment >= after && moment <= upto;
}

static int64_t closing_of(const struct unit *u)
{
	return u->to.n == INT32_MAX ? INSTANT_NONE : (int64_t)u->to.n * DAY_S - ZONE_S;
}

/* A head is back: what nobody has taken is theirs again (rule 7). */
static bool tick_returned(struct app *app, struct person_id head, int64_t at, int64_t *entries,
			  struct err *e)
{
	const struct org *o = &app->org;
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *s = &o->assignment[i];
		if (s->person.v == head.v && post_is(s->post, "head") && s->from <= at &&
		    (s->to == INSTANT_NONE || at < s->to) &&
		    !tick_held(app, DUTY_UNIT, s->unit.v, at, entries, e)) {
			return false;
		}
	}
	return true;
}

static bool tick_people(struct app *app, int64_t at, int64_t *entries, struct err *e)
{
	const struct org *o = &app->org;
	int64_t after = app->org_ticked_at;
	for (size_t i = 0; i < o->leaves; i++) {
		const struct leave *l = &o->leave[i];
		/* all who are away, so that nothing reached them meanwhile */
		if (l->from <= at && at < l->to &&
		    !tick_held(app, DUTY_PERSON, l->person.v, at, entries, e)) {
			return false;
		}
		if (within(l->to, after, at) &&
		    !tick_returned(app, l->person, at, entries, e)) {
			return false;
		}
	}
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *s = &o->assignment[i];
		if (within(s->to, after, at) &&
		    !tick_held(app, DUTY_PERSON, s->person.v, at, entries, e)) {
			return false;
		}
	}
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];
		if (within(closing_of(u), after, at) &&
		    !tick_held(app, DUTY_UNIT, u->id.v, at, entries, e)) {
			return false;
		}
	}
	app->org_ticked_at = at;
	return true;
}

bool app_tick(struct app *app, int64_t *entries, struct err *e)
{
	int64_t at;
	assert(app->access == APP_WRITER);
	*entries = 0;
	arena_reset(&app->scratch);
	return app_sound(app, e) && writer_time(app, &at, e) && tick_people(app, at, entries, e) &&
	       tick_due(app, at, entries, e) && tick_matters(app, at, entries, e) &&
	       access_tick(app, at, entries, e);
}

/* ---- the next moment ---- */

static void sooner(int64_t moment, int64_t after, int64_t *best)
{
	if (moment != INSTANT_NONE && moment > after &&
	    (*best == INSTANT_NONE || moment < *best)) {
		*best = moment;
	}
}

static int64_t next_of_org(const struct org *o, int64_t after)
{
	int64_t best = INSTANT_NONE;
	for (size_t i = 0; i < o->leaves; i++) {
		sooner(o->leave[i].from, after, &best);
		sooner(o->leave[i].to, after, &best);
	}
	for (size_t i = 0; i < o->assignments; i++) {
		sooner(o->assignment[i].to, after, &best);
	}
	for (size_t i = 0; i < o->units; i++) {
		sooner(closing_of(o->unit[i]), after, &best);
	}
	return best;
}

bool app_next_tick(struct app *app, int64_t after, int64_t *out, struct err *e)
{
	if (!app_sound(app, e)) {
		return false;
	}
	int64_t best = next_of_org(&app->org, after);
	/* The first row beyond (after, every id). */
	struct list_query q = {
		.by = LIST_TICK,
		.until = INT64_MAX,
		.after = { .set = true, .key = after, .id = INT64_MAX },
		.limit = 1,
	};
	struct dossier_page page;
	struct arena a;
	arena_init(&a, 0);
	bool ok = store_list(app->store, &a, &q, &page, e);
	if (ok && page.n > 0) {
		sooner(page.row[0].next_at, after, &best);
	}
	arena_done(&a);
	struct matter_moment m, beyond = { .next_at = after, .id = { INT64_MAX } };
	size_t n = 0;
	ok = ok && store_matter_moments(app->store, INT64_MAX, beyond, 1, &m, &n, e);
	if (ok && n > 0) {
		sooner(m.next_at, after, &best);
	}
	*out = best;
	return ok;
}

/* Of the command's form only; app_act says what is wrong with it. */
static bool well_formed(struct app *app, const struct command *c)
{
	const struct action *action = action_find(c->verb);
	struct person_id who;
	struct err ignored;
	return action && action_check(action, c->args, &ignored) &&
	       time_reckoned(app, c->at, &ignored) &&
	       (str_is(c->as, "portal") || resolve_person(app, c->as, &who, &ignored));
}

bool app_reach(struct app *app, const struct command *c, struct err *e)
{
	struct store_command before;
	bool found;
	int64_t entries;
	if (c->at == INSTANT_NONE || app->mode == APP_PRODUCTION) {
		return true;
	}
	if (!app_sound(app, e) ||
	    !store_command_find(app->store, c->key, &before, &found, e)) {
		return false;
	}
	if (found || !well_formed(app, c)) {
		return true;
	}
	return app_set_clock(app, c->at, e) && app_advance(app, c->at, &entries, e);
}

bool app_advance(struct app *app, int64_t at, int64_t *entries, struct err *e)
{
	int64_t now;
	*entries = 0;
	if (!app->world.by_hand) {
		return err_set(e, ERR_INVALID, "app.clock", NULL);
	}
	if (!writer_time(app, &now, e)) {
		return false;
	}
	if (at < now) {
		char last[INSTANT_TEXT];
		return err_set(e, ERR_INVALID, "command.backward", "last",
			       instant_text(now, last), NULL);
	}
	for (;;) {
		int64_t moment, written;
		if (!app_next_tick(app, now, &moment, e)) {
			return false;
		}
		now = moment == INSTANT_NONE || moment > at ? at : moment;
		world_set(&app->world, now);
		if (!app_tick(app, &written, e)) {
			return false;
		}
		*entries += written;
		if (now == at) {
			return true;
		}
	}
}
