/*
 * Ends the process as kill -9 does before its N-th change to a file, N given by
 * KILL_AT; with KILL_COUNT the number of changes is written to that file at the
 * end. Loaded by LD_PRELOAD, so that every moment can be tried, not only those
 * that chance hits.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long changes;

static void change(void)
{
	const char *at = getenv("KILL_AT");

	changes++;
	if (at != NULL && changes == atol(at)) {
		(void)raise(SIGKILL);
	}
}

__attribute__((destructor)) static void count(void)
{
	const char *path = getenv("KILL_COUNT");
	FILE *f = path != NULL ? fopen(path, "w") : NULL;

	if (f != NULL) {
		(void)fprintf(f, "%ld\n", changes);
		(void)fclose(f);
	}
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *p, size_t n)
{
	NEXT(write);

	if (fd > 2) {
		change();
	}
	return next(fd, p, n);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t at)
{
	NEXT(pwrite);

	change();
	return next(fd, p, n, at);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	NEXT(pwrite64);

	change();
	return next(fd, p, n, at);
}

int fsync(int fd)
{
	NEXT(fsync);

	change();
	return next(fd);
}

int fdatasync(int fd)
{
	NEXT(fdatasync);

	change();
	return next(fd);
}

int ftruncate(int fd, off_t n)
{
	NEXT(ftruncate);

	change();
	return next(fd, n);
}

int ftruncate64(int fd, off64_t n)
{
	NEXT(ftruncate64);

	change();
	return next(fd, n);
}

int unlink(const char *path)
{
	NEXT(unlink);

	change();
	return next(path);
}

int rename(const char *from, const char *to)
{
	NEXT(rename);

	change();
	return next(from, to);
}

int mkdir(const char *path, mode_t mode)
{
	NEXT(mkdir);

	change();
	return next(path, mode);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	NEXT(renameat2);

	change();
	return next(from_dir, from, to_dir, to, flags);
}

int rmdir(const char *path)
{
	NEXT(rmdir);

	change();
	return next(path);
}
