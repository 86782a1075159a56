/* The static files of a published log: tiles, bundles, checkpoint. */
#include "store_impl.h"

#include "core/tile.h"

#include "base/limits.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUNDLE_MOST = TILE_WIDTH * (LIMIT_ENTRY + 2) };

struct export {
	struct store *store;
	const char *dir;
	int64_t files;
	struct buf bytes;
};

/* Every folder above the file. */
static bool make_folders(const char *path, size_t from, struct err *e)
{
	char part[STORE_PATH + TILE_PATH];

	for (size_t i = from; path[i] != '\0'; i++) {
		if (path[i] != '/') {
			continue;
		}
		memcpy(part, path, i);
		part[i] = '\0';
		if (mkdir(part, 0755) != 0 && errno != EEXIST) {
			return file_failed(e, part);
		}
	}
	return true;
}

/* Everybody may read it. Renamed into its place, so that a server never gives out
 * half a file. */
static bool replace_file(const char *path, const char *fresh, struct str bytes, struct err *e)
{
	(void)unlink(fresh);	/* left over from an export that was cut short */
	return file_write(fresh, bytes, e) &&
	       ((chmod(fresh, 0644) == 0 && rename(fresh, path) == 0) || file_failed(e, path));
}

/* Tiles and bundles never change: another content is another log. */
static bool put_file(struct export *x, const char *name, struct str bytes, struct err *e)
{
	struct arena *a = &x->store->scratch;
	struct arena_mark mark = arena_mark(a);
	const char *path = str_cstr(a, str_fmt(a, "%s/%s", x->dir, name));
	const char *fresh = str_cstr(a, str_fmt(a, "%s/new", x->dir));
	struct str there;
	bool good;

	if (access(path, F_OK) == 0) {
		good = file_read(a, path, BUNDLE_MOST, &there, e) &&
		       (str_eq(there, bytes) ||
			err_set(e, ERR_CONFLICT, "log.export", "file", path, NULL));
	} else {
		good = make_folders(path, strlen(x->dir) + 1, e) &&
		       replace_file(path, fresh, bytes, e);
	}
	arena_release(a, mark);
	x->files++;
	return good;
}

static bool put_tile(struct store *s, int level, int64_t n, int width, struct buf *out,
		     struct err *e)
{
	struct hash h[TILE_WIDTH];

	if (!tree_hashes(s, level, n * TILE_WIDTH, width, h, e)) {
		return false;
	}
	buf_str(out, (struct str){ (const char *)h, (size_t)width * HASH_SIZE });
	return true;
}

static bool put_bundle(struct store *s, int64_t n, int width, struct buf *out, struct err *e)
{
	struct q_entry_plain_in in = { .from = n * TILE_WIDTH, .to = n * TILE_WIDTH + width };
	struct q_entry_plain_row row;
	struct db_stmt *st;
	bool found;

	if (!q_entry_plain_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_entry_plain_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		if (row.bytes.n > LIMIT_ENTRY) {
			db_finish(st);
			err_set(e, ERR_CORRUPT, "verify.leaf", NULL);
			return err_add_int(e, "seq", row.seq);
		}
		bundle_add(out, row.bytes);
	}
	return false;
}

static bool put_published(struct store *s, int level, int64_t n, int width, struct buf *out,
			  struct err *e)
{
	return level == TILE_ENTRIES ? put_bundle(s, n, width, out, e)
				     : put_tile(s, level, n, width, out, e);
}

bool store_tile(struct store *s, int level, int64_t n, int width, struct buf *out,
		struct err *e)
{
	struct store_last last;
	char path[TILE_PATH];

	if (!store_last(s, &last, e)) {
		return false;
	}
	int64_t hashes = tile_hashes(last.seq + 1, level > 0 ? level : 0);
	if (n > hashes / TILE_WIDTH || n * TILE_WIDTH + width > hashes) {
		return err_set(e, ERR_NOT_FOUND, "log.no_tile", "tile",
			       tile_path(level, n, width, path), NULL);
	}
	return put_published(s, level, n, width, out, e);
}

static bool export_one(struct export *x, int level, int64_t n, int width, struct err *e)
{
	char path[TILE_PATH];

	buf_reset(&x->bytes);
	return put_published(x->store, level, n, width, &x->bytes, e) &&
	       put_file(x, tile_path(level, n, width, path), buf_view(&x->bytes), e);
}

static bool export_level(struct export *x, int level, int64_t size, struct err *e)
{
	int64_t hashes = tile_hashes(size, level > 0 ? level : 0);

	for (int64_t at = 0; at < hashes; at += TILE_WIDTH) {
		int width = hashes - at < TILE_WIDTH ? (int)(hashes - at) : TILE_WIDTH;
		if (!export_one(x, level, at / TILE_WIDTH, width, e)) {
			return false;
		}
	}
	return true;
}

bool store_export(struct store *s, const char *dir, const struct store_head *head,
		  int64_t *files, struct err *e)
{
	struct export x = { .store = s, .dir = dir };
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = true;

	if (strlen(dir) >= STORE_PATH) {
		errno = ENAMETOOLONG;
		return file_failed(e, dir);
	}
	if (mkdir(dir, 0755) != 0 && errno != EEXIST) {
		return file_failed(e, dir);
	}
	buf_init(&x.bytes, BUNDLE_MOST);
	for (int level = TILE_ENTRIES; level < TILE_LEVELS && good; level++) {
		good = export_level(&x, level, head->size, e);
	}
	const char *path = str_cstr(&s->scratch, str_fmt(&s->scratch, "%s/checkpoint", dir));
	const char *fresh = str_cstr(&s->scratch, str_fmt(&s->scratch, "%s/new", dir));
	good = good && replace_file(path, fresh, head->note, e) && file_sync_dir(dir, e);
	buf_done(&x.bytes);
	arena_release(&s->scratch, mark);
	if (good) {
		*files = x.files + 1;
	}
	return good;
}
