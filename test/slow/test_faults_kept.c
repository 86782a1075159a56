/*
 * Every call to the disk fails once while a store is backed up, restored and migrated:
 * what was whole before is whole after; a backup or restore that says it is done is; one
 * that fails says so of the disk and can be done again.
 *
 * The store is small: what is tried is every step, not much of any.
 */
#define _GNU_SOURCE		/* memmem */
#include "../fault/office.h"
#include "../fault/trials.h"

#include "app/backup.h"
#include "app/check.h"
#include "app/read.h"
#include "store/door.h"
#include "sql.h"

#include "tap.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STAFF = 10, BEFORE = LIFE_LINES, AFTER = 5 };

static struct arena arena;
static const char *base;
static char code[CODE_MOST], file[HASH_HEX];
static int64_t came_in_all, total;		/* planned faults */
static int64_t before, after;		/* entries at the first and at the second backup */

static const char *in(const char *name)
{
	return str_fmt(&arena, "%s/%s", base, name).p;
}

static void shell(const char *model)
{
	trials_shell(str_fmt(&arena, "cd '%s' && %s", base, model).p);
}

/* ---- a store ---- */

static bool fill(struct app *app, int from, int upto, struct err *e)
{
	char line[LINE_MOST];
	struct acked acked;

	for (int k = from; k < upto; k++) {
		office_line(0, k, code, file, line);
		if (!office_act(app, NULL, line, &acked, e)) {
			return false;
		}
		if (acked.code[0] != '\0') {
			memcpy(code, acked.code, CODE_MOST);
		}
	}
	return true;
}

static bool staff(struct app *app, struct err *e)
{
	char line[LINE_MOST];
	struct acked acked;
	struct hash h;

	for (int i = 0; i < STAFF; i++) {
		office_staff_line(i, line);
		if (!office_act(app, NULL, line, &acked, e)) {
			return false;
		}
	}
	if (!app_file_put(app, STR("a result\n"), &h, e)) {
		return false;
	}
	(void)hash_hex(h, file);
	return true;
}

static int64_t entries_of(struct app *app)
{
	struct app_last last;
	struct err e;

	return app_last(app, &last, &e) ? last.seq + 1 : -1;
}

static void must(bool done, const char *what, const struct err *e)
{
	if (!done) {
		ok(false, "%s: %s", what, office_why(e));
		exit(done_testing());
	}
}

/* Made, backed up, gone on with, backed up again into a copy of that backup. */
static void prepare(void)
{
	struct app_birth b = office_birth(&arena, in("db"));
	struct backed_up backed;
	struct app *app;
	struct err e;

	must(app_create(&arena, &b, &app, &e) && staff(app, &e) && fill(app, 0, BEFORE, &e),
	     "a store", &e);
	before = entries_of(app);
	must(app_backup(&arena, in("db"), in("b0"), in("k0"), &backed, &e), "a backup", &e);
	must(fill(app, BEFORE, BEFORE + AFTER, &e), "more work", &e);
	after = entries_of(app);
	app_close(app);
}

/* Opened to write, it verifies; how many entries it has. */
static const char *sound(const char *dir, int64_t *entries)
{
	struct app *app;
	struct err e;

	if (!office_open(&arena, dir, INSTANT_NONE, &app, &e)) {
		return office_why(&e);
	}
	const char *why = office_verify(app);

	*entries = entries_of(app);
	app_close(app);
	return why;
}

/* ---- what is tried ---- */

struct kept {
	const char *name;
	void (*back)(void);		/* to where it begins */
	bool (*fn)(struct err *e);
	/* What is amiss after it, failed or done, or NULL. */
	const char *(*amiss)(bool done);
	const char *refused;		/* a second time, when the first was done unseen */
};

static int64_t well(void *ctx, enum fault fault)
{
	const struct kept *k = ctx;
	struct fault_plan count = { .fault = fault };
	struct err e;

	k->back();
	fault_arm(&count);
	bool done = k->fn(&e);
	int64_t calls = fault_disarm();

	must(done, k->name, &e);
	return calls;
}

static const char *faulty(void *ctx, const struct fault_plan *plan, bool *came)
{
	const struct kept *k = ctx;
	struct err e;

	k->back();
	fault_arm(plan);
	bool done = k->fn(&e);

	(void)fault_disarm();
	*came = fault_came();
	const char *why = done ? NULL : trials_unclear(&e);

	why = why != NULL ? why : k->amiss(done);
	if (why == NULL && !done) {
		done = k->fn(&e) || (k->refused != NULL && strcmp(e.key, k->refused) == 0);
		why = done ? k->amiss(true) : office_why(&e);
	}
	return why;
}

/* ---- backups ---- */

static bool back_up(struct err *e)
{
	struct backed_up backed;

	return app_backup(&arena, in("db"), in("b"), in("k"), &backed, e);
}

