/* OCEL 2.0 written as an SQLite file: statements are made as tables are. */
#include "ocel_sqlite.h"

#include "base/buf.h"

#include <sqlite3.h>
#include <string.h>

enum { STATEMENT_MOST = 64 << 10, GROUP = 10000 /* rows of a transaction */ };

/* Where a type's rows go. */
struct type_table {
	const struct ocel_type *type;
	sqlite3_stmt *row;
};

struct writing {
	struct ocel_out out;		/* first: what the caller holds */
	struct arena *a;
	const char *path;
	sqlite3 *db;
	struct buf sql;
	struct type_table *table;
	size_t tables;
	sqlite3_stmt *item[2], *link[2];	/* by kind */
	int64_t rows;
};

static bool failed(struct writing *w, int rc, struct err *e)
{
	const char *why = w->db != NULL ? sqlite3_errmsg(w->db) : sqlite3_errstr(rc);

	return err_set(e, ERR_IO, "ocel.sqlite", "detail", why, NULL);
}

static bool run(struct writing *w, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(w->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK || failed(w, rc, e);
}

static bool prepare(struct writing *w, const char *sql, sqlite3_stmt **out, struct err *e)
{
	int rc = sqlite3_prepare_v3(w->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);

	return rc == SQLITE_OK || failed(w, rc, e);
}

static const char schema[] =
	"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
	"CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);"
	"CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);"
	"CREATE TABLE event (ocel_id TEXT PRIMARY KEY,"
	" ocel_type TEXT REFERENCES event_map_type (ocel_type));"
	"CREATE TABLE object (ocel_id TEXT PRIMARY KEY,"
	" ocel_type TEXT REFERENCES object_map_type (ocel_type));"
	"CREATE TABLE event_object (ocel_event_id TEXT REFERENCES event (ocel_id),"
	" ocel_object_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,"
	" PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));"
	"CREATE TABLE object_object (ocel_source_id TEXT REFERENCES object (ocel_id),"
	" ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,"
	" PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));";

static const char *const items[] = {
	[OCEL_EVENT] = "INSERT INTO event VALUES (?1, ?2)",
	[OCEL_OBJECT] = "INSERT INTO object VALUES (?1, ?2)",
};
static const char *const links[] = {
	[OCEL_EVENT] = "INSERT INTO event_object VALUES (?1, ?2, ?3)",
	[OCEL_OBJECT] = "INSERT INTO object_object VALUES (?1, ?2, ?3)",
};

static const char *kind_name(enum ocel_kind k)
{
	return k == OCEL_EVENT ? "event" : "object";
}

/* ---- types ---- */

/* Its own name where that is a plain word, for people look at tables too; else a number. */
static char *map_name(struct arena *a, struct str name, size_t number)
{
	bool plain = name.n > 0 && name.n <= 40;

	for (size_t i = 0; i < name.n; i++) {
		plain = plain && ((name.p[i] >= 'a' && name.p[i] <= 'z') || name.p[i] == '_');
	}
	return str_cstr(a, plain ? name : str_fmt(a, "type%zu", number));
}

static const char *column_type(enum ocel_value v)
{
	return v == OCEL_TIME ? "TIMESTAMP" : v == OCEL_INTEGER ? "INTEGER"
	       : v == OCEL_BOOLEAN ? "BOOLEAN" : "TEXT";
}

static bool make_table(struct writing *w, struct type_table *t, size_t number, struct err *e)
{
	const struct ocel_type *type = t->type;
	const char *kind = kind_name(type->kind), *map = map_name(w->a, type->name, number);
	bool event = type->kind == OCEL_EVENT;
	struct buf *b = &w->sql;

	buf_reset(b);
	buf_fmt(b, "CREATE TABLE %s_%s (ocel_id TEXT%s REFERENCES %s (ocel_id),"
		" ocel_time TIMESTAMP%s", kind, map, event ? " PRIMARY KEY" : "", kind,
		event ? "" : ", ocel_changed_field TEXT");
	for (size_t i = 0; i < type->columns; i++) {
		buf_fmt(b, ", \"%s\" %s", type->column[i].name,
			column_type(type->column[i].value));
	}
	buf_fmt(b, "); INSERT INTO %s_map_type VALUES ('", kind);
	for (size_t i = 0; i < type->name.n; i++) {
		buf_text(b, type->name.p[i] == '\'' ? "'" : "");
		buf_char(b, type->name.p[i]);
	}
	buf_fmt(b, "', '%s')", map);
	if (!buf_ok(b) || !run(w, b->p, e)) {
		return false;
	}
	buf_reset(b);
	buf_fmt(b, "INSERT INTO %s_%s VALUES (?1, ?2%s", kind, map, event ? "" : ", NULL");
	for (size_t i = 0; i < type->columns; i++) {
		buf_fmt(b, ", ?%zu", i + 3);
	}
	buf_char(b, ')');
	return prepare(w, b->p, &t->row, e);
}

static bool put_types(struct ocel_out *o, const struct ocel_type *type, size_t n, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;
	int rc = sqlite3_open_v2(w->path, &w->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
				 NULL);

	if (rc != SQLITE_OK) {
		return failed(w, rc, e);
	}
	w->table = arena_array(w->a, struct type_table, n);
	bool ok = run(w, schema, e);

	for (; ok && w->tables < n; w->tables++) {
		w->table[w->tables].type = &type[w->tables];
		ok = make_table(w, &w->table[w->tables], w->tables + 1, e);
	}
	for (int k = OCEL_EVENT; ok && k <= OCEL_OBJECT; k++) {
		ok = prepare(w, items[k], &w->item[k], e) && prepare(w, links[k], &w->link[k], e);
	}
	return ok;
}

/* ---- rows ---- */

static void bind(sqlite3_stmt *s, int i, struct str text)
{
	(void)sqlite3_bind_text(s, i, text.n > 0 ? text.p : "", (int)text.n, SQLITE_STATIC);
}

static bool put(struct writing *w, sqlite3_stmt *s, struct err *e)
{
	int rc = sqlite3_step(s);
	bool ok = rc == SQLITE_DONE || failed(w, rc, e);

	(void)sqlite3_reset(s);
	(void)sqlite3_clear_bindings(s);
	return ok && (++w->rows % GROUP != 0 || run(w, "COMMIT; BEGIN", e));
}

static struct type_table *table_of(struct writing *w, const struct ocel_item *it)
{
	size_t i = 0;

	while (i < w->tables && (w->table[i].type->kind != it->kind ||
				 !str_eq(w->table[i].type->name, it->type))) {
		i++;
	}
	return i < w->tables ? &w->table[i] : NULL;
}

static bool put_values(struct writing *w, const struct ocel_item *it, struct err *e)
{
	static const struct str always = STR_INIT("1970-01-01T00:00:00Z");
	struct type_table *t = table_of(w, it);

	if (t == NULL) {
		return err_set(e, ERR_INVALID, "ocel.sqlite", "detail", "type", NULL);
	}
	bind(t->row, 1, it->id);
	bind(t->row, 2, it->kind == OCEL_EVENT ? it->time : always);
	for (size_t i = 0; i < it->attrs; i++) {
		for (size_t k = 0; k < t->type->columns; k++) {
			if (str_is(it->attr[i].name, t->type->column[k].name)) {
				bind(t->row, (int)k + 3, it->attr[i].value);
			}
		}
	}
	return put(w, t->row, e);
}

static bool put_item(struct ocel_out *o, const struct ocel_item *it, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;

	bind(w->item[it->kind], 1, it->id);
	bind(w->item[it->kind], 2, it->type);
	bool ok = put(w, w->item[it->kind], e) && put_values(w, it, e);

	for (size_t i = 0; ok && i < it->links; i++) {
		sqlite3_stmt *s = w->link[it->kind];

		bind(s, 1, it->id);
		bind(s, 2, it->link[i].object);
		bind(s, 3, it->link[i].qualifier);
		ok = put(w, s, e);
	}
	return ok;
}

static bool end(struct ocel_out *o, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;
	bool ok = w->db != NULL && run(w, "COMMIT", e);

	for (size_t i = 0; i < w->tables; i++) {
		(void)sqlite3_finalize(w->table[i].row);
	}
	for (int k = OCEL_EVENT; k <= OCEL_OBJECT; k++) {
		(void)sqlite3_finalize(w->item[k]);
		(void)sqlite3_finalize(w->link[k]);
	}
	(void)sqlite3_close(w->db);
	buf_done(&w->sql);
	return ok;
}

struct ocel_out *ocel_sqlite_out(struct arena *a, const char *path)
{
	struct writing *w = arena_new(a, struct writing);

	*w = (struct writing){ .out = { put_types, put_item, end }, .a = a, .path = path };
	buf_init(&w->sql, STATEMENT_MOST);
	return &w->out;
}
