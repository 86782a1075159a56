/*
 * A store of the compiled-in law in a fresh folder, for tests of app.
 */
#ifndef DUNGHEN_TEST_APP_FIXTURE_H
#define DUNGHEN_TEST_APP_FIXTURE_H

#include "app/app.h"

#include "base/embed.h"

#include "tap.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena arena;

/* 2026-03-02 07:30, a Monday. */
enum { FIXTURE_AT = 1772411400 };

TAP_FUNCTION static const char *fixture_folder(void)
{
	const char *tmp = getenv("TMPDIR");
	struct str path = str_fmt(&arena, "%s/dunghen.XXXXXX", tmp != NULL ? tmp : "/tmp");
	char *base = str_cstr(&arena, path);

	if (mkdtemp(base) == NULL) {
		perror(base);
		exit(1);
	}
	return str_cstr(&arena, str_fmt(&arena, "%s/db", base));
}

TAP_FUNCTION static void fixture_remove(const char *dir)
{
	struct str line = str_fmt(&arena, "rm -rf '%.*s'", (int)(strlen(dir) - 3), dir);

	if (system(str_cstr(&arena, line)) != 0) {
		diag("%s stays behind", dir);
	}
}

TAP_FUNCTION static struct app *fixture_make(const char *dir, enum app_mode mode)
{
	struct law_source *law = arena_array(&arena, struct law_source, embed_count());
	struct app *app = NULL;
	struct err e = { .key = "" };

	for (size_t i = 0; i < embed_count(); i++) {
		law[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	struct app_birth b = {
		.dir = dir, .name = STR("test"), .mode = mode, .admin = STR("admin"),
		.at = INSTANT_NONE, .law = law, .laws = embed_count(),
	};
	if (mode != APP_PRODUCTION) {
		b.seed = STR("fixture");
		b.at = FIXTURE_AT;
	}
	if (!app_create(&arena, &b, &app, &e)) {
		ok(false, "a store: %s", e.key);
		exit(done_testing());
	}
	return app;
}

TAP_FUNCTION static struct app *fixture_open(const char *dir, enum app_access access)
{
	struct app_options o = { .dir = dir, .access = access, .clock = INSTANT_NONE };
	struct app *app = NULL;
	struct err e = { .key = "" };

	if (!app_open(&arena, &o, &app, &e)) {
		ok(false, "opened again: %s", e.key);
		exit(done_testing());
	}
	return app;
}

/* One line of commands, which must be accepted. */
TAP_FUNCTION static void fixture_act(struct app *app, const char *line)
{
	struct command c;
	struct str key;
	struct answer answer = { 0 };

	if (command_parse(&arena, str_of(line), &c, &key, &answer.err)) {
		app_act(app, &arena, &c, &answer);
	}
	if (!answer.ok) {
		ok(false, "%s %s", answer.err.key, line);
		exit(done_testing());
	}
}

#endif
