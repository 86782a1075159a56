/* Damage is found and named: the ledger's bytes and columns, sealed texts,
 * projections; a rebuild repairs what is derived and nothing else. */
#include "app/check.h"
#include "app/erase.h"
#include "app/view.h"
#include "app/world.h"

#include "base/embed.h"

#include "tap.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

static struct arena arena;
static const char *folder;

static const struct app_options writer = { .access = APP_WRITER, .clock = INSTANT_NONE };
static const struct app_options examiner = {
	.access = APP_READER, .clock = INSTANT_NONE, .examining = true,
};

static void run_line(struct app *app, const char *line)
{
	struct command c;
	struct str key;
	struct answer answer = { 0 };
	bool read = command_parse(&arena, str_of(line), &c, &key, &answer.err);
	if (read) {
		app_act(app, &arena, &c, &answer);
	}
	ok(answer.ok, "%s%s", answer.ok ? "" : answer.err.key, line);
}

static void make_store(void)
{
	static const char *const lines[] = {
		"{\"key\":\"1\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":{\"key\":\"lan\"}}",
		"{\"key\":\"2\",\"as\":\"admin\",\"do\":\"assign\",\"args\":{\"person\":\"lan\","
		"\"unit\":\"25195.mc\",\"post\":\"clerk\"}}",
		"{\"key\":\"3\",\"as\":\"lan\",\"do\":\"receive_new\",\"args\":{\"procedure\":"
		"\"2.000815\",\"channel\":\"counter\",\"receiving\":\"25195.mc\",\"owner\":"
		"{\"name\":\"Nguyễn Văn Thử\"}}}",
		"{\"key\":\"4\",\"as\":\"lan\",\"do\":\"withdraw\",\"args\":{\"dossier\":"
		"\"H19.21-260302-0001\",\"reason\":\"Đổi ý\"}}",
	};
	struct law_source *law = arena_array(&arena, struct law_source, embed_count());
	for (size_t i = 0; i < embed_count(); i++) {
		law[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	struct app_birth b = {
		.dir = folder, .name = STR("test"), .mode = APP_TEST, .admin = STR("admin"),
		.seed = STR("verify"), .at = 1772411400, .law = law, .laws = embed_count(),
	};
	struct app *app;
	struct err e = { .key = "" };
	if (!ok(app_create(&arena, &b, &app, &e), "a store %s", e.key)) {
		exit(1);
	}
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		run_line(app, lines[i]);
	}
	app_close(app);
}

/* Behind the program's back. */
static void damage(const char *sql)
{
	sqlite3 *db;
	char *why = NULL;
	struct str path = str_fmt(&arena, "%s/store.db", folder);
	int rc = sqlite3_open(path.p, &db);
	if (rc == SQLITE_OK) {
		rc = sqlite3_exec(db, sql, NULL, NULL, &why);
	}
	is_int(rc, SQLITE_OK, "%s %s", sql, why ? why : "");
	sqlite3_free(why);
	(void)sqlite3_close(db);
}

/* The code of what verify finds, "" when sound. */
static struct err verify(void)
{
	struct app *app;
	struct app_options o = examiner;
	struct app_verified v;
	struct err e = { .key = "" };
	o.dir = folder;
	if (app_open(&arena, &o, &app, &e)) {
		if (app_look(app, app_now(app), &e) &&
		    app_verify(app, (struct progress){ 0 }, &v, &e)) {
			e.key[0] = '\0';
		}
		app_close(app);
	}
	return e;
}

static void rebuild(void)
{
	struct app *app;
	struct app_options o = writer;
	int64_t entries = 0;
	struct err e = { .key = "" };
	o.dir = folder;
	o.rebuilding = true;
	if (ok(app_open(&arena, &o, &app, &e), "open to rebuild %s", e.key)) {
		ok(app_rebuild(app, (struct progress){ 0 }, &entries, &e), "rebuild %s", e.key);
		ok(entries > 1000, "every entry is read: %lld", (long long)entries);
		app_close(app);
	}
}

/* Triggers, taken off to do damage and put on again as they were. */
static void damage_ledger(const char *table, const char *sql)
{
	struct str all = str_fmt(&arena,
		"CREATE TABLE kept AS SELECT sql FROM sqlite_master WHERE type = 'trigger' AND "
		"tbl_name = '%s'", table);
	damage(all.p);
	sqlite3 *db;
	sqlite3_stmt *st;
	struct str path = str_fmt(&arena, "%s/store.db", folder);
	struct str drop = { 0 };
	struct str names = str_fmt(&arena, "SELECT name FROM sqlite_master WHERE "
					   "type = 'trigger' AND tbl_name = '%s'", table);
	(void)sqlite3_open(path.p, &db);
	(void)sqlite3_prepare_v2(db, names.p, -1, &st, NULL);
	while (sqlite3_step(st) == SQLITE_ROW) {
		drop = str_fmt(&arena, "%.*s DROP TRIGGER %s;", STR_ARG(drop),
			       (const char *)sqlite3_column_text(st, 0));
	}
	(void)sqlite3_finalize(st);
	struct str again = { 0 };
	(void)sqlite3_prepare_v2(db, "SELECT sql FROM kept", -1, &st, NULL);
	while (sqlite3_step(st) == SQLITE_ROW) {
		again = str_fmt(&arena, "%.*s %s;", STR_ARG(again),
				(const char *)sqlite3_column_text(st, 0));
	}
	(void)sqlite3_finalize(st);
	(void)sqlite3_close(db);
	ok(drop.n > 0, "the table %s is guarded by triggers", table);
	damage(drop.p);
	damage(sql);
	damage("DROP TABLE kept");
	damage(again.p);
}

static void test_projections(void)
{
	struct err e;
	damage("UPDATE dossier SET returns = returns + 1");
	e = verify();
	is_str(e.key, "verify.projection", "a changed table is found");
	is_str(err_arg(&e, "table"), "dossier", "and named");
	is_str(err_arg(&e, "column"), "returns", "with its column");
	rebuild();
	e = verify();
	is_str(e.key, "", "a rebuild repairs it");
	damage("DELETE FROM obligation");
	e = verify();
	ok(e.key[0] != '\0', "missing rows are found: %s", e.key);
	rebuild();
	e = verify();
	is_str(e.key, "", "and repaired");
}

static void test_vault(void)
{
	struct err e;
	damage("CREATE TABLE spare AS SELECT * FROM sealed");
	damage("UPDATE sealed SET sealed = zeroblob(length(sealed)) "
	       "WHERE label = 'withdrawn/reason'");
	e = verify();
	is_str(e.key, "vault.damaged", "a changed sealed text is found");
	damage("DELETE FROM sealed WHERE label = 'withdrawn/reason'");
	e = verify();
	is_str(e.key, "vault.unknown", "a lost sealed text is found");
	ok(err_arg(&e, "seq")[0] != '\0', "with the entry that needs it");
	damage("DELETE FROM sealed; INSERT INTO sealed SELECT * FROM spare; DROP TABLE spare");
	e = verify();
	is_str(e.key, "", "put back, all is sound");
}

/* A writer at work each time verify tells how far it is. */
struct at_work {
	struct app *app;
	int turn, told;
	bool erases;
};

static void erase_them(struct at_work *w)
{
	struct erasing x = { .ground = STR("order"), .as = STR("admin") };
	struct erasure done;
	const struct dossier *d;
	struct err e = { .key = "" };
	char id[ID_TEXT];
	bool known = app_dossier(w->app, &arena, STR("H19.21-260302-0001"), &d, &e);
	x.subject = known ? str_of(id_text('s', d->owner.v, id)) : STR("");
	bool erased = known && app_erase(w->app, &arena, &x, &done, &e);
	ok(erased || e.code == ERR_BUSY, "the owner is erased %s", e.key);
}

static void work(void *ctx, const char *stage, int64_t done, int64_t total)
{
	struct at_work *w = ctx;
	(void)stage;
	(void)done;
	(void)total;
	if (++w->told > 10) {
		return;			/* else who sees them all never ends */
	}
	if (w->erases) {
		erase_them(w);
		w->erases = false;
	}
	struct str line = str_fmt(&arena,
		"{\"key\":\"w%d\",\"as\":\"lan\",\"do\":\"receive_new\",\"args\":{\"procedure\":"
		"\"2.000815\",\"channel\":\"counter\",\"receiving\":\"25195.mc\",\"owner\":"
		"{\"name\":\"Nguyễn Văn Thử\"}}}", w->turn++);
	run_line(w->app, str_cstr(&arena, line));
}

static void test_beside_writer(bool erases)
{
	struct app_options o = writer, r = examiner;
	struct at_work w = { .erases = erases, .turn = erases ? 100 : 0 };
	struct progress p = { work, &w };
	struct app *app;
	struct app_last before, after;
	struct app_verified v = { 0 };
	struct err e = { .key = "" };
	o.dir = folder;
	r.dir = folder;
	/* Beyond the years a withdrawn dossier is kept. */
	o.clock = erases ? 1843434000 /* June 2028 */ : INSTANT_NONE;
	if (!ok(app_open(&arena, &o, &w.app, &e), "a writer %s", e.key)) {
		return;
	}
	ok(app_last(w.app, &before, &e), "before");
	if (ok(app_open(&arena, &r, &app, &e), "an examiner beside it %s", e.key)) {
		ok(app_look(app, app_now(app), &e) && app_verify(app, p, &v, &e),
		   "verified while it writes %s", e.key);
		app_close(app);
	}
	ok(app_last(w.app, &after, &e) && after.seq > before.seq && w.told > 2,
	   "it wrote %d times meanwhile", w.told);
	is_int(v.entries, before.seq + 1, "and one moment was looked at");
	app_close(w.app);
	is_str(verify().key, "", "what it wrote is sound too");
}

static void test_ledger(void)
{
	struct err e;
	damage_ledger("entry", "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), "
			       "'260302-0001', '260302-0002') AS BLOB) "
			       "WHERE kind = 'submitted'");
	e = verify();
	ok(e.key[0] != '\0', "a changed entry is found: %s", e.key);
	ok(err_arg(&e, "seq")[0] != '\0', "and named: %s", err_arg(&e, "seq"));
}

int main(void)
{
	char base[] = "/tmp/dunghen-verify.XXXXXX";
	hash_setup();
	arena_init(&arena, 0);
	if (!ok(mkdtemp(base) != NULL, "a folder")) {
		return done_testing();
	}
	folder = str_fmt(&arena, "%s/db", base).p;
	make_store();
	is_str(verify().key, "", "a fresh store is sound");
	test_projections();
	test_vault();
	test_beside_writer(false);
	test_beside_writer(true);
	test_ledger();
	struct str rm = str_fmt(&arena, "rm -rf '%s'", base);
	if (system(rm.p) != 0) {
		diag("%s stays behind", base);
	}
	arena_done(&arena);
	return done_testing();
}
