/* Findings of detectors as rows: written behind the ledger, compared by verify, made anew by
 * a rebuild, followed by a thread of its own. */
#include "app/check.h"
#include "app/detect.h"
#include "app/detect_run.h"

#include "app_fixture.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const char *folder;

/* Promised for Thursday evening; withdrawn, says the counter, half an hour before. */
static const char *const life[] = {
	"{\"key\":\"1\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":{\"key\":\"lan\"}}",
	"{\"key\":\"2\",\"as\":\"admin\",\"do\":\"assign\",\"args\":{\"person\":\"lan\","
	"\"unit\":\"25195.mc\",\"post\":\"clerk\"}}",
	"{\"key\":\"3\",\"as\":\"lan\",\"do\":\"receive_new\",\"at\":\"2026-03-02T08:00\",\"args\":"
	"{\"procedure\":\"1.001612\",\"channel\":\"counter\",\"receiving\":\"25195.mc\","
	"\"owner\":{\"name\":\"Nguyễn Văn Thử\"}}}",
	"{\"key\":\"4\",\"as\":\"lan\",\"do\":\"withdraw\",\"at\":\"2026-03-05T16:30\",\"args\":"
	"{\"dossier\":\"H19.21-260302-0001\",\"reason\":\"Đổi ý\"}}",
};
static const char *const later[] = {
	"{\"key\":\"5\",\"as\":\"lan\",\"do\":\"receive_new\",\"at\":\"2026-03-06T08:00\",\"args\":"
	"{\"procedure\":\"1.001612\",\"channel\":\"counter\",\"receiving\":\"25195.mc\","
	"\"owner\":{\"name\":\"Trần Thị Mẫu\"}}}",
	"{\"key\":\"6\",\"as\":\"lan\",\"do\":\"withdraw\",\"at\":\"2026-03-11T16:30\",\"args\":"
	"{\"dossier\":\"H19.21-260306-0001\",\"reason\":\"Đổi ý\"}}",
};

static int64_t upto(struct app *app)
{
	int64_t seq = -2;
	struct err e;

	ok(app_detected_upto(app, &seq, &e), "how far it is");
	return seq;
}

static int64_t last(struct app *app)
{
	struct app_last l = { 0 };
	struct err e;

	ok(app_last(app, &l, &e), "the last entry");
	return l.seq;
}

static void run_sql(const char *sql)
{
	sqlite3 *db;
	struct str path = str_fmt(&arena, "%s/store.db", folder);
	bool good = sqlite3_open(str_cstr(&arena, path), &db) == SQLITE_OK &&
		    sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;

	ok(good, "%s", sql);
	(void)sqlite3_close(db);
}

static void checked(struct app *app, bool good, const char *what)
{
	struct err e = { .key = "" };

	ok(app_detect_check(app, &e) == good, "%s: %s", what, e.key);
	if (!good) {
		is_str(e.key, "verify.row", "… by its row");
	}
}

static void test_rows(struct app *app)
{
	struct detected_list found = { 0 };
	struct err e = { .key = "" };

	ok(app_detect_all(app, &arena, app_now(app), 0, &found, &e), "looked through");
	is_int((int64_t)found.n, 1, "one finding");
	ok(found.n == 1 && found.v[0].f.what == DETECT_EDGE_WITHDRAWAL, "… at the edge");
	ok(found.n == 1 && str_is(org_person(app_org(app), found.v[0].person)->key, "lan"),
	   "… of the clerk");
	is_int(upto(app), -1, "nothing is written yet");
	checked(app, true, "which is no damage");
	ok(app_detect_catch_up(app, &e), "caught up %s", e.key);
	is_int(upto(app), last(app), "to the last entry");
	checked(app, true, "the row is what is found");
	run_sql("UPDATE finding SET work_s = work_s + 1");
	checked(app, false, "a changed row is found");
	run_sql("DELETE FROM finding");
	checked(app, false, "a lost one too");
}

static void test_rebuild(struct app *app)
{
	struct progress none = { 0 };
	int64_t entries;
	struct err e = { .key = "" };

	ok(app_rebuild(app, none, &entries, &e), "rebuilt %s", e.key);
	checked(app, true, "the rows are there again");
	is_int(upto(app), last(app), "up to the last entry");
}

/* Ten seconds at most; it looks once a second. */
static bool caught_up(struct app *reader)
{
	struct err e;

	for (int i = 0; i < 1000; i++) {
		const struct timespec pause = { 0, 10 * 1000 * 1000 };
		int64_t seq;

		if (app_look(reader, app_now(reader), &e)) {
			bool there = app_detected_upto(reader, &seq, &e) && seq == app_seen(reader);

			app_looked(reader);
			if (there) {
				return true;
			}
		}
		(void)nanosleep(&pause, NULL);
	}
	return false;
}

static void test_follower(struct app *app)
{
	struct writer *w = NULL;
	struct detect_runner *r = NULL;
	struct err e = { .key = "" };

	for (size_t i = 0; i < ARRAY_LEN(later); i++) {
		fixture_act(app, later[i]);
	}
	ok(upto(app) < last(app), "two commands later it is behind");
	checked(app, true, "which is no damage either");
	struct app *reader = fixture_open(folder, APP_READER);

	ok(writer_start(&arena, app, &w, &e) && detect_run_start(&arena, folder, w, &r, &e),
	   "the thread starts %s", e.key);
	ok(caught_up(reader), "and follows the ledger");
	detect_run_stop(r);
	writer_stop(w);
	app_close(reader);
	checked(app, true, "as verify would have it");
	run_sql("CREATE TEMP TABLE two AS SELECT 1 / (COUNT(*) = 2) FROM finding");
}

int main(void)
{
	arena_init(&arena, 0);
	hash_setup();
	folder = fixture_folder();
	struct app *app = fixture_make(folder, APP_TEST);

	for (size_t i = 0; i < ARRAY_LEN(life); i++) {
		fixture_act(app, life[i]);
	}
	test_rows(app);
	test_rebuild(app);
	test_follower(app);
	app_close(app);
	fixture_remove(folder);
	arena_done(&arena);
	return done_testing();
}
