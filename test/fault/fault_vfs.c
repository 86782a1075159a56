/* A disk that fails when told to. */
#define _XOPEN_SOURCE 700	/* realpath */
#include "fault_vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a call does: it looks, it changes or syncs, or it may need room for that. */
enum need { LOOKS, CHANGES, NEEDS_ROOM };

static struct {
	struct fault_plan plan;
	int64_t calls, allocations;
	bool came;
	pthread_mutex_t lock;
} state = { .lock = PTHREAD_MUTEX_INITIALIZER };

_Noreturn void fault_dark(void)
{
	disk_lose(state.plan.loss, state.plan.seed);
	_exit(FAULT_DARK);
}

/* Whether this call fails. The lock is held: when the power goes nothing else moves. */
static bool fails(enum need need)
{
	switch (state.plan.fault) {
	case FAULT_NONE:
		return false;
	case FAULT_MEMORY:
		state.calls++;
		return false;
	case FAULT_POWER:
		state.calls += need != LOOKS;
		if (need != LOOKS && state.calls == state.plan.at) {
			fault_dark();
		}
		return false;
	case FAULT_ONCE:
	case FAULT_STAYS:
	case FAULT_FULL:
		state.calls++;
		break;
	}
	bool full = state.plan.fault == FAULT_FULL;
	bool now = state.plan.at > 0 &&
		   (state.plan.fault == FAULT_ONCE ? state.calls == state.plan.at
						    : state.calls >= state.plan.at) &&
		   (!full || need == NEEDS_ROOM);

	state.came = state.came || now;
	return now;
}

static void enter(void)
{
	(void)pthread_mutex_lock(&state.lock);
}

static void leave(void)
{
	(void)pthread_mutex_unlock(&state.lock);
}

static bool step(enum need need)
{
	enter();
	bool failed = fails(need);

	leave();
	return failed;
}

/* ---- files of SQLite ---- */

struct file {
	sqlite3_file base;
	struct disk_file *disk;
	sqlite3_file *real;
	char *path;
	bool new_log;			/* SQLite syncs its folder with its first sync */
};

static struct file *file_of(sqlite3_file *f)
{
	return (struct file *)f;
}

static sqlite3_vfs *usual(sqlite3_vfs *v)
{
	return v->pAppData;
}

#define REAL(f) file_of(f)->real->pMethods

static int vfs_close(sqlite3_file *f)
{
	int rc = REAL(f)->xClose(file_of(f)->real);

	free(file_of(f)->path);
	return rc;
}

static int vfs_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	return step(LOOKS) ? SQLITE_IOERR_READ : REAL(f)->xRead(file_of(f)->real, p, n, at);
}

static int vfs_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	enter();
	bool failed = fails(NEEDS_ROOM);
	int most = failed ? n / 2 : n;

	disk_writing(file_of(f)->disk, at, most);
	int rc = REAL(f)->xWrite(file_of(f)->real, p, most, at);
	leave();
	if (failed) {
		return state.plan.fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
	}
	return rc;
}

static int vfs_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	int rc = SQLITE_IOERR_TRUNCATE;

	enter();
	if (!fails(CHANGES)) {
		disk_truncating(file_of(f)->disk, size);
		rc = REAL(f)->xTruncate(file_of(f)->real, size);
	}
	leave();
	return rc;
}

/* The data itself need not reach the disk of the machine that tests. */
static int vfs_sync(sqlite3_file *f, int flags)
{
	int rc = SQLITE_IOERR_FSYNC;

	(void)flags;
	enter();
	if (!fails(CHANGES)) {
		disk_synced(file_of(f)->disk);
		if (file_of(f)->new_log) {
			disk_place_synced(file_of(f)->path);
			file_of(f)->new_log = false;
		}
		rc = SQLITE_OK;
	}
	leave();
	return rc;
}

static int vfs_size(sqlite3_file *f, sqlite3_int64 *out)
{
	return step(LOOKS) ? SQLITE_IOERR_FSTAT : REAL(f)->xFileSize(file_of(f)->real, out);
}

