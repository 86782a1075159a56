/* Statements, transactions, tracing and migrations over any engine. */
#include "db.h"

#include "base/day.h"

#include <assert.h>

static void trace(struct db *db, enum db_event event, const char *sql,
		  const struct db_value *value, int values)
{
	if (db->trace != NULL) {
		db->trace(db->trace_ctx, &(struct db_traced){
			.event = event, .database = db->database, .sql = sql,
			.value = value, .values = values,
		});
	}
}

void db_trace(struct db *db, db_trace_fn *fn, void *ctx)
{
	db->trace = fn;
	db->trace_ctx = ctx;
}

void db_close(struct db *db)
{
	if (db != NULL) {
		db->driver->close(db);
	}
}

bool db_begin(struct db *db, struct err *e)
{
	assert(!db->in_transaction);
	trace(db, DB_BEGIN, "", NULL, 0);
	if (!db->driver->begin(db, e)) {
		return false;
	}
	db->in_transaction = true;
	return true;
}

bool db_look(struct db *db, struct err *e)
{
	assert(!db->in_transaction);
	if (!db->driver->look(db, e)) {
		return false;
	}
	db->in_transaction = true;
	return true;
}

bool db_commit(struct db *db, struct err *e)
{
	assert(db->in_transaction);
	trace(db, DB_COMMIT, "", NULL, 0);
	db->in_transaction = false;
	return db->driver->commit(db, e);
}

void db_rollback(struct db *db)
{
	if (db->in_transaction) {
		trace(db, DB_ROLLBACK, "", NULL, 0);
		db->in_transaction = false;
		db->driver->rollback(db);
	}
}

bool db_start(struct db *db, enum sql_id id, struct db_stmt **out, struct err *e)
{
	struct db_stmt *st = &db->stmt[id];

	assert(sql_text[id].database == db->database);
	assert(!st->running);
	if (st->impl == NULL) {
		st->db = db;
		st->id = (int)id;
		if (!db->driver->prepare(db, st, e)) {
			return false;
		}
	}
	if (db->trace != NULL && st->traced == NULL) {
		st->traced = arena_array(db->arena, struct db_value, SQL_PARAMS);
	}
	st->running = true;
	st->stepped = false;
	*out = st;
	return true;
}

static void bind(struct db_stmt *st, int param, struct db_value v)
{
	if (st->db->trace != NULL) {
		st->traced[param - 1] = v;
	}
	st->db->driver->bind(st, param, &v);
}

void db_bind_int(struct db_stmt *st, int param, int64_t v)
{
	bind(st, param, (struct db_value){ .type = DB_INT, .i = v });
}

void db_bind_instant(struct db_stmt *st, int param, int64_t at)
{
	bind(st, param, (struct db_value){
		.type = at == INSTANT_NONE ? DB_NULL : DB_INT, .i = at,
	});
}

void db_bind_bool(struct db_stmt *st, int param, bool v)
{
	bind(st, param, (struct db_value){ .type = DB_INT, .i = v });
}

void db_bind_text(struct db_stmt *st, int param, struct str s)
{
	bind(st, param, (struct db_value){ .type = DB_TEXT, .s = s });
}

void db_bind_bytes(struct db_stmt *st, int param, struct str s)
{
	bind(st, param, (struct db_value){ .type = DB_BYTES, .s = s });
}

bool db_step(struct db_stmt *st, bool *row, struct err *e)
{
	if (!st->stepped) {
		st->stepped = true;
		trace(st->db, DB_STATEMENT, st->db->driver->sql(st->id), st->traced,
		      sql_text[st->id].params);
	}
	if (!st->db->driver->step(st, row, e)) {
		db_finish(st);
		return false;
	}
	if (!*row) {
		db_finish(st);
	}
	return true;
}

bool db_run(struct db_stmt *st, struct err *e)
{
	bool row;

	if (!db_step(st, &row, e)) {
		return false;
	}
	assert(!row);
	return true;
}

void db_finish(struct db_stmt *st)
{
	if (st->running) {
		st->running = false;
		st->db->driver->reset(st);
	}
}

struct db_value db_value(struct db_stmt *st, int column)
{
	struct db_value v = { .type = DB_NULL };

	st->db->driver->column(st, column, &v);
	return v;
}

int64_t db_int(struct db_stmt *st, int column)
{
	return db_value(st, column).i;
}

int64_t db_instant(struct db_stmt *st, int column)
{
	struct db_value v = db_value(st, column);

	return v.type == DB_NULL ? INSTANT_NONE : v.i;
}

bool db_bool(struct db_stmt *st, int column)
{
	return db_value(st, column).i != 0;
}

struct str db_text(struct db_stmt *st, int column)
{
	return db_value(st, column).s;
}

struct str db_bytes(struct db_stmt *st, int column)
{
	return db_value(st, column).s;
}

const char *db_column_name(struct db_stmt *st, int column)
{
	return st->db->driver->column_name(st, column);
}

static bool run_migration(struct db *db, const struct sql_migration *m, struct err *e)
{
	if (!db_begin(db, e)) {
		return false;
	}
	if (!db->driver->exec(db, m->sqlite, e) || !db->driver->set_version(db, m->number, e)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, e);
}

static int newest_migration(enum sql_database database)
{
	int newest = 0;

	for (int i = 0; i < SQL_MIGRATIONS; i++) {
		if (sql_migration[i].database == database && sql_migration[i].number > newest) {
			newest = sql_migration[i].number;
		}
	}
	return newest;
}

static bool wrong_version(struct err *e, const struct db *db, const char *key, int have, int known)
{
	err_set(e, ERR_IO, key, "file", db->path, NULL);
	err_add_int(e, "have", have);
	return err_add_int(e, "known", known);
}

bool db_migrate(struct db *db, bool may_write, struct err *e)
{
	int have, known = newest_migration(db->database);

	if (!db->driver->version(db, &have, e)) {
		return false;
	}
	if (have > known) {
		return wrong_version(e, db, "store.newer", have, known);
	}
	if (have < known && !may_write) {
		return wrong_version(e, db, "store.older", have, known);
	}
	/* The generator was given the files in order of their numbers. */
	for (int i = 0; i < SQL_MIGRATIONS; i++) {
		const struct sql_migration *m = &sql_migration[i];
		if (m->database == db->database && m->number > have && !run_migration(db, m, e)) {
			return false;
		}
	}
	return true;
}
