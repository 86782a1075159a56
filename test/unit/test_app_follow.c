/* A reader that keeps up with the writer: one moment while it looks, then the
 * next; organisation, dossiers and law. Jobs of the writer between commands. */
#include "app/amend.h"
#include "app/view.h"
#include "app/world.h"
#include "app/writer.h"

#include "app_fixture.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static int64_t clock_at = FIXTURE_AT + 1800;	/* 2026-03-02 08:00 */

static struct answer act(struct writer *w, const char *key, const char *as, const char *verb,
			 const char *args)
{
	const struct json *tree;
	struct answer answer = { 0 };
	struct err e = { .key = "" };
	ok(json_parse(&arena, str_of(args), &tree, &e), "arguments: %s", e.key);
	struct command c = { .key = str_of(key), .as = str_of(as), .verb = str_of(verb),
			     .args = tree, .at = INSTANT_NONE };
	writer_act(w, &arena, &c, &answer);
	ok(answer.ok, "%s: %s", verb, answer.err.key);
	return answer;
}

static void look(struct app *reader)
{
	struct err e = { .key = "" };
	ok(app_look(reader, clock_at, &e), "it looks: %s", e.key);
}

static void test_organisation(struct writer *w, struct app *reader)
{
	look(reader);
	act(w, "p1", "admin", "add_person", "{\"key\":\"cb1\"}");
	ok(!org_person_by_key(app_org(reader), STR("cb1")),
	   "what comes meanwhile is not seen");
	app_looked(reader);
	look(reader);
	ok(org_person_by_key(app_org(reader), STR("cb1")), "but the next time");
	app_looked(reader);
	act(w, "p2", "admin", "assign",
	    "{\"person\":\"cb1\",\"unit\":\"25195.mc\",\"post\":\"clerk\"}");
	look(reader);
	const struct unit *u = org_unit_by_key(app_org(reader), STR("25195.mc"));
	const struct person *p = org_person_by_key(app_org(reader), STR("cb1"));
	ok(u && p && org_member(app_org(reader), p->id, u->id, clock_at + 60),
	   "an assignment too");
	app_looked(reader);
}

static void test_dossier(struct writer *w, struct app *reader)
{
	const struct dossier *d;
	struct err e = { .key = "" };
	struct answer in = act(w, "d1", "cb1", "receive_new",
		"{\"procedure\":\"2.000908\",\"channel\":\"counter\",\"receiving\":\"25195.mc\","
		"\"owner\":{\"name\":\"Trần Thử Một\"}}");
	struct str code = json_str(in.made, "code");
	look(reader);
	ok(app_dossier(reader, &arena, code, &d, &e), "a new dossier is read: %s", e.key);
	int64_t seq = d->seq;
	app_looked(reader);

	char args[200];
	(void)snprintf(args, sizeof(args), "{\"dossier\":\"%.*s\",\"reason\":\"đổi ý\"}",
		       STR_ARG(code));
	act(w, "d2", "cb1", "withdraw", args);
	look(reader);
	ok(app_dossier(reader, &arena, code, &d, &e) && d->seq > seq &&
	   d->closed_at != INSTANT_NONE,
	   "what happened to it since is added: %s", e.key);
	app_looked(reader);
}

static bool second_fails(struct ticket *t, struct app *app, struct err *e)
{
	static int runs;
	(void)t;
	(void)app;
	runs++;
	return runs < 2 || err_set(e, ERR_CONFLICT, "test.job", NULL);
}

static void test_jobs(struct writer *w)
{
	struct ticket t = { .job = second_fails };
	writer_do(w, &t);
	ok(t.answer.ok, "a job is done");
	writer_do(w, &t);
	ok(!t.answer.ok, "one that fails says so");
	is_str(t.answer.err.key, "test.job", "and why");
	struct writer_count c = writer_counted(w);
	ok(c.groups >= 2, "each is a group of its own");
}

/* ---- readers beside the writer, each with a handle and a thread of its own ---- */

enum { READERS = 3, LOOKS = 60, WRITES = 60 };

struct looker {
	pthread_t thread;
	const char *dir;
	int wrong;
	size_t persons;
};

static void look_once(struct looker *l, struct app *reader, struct arena *a)
{
	struct app_last before, after;
	struct list_filter all = { .limit = 50 };
	struct list_page page;
	struct err e;
	if (!app_look(reader, clock_at, &e)) {
		l->wrong++;
		return;
	}
	size_t persons = app_org(reader)->persons;
	bool ok = app_last(reader, &before, &e) && app_list(reader, a, &all, &page, &e) &&
		  app_last(reader, &after, &e);
	/* One moment, and never an earlier one than before. */
	l->wrong += !ok || before.seq != after.seq || persons < l->persons;
	l->persons = persons;
	app_looked(reader);
}

static void *look_on(void *ctx)
{
	struct looker *l = ctx;
	struct app *reader = NULL;
	struct arena a;
	struct err e;
	arena_init(&a, 0);
	struct app_options o = { .dir = l->dir, .access = APP_READER, .clock = INSTANT_NONE };
	if (!app_open(&a, &o, &reader, &e)) {
		l->wrong++;
	} else {
		for (int i = 0; i < LOOKS; i++) {
			look_once(l, reader, &a);
		}
		app_close(reader);
	}
	arena_done(&a);
	return NULL;
}

