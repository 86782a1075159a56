/* Opening and closing, and what an app knows. */
#include "app_int.h"
#include "attach.h"
#include "ledger.h"

#include "store/survey.h"

#include "base/limits.h"

#include <assert.h>

enum { PAUSE_US = 1000000 };

static const char *const mode_names[] = {
	[APP_PRODUCTION] = "production", [APP_DEMO] = "demo", [APP_TEST] = "test",
};

const char *app_mode_name(enum app_mode m)
{
	return mode_names[m];
}

bool app_mode_parse(struct str s, enum app_mode *out)
{
	for (size_t i = 0; i < ARRAY_LEN(mode_names); i++) {
		if (str_is(s, mode_names[i])) {
			*out = (enum app_mode)i;
			return true;
		}
	}
	return false;
}

struct app *app_new(struct arena *a, enum app_access access)
{
	struct app *app = arena_new(a, struct app);
	app->home = a;
	app->access = access;
	app->org_ticked_at = INSTANT_NONE;
	app->frame = frame_new();
	arena_init(&app->scratch, 0);
	arena_init(&app->staff_arena, 0);
	imap_init(&app->staff, &app->staff_arena);
	arena_init(&app->machines_arena, 0);
	imap_init(&app->machines, &app->machines_arena);
	cache_init(&app->cache);
	world_real(&app->world);
	app->opened.clock = world_clock();
	app->opened.awake = world_awake();
	return app;
}

void app_close(struct app *app)
{
	if (!app) {
		return;
	}
	store_close(app->store);
	cache_done(&app->cache);
	frame_let_go(app->frame);
	arena_done(&app->scratch);
	arena_done(&app->staff_arena);
	arena_done(&app->machines_arena);
}

bool app_log_key(struct app *app, const uint8_t seed[KEY_SIZE], struct err *e)
{
	struct str hex;
	struct entry birth;
	uint8_t public_key[KEY_SIZE], secret_key[SECRET_SIZE];
	if (!frame_birth(app, &app->scratch, &birth, e) ||
	    !body_str(&birth, "log_key", &hex, e)) {
		return false;
	}
	sign_keys(seed, public_key, secret_key);
	wipe(secret_key, sizeof(secret_key));
	return str_eq(hex, hex_text(&app->scratch, public_key, sizeof(public_key))) ||
	       err_set(e, ERR_CORRUPT, "store.other_key", "file", "log.key", NULL);
}

/* Another store's key would sign what this one cannot have said. Who only reads
 * needs no key, unless it examines. */
static bool check_keys(struct app *app, const struct app_options *o, struct err *e)
{
	uint8_t seed[KEY_SIZE];
	if (o->access == APP_WRITER) {
		return app_log_key(app, store_log_seed(app->store), e);
	}
	bool ok = !o->examining ||
		  (survey_keys(app->store, seed, e) && app_log_key(app, seed, e));
	wipe(seed, sizeof(seed));
	return ok;
}

static bool read_mode(struct app *app, const struct app_options *o, struct err *e)
{
	struct entry birth;
	bool ok = frame_birth(app, &app->scratch, &birth, e);
	struct str mode = { 0 };
	ok = ok && body_str(&birth, "mode", &mode, e);
	if (ok && !app_mode_parse(mode, &app->mode)) {
		ok = err_set(e, ERR_CORRUPT, "app.entry", "name", "mode", NULL);
	}
	ok = ok && check_keys(app, o, e);
	arena_reset(&app->scratch);
	return ok;
}

static bool set_world(struct app *app, const struct app_options *o, struct err *e)
{
	bool asked = o->clock != INSTANT_NONE || o->seed.n > 0;
	if (app->mode == APP_PRODUCTION) {
		return !asked || err_set(e, ERR_INVALID, "app.clock", NULL);
	}
	/* A reader of a demo or test store stands at its last moment: what the
	 * machine's clock says means nothing there. */
	if (!asked && app->access == APP_WRITER) {
		return true;
	}
	struct store_last last;
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	/* Chance goes on where the ledger ends, so that no id comes twice. */
	struct str seed = o->seed.n == 0 ? o->seed :
		str_fmt(app->home, "%.*s@%lld", STR_ARG(o->seed), (long long)last.seq);
	int64_t clock = o->clock != INSTANT_NONE ? o->clock : last.at;
	world_by_hand(&app->world, clock > last.at ? clock : last.at, seed);
	return true;
}

