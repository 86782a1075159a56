/* Folded dossiers at hand, so that a busy one isn't read again for every act. */
#include "app_int.h"
#include "view.h"

#include "base/limits.h"

#include <string.h>

/* A dossier's memory at most; beyond it the state is folded afresh. */
enum { STATE_CEILING = 64 << 20, STATE_WIDE = 256 << 10 };

/* Entries kept of all dossiers together; beyond it all are let go. */
enum { TOLD_MOST = 8 << 20 };

void cache_init(struct cache *c)
{
	*c = (struct cache){ 0 };
	arena_init(&c->home, 0);
}

static void untell(struct cache *c, struct cached *s)
{
	c->told -= s->told.total;
	arena_done(&s->told);
	arena_init(&s->told, STATE_CEILING);
	s->entry = NULL;
	s->entries = s->room = 0;
}

static void forget(struct cache *c, struct cached *s)
{
	untell(c, s);
	s->id = 0;
	s->used = 0;
	s->phone_seen = -1;
	/* One that grew wide gives its memory back. */
	if (s->arena.total > STATE_WIDE) {
		arena_done(&s->arena);
		arena_init(&s->arena, STATE_CEILING);
	} else {
		arena_reset(&s->arena);
	}
}

void cache_clear(struct cache *c)
{
	for (size_t i = 0; i < CACHE_SETS; i++) {
		for (size_t k = 0; c->set[i] && k < CACHE_WAYS; k++) {
			forget(c, &c->set[i][k]);
		}
	}
}

void cache_done(struct cache *c)
{
	for (size_t i = 0; i < CACHE_SETS; i++) {
		for (size_t k = 0; c->set[i] && k < CACHE_WAYS; k++) {
			arena_done(&c->set[i][k].arena);
			arena_done(&c->set[i][k].told);
		}
	}
	arena_done(&c->home);
}

/* The places of an id; made at the first use of one. */
static struct cached *set_of(struct cache *c, int64_t id)
{
	uint64_t h = (uint64_t)id * 0x9e3779b97f4a7c15u;
	struct cached **set = &c->set[(h >> 32) % CACHE_SETS];
	if (!*set) {
		*set = arena_array(&c->home, struct cached, CACHE_WAYS);
		for (size_t k = 0; k < CACHE_WAYS; k++) {
			arena_init(&(*set)[k].arena, STATE_CEILING);
			arena_init(&(*set)[k].told, STATE_CEILING);
		}
	}
	return *set;
}

static struct cached *find(struct cache *c, int64_t id)
{
	struct cached *set = set_of(c, id);
	for (size_t k = 0; k < CACHE_WAYS; k++) {
		if (set[k].id == id) {
			return &set[k];
		}
	}
	return NULL;
}

struct cached *cache_at(struct app *app, struct dossier_id id)
{
	return find(&app->cache, id.v);
}

void cache_drop(struct cache *c, struct dossier_id id)
{
	struct cached *s = find(c, id.v);
	if (s) {
		forget(c, s);
	}
}

/* Makes room for an id that is not there. */
static struct cached *place(struct cache *c, int64_t id)
{
	struct cached *set = set_of(c, id);
	struct cached *oldest = &set[0];
	for (size_t k = 1; k < CACHE_WAYS; k++) {
		if (set[k].used < oldest->used) {
			oldest = &set[k];
		}
	}
	forget(c, oldest);
	oldest->id = id;
	oldest->used = ++c->clock;
	dossier_init(&oldest->dossier, &oldest->arena, (struct dossier_id){ id });
	return oldest;
}

/* ---- by code ---- */

/* FNV-1a. */
static int64_t *place_of(struct cache *c, struct str code)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < code.n; i++) {
		h = (h ^ (unsigned char)code.p[i]) * 0x100000001b3u;
	}
	return &c->by_code[(h >> 32) % CACHE_CODES];
}

void cache_coded(struct app *app, const struct dossier *d)
{
	*place_of(&app->cache, d->code) = d->id.v;
}

