/* Taking a backup: copy, read again, name what is whole. */
#include "backup.h"

#include "copy.h"
#include "register.h"
#include "store_impl.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 5000, HEX_PAIRS = 256 };

struct backup {
	struct store *s;
	struct arena *a;
	const char *dir, *keys;
	struct backup_done done;
	struct manifest_out list;
};

static const char *path_in(struct arena *a, const char *dir, const char *name)
{
	return str_cstr(a, str_fmt(a, "%s/%s", dir, name));
}

static const char *numbered(struct arena *a, int64_t generation, const char *name)
{
	return str_cstr(a, str_fmt(a, "%" PRId64 "%s%s", generation, *name ? "/" : "", name));
}

static bool keep_leaf(void *ctx, const struct stored *s, struct err *e)
{
	(void)e;
	*(struct hash *)ctx = s->leaf;
	return true;
}

bool store_first(struct store *s, struct hash *out, struct err *e)
{
	*out = (struct hash){ 0 };
	return store_range(s, 0, 1, keep_leaf, out, e);
}

/* ---- the place ---- */

static bool same(struct err *e, const char *x, const char *y)
{
	return err_set(e, ERR_INVALID, "backup.same", "dir", x, "other", y, NULL);
}

/* Who steals one must not get the other with it. */
static bool check_apart(struct backup *b, struct err *e)
{
	const char *dir[] = { b->s->dir, b->dir, b->keys };

	for (size_t i = 0; i < ARRAY_LEN(dir); i++) {
		for (size_t k = 0; k < ARRAY_LEN(dir); k++) {
			if (i != k && copy_inside(b->a, dir[i], dir[k])) {
				return same(e, dir[i], dir[k]);
			}
		}
	}
	return true;
}

/* The number of the backup that stands there, 0: none. */
static bool standing(struct backup *b, const char *dir, int64_t *out, struct err *e)
{
	struct backup_head before;
	struct hash first;

	*out = 0;
	if (!manifest_read(b->a, dir, &before, NULL, NULL, e)) {
		return e->code == ERR_NOT_FOUND;
	}
	*out = before.generation;
	return store_first(b->s, &first, e) &&
	       (hash_eq(first, before.first) ||
		err_set(e, ERR_CONFLICT, "backup.other", "dir", dir, NULL));
}

/* An empty folder for the next one; what a cut-short backup left is cleared. */
static bool make_numbered(struct backup *b, const char *dir, int64_t generation, struct err *e)
{
	const char *path = path_in(b->a, dir, numbered(b->a, generation, ""));

	return copy_remove_tree(b->a, path, e) && copy_make_dir(path, e);
}

static bool is_number(const char *name)
{
	return *name != '\0' && strspn(name, "0123456789") == strlen(name);
}

