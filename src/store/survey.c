/* What can be said of a data folder without opening its databases. */
#include "survey.h"

#include "store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SPACE_LEAST = 256 << 20 };

struct survey {
	struct arena *a;
	const char *dir;
	survey_fn *fn;
	void *ctx;
};

static const char *path_of(struct survey *v, const char *name)
{
	return str_cstr(v->a, str_fmt(v->a, "%s/%s", v->dir, name));
}

static void tell(struct survey *v, enum finding_weight w, const struct err *what)
{
	v->fn(v->ctx, w, what);
}

static void tell_file(struct survey *v, const char *key, const char *path)
{
	struct err what;

	err_set(&what, ERR_CONFLICT, key, "file", path, NULL);
	tell(v, FINDING_FAULT, &what);
}

static bool look_at_folder(struct survey *v)
{
	struct stat st;

	if (stat(v->dir, &st) != 0 || !S_ISDIR(st.st_mode)) {
		tell_file(v, "doctor.missing", v->dir);
		return false;
	}
	if (st.st_uid != geteuid()) {
		tell_file(v, "doctor.owner", v->dir);
	}
	if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
		tell_file(v, "doctor.folder", v->dir);
	}
	return true;
}

static void look_at_key(struct survey *v, const char *name)
{
	const char *path = path_of(v, name);
	struct stat st;

	if (stat(path, &st) != 0) {
		tell_file(v, "doctor.absent", path);
		return;
	}
	if ((st.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
		tell_file(v, "doctor.rights", path);
	}
	if (st.st_size != KEY_SIZE) {
		tell_file(v, "doctor.key", path);
	}
}

static void look_at_part(struct survey *v, const char *name)
{
	const char *path = path_of(v, name);
	struct stat st;

	if (stat(path, &st) != 0) {
		tell_file(v, "doctor.absent", path);
	} else if (!S_ISDIR(st.st_mode) && (st.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
		tell_file(v, "doctor.rights", path);
	}
}

static int64_t size_of(struct survey *v, const char *name)
{
	struct stat st;

	return stat(path_of(v, name), &st) == 0 ? (int64_t)st.st_size : 0;
}

/* Room for the log at its longest; for a rebuild, which writes anew what it drops. */
static void look_at_space(struct survey *v)
{
	struct statvfs fs;
	struct err what;

	if (statvfs(v->dir, &fs) != 0) {
		return;
	}
	int64_t free_bytes = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	bool scarce = free_bytes < SPACE_LEAST;

	if (scarce || free_bytes < size_of(v, "store.db")) {
		err_set(&what, ERR_LIMIT, "doctor.space", "dir", v->dir, NULL);
		err_add_int(&what, "mib", free_bytes >> 20);
		tell(v, scarce ? FINDING_FAULT : FINDING_ADVICE, &what);
	}
}

static bool look_at_lock(struct survey *v)
{
	int fd = open(path_of(v, "lock"), O_RDONLY | O_CLOEXEC);
	char pid[24] = "";
	struct err what;

	if (fd < 0) {
		return false;			/* the next writer makes it */
	}
	bool held = flock(fd, LOCK_SH | LOCK_NB) != 0;

	if (held) {
		ssize_t n = pread(fd, pid, sizeof(pid) - 1, 0);

		pid[n > 0 ? n : 0] = '\0';
		pid[strcspn(pid, "\n")] = '\0';
		err_set(&what, ERR_BUSY, "doctor.locked", "pid", pid, NULL);
		tell(v, FINDING_NOTE, &what);
	}
	(void)close(fd);
	return held;
}

static void look_at_log(struct survey *v, bool held)
{
	int64_t bytes = size_of(v, "store.db-wal");
	struct err what;

	if (bytes > STORE_WAL_PAUSE) {
		err_set(&what, ERR_LIMIT, held ? "doctor.log_held" : "doctor.log", NULL);
		err_add_int(&what, "mib", bytes >> 20);
		tell(v, FINDING_ADVICE, &what);
	}
}

bool survey_folder(struct arena *a, const char *dir, survey_fn *fn, void *ctx)
{
	struct survey v = { .a = a, .dir = dir, .fn = fn, .ctx = ctx };

	if (!look_at_folder(&v)) {
		return false;
	}
	look_at_key(&v, "master.key");
	look_at_key(&v, "log.key");
	look_at_part(&v, "store.db");
	look_at_part(&v, "keys.db");
	look_at_part(&v, "files");
	look_at_space(&v);
	look_at_log(&v, look_at_lock(&v));
	return true;
}

bool survey_keys(struct store *s, uint8_t log[KEY_SIZE], struct err *e)
{
	const char *path = store_path(s, "log.key");
	struct str bytes;

	if (!store_need_keys(s, e) || !store_check_master(s, e)) {
		return false;
	}
	struct arena_mark mark = arena_mark(&s->scratch);
	bool ok = file_read(&s->scratch, path, KEY_SIZE, &bytes, e);

	if (ok && bytes.n != KEY_SIZE) {
		ok = err_set(e, ERR_CORRUPT, "store.key", "file", path, NULL);
	}
	if (ok) {
		memcpy(log, bytes.p, KEY_SIZE);
		wipe((void *)(uintptr_t)bytes.p, bytes.n);
	}
	arena_release(&s->scratch, mark);
	return ok;
}

struct store_room survey_room(struct store *s)
{
	struct survey v = { .a = &s->scratch, .dir = s->dir };
	struct arena_mark mark = arena_mark(&s->scratch);
	struct store_room r = {
		.database = size_of(&v, "store.db"), .log = size_of(&v, "store.db-wal"),
		.free_kib = file_free_kib(path_of(&v, "store.db")),
	};

	arena_release(&s->scratch, mark);
	return r;
}
