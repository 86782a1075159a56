/* Examining a store. */
#include "doctor.h"

#include "app_int.h"

#include <string.h>

enum { FINDINGS_MOST = 64, FILES_NAMED = 8, CHUNK = 5000 };

struct doctor {
	struct arena *a;
	struct app *app;
	struct examined *out;
	int64_t from, files;
};

static void note(void *ctx, enum finding_weight w, const struct err *what)
{
	struct doctor *d = ctx;

	if (w == FINDING_FAULT) {
		d->out->sound = false;
	}
	if (d->out->n < FINDINGS_MOST) {
		d->out->finding[d->out->n++] = (struct finding){ .weight = w, .what = *what };
	}
}

static void fault(struct doctor *d, const struct err *what)
{
	note(d, FINDING_FAULT, what);
}

/* ---- files that entries name ---- */

static bool look_at_file(struct doctor *d, struct str hex)
{
	struct hash h;
	struct err e;
	bool there = hash_from_hex(hex, &h) && store_file_check(d->app->store, h, &e);

	if (!there && d->files++ < FILES_NAMED) {
		struct err what;

		err_set(&what, ERR_CORRUPT, "doctor.file", "sha256", str_cstr(d->a, hex), NULL);
		fault(d, &what);
	}
	return true;
}

static bool look_at_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct doctor *d = ctx;
	bool law = str_is(s->kind, kind_name(KIND_LAW_FILE));
	struct entry en;
	struct str hex;

	d->from = s->seq + 1;
	if (!law && !str_is(s->kind, kind_name(KIND_NUMBERED)) &&
	    !str_is(s->kind, kind_name(KIND_FILE_ATTACHED))) {
		return true;
	}
	struct arena_mark mark = arena_mark(d->a);
	bool ok = entry_read(d->a, s->bytes, &en, e) &&
		  body_str(&en, law ? "sha256" : "file", &hex, e) && look_at_file(d, hex);

	arena_release(d->a, mark);
	return ok;
}

static void look_at_files(struct doctor *d)
{
	struct err e;
	int64_t before;

	do {
		before = d->from;
		if (!store_range(d->app->store, d->from, CHUNK, look_at_entry, d, &e)) {
			fault(d, &e);
			return;
		}
	} while (d->from > before);
}

/* ---- keys, clock, projections ---- */

static void look_at_keys(struct doctor *d)
{
	uint8_t seed[KEY_SIZE];
	struct err e;
	bool ok = survey_keys(d->app->store, seed, &e) && app_log_key(d->app, seed, &e);

	wipe(seed, sizeof(seed));
	if (!ok) {
		fault(d, &e);
	}
}

static void look_at_clock(struct doctor *d, int64_t clock)
{
	struct store_last last;
	struct err e;

	if (clock == INSTANT_NONE && d->app->mode != APP_PRODUCTION) {
		return;
	}
	if (!store_last(d->app->store, &last, &e)) {
		fault(d, &e);
		return;
	}
	int64_t now = clock != INSTANT_NONE ? clock : world_now(&d->app->world);

	if (last.at > now) {
		char at[INSTANT_TEXT], here[INSTANT_TEXT];
		struct err what;

		err_set(&what, ERR_CONFLICT, "doctor.clock", "last", instant_vi(last.at, at),
			"now", instant_vi(now, here), NULL);
		fault(d, &what);
	}
}

static void look_inside(struct doctor *d, const char *dir, int64_t clock)
{
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE,
				 .rebuilding = true };
	struct err e;

	if (!app_open(d->a, &o, &d->app, &e)) {
		fault(d, &e);
		return;
	}
	if (store_stale(d->app->store)) {
		err_set(&e, ERR_CONFLICT, "app.stale", NULL);
		fault(d, &e);
	}
	look_at_keys(d);
	look_at_clock(d, clock);
	look_at_files(d);
	app_close(d->app);
}

void app_examine(struct arena *a, const char *dir, int64_t clock, struct examined *out)
{
	struct doctor d = { .a = a, .out = out };

	*out = (struct examined){ .sound = true };
	out->finding = arena_array(a, struct finding, FINDINGS_MOST);
	if (survey_folder(a, dir, note, &d)) {
		look_inside(&d, dir, clock);
	}
}
