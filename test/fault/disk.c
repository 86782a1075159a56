/* What a disk would still have if the power went now. The calls with "at" in their
 * names are not those that fault_vfs.c watches. */
#include "disk.h"

#include "chance.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 4096, PATH = 512, NAMES_MOST = 4096 };

struct block {				/* changed since the last sync */
	int64_t no;
	size_t n;			/* bytes of it that were there then */
	unsigned char old[BLOCK];
	struct block *next;
};

struct disk_file {
	char path[PATH];		/* its name now, "" when it has none */
	int fd, id;
	bool dirty, sqlite;
	int64_t synced;			/* size at the last sync, when dirty */
	struct block *block;
	struct disk_file *next;
};

enum change { CAME, WENT, MOVED, FOLDER_CAME };

struct name {				/* changed, and its folder not yet synced */
	enum change change;
	char path[PATH], from[PATH];	/* from: where it was, of a moved one */
	struct disk_file *file;		/* that went, or that was moved over */
};

static struct {
	char root[PATH], spare[PATH];
	bool lies;
	struct disk_file *file;
	int files;
	struct name name[NAMES_MOST];
	int names;
} disk;

static void give_up(const char *path)
{
	perror(path);
	abort();
}

static void set(char to[PATH], const char *path)
{
	if (snprintf(to, PATH, "%s", path) >= PATH) {
		give_up(path);
	}
}

static bool watched(const char *path)
{
	size_t n = strlen(disk.root);

	return n > 0 && strncmp(path, disk.root, n) == 0 && path[n] == '/';
}

static bool is_index(const char *path)
{
	size_t n = strlen(path);

	return n > 4 && strcmp(path + n - 4, "-shm") == 0;
}

void disk_watch(const char *root, const char *spare)
{
	set(disk.root, root);
	set(disk.spare, spare);
}

void disk_lies(void)
{
	disk.lies = true;
}

/* ---- files ---- */

static void spare_name(const struct disk_file *f, char to[PATH])
{
	(void)snprintf(to, PATH, "%.400s/%d", disk.spare, f->id);
}

static int64_t size_of(const struct disk_file *f)
{
	struct stat st;

	if (fstat(f->fd, &st) != 0) {
		give_up(f->path);
	}
	return st.st_size;
}

/* A second name keeps the file when its first one goes. */
static struct disk_file *add(const char *path)
{
	struct disk_file *f = calloc(1, sizeof(*f));
	char other[PATH];

	if (f == NULL) {
		give_up(path);
	}
	set(f->path, path);
	f->id = disk.files++;
	f->sqlite = strstr(path, ".db") != NULL;
	f->fd = openat(AT_FDCWD, path, O_RDWR | O_CLOEXEC);
	spare_name(f, other);
	if (f->fd < 0 || link(path, other) != 0) {
		give_up(path);
	}
	f->next = disk.file;
	disk.file = f;
	return f;
}

struct disk_file *disk_file(const char *path)
{
	if (!watched(path) || is_index(path)) {
		return NULL;
	}
	for (struct disk_file *f = disk.file; f != NULL; f = f->next) {
		if (strcmp(f->path, path) == 0) {
			return f;
		}
	}
	return access(path, F_OK) == 0 ? add(path) : NULL;
}

static bool has_block(const struct disk_file *f, int64_t no)
{
	for (const struct block *b = f->block; b != NULL; b = b->next) {
		if (b->no == no) {
			return true;
		}
	}
	return false;
}

/* A block not kept yet is still as it was synced. */
static void keep_block(struct disk_file *f, int64_t no)
{
	struct block *b = calloc(1, sizeof(*b));
	int64_t left = f->synced - no * BLOCK;

	if (b == NULL) {
		give_up(f->path);
	}
	b->no = no;
	b->n = left <= 0 ? 0 : left < BLOCK ? (size_t)left : BLOCK;
	if (b->n > 0 && pread(f->fd, b->old, b->n, no * BLOCK) != (ssize_t)b->n) {
		give_up(f->path);
	}
	b->next = f->block;
	f->block = b;
}

void disk_writing(struct disk_file *f, int64_t offset, int64_t n)
{
	if (f == NULL || n <= 0) {
		return;
	}
	if (!f->dirty) {
		f->dirty = true;
		f->synced = size_of(f);
	}
	for (int64_t no = offset / BLOCK; no <= (offset + n - 1) / BLOCK; no++) {
		if (!has_block(f, no)) {
			keep_block(f, no);
		}
	}
}

void disk_truncating(struct disk_file *f, int64_t size)
{
	if (f != NULL) {
		disk_writing(f, size, size_of(f) - size);
	}
}

void disk_synced(struct disk_file *f)
{
	if (f == NULL || disk.lies) {
		return;
	}
	while (f->block != NULL) {
		struct block *b = f->block;

		f->block = b->next;
		free(b);
	}
	f->dirty = false;
}

/* ---- names ---- */

static struct name *note(enum change change, const char *path)
{
	if (!watched(path) || is_index(path)) {
		return NULL;
	}
	if (disk.names == NAMES_MOST) {
		give_up("too many names");
	}
	struct name *n = &disk.name[disk.names++];

