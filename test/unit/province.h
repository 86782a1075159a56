/*
 * A small province that lived through some months, for tests of views: made once per
 * test program, read by a reader of its own at its last moment.
 */
#ifndef DUNGHEN_TEST_PROVINCE_H
#define DUNGHEN_TEST_PROVINCE_H

#include "tap.h"

#include "app/app_int.h"
#include "app/demo.h"
#include "app/label.h"
#include "base/embed.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena home;	/* of the app's handle, which takes more as it goes */
static struct arena arena;
static struct err err;

/* Ends the test when what must work does not. */
TAP_FUNCTION static void must(bool good, const char *what)
{
	if (!good) {
		ok(false, "%s: %s (%s %s)", what, err.key, err.arg[0].value, err.arg[1].value);
		exit(done_testing());
	}
}

/* Environment VIEWS_DB names a store to look at instead of a small new one. */
TAP_FUNCTION static struct app *province_open(char base[32], int64_t dossiers)
{
	const char *given = getenv("VIEWS_DB");
	struct app_options reader = { .dir = given, .access = APP_READER,
				      .clock = INSTANT_NONE };
	struct law_source *law;
	struct demo_count count;
	struct app *app;

	hash_setup();
	arena_init(&home, 0);
	arena_init(&arena, (size_t)1 << 31);
	snprintf(base, 32, "/tmp/dunghen-views.XXXXXX");
	if (given == NULL) {
		ok(mkdtemp(base) != NULL, "a folder");
		law = arena_array(&arena, struct law_source, embed_count());
		for (size_t i = 0; i < embed_count(); i++) {
			law[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
		}
		reader.dir = str_fmt(&arena, "%s/db", base).p;
		struct demo_options o = {
			.dir = reader.dir, .dossiers = dossiers, .months = 4,
			.seed = STR("province"), .until = day_make(2026, 10, 31),
			.law = law, .laws = embed_count(),
		};
		must(demo_run(&home, &o, &app, &count, &err), "a province");
		app_close(app);
	}
	must(app_open(&home, &reader, &app, &err), "a reader of it");
	return app;
}

TAP_FUNCTION static void province_close(struct app *app, const char *base)
{
	app_close(app);
	if (getenv("VIEWS_DB") == NULL &&
	    system(str_fmt(&arena, "rm -rf '%s'", base).p) != 0) {
		diag("%s stays behind", base);
	}
	arena_done(&arena);
	arena_done(&home);
}

/* Every dossier row, for counting by hand what a view finds by its index. */
struct all_rows {
	struct dossier_row *row;
	size_t n;
};

TAP_FUNCTION static struct all_rows all_rows(struct app *app)
{
	struct list_query q = { .by = LIST_ID, .limit = LIST_MAX };
	struct dossier_page page = { .more = true };
	struct all_rows all = { .row = arena_array(&arena, struct dossier_row, 40000) };

	while (page.more && all.n + LIST_MAX <= 40000) {
		must(store_list(app->store, &arena, &q, &page, &err), "a page of rows");
		memcpy(all.row + all.n, page.row, page.n * sizeof(*page.row));
		all.n += page.n;
		q.after = page.next;
	}
	return all;
}

#endif