/* A store restored from the backup: how many entries it had, or why there is none. */
static const char *unpacked(int64_t *entries)
{
	struct restore_options o = { .dir = in("b"), .keys = in("k"), .db = in("side") };
	struct restored r;
	struct err e;

	shell("rm -rf side side.restoring");
	if (!app_restore(&arena, &o, &r, &e)) {
		return str_cstr(&arena, str_of(office_why(&e)));
	}
	*entries = r.entries;
	return NULL;
}

static void no_backup(void)
{
	shell("rm -rf b k");
}

static const char *first_stands(bool done)
{
	int64_t entries;
	const char *why = unpacked(&entries);

	if (why == NULL) {
		return entries == after ? NULL : "not what there was";
	}
	return done || !str_starts(str_of(why), STR("backup.none")) ? why : NULL;
}

static void older_backup(void)
{
	shell("rm -rf b k && cp -r b0 b && cp -r k0 k");
}

static const char *one_stands(bool done)
{
	int64_t entries;
	const char *why = unpacked(&entries);

	return why != NULL ? why :
	       entries == after || (!done && entries == before) ? NULL : "not what there was";
}

/* ---- restores ---- */

static bool restore(bool force, struct err *e)
{
	struct restore_options o = { .dir = in("b0"), .keys = in("k0"), .db = in("side"),
				     .force = force };
	struct restored r;

	return app_restore(&arena, &o, &r, e);
}

static bool restore_new(struct err *e)
{
	return restore(false, e);
}

static bool restore_over(struct err *e)
{
	return restore(true, e);
}

static void no_store(void)
{
	shell("rm -rf side*");
}

static const char *new_stands(bool done)
{
	int64_t entries;

	if (!done && access(in("side"), F_OK) != 0) {
		return NULL;
	}
	const char *why = sound(in("side"), &entries);

	return why != NULL ? why : entries == before + 1 ? NULL : "not the backup and an epoch";
}

static void other_store(void)
{
	shell("rm -rf side* && cp -r db side");
}

static const char *either_stands(bool done)
{
	int64_t entries;
	const char *why = sound(in("side"), &entries);

	return why != NULL ? why :
	       entries == before + 1 || (!done && entries == after) ? NULL : "neither of the two";
}

/* ---- a migration ---- */

static struct str word_at(struct str s, size_t from)
{
	size_t n = from;

	while (n < s.n && s.p[n] != ' ' && s.p[n] != '(' && s.p[n] != '\n') {
		n++;
	}
	return str_sub(s, from, n);
}

/* The name that follows the words, where the statement has them. */
static bool named(struct str sql, const char *words, struct str *out)
{
	const char *p = memmem(sql.p, sql.n, words, strlen(words));

	if (p == NULL) {
		return false;
	}
	*out = word_at(sql, (size_t)(p - sql.p) + strlen(words));
	return true;
}

/* Is that statement about the table: does it make it, or change or index it? */
static bool about(struct str sql, struct str table)
{
	struct str name;

	return (named(sql, "CREATE TABLE ", &name) || named(sql, "ALTER TABLE ", &name) ||
		named(sql, " ON ", &name)) && str_eq(name, table);
}

/* A table as the migrations before `end` left it. */
static struct str made_before(int end, struct str table)
{
	struct str all = STR(""), line, rest, dropped;

	for (int i = 0; i < end; i++) {
		if (sql_migration[i].database != SQL_STORE) {
			continue;
		}
		rest = str_of(sql_migration[i].sqlite);
		while (str_cut(rest, ';', &line, &rest)) {
			if (named(line, "DROP TABLE ", &dropped) && str_eq(dropped, table)) {
				all = STR("");
			} else if (about(line, table)) {
				all = str_fmt(&arena, "%.*s%.*s;", STR_ARG(all), STR_ARG(line));
			}
		}
	}
	return all;
}

/* An index as the migrations before `end` made it. */
static struct str index_before(int end, struct str index)
{
	struct str last = STR(""), line, rest, name;

	for (int i = 0; i < end; i++) {
		rest = sql_migration[i].database == SQL_STORE ? str_of(sql_migration[i].sqlite)
							     : STR("");
		while (str_cut(rest, ';', &line, &rest)) {
			if (named(line, "INDEX ", &name) && str_eq(name, index)) {
				last = line;
			}
		}
	}
	return str_fmt(&arena, "%.*s;", STR_ARG(last));
}

/* A table that this migration renamed, made under its later name. */
static struct str made_renamed(int migration, struct str now)
{
	struct str line, rest = str_of(sql_migration[migration].sqlite), was, to, head, made;

	while (str_cut(rest, ';', &line, &rest)) {
		if (named(line, " RENAME TO ", &to) && str_eq(to, now) &&
		    named(line, "ALTER TABLE ", &was)) {
			made = made_before(migration, was);
			(void)str_cut(made, '(', &head, &made);
			return str_fmt(&arena, "CREATE TABLE %.*s (%.*s", STR_ARG(now),
				       STR_ARG(made));
		}
	}
	return STR("");
}

