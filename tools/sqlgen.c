/*
 * Compiles sql/ into typed C.
 *
 *     sqlgen build/gen/sql sql/schema/0001_x.sql … sql/query/x.sql …
 *
 * writes build/gen/sql.h and sql.c. A file under schema/ is a migration, its
 * number leads its name; the others hold named statements. Lines read here:
 *
 *   -- database: keys         the file is for that database (else: store)
 *   -- sqlite: / -- postgres: / -- both:   what follows is for that engine only
 *   -- class: ledger|projection|vault|ops  of the next CREATE TABLE (needed)
 *   -- name: entry_put :exec|:one|:many    begins a statement
 *   -- types: a=int b=instant              types that the schema does not tell
 *   -- row: dossier           the statement's rows are struct q_dossier_row
 *   -- fragment: columns      begins a text for all statements of the file, put
 *                             where a line says @columns
 *
 * Schema words: @id @int @instant (NULL is INSTANT_NONE) @bool @text @bytes, and
 * @strict, @bykey at the end of a table. Parameters are :name and get the type
 * of the column of that name; result columns are named by AS. All statements are
 * prepared against the migrated schema: a misspelt column fails the build.
 */
#include "sqlgen.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *const database_name[DATABASES] = { "store", "keys" };
struct statement statement[STATEMENTS];
struct migration migration[MIGRATIONS];
struct table table[TABLES];
int statements, migrations, tables;
static sqlite3 *db[DATABASES];

static const struct {
	const char *word, *text[ENGINES];
	enum type type;
} words[] = {
	{ "id", { "INTEGER", "INTEGER", "BIGINT" }, T_INT },
	{ "int", { "INTEGER", "INTEGER", "BIGINT" }, T_INT },
	{ "instant", { "INSTANT", "INTEGER", "BIGINT" }, T_INSTANT },
	{ "bool", { "BOOL", "INTEGER", "SMALLINT" }, T_BOOL },
	{ "text", { "TEXT", "TEXT", "TEXT COLLATE \"C\"" }, T_TEXT },
	{ "bytes", { "BLOB", "BLOB", "BYTEA" }, T_BYTES },
	{ "strict", { "", "STRICT", "" }, T_NONE },
	{ "bykey", { "", "WITHOUT ROWID, STRICT", "" }, T_NONE },
};
enum { WORDS = sizeof(words) / sizeof(words[0]) };

static void fail(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	(void)fprintf(stderr, "%s:%d: ", file, line);
	va_start(args, fmt);
	(void)vfprintf(stderr, fmt, args);
	va_end(args);
	(void)fputc('\n', stderr);
	exit(1);
}

static void add(char *to, size_t size, const char *s, size_t n)
{
	size_t used = strlen(to);

	if (used + n + 1 > size) {
		fail("sqlgen", 0, "text too long: %.40s", to);
	}
	memcpy(to + used, s, n);
	to[used + n] = '\0';
}

static size_t word_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_') {
		n++;
	}
	return n;
}

/* The value of "-- key: value", or NULL. */
static const char *directive(const char *line, const char *key)
{
	size_t n = strlen(key);

	if (strncmp(line, "-- ", 3) != 0 || strncmp(line + 3, key, n) != 0 || line[3 + n] != ':') {
		return NULL;
	}
	line += 3 + n + 1;
	return line + strspn(line, " ");
}

static int engine_of(const char *line)
{
	return directive(line, "sqlite") ? SQLITE : directive(line, "postgres") ? POSTGRES :
	       directive(line, "both") ? PREPARE : -1;
}

static enum database database_of(const char *file, int line, const char *name)
{
	for (int i = 0; i < DATABASES; i++) {
		if (strcmp(name, database_name[i]) == 0) {
			return (enum database)i;
		}
	}
	fail(file, line, "unknown database %s", name);
	return STORE;
}

/* --- migrations ------------------------------------------------------------ */

static void expand(char *to, size_t size, const char *line, int engine, const char *file, int no)
{
	while (*line) {
		size_t plain = strcspn(line, "@");
		add(to, size, line, plain);
		line += plain;
		if (*line != '@') {
			continue;
		}
		size_t n = word_length(++line);
		size_t i = 0;
		while (i < WORDS && (strlen(words[i].word) != n ||
				     strncmp(words[i].word, line, n) != 0)) {
			i++;
		}
		if (i == WORDS) {
			fail(file, no, "unknown word @%.*s", (int)n, line);
		}
		add(to, size, words[i].text[engine], strlen(words[i].text[engine]));
		line += n;
	}
	add(to, size, "\n", 1);
}