	*n = (struct name){ .change = change };
	set(n->path, path);
	return n;
}

void disk_created(const char *path)
{
	(void)note(CAME, path);		/* not watched: nothing to note */
}

void disk_made_folder(const char *path)
{
	(void)note(FOLDER_CAME, path);
}

void disk_removing(const char *path)
{
	struct disk_file *f = disk_file(path);

	if (f != NULL) {
		note(WENT, path)->file = f;
		f->path[0] = '\0';
	}
}

void disk_renaming(const char *from, const char *to)
{
	struct disk_file *f = disk_file(from), *over = disk_file(to);

	if (f != NULL) {
		struct name *n = note(MOVED, to);

		n->file = over;
		set(n->from, from);
		set(f->path, to);
		if (over != NULL) {
			over->path[0] = '\0';
		}
	}
}

static bool stands_in(const char *path, const char *folder)
{
	const char *slash = strrchr(path, '/');
	size_t n = (size_t)(slash - path);

	return n == strlen(folder) && strncmp(path, folder, n) == 0;
}

/* A name that has moved for good has come for good. */
static bool arrived(int i, const char *folder)
{
	const struct name *n = &disk.name[i];
	bool here = stands_in(n->path, folder);

	for (int k = i + 1; k < disk.names && !here; k++) {
		here = disk.name[k].change == MOVED && strcmp(disk.name[k].from, n->path) == 0 &&
		       stands_in(disk.name[k].path, folder);
	}
	return here;
}

void disk_folder_synced(const char *path)
{
	int kept = 0;

	for (int i = 0; i < disk.names && !disk.lies; i++) {
		if (!arrived(i, path)) {
			disk.name[kept++] = disk.name[i];
		}
	}
	disk.names = disk.lies ? disk.names : kept;
}

void disk_place_synced(const char *path)
{
	char folder[PATH];

	set(folder, path);
	*strrchr(folder, '/') = '\0';
	disk_folder_synced(folder);
}

/* ---- losing ---- */

static bool torn(enum disk_loss how, uint64_t *chance)
{
	return how == DISK_TORN && chance_below(chance, 2) == 1;
}

/* Past fault_vfs.c, which counts what the program writes and holds its lock meanwhile. */
ssize_t __real_pwrite(int fd, const void *p, size_t n, off_t at);

static void put(const struct disk_file *f, const void *p, size_t n, int64_t at)
{
	if (__real_pwrite(f->fd, p, n, at) != (ssize_t)n) {
		give_up(f->path);
	}
}

/* Where there was nothing before: zeros; SQLite can tell from anything else, too. */
static void put_rubbish(const struct disk_file *f, const struct block *b, uint64_t *chance)
{
	unsigned char rubbish[BLOCK] = { 0 };

	if (f->sqlite && chance_below(chance, 2) == 1) {
		for (size_t i = 0; i < BLOCK; i++) {
			rubbish[i] = (unsigned char)chance_below(chance, 256);
		}
	}
	put(f, rubbish, BLOCK - b->n, b->no * BLOCK + (int64_t)b->n);
}

/* The new size may have arrived with or without the blocks. */
static void lose_blocks(struct disk_file *f, enum disk_loss how, uint64_t *chance)
{
	int64_t now = size_of(f), end = torn(how, chance) ? now : f->synced;

	for (struct block *b = f->block; b != NULL; b = b->next) {
		int64_t from = b->no * BLOCK, upto = from + BLOCK < now ? from + BLOCK : now;

		if (from < now && torn(how, chance)) {
			end = end < upto ? upto : end;
			continue;
		}
		put(f, b->old, b->n, from);
		if (b->n < BLOCK) {
			put_rubbish(f, b, chance);
		}
	}
	if (ftruncate(f->fd, end) != 0) {
		give_up(f->path);
	}
}

static void undo(const struct name *n, int no)
{
	char other[PATH];
	int rc = 0;

	switch (n->change) {
	case CAME:
		rc = unlinkat(AT_FDCWD, n->path, 0);
		break;
	case WENT:
		spare_name(n->file, other);
		rc = link(other, n->path);
		break;
	case MOVED:
		rc = renameat(AT_FDCWD, n->path, AT_FDCWD, n->from);
		if (rc == 0 && n->file != NULL) {
			spare_name(n->file, other);
			rc = link(other, n->path);
		}
		break;
	case FOLDER_CAME:
		(void)snprintf(other, sizeof(other), "%.400s/folder-%d", disk.spare, no);
		rc = renameat(AT_FDCWD, n->path, AT_FDCWD, other);
		break;
	}
	if (rc != 0) {
		give_up(n->path);
	}
}

void disk_lose(enum disk_loss how, uint64_t seed)
{
	uint64_t chance = seed;
	int kept = how == DISK_TORN ? (int)chance_below(&chance, (uint64_t)disk.names + 1) : 0;

	for (struct disk_file *f = disk.file; f != NULL; f = f->next) {
		if (f->dirty) {
			lose_blocks(f, how, &chance);
		}
	}
	for (int i = disk.names - 1; i >= kept; i--) {
		undo(&disk.name[i], i);
	}
}
