/* SQLite as a driver of db.h; the only file that knows the library. */
#include "db.h"

#include <assert.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Tells our files from any other SQLite file: "DgHn". */
#define APPLICATION_ID "0x4467486e"
enum { APPLICATION = 0x4467486e, BUSY_MS = 5000 };

/* A connection, and what begins and ends each of its transactions: prepared once, for
 * a reader begins and ends one with every page. */
struct connection {
	sqlite3 *handle;
	sqlite3_stmt *verb[4];
};

enum verb { VERB_BEGIN, VERB_LOOK, VERB_COMMIT, VERB_ROLLBACK };

static sqlite3 *handle(const struct db *db)
{
	const struct connection *c = db->impl;

	return c != NULL ? c->handle : NULL;
}

struct failure {
	enum err_code code;
	const char *key;
};

static struct failure failure_of(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return (struct failure){ ERR_BUSY, "db.busy" };
	case SQLITE_INTERRUPT:
		return (struct failure){ ERR_BUSY, "db.slow" };
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_FORMAT:
		return (struct failure){ ERR_CORRUPT, "db.corrupt" };
	case SQLITE_CONSTRAINT:
		return (struct failure){ ERR_CORRUPT, "db.constraint" };
	case SQLITE_ERROR:
	case SQLITE_SCHEMA:
		return (struct failure){ ERR_CORRUPT, "db.schema" };
	case SQLITE_FULL:
		return (struct failure){ ERR_IO, "db.full" };
	case SQLITE_NOMEM:
		return (struct failure){ ERR_IO, "db.memory" };
	default:
		return (struct failure){ ERR_IO, "db.io" };
	}
}

enum { FULL_KIB = 64 };

/* Some failures of a full disk come under other names: no log, no index of the log. */
static bool told(struct err *e, struct failure f, const char *path, const char *statement,
		 const char *detail)
{
	int64_t free_kib = f.code == ERR_IO ? file_free_kib(path) : -1;
	bool full = strcmp(f.key, "db.full") == 0 ||
		    (strcmp(f.key, "db.io") == 0 && free_kib >= 0 && free_kib < FULL_KIB);

	err_set(e, f.code, full ? "db.full" : f.key, "file", path, "statement", statement,
		"detail", detail, NULL);
	return full ? err_add_int(e, "free", free_kib) : false;
}

static bool failed(const struct db *db, int rc, const char *statement, struct err *e)
{
	struct failure f = failure_of(rc);
	const char *detail = handle(db) != NULL ? sqlite3_errmsg(handle(db)) : sqlite3_errstr(rc);

	return told(e, f, db->path, statement, detail);
}

static bool run_exec(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(handle(db), sql, NULL, NULL, NULL);

	return rc == SQLITE_OK || failed(db, rc, "exec", e);
}

/* --- transactions --- */

