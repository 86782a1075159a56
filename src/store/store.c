/* The folder: making, opening, locking, groups and the write-ahead log. */
#include "store_impl.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Stands in the folder from the beginning of its making to the end. */
#define UNFINISHED "unfinished"

enum {
	CACHE_WRITER_KIB = 16 << 10,
	CACHE_READER_KIB = 12 << 10,
	CACHE_KEYS_KIB = 512,
	CACHE_TIDY_KIB = 64,
};

const char *store_path(struct store *s, const char *name)
{
	struct str path = str_fmt(s->arena, "%s/%s", s->dir, name);

	return str_cstr(s->arena, path);
}

const char *store_dir(const struct store *s)
{
	return s->dir;
}

const uint8_t *store_log_seed(const struct store *s)
{
	assert(s->mode == STORE_WRITER && s->dir != NULL);
	return s->log;
}

bool store_stale(const struct store *s)
{
	return s->stale;
}

/* --- lock --- */

static bool locked_by(const char *path, const char *dir, int fd, struct err *e)
{
	char pid[24] = "";
	ssize_t n = pread(fd, pid, sizeof(pid) - 1, 0);

	(void)path;
	pid[n > 0 ? n : 0] = '\0';
	pid[strcspn(pid, "\n")] = '\0';
	return err_set(e, ERR_BUSY, "store.locked", "dir", dir, "pid", pid, NULL);
}

/* The lock goes with the process, however it ends. */
static bool lock_folder(struct store *s, struct err *e)
{
	const char *path = store_path(s, "lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	char pid[24];

	if (fd < 0) {
		return file_failed(e, path);
	}
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		locked_by(path, s->dir, fd, e);
		(void)close(fd);
		return false;
	}
	int n = snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());
	if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)n, 0) != n) {
		file_failed(e, path);
		(void)close(fd);
		return false;
	}
	s->lock = fd;
	return true;
}

/* --- keys --- */

static void derive_keys(struct store *s)
{
	struct hash wrap = hash_hmac(s->master, "wrap", 4);
	struct hash blind = hash_hmac(s->master, "blind", 5);
	struct hash token = hash_hmac(s->master, "token", 5);

	memcpy(s->wrap_key, wrap.b, KEY_SIZE);
	memcpy(s->blind_key, blind.b, KEY_SIZE);
	memcpy(s->token_key, token.b, KEY_SIZE);
	s->knows_master = true;
}

static bool read_key(struct store *s, const char *name, uint8_t out[KEY_SIZE], struct err *e)
{
	const char *path = store_path(s, name);
	struct arena_mark mark = arena_mark(&s->scratch);
	struct str bytes;
	bool good = access(path, F_OK) == 0 || errno != ENOENT ||
		    err_set(e, ERR_IO, "store.no_key", "file", path, NULL);

	good = good && file_read(&s->scratch, path, KEY_SIZE, &bytes, e);

	if (good && bytes.n != KEY_SIZE) {
		good = err_set(e, ERR_CORRUPT, "store.key", "file", path, NULL);
	}
	if (good) {
		memcpy(out, bytes.p, KEY_SIZE);
		wipe((void *)(uintptr_t)bytes.p, bytes.n);
	}
	arena_release(&s->scratch, mark);
	return good;
}

static bool write_keys(struct store *s, const struct store_keys *keys, struct err *e)
{
	struct str master = { .p = (const char *)keys->master, .n = KEY_SIZE };
	struct str log = { .p = (const char *)keys->log, .n = KEY_SIZE };

	return file_write(store_path(s, "master.key"), master, e) &&
	       file_write(store_path(s, "log.key"), log, e);
}

static bool open_database(struct store *s, const char *name, struct db_options o,
			  struct db **out, struct err *e)
{
	struct db *db;

	if (!db_sqlite_open(s->arena, store_path(s, name), &o, &db, e)) {
		return false;
	}
	if (!db_migrate(db, o.access != DB_READ, e)) {
		db_close(db);
		return false;
	}
	*out = db;
	return true;
}

static bool open_keys(struct store *s, enum db_access access, struct err *e)
{
	return open_database(s, "keys.db", (struct db_options){
		.database = SQL_KEYS, .access = access, .cache_kib = CACHE_KEYS_KIB,
		.tidies_itself = true, .wipes = true,
	}, &s->keys, e);
}

