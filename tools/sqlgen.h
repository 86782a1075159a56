/*
 * What sqlgen.c reads and sqlgen_out.c writes down: statements, migrations and
 * tables of sql/, all of them checked.
 */
#ifndef DUNGHEN_TOOLS_SQLGEN_H
#define DUNGHEN_TOOLS_SQLGEN_H

#include <stdbool.h>
#include <stdio.h>

enum { TEXT = 1 << 16, FIELDS = 80, STATEMENTS = 512, MIGRATIONS = 40, TABLES = 60, NAME = 48 };

enum type { T_NONE, T_INT, T_INSTANT, T_BOOL, T_TEXT, T_BYTES };
enum { PREPARE, SQLITE, POSTGRES, ENGINES };
enum database { STORE, KEYS, DATABASES };

extern const char *const database_name[DATABASES];

struct field {
	char name[NAME];
	enum type type;
};

struct statement {
	char name[NAME], mode[8], row[NAME], types[1024];
	const char *file;
	int line;
	enum database database;
	char text[ENGINES][TEXT / 8];
	struct field param[FIELDS], column[FIELDS];
	int params, columns;
	bool own_row;			/* the first with this row struct */
};

struct migration {
	int number;
	enum database database;
	char text[ENGINES][TEXT];
};

struct table {
	char name[NAME], class_name[NAME];
	enum database database;
};

extern struct statement statement[STATEMENTS];
extern struct migration migration[MIGRATIONS];
extern struct table table[TABLES];
extern int statements, migrations, tables;

void put_header(FILE *o);	/* sql.h */
void put_code(FILE *o);		/* sql.c */

#endif
