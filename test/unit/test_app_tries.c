/* Wrong tries: limits, days, waits, addresses, restarts, many threads. */
#include "app/app_int.h"
#include "app/tries.h"
#include "store/door.h"

#include "app_fixture.h"

#include <pthread.h>

enum { DAY_AT = FIXTURE_AT };

static struct err err;

static struct tries *opened(struct app *app, int64_t at)
{
	struct tries *t = NULL;

	if (!tries_open(&arena, app, at, &t, &err)) {
		ok(false, "tries_open: %s", err.key);
		exit(done_testing());
	}
	return t;
}

static struct try look_up(const char *code)
{
	return (struct try){ TRY_CODE, str_of(code) };
}

static struct try from(const char *address)
{
	return (struct try){ TRY_ADDRESS, str_of(address) };
}

static bool may(struct tries *t, struct try what, int64_t at)
{
	int64_t until;

	return tries_allowed(t, &what, 1, at, &until);
}

static void wrong(struct tries *t, struct try what, int times, int64_t at)
{
	for (int i = 0; i < times; i++) {
		tries_wrong(t, &what, 1, at);
	}
}

static void test_day(struct app *app)
{
	struct tries *t = opened(app, DAY_AT);
	int64_t until, midnight = day_start(day_of(DAY_AT)) + DAY_S;
	struct try both[] = { look_up("H19.21-260302-0001"), from("192.0.2.7") };

	wrong(t, both[0], TRIES_DAY - 1, DAY_AT);
	ok(may(t, both[0], DAY_AT), "four wrong tries leave a fifth");
	wrong(t, both[0], 1, DAY_AT);
	ok(!tries_allowed(t, both, 2, DAY_AT, &until), "five do not, whatever the address");
	is_int(until, midnight, "until midnight");
	ok(may(t, both[1], DAY_AT), "the address itself is free");
	ok(may(t, look_up("H19.21-260302-0002"), DAY_AT), "so is another code");
	ok(!may(t, both[0], midnight - 1), "a second before midnight it still holds");
	ok(may(t, both[0], midnight), "at midnight all is forgotten");

	struct try pickup = { TRY_PICKUP, STR("d0b3g6v580shad") };

	wrong(t, pickup, TRIES_DAY, DAY_AT);
	ok(!tries_allowed(t, &pickup, 1, DAY_AT, &until), "five codes for a result, no more");
	is_int(until, midnight, "until midnight too");
	tries_close(t);
}

static void test_address(struct app *app)
{
	struct tries *t = opened(app, DAY_AT);

	wrong(t, from("2001:db8:1:2::1"), TRIES_DAY, DAY_AT);
	ok(!may(t, from("2001:db8:1:2:ffff::9"), DAY_AT), "an IPv6 network counts as one");
	ok(may(t, from("2001:db8:1:3::1"), DAY_AT), "its neighbour does not");
	wrong(t, from("::ffff:198.51.100.4"), TRIES_DAY, DAY_AT);
	ok(!may(t, from("198.51.100.4"), DAY_AT), "IPv4 in IPv6 is the same address");
	ok(may(t, from("198.51.100.5"), DAY_AT), "each IPv4 address for itself");
	wrong(t, from("not an address"), TRIES_DAY, DAY_AT);
	ok(!may(t, from("not an address"), DAY_AT), "what is none is counted too");
	ok(may(t, look_up("not an address"), DAY_AT), "kinds do not mix");
	tries_close(t);
}

static void test_wait(struct app *app)
{
	static const int64_t waits[] = { 60, 120, 240, 480, 960, 1920, 3600, 3600 };
	struct tries *t = opened(app, DAY_AT);
	struct try key = { TRY_KEY, STR("cb0012") }, door = { TRY_DOOR, STR("192.0.2.9") };
	int64_t at = DAY_AT, until = 0;
	int wrong_waits = 0;

	wrong(t, key, TRIES_KEY - 1, at);
	for (size_t i = 0; i < ARRAY_LEN(waits); i++) {
		wrong_waits += !tries_begin(t, &key, 1, at, &until);
		wrong_waits += tries_begin(t, &key, 1, at + waits[i] - 1, &until);
		wrong_waits += until != at + waits[i];
		at += waits[i];
	}
	is_int(wrong_waits, 0, "a minute, doubled to an hour, and no longer");
	ok(tries_begin(t, &key, 1, at, &until), "a try after the wait");
	tries_right(t, &key, 1);
	wrong(t, key, TRIES_KEY - 1, at);
	ok(may(t, key, at), "that was right forgets all before it");
	wrong(t, key, 1, at);
	ok(!may(t, key, at) && may(t, key, at + TRIES_KEPT_S), "so does a day in peace");
	tries_forget(t, &key, 1);
	ok(may(t, key, at), "and an administrator");
	wrong(t, door, TRIES_DOOR - 1, at);
	ok(tries_begin(t, &door, 1, at, &until) && !may(t, door, at), "an address has more tries");
	tries_right(t, &door, 1);
	ok(may(t, door, at), "a right one takes back its own count");
	ok(tries_begin(t, &door, 1, at, &until) && !may(t, door, at), "and no more than that");
	tries_close(t);
}

static bool count_row(void *ctx, const struct attempt_row *row, struct err *e)
{
	(void)row;
	(void)e;
	++*(int *)ctx;
	return true;
}