static int vfs_lock(sqlite3_file *f, int level)
{
	return step(LOOKS) ? SQLITE_IOERR_LOCK : REAL(f)->xLock(file_of(f)->real, level);
}

static int vfs_unlock(sqlite3_file *f, int level)
{
	return REAL(f)->xUnlock(file_of(f)->real, level);
}

static int vfs_reserved(sqlite3_file *f, int *out)
{
	return REAL(f)->xCheckReservedLock(file_of(f)->real, out);
}

static int vfs_control(sqlite3_file *f, int op, void *p)
{
	return REAL(f)->xFileControl(file_of(f)->real, op, p);
}

static int vfs_sector(sqlite3_file *f)
{
	return REAL(f)->xSectorSize(file_of(f)->real);
}

static int vfs_traits(sqlite3_file *f)
{
	return REAL(f)->xDeviceCharacteristics(file_of(f)->real);
}

static int vfs_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	return step(extend ? NEEDS_ROOM : LOOKS) ? SQLITE_IOERR_SHMMAP :
		REAL(f)->xShmMap(file_of(f)->real, page, size, extend, out);
}

static int vfs_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	/* Giving a lock back does not fail. */
	if ((flags & SQLITE_SHM_UNLOCK) == 0 && step(LOOKS)) {
		return SQLITE_IOERR_SHMLOCK;
	}
	return REAL(f)->xShmLock(file_of(f)->real, at, n, flags);
}

static void vfs_shm_barrier(sqlite3_file *f)
{
	REAL(f)->xShmBarrier(file_of(f)->real);
}

static int vfs_shm_unmap(sqlite3_file *f, int delete)
{
	return REAL(f)->xShmUnmap(file_of(f)->real, delete);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2, .xClose = vfs_close, .xRead = vfs_read, .xWrite = vfs_write,
	.xTruncate = vfs_truncate, .xSync = vfs_sync, .xFileSize = vfs_size,
	.xLock = vfs_lock, .xUnlock = vfs_unlock, .xCheckReservedLock = vfs_reserved,
	.xFileControl = vfs_control, .xSectorSize = vfs_sector,
	.xDeviceCharacteristics = vfs_traits, .xShmMap = vfs_shm_map,
	.xShmLock = vfs_shm_lock, .xShmBarrier = vfs_shm_barrier, .xShmUnmap = vfs_shm_unmap,
};

static bool tracks(void)
{
	return state.plan.fault == FAULT_POWER;
}

static int open_real(sqlite3_vfs *v, const char *name, struct file *f, int flags, int *got)
{
	bool there = name != NULL && access(name, F_OK) == 0;
	int rc = usual(v)->xOpen(usual(v), name, f->real, flags, got);

	if (rc != SQLITE_OK || name == NULL || !tracks()) {
		return rc;
	}
	if (!there) {
		disk_created(name);
	}
	if ((flags & SQLITE_OPEN_READONLY) == 0) {
		f->disk = disk_file(name);
		f->path = strdup(name);
		f->new_log = !there && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
	}
	return rc;
}

static int vfs_open(sqlite3_vfs *v, const char *name, sqlite3_file *file, int flags, int *got)
{
	struct file *f = file_of(file);
	int rc = SQLITE_CANTOPEN;

	*f = (struct file){ .real = (sqlite3_file *)(f + 1) };
	enter();
	if (!fails(flags & SQLITE_OPEN_CREATE ? NEEDS_ROOM : LOOKS)) {
		rc = open_real(v, name, f, flags, got);
	}
	leave();
	f->base.pMethods = rc == SQLITE_OK ? &methods : NULL;
	return rc;
}

static int vfs_delete(sqlite3_vfs *v, const char *name, int sync_folder)
{
	int rc = SQLITE_IOERR_DELETE;

	enter();
	if (!fails(CHANGES)) {
		if (tracks()) {
			disk_removing(name);
		}
		rc = usual(v)->xDelete(usual(v), name, 0);
		if (rc == SQLITE_OK && sync_folder) {
			disk_place_synced(name);
		}
	}
	leave();
	return rc;
}