static bool drop_others(struct backup *b, const char *dir, int64_t generation, struct err *e)
{
	const char **name;
	size_t n;

	if (!copy_names(b->a, dir, &name, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (is_number(name[i]) &&
		    strcmp(name[i], numbered(b->a, generation, "")) != 0 &&
		    !copy_remove_tree(b->a, path_in(b->a, dir, name[i]), e)) {
			return false;
		}
	}
	return true;
}

/* ---- databases ---- */

static bool copy_database(struct db *db, const char *path, struct err *e)
{
	/* The empty file first: SQLite keeps its mode. */
	return file_write(path, STR(""), e) && db->driver->copy(db, path, e);
}

static bool check_copy(struct backup *b, struct store *copy, struct err *e)
{
	struct store_last last;
	int64_t next = 0;

	while (next >= 0) {
		if (!store_check_ledger(copy, next, CHUNK, &next, e)) {
			return false;
		}
	}
	if (!store_last(copy, &last, e) || !store_root(copy, &b->done.head.root, e) ||
	    !store_first(copy, &b->done.head.first, e)) {
		return false;
	}
	b->done.head.size = last.seq + 1;
	b->done.head.at = last.at;
	return true;
}

/* Opened as a store of its own; what opening leaves beside it is taken away. */
static bool read_again(struct backup *b, const char *dir, struct err *e)
{
	struct store *copy;

	if (!store_open(b->a, dir, STORE_READER, &copy, e)) {
		return false;
	}
	bool ok = check_copy(b, copy, e);

	store_close(copy);
	(void)unlink(path_in(b->a, dir, "store.db-wal"));
	(void)unlink(path_in(b->a, dir, "store.db-shm"));
	return ok;
}

static bool list_part(struct backup *b, const char *dir, const char *part, struct err *e)
{
	struct hash h;

	return copy_hash(path_in(b->a, dir, part), &h, e) &&
	       manifest_part(&b->list, part, h, e);
}

static bool copy_key(struct backup *b, const char *name, const char *part, struct err *e)
{
	struct hash read, written;
	const char *to = path_in(b->a, b->keys, part);

	if (!copy_file(store_path(b->s, name), to, &read, e) || !copy_hash(to, &written, e)) {
		return false;
	}
	return (hash_eq(read, written) ||
		err_set(e, ERR_CORRUPT, "backup.damaged", "file", to, NULL)) &&
	       manifest_part(&b->list, part, written, e);
}

static bool fill_keys(struct backup *b, int64_t generation, struct err *e)
{
	const char *dir = path_in(b->a, b->keys, numbered(b->a, generation, ""));

	return copy_database(b->s->keys, path_in(b->a, dir, "keys.db"), e) &&
	       list_part(b, b->keys, numbered(b->a, generation, "keys.db"), e) &&
	       copy_key(b, "master.key", numbered(b->a, generation, "master.key"), e) &&
	       copy_key(b, "log.key", numbered(b->a, generation, "log.key"), e) &&
	       file_sync_dir(dir, e) && manifest_end(b->a, &b->list, e);
}

static bool back_up_keys(struct backup *b, struct err *e)
{
	struct backup_head head = b->done.head;

	if (!store_need_keys(b->s, e) || !standing(b, b->keys, &head.generation, e)) {
		return false;
	}
	head.generation++;
	if (!make_numbered(b, b->keys, head.generation, e) ||
	    !manifest_begin(b->a, b->keys, &head, &b->list, e)) {
		return false;
	}
	bool ok = fill_keys(b, head.generation, e);

	manifest_drop(&b->list);
	return ok && drop_others(b, b->keys, head.generation, e);
}

/* ---- content-addressed files ---- */

static bool whole(const char *path, struct hash wanted)
{
	struct hash h;
	struct err e;

	return access(path, F_OK) == 0 && copy_hash(path, &h, &e) && hash_eq(h, wanted);
}

/* What was copied is read again: one that then differs is the fault of the disk it was
 * copied to, not of the file. */
static bool put_name(const char *fresh, const char *to, struct hash wanted, struct err *e)
{
	struct hash again;

	if (!copy_hash(fresh, &again, e)) {
		return false;
	}
	if (!hash_eq(again, wanted)) {
		errno = EIO;
		return file_failed(e, fresh);
	}
	return rename(fresh, to) == 0 || file_failed(e, to);
}

/* One that is there and whole is not copied again. */
static bool back_up_file(struct backup *b, const char *part, struct hash wanted, struct err *e)
{
	const char *from = path_in(b->a, b->s->dir, part), *to = path_in(b->a, b->dir, part);
	const char *fresh = path_in(b->a, b->dir, "files/new");
	struct hash read;

	if (!whole(to, wanted)) {
		(void)unlink(fresh);
		if (!copy_file(from, fresh, &read, e)) {
			/* An upload that found no entry went since the folder was read. */
			return access(from, F_OK) != 0 && errno == ENOENT;
		}
		if (!hash_eq(read, wanted)) {
			char hex[HASH_HEX];
			return err_set(e, ERR_CORRUPT, "file.damaged", "sha256",
				       hash_hex(wanted, hex), NULL);
		}
		if (!put_name(fresh, to, wanted, e)) {
			return false;
		}
		b->done.copied++;
	}
	b->done.files++;
	return manifest_part(&b->list, part, wanted, e);
}

static bool back_up_pair(struct backup *b, int pair, struct err *e)
{
	const char *sub = str_cstr(b->a, str_fmt(b->a, "files/%02x", (unsigned)pair));
	const char *dir = path_in(b->a, b->dir, sub);
	const char **name;
	size_t n;

	if (!copy_names(b->a, path_in(b->a, b->s->dir, sub), &name, &n, e)) {
		return false;
	}
	if (n > 0 && !copy_make_dir(dir, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		struct arena_mark mark = arena_mark(b->a);
		struct hash wanted;
		struct str hex = str_fmt(b->a, "%02x%s", (unsigned)pair, name[i]);
		bool ok = !hash_from_hex(hex, &wanted) ||	/* not one of ours */
			  back_up_file(b, path_in(b->a, sub, name[i]), wanted, e);

		arena_release(b->a, mark);
		if (!ok) {
			return false;
		}
	}
	return n == 0 || file_sync_dir(dir, e);
}

static bool back_up_files(struct backup *b, struct err *e)
{
	const char *files = path_in(b->a, b->dir, "files");

	if (!copy_make_dir(files, e)) {
		return false;
	}
	for (int pair = 0; pair < HEX_PAIRS; pair++) {
		struct arena_mark mark = arena_mark(b->a);
		bool ok = back_up_pair(b, pair, e);

		arena_release(b->a, mark);
		if (!ok) {
			return false;
		}
	}
	return file_sync_dir(files, e);
}

/* ---- the whole ---- */

static bool back_up_store(struct backup *b, struct err *e)
{
	int64_t *generation = &b->done.head.generation;

	if (!standing(b, b->dir, generation, e)) {
		return false;
	}
	(*generation)++;
	const char *sub = path_in(b->a, b->dir, numbered(b->a, *generation, ""));

	return make_numbered(b, b->dir, *generation, e) &&
	       copy_database(b->s->db, path_in(b->a, sub, "store.db"), e) &&
	       read_again(b, sub, e) && file_sync_dir(sub, e);
}

static bool finish(struct backup *b, struct err *e)
{
	int64_t generation = b->done.head.generation;

	if (!manifest_begin(b->a, b->dir, &b->done.head, &b->list, e)) {
		return false;
	}
	bool ok = list_part(b, b->dir, numbered(b->a, generation, "store.db"), e) &&
		  back_up_files(b, e) && manifest_end(b->a, &b->list, e);

	manifest_drop(&b->list);
	return ok && drop_others(b, b->dir, generation, e);
}

bool store_backup(struct store *s, struct arena *a, const char *dir, const char *keys,
		  struct backup_done *out, struct err *e)
{
	struct backup b = { .s = s, .a = a, .dir = dir, .keys = keys };

	if (!copy_make_dir(dir, e) || !copy_make_dir(keys, e)) {
		return false;
	}
	if (!check_apart(&b, e)) {
		(void)rmdir(keys);	/* if it is new: nothing in it yet */
		(void)rmdir(dir);
		return false;
	}
	if (!register_merge(s->dir, keys, e) || !back_up_store(&b, e) ||
	    !back_up_keys(&b, e) || !finish(&b, e)) {
		return false;
	}
	*out = b.done;
	return true;
}
