/* Unpacking a backup into a new folder and putting it in its place. */
#include "backup.h"

#include "copy.h"
#include "store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ASIDES_MOST = 1000 };

struct unpacking {
	struct arena *a;
	const char *from, *to;
};

static const char *path_in(struct arena *a, const char *dir, const char *name)
{
	return str_cstr(a, str_fmt(a, "%s/%s", dir, name));
}

/* "3/store.db" becomes "store.db"; files keep their place. */
static bool place_of(struct unpacking *u, const char *part, const char **out, struct err *e)
{
	const char *slash = strchr(part, '/');

	if (strncmp(part, "files/", 6) != 0) {
		*out = path_in(u->a, u->to, slash != NULL ? slash + 1 : part);
		return true;
	}
	*out = path_in(u->a, u->to, part);
	struct str dir = str_sub(str_of(*out), 0, strlen(*out) - strlen(strrchr(*out, '/')));

	return copy_make_dir(str_cstr(u->a, dir), e);
}

static bool unpack_part(void *ctx, const char *part, struct hash wanted, struct err *e)
{
	struct unpacking *u = ctx;
	struct arena_mark mark = arena_mark(u->a);
	const char *from = path_in(u->a, u->from, part), *to;
	struct hash h = { 0 };
	bool there = access(from, F_OK) == 0;
	bool ok = !there || (place_of(u, part, &to, e) && copy_file(from, to, &h, e));

	if (ok && (!there || !hash_eq(h, wanted))) {
		ok = err_set(e, ERR_CORRUPT, "backup.damaged", "file", from, NULL);
	}
	arena_release(u->a, mark);
	return ok;
}

static bool sync_folders(struct arena *a, const char *to, struct err *e)
{
	const char *files = path_in(a, to, "files");
	const char **name;
	size_t n;

	if (!copy_names(a, files, &name, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (!file_sync_dir(path_in(a, files, name[i]), e)) {
			return false;
		}
	}
	return file_sync_dir(files, e) && file_sync_dir(to, e);
}

bool store_unpack(struct arena *a, const char *dir, const char *keys, const char *to,
		  struct backup_head *out, struct err *e)
{
	struct unpacking parts = { a, dir, to }, secrets = { a, keys, to };
	struct backup_head h, k;

	if (!manifest_read(a, dir, &h, NULL, NULL, e) ||
	    !manifest_read(a, keys, &k, NULL, NULL, e)) {
		return false;
	}
	if (!hash_eq(h.first, k.first)) {
		return err_set(e, ERR_CONFLICT, "backup.other_keys", "dir", keys, NULL);
	}
	if (k.size < h.size) {
		return err_set(e, ERR_CONFLICT, "backup.old_keys", "dir", keys, NULL);
	}
	if (!copy_make_dir(to, e) || !copy_make_dir(path_in(a, to, "files"), e) ||
	    !manifest_read(a, dir, &h, unpack_part, &parts, e) ||
	    !manifest_read(a, keys, &k, unpack_part, &secrets, e) || !sync_folders(a, to, e)) {
		return false;
	}
	*out = h;
	return true;
}

/* ---- its place ---- */

bool store_occupied(struct arena *a, const char *dir)
{
	const char **name;
	size_t n;
	struct err e;

	return !copy_names(a, dir, &name, &n, &e) || n > 0;
}

void store_discard(struct arena *a, const char *dir)
{
	struct err e;

	if (!copy_remove_tree(a, dir, &e)) {
		return;
	}
}

static bool hold(struct arena *a, const char *dir, int *fd, struct err *e)
{
	*fd = open(path_in(a, dir, "lock"), O_RDWR | O_CLOEXEC);
	if (*fd < 0 || flock(*fd, LOCK_EX | LOCK_NB) == 0) {
		return true;		/* no lock: no store that anybody could write */
	}
	char pid[24] = "";
	ssize_t n = pread(*fd, pid, sizeof(pid) - 1, 0);

	pid[n > 0 ? n : 0] = '\0';
	pid[strcspn(pid, "\n")] = '\0';
	(void)close(*fd);
	*fd = -1;
	return err_set(e, ERR_BUSY, "store.locked", "dir", dir, "pid", pid, NULL);
}

static const char *free_name(struct arena *a, const char *dir)
{
	for (int i = 1; i < ASIDES_MOST; i++) {
		const char *name = str_cstr(a, str_fmt(a, "%s.before-%d", dir, i));

		if (access(name, F_OK) != 0) {
			return name;
		}
	}
	return NULL;
}

static bool sync_parent(struct arena *a, const char *dir, struct err *e)
{
	const char *slash = strrchr(dir, '/');
	struct str parent = slash == NULL ? STR(".") :
		slash == dir ? STR("/") : str_sub(str_of(dir), 0, (size_t)(slash - dir));

	return file_sync_dir(str_cstr(a, parent), e);
}

static bool set_aside(struct arena *a, const char *dir, const char **aside, struct err *e)
{
	*aside = free_name(a, dir);
	if (*aside == NULL) {
		errno = EEXIST;
		return file_failed(e, dir);
	}
	return rename(dir, *aside) == 0 || file_failed(e, dir);
}

bool store_replace(struct arena *a, const char *fresh, const char *dir, const char **aside,
		   struct err *e)
{
	int fd = -1;
	const char *old = NULL;

	if (store_occupied(a, dir) && (!hold(a, dir, &fd, e) || !set_aside(a, dir, &old, e))) {
		return false;
	}
	bool ok = rename(fresh, dir) == 0 || file_failed(e, fresh);

	if (fd >= 0) {
		(void)close(fd);	/* only held */
	}
	*aside = old;
	return ok && sync_parent(a, dir, e);
}
