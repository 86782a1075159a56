/* OCEL 2.0 in SQLite files of others. */
#include "ocel_sqlite.h"

#include "base/utf8.h"

#include <sqlite3.h>
#include <string.h>

enum { STATEMENT_MOST = 64 << 10, COLUMNS_MOST = 2000, OPERATIONS_MOST = 20000 };

struct reading {
	sqlite3 *db;
	const struct ocel_sink *sink;
	struct ocel_draft d;
	const char *table;		/* being read, for errors */
	int64_t row;
};

bool ocel_sqlite_looks(FILE *f)
{
	static const char mark[] = "SQLite format 3";
	char first[sizeof(mark)] = "";
	size_t n = fread(first, 1, sizeof(first), f);

	return fseek(f, 0, SEEK_SET) == 0 && n == sizeof(first) &&
	       memcmp(first, mark, sizeof(mark)) == 0;
}

static bool failed(struct reading *r, int rc, struct err *e)
{
	const char *why = r->db != NULL ? sqlite3_errmsg(r->db) : sqlite3_errstr(rc);

	return err_set(e, rc == SQLITE_TOOBIG ? ERR_LIMIT : ERR_INVALID, "ocel.sqlite", "detail",
		       why, NULL);
}

/* ---- what the file may do ---- */

static int allow(void *ctx, int action, const char *a, const char *b, const char *database,
		 const char *trigger)
{
	(void)ctx, (void)a, (void)b, (void)database, (void)trigger;
	return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

static void confine(sqlite3 *db)
{
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)NULL);
	(void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, OCEL_VALUE_MOST);
	(void)sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, STATEMENT_MOST);
	(void)sqlite3_limit(db, SQLITE_LIMIT_COLUMN, COLUMNS_MOST);
	(void)sqlite3_limit(db, SQLITE_LIMIT_VDBE_OP, OPERATIONS_MOST);
	(void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	(void)sqlite3_set_authorizer(db, allow, NULL);
}

/* ---- statements ---- */

/* Is it an ordinary table? */
static bool ordinary(struct reading *r, const char *table, struct err *e)
{
	static const char sql[] =
		"SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE";
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(r->db, sql, -1, &s, NULL);
	bool there = false;

	if (rc == SQLITE_OK) {
		(void)sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
		rc = sqlite3_step(s);
	}
	if (rc == SQLITE_ROW) {
		const char *made = (const char *)sqlite3_column_text(s, 0);

		there = made != NULL && sqlite3_strnicmp(made, "CREATE VIRTUAL", 14) != 0;
	}
	bool ok = rc == SQLITE_ROW || rc == SQLITE_DONE || failed(r, rc, e);

	(void)sqlite3_finalize(s);
	return ok && (there || err_set(e, ERR_INVALID, "ocel.table", "table", table, NULL));
}

/* `columns` of a table, whose name may be anything. */
static bool select(struct reading *r, const char *columns, const char *table,
		   sqlite3_stmt **out, struct err *e)
{
	char *sql = sqlite3_mprintf("SELECT %s FROM \"%w\"", columns, table);

	r->table = table;
	r->row = 0;
	if (sql == NULL) {
		return failed(r, SQLITE_NOMEM, e);
	}
	bool ok = ordinary(r, table, e);

	if (ok) {
		int rc = sqlite3_prepare_v2(r->db, sql, -1, out, NULL);

		ok = rc == SQLITE_OK || failed(r, rc, e);
	}
	sqlite3_free(sql);
	return ok;
}

static bool step(struct reading *r, sqlite3_stmt *s, bool *there, struct err *e)
{
	int rc = sqlite3_step(s);

	*there = rc == SQLITE_ROW;
	r->row++;
	return rc == SQLITE_ROW || rc == SQLITE_DONE || failed(r, rc, e);
}

static bool valid(const struct reading *r, struct str text, struct err *e)
{
	if (!utf8_valid(text)) {
		(void)err_set(e, ERR_INVALID, "ocel.utf8", "table", r->table, NULL);
		return err_add_int(e, "line", r->row);
	}
	return true;
}

/* As text; nothing is empty. */
static bool column(struct reading *r, sqlite3_stmt *s, int i, struct str *out, struct err *e)
{
	const char *p = (const char *)sqlite3_column_text(s, i);
	struct str text = { p != NULL ? p : "",
			    p != NULL ? (size_t)sqlite3_column_bytes(s, i) : 0 };

	return valid(r, text, e) && ocel_draft_text(&r->d, text, out, e);
}

/* ---- rows ---- */

/* "event" and "object": what there is. */
static bool read_items(struct reading *r, enum ocel_kind kind, struct err *e)
{
	sqlite3_stmt *s = NULL;
	bool there = true;
	bool ok = select(r, "ocel_id, ocel_type", kind == OCEL_EVENT ? "event" : "object", &s, e);

	while (ok && there) {
		ok = step(r, s, &there, e);
		if (ok && there) {
			ocel_draft_start(&r->d, kind, r->row);
			ok = column(r, s, 0, &r->d.item.id, e) &&
			     column(r, s, 1, &r->d.item.type, e) &&
			     r->sink->item(r->sink->ctx, &r->d.item, e);
		}
	}
	(void)sqlite3_finalize(s);
	return ok;
}