static int vfs_access(sqlite3_vfs *v, const char *name, int flags, int *out)
{
	return step(LOOKS) ? SQLITE_IOERR_ACCESS : usual(v)->xAccess(usual(v), name, flags, out);
}

static int vfs_full_name(sqlite3_vfs *v, const char *name, int n, char *out)
{
	return usual(v)->xFullPathname(usual(v), name, n, out);
}

static int vfs_random(sqlite3_vfs *v, int n, char *out)
{
	return usual(v)->xRandomness(usual(v), n, out);
}

/* Nobody waits in a test: whoever is busy stays so. */
static int vfs_sleep(sqlite3_vfs *v, int us)
{
	(void)v;
	return us;
}

static int vfs_time(sqlite3_vfs *v, double *out)
{
	return usual(v)->xCurrentTime(usual(v), out);
}

static int vfs_error(sqlite3_vfs *v, int n, char *out)
{
	return usual(v)->xGetLastError(usual(v), n, out);
}

/* ---- memory of SQLite ---- */

static sqlite3_mem_methods usual_memory;

/* Allocations are not made under the lock: one thread only. */
static bool out_of_memory(void)
{
	if (state.plan.fault != FAULT_MEMORY || state.plan.at <= 0) {
		state.allocations++;
		return false;
	}
	bool now = ++state.allocations == state.plan.at;

	state.came = state.came || now;
	return now;
}

static void *mem_alloc(int n)
{
	return out_of_memory() ? NULL : usual_memory.xMalloc(n);
}

static void *mem_again(void *p, int n)
{
	return out_of_memory() ? NULL : usual_memory.xRealloc(p, n);
}

/* ---- the program's own files ---- */

enum { OPEN_MOST = 1024 };
static struct own {			/* by descriptor */
	struct disk_file *file;
	char *folder;
} own[OPEN_MOST];

int __real_open(const char *path, int flags, ...);
int __real_close(int fd);
ssize_t __real_write(int fd, const void *p, size_t n);
ssize_t __real_pwrite(int fd, const void *p, size_t n, off_t at);
ssize_t __real_read(int fd, void *p, size_t n);
int __real_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __real_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned how);
int __real_unlink(const char *path);
int __real_mkdir(const char *path, mode_t mode);

int __wrap_open(const char *path, int flags, ...);
int __wrap_close(int fd);
ssize_t __wrap_write(int fd, const void *p, size_t n);
ssize_t __wrap_pwrite(int fd, const void *p, size_t n, off_t at);
ssize_t __wrap_read(int fd, void *p, size_t n);
int __wrap_fsync(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned how);
int __wrap_unlink(const char *path);
int __wrap_mkdir(const char *path, mode_t mode);

static int fail(void)
{
	errno = state.plan.fault == FAULT_FULL ? ENOSPC : EIO;
	return -1;
}

int __wrap_open(const char *path, int flags, ...)
{
	va_list ap;
	va_start(ap, flags);
	mode_t mode = (flags & O_CREAT) != 0 ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	enter();
	bool there = access(path, F_OK) == 0;
	int fd = fails((flags & O_CREAT) != 0 && !there ? NEEDS_ROOM : LOOKS) ? fail() :
		__real_open(path, flags, mode);

	if (fd >= 0 && fd < OPEN_MOST && tracks()) {
		own[fd] = (struct own){ 0 };
		if ((flags & O_DIRECTORY) != 0) {
			own[fd].folder = realpath(path, NULL);
		} else {
			if (!there) {
				disk_created(path);
			}
			own[fd].file = disk_file(path);
		}
	}
	leave();
	return fd;
}

int __wrap_close(int fd)
{
	if (fd >= 0 && fd < OPEN_MOST) {
		free(own[fd].folder);
		own[fd] = (struct own){ 0 };
	}
	return __real_close(fd);
}

static void writing_at(int fd, off_t at, size_t n)
{
	if (fd < OPEN_MOST) {
		disk_writing(own[fd].file, at, (int64_t)n);
	}
}

static void writing(int fd, size_t n)
{
	writing_at(fd, (fcntl(fd, F_GETFL) & O_APPEND) != 0 ? lseek(fd, 0, SEEK_END) :
							  lseek(fd, 0, SEEK_CUR), n);
}

