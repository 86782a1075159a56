/* A store's first entries: itself, the law, the organisation, an administrator. */
#include "app_int.h"
#include "ledger.h"

#include "core/org_import.h"

#include "base/limits.h"

enum { FORMAT = 1, EPOCH = 1 };

struct birth {
	struct app *app;
	const struct app_birth *b;
	int64_t at, seq;
	struct buf bytes;
};

static bool enter(struct birth *t, struct stream stream, enum entry_kind kind,
		  struct json *body, struct err *e)
{
	struct app *app = t->app;
	struct entry en = {
		.seq = t->seq,
		.at = t->at,
		.stream = stream,
		.kind = kind,
		.version = kind_version(kind),
		.cmd = STR("init"),
		.body = body,
	};
	struct arena_mark mark = arena_mark(&app->scratch);
	buf_reset(&t->bytes);
	bool ok = entry_bytes(&t->bytes, &app->scratch, &en, e) &&
		  store_append(app->store, &en, buf_view(&t->bytes), e) &&
		  store_project_entry(app->store, &en, e);
	arena_release(&app->scratch, mark);
	t->seq += ok ? 1 : 0;
	return ok;
}

static bool enter_store(struct birth *t, struct err *e)
{
	struct arena *a = &t->app->scratch;
	struct json *body = json_new_obj(a);
	uint8_t public_key[KEY_SIZE];
	store_log_key(t->app->store, public_key);
	json_set_str(a, body, "name", t->b->name);
	json_set_int(a, body, "epoch", EPOCH);
	json_set_str(a, body, "mode", str_of(app_mode_name(t->b->mode)));
	json_set_str(a, body, "log_key", hex_text(a, public_key, sizeof(public_key)));
	json_set_int(a, body, "format", FORMAT);
	return enter(t, (struct stream){ STREAM_STORE, 0 }, KIND_STORE_OPENED, body, e);
}

static bool enter_law(struct birth *t, struct err *e)
{
	struct arena *a = &t->app->scratch;
	char from[DAY_TEXT];
	day_text(day_of(t->at), from);
	for (size_t i = 0; i < t->b->laws; i++) {
		struct json *body = json_new_obj(a);
		struct hash h;
		char hex[HASH_HEX];
		if (!store_file_put(t->app->store, t->b->law[i].text, &h, e)) {
			return false;
		}
		json_set_str(a, body, "path", t->b->law[i].path);
		json_set_str(a, body, "sha256", str_of(hash_hex(h, hex)));
		json_set_str(a, body, "from", str_of(from));
		if (!enter(t, (struct stream){ STREAM_STORE, 0 }, KIND_LAW_FILE, body, e)) {
			return false;
		}
	}
	return true;
}

static int64_t mint(void *ctx)
{
	struct birth *t = ctx;
	return world_id(&t->app->world, t->at);
}

/* The unit of the administrator: the first without a parent. */
static bool enter_units(struct birth *t, int64_t *top, struct err *e)
{
	struct org_entry *list;
	size_t n;
	*top = 0;
	if (!org_import(&t->app->scratch, t->b->law, t->b->laws, mint, t, &list, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (*top == 0 && list[i].kind == KIND_UNIT_CREATED &&
		    !json_get(list[i].body, "parent")) {
			*top = list[i].stream.id;
		}
		if (!enter(t, list[i].stream, list[i].kind, list[i].body, e)) {
			return false;
		}
	}
	return *top != 0 || err_set(e, ERR_INVALID, "app.no_unit", NULL);
}

static bool enter_admin(struct birth *t, int64_t unit, struct err *e)
{
	struct arena *a = &t->app->scratch;
	struct stream person = { STREAM_PERSON, mint(t) };
	struct json *body = json_new_obj(a);
	char id[ID_TEXT], from[INSTANT_TEXT];
	json_set_str(a, body, "key", t->b->admin);
	if (!enter(t, person, KIND_PERSON_ADDED, body, e)) {
		return false;
	}
	body = json_new_obj(a);
	json_set_str(a, body, "unit", str_of(id_text('u', unit, id)));
	json_set_str(a, body, "post", STR("admin"));
	json_set_str(a, body, "from", str_of(instant_text(t->at, from)));
	return enter(t, person, KIND_ASSIGNED, body, e);
}

static bool enter_all(struct birth *t, struct err *e)
{
	struct store *s = t->app->store;
	int64_t top;
	struct command init = { .key = STR("init") };
	if (!store_begin(s, e) || !enter_store(t, e) || !enter_law(t, e) ||
	    !enter_units(t, &top, e) || !enter_admin(t, top, e)) {
		return false;
	}
	return command_record(t->app, &init, hash_of("init", 4), 0, t->seq - 1, t->at, e) &&
	       store_commit(s, e) && store_made(s, e);
}

static bool check_birth(struct arena *scratch, const struct app_birth *b, struct err *e)
{
	struct law law;
	if (b->mode == APP_PRODUCTION && (b->seed.n > 0 || b->at != INSTANT_NONE)) {
		return err_set(e, ERR_INVALID, "app.clock", NULL);
	}
	if (!org_key_valid(b->admin)) {
		return err_set(e, ERR_INVALID, "app.admin", NULL);
	}
	if (!org_key_valid(b->name)) {
		return err_set(e, ERR_INVALID, "app.name", NULL);
	}
	return law_read(scratch, b->law, b->laws, &law, e);
}

static bool give_birth(struct app *app, const struct app_birth *b, struct err *e)
{
	struct store_keys keys;
	if (b->at != INSTANT_NONE || b->seed.n > 0) {
		int64_t at = b->at != INSTANT_NONE ? b->at : world_now(&app->world);
		world_by_hand(&app->world, at, b->seed);
	}
	world_random(&app->world, &keys, sizeof(keys));
	bool ok = store_create(app->home, b->dir, &keys, &app->store, e);
	wipe(&keys, sizeof(keys));
	if (!ok) {
		return false;
	}
	struct birth t = { .app = app, .b = b, .at = world_now(&app->world) };
	buf_init(&t.bytes, LIMIT_ENTRY + 1);
	ok = enter_all(&t, e);
	buf_done(&t.bytes);
	if (!ok) {
		store_rollback(app->store);
		return false;
	}
	arena_reset(&app->scratch);
	return frame_load(app, e) && ledger_start(app->store, &app->scratch, e);
}

bool app_create(struct arena *a, const struct app_birth *b, struct app **out, struct err *e)
{
	struct app *app = app_new(a, APP_WRITER);
	app->mode = b->mode;
	if (!check_birth(&app->scratch, b, e) || !give_birth(app, b, e)) {
		app_close(app);
		return false;
	}
	*out = app;
	return true;
}