static int rows(struct app *app)
{
	int n = 0;

	return store_attempts(app->store, count_row, &n, &err) ? n : -1;
}

/* Of every kind: a row that nobody drops would stay for ever. */
static void test_age(const char *dir)
{
	struct app *app = fixture_open(dir, APP_WRITER);
	struct tries *t = opened(app, DAY_AT);

	for (int kind = TRY_CODE; kind <= TRY_LAST; kind++) {
		wrong(t, (struct try){ (enum try_kind)kind, STR("x") }, 1, DAY_AT);
	}
	ok(tries_save(t, app, DAY_AT, &err), "saved");
	is_int(rows(app), TRY_LAST, "a row of each kind");
	ok(tries_save(t, app, DAY_AT + 2 * DAY_S, &err), "saved two days later");
	is_int(rows(app), 0, "all are gone");
	tries_close(t);
	app_close(app);
}

static void test_restart(const char *dir)
{
	struct app *app = fixture_open(dir, APP_WRITER);
	struct tries *t = opened(app, DAY_AT);
	struct try key = { TRY_KEY, STR("cb0001") };

	wrong(t, look_up("A"), TRIES_DAY, DAY_AT);
	wrong(t, key, TRIES_KEY, DAY_AT);
	wrong(t, from("192.0.2.1"), TRIES_DAY, DAY_AT);
	ok(tries_save(t, app, DAY_AT, &err), "saved");
	tries_right(t, &(struct try){ TRY_ADDRESS, STR("192.0.2.1") }, 1);
	ok(tries_save(t, app, DAY_AT, &err), "and again");
	tries_close(t);
	app_close(app);
	app = fixture_open(dir, APP_READER);
	t = opened(app, DAY_AT + 30);
	ok(!may(t, look_up("A"), DAY_AT + 30), "a restart forgives no look-ups");
	ok(!may(t, key, DAY_AT + 59) && may(t, key, DAY_AT + 60), "nor sign-ins, to the second");
	ok(may(t, from("192.0.2.1"), DAY_AT + 30), "what was taken back is");
	tries_close(t);
	t = opened(app, DAY_AT + DAY_S);
	ok(may(t, look_up("A"), DAY_AT + DAY_S), "yesterday's are over");
	tries_close(t);
	app_close(app);
}

/* Every thread tries the same code: five get through, however they race. */
struct racer {
	struct tries *t;
	int through;
};

/* Forgiven and wrong again, over and over between two moments of saving: what stands in
 * the store is the last of it. */
static void test_forgiven(const char *dir)
{
	struct app *app = fixture_open(dir, APP_WRITER);
	struct try what = { TRY_KEY, STR("forgiven") };
	struct tries *t = opened(app, DAY_AT);
	int64_t until;

	for (int round = 0; round < 20; round++) {
		wrong(t, what, TRIES_KEY, DAY_AT);
		ok(!tries_allowed(t, &what, 1, DAY_AT, &until), "round %d: waits", round);
		ok(tries_save(t, app, DAY_AT, &err), "saved");
		for (int again = 0; again <= round; again++) {
			tries_forget(t, &what, 1);
			wrong(t, what, TRIES_KEY, DAY_AT);
		}
		ok(tries_save(t, app, DAY_AT, &err), "saved");
		tries_close(t);
		t = opened(app, DAY_AT);
		ok(!tries_allowed(t, &what, 1, DAY_AT, &until), "round %d: still", round);
		tries_forget(t, &what, 1);
	}
	tries_close(t);
	app_close(app);
}

static void *race(void *ctx)
{
	struct racer *r = ctx;
	struct try what = look_up("race");
	int64_t until;

	for (int i = 0; i < 200; i++) {
		struct try other = { TRY_KEY, str_of(i % 2 ? "a" : "b") };

		r->through += tries_begin(r->t, &what, 1, DAY_AT, &until);
		if (tries_begin(r->t, &other, 1, DAY_AT, &until)) {
			tries_right(r->t, &other, 1);
		}
	}
	return NULL;
}

static void test_threads(const char *dir)
{
	enum { RACERS = 6 };
	struct app *app = fixture_open(dir, APP_WRITER);
	struct tries *t = opened(app, DAY_AT);
	struct racer racer[RACERS];
	pthread_t thread[RACERS];
	int through = 0, failed = 0;

	for (int i = 0; i < RACERS; i++) {
		racer[i] = (struct racer){ .t = t };
		(void)pthread_create(&thread[i], NULL, race, &racer[i]);
	}
	for (int i = 0; i < 20; i++) {
		failed += !tries_save(t, app, DAY_AT, &err);
	}
	for (int i = 0; i < RACERS; i++) {
		(void)pthread_join(thread[i], NULL);
		through += racer[i].through;
	}
	is_int(failed, 0, "saved meanwhile");
	is_int(through, TRIES_DAY, "at the same moment too, five tries are five");
	ok(tries_save(t, app, DAY_AT, &err), "saved at the end");
	tries_close(t);
	app_close(app);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();
	struct app *app = fixture_make(dir, APP_TEST);

	test_day(app);
	test_address(app);
	test_wait(app);
	app_close(app);
	test_age(dir);
	test_restart(dir);
	test_forgiven(dir);
	test_threads(dir);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
