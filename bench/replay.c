/* The store's statements, said again by bare C. */
#include "replay.h"

#include "measure.h"

#include "base/limits.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { STEPS_CHUNK = 4096, STATEMENTS_MOST = 512 };

struct said {
	enum db_event event;
	int database;
	int statement;			/* index into prepared */
	const struct db_value *value;
	int values;
};

struct prepared {
	const char *sql;		/* the store's own constant: compared as a pointer */
	int database;
	sqlite3_stmt *stmt;
};

struct replay {
	struct arena home, kept;
	struct said *said;
	size_t n, cap, commits;
	struct prepared prepared[STATEMENTS_MOST];
	int statements;
	sqlite3 *db[2];
};

struct replay *replay_new(struct arena *a)
{
	struct replay *r = arena_new(a, struct replay);
	arena_init(&r->home, (size_t)1 << 30);
	arena_init(&r->kept, (size_t)1 << 30);
	return r;
}

void replay_forget(struct replay *r)
{
	arena_reset(&r->kept);
	r->said = NULL;
	r->n = r->cap = r->commits = 0;
}

size_t replay_statements(const struct replay *r)
{
	return r->n;
}

size_t replay_commits(const struct replay *r)
{
	return r->commits;
}

/* ---- keeping ---- */

static int statement_of(struct replay *r, const struct db_traced *t)
{
	for (int i = 0; i < r->statements; i++) {
		if (r->prepared[i].sql == t->sql && r->prepared[i].database == (int)t->database) {
			return i;
		}
	}
	if (r->statements == STATEMENTS_MOST) {
		give_up("replay", "too many statements");
	}
	r->prepared[r->statements] = (struct prepared){ t->sql, (int)t->database, NULL };
	return r->statements++;
}

void replay_keep(void *ctx, const struct db_traced *t)
{
	struct replay *r = ctx;
	if (r->n == r->cap) {
		size_t cap = r->cap == 0 ? STEPS_CHUNK : r->cap * 2;
		struct said *v = arena_array(&r->kept, struct said, cap);
		if (r->n > 0) {
			memcpy(v, r->said, r->n * sizeof(*v));
		}
		r->said = v;
		r->cap = cap;
	}
	struct said *s = &r->said[r->n++];
	*s = (struct said){ .event = t->event, .database = (int)t->database };
	r->commits += t->event == DB_COMMIT;
	if (t->event != DB_STATEMENT) {
		return;
	}
	struct db_value *v = arena_array(&r->kept, struct db_value, (size_t)t->values);
	for (int i = 0; i < t->values; i++) {
		v[i] = t->value[i];
		if (v[i].type == DB_TEXT || v[i].type == DB_BYTES) {
			v[i].s = str_dup(&r->kept, v[i].s);
		}
	}
	s->statement = statement_of(r, t);
	s->value = v;
	s->values = t->values;
}

/* ---- opening ---- */

static void must(struct replay *r, int database, int rc, const char *what)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
		give_up(what, sqlite3_errmsg(r->db[database]));
	}
}

static sqlite3 *open_file(const char *dir, const char *name, const char *settings)
{
	char path[1024];
	sqlite3 *db;
	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, settings, NULL, NULL, NULL) != SQLITE_OK) {
		give_up(path, sqlite3_errmsg(db));
	}
	return db;
}

#define COMMON "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;" \
	       "PRAGMA recursive_triggers = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"

void replay_open(struct replay *r, const char *dir)
{
	r->db[SQL_STORE] = open_file(dir, "store.db", COMMON "PRAGMA cache_size = -16384;"
				     "PRAGMA wal_autocheckpoint = 1000;");
	r->db[SQL_KEYS] = open_file(dir, "keys.db", COMMON "PRAGMA cache_size = -512;"
				    "PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 1000;");
}

void replay_close(struct replay *r)
{
	for (int i = 0; i < r->statements; i++) {
		(void)sqlite3_finalize(r->prepared[i].stmt);
		r->prepared[i].stmt = NULL;
	}
	(void)sqlite3_close(r->db[SQL_STORE]);
	(void)sqlite3_close(r->db[SQL_KEYS]);
}

/* ---- running ---- */

static void bind(sqlite3_stmt *st, int i, const struct db_value *v)
{
	switch (v->type) {
	case DB_NULL:
		(void)sqlite3_bind_null(st, i);
		break;
	case DB_INT:
		(void)sqlite3_bind_int64(st, i, v->i);
		break;
	case DB_TEXT:
		(void)sqlite3_bind_text(st, i, v->s.p, (int)v->s.n, SQLITE_STATIC);
		break;
	case DB_BYTES:
		(void)sqlite3_bind_blob(st, i, v->s.p, (int)v->s.n, SQLITE_STATIC);
		break;
	}
}

static void run_statement(struct replay *r, const struct said *s)
{
	struct prepared *p = &r->prepared[s->statement];
	int rc;
	if (!p->stmt) {
		must(r, p->database, sqlite3_prepare_v3(r->db[p->database], p->sql, -1,
							SQLITE_PREPARE_PERSISTENT, &p->stmt, NULL),
		     p->sql);
	}
	for (int i = 0; i < s->values; i++) {
		bind(p->stmt, i + 1, &s->value[i]);
	}
	do {
		rc = sqlite3_step(p->stmt);
	} while (rc == SQLITE_ROW);
	must(r, p->database, rc, p->sql);
	(void)sqlite3_reset(p->stmt);
}

static void run_word(struct replay *r, const struct said *s, const char *word)
{
	must(r, s->database, sqlite3_exec(r->db[s->database], word, NULL, NULL, NULL), word);
}

void replay_run(struct replay *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct said *s = &r->said[i];
		switch (s->event) {
		case DB_STATEMENT:
			run_statement(r, s);
			break;
		case DB_BEGIN:
			run_word(r, s, "BEGIN IMMEDIATE");
			break;
		case DB_COMMIT:
			run_word(r, s, "COMMIT");
			break;
		case DB_ROLLBACK:
			run_word(r, s, "ROLLBACK");
			break;
		}
	}
}