struct dossier *cache_by_code(struct app *app, struct str code)
{
	int64_t id = *place_of(&app->cache, code);
	struct cached *s = id != 0 ? find(&app->cache, id) : NULL;
	/* One taken back leaves its code to whichever comes with it. */
	if (!s || s->seen < app->seen || !str_eq(s->dossier.code, code) ||
	    s->dossier.state == DOSSIER_UNDONE) {
		return NULL;
	}
	s->used = ++app->cache.clock;
	return &s->dossier;
}

struct dossier *cache_make(struct app *app, struct dossier_id id)
{
	return &place(&app->cache, id.v)->dossier;
}

struct folding {
	struct app *app;
	struct dossier *d;
	size_t entries;
};

static bool fold_one(void *ctx, const struct stored *s, struct err *e)
{
	struct folding *f = ctx;
	struct entry en;
	/* The fold copies what it keeps. */
	struct arena_mark mark = arena_mark(&f->app->scratch);
	bool ok = entry_read(&f->app->scratch, s->bytes, &en, e) &&
		  dossier_apply(&f->app->law, f->d, &en, e);
	arena_release(&f->app->scratch, mark);
	f->entries++;
	return ok;
}

bool cache_load(struct app *app, struct dossier_id id, struct dossier **out, struct err *e)
{
	struct cached *s = find(&app->cache, id.v);
	if (s && s->seen >= app->seen) {
		s->used = ++app->cache.clock;
		*out = &s->dossier;
		return true;
	}
	bool known = s != NULL;
	s = known ? s : place(&app->cache, id.v);
	struct folding f = { .app = app, .d = &s->dossier, .entries = known };
	struct stream stream = { STREAM_DOSSIER, id.v };
	int64_t from = known ? s->dossier.seq + 1 : 0;
	bool ok = store_stream(app->store, stream, from, fold_one, &f, e);
	if (ok && f.entries == 0) {
		char text[ID_TEXT];
		ok = err_set(e, ERR_NOT_FOUND, "dossier.unknown", "value",
			     id_text('d', id.v, text), NULL);
	}
	if (!ok) {
		forget(&app->cache, s);
		return false;
	}
	s->seen = app->seen;
	s->used = ++app->cache.clock;
	*out = &s->dossier;
	return true;
}

/* ---- what was entered ---- */

static void untell_all(struct cache *c)
{
	for (size_t i = 0; i < CACHE_SETS; i++) {
		for (size_t k = 0; c->set[i] && k < CACHE_WAYS; k++) {
			untell(c, &c->set[i][k]);
		}
	}
}

static bool tell_one(void *ctx, const struct stored *stored, struct err *e)
{
	struct cached *s = ctx;
	if (s->entries == s->room) {
		size_t room = s->room > 0 ? 2 * s->room : 32;
		struct entry *grown = arena_array(&s->told, struct entry, room);
		if (s->entries > 0) {
			memcpy(grown, s->entry, s->entries * sizeof(*grown));
		}
		s->entry = grown;
		s->room = room;
	}
	if (!entry_read(&s->told, str_dup(&s->told, stored->bytes), &s->entry[s->entries], e)) {
		return false;
	}
	s->entries++;
	return true;
}

bool cache_entries(struct app *app, struct dossier_id id, struct entry_list *out,
		   struct err *e)
{
	struct cache *c = &app->cache;
	struct dossier *d;
	if (!cache_load(app, id, &d, e)) {
		return false;
	}
	struct cached *s = find(c, id.v);
	int64_t last = s->entries > 0 ? s->entry[s->entries - 1].seq : -1;
	if (last < d->seq) {
		size_t before = s->told.total;
		struct stream stream = { STREAM_DOSSIER, id.v };
		if (c->told > TOLD_MOST) {
			untell_all(c);
			before = 0;
			last = -1;
		}
		bool ok = store_stream(app->store, stream, last + 1, tell_one, s, e);
		c->told += s->told.total - before;
		if (!ok) {
			untell(c, s);
			return false;
		}
	}
	*out = (struct entry_list){ s->entry, s->entries };
	return true;
}
