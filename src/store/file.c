/* Files of the data folder: whole, synced, and named by their hash. */
#include "copy.h"
#include "store_impl.h"

#include "base/limits.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { FILE_MOST = 64 << 20 };

int64_t file_free_kib(const char *path)
{
	const char *slash = strrchr(path, '/');
	char dir[STORE_PATH] = ".";
	struct statvfs fs;

	/* The file itself may not be there; its folder is. */
	if (slash != NULL && slash > path && slash - path < STORE_PATH) {
		(void)snprintf(dir, sizeof(dir), "%.*s", (int)(slash - path), path);
	}
	if (statvfs(path, &fs) != 0 && statvfs(dir, &fs) != 0) {
		return -1;
	}
	return (int64_t)fs.f_bavail * (int64_t)fs.f_frsize / 1024;
}

bool file_failed(struct err *e, const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT) {
		err_set(e, ERR_IO, "store.full", "file", path, NULL);
		return err_add_int(e, "free", file_free_kib(path));
	}
	return err_set(e, ERR_IO, "store.file", "file", path, "detail", strerror(errno), NULL);
}

bool file_pour(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n < 0) {
			return false;
		}
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

bool file_write(const char *path, struct str bytes, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0) {
		return file_failed(e, path);
	}
	if (!file_pour(fd, bytes) || fsync(fd) != 0) {
		file_failed(e, path);
		(void)close(fd);
		return false;
	}
	return close(fd) == 0 || file_failed(e, path);
}

static bool read_all(int fd, char *to, size_t n)
{
	while (n > 0) {
		ssize_t got = read(fd, to, n);
		if (got < 0 && errno == EINTR) {
			continue;
		}
		if (got <= 0) {
			return false;
		}
		to += got;
		n -= (size_t)got;
	}
	return true;
}

bool file_read(struct arena *a, const char *path, size_t limit, struct str *out, struct err *e)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		return file_failed(e, path);
	}
	if (fstat(fd, &st) != 0 || st.st_size < 0 || (size_t)st.st_size > limit) {
		errno = errno ? errno : EFBIG;
		goto bad;
	}
	char *p = arena_alloc(a, (size_t)st.st_size, 1);
	if (!read_all(fd, p, (size_t)st.st_size)) {
		goto bad;
	}
	(void)close(fd);
	*out = (struct str){ .p = p, .n = (size_t)st.st_size };
	return true;
bad:
	file_failed(e, path);
	(void)close(fd);
	return false;
}

static bool sync_path(const char *path, int flags, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);

	if (fd < 0) {
		return file_failed(e, path);
	}
	if (fsync(fd) != 0) {
		file_failed(e, path);
		(void)close(fd);
		return false;
	}
	return close(fd) == 0 || file_failed(e, path);
}

bool file_sync(const char *path, struct err *e)
{
	return sync_path(path, 0, e);
}

/* A rename is durable only once its folder is. */
bool file_sync_dir(const char *dir, struct err *e)
{
	return sync_path(dir, O_DIRECTORY, e);
}

void file_hashed(const char *data, const char *hex, char dir[STORE_PATH], char path[STORE_PATH])
{
	int n = snprintf(dir, STORE_PATH, "%s/files/%.2s", data, hex);
	assert(n > 0 && n < STORE_PATH - HASH_HEX);
	(void)snprintf(path, STORE_PATH, "%.*s/%s", n, dir, hex + 2);
}

bool file_make_dir(const char *dir, struct err *e)
{
	return mkdir(dir, 0700) == 0 || errno == EEXIST || file_failed(e, dir);
}

static bool put_file(struct store *s, struct str bytes, const char *dir, const char *path,
		     struct err *e)
{
	/* One writer: the temporary name is nobody else's; one left over from a
	 * crash is thrown away. */
	const char *fresh = store_path(s, "files/new");
	(void)unlink(fresh);
	if (!file_make_dir(dir, e) || !file_write(fresh, bytes, e)) {
		return false;
	}
	return rename(fresh, path) == 0 || file_failed(e, path);
}

static bool keep(struct store *s, struct str bytes, struct hash h, struct err *e)
{
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH];

	file_hashed(s->dir, hash_hex(h, hex), dir, path);
	if (access(path, F_OK) != 0 && !put_file(s, bytes, dir, path, e)) {
		return false;
	}
	/* Also of one that was there: who put it may have ended before this. */
	return file_sync_dir(dir, e) && file_sync_dir(store_path(s, "files"), e);
}

bool store_file_put(struct store *s, struct str bytes, struct hash *out, struct err *e)
{
	struct arena_mark mark = arena_mark(s->arena);

	assert(s->mode == STORE_WRITER && bytes.n <= FILE_MOST);
	*out = hash_of(bytes.p, bytes.n);
	bool ok = keep(s, bytes, *out, e);
	/* The store's own memory lasts as long as the store. */
	arena_release(s->arena, mark);
	return ok;
}

bool store_file_get(struct store *s, struct arena *a, struct hash h, struct str *out,
		    struct err *e)
{
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH];
	struct str bytes;

	file_hashed(s->dir, hash_hex(h, hex), dir, path);
	if (access(path, F_OK) != 0) {
		return err_set(e, ERR_NOT_FOUND, "file.unknown", "sha256", hex, NULL);
	}
	if (!file_read(a, path, FILE_MOST, &bytes, e)) {
		return false;
	}
	if (!hash_eq(hash_of(bytes.p, bytes.n), h)) {
		return err_set(e, ERR_CORRUPT, "file.damaged", "sha256", hex, NULL);
	}
	*out = bytes;
	return true;
}

bool store_file_check(struct store *s, struct hash h, struct err *e)
{
	char hex[HASH_HEX], dir[STORE_PATH], path[STORE_PATH];
	struct hash found;

	file_hashed(s->dir, hash_hex(h, hex), dir, path);
	if (access(path, F_OK) != 0) {
		return err_set(e, ERR_NOT_FOUND, "file.unknown", "sha256", hex, NULL);
	}
	return copy_hash(path, &found, e) &&
	       (hash_eq(found, h) ||
		err_set(e, ERR_CORRUPT, "file.damaged", "sha256", hex, NULL));
}
