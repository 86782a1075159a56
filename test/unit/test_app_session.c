/* Sessions: finding, ending, seats, the shared desk, restarts, threads. */
#include "app/backup.h"
#include "app/seat.h"
#include "app/session.h"
#include "app/world.h"

#include "app_fixture.h"

#include <pthread.h>
#include <string.h>

enum { AT = FIXTURE_AT };

static struct err err;
static struct app *app;

static struct person_id person(const char *key)
{
	const struct person *p = org_person_by_key(app_org(app), str_of(key));

	if (p == NULL) {
		ok(false, "%s is known", key);
		exit(done_testing());
	}
	return p->id;
}

static struct sessions *opened(int64_t at)
{
	struct sessions *s = NULL;

	if (!sessions_open(&arena, app, at, &s, &err)) {
		ok(false, "sessions_open: %s", err.key);
		exit(done_testing());
	}
	return s;
}

static struct session_token enter(struct sessions *s, const char *key, const char *pin, int64_t at,
				  struct login *out)
{
	struct session_wish wish = { .person = person(key), .how = SESSION_PASSWORD, .at = at,
				     .pin = str_of(pin) };
	struct session_token token;

	if (!session_open(app, s, &wish, &token, out, &err)) {
		ok(false, "session_open: %s", err.key);
		exit(done_testing());
	}
	return token;
}

static enum session_state look(struct sessions *s, struct session_token token, int64_t at)
{
	struct login l;

	return session_find(s, &token, at, &l);
}

static size_t count(struct sessions *s, int64_t at)
{
	struct session_list list;

	session_list(s, &arena, (struct person_id){ 0 }, at, &list);
	return list.n;
}

static void staff(void)
{
	static const char *const lines[] = {
		"{\"key\":\"1\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":{\"key\":\"lan\"}}",
		"{\"key\":\"2\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":"
		"{\"key\":\"minh\"}}",
		"{\"key\":\"3\",\"as\":\"admin\",\"do\":\"assign\",\"args\":{\"person\":\"lan\","
		"\"unit\":\"25195.mc\",\"post\":\"clerk\"}}",
		"{\"key\":\"4\",\"as\":\"admin\",\"do\":\"assign\",\"args\":{\"person\":\"lan\","
		"\"unit\":\"25195.kt\",\"post\":\"officer\",\"from\":\"2026-03-02T07:30:00+07:00\","
		"\"to\":\"2026-03-02T12:00:00+07:00\"}}",
		"{\"key\":\"5\",\"as\":\"admin\",\"do\":\"assign\",\"args\":{\"person\":\"minh\","
		"\"unit\":\"25195.mc\",\"post\":\"head\"}}",
		"{\"key\":\"6\",\"as\":\"minh\",\"do\":\"delegate\",\"args\":{\"person\":\"minh\","
		"\"to\":\"lan\",\"unit\":\"25195.mc\",\"post\":\"head\","
		"\"until\":\"2026-03-03T17:00:00+07:00\"}}",
	};

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		fixture_act(app, lines[i]);
	}
}

static void test_seats(void)
{
	struct seat_choice seat[SEATS_MOST], now;
	const struct org *o = app_org(app);
	struct person_id lan = person("lan"), minh = person("minh");
	int64_t tuesday = AT + DAY_S, wednesday = AT + 2 * DAY_S;

	is_int((int64_t)seat_list(o, lan, AT, seat, SEATS_MOST), 3, "two posts and a delegation");
	ok(post_is(seat[0].post, "clerk") && post_is(seat[1].post, "officer") &&
	   seat[0].behalf.v == 0, "own posts first, in the order given");
	ok(post_is(seat[2].post, "head") && seat[2].behalf.v == minh.v, "then on behalf of minh");
	is_int((int64_t)seat_list(o, lan, tuesday, seat, SEATS_MOST), 2, "a post ends by itself");
	ok(seat_now(o, lan, seat[1], tuesday, &now) && now.behalf.v == minh.v, "the chosen seat");
	ok(seat_now(o, lan, seat[1], wednesday, &now) && post_is(now.post, "clerk") &&
	   now.behalf.v == 0, "gone with the delegation: the first one instead");
	ok(!seat_good(o, minh, seat[0], tuesday), "nobody takes another's seat");
	ok(!seat_now(o, person("admin"), seat[0], AT - 1, &now),
	   "nobody has one before the first");
}

