/*
 * One database engine behind a narrow table of functions, and the little that
 * the generated statements (build/gen/sql.h) need of it.
 *
 * A statement is prepared at its first use and kept. Values are bound without
 * copying: what `in` points to must live until the statement has run (:exec,
 * :one) or is finished (:many). Rows' texts live until the next step.
 *
 * A handle belongs to one thread. The same statement is not run again while
 * its rows are being read (asserted).
 *
 * Errors: db.busy, db.slow (ERR_BUSY), db.corrupt, db.schema, db.constraint
 * (ERR_CORRUPT), db.full, db.io, db.memory (ERR_IO); arguments file, statement,
 * detail.
 */
#ifndef DUNGHEN_STORE_DB_H
#define DUNGHEN_STORE_DB_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "sql.h"

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BYTES };

struct db_value {
	enum db_type type;
	int64_t i;
	struct str s;
};

enum db_event { DB_STATEMENT, DB_BEGIN, DB_COMMIT, DB_ROLLBACK };

/* What was run, for benchmarks that replay it; valid during the call only. */
struct db_traced {
	enum db_event event;
	enum sql_database database;
	const char *sql;		/* of this engine, with ?1 … */
	const struct db_value *value;
	int values;
};
typedef void db_trace_fn(void *ctx, const struct db_traced *t);

enum db_access {
	DB_CREATE,		/* make a new file and write */
	DB_WRITE,
	DB_READ,
	DB_MEMORY,		/* no file */
};

struct db_options {
	enum sql_database database;
	enum db_access access;
	int cache_kib;
	bool tidies_itself;	/* checkpoints its own log now and then */
	bool wipes;		/* overwrites what is deleted */
	bool hasty;		/* waits for no lock */
};

struct db;

struct db_stmt {
	struct db *db;
	void *impl;			/* the driver's; NULL: not prepared yet */
	int id;				/* enum sql_id */
	bool running;			/* between db_start and db_finish */
	bool stepped;
	struct db_value *traced;	/* values bound, only while tracing */
};

/* What an engine offers. Columns count from 0, parameters from 1. */
struct db_driver {
	void (*close)(struct db *db);
	/* Several statements without parameters: migrations. */
	bool (*exec)(struct db *db, const char *sql, struct err *e);
	bool (*begin)(struct db *db, struct err *e);
	/* Reads of one moment from now on; ended by rollback. */
	bool (*look)(struct db *db, struct err *e);
	bool (*commit)(struct db *db, struct err *e);	/* on failure rolled back */
	void (*rollback)(struct db *db);
	bool (*prepare)(struct db *db, struct db_stmt *st, struct err *e);
	void (*bind)(struct db_stmt *st, int param, const struct db_value *v);
	bool (*step)(struct db_stmt *st, bool *row, struct err *e);
	void (*reset)(struct db_stmt *st);
	void (*column)(struct db_stmt *st, int column, struct db_value *out);
	const char *(*column_name)(struct db_stmt *st, int column);
	/* The number of the last migration that ran; 0: none. */
	bool (*version)(struct db *db, int *out, struct err *e);
	bool (*set_version)(struct db *db, int version, struct err *e);
	/* How many KiB of pages are kept in memory from now on. */
	bool (*keep)(struct db *db, int cache_kib, struct err *e);
	/* Bytes in the write-ahead log that are not yet in the file. */
	int64_t (*log_bytes)(struct db *db);
	/* Moves the log into the file; `reset` also empties it, waiting for
	 * nobody. *done: all of it. */
	bool (*checkpoint)(struct db *db, bool reset, bool *done, struct err *e);
	/* Pages and indexes agree with the tables: damage is db.corrupt. */
	bool (*check)(struct db *db, struct err *e);
	/* Closing leaves the write-ahead log as it is. */
	void (*keep_log)(struct db *db);
	/* What is deleted from now on is overwritten, or not. */
	bool (*wipe)(struct db *db, bool on, struct err *e);
	/* A commit waits until it is on disk, or not. */
	bool (*sync)(struct db *db, bool on, struct err *e);
	/* A whole copy in another file, of one moment, while others write. */
	bool (*copy)(struct db *db, const char *path, struct err *e);
	const char *(*sql)(int id);
};

struct db {
	const struct db_driver *driver;
	enum sql_database database;
	void *impl;
	const char *path;		/* file name, for errors */
	int cache_kib;			/* as opened */
	int64_t log_pages;
	struct arena *arena;
	db_trace_fn *trace;
	void *trace_ctx;
	bool in_transaction;
	int64_t until_us;		/* by the clock that never stands; 0: for ever */
	struct db_stmt stmt[SQL_COUNT];
};

/* file.c: how much is free where that file is, -1: nobody knows. */
int64_t file_free_kib(const char *path);

/* The handle lives in the arena; path must live as long. */
bool db_sqlite_open(struct arena *a, const char *path, const struct db_options *o,
		    struct db **out, struct err *e) MUST_USE;
void db_close(struct db *db);		/* NULL is allowed */

/* Runs the migrations that are missing, each in its own transaction. Errors:
 * store.newer (file, have, known). With `may_write` false a file that is not
 * up to date is store.older. */
bool db_migrate(struct db *db, bool may_write, struct err *e) MUST_USE;

bool db_begin(struct db *db, struct err *e) MUST_USE;
bool db_look(struct db *db, struct err *e) MUST_USE;	/* ended by db_rollback */
bool db_commit(struct db *db, struct err *e) MUST_USE;
void db_rollback(struct db *db);	/* outside a transaction: nothing */

void db_trace(struct db *db, db_trace_fn *fn, void *ctx);

/* For the generated functions and the comparison of tables. */
bool db_start(struct db *db, enum sql_id id, struct db_stmt **out, struct err *e) MUST_USE;
void db_bind_int(struct db_stmt *st, int param, int64_t v);
void db_bind_instant(struct db_stmt *st, int param, int64_t at);	/* INSTANT_NONE: NULL */
void db_bind_bool(struct db_stmt *st, int param, bool v);
void db_bind_text(struct db_stmt *st, int param, struct str s);
void db_bind_bytes(struct db_stmt *st, int param, struct str s);
/* At the end of the rows (or on error) the statement is finished. */
bool db_step(struct db_stmt *st, bool *row, struct err *e) MUST_USE;
bool db_run(struct db_stmt *st, struct err *e) MUST_USE;
void db_finish(struct db_stmt *st);	/* a second time: nothing */
struct db_value db_value(struct db_stmt *st, int column);
int64_t db_int(struct db_stmt *st, int column);
int64_t db_instant(struct db_stmt *st, int column);
bool db_bool(struct db_stmt *st, int column);
struct str db_text(struct db_stmt *st, int column);
struct str db_bytes(struct db_stmt *st, int column);
const char *db_column_name(struct db_stmt *st, int column);

#endif
