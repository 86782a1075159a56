/*
 * Takes the newer structure out of a store, so that it is as the program of before
 * left it: older STORE SQL, where the SQL undoes what later migrations made.
 */
#include <sqlite3.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	sqlite3 *db;
	char *why = NULL;

	if (argc != 3 || sqlite3_open(argv[1], &db) != SQLITE_OK) {
		return 1;
	}
	char *sql = sqlite3_mprintf("BEGIN; %s"
				    "UPDATE meta SET value = 3 WHERE name = 'projections';"
				    "PRAGMA user_version = 1; COMMIT", argv[2]);
	int rc = sql ? sqlite3_exec(db, sql, NULL, NULL, &why) : SQLITE_NOMEM;
	if (rc != SQLITE_OK) {
		(void)fprintf(stderr, "%s: %s\n", argv[1], why ? why : "no memory");
	}
	sqlite3_free(sql);
	(void)sqlite3_close(db);
	return rc != SQLITE_OK;
}