static void test_life(void)
{
	struct sessions *s = opened(AT);
	struct login l, again;
	struct session_token token = enter(s, "lan", "", AT, &l), other = token;
	char text[HASH_HEX];
	struct session_token read;

	ok(session_find(s, &token, AT, &again) == SESSION_ACTIVE && again.person.v == l.person.v &&
	   post_is(again.seat.post, "clerk"), "found, at the first seat");
	other.b[31] ^= 1;
	is_int(look(s, other, AT), SESSION_NONE, "another token opens nothing");
	memcpy(other.b, l.token.b, KEY_SIZE);
	is_int(look(s, other, AT), SESSION_NONE, "nor does what the store keeps");
	ok(session_token_read(str_of(session_token_text(&token, text)), &read) &&
	   memcmp(read.b, token.b, KEY_SIZE) == 0, "through a cookie and back");
	is_int(look(s, token, AT + SESSION_IDLE_S - 1), SESSION_ACTIVE, "nearly idle");
	is_int(look(s, token, AT + SESSION_WHOLE_S - 1), SESSION_ACTIVE, "seen, so not idle");
	is_int(look(s, token, AT + SESSION_WHOLE_S), SESSION_NONE, "the whole is over");
	token = enter(s, "lan", "", AT, &l);
	is_int(look(s, token, AT + SESSION_IDLE_S), SESSION_NONE, "idle too long");
	token = enter(s, "lan", "", AT, &l);
	ok(session_close(app, s, l.no, &err) && look(s, token, AT) == SESSION_NONE, "closed");
	ok(session_close(app, s, l.no, &err), "closing twice is no fault");
	sessions_close(s);
}

static void test_forms(void)
{
	struct sessions *s = opened(AT);
	struct login a, b, other;
	char text[FORM_TOKEN_TEXT], own[OWNER_TEXT];

	enter(s, "lan", "", AT, &a);
	enter(s, "lan", "", AT, &b);
	enter(s, "minh", "", AT, &other);
	struct str token = str_of(session_form_token(&a, text));

	ok(session_form_good(&a, token), "a form of this session");
	ok(!session_form_good(&b, token), "is none of another");
	ok(session_form_own(&a, token) && session_form_own(&b, token), "but of the same person");
	ok(!session_form_own(&other, token) && !session_form_own(&a, STR("")),
	   "and of nobody else");
	ok(str_is(str_dup(&arena, str_of(session_owner(&a, own))), session_owner(&b, own)),
	   "whose pages say so");
	text[5] = text[5] == '0' ? '1' : '0';
	ok(!session_form_good(&a, token) && !session_form_good(&a, STR("")), "nor is any other");
	ok(session_close(app, s, a.no, &err) && session_close(app, s, b.no, &err) &&
	   session_close(app, s, other.no, &err), "closed");
	sessions_close(s);
}

static bool refused(bool good, const char *key)
{
	return !good && strcmp(err.key, key) == 0;
}