/* A row of a table of a type: columns of OCEL, the others are attributes. */
static bool read_values(struct reading *r, sqlite3_stmt *s, struct err *e)
{
	struct ocel_item *it = &r->d.item;
	struct str time = STR(""), value;

	it->more = true;
	for (int i = 0; i < sqlite3_column_count(s); i++) {
		struct str name = str_of(sqlite3_column_name(s, i));

		if (str_is(name, "ocel_changed_field")) {
			continue;
		}
		/* Names of columns are bytes like any other. */
		if (!valid(r, name, e) || !column(r, s, i, &value, e)) {
			return false;
		}
		if (str_is(name, "ocel_id")) {
			it->id = value;
		} else if (str_is(name, "ocel_time")) {
			time = value;
		} else if (sqlite3_column_type(s, i) != SQLITE_NULL &&
			   !ocel_draft_attr(&r->d, &(struct ocel_attr){ name, value, STR("") },
					    e)) {
			return false;
		}
	}
	for (size_t i = 0; i < it->attrs; i++) {
		r->d.attr[i].since = time;
	}
	it->time = it->kind == OCEL_EVENT ? time : STR("");
	return r->sink->item(r->sink->ctx, it, e);
}

static bool read_type(struct reading *r, enum ocel_kind kind, const char *table, struct err *e)
{
	sqlite3_stmt *s = NULL;
	bool there = true, ok = select(r, "*", table, &s, e);

	while (ok && there) {
		ok = step(r, s, &there, e);
		if (ok && there) {
			ocel_draft_start(&r->d, kind, r->row);
			ok = read_values(r, s, e);
		}
	}
	(void)sqlite3_finalize(s);
	return ok;
}

/* Each table that the map of types names. */
static bool read_types(struct reading *r, enum ocel_kind kind, struct err *e)
{
	bool event = kind == OCEL_EVENT, there = true;
	const char *map = event ? "event_map_type" : "object_map_type";
	sqlite3_stmt *s = NULL;
	bool ok = select(r, "ocel_type_map", map, &s, e);

	while (ok && there) {
		ok = step(r, s, &there, e);
		if (!ok || !there) {
			break;
		}
		const char *type = (const char *)sqlite3_column_text(s, 0);

		type = type != NULL ? type : "";
		if (!valid(r, str_of(type), e)) {
			ok = false;	/* it would stand in what is said of the table */
			break;
		}
		char *table = sqlite3_mprintf("%s_%s", event ? "event" : "object", type);

		ok = table != NULL ? read_type(r, kind, table, e) : failed(r, SQLITE_NOMEM, e);
		r->table = map;
		sqlite3_free(table);
	}
	(void)sqlite3_finalize(s);
	return ok;
}

static bool read_links(struct reading *r, struct err *e)
{
	sqlite3_stmt *s = NULL;
	bool there = true;
	bool ok = select(r, "ocel_event_id, ocel_object_id, ocel_qualifier", "event_object", &s,
			 e);

	while (ok && there) {
		struct ocel_link link = { .object = STR("") };

		ok = step(r, s, &there, e);
		if (ok && there) {
			ocel_draft_start(&r->d, OCEL_EVENT, r->row);
			r->d.item.more = true;
			ok = column(r, s, 0, &r->d.item.id, e) &&
			     column(r, s, 1, &link.object, e) &&
			     column(r, s, 2, &link.qualifier, e) &&
			     ocel_draft_link(&r->d, &link, e) &&
			     r->sink->item(r->sink->ctx, &r->d.item, e);
		}
	}
	(void)sqlite3_finalize(s);
	return ok;
}

bool ocel_sqlite_read(const char *path, const struct ocel_sink *sink, struct err *e)
{
	struct arena item;
	struct reading r = { .sink = sink, .d = { .arena = &item }, .table = "" };
	/* Nobody changes it meanwhile, and no file is looked for beside it. */
	char *uri = sqlite3_mprintf("file:%s?mode=ro&immutable=1", path);
	int rc = uri == NULL ? SQLITE_NOMEM
		 : sqlite3_open_v2(uri, &r.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX |
				   SQLITE_OPEN_URI, NULL);

	arena_init(&item, 0);
	bool ok = rc == SQLITE_OK || failed(&r, rc, e);

	if (ok) {
		confine(r.db);
		ok = read_items(&r, OCEL_OBJECT, e) && read_types(&r, OCEL_OBJECT, e) &&
		     read_items(&r, OCEL_EVENT, e) && read_types(&r, OCEL_EVENT, e) &&
		     read_links(&r, e);
	}
	(void)sqlite3_close(r.db);
	sqlite3_free(uri);
	arena_done(&item);
	return ok;
}