static int known_table(const char *name, enum database d, const char *file, int no)
{
	size_t n = word_length(name);
	int i = 0;

	while (i < tables && !(table[i].database == d && strlen(table[i].name) == n &&
			       strncmp(table[i].name, name, n) == 0)) {
		i++;
	}
	if (i == tables) {
		fail(file, no, "no such table: %.*s", (int)n, name);
	}
	return i;
}

/* A later migration may drop what an earlier one made, */
static void forget_table(const char *name, enum database d, const char *file, int no)
{
	int i = known_table(name, d, file, no);

	tables--;
	memmove(&table[i], &table[i + 1], (size_t)(tables - i) * sizeof(*table));
}

/* or rename it, to make it anew. `line`: of ALTER TABLE, from the name on. */
static void rename_table(const char *line, enum database d, const char *file, int no)
{
	const char *to = " RENAME TO ", *rest = line + word_length(line);

	if (strncmp(rest, to, strlen(to)) == 0) {
		struct table *t = &table[known_table(line, d, file, no)];
		const char *name = rest + strlen(to);
		(void)snprintf(t->name, NAME, "%.*s", (int)word_length(name), name);
	}
}

static void note_table(const char *line, char class_name[NAME], enum database d,
		       const char *file, int no)
{
	const char *create = "CREATE TABLE ", *drop = "DROP TABLE ", *alter = "ALTER TABLE ";

	if (strncmp(line, alter, strlen(alter)) == 0) {
		rename_table(line + strlen(alter), d, file, no);
		return;
	}
	if (strncmp(line, drop, strlen(drop)) == 0) {
		forget_table(line + strlen(drop), d, file, no);
		return;
	}
	if (strncmp(line, create, strlen(create)) != 0) {
		return;
	}
	if (!class_name[0] || tables == TABLES) {
		fail(file, no, "a table needs a class (-- class: …)");
	}
	char name[NAME];
	int at = 0;
	line += strlen(create);
	(void)snprintf(name, NAME, "%.*s", (int)word_length(line), line);
	/* One that was dropped and made anew is one table. */
	while (at < tables && (table[at].database != d || strcmp(table[at].name, name) != 0)) {
		at++;
	}
	tables += at == tables;
	struct table *t = &table[at];
	memcpy(t->name, name, NAME);
	(void)snprintf(t->class_name, NAME, "%s", class_name);
	t->database = d;
	class_name[0] = '\0';
}

static void run(enum database d, const char *sql, const char *file)
{
	char *message = NULL;

	if (sqlite3_exec(db[d], sql, NULL, NULL, &message) != SQLITE_OK) {
		fail(file, 0, "%s", message);
	}
}

static void read_schema(const char *file, FILE *f)
{
	static char line[TEXT];
	char class_name[NAME] = "";
	int engine = PREPARE, no = 0;
	struct migration *m = &migration[migrations++];

	m->number = atoi(strrchr(file, '/') + 1);
	while (fgets(line, sizeof(line), f)) {
		const char *value;
		no++;
		line[strcspn(line, "\n")] = '\0';
		if ((value = directive(line, "database"))) {
			m->database = database_of(file, no, value);
		} else if ((value = directive(line, "class"))) {
			(void)snprintf(class_name, NAME, "%s", value);
		} else if (engine_of(line) >= 0) {
			engine = engine_of(line);
		} else if (line[0] && strncmp(line, "--", 2) != 0) {
			note_table(line, class_name, m->database, file, no);
			for (int i = PREPARE; i < ENGINES; i++) {
				bool sqlite = engine == SQLITE && i != POSTGRES;
				if (engine == PREPARE || engine == i || sqlite) {
					expand(m->text[i], TEXT, line, i, file, no);
				}
			}
		}
	}
	run(m->database, m->text[PREPARE], file);
}

/* --- statements ------------------------------------------------------------ */

static enum type type_of_word(const char *s, size_t n)
{
	for (size_t i = 0; i < WORDS; i++) {
		if (strlen(words[i].word) == n && strncmp(words[i].word, s, n) == 0) {
			return words[i].type;
		}
	}
	return T_NONE;
}

static enum type type_declared(const char *declared)
{
	for (size_t i = 0; declared && i < WORDS; i++) {
		if (words[i].type != T_NONE && strcmp(words[i].text[PREPARE], declared) == 0) {
			return words[i].type;
		}
	}
	return T_NONE;
}

/* What "-- types:" says about a name. */
static enum type type_said(const struct statement *s, const char *name)
{
	const char *p = s->types;

	while (*p) {
		p += strspn(p, " ");
		size_t n = word_length(p);
		if (n == 0 || p[n] != '=') {
			break;
		}
		const char *word = p + n + 1;
		if (strlen(name) == n && strncmp(name, p, n) == 0) {
			return type_of_word(word, word_length(word));
		}
		p = word + word_length(word);
	}
	return T_NONE;
}