static void test_desk(void)
{
	struct sessions *s = opened(AT);
	struct login lan, minh, l;
	struct session_token a = enter(s, "lan", "280461", AT, &lan);
	struct session_token b = enter(s, "minh", "", AT, &minh);

	ok(refused(session_park(s, minh.no, AT, &err), "session.no_pin"), "no PIN, no parking");
	ok(refused(session_set_pin(s, minh.no, STR("123456"), &err), "session.pin_form") &&
	   refused(session_set_pin(s, minh.no, STR("777777"), &err), "session.pin_form") &&
	   refused(session_set_pin(s, minh.no, STR("12345"), &err), "session.pin_form") &&
	   refused(session_set_pin(s, minh.no, STR("65432١"), &err), "session.pin_form"),
	   "PINs that everybody tries");
	ok(session_set_pin(s, minh.no, STR("902317"), &err), "a good one");
	ok(session_park(s, lan.no, AT, &err), "lan makes room");
	is_int(look(s, a, AT), SESSION_PARKED, "a parked token opens nothing");
	ok(refused(session_unpark(s, &a, STR("902317"), AT, &l, &err), "session.pin") &&
	   strcmp(err_arg(&err, "left"), "2") == 0, "another's PIN is a wrong one");
	ok(session_unpark(s, &a, STR("280461"), AT, &l, &err) && l.person.v == lan.person.v,
	   "her own brings her back");
	is_int(look(s, a, AT), SESSION_ACTIVE, "active again");
	ok(session_park(s, minh.no, AT, &err), "minh is parked");
	for (int i = 0; i < SESSION_PIN_TRIES - 1; i++) {
		ok(refused(session_unpark(s, &b, STR("000001"), AT, &l, &err), "session.pin"),
		   "wrong %d", i + 1);
	}
	ok(refused(session_unpark(s, &b, STR("000001"), AT, &l, &err), "session.gone"),
	   "the third ends it");
	ok(refused(session_unpark(s, &b, STR("902317"), AT, &l, &err), "session.gone"),
	   "and the right one comes too late");
	ok(session_park(s, lan.no, AT, &err) && session_save(app, s, AT, &err), "saved");
	sessions_close(s);
	s = opened(AT + 60);
	is_int(look(s, a, AT + 60), SESSION_PARKED, "parked over a restart");
	is_int(look(s, b, AT + 60), SESSION_NONE, "ended over a restart");
	ok(session_unpark(s, &a, STR("280461"), AT + 60, &l, &err), "with the same PIN");
	ok(session_close(app, s, lan.no, &err), "closed");
	sessions_close(s);
}

static bool swap(struct sessions *s, int64_t leave, struct session_token token,
		 const char *pin, struct login *out)
{
	struct session_swap w = { .leave = leave, .at = AT, .token = token,
				  .pin = str_of(pin) };

	return session_swap(s, &w, out, &err);
}

/* Never both at work, never nobody. */
static void test_swap(void)
{
	struct sessions *s = opened(AT);
	struct login lan, minh, l;
	struct session_token a = enter(s, "lan", "280461", AT, &lan);
	struct session_token b = enter(s, "minh", "", AT, &minh);

	ok(session_park(s, lan.no, AT, &err), "lan is parked, minh is at work");
	ok(refused(swap(s, minh.no, a, "280461", &l), "session.no_pin"),
	   "who could not come back does not go");
	ok(look(s, a, AT) == SESSION_PARKED && look(s, b, AT) == SESSION_ACTIVE,
	   "nothing has changed");
	ok(session_set_pin(s, minh.no, STR("902317"), &err), "a PIN");
	ok(refused(swap(s, minh.no, a, "902317", &l), "session.pin") &&
	   look(s, a, AT) == SESSION_PARKED && look(s, b, AT) == SESSION_ACTIVE,
	   "a wrong PIN changes nothing");
	ok(swap(s, minh.no, a, "280461", &l) && l.person.v == lan.person.v,
	   "the right one changes both");
	ok(look(s, a, AT) == SESSION_ACTIVE && look(s, b, AT) == SESSION_PARKED, "it did");
	ok(session_close(app, s, lan.no, &err), "lan's session is ended from afar");
	ok(refused(swap(s, lan.no, b, "902317", &l), "session.gone") &&
	   look(s, b, AT) == SESSION_PARKED, "what has ended is not swapped for another");
	ok(session_unpark(s, &b, STR("902317"), AT, &l, &err), "minh comes back alone");
	ok(session_close(app, s, minh.no, &err), "closed");
	sessions_close(s);
}