bool store_need_keys(struct store *s, struct err *e)
{
	if (!s->knows_master) {
		if (!read_key(s, "master.key", s->master, e)) {
			return false;
		}
		derive_keys(s);
	}
	return s->keys != NULL ||
	       open_keys(s, s->mode == STORE_WRITER ? DB_WRITE : DB_READ, e);
}

/* --- opening --- */

static struct store *new_store(struct arena *a, const char *dir, enum store_mode mode)
{
	struct store *s = arena_new(a, struct store);

	s->arena = a;
	arena_init(&s->scratch, 0);
	s->mode = mode;
	s->dir = dir != NULL ? str_cstr(a, str_of(dir)) : NULL;
	s->lock = s->tip = -1;
	pthread_mutex_init(&s->tidying, NULL);
	store_wal_bounds(s, STORE_WAL_TIDY, STORE_WAL_PAUSE);
	s->last = s->committed = (struct store_last){ .seq = -1, .at = INSTANT_NONE };
	return s;
}

bool store_set_form(struct store *s, int64_t form, struct err *e)
{
	struct q_meta_put_in in = { .name = STR("projections"), .value = form };

	return q_meta_put(s->db, &in, e);
}

static bool read_form(struct store *s, struct err *e)
{
	struct q_meta_get_in in = { .name = STR("projections") };
	struct q_meta_get_row row;
	bool found;

	if (!q_meta_get(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	s->stale = !found || row.value != PROJECTION_FORM;
	return true;
}

bool store_connect(struct store *s, enum db_access access, int cache_kib, struct db **out,
		   struct err *e)
{
	return open_database(s, "store.db", (struct db_options){
		.database = SQL_STORE, .access = access, .cache_kib = cache_kib,
	}, out, e);
}

static bool open_main(struct store *s, enum db_access access, struct err *e)
{
	int cache = access == DB_READ ? CACHE_READER_KIB : CACHE_WRITER_KIB;

	return store_connect(s, access, cache, &s->db, e);
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* What stands in the folder of a store being made; kept files may stay. */
static const char *const parts[] = {
	"master.key", "log.key", "keys.db", "keys.db-wal", "keys.db-shm", "store.db",
	"store.db-wal", "store.db-shm", TIP_NAME,
};

/* From a making that was cut short: nobody has been told of that store yet. */
static bool clear_unfinished(struct store *s, struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		const char *path = store_path(s, parts[i]);

		if (unlink(path) != 0 && errno != ENOENT) {
			return file_failed(e, path);
		}
	}
	return true;
}

/* Marked before the first part is there, so that half a store never looks whole. */
static bool mark_unfinished(struct store *s, struct err *e)
{
	const char *mark = store_path(s, UNFINISHED);

	if (exists(mark)) {
		return clear_unfinished(s, e);
	}
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (exists(store_path(s, parts[i]))) {
			return err_set(e, ERR_CONFLICT, "store.exists", "dir", s->dir, NULL);
		}
	}
	return file_write(mark, STR("init\n"), e) && file_sync_dir(s->dir, e);
}

bool store_made(struct store *s, struct err *e)
{
	const char *mark = store_path(s, UNFINISHED);

	return (unlink(mark) == 0 || file_failed(e, mark)) && file_sync_dir(s->dir, e);
}

/* SQLite would make its files readable by all; an existing empty file is a new
 * database to it and keeps its mode, which the WAL beside it takes over. */
static bool make_databases(struct store *s, struct err *e)
{
	return file_write(store_path(s, "keys.db"), STR(""), e) &&
	       file_write(store_path(s, "store.db"), STR(""), e);
}

static bool fill_folder(struct store *s, const struct store_keys *keys, struct err *e)
{
	const char *files = store_path(s, "files");

	if (!mark_unfinished(s, e) || !write_keys(s, keys, e) || !make_databases(s, e)) {
		return false;
	}
	if (mkdir(files, 0700) != 0 && errno != EEXIST) {
		return file_failed(e, files);
	}
	memcpy(s->master, keys->master, KEY_SIZE);
	memcpy(s->log, keys->log, KEY_SIZE);
	derive_keys(s);
	return open_keys(s, DB_CREATE, e) && open_main(s, DB_CREATE, e) &&
	       store_set_form(s, PROJECTION_FORM, e) && file_sync_dir(s->dir, e);
}

/* The folder's own name is durable only once the folder above is. One that was
 * there before may be of a making cut short. */
static bool make_folder(struct store *s, struct err *e)
{
	if (mkdir(s->dir, 0700) == 0) {
		return file_sync_dir(store_path(s, ".."), e);
	}
	if (errno != EEXIST) {
		return file_failed(e, s->dir);
	}
	return !exists(store_path(s, UNFINISHED)) || file_sync_dir(store_path(s, ".."), e);
}

bool store_create(struct arena *a, const char *dir, const struct store_keys *keys,
		  struct store **out, struct err *e)
{
	struct store *s = new_store(a, dir, STORE_WRITER);

	if (dir[0] == '\0' || strlen(dir) >= STORE_PATH - 2 * HASH_HEX) {
		errno = dir[0] == '\0' ? ENOENT : ENAMETOOLONG;
		file_failed(e, dir);
		goto bad;
	}
	if (!make_folder(s, e)) {
		goto bad;
	}
	if (!lock_folder(s, e) || !fill_folder(s, keys, e)) {
		goto bad;
	}
	*out = s;
	return true;
bad:
	store_close(s);
	return false;
}

/* What is left of the write-ahead log stays as it is, for whoever can read more. */
static bool check_tip(struct store *s, int64_t known, struct err *e)
{
	if (s->last.seq + 1 >= known) {
		return true;
	}
	s->db->driver->keep_log(s->db);
	log_fault(e, "log.lost", known, s->last.seq + 1);
	return err_add(e, "dir", s->dir);
}

static bool open_parts(struct store *s, struct err *e)
{
	if (s->dir[0] == '\0' || strlen(s->dir) >= STORE_PATH - 2 * HASH_HEX ||
	    !exists(store_path(s, "store.db"))) {
		return err_set(e, ERR_IO, "store.missing", "dir", s->dir, NULL);
	}
	if (exists(store_path(s, UNFINISHED))) {
		return err_set(e, ERR_IO, "store.unfinished", "dir", s->dir, NULL);
	}
	if (s->mode == STORE_WRITER) {
		if (!lock_folder(s, e) || !store_need_keys(s, e) || !store_check_master(s, e) ||
		    !read_key(s, "log.key", s->log, e)) {
			return false;
		}
	}
	int64_t known = tip_read(s);

	return open_main(s, s->mode == STORE_WRITER ? DB_WRITE : DB_READ, e) &&
	       read_form(s, e) && store_last(s, &s->last, e) && check_tip(s, known, e);
}

bool store_open(struct arena *a, const char *dir, enum store_mode mode, struct store **out,
		struct err *e)
{
	struct store *s = new_store(a, dir, mode);

	if (!open_parts(s, e)) {
		store_close(s);
		return false;
	}
	s->committed = s->last;
	*out = s;
	return true;
}

bool store_open_scratch(struct arena *a, struct store **out, struct err *e)
{
	struct store *s = new_store(a, NULL, STORE_WRITER);
	struct db_options o = {
		.database = SQL_STORE, .access = DB_MEMORY, .cache_kib = CACHE_WRITER_KIB,
	};

	if (!db_sqlite_open(a, ":memory:", &o, &s->db, e) || !db_migrate(s->db, true, e)) {
		store_close(s);
		return false;
	}
	*out = s;
	return true;
}

void store_close(struct store *s)
{
	if (s == NULL) {
		return;
	}
	store_rollback(s);
	head_close(s);
	db_close(s->back);
	db_close(s->tidy);
	db_close(s->keys);
	db_close(s->db);
	pthread_mutex_destroy(&s->tidying);
	if (s->tip >= 0) {
		(void)close(s->tip);
	}
	if (s->lock >= 0) {
		(void)close(s->lock);
	}
	wipe(s->master, KEY_SIZE);
	wipe(s->log, KEY_SIZE);
	wipe(s->log_secret, SECRET_SIZE);
	wipe(s->wrap_key, 3 * KEY_SIZE);
	arena_done(&s->scratch);
}

void store_trace(struct store *s, db_trace_fn *fn, void *ctx)
{
	db_trace(s->db, fn, ctx);
	if (s->keys != NULL) {
		db_trace(s->keys, fn, ctx);
	}
}

/* --- groups --- */

bool store_in_group(const struct store *s)
{
	return s->mode == STORE_WRITER && s->db != NULL && s->db->in_transaction;
}

bool store_begin(struct store *s, struct err *e)
{
	assert(s->mode == STORE_WRITER);
	if (s->broken) {
		return err_set(e, ERR_CORRUPT, "log.readback", "dir", s->dir, NULL);
	}
	return db_begin(s->db, e);
}

bool store_look(struct store *s, struct err *e)
{
	assert(s->mode == STORE_READER);
	s->db->until_us = 0;
	return db_look(s->db, e);
}

void store_look_until(struct store *s, int64_t us)
{
	assert(s->mode == STORE_READER);
	s->db->until_us = us;
}

void store_looked(struct store *s)
{
	s->db->until_us = 0;
	db_rollback(s->db);
	if (s->keys != NULL) {
		db_rollback(s->keys);
	}
}

bool store_commit(struct store *s, struct err *e)
{
	/* Keys first: an orphan key harms nobody, a text without key is lost. */
	if (s->keys != NULL && s->keys->in_transaction && !db_commit(s->keys, e)) {
		store_rollback(s);
		return false;
	}
	/* A group without entries, an answer given again, needs no room for a head. */
	bool grew = s->last.seq > s->committed.seq;
	if (grew && !head_store(s, e)) {
		store_rollback(s);
		return false;
	}
	if (!db_commit(s->db, e)) {
		s->last = s->committed;
		s->edge = s->committed_edge;
		return false;
	}
	s->committed = s->last;
	s->committed_edge = s->edge;
	tip_write(s);
	head_seal(s, grew);
	return true;
}

void store_rollback(struct store *s)
{
	if (s->keys != NULL) {
		db_rollback(s->keys);
	}
	if (s->db != NULL) {
		db_rollback(s->db);
	}
	s->last = s->committed;
	s->edge = s->committed_edge;
}

/* --- write-ahead log --- */

void store_wal_bounds(struct store *s, int64_t tidy, int64_t pause)
{
	s->wal_tidy = tidy;
	s->wal_pause = pause;
}

int64_t store_wal_bytes(const struct store *s)
{
	return s->db->driver->log_bytes(s->db);
}

bool store_wal_wide(const struct store *s)
{
	return store_wal_bytes(s) >= s->wal_tidy;
}

bool store_wal_full(const struct store *s)
{
	return store_wal_bytes(s) >= s->wal_pause;
}

/* Waits for no lock: who holds one is asked again later. */
static bool open_tidy(struct store *s, struct err *e)
{
	struct db_options o = {
		.database = SQL_STORE, .access = DB_WRITE, .cache_kib = CACHE_TIDY_KIB,
		.hasty = true,
	};

	return open_database(s, "store.db", o, &s->tidy, e);
}

bool store_checkpoint(struct store *s, enum store_tidy how, bool *done, struct err *e)
{
	/* Two threads in one connection would write pages to wrong places. */
	pthread_mutex_lock(&s->tidying);
	bool good = (s->tidy != NULL || open_tidy(s, e)) &&
		    s->tidy->driver->checkpoint(s->tidy, how == STORE_TIDY_RESET, done, e);
	pthread_mutex_unlock(&s->tidying);
	if (!good) {
		return false;
	}
	if (how == STORE_TIDY_RESET && *done) {
		s->db->log_pages = 0;
	}
	return true;
}

/* --- filling --- */

static bool set_sync(struct store *s, bool on, struct err *e)
{
	bool done;

	/* A checkpoint opens the connection that tidies. */
	return store_need_keys(s, e) && store_checkpoint(s, STORE_TIDY_COPY, &done, e) &&
	       s->tidy->driver->sync(s->tidy, on, e) && s->db->driver->sync(s->db, on, e) &&
	       s->keys->driver->sync(s->keys, on, e);
}

bool store_sync_off(struct store *s, struct err *e)
{
	assert(!store_in_group(s));
	return set_sync(s, false, e);
}

static bool sync_file(struct store *s, const char *name, struct err *e)
{
	const char *path = store_path(s, name);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool good = fd >= 0 && fsync(fd) == 0;

	if (!good) {
		file_failed(e, path);
	}
	if (fd >= 0) {
		(void)close(fd);
	}
	return good;
}

bool store_sync_on(struct store *s, struct err *e)
{
	bool done;

	assert(!store_in_group(s));
	return set_sync(s, true, e) && store_checkpoint(s, STORE_TIDY_RESET, &done, e) &&
	       s->keys->driver->checkpoint(s->keys, true, &done, e) &&
	       sync_file(s, "store.db", e) && sync_file(s, "keys.db", e);
}
