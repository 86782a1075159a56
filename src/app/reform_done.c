/* What was passed on, as the ledger tells. */
#include "reform_done.h"

#include "app_int.h"
#include "reform_int.h"
#include "reform_moved.h"

#include <string.h>

struct act {				/* an entry `succeeded` */
	int64_t seq, at;
	struct dossier_id dossier;
	size_t record;			/* whose it is */
	bool instead;			/* from an agency that lasts: it was with the wrong one */
};

struct reading {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	struct day on;
	struct act *act;
	size_t acts, room;
	struct str *minutes;		/* of each record */
	size_t records, records_room;
	struct arena one;		/* of the dossier that is folded */
};

/* ---- the entries of the day ---- */

static size_t record_of(struct reading *r, struct str minutes)
{
	for (size_t i = 0; i < r->records; i++) {
		if (str_eq(r->minutes[i], minutes)) {
			return i;
		}
	}
	if (r->records == r->records_room) {
		size_t room = r->records_room > 0 ? 2 * r->records_room : 8;
		struct str *grown = arena_array(r->a, struct str, room);

		if (r->records > 0) {
			memcpy(grown, r->minutes, r->records * sizeof(*grown));
		}
		r->minutes = grown;
		r->records_room = room;
	}
	r->minutes[r->records] = str_dup(r->a, minutes);
	return r->records++;
}

static bool note_act(void *ctx, const struct stored *s, struct err *e)
{
	struct reading *r = ctx;
	struct entry en;

	arena_reset(&r->one);
	if (!entry_read(&r->one, s->bytes, &en, e)) {
		return false;
	}
	if (r->acts == r->room) {
		size_t room = r->room > 0 ? 2 * r->room : 256;
		struct act *grown = arena_array(r->a, struct act, room);

		if (r->acts > 0) {
			memcpy(grown, r->act, r->acts * sizeof(*grown));
		}
		r->act = grown;
		r->room = room;
	}
	r->act[r->acts++] = (struct act){
		.seq = s->seq, .at = s->at, .dossier = { s->stream.id },
		.record = record_of(r, json_text(json_get(en.body, "minutes"))),
		.instead = json_bool(en.body, "instead", false) };
	return true;
}

/* ---- a dossier before and after ---- */

struct folding {
	struct reading *r;
	const struct act *act;
	struct dossier *d;
	struct moved_before before;
};

static bool fold_until(void *ctx, const struct stored *s, struct err *e)
{
	struct folding *f = ctx;
	struct arena *a = &f->r->one;
	struct entry en;

	if (s->seq > f->act->seq) {
		return true;
	}
	if (s->seq == f->act->seq) {
		moved_before(a, f->d, &f->before);
	}
	return entry_read(a, str_dup(a, s->bytes), &en, e) &&
	       dossier_apply(&f->r->app->law, f->d, &en, e);
}

static bool has_unit(const struct reform *r, struct unit_id id)
{
	for (size_t i = 0; i < r->units; i++) {
		if (r->unit[i].unit->id.v == id.v) {
			return true;
		}
	}
	return false;
}

/* An agency that had ended then, though it may have been kept after all since. */
static void put_left(struct reading *r, struct reform *to, struct unit_id id)
{
	const struct unit *u = org_unit(&r->app->org, id);

	if (u != NULL && !has_unit(to, id)) {
		(void)reform_put_unit(r->app, r->a, to, u);
	}
}

static bool put_act(struct reading *r, const struct act *act, struct reform *to, size_t *room,
		    struct err *e)
{
	struct folding f = { .r = r, .act = act };

	arena_reset(&r->one);
	f.d = arena_new(&r->one, struct dossier);
	dossier_init(f.d, &r->one, act->dossier);
	struct stream stream = { STREAM_DOSSIER, act->dossier.v };
	if (!store_stream(r->app->store, stream, 0, fold_until, &f, e)) {
		return false;
	}
	struct reform_dossier v = {
		.id = act->dossier, .code = str_dup(r->a, f.d->code), .due = f.d->due,
		.step = label_step(r->ask, f.d->version, f.d->step), .how = REFORM_PASSES };

	moved_between(r->app, r->ask, r->on, &f.before, f.d, &v);
	if (v.competent && !act->instead) {
		put_left(r, to, v.was);
	}
	reform_put_dossier(r->a, to, room, &v);
	return true;
}

/* ---- posts that ended ---- */