static int say(struct db *db, enum verb verb)
{
	static const char *const text[] = {
		[VERB_BEGIN] = "BEGIN IMMEDIATE", [VERB_LOOK] = "BEGIN", [VERB_COMMIT] = "COMMIT",
		[VERB_ROLLBACK] = "ROLLBACK",
	};
	struct connection *c = db->impl;
	int rc = SQLITE_OK;

	if (c->verb[verb] == NULL) {
		rc = sqlite3_prepare_v3(c->handle, text[verb], -1, SQLITE_PREPARE_PERSISTENT,
					&c->verb[verb], NULL);
	}
	if (rc == SQLITE_OK) {
		rc = sqlite3_step(c->verb[verb]);
		/* Tells the same failure again, if it was one. */
		(void)sqlite3_reset(c->verb[verb]);
	}
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static bool run_begin(struct db *db, struct err *e)
{
	int rc = say(db, VERB_BEGIN);

	return rc == SQLITE_OK || failed(db, rc, "begin", e);
}

static bool run_look(struct db *db, struct err *e)
{
	int rc = say(db, VERB_LOOK);

	return rc == SQLITE_OK || failed(db, rc, "begin", e);
}

static void run_rollback(struct db *db)
{
	/* SQLite may have rolled back by itself on FULL, IOERR or NOMEM. */
	if (!sqlite3_get_autocommit(handle(db))) {
		(void)say(db, VERB_ROLLBACK);
	}
}

static bool run_commit(struct db *db, struct err *e)
{
	int rc = say(db, VERB_COMMIT);

	if (rc != SQLITE_OK) {
		failed(db, rc, "commit", e);
		run_rollback(db);
		return false;
	}
	return true;
}

/* --- statements --- */

static bool run_prepare(struct db *db, struct db_stmt *st, struct err *e)
{
	sqlite3_stmt *made = NULL;
	int rc = sqlite3_prepare_v3(handle(db), sql_text[st->id].sqlite, -1,
				    SQLITE_PREPARE_PERSISTENT, &made, NULL);

	if (rc != SQLITE_OK) {
		return failed(db, rc, sql_text[st->id].name, e);
	}
	st->impl = made;
	return true;
}

static void run_bind(struct db_stmt *st, int param, const struct db_value *v)
{
	sqlite3_stmt *s = st->impl;
	int rc = SQLITE_OK;

	switch (v->type) {
	case DB_NULL:
		rc = sqlite3_bind_null(s, param);
		break;
	case DB_INT:
		rc = sqlite3_bind_int64(s, param, v->i);
		break;
	case DB_TEXT:
		assert(v->s.n <= INT_MAX);
		/* A NULL pointer would bind NULL instead of the empty text. */
		rc = sqlite3_bind_text(s, param, v->s.n ? v->s.p : "", (int)v->s.n, SQLITE_STATIC);
		break;
	case DB_BYTES:
		assert(v->s.n <= INT_MAX);
		rc = sqlite3_bind_blob(s, param, v->s.n ? v->s.p : "", (int)v->s.n, SQLITE_STATIC);
		break;
	}
	assert(rc == SQLITE_OK);
}

static bool run_step(struct db_stmt *st, bool *row, struct err *e)
{
	int rc = sqlite3_step(st->impl);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		return failed(st->db, rc, sql_text[st->id].name, e);
	}
	*row = rc == SQLITE_ROW;
	return true;
}

static void run_reset(struct db_stmt *st)
{
	/* The error of the last step has been told already. Bindings stay: the
	 * next use binds all of them again. */
	(void)sqlite3_reset(st->impl);
}

static void run_column(struct db_stmt *st, int column, struct db_value *out)
{
	sqlite3_stmt *s = st->impl;

	switch (sqlite3_column_type(s, column)) {
	case SQLITE_INTEGER:
		*out = (struct db_value){ .type = DB_INT, .i = sqlite3_column_int64(s, column) };
		break;
	case SQLITE_TEXT:
		/* As bytes: column_text may have to copy for its zero at the end, and when
		 * there is no memory for that gives an empty text without an error. */
		out->type = DB_TEXT;
		out->s.p = sqlite3_column_blob(s, column);
		out->s.n = (size_t)sqlite3_column_bytes(s, column);
		break;
	case SQLITE_BLOB:
		out->type = DB_BYTES;
		out->s.p = sqlite3_column_blob(s, column);
		out->s.n = (size_t)sqlite3_column_bytes(s, column);
		break;
	default:
		*out = (struct db_value){ .type = DB_NULL };
		break;
	}
}

static const char *run_column_name(struct db_stmt *st, int column)
{
	return sqlite3_column_name(st->impl, column);
}

static const char *run_sql(int id)
{
	return sql_text[id].sqlite;
}

/* --- versions and the write-ahead log --- */

static bool read_pragma(struct db *db, const char *sql, int *out, struct err *e)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(handle(db), sql, -1, &s, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(s);
	}
	if (rc != SQLITE_ROW) {
		failed(db, rc, sql, e);
		(void)sqlite3_finalize(s);
		return false;
	}
	*out = sqlite3_column_int(s, 0);
	(void)sqlite3_finalize(s);
	return true;
}

static bool run_version(struct db *db, int *out, struct err *e)
{
	return read_pragma(db, "PRAGMA user_version", out, e);
}

static bool run_set_version(struct db *db, int version, struct err *e)
{
	char *sql = sqlite3_mprintf("PRAGMA user_version = %d", version);
	bool done = sql != NULL ? run_exec(db, sql, e) : failed(db, SQLITE_NOMEM, "pragma", e);

	sqlite3_free(sql);
	return done;
}