/* Of statements with two tables: a rename, rows taken over. */
static struct str undo_two(struct str sql)
{
	struct str one, other;

	if (named(sql, " RENAME TO ", &other) && named(sql, "ALTER TABLE ", &one)) {
		return str_fmt(&arena, "ALTER TABLE %.*s RENAME TO %.*s;", STR_ARG(other),
			       STR_ARG(one));
	}
	if (named(sql, "INSERT INTO ", &one) && named(sql, " FROM ", &other)) {
		return str_fmt(&arena, "INSERT INTO %.*s SELECT * FROM %.*s;", STR_ARG(other),
			       STR_ARG(one));
	}
	return STR("");
}

static struct str undo(int migration, struct str sql)
{
	struct str table, column;

	if (named(sql, "DROP TABLE ", &table)) {
		struct str made = made_before(migration, table);

		return made.n > 0 ? made : made_renamed(migration, table);
	}
	if (named(sql, "DROP INDEX ", &table)) {
		return index_before(migration, table);
	}
	if (named(sql, "CREATE TABLE ", &table)) {
		return str_fmt(&arena, "DROP TABLE %.*s;", STR_ARG(table));
	}
	if (named(sql, "INDEX ", &table)) {
		return str_fmt(&arena, "DROP INDEX %.*s;", STR_ARG(table));
	}
	if (named(sql, "ALTER TABLE ", &table) && named(sql, "ADD COLUMN ", &column)) {
		return str_fmt(&arena, "ALTER TABLE %.*s DROP COLUMN %.*s;", STR_ARG(table),
			       STR_ARG(column));
	}
	return undo_two(sql);
}

/* What undoes the migrations after the first, the last one first. */
static const char *undoing(void)
{
	struct str all = STR(""), line, rest;

	for (int i = 0; i < SQL_MIGRATIONS; i++) {
		if (sql_migration[i].database != SQL_STORE || sql_migration[i].number == 1) {
			continue;
		}
		rest = str_of(sql_migration[i].sqlite);
		while (str_cut(rest, ';', &line, &rest)) {
			all = str_fmt(&arena, "%.*s%.*s", STR_ARG(undo(i, line)), STR_ARG(all));
		}
	}
	return str_fmt(&arena, "BEGIN; %.*sUPDATE meta SET value = 3 WHERE name = 'projections';"
		       "PRAGMA user_version = 1; COMMIT", STR_ARG(all)).p;
}

/* The store as the first structure had it. */
static void make_older(void)
{
	sqlite3 *db;
	char *why = NULL;

	shell("rm -rf older && cp -r db older && rm older/tip");
	if (sqlite3_open(in("older/store.db"), &db) != SQLITE_OK ||
	    sqlite3_exec(db, undoing(), NULL, NULL, &why) != SQLITE_OK) {
		ok(false, "an older store: %s", why != NULL ? why : "not opened");
		exit(done_testing());
	}
	(void)sqlite3_close(db);
}

static void older_store(void)
{
	shell("rm -rf side && cp -r older side");
}

static bool migrate(struct err *e)
{
	struct app_options o = { .dir = in("side"), .access = APP_WRITER, .clock = INSTANT_NONE,
				 .rebuilding = true };
	int64_t entries;
	struct app *app;

	if (!app_open(&arena, &o, &app, e)) {
		return false;
	}
	bool done = app_rebuild(app, (struct progress){ 0 }, &entries, e);

	app_close(app);
	return done;
}

/* Between the two it is refused, by what says how it goes on. */
static const char *migrated(bool done)
{
	int64_t entries;
	const char *why = sound(in("side"), &entries);

	if (why == NULL) {
		return entries == after ? NULL : "not the entries there were";
	}
	return done || strncmp(why, "app.stale", strlen("app.stale")) != 0 ? why : NULL;
}

static struct kept all[] = {
	{ "the first backup", no_backup, back_up, first_stands, NULL },
	{ "the next backup", older_backup, back_up, one_stands, NULL },
	{ "restore", no_store, restore_new, new_stands, "restore.exists" },
	{ "restore over a store", other_store, restore_over, either_stands, NULL },
	{ "migration", older_store, migrate, migrated, NULL },
};

int main(void)
{
	const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	trials_setup();
	hash_setup();
	arena_init(&arena, 0);
	char *name = str_cstr(&arena, str_fmt(&arena, "%s/dunghen-kept.XXXXXX", place));
	if (!ok(mkdtemp(name) != NULL, "a folder")) {
		return done_testing();
	}
	base = name;
	prepare();
	make_older();
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		struct trials t = { all[i].name, &all[i], well, faulty };

		trials_run(&arena, &t, &came_in_all, &total);
	}
	ok(came_in_all >= total * 9 / 10, "%" PRId64 " of %" PRId64 " planned faults came",
	   came_in_all, total);
	trials_shell(str_fmt(&arena, "rm -rf '%s'", name).p);
	arena_done(&arena);
	return done_testing();
}