/* The record a post belongs to that ended then: posts end after the dossiers. */
static size_t record_before(const struct reading *r, int64_t at)
{
	size_t found = r->acts > 0 ? r->act[0].record : 0;

	for (size_t i = 0; i < r->acts && r->act[i].at <= at; i++) {
		found = r->act[i].record;
	}
	return found;
}

static bool over_then(const struct reading *r, const struct assignment *s)
{
	return s->to != INSTANT_NONE && s->to > s->from && day_of(s->to).n == r->on.n;
}

static void put_posts(const struct reading *r, struct reform_done *done)
{
	const struct org *o = &r->app->org;

	for (size_t i = 0; i < done->n; i++) {
		done->record[i].r.post = arena_array(r->a, struct reform_post, o->assignments);
	}
	for (size_t i = 0; i < o->assignments && done->n > 0; i++) {
		const struct assignment *s = &o->assignment[i];

		if (!over_then(r, s)) {
			continue;
		}
		struct reform *to = &done->record[record_before(r, s->to)].r;

		if (reform_unit_ended(r->app, s->unit, r->on) ||
		    has_unit(to, reform_agency_of(r->app, r->on, s->unit))) {
			to->post[to->posts++] = (struct reform_post){ s->person, s->unit, s->post,
								      false };
		}
	}
}

static bool posts_ended(const struct reading *r, int64_t *at)
{
	bool any = false;

	for (size_t i = 0; i < r->app->org.assignments; i++) {
		const struct assignment *s = &r->app->org.assignment[i];

		if (over_then(r, s) && reform_unit_ended(r->app, s->unit, r->on)) {
			*at = any && *at < s->to ? *at : s->to;
			any = true;
		}
	}
	return any;
}

/* ---- all of it ---- */

static void begin_record(struct reading *r, struct reform_record *v, int64_t at)
{
	int64_t over = day_start((struct day){ r->on.n + 1 }) - 1;

	v->r.on = r->on;
	v->r.at = at;
	/* Whoever was given a post later that day has one. */
	v->r.settled = over < r->ask->now ? over : r->ask->now;
	reform_put_units(r->app, r->a, &v->r);
}

static bool put_acts(struct reading *r, struct reform_done *done, struct err *e)
{
	size_t *room = arena_array(r->a, size_t, done->n);

	for (size_t i = 0; i < r->acts; i++) {
		const struct act *act = &r->act[i];
		struct reform_record *v = &done->record[act->record];

		if (v->r.first_seq == 0) {
			v->r.first_seq = act->seq;
			begin_record(r, v, act->at);
		}
		v->r.last_seq = act->seq;
		if (!put_act(r, act, &v->r, &room[act->record], e)) {
			return false;
		}
	}
	return true;
}

static bool make(struct reading *r, struct reform_done *done, struct err *e)
{
	int64_t from = day_start(r->on), until = day_start((struct day){ r->on.n + 1 });
	int64_t at = from;

	if (!store_succeeded(r->app->store, from, until, note_act, r, e)) {
		return false;
	}
	bool posts = posts_ended(r, &at);

	done->n = r->records > 0 ? r->records : posts ? 1 : 0;
	done->record = arena_array(r->a, struct reform_record, done->n);
	for (size_t i = 0; i < r->records; i++) {
		done->record[i].minutes = r->minutes[i];
	}
	if (done->n > r->records) {
		begin_record(r, &done->record[0], at);
	}
	if (!put_acts(r, done, e)) {
		return false;
	}
	put_posts(r, done);
	for (size_t i = 0; i < done->n; i++) {
		struct reform_record *v = &done->record[i];

		reform_drop_settled(r->app, &v->r);
		app_reform_pairs(r->app, r->a, &v->r, &v->pairs);
	}
	return true;
}

bool app_reform_done(struct app *app, struct arena *a, const struct asking *ask, struct day on,
		     struct reform_done *out, struct err *e)
{
	struct reading r = { .app = app, .a = a, .ask = ask, .on = on };
	struct reform_done done = { .n = 0 };

	arena_init(&r.one, 0);
	bool ok = make(&r, &done, e);

	arena_done(&r.one);
	*out = done;
	return ok;
}

bool app_reform_days(struct app *app, int64_t now, struct day out[REFORM_DAYS], size_t *n,
		     struct err *e)
{
	int64_t before = now + 1, at;

	*n = 0;
	while (*n < REFORM_DAYS) {
		if (!store_succeeded_last(app->store, before, &at, e)) {
			return false;
		}
		if (at == INSTANT_NONE) {
			return true;
		}
		out[(*n)++] = day_of(at);
		before = day_start(day_of(at));
	}
	return true;
}