static int count_log(void *ctx, sqlite3 *unused, const char *name, int pages)
{
	struct db *db = ctx;

	(void)unused;
	(void)name;
	db->log_pages = pages;
	return SQLITE_OK;
}

static bool run_keep(struct db *db, int cache_kib, struct err *e)
{
	char *sql = sqlite3_mprintf("PRAGMA cache_size = -%d", cache_kib);
	bool done = sql != NULL ? run_exec(db, sql, e) : failed(db, SQLITE_NOMEM, "pragma", e);

	sqlite3_free(sql);
	return done;
}

static int64_t run_log_bytes(struct db *db)
{
	return db->log_pages * 4096;
}

static bool run_checkpoint(struct db *db, bool reset, bool *done, struct err *e)
{
	int pages = 0, moved = 0;
	int how = reset ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
	int rc = sqlite3_wal_checkpoint_v2(handle(db), NULL, how, &pages, &moved);

	if (rc != SQLITE_OK && rc != SQLITE_BUSY) {
		return failed(db, rc, "checkpoint", e);
	}
	*done = rc == SQLITE_OK && pages == moved;
	return true;
}

static void run_keep_log(struct db *db)
{
	(void)sqlite3_db_config(handle(db), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
}

static bool run_wipe(struct db *db, bool on, struct err *e)
{
	return run_exec(db, on ? "PRAGMA secure_delete = 1" : "PRAGMA secure_delete = 0", e);
}

static bool run_sync(struct db *db, bool on, struct err *e)
{
	return run_exec(db, on ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF", e);
}

/* --- a copy --- */

/* All pages in one step: one reader's snapshot, which stops no writer and which
 * no writer makes start again. */
static bool run_copy(struct db *db, const char *path, struct err *e)
{
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	sqlite3_backup *copy = rc == SQLITE_OK ?
		sqlite3_backup_init(to, "main", handle(db), "main") : NULL;

	if (copy != NULL) {
		int stepped = sqlite3_backup_step(copy, -1);

		rc = sqlite3_backup_finish(copy);
		rc = rc == SQLITE_OK && stepped != SQLITE_DONE ? stepped : rc;
	} else if (rc == SQLITE_OK) {
		rc = sqlite3_errcode(to);
	}
	struct failure f = failure_of(rc);

	if (rc != SQLITE_OK) {
		(void)told(e, f, path, "copy", sqlite3_errstr(rc));
	}
	(void)sqlite3_close(to);
	return rc == SQLITE_OK;
}

/* --- opening and closing --- */

static void run_close(struct db *db)
{
	struct connection *c = db->impl;

	/* NULL: it could not be opened and was closed then. */
	for (size_t i = 0; c != NULL && i < ARRAY_LEN(c->verb); i++) {
		(void)sqlite3_finalize(c->verb[i]);
	}
	for (int i = 0; i < SQL_COUNT; i++) {
		(void)sqlite3_finalize(db->stmt[i].impl);
		db->stmt[i].impl = NULL;
	}
	int rc = sqlite3_close(handle(db));
	assert(rc == SQLITE_OK);
	db->impl = NULL;
}

/* What the check says of a page that could not be read is no damage but the disk's
 * failure, of which it tells the code only in words. */
static int code_in(const char *said)
{
	const char *words = strstr(said, "error code=");

	return words != NULL ? (int)strtol(words + strlen("error code="), NULL, 10) :
			       SQLITE_CORRUPT;
}

/* An index that lost a row would hide an entry that is there. */
static bool run_check(struct db *db, struct err *e)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(handle(db), "PRAGMA integrity_check(1)", -1, &s, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(s);
	}
	if (rc != SQLITE_ROW) {
		failed(db, rc, "integrity_check", e);
		(void)sqlite3_finalize(s);
		return false;
	}
	const char *said = (const char *)sqlite3_column_text(s, 0);
	bool sound = said != NULL && strcmp(said, "ok") == 0;
	if (!sound) {
		struct failure f = failure_of(said != NULL ? code_in(said) : SQLITE_NOMEM);

		err_set(e, f.code, f.key, "file", db->path, "statement", "integrity_check",
			"detail", said != NULL ? said : "", NULL);
	}
	(void)sqlite3_finalize(s);
	return sound;
}

static const struct db_driver sqlite_driver = {
	.close = run_close, .exec = run_exec, .begin = run_begin, .look = run_look,
	.commit = run_commit,
	.rollback = run_rollback, .prepare = run_prepare, .bind = run_bind, .step = run_step,
	.reset = run_reset, .column = run_column, .column_name = run_column_name,
	.version = run_version, .set_version = run_set_version, .log_bytes = run_log_bytes,
	.keep = run_keep, .checkpoint = run_checkpoint, .check = run_check,
	.keep_log = run_keep_log, .wipe = run_wipe, .sync = run_sync, .copy = run_copy,
	.sql = run_sql,
};

/* Durability is FULL: a commit is on disk before it is answered. */
static const char *const settings =
	"PRAGMA synchronous = FULL;"
	"PRAGMA foreign_keys = ON;"
	"PRAGMA recursive_triggers = ON;"
	"PRAGMA trusted_schema = OFF;"
	"PRAGMA cell_size_check = ON;"
	"PRAGMA mmap_size = 0;"
	"PRAGMA temp_store = MEMORY;";

static bool apply(struct db *db, const struct db_options *o, struct err *e)
{
	char *sql = sqlite3_mprintf("PRAGMA cache_size = -%d; PRAGMA secure_delete = %d;"
				    "PRAGMA wal_autocheckpoint = %d;", o->cache_kib, o->wipes,
				    o->tidies_itself ? 1000 : 0);
	bool done = (sql != NULL ? run_exec(db, sql, e) : failed(db, SQLITE_NOMEM, "pragma", e)) &&
		    run_exec(db, settings, e);

	sqlite3_free(sql);
	if (done && o->access == DB_CREATE) {
		done = run_exec(db, "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;"
				"PRAGMA application_id = " APPLICATION_ID, e);
	}
	return done;
}

/* Reads the header: damage and strange files show here, not at first use. */
static bool recognise(struct db *db, const struct db_options *o, struct err *e)
{
	int application, objects;

	if (o->access == DB_MEMORY || o->access == DB_CREATE) {
		return true;
	}
	if (!read_pragma(db, "PRAGMA application_id", &application, e)) {
		return false;
	}
	if (application != APPLICATION) {
		return err_set(e, ERR_CORRUPT, "store.foreign", "file", db->path, NULL);
	}
	return read_pragma(db, "SELECT COUNT(*) FROM sqlite_schema", &objects, e);
}

static int open_flags(enum db_access access)
{
	switch (access) {
	case DB_CREATE:
		return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	case DB_WRITE:
		return SQLITE_OPEN_READWRITE;
	case DB_READ:
		return SQLITE_OPEN_READONLY;
	case DB_MEMORY:
		return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
	}
	return 0;
}

/* Asked every so many steps of a statement of a reader: a few microseconds of work. */
enum { STEPS = 1000 };

static int out_of_time(void *ctx)
{
	const struct db *db = ctx;
	struct timespec t;

	if (db->until_us == 0) {
		return 0;
	}
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000 >= db->until_us;
}

bool db_sqlite_open(struct arena *a, const char *path, const struct db_options *o,
		    struct db **out, struct err *e)
{
	struct db *db = arena_new(a, struct db);
	sqlite3 *opened = NULL;

	db->driver = &sqlite_driver;
	db->database = o->database;
	db->path = path;
	db->arena = a;
	db->cache_kib = o->cache_kib;
	int rc = sqlite3_open_v2(o->access == DB_MEMORY ? ":memory:" : path, &opened,
				 open_flags(o->access) | SQLITE_OPEN_NOMUTEX, NULL);
	struct connection *c = arena_new(a, struct connection);
	c->handle = opened;
	db->impl = c;
	if (rc != SQLITE_OK) {
		failed(db, rc, "open", e);
		run_close(db);
		return false;
	}
	(void)sqlite3_extended_result_codes(opened, 1);
	(void)sqlite3_busy_timeout(opened, o->hasty ? 0 : BUSY_MS);
	if (!recognise(db, o, e) || !apply(db, o, e)) {
		run_close(db);
		return false;
	}
	/* After the settings: wal_autocheckpoint would take the hook away. */
	if (!o->tidies_itself) {
		(void)sqlite3_wal_hook(opened, count_log, db);
	}
	if (o->access == DB_READ) {
		sqlite3_progress_handler(opened, STEPS, out_of_time, db);
	}
	*out = db;
	return true;
}
