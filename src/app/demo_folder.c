/* The folder of a demonstration: whose it is, and clearing it away. */
#include "demo.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool missing_or_empty(const char *dir)
{
	DIR *d = opendir(dir);
	if (!d) {
		return errno == ENOENT;
	}
	bool empty = true;
	for (struct dirent *x; empty && (x = readdir(d));) {
		empty = strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0;
	}
	(void)closedir(d);	/* only read */
	return empty;
}

enum demo_place demo_place_of(const char *dir)
{
	struct arena a;
	struct app *app;
	struct err e;
	enum demo_place place = DEMO_OTHER;
	if (missing_or_empty(dir)) {
		return DEMO_FREE;
	}
	arena_init(&a, 0);
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE,
				 .rebuilding = true };
	if (app_open(&a, &o, &app, &e)) {
		place = app_mode_of(app) == APP_DEMO ? DEMO_EARLIER : DEMO_OTHER;
		app_close(app);
	}
	arena_done(&a);
	return place;
}

static bool ours(const char *name)
{
	static const char *const names[] = {
		"store.db", "store.db-wal", "store.db-shm", "store.db-journal",
		"keys.db", "keys.db-wal", "keys.db-shm", "keys.db-journal",
		"master.key", "log.key", "lock", "sock", "tip", "files", "erased.log",
	};
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcmp(name, names[i]) == 0) {
			return true;
		}
	}
	return false;
}

static bool remove_error(struct err *e, const char *key, const char *path)
{
	return err_set(e, ERR_IO, key, "path", path, NULL);
}

/* Empties a folder; below `files` everything was put there by the store. */
static bool empty_folder(struct arena *a, const char *dir, bool top, struct err *e)
{
	DIR *d = opendir(dir);
	if (!d) {
		return remove_error(e, "file.remove", dir);
	}
	bool ok = true;
	for (struct dirent *x; ok && (x = readdir(d));) {
		if (strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0) {
			continue;
		}
		struct stat st;
		const char *path = str_fmt(a, "%s/%s", dir, x->d_name).p;
		if (top && !ours(x->d_name)) {
			ok = remove_error(e, "demo.foreign", path);
		} else if (lstat(path, &st) != 0) {
			ok = remove_error(e, "file.remove", path);
		} else if (S_ISDIR(st.st_mode)) {
			ok = empty_folder(a, path, false, e);
			ok = ok && (rmdir(path) == 0 || remove_error(e, "file.remove", path));
		} else {
			ok = unlink(path) == 0 || remove_error(e, "file.remove", path);
		}
	}
	(void)closedir(d);	/* only read */
	return ok;
}

static bool only_ours(struct arena *a, const char *dir, struct err *e)
{
	DIR *d = opendir(dir);
	bool ok = d != NULL;
	for (struct dirent *x; ok && (x = readdir(d));) {
		if (strcmp(x->d_name, ".") != 0 && strcmp(x->d_name, "..") != 0 &&
		    !ours(x->d_name)) {
			ok = remove_error(e, "demo.foreign",
					  str_fmt(a, "%s/%s", dir, x->d_name).p);
		}
	}
	if (!d) {
		return remove_error(e, "file.remove", dir);
	}
	(void)closedir(d);	/* only read */
	return ok;
}

bool demo_clear(const char *dir, struct err *e)
{
	struct arena a;
	arena_init(&a, 0);
	bool ok = only_ours(&a, dir, e) && empty_folder(&a, dir, true, e) &&
		  (rmdir(dir) == 0 || remove_error(e, "file.remove", dir));
	arena_done(&a);
	return ok;
}
