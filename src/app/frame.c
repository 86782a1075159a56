/* Law and organisation as the ledger tells them, read at start. */
#include "app_int.h"

#include "base/limits.h"

#include <assert.h>
#include <string.h>

/* A tree of JSON takes 40 times its text at most (limits.h). */
enum { LAW_CEILING = LIMIT_ARENA, ORG_CEILING = 128 << 20 };
_Static_assert(LIMIT_LAW <= LAW_CEILING / 48, "the law fits");

/* ---- where it stands ---- */

struct frame *frame_new(void)
{
	struct arena home;
	arena_init(&home, 0);
	struct frame *f = arena_new(&home, struct frame);
	arena_init(&f->law, LAW_CEILING);
	arena_init(&f->org, ORG_CEILING);
	atomic_init(&f->holders, 1);
	f->home = home;
	return f;
}

void frame_let_go(struct frame *f)
{
	if (atomic_fetch_sub(&f->holders, 1) == 1) {
		struct arena home = f->home;
		arena_done(&f->law);
		arena_done(&f->org);
		arena_done(&home);
	}
}

struct frame *app_hold_frame(struct app *app)
{
	atomic_fetch_add(&app->frame->holders, 1);
	return app->frame;
}

/* Room to read anew: what others hold is left to them. Nobody begins to hold meanwhile,
 * for that is done by the app's own thread. */
static void frame_renew(struct app *app)
{
	struct frame *f = app->frame;
	if (atomic_load(&f->holders) == 1) {
		arena_reset(&f->law);
		return;
	}
	app->frame = frame_new();
	frame_let_go(f);
}

/* ---- reading ---- */

struct law_found {			/* a law file as it stands last */
	struct str path;
	struct hash hash;
};

struct reading {
	struct app *app;
	struct arena *paths;		/* where they live */
	bool law;			/* else only the organisation */
	struct law_found found[LIMIT_LAW_FILES];
	size_t files;
};

static bool note_law_file(struct reading *r, const struct entry *en, struct err *e)
{
	struct str path, hex;
	struct hash h;
	if (!body_str(en, "path", &path, e) || !body_str(en, "sha256", &hex, e)) {
		return false;
	}
	if (!hash_from_hex(hex, &h)) {
		return err_set(e, ERR_CORRUPT, "app.entry", "name", "sha256", NULL);
	}
	for (size_t i = 0; i < r->files; i++) {
		if (str_eq(r->found[i].path, path)) {
			r->found[i].hash = h;
			return true;
		}
	}
	if (r->files == LIMIT_LAW_FILES) {
		(void)err_set(e, ERR_LIMIT, "law.files", NULL);
		return err_add_int(e, "max", LIMIT_LAW_FILES);
	}
	r->found[r->files++] = (struct law_found){ str_dup(r->paths, path), h };
	return true;
}

static bool read_frame_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct reading *r = ctx;
	struct entry en;
	struct arena_mark mark = arena_mark(&r->app->scratch);
	bool ok = entry_read(&r->app->scratch, s->bytes, &en, e);
	if (ok && en.kind == KIND_LAW_FILE) {
		ok = !r->law || note_law_file(r, &en, e);
	} else if (ok && en.kind == KIND_SUBJECT_ERASED) {
		ok = erase_note(r->app, &en, e);
	} else if (ok && en.kind == KIND_ACCESS_KEPT) {
		ok = body_int(&en, "last", &r->app->access_kept, e);
	} else if (ok) {
		ok = org_apply(&r->app->org, &en, e);
	}
	arena_release(&r->app->scratch, mark);
	return ok;
}

static bool read_sources(struct reading *r, struct arena *a, struct law_source **out,
			 struct err *e)
{
	struct law_source *source = arena_array(a, struct law_source, r->files);
	for (size_t i = 0; i < r->files; i++) {
		source[i].path = r->found[i].path;
		if (!store_file_get(r->app->store, a, r->found[i].hash, &source[i].text, e)) {
			if (e->code == ERR_NOT_FOUND) {
				(void)err_set(e, ERR_CORRUPT, "app.law_file", "path",
					      str_cstr(a, r->found[i].path), NULL);
			}
			return false;
		}
	}
	*out = source;
	return true;
}

static bool build_law(struct reading *r, struct err *e)
{
	struct app *app = r->app;
	struct law_source *source;
	return read_sources(r, &app->frame->law, &source, e) &&
	       law_read(&app->frame->law, source, r->files, &app->law, e);
}

static bool load(struct app *app, bool law, struct err *e)
{
	struct reading *r = arena_new(&app->scratch, struct reading);
	r->app = app;
	r->paths = &app->frame->law;
	r->law = law;
	arena_reset(&app->frame->org);
	org_init(&app->org, &app->frame->org);
	app->erasure = NULL;
	app->erasures = app->erasures_cap = 0;
	bool ok = store_frame(app->store, 0, read_frame_entry, r, e) &&
		  (!law || build_law(r, e));
	arena_reset(&app->scratch);
	return ok;
}

bool frame_load(struct app *app, struct err *e)
{
	frame_renew(app);
	return load(app, true, e);
}

bool frame_reload_org(struct app *app, struct err *e)
{
	assert(atomic_load(&app->frame->holders) == 1);	/* a writer's: it makes no views */
	return load(app, false, e);
}

bool frame_follow(struct app *app, struct err *e)
{
	struct reading *r = arena_new(&app->scratch, struct reading);
	r->app = app;
	r->paths = &app->frame->law;
	r->law = true;
	if (!store_frame(app->store, app->seen + 1, read_frame_entry, r, e)) {
		return false;
	}
	bool amended = r->files > 0;
	arena_reset(&app->scratch);
	if (amended) {
		cache_clear(&app->cache);	/* they point into the old law */
		return frame_load(app, e);
	}
	return true;
}

static bool read_law_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct reading *r = ctx;
	struct entry en;
	if (!str_is(s->kind, kind_name(KIND_LAW_FILE))) {
		return true;
	}
	struct arena_mark mark = arena_mark(&r->app->scratch);
	bool ok = entry_read(&r->app->scratch, s->bytes, &en, e) && note_law_file(r, &en, e);
	arena_release(&r->app->scratch, mark);
	return ok;
}

bool frame_law_files(struct app *app, struct arena *a, struct law_source **out, size_t *n,
		     struct err *e)
{
	struct reading *r = arena_new(a, struct reading);
	r->app = app;
	r->paths = a;
	if (!store_frame(app->store, 0, read_law_entry, r, e) || !read_sources(r, a, out, e)) {
		return false;
	}
	*n = r->files;
	return true;
}

struct first {
	struct arena *a;
	struct entry *out;
	bool found;
};

static bool read_first(void *ctx, const struct stored *s, struct err *e)
{
	struct first *f = ctx;
	f->found = true;
	return entry_read(f->a, str_dup(f->a, s->bytes), f->out, e);
}

bool frame_birth(struct app *app, struct arena *a, struct entry *out, struct err *e)
{
	struct first f = { .a = a, .out = out };
	if (!store_range(app->store, 0, 1, read_first, &f, e)) {
		return false;
	}
	if (!f.found || out->kind != KIND_STORE_OPENED) {
		return err_set(e, ERR_CORRUPT, "app.empty", NULL);
	}
	return true;
}
