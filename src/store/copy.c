/* Files and folders as wholes. */
#include "copy.h"

#include "store_impl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 << 10, NAMES_MOST = 100000, DEPTH_MOST = 64 };

static const char *path_in(struct arena *a, const char *dir, const char *name)
{
	return str_cstr(a, str_fmt(a, "%s/%s", dir, name));
}

static bool put(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR) {
			continue;
		}
		if (done < 0) {
			return false;
		}
		p += done;
		n -= (size_t)done;
	}
	return true;
}

/* to -1: only hashed. */
static bool pour(int from, int to, struct hash *out)
{
	char piece[PIECE];
	struct hash_state h;

	hash_start(&h);
	for (;;) {
		ssize_t n = read(from, piece, sizeof(piece));

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n < 0) {
			return false;
		}
		if (n == 0) {
			*out = hash_end(&h);
			return true;
		}
		hash_add(&h, piece, (size_t)n);
		if (to >= 0 && !put(to, piece, (size_t)n)) {
			return false;
		}
	}
}

bool copy_hash(const char *path, struct hash *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && pour(fd, -1, out);

	if (!ok) {
		file_failed(e, path);
	}
	if (fd >= 0) {
		(void)close(fd);	/* only read */
	}
	return ok;
}

bool copy_file(const char *from, const char *to, struct hash *out, struct err *e)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);

	if (in < 0) {
		return file_failed(e, from);
	}
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && pour(in, fd, out) && fsync(fd) == 0;

	if (!ok) {
		file_failed(e, to);
	}
	if (fd >= 0 && close(fd) != 0 && ok) {
		ok = file_failed(e, to);
	}
	(void)close(in);		/* only read */
	return ok;
}

bool copy_make_dir(const char *dir, struct err *e)
{
	return mkdir(dir, 0700) == 0 || errno == EEXIST || file_failed(e, dir);
}

static int by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

bool copy_names(struct arena *a, const char *dir, const char ***out, size_t *n, struct err *e)
{
	DIR *d = opendir(dir);
	size_t cap = 0, count = 0;
	const char **name = NULL;

	if (d == NULL && errno != ENOENT) {
		return file_failed(e, dir);
	}
	for (struct dirent *x; d != NULL && (x = readdir(d)) != NULL;) {
		if (strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0) {
			continue;
		}
		if (count == NAMES_MOST) {
			errno = EFBIG;
			(void)closedir(d);
			return file_failed(e, dir);
		}
		if (count == cap) {
			const char **more = arena_array(a, const char *, cap = cap * 2 + 16);
			memcpy(more, name != NULL ? name : more, count * sizeof(*name));
			name = more;
		}
		name[count++] = str_cstr(a, str_of(x->d_name));
	}
	if (d != NULL) {
		(void)closedir(d);	/* only read */
	}
	if (count > 0) {
		qsort(name, count, sizeof(*name), by_name);
	}
	*out = name;
	*n = count;
	return true;
}

bool copy_remove_tree(struct arena *a, const char *dir, struct err *e)
{
	const char **name;
	size_t n;
	struct stat st;

	if (lstat(dir, &st) != 0) {
		return errno == ENOENT || file_failed(e, dir);
	}
	if (!S_ISDIR(st.st_mode)) {
		return unlink(dir) == 0 || file_failed(e, dir);
	}
	if (!copy_names(a, dir, &name, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (!copy_remove_tree(a, path_in(a, dir, name[i]), e)) {
			return false;
		}
	}
	return rmdir(dir) == 0 || file_failed(e, dir);
}

bool copy_inside(struct arena *a, const char *dir, const char *other)
{
	struct stat st, last = { 0 }, wanted;
	const char *at = dir;

	if (stat(other, &wanted) != 0) {
		return false;
	}
	/* Upwards until the root, which is its own parent. */
	for (int i = 0; i < DEPTH_MOST && stat(at, &st) == 0; i++) {
		if (st.st_dev == wanted.st_dev && st.st_ino == wanted.st_ino) {
			return true;
		}
		if (i > 0 && st.st_dev == last.st_dev && st.st_ino == last.st_ino) {
			break;
		}
		last = st;
		at = path_in(a, at, "..");
	}
	return false;
}