/* The type of the columns of that name, when all tables agree. */
static enum type type_in_schema(enum database d, const char *name)
{
	enum type found = T_NONE;

	for (int i = 0; i < tables; i++) {
		const char *declared = NULL;
		if (table[i].database != d ||
		    sqlite3_table_column_metadata(db[d], NULL, table[i].name, name, &declared, NULL,
						  NULL, NULL, NULL) != SQLITE_OK) {
			continue;
		}
		enum type t = type_declared(declared);
		if (found != T_NONE && t != found) {
			return T_NONE;
		}
		found = t;
	}
	return found;
}

static int param_number(struct statement *s, const char *name, size_t n)
{
	char word[NAME];

	(void)snprintf(word, NAME, "%.*s", (int)n, name);
	for (int i = 0; i < s->params; i++) {
		if (strcmp(s->param[i].name, word) == 0) {
			return i + 1;
		}
	}
	if (s->params == FIELDS) {
		fail(s->file, s->line, "too many parameters");
	}
	struct field *f = &s->param[s->params++];
	(void)snprintf(f->name, NAME, "%s", word);
	f->type = type_said(s, word);
	if (f->type == T_NONE) {
		f->type = type_in_schema(s->database, word);
	}
	if (f->type == T_NONE) {
		fail(s->file, s->line, "%s: type of :%s? (-- types:)", s->name, word);
	}
	return s->params;
}

/* Rewrites :name into ?1 or $1, leaving quoted text alone. */
static void number_params(struct statement *s, int engine)
{
	static char out[TEXT];
	char *text = s->text[engine];
	char quote = '\0', number[16];

	out[0] = '\0';
	for (const char *p = text; *p; p++) {
		quote = quote ? (*p == quote ? '\0' : quote) : (*p == '\'' ||
			*p == '"' ? *p : '\0');
		size_t n = word_length(p + 1);
		if (!quote && *p == ':' && p[1] != ':' && n > 0 && (p == text || p[-1] != ':')) {
			(void)snprintf(number, sizeof(number), "%c%d",
				       engine == POSTGRES ? '$' : '?', param_number(s, p + 1, n));
			add(out, TEXT, number, strlen(number));
			p += n;
		} else {
			add(out, TEXT, *p == '\n' || *p == '\t' ? " " : p, 1);
		}
	}
	size_t end = strlen(out);
	while (end > 0 && strchr(" ;", out[end - 1])) {
		out[--end] = '\0';
	}
	text[0] = '\0';
	add(text, sizeof(s->text[engine]), out, end);
}

static void read_columns(struct statement *s, sqlite3_stmt *st)
{
	s->columns = sqlite3_column_count(st);
	if (s->columns > FIELDS || (s->columns == 0) != (strcmp(s->mode, ":exec") == 0)) {
		fail(s->file, s->line, "%s: %s with %d columns", s->name, s->mode, s->columns);
	}
	for (int i = 0; i < s->columns; i++) {
		const char *name = sqlite3_column_name(st, i);
		struct field *f = &s->column[i];
		(void)snprintf(f->name, NAME, "%s", name);
		f->type = type_said(s, name);
		if (f->type == T_NONE) {
			f->type = type_declared(sqlite3_column_decltype(st, i));
		}
		if (f->type == T_NONE || strlen(name) != word_length(name)) {
			fail(s->file, s->line, "%s: type of column %s? (AS, -- types:)", s->name,
			     name);
		}
		for (int k = 0; k < i; k++) {
			if (strcmp(s->column[k].name, name) == 0) {
				fail(s->file, s->line, "%s: column %s twice", s->name, name);
			}
		}
	}
}

/* Statements that name the same row must have the same columns. */
static void share_row(struct statement *s)
{
	s->own_row = s->columns > 0;
	if (!s->row[0]) {
		(void)snprintf(s->row, NAME, "%s", s->name);
	}
	for (struct statement *o = statement; o < s; o++) {
		if (strcmp(o->row, s->row) != 0 || o->columns == 0 || s->columns == 0) {
			continue;
		}
		s->own_row = false;
		for (int i = 0; i < s->columns || i < o->columns; i++) {
			if (i >= s->columns || i >= o->columns ||
			    s->column[i].type != o->column[i].type ||
			    strcmp(s->column[i].name, o->column[i].name) != 0) {
				fail(s->file, s->line, "%s: row %s differs from %s at column %d",
				     s->name, s->row, o->name, i + 1);
			}
		}
	}
}

