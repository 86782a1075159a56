/* Unpacking a backup into a new folder and putting it in its place. */
#define _GNU_SOURCE		/* renameat2: two folders change places in one step */
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

static bool set_aside(struct arena *a, const char *from, const char *dir, const char **aside,
		      struct err *e)
{
	*aside = free_name(a, dir);
	if (*aside == NULL) {
		errno = EEXIST;
		return file_failed(e, dir);
	}
	return rename(from, *aside) == 0 || file_failed(e, from);
}

static bool sync_parent(struct arena *a, const char *dir, struct err *e)
{
	const char *slash = strrchr(dir, '/');
	struct str parent = slash == NULL ? STR(".") :
		slash == dir ? STR("/") : str_sub(str_of(dir), 0, (size_t)(slash - dir));

	return file_sync_dir(str_cstr(a, parent), e);
}

/*
 * A folder being made bears a mark, which stays until it stands in its place and
 * what it replaced has a name of its own. So whatever moment a restore ends at,
 * the next one knows which of the two folders is which. Of all names it is the last:
 * a removal that is cut short leaves it there.
 */
#define MARK "unrestored"

static bool marked(struct arena *a, const char *dir)
{
	return access(path_in(a, dir, MARK), F_OK) == 0;
}

static bool unmark(struct arena *a, const char *dir, struct err *e)
{
	const char *mark = path_in(a, dir, MARK);

	return ((unlink(mark) == 0 || errno == ENOENT) || file_failed(e, mark)) &&
	       (access(dir, F_OK) != 0 || file_sync_dir(dir, e));
}

bool store_settle(struct arena *a, const char *fresh, const char *dir, struct err *e)
{
	const char *aside;

	if (access(fresh, F_OK) == 0 && !marked(a, fresh) && store_occupied(a, fresh)) {
		/* It changed places with the new one already. */
		if (!set_aside(a, fresh, dir, &aside, e) || !sync_parent(a, dir, e)) {
			return false;
		}
	}
	return copy_remove_tree(a, fresh, e) && unmark(a, dir, e);
}

bool store_restoring(struct arena *a, const char *fresh, struct err *e)
{
	return copy_make_dir(fresh, e) &&
	       file_write(path_in(a, fresh, MARK), STR("restore\n"), e) &&
	       file_sync_dir(fresh, e);
}

void store_discard(struct arena *a, const char *dir)
{
	struct err e;

	if (marked(a, dir) && !copy_remove_tree(a, dir, &e)) {
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

/* Not every file system can do it. */
static bool exchange(const char *fresh, const char *dir, struct err *e)
{
	if (renameat2(AT_FDCWD, fresh, AT_FDCWD, dir, RENAME_EXCHANGE) == 0) {
		return true;
	}
	return errno == EINVAL || errno == ENOSYS ?
		       err_set(e, ERR_IO, "restore.exchange", "dir", dir, NULL) :
		       file_failed(e, dir);
}

static bool replace_old(struct arena *a, const char *fresh, const char *dir, const char **aside,
			struct err *e)
{
	int fd = -1;

	if (!hold(a, dir, &fd, e)) {
		return false;
	}
	bool ok = exchange(fresh, dir, e) && sync_parent(a, dir, e) &&
		  set_aside(a, fresh, dir, aside, e);

	if (fd >= 0) {
		(void)close(fd);	/* only held */
	}
	return ok;
}

bool store_replace(struct arena *a, const char *fresh, const char *dir, const char **aside,
		   struct err *e)
{
	const char *old = NULL;
	bool ok = store_occupied(a, dir) ? replace_old(a, fresh, dir, &old, e) :
			rename(fresh, dir) == 0 || file_failed(e, fresh);

	*aside = old;
	return ok && sync_parent(a, dir, e) && unmark(a, dir, e);
}