ssize_t __wrap_write(int fd, const void *p, size_t n)
{
	enter();
	bool failed = fd > 2 && fails(NEEDS_ROOM);
	size_t most = failed ? n / 2 : n;

	writing(fd, most);
	ssize_t got = __real_write(fd, p, most);
	leave();
	return failed ? fail() : got;
}

ssize_t __wrap_pwrite(int fd, const void *p, size_t n, off_t at)
{
	enter();
	bool failed = fd > 2 && fails(NEEDS_ROOM);
	size_t most = failed ? n / 2 : n;

	writing_at(fd, at, most);
	ssize_t got = __real_pwrite(fd, p, most, at);
	leave();
	return failed ? fail() : got;
}

ssize_t __wrap_read(int fd, void *p, size_t n)
{
	return step(LOOKS) ? fail() : __real_read(fd, p, n);
}

int __wrap_fsync(int fd)
{
	int rc = -1;

	enter();
	if (fails(CHANGES)) {
		(void)fail();
	} else {
		rc = 0;
		if (fd < OPEN_MOST && own[fd].folder != NULL) {
			disk_folder_synced(own[fd].folder);
		} else if (fd < OPEN_MOST) {
			disk_synced(own[fd].file);
		}
	}
	leave();
	return rc;
}

int __wrap_rename(const char *from, const char *to)
{
	int rc = -1;

	enter();
	if (fails(CHANGES)) {
		(void)fail();
	} else {
		if (tracks()) {
			disk_renaming(from, to);
		}
		rc = __real_rename(from, to);
	}
	leave();
	return rc;
}

/* Folders that change places: not followed when the power goes. */
int __wrap_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned how)
{
	return step(CHANGES) ? fail() : __real_renameat2(from_dir, from, to_dir, to, how);
}

int __wrap_unlink(const char *path)
{
	int rc = -1;

	enter();
	if (fails(CHANGES)) {
		(void)fail();
	} else {
		if (tracks()) {
			disk_removing(path);
		}
		rc = __real_unlink(path);
	}
	leave();
	return rc;
}

int __wrap_mkdir(const char *path, mode_t mode)
{
	int rc = -1;

	enter();
	if (fails(NEEDS_ROOM)) {
		(void)fail();
	} else {
		rc = __real_mkdir(path, mode);
		if (rc == 0 && tracks()) {
			disk_made_folder(path);
		}
	}
	leave();
	return rc;
}

/* ---- arming ---- */

void fault_install(void)
{
	static sqlite3_vfs vfs;
	static sqlite3_mem_methods memory;

	(void)sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual_memory);
	memory = usual_memory;
	memory.xMalloc = mem_alloc;
	memory.xRealloc = mem_again;
	(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
	/* One pool of memory for all: no lookaside that hides allocations. */
	(void)sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);

	sqlite3_vfs *real = sqlite3_vfs_find(NULL);
	vfs = (sqlite3_vfs){
		.iVersion = 1, .szOsFile = (int)sizeof(struct file) + real->szOsFile,
		.mxPathname = real->mxPathname, .zName = "fault", .pAppData = real,
		.xOpen = vfs_open, .xDelete = vfs_delete, .xAccess = vfs_access,
		.xFullPathname = vfs_full_name, .xRandomness = vfs_random,
		.xSleep = vfs_sleep, .xCurrentTime = vfs_time, .xGetLastError = vfs_error,
	};
	if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) {
		abort();
	}
}

void fault_arm(const struct fault_plan *plan)
{
	enter();
	state.plan = *plan;
	state.calls = state.allocations = 0;
	state.came = false;
	leave();
}

int64_t fault_calls(void)
{
	return state.plan.fault == FAULT_MEMORY ? state.allocations : state.calls;
}

int64_t fault_disarm(void)
{
	enter();
	int64_t n = fault_calls();

	state.plan = (struct fault_plan){ .fault = FAULT_NONE };
	leave();
	return n;
}

bool fault_came(void)
{
	return state.came;
}