static void test_cookie(void)
{
	struct parked d = { .n = 0 }, read;
	struct session_token token[LIMIT_PARKED + 1];
	char text[PARKED_TEXT];

	for (int i = 0; i <= LIMIT_PARKED; i++) {
		memset(token[i].b, i + 1, KEY_SIZE);
		parked_put(&d, &token[i]);
	}
	ok(d.n == LIMIT_PARKED && d.token[0].b[0] == LIMIT_PARKED + 1,
	   "the newest first, six at most");
	parked_read(str_of(parked_text(&d, text)), &read);
	ok(read.n == d.n && memcmp(read.token, d.token, sizeof(d.token)) == 0, "and back");
	parked_put(&d, &token[3]);
	ok(d.n == LIMIT_PARKED && d.token[0].b[0] == 4, "none twice");
	parked_take(&d, &token[3]);
	ok(d.n == LIMIT_PARKED - 1, "taken out");
	parked_read(STR("..xyz.0101"), &read);
	is_int((int64_t)read.n, 0, "what is no token is left out");
}

static void test_restart(void)
{
	struct sessions *s = opened(AT);
	struct login l, again;
	struct seat_choice seat[SEATS_MOST];
	struct session_token token = enter(s, "lan", "", AT, &l);

	(void)seat_list(app_org(app), person("lan"), AT, seat, SEATS_MOST);
	session_choose(s, l.no, seat[2]);
	ok(session_save(app, s, AT, &err), "saved");
	is_int((int64_t)count(s, AT), 1, "one is signed in");
	sessions_close(s);
	s = opened(AT + 3600);
	ok(session_find(s, &token, AT + 3600, &again) == SESSION_ACTIVE && again.no == l.no &&
	   again.seat.behalf.v == seat[2].behalf.v, "still so after a restart, at the same seat");
	ok(session_form_good(&again, str_of(session_form_token(&l, (char[FORM_TOKEN_TEXT]){ "" }))),
	   "forms opened before are good");
	sessions_close(s);
	s = opened(AT + SESSION_IDLE_S);
	is_int(look(s, token, AT + SESSION_IDLE_S), SESSION_NONE, "but not after a long one");
	ok(session_save(app, s, AT + SESSION_IDLE_S, &err), "its row goes");
	sessions_close(s);
	s = opened(AT);
	is_int((int64_t)count(s, AT), 0, "for good");
	sessions_close(s);
}

static void test_many(void)
{
	struct sessions *s = opened(AT);
	struct login first, l;
	struct session_token token = enter(s, "lan", "", AT, &first);
	int64_t n;

	for (int i = 1; i < LIMIT_SESSIONS_EACH; i++) {
		enter(s, "lan", "", AT, &l);
	}
	is_int(look(s, token, AT), SESSION_ACTIVE, "as many as one may have");
	enter(s, "lan", "", AT, &l);
	is_int(look(s, token, AT), SESSION_NONE, "one more ends the oldest");
	is_int((int64_t)count(s, AT), LIMIT_SESSIONS_EACH, "no more than that");
	ok(session_close_person(app, s, person("lan"), l.no, &n, &err) &&
	   n == LIMIT_SESSIONS_EACH - 1 && count(s, AT) == 1, "all of them but one");
	enter(s, "minh", "", AT, &l);
	ok(session_close_person(app, s, person("lan"), 0, &n, &err) && n == 1 && count(s, AT) == 1,
	   "nobody else's");
	fixture_act(app, "{\"key\":\"e\",\"as\":\"admin\",\"do\":\"end_assignment\",\"args\":"
		    "{\"person\":\"minh\",\"unit\":\"25195.mc\",\"post\":\"head\"}}");
	ok(session_save(app, s, AT, &err) && count(s, AT) == 0, "who leaves is signed out");
	sessions_close(s);
}

static void test_demo(void)
{
	struct sessions *s = opened(AT);
	struct login l = { .no = 0 };
	struct session_token token;
	enum app_mode mode = app_mode_of(app);
	struct session_wish wish = { .person = person("admin"), .at = AT };
	bool good = session_open_demo(app, s, &wish, &token, &l, &err);

	if (mode == APP_DEMO) {
		ok(good && l.how == SESSION_DEMO && look(s, token, AT) == SESSION_ACTIVE,
		   "one click in a demo store");
	} else {
		ok(refused(good, "session.demo") && l.no == 0 && count(s, AT) == 0,
		   "never in a %s store", app_mode_name(mode));
	}
	sessions_close(s);
}

