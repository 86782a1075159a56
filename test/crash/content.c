/*
 * Prints every row of a SQLite file as SQL sees it, its structure included: two
 * files that print the same differ in bytes that nobody reads.
 */
#include <sqlite3.h>
#include <stdio.h>

static int failed(sqlite3 *db)
{
	(void)printf("! %s\n", sqlite3_errmsg(db));
	return 1;
}

static void print_value(sqlite3_stmt *s, int i)
{
	const unsigned char *p = sqlite3_column_blob(s, i);
	int n = sqlite3_column_bytes(s, i);

	(void)printf(" %d:", sqlite3_column_type(s, i));
	for (int k = 0; k < n; k++) {
		(void)printf("%02x", p[k]);
	}
}

static int print_rows(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;
	int rc;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
		return failed(db);
	}
	(void)printf("%s\n", sql);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			print_value(s, i);
		}
		(void)printf("\n");
	}
	return sqlite3_finalize(s) == SQLITE_OK ? 0 : failed(db);
}

static int print_all(sqlite3 *db)
{
	sqlite3_stmt *s;
	int bad = print_rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema");

	bad += print_rows(db, "PRAGMA user_version") + print_rows(db, "PRAGMA application_id");
	if (sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1, &s,
			       NULL) != SQLITE_OK) {
		return failed(db);
	}
	while (sqlite3_step(s) == SQLITE_ROW) {
		char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", sqlite3_column_text(s, 0));

		bad += print_rows(db, sql);
		sqlite3_free(sql);
	}
	return bad + (sqlite3_finalize(s) != SQLITE_OK);
}

int main(int argc, char **argv)
{
	int bad = argc < 2;

	for (int i = 1; i < argc; i++) {
		sqlite3 *db;

		bad += sqlite3_open(argv[i], &db) != SQLITE_OK || print_all(db) != 0;
		(void)sqlite3_close(db);
	}
	return bad != 0;
}