/* From here on each group's commit is followed by a signed head. */
static bool start_log(struct app *app, struct err *e)
{
	bool ok = ledger_start(app->store, &app->scratch, e);
	arena_reset(&app->scratch);
	return ok;
}

static bool open_store(struct app *app, const struct app_options *o, struct err *e)
{
	enum store_mode mode = o->access == APP_WRITER ? STORE_WRITER : STORE_READER;
	if (!store_open(app->home, o->dir, mode, &app->store, e)) {
		return false;
	}
	if (store_stale(app->store) && !o->rebuilding) {
		return err_set(e, ERR_CONFLICT, "app.stale", NULL);
	}
	if (!read_mode(app, o, e) || !set_world(app, o, e) ||
	    !(o->access == APP_READER ? follow_start(app, e) : frame_load(app, e))) {
		return false;
	}
	/* Whoever still reads an old log hinders an erasure's last step only. */
	if (o->access == APP_WRITER && !o->examining && !erase_finish(app, e) &&
	    e->code != ERR_BUSY) {
		return false;
	}
	if (o->access == APP_WRITER && !o->examining && !o->rebuilding &&
	    !attachments_tidy(app, e)) {
		return false;
	}
	return o->access == APP_READER || o->rebuilding || o->examining || start_log(app, e);
}

bool app_open(struct arena *a, const struct app_options *o, struct app **out, struct err *e)
{
	struct app *app = app_new(a, o->access);
	if (!open_store(app, o, e)) {
		app_close(app);
		return false;
	}
	*out = app;
	return true;
}

enum app_mode app_mode_of(const struct app *app)
{
	return app->mode;
}

const struct law *app_law(const struct app *app)
{
	return &app->law;
}

const struct org *app_org(const struct app *app)
{
	return &app->org;
}

int64_t app_now(const struct app *app)
{
	return world_now(&app->world);
}

int64_t app_seen(const struct app *app)
{
	return app->seen;
}

bool app_last(struct app *app, struct app_last *out, struct err *e)
{
	struct store_last last;
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	*out = (struct app_last){ last.seq, last.at };
	return true;
}

void app_random(struct app *app, void *p, size_t n)
{
	world_random(&app->world, p, n);
}

bool app_root(struct app *app, struct hash *out, struct err *e)
{
	return store_root(app->store, out, e);
}

bool app_file_put(struct app *app, struct str bytes, struct hash *out, struct err *e)
{
	return store_file_put(app->store, bytes, out, e);
}

struct store *app_store(struct app *app)
{
	return app->store;
}

bool app_set_clock(struct app *app, int64_t at, struct err *e)
{
	int64_t now;
	if (app->mode == APP_PRODUCTION) {
		return err_set(e, ERR_INVALID, "app.clock", NULL);
	}
	if (app->world.by_hand) {
		return true;
	}
	/* From the ledger's last moment on: what time would have done comes first. */
	struct store_last last;
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	now = last.at < at ? last.at : at;
	app->world.by_hand = true;
	app->world.hand_at = now;
	return true;
}

bool app_wide(const struct app *app)
{
	return store_wal_wide(app->store);
}

int64_t app_log_bytes(const struct app *app)
{
	return store_wal_bytes(app->store);
}

void app_tidy(struct app *app)
{
	bool done;
	struct err e;
	/* A failure shows at the next write; the log may grow until then. */
	if (!store_checkpoint(app->store, STORE_TIDY_COPY, &done, &e)) {
		return;
	}
}

/* Readers of one moment (verify, backup) keep the log from being emptied as long as
 * they run; for them nobody at a counter waits. */
void app_pause(struct app *app)
{
	bool done = false;
	struct err e;
	if (!store_wal_full(app->store) || store_wal_bytes(app->store) < app->pause_at) {
		return;
	}
	int64_t until = world_ticks_us() + PAUSE_US;
	while (!done && world_ticks_us() < until) {
		if (!store_checkpoint(app->store, STORE_TIDY_RESET, &done, &e)) {
			return;
		}
		if (!done) {
			world_pause();
		}
	}
	app->pause_at = done ? 0 : 2 * store_wal_bytes(app->store);
}

void app_breathe(struct app *app)
{
	if (app_wide(app)) {
		app_tidy(app);
		app_pause(app);
	}
}

bool app_sync_off(struct app *app, struct err *e)
{
	assert(app->access == APP_WRITER && app->mode != APP_PRODUCTION);
	return store_sync_off(app->store, e);
}

bool app_sync_on(struct app *app, struct err *e)
{
	return store_sync_on(app->store, e);
}