/* ---- threads ---- */

struct reader {
	struct sessions *s;
	struct session_token token;
	int seen;
};

static void *use(void *ctx)
{
	struct reader *r = ctx;
	struct login l;

	for (int i = 0; i < 2000; i++) {
		r->seen += session_find(r->s, &r->token, AT + i, &l) != SESSION_NONE;
		session_choose(r->s, l.no, (struct seat_choice){ .unit = { i } });
	}
	return NULL;
}

static void test_threads(void)
{
	enum { READERS = 4 };
	struct sessions *s = opened(AT);
	struct reader reader[READERS];
	pthread_t thread[READERS];
	struct login l;
	int failed = 0, seen = 0;

	for (int i = 0; i < READERS; i++) {
		reader[i] = (struct reader){ .s = s, .token = enter(s, "lan", "", AT, &l) };
		(void)pthread_create(&thread[i], NULL, use, &reader[i]);
	}
	for (int i = 0; i < 20; i++) {
		enter(s, "admin", "", AT, &l);
		failed += !session_close(app, s, l.no, &err) || !session_save(app, s, AT, &err);
	}
	for (int i = 0; i < READERS; i++) {
		(void)pthread_join(thread[i], NULL);
		seen += reader[i].seen;
	}
	ok(failed == 0 && seen == 2000 * READERS, "found by all while others come and go");
	sessions_close(s);
}

static void test_speed(void)
{
	enum { TIMES = 20000 };
	struct sessions *s = opened(AT);
	struct login l;
	struct session_token token = enter(s, "lan", "", AT, &l);
	int64_t from = world_ticks_us();
	int seen = 0;

	for (int i = 0; i < TIMES; i++) {
		seen += session_find(s, &token, AT, &l) == SESSION_ACTIVE;
	}
	int64_t took = world_ticks_us() - from;

	ok(seen == TIMES, "found each time");
	diag("a look-up takes %lld ns", (long long)(took * 1000 / TIMES));
	sessions_close(s);
}

static void test_mode(enum app_mode mode)
{
	const char *dir = fixture_folder();

	app = fixture_make(dir, mode);
	test_demo();
	app_close(app);
	fixture_remove(dir);
}

/* A backup has the rows of who was signed in; the store made of it lets nobody in. */
static void test_restore(const char *dir)
{
	struct sessions *s = opened(AT);
	struct backed_up backed;
	struct restored done;
	struct login l;
	const char *to = str_cstr(&arena, str_fmt(&arena, "%s.b", dir));
	const char *keys = str_cstr(&arena, str_fmt(&arena, "%s.k", dir));
	const char *fresh = str_cstr(&arena, str_fmt(&arena, "%s.r", dir));
	struct restore_options o = { .dir = to, .keys = keys, .db = fresh };

	enter(s, "lan", "", AT, &l);
	sessions_close(s);
	app_close(app);
	ok(app_backup(&arena, dir, to, keys, &backed, &err) &&
	   app_restore(&arena, &o, &done, &err), "restored");
	app = fixture_open(fresh, APP_READER);
	s = opened(AT);
	is_int((int64_t)count(s, AT), 0, "nobody is signed in there");
	sessions_close(s);
	app_close(app);
	app = fixture_open(dir, APP_READER);
	s = opened(AT);
	is_int((int64_t)count(s, AT), 6, "while in the old one they are");
	sessions_close(s);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();

	app = fixture_make(dir, APP_TEST);
	staff();
	test_seats();
	test_life();
	test_forms();
	test_desk();
	test_swap();
	test_cookie();
	test_restart();
	test_threads();
	test_speed();
	test_restore(dir);
	app_close(app);
	fixture_remove(dir);
	test_mode(APP_DEMO);
	test_mode(APP_TEST);
	test_mode(APP_PRODUCTION);
	dir = fixture_folder();
	app = fixture_make(dir, APP_TEST);
	staff();
	test_many();
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