static void test_together(struct writer *w, const char *dir)
{
	struct looker l[READERS] = { 0 };
	int refused = 0, wrong = 0;
	for (int i = 0; i < READERS; i++) {
		l[i].dir = dir;
		ok(pthread_create(&l[i].thread, NULL, look_on, &l[i]) == 0, "reader %d", i);
	}
	for (int i = 0; i < WRITES; i++) {
		struct json *args = json_new_obj(&arena);
		struct str key = str_fmt(&arena, "many%d", i);
		struct answer answer;
		json_set_str(&arena, args, "key", key);
		struct command c = { .key = key, .as = STR("admin"), .verb = STR("add_person"),
				     .args = args, .at = INSTANT_NONE };
		writer_act(w, &arena, &c, &answer);
		refused += !answer.ok;
	}
	for (int i = 0; i < READERS; i++) {
		pthread_join(l[i].thread, NULL);
		wrong += l[i].wrong;
	}
	is_int(refused, 0, "all is written while others look");
	is_int(wrong, 0, "and every look is of one moment");
}

/* ---- new law while a view of the old is still to be shown ---- */

static const struct embed_file *posts(void)
{
	for (size_t i = 0; i < embed_count(); i++) {
		if (str_is(embed_at(i)->path, "posts.json")) {
			return embed_at(i);
		}
	}
	return NULL;
}

/* The same titles in a file that differs: everything is read anew. */
static void amend(struct app *app, const char *behind)
{
	struct law_source file = { posts()->path, str_fmt(&arena, "%.*s%s",
							  STR_ARG(posts()->bytes), behind) };
	struct amended done;
	struct err e = { .key = "" };
	ok(!app_amend_law(app, &arena, STR("nobody"), &file, 1, AMEND_DO, &done, &e) &&
	   strcmp(e.key, "person.unknown") == 0, "nobody brings no law");
	ok(app_amend_law(app, &arena, STR("admin"), &file, 1, AMEND_DO, &done, &e) && done.n == 1,
	   "new law: %s", e.key);
}

/* Under a sanitizer whatever stands in memory given back cannot be read. */
static void test_frame(struct app *app, struct app *reader)
{
	look(reader);
	struct frame *held = app_hold_frame(reader);
	struct str name = law_procedure(app_law(reader), STR("2.000908"))->name.vi;
	struct str unit = unit_on(org_unit_by_key(app_org(reader), STR("25195")),
				  day_of(clock_at))->name;
	app_looked(reader);
	struct str name_was = str_dup(&arena, name), unit_was = str_dup(&arena, unit);
	amend(app, "\n\n");
	look(reader);
	const struct procedure *now = law_procedure(app_law(reader), STR("2.000908"));
	ok(now && now->name.vi.p != name.p, "the law was read anew");
	ok(str_eq(name, name_was) && str_eq(unit, unit_was), "the names held stand as they were");
	app_looked(reader);
	frame_let_go(held);

	/* What nobody holds is read anew in its place. */
	amend(app, "\n\n\n");
	look(reader);
	ok(str_eq(law_procedure(app_law(reader), STR("2.000908"))->name.vi, name_was),
	   "and once more without a holder");
	app_looked(reader);
}

/* How many questions of ASKED are answered before one is refused as too slow. */
enum { ASKED = 1000 };

static int answered(struct app *reader)
{
	struct app_last last;
	struct err e = { .key = "" };
	for (int i = 0; i < ASKED; i++) {
		if (!app_last(reader, &last, &e)) {
			ok(e.code == ERR_BUSY && strcmp(e.key, "db.slow") == 0, "refused: %s",
			   e.key);
			return i;
		}
	}
	return ASKED;
}

/* The clock is looked at every so many steps, which many questions have together. */
static void test_until(struct app *reader)
{
	look(reader);
	app_look_until(reader, world_ticks_us() + INT64_C(3600000000));
	is_int(answered(reader), ASKED, "until a moment to come it answers");
	app_look_until(reader, world_ticks_us() - 1);
	ok(answered(reader) < ASKED, "once it has passed it refuses");
	app_looked(reader);
	look(reader);
	is_int(answered(reader), ASKED, "the next look has all the time");
	app_looked(reader);
}

static int64_t running(void *ctx)
{
	return *(int64_t *)ctx;
}

int main(void)
{
	struct writer *w;
	struct app *reader = NULL;
	struct err e = { .key = "" };
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();
	struct app *app = fixture_make(dir, APP_TEST);
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	ok(app_open(&arena, &o, &reader, &e), "a reader beside it: %s", e.key);
	ok(writer_start(&arena, app, &w, &e), "the writer: %s", e.key);
	writer_clock(w, running, &clock_at);
	clock_at += 60;
	test_organisation(w, reader);
	test_dossier(w, reader);
	clock_at += 3600;
	struct answer late = act(w, "p9", "admin", "add_person", "{\"key\":\"cb9\"}");
	is_int(late.at, clock_at, "the running clock is followed");
	look(reader);
	is_int(app_now(reader), clock_at, "by readers too");
	app_looked(reader);
	test_until(reader);
	test_jobs(w);
	test_together(w, dir);
	writer_stop(w);
	test_frame(app, reader);
	app_close(reader);
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
