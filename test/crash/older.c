/*
 * Takes the newer structure out of a store, so that it is as the program of before
 * left it: what sql/schema/0002 and later make is dropped, and the version with it.
 */
#include <sqlite3.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	sqlite3 *db;
	char *why = NULL;

	if (argc != 2 || sqlite3_open(argv[1], &db) != SQLITE_OK) {
		return 1;
	}
	int rc = sqlite3_exec(db, "BEGIN; DROP TABLE tile; DROP TABLE head;"
			      "DROP TABLE account; DROP TABLE session; DROP TABLE attempt;"
			      "UPDATE meta SET value = 3 WHERE name = 'projections';"
			      "PRAGMA user_version = 1; COMMIT", NULL, NULL, &why);
	if (rc != SQLITE_OK) {
		(void)fprintf(stderr, "%s: %s\n", argv[1], why);
	}
	(void)sqlite3_close(db);
	return rc != SQLITE_OK;
}