static void check_statement(struct statement *s)
{
	sqlite3_stmt *st = NULL;
	const char *tail = NULL;

	if (!s->text[POSTGRES][0]) {
		memcpy(s->text[POSTGRES], s->text[SQLITE], sizeof(s->text[SQLITE]));
	}
	number_params(s, SQLITE);
	number_params(s, POSTGRES);
	if (sqlite3_prepare_v2(db[s->database], s->text[SQLITE], -1, &st, &tail) != SQLITE_OK) {
		fail(s->file, s->line, "%s: %s", s->name, sqlite3_errmsg(db[s->database]));
	}
	if (!st || *tail || sqlite3_bind_parameter_count(st) != s->params) {
		fail(s->file, s->line, "%s: not one statement with %d parameters", s->name,
		     s->params);
	}
	read_columns(s, st);
	share_row(s);
	(void)sqlite3_finalize(st);
}

static struct statement *begin_statement(const char *file, int line, const char *value,
					 enum database d)
{
	if (statements == STATEMENTS) {
		fail(file, line, "too many statements");
	}
	struct statement *s = &statement[statements++];
	*s = (struct statement){ .file = file, .line = line, .database = d };
	if (sscanf(value, "%47s %7s", s->name, s->mode) != 2 ||
	    (strcmp(s->mode, ":exec") != 0 && strcmp(s->mode, ":one") != 0 &&
	     strcmp(s->mode, ":many") != 0)) {
		fail(file, line, "name and :exec, :one or :many expected");
	}
	for (struct statement *o = statement; o < s; o++) {
		if (strcmp(o->name, s->name) == 0) {
			fail(file, line, "statement %s stands twice", s->name);
		}
	}
	return s;
}

enum { FRAGMENTS = 8 };
static struct {
	char name[NAME], text[TEXT];
} fragment[FRAGMENTS];

/* A line of SQL, or the fragment it stands for. */
static void add_line(char *to, size_t size, const char *line, int fragments)
{
	const char *word = line + strspn(line, " \t");
	for (int i = 0; i < fragments; i++) {
		if (word[0] == '@' && strcmp(word + 1, fragment[i].name) == 0) {
			line = fragment[i].text;
		}
	}
	add(to, size, line, strlen(line));
	add(to, size, "\n", 1);
}

static void read_queries(const char *file, FILE *f)
{
	static char line[TEXT];
	enum database d = STORE;
	struct statement *s = NULL;
	int engine = SQLITE, first = statements, no = 0, fragments = 0;
	char *part = NULL;

	while (fgets(line, sizeof(line) - 1, f)) {
		const char *value;
		no++;
		line[strcspn(line, "\n")] = '\0';
		if ((value = directive(line, "database"))) {
			d = database_of(file, no, value);
		} else if ((value = directive(line, "name"))) {
			s = begin_statement(file, no, value, d);
			engine = SQLITE;
			part = NULL;
		} else if ((value = directive(line, "fragment"))) {
			if (fragments == FRAGMENTS) {
				fail(file, no, "too many fragments");
			}
			part = fragment[fragments].text;
			part[0] = '\0';
			(void)snprintf(fragment[fragments++].name, NAME, "%s", value);
		} else if ((value = directive(line, "types")) && s) {
			add(s->types, sizeof(s->types), " ", 1);
			add(s->types, sizeof(s->types), value, strlen(value));
		} else if ((value = directive(line, "row")) && s) {
			(void)snprintf(s->row, NAME, "%s", value);
		} else if (engine_of(line) >= 0) {
			engine = engine_of(line);
		} else if (line[0] && strncmp(line, "--", 2) != 0) {
			if (!s && !part) {
				fail(file, no, "SQL before the first -- name:");
			}
			if (part) {
				add(part, TEXT, part[0] ? "\n" : "", part[0] ? 1 : 0);
				add(part, TEXT, line, strlen(line));
			} else {
				add_line(s->text[engine], sizeof(s->text[engine]), line,
					 fragments);
			}
		}
	}
	for (int i = first; i < statements; i++) {
		check_statement(&statement[i]);
	}
}

static FILE *open_output(const char *base, const char *suffix)
{
	char path[512];

	(void)snprintf(path, sizeof(path), "%s%s", base, suffix);
	FILE *o = fopen(path, "w");
	if (!o) {
		fail(path, 0, "cannot write");
	}
	return o;
}

int main(int argc, char **argv)
{
	for (int i = 0; i < DATABASES; i++) {
		(void)sqlite3_open(":memory:", &db[i]);
	}
	for (int i = 2; i < argc; i++) {
		FILE *f = fopen(argv[i], "r");
		if (!f) {
			fail(argv[i], 0, "cannot read");
		}
		if (strstr(argv[i], "/schema/")) {
			read_schema(argv[i], f);
		} else {
			read_queries(argv[i], f);
		}
		(void)fclose(f);
	}
	FILE *h = open_output(argv[1], ".h");
	put_header(h);
	FILE *c = open_output(argv[1], ".c");
	put_code(c);
	return fclose(h) == 0 && fclose(c) == 0 ? 0 : 1;
}
