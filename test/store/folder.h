/*
 * Store folders that live as long as a test, below $TMPDIR.
 */
#ifndef DUNGHEN_TEST_FOLDER_H
#define DUNGHEN_TEST_FOLDER_H

#include "tap.h"

#include "base/limits.h"
#include "store/store.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena arena;
static struct err err;

/* A name that does not exist yet, in a fresh folder. */
TAP_FUNCTION static const char *folder_new(void)
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

TAP_FUNCTION static void folder_remove(const char *dir)
{
	struct str line = str_fmt(&arena, "rm -rf '%.*s'", (int)(strlen(dir) - 3), dir);

	if (system(str_cstr(&arena, line)) != 0) {
		diag("%s stays behind", dir);
	}
}

TAP_FUNCTION static struct store_keys keys_of(int seed)
{
	struct store_keys k;

	memset(k.master, seed, sizeof(k.master));
	memset(k.log, seed + 1, sizeof(k.log));
	return k;
}

/* Ends the test when what must work does not. */
TAP_FUNCTION static void must(bool good, const char *what)
{
	if (!good) {
		ok(false, "%s: %s (%s %s)", what, err.key, err.arg[0].value, err.arg[1].value);
		exit(done_testing());
	}
}

TAP_FUNCTION static struct store *fresh_store(const char *dir)
{
	struct store_keys keys = keys_of(7);
	struct store *s;

	must(store_create(&arena, dir, &keys, &s, &err), "store_create");
	must(store_made(s, &err), "store_made");
	return s;
}

/* Appends one entry to a stream within an open group. */
TAP_FUNCTION static void append(struct store *s, struct stream stream, enum entry_kind kind,
				int64_t at, const char *cmd)
{
	struct store_last last;
	struct buf b;

	must(store_last(s, &last, &err), "store_last");
	struct json *body = json_new_obj(&arena);
	json_set_int(&arena, body, "n", last.seq + 1);
	struct entry en = {
		.seq = last.seq + 1, .at = at, .stream = stream, .kind = kind,
		.version = kind_version(kind), .cmd = str_of(cmd), .body = body,
	};
	buf_init(&b, LIMIT_ENTRY);
	must(entry_bytes(&b, &arena, &en, &err), "entry_bytes");
	must(store_append(s, &en, buf_view(&b), &err), "store_append");
	buf_done(&b);
}

#endif
