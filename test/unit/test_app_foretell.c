/* A thread that looks once an hour with a forecast: what it finds is drafted by the writer. */
#include "app/foretell.h"
#include "app/foretell_run.h"
#include "app/view.h"

#include "app_fixture.h"

#include <time.h>

static const char *folder;

enum { OLD = 40, THEN = FIXTURE_AT + 10 * DAY_S + 7 * 3600 + 1800 };	/* 12 March, 15:00 */

static int64_t then_clock(void *ctx)
{
	(void)ctx;
	return THEN;
}

static void act(struct app *app, const char *at, const char *as, const char *verb,
		struct str args)
{
	static int n;
	const char *line = str_fmt(&arena, "{\"key\":\"k%d\",\"as\":\"%s\",\"do\":\"%s\","
					   "\"at\":\"%s:00+07:00\",\"args\":{%.*s}}",
				   ++n, as, verb, at, STR_ARG(args)).p;

	fixture_act(app, line);
}

static void on(struct app *app, const char *at, const char *as, const char *verb,
	       const char *code, const char *more)
{
	act(app, at, as, verb, str_fmt(&arena, "\"dossier\":\"%s\"%s", code, more));
}

static void people(struct app *app)
{
	static const struct { const char *key, *post, *unit; } seat[] = {
		{ "lan", "clerk", "25195.mc" }, { "minh", "head", "25195.kt" },
		{ "tuan", "officer", "25195.kt" }, { "chu", "head", "25195" },
		{ "van", "records", "25195.vp" },
	};

	for (size_t i = 0; i < ARRAY_LEN(seat); i++) {
		act(app, "2026-03-02T08:00", "admin", "add_person",
		    str_fmt(&arena, "\"key\":\"%s\"", seat[i].key));
		act(app, "2026-03-02T08:00", "admin", "assign",
		    str_fmt(&arena, "\"person\":\"%s\",\"unit\":\"%s\",\"post\":\"%s\"",
			    seat[i].key, seat[i].unit, seat[i].post));
	}
}

static const char *code_of(const char *day, int n)
{
	return str_fmt(&arena, "H19.21-2603%s-%04d", day, n).p;
}

/* At the counter, then in the hands of the officer. */
static void begun(struct app *app, const char *at, const char *code)
{
	act(app, at, "lan", "receive_new",
	    STR("\"procedure\":\"1.001612\",\"channel\":\"counter\",\"receiving\":\"25195.mc\","
		"\"owner\":{\"name\":\"Thu\"}"));
	on(app, at, "lan", "hand_over", code, ",\"outcome\":\"forward\"");
	on(app, at, "tuan", "take", code, "");
}

static void ended(struct app *app, const char *at, const char *code, const char *file, int n)
{
	on(app, at, "tuan", "hand_over", code, ",\"outcome\":\"forward\"");
	on(app, at, "minh", "take", code, "");
	on(app, at, "minh", "finish", code, "");
	on(app, at, "chu", "sign", code, "");
	on(app, at, "van", "take", code, "");
	on(app, at, "van", "number", code,
	   str_fmt(&arena, ",\"number\":\"%d/GCN\",\"book\":\"GCN\",\"file\":\"%s\"", n, file).p);
	on(app, at, "van", "ready", code, "");
}

static const char *result_file(struct app *app)
{
	static char hex[HASH_HEX];
	struct hash h;
	struct err e = { .key = "" };

	ok(app_file_put(app, STR("%PDF-1.4 a result"), &h, &e), "a file %s", e.key);
	return hash_hex(h, hex);
}

/* Forty that lay a week at a room, and one that is there since yesterday. */
static void fill(struct app *app)
{
	const char *file = result_file(app);

	people(app);
	for (int i = 1; i <= OLD; i++) {
		begun(app, "2026-03-02T09:00", code_of("02", i));
	}
	for (int i = 1; i <= OLD; i++) {
		ended(app, "2026-03-10T09:00", code_of("02", i), file, i);
	}
	begun(app, "2026-03-11T09:00", code_of("11", 1));
	act(app, "2026-03-12T15:00", "admin", "add_person", STR("\"key\":\"later\""));
}

/* What it has drafted, by the entries: chance, or 0. */
static int32_t drafted(struct app *app)
{
	const struct dossier *d;
	struct err e = { .key = "" };

	if (!app_dossier(app, &arena, str_of(code_of("11", 1)), &d, &e)) {
		ok(false, "a dossier: %s", e.key);
		exit(done_testing());
	}
	return d->apologies > 0 ? d->apology[0].chance : 0;
}

/* Ten seconds at most. */
static bool comes(struct app *reader)
{
	struct err e;

	for (int i = 0; i < 1000; i++) {
		const struct timespec pause = { 0, 10 * 1000 * 1000 };

		if (app_look(reader, THEN, &e)) {
			bool there = drafted(reader) > 0;

			app_looked(reader);
			if (there) {
				return true;
			}
		}
		(void)nanosleep(&pause, NULL);
	}
	return false;
}

int main(void)
{
	struct foretell_runner *r = NULL;
	struct writer *w = NULL;
	struct foresight f;
	struct err e = { .key = "" };

	hash_setup();
	arena_init(&arena, 0);
	folder = fixture_folder();
	struct app *app = fixture_make(folder, APP_TEST);

	fill(app);
	ok(app_foresee(app, &arena, THEN, &f, &e) && f.n == 1 && f.looked == 1,
	   "one of one is likely to be late %s", e.key);
	is_int(f.n == 1 ? f.one[0].cases : 0, OLD, "learnt of all that had their result");
	is_int(drafted(app), 0, "looking drafts nothing");
	struct app *reader = fixture_open(folder, APP_READER);
	struct foretell_options o = { .dir = folder, .clock = then_clock };

	ok(writer_start(&arena, app, &w, &e), "a writer %s", e.key);
	o.writer = w;
	ok(foretell_run_start(&arena, &o, &r, &e), "the thread starts %s", e.key);
	ok(comes(reader), "and has it drafted");
	is_int(drafted(reader), f.one[0].chance, "with the chance");
	foretell_run_stop(r);
	writer_stop(w);
	app_close(reader);
	is_int(drafted(app), f.one[0].chance, "the writer's own fold says the same");
	app_close(app);
	fixture_remove(folder);
	arena_done(&arena);
	return done_testing();
}
