/* Accounts: which passwords are fit, who may sign in, what others may do to it. */
#include "app/account.h"
#include "app/factor.h"
#include "app/proof.h"
#include "app/view.h"

#include "app_fixture.h"

#include <pthread.h>
#include <string.h>

enum { AT = FIXTURE_AT };

static struct err err;
static struct app *app;
static struct sessions *sessions;
static struct tries *tries;

static bool refused(bool good, const char *key)
{
	if (!good && strcmp(err.key, key) == 0) {
		return true;
	}
	diag("%s instead of %s", good ? "accepted" : err.key, key);
	return false;
}

static bool fit(const char *text)
{
	return password_fit(str_of(text), STR("cb0012"), STR("Trần Thị Mai"), &err);
}

static void test_fit(void)
{
	ok(refused(fit("ngắn quá"), "account.short"), "eight letters are too few");
	ok(fit("ngắn quá đ"), "ten letters are enough, with accents and spaces");
	ok(refused(fit("mậtkhẩuđ"), "account.short"), "letters count, not bytes");
	ok(refused(fit("CB0012-2026!"), "account.own"), "the key is in it");
	ok(refused(fit("tranthimai1990"), "account.own"), "the name, without accents");
	ok(refused(fit("Password123"), "account.common"), "what everybody tries");
	ok(refused(fit("Mật khẩu 123"), "account.common"), "in Vietnamese too");
	ok(refused(fit("aaaabbbbaaaa"), "account.common"), "three letters over and over");
	ok(fit("chiều mưa qua cầu"), "a few words");
	struct str invented = password_invent(&arena), other = password_invent(&arena);

	ok(password_fit(invented, STR("cb0012"), STR(""), &err) && invented.n == 14 &&
	   !str_eq(invented, other), "what the program invents, each time another");
}

static void staff(void)
{
	fixture_act(app, "{\"key\":\"1\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":"
		    "{\"key\":\"lan\",\"name\":\"Ngô Thị Thử Lan\"}}");
	fixture_act(app, "{\"key\":\"2\",\"as\":\"admin\",\"do\":\"assign\",\"args\":"
		    "{\"person\":\"lan\",\"unit\":\"25195.mc\",\"post\":\"clerk\"}}");
}

static struct sign_in typed(const char *key, const char *password, int64_t at)
{
	return (struct sign_in){ .key = str_of(key), .password = str_of(password), .at = at };
}

static bool prove(const char *key, const char *password, int64_t at, struct admitted *out)
{
	struct sign_in in = typed(key, password, at);

	return account_prove(app, tries, &in, out, &err);
}

static bool give(const char *as, const char *key, const char *password, int64_t at)
{
	struct account_act x = { str_of(as), str_of(key), at };
	struct password made;

	return password_make(app, str_of(password), &made, &err) &&
	       account_give(app, sessions, &x, &made, &err);
}

static bool enter(const struct admitted *who, int64_t at, struct login *out)
{
	struct session_token token;
	struct entrance in = { .who = *who, .at = at };

	return account_enter(app, sessions, NULL, &in, &token, out, &err);
}

static bool change(const char *old, const char *fresh, int64_t at)
{
	struct sign_in in = typed("lan", old, at);
	struct admitted who;
	struct password made;

	return account_prove_change(app, tries, &in, str_of(fresh), &who, &made, &err) &&
	       account_change(app, sessions, &who, &made, 0, at, &err);
}

static size_t signed_in(int64_t at)
{
	struct session_list list;

	session_list(sessions, &arena, (struct person_id){ 0 }, at, &list);
	return list.n;
}

static void test_first(void)
{
	struct admitted who, early;
	struct login l;

	ok(refused(prove("lan", "gì cũng được nhé", AT, &who), "account.wrong"),
	   "who has no password has no right one");
	ok(refused(prove("lan", "", AT, &who), "account.wrong"), "not even the empty one");
	ok(refused(prove("", "", AT, &who), "account.wrong"), "nobody is nobody");
	ok(refused(give("lan", "lan", "một lần thôi nhé", AT), "right.admin"),
	   "only an administrator gives passwords");
	ok(give("admin", "lan", "một lần thôi nhé", AT), "one is given");
	ok(refused(prove("lan", "một lần thôi nhé", AT + PASSWORD_GIVEN_S, &who),
		   "account.expired"), "good for three days");
	ok(prove("lan", "một lần thôi nhé", AT + 60, &early) && early.one_time, "and once");
	ok(enter(&early, AT + 60, &l) && l.how == SESSION_ONE_TIME, "to choose an own one");
	ok(refused(change("một lần thôi nhé", "một lần thôi nhé", AT + 60), "account.same"),
	   "another one");
	ok(refused(change("một lần thôi nhé", "ngothithulan", AT + 60), "account.own"),
	   "that is fit");
	ok(change("một lần thôi nhé", "gió đưa cành trúc", AT + 60), "changed");
	is_int((int64_t)signed_in(AT + 60), 0, "everybody signs in anew");
	ok(refused(prove("lan", "một lần thôi nhé", AT + 70, &who), "account.wrong"),
	   "the given one is good no more");
	ok(refused(enter(&early, AT + 70, &l), "account.changed"),
	   "nor what was proved by it");
	ok(prove("lan", "gió đưa cành trúc", AT + 80, &who) && !who.one_time, "her own is");
	ok(enter(&who, AT + 80, &l) && l.how == SESSION_PASSWORD, "and opens a session");
	ok(give("admin", "lan", "quên mất rồi thì thôi", AT + 90) && signed_in(AT + 90) == 0,
	   "a new one given ends it");
	ok(change("quên mất rồi thì thôi", "gió đưa cành trúc", AT + 90), "and is changed again");
}

static void test_lock(void)
{
	struct account_act x = { STR("admin"), STR("lan"), AT + 100 };
	struct account_act self = { STR("lan"), STR("lan"), AT + 100 };
	struct admitted who;
	struct login l;

	ok(refused(account_unlock(app, tries, &x, &err), "account.not_locked"), "not locked yet");
	ok(prove("lan", "gió đưa cành trúc", AT + 100, &who) && enter(&who, AT + 100, &l), "in");
	ok(account_lock(app, sessions, &x, &err) && signed_in(AT + 100) == 0, "locked and out");
	ok(refused(account_lock(app, sessions, &x, &err), "account.is_locked"), "once");
	ok(refused(enter(&who, AT + 100, &l), "account.changed"), "what was proved before is void");
	ok(refused(prove("lan", "sai rồi sai rồi", AT + 100, &who), "account.wrong"),
	   "a stranger hears nothing of it");
	ok(refused(prove("lan", "gió đưa cành trúc", AT + 100, &who), "account.locked"),
	   "she does");
	ok(refused(account_unlock(app, tries, &self, &err), "right.admin"),
	   "nobody frees themselves");
	for (int i = 0; i < TRIES_KEY; i++) {
		(void)prove("lan", "sai rồi sai rồi", AT + 100, &who);
	}
	ok(account_unlock(app, tries, &x, &err) &&
	   prove("lan", "gió đưa cành trúc", AT + 100, &who),
	   "unlocked, and wrong tries forgotten");
}

static void test_end(void)
{
	struct account_act x = { STR("admin"), STR("lan"), AT + 110 };
	struct account_act self = { STR("lan"), STR("lan"), AT + 110 };
	struct admitted who;
	struct login l;
	int64_t n = 0;

	ok(refused(account_end(app, sessions, &x, &n, &err), "account.no_session"),
	   "nothing to end");
	ok(prove("lan", "gió đưa cành trúc", AT + 110, &who) && enter(&who, AT + 110, &l) &&
	   enter(&who, AT + 110, &l), "in twice");
	ok(refused(account_end(app, sessions, &self, &n, &err), "right.admin") &&
	   signed_in(AT + 110) == 2, "only an administrator ends them");
	ok(account_end(app, sessions, &x, &n, &err) && n == 2 && signed_in(AT + 110) == 0,
	   "both ended");
	ok(prove("lan", "gió đưa cành trúc", AT + 110, &who), "the password is as it was");
}

static void test_wait(void)
{
	struct admitted who;
	struct sign_in in = typed("ma", "sai rồi sai rồi", AT + 200);
	int waits = 0;

	for (int i = 0; i < TRIES_KEY; i++) {
		waits += !refused(prove("lan", "sai rồi sai rồi", AT + 200, &who),
				  "account.wrong");
		waits += !refused(account_prove(app, tries, &in, &who, &err), "account.wrong");
	}
	is_int(waits, 0, "five wrong tries, known or not");
	ok(refused(prove("lan", "gió đưa cành trúc", AT + 200, &who), "account.wait") &&
	   strcmp(err_arg(&err, "seconds"), "60") == 0, "then the right one waits too");
	ok(refused(account_prove(app, tries, &in, &who, &err), "account.wait"),
	   "just as for a key that is none");
	ok(prove("lan", "gió đưa cành trúc", AT + 260, &who), "a minute later it is right");
	in = typed("lan", "gió đưa cành trúc", AT + 300);
	in.address = STR("192.0.2.1");
	for (int i = 0; i < TRIES_DOOR; i++) {
		tries_wrong(tries, &(struct try){ TRY_DOOR, in.address }, 1, AT + 300);
	}
	ok(refused(account_prove(app, tries, &in, &who, &err), "account.wait"),
	   "an address that tried too often waits");
}

/* ---- the second factor ---- */

static const char *app_code(const uint8_t secret[TOTP_SECRET], int64_t at)
{
	static char text[16];

	(void)snprintf(text, sizeof(text), "%06u", (unsigned)totp_code(secret, totp_step(at)));
	return text;
}

/* The code's turn and the door, as the page does it. */
static bool enter_code(const struct admitted *who, const char *code, int64_t at, struct login *out)
{
	struct session_token token;
	struct entrance in = { .who = *who, .code = str_of(code), .at = at };

	return account_code(app, tries, who, STR(""), at, &err) &&
	       account_enter(app, sessions, tries, &in, &token, out, &err);
}

static void require(const char *key, const char *what, const char *day)
{
	struct str line = str_fmt(&arena, "{\"key\":\"%s\",\"as\":\"admin\",\"do\":\"%s\","
				  "\"args\":{\"unit\":\"25195\",\"%s\":\"2026-03-02\"}}",
				  key, what, day);

	fixture_act(app, str_cstr(&arena, line));
}

/* Sets one up in that session; the secret, and the codes for one time. */
static bool set_up(const struct login *l, int64_t at, uint8_t secret[TOTP_SECRET],
		   struct factor_codes *codes)
{
	struct factor_wish w = { .login = *l, .at = at };
	struct factor_offer o;

	if (!factor_offer(app, l, &o, &err)) {
		return false;
	}
	memcpy(secret, o.secret, TOTP_SECRET);
	w.code = str_of(app_code(secret, at));
	return factor_set(app, sessions, &arena, &w, codes, &err);
}

static void test_factor_wanted(uint8_t secret[TOTP_SECRET], struct factor_codes *codes)
{
	struct factor_offer o, again;
	struct admitted who;
	struct login l = { 0 }, other = { 0 };
	struct factor f;

	ok(prove("lan", "gió đưa cành trúc", AT + 5000, &who) && !who.factor &&
	   enter(&who, AT + 5000, &other) && other.how == SESSION_PASSWORD,
	   "nobody wants one: the password is enough");
	require("f1", "require_factor", "from");
	ok(prove("lan", "gió đưa cành trúc", AT + 5010, &who) && enter(&who, AT + 5010, &l) &&
	   l.how == SESSION_SETUP, "where the unit above wants one it may only be set up");
	ok(factor_offer(app, &l, &o, &err) && factor_offer(app, &other, &again, &err) &&
	   memcmp(o.secret, again.secret, TOTP_SECRET) != 0, "each session is offered another");
	struct factor_wish w = { .login = l, .code = STR("000000"), .at = AT + 5020 };

	if (totp_code(o.secret, totp_step(AT + 5020)) == 0) {
		w.code = STR("000001");
	}
	ok(refused(factor_set(app, sessions, &arena, &w, codes, &err), "factor.wrong") &&
	   factor_of(app, l.person, &f, &err) && !f.set && f.needed,
	   "a wrong code sets nothing up");
	ok(set_up(&l, AT + 5030, secret, codes) && memcmp(secret, o.secret, TOTP_SECRET) == 0,
	   "the first right code does");
	ok(factor_of(app, l.person, &f, &err) && f.set && f.codes == FACTOR_CODES,
	   "with ten codes");
	struct session_list list;

	session_list(sessions, &arena, l.person, AT + 5030, &list);
	ok(list.n == 1 && list.login[0].no == l.no && list.login[0].how == SESSION_PASSWORD,
	   "this session is whole, those opened without a code are closed");
	ok(refused(factor_end(app, l.person, &err), "factor.needed"), "it cannot be ended");
	ok(factor_offer(app, &l, &again, &err) &&
	   memcmp(secret, again.secret, TOTP_SECRET) != 0, "the next offer is another");
}

static void test_factor_used(const uint8_t secret[TOTP_SECRET], const struct factor_codes *codes)
{
	struct str typed = STR_JOIN(&arena, STR(" "), codes->code[3]);
	struct admitted who;
	struct login l;
	struct factor f;

	ok(prove("lan", "gió đưa cành trúc", AT + 5100, &who) && who.factor, "a code is to come");
	ok(refused(enter_code(&who, app_code(secret, AT + 5030), AT + 5040, &l), "factor.used"),
	   "the one that set it up is used");
	ok(enter_code(&who, app_code(secret, AT + 5100), AT + 5100, &l) &&
	   l.how == SESSION_PASSWORD, "the one shown now opens");
	ok(refused(enter_code(&who, app_code(secret, AT + 5100), AT + 5101, &l), "factor.used"),
	   "once");
	ok(enter_code(&who, app_code(secret, AT + 5130), AT + 5101, &l), "a clock that is fast");
	ok(refused(enter_code(&who, app_code(secret, AT + 5100), AT + 5130, &l), "factor.used"),
	   "nothing earlier afterwards");
	who.factor = false;
	ok(refused(enter(&who, AT + 5140, &l), "account.changed"), "nobody goes around it");
	who.factor = true;
	ok(enter_code(&who, str_cstr(&arena, typed), AT + 5150, &l), "a recovery code");
	ok(refused(enter_code(&who, str_cstr(&arena, typed), AT + 5151, &l), "factor.wrong") &&
	   factor_of(app, l.person, &f, &err) && f.codes == FACTOR_CODES - 1, "once");
}

/* Whoever has the password alone must not have the counting begin anew by it. */
static void test_factor_tries(const uint8_t secret[TOTP_SECRET])
{
	struct admitted who;
	struct login l;
	int64_t at = AT + 10000;
	int wrong = 0, waits = 0;

	ok(prove("lan", "gió đưa cành trúc", at, &who) &&
	   enter_code(&who, app_code(secret, at), at, &l), "a right one forgets the wrong ones");
	for (int i = 0; i < 3 * TRIES_KEY; i++) {
		if (prove("lan", "gió đưa cành trúc", at, &who)) {
			wrong += !enter_code(&who, "zzzzzz", at, &l) &&
				 strcmp(err.key, "factor.wrong") == 0;
		} else {
			waits += strcmp(err.key, "account.wait") == 0;
		}
	}
	ok(wrong == TRIES_KEY && waits == 2 * TRIES_KEY, "%d wrong codes, then a wait", wrong);
	ok(refused(enter_code(&who, app_code(secret, at + 30), at, &l), "account.wait"),
	   "for a right code too");
	at += TRIES_WAIT_S;
	ok(prove("lan", "gió đưa cành trúc", at, &who) &&
	   refused(enter_code(&who, "zzzzzz", at, &l), "factor.wrong") &&
	   refused(enter_code(&who, "zzzzzz", at, &l), "account.wait"), "then one more try");
	at += 2 * TRIES_WAIT_S;
	ok(enter_code(&who, app_code(secret, at), at, &l), "and the right one");
}

static void test_factor_reset(void)
{
	struct account_act self = { STR("lan"), STR("lan"), AT + 20000 };
	struct account_act x = { STR("admin"), STR("lan"), AT + 20000 };
	struct account_list list;
	struct admitted who;
	struct factor_codes codes;
	uint8_t secret[TOTP_SECRET];
	struct login l;

	ok(account_list(app, &arena, AT + 20000, &list, &err) && list.n == 2 &&
	   strcmp(account_factor_name(&list.line[0]), "none") == 0 &&
	   strcmp(account_factor_name(&list.line[1]), "set") == 0, "who has one, for a list");
	ok(refused(account_reset_factor(app, sessions, &self, &err), "right.admin"),
	   "only an administrator takes one back");
	ok(account_reset_factor(app, sessions, &x, &err) && signed_in(AT + 20000) == 0,
	   "taken back, everybody out");
	ok(refused(account_reset_factor(app, sessions, &x, &err), "factor.none"), "once");
	ok(account_list(app, &arena, AT + 20000, &list, &err) &&
	   strcmp(account_factor_name(&list.line[1]), "owed") == 0, "another is owed");
	ok(prove("lan", "gió đưa cành trúc", AT + 20000, &who) && !who.factor &&
	   enter(&who, AT + 20000, &l) && l.how == SESSION_SETUP, "and is to be set up");
	require("f2", "lift_factor", "to");
	ok(prove("lan", "gió đưa cành trúc", AT + 20010, &who) && enter(&who, AT + 20010, &l) &&
	   l.how == SESSION_PASSWORD, "where nobody wants one there need be none");
	ok(refused(factor_end(app, l.person, &err), "factor.none"), "there is none");
	ok(set_up(&l, AT + 20020, secret, &codes) && factor_end(app, l.person, &err),
	   "one's own, by one's own wish");
	ok(prove("lan", "gió đưa cành trúc", AT + 20030, &who) && !who.factor, "is gone");
}

static void test_proof(void)
{
	static const uint8_t key[KEY_SIZE] = { 1 }, other[KEY_SIZE] = { 2 };
	struct entrance in = { .who = { .person = { 77 }, .one_time = true, .set_at = AT },
			       .pin = STR("280461") }, out;
	struct str text = proof_seal(&arena, key, &in, AT);

	ok(proof_open(&arena, key, text, AT + PROOF_S - 1, &out) && out.who.person.v == 77 &&
	   out.who.one_time && out.who.factor && out.who.set_at == AT &&
	   str_is(out.pin, "280461"), "what was proved waits");
	ok(!proof_open(&arena, key, text, AT + PROOF_S, &out), "not for ever");
	ok(!proof_open(&arena, other, text, AT, &out), "for this process alone");
	ok(!proof_open(&arena, key, STR(""), AT, &out) &&
	   !proof_open(&arena, key, STR("AAAA"), AT, &out), "nothing is no proof");
	char *changed = str_cstr(&arena, text);

	changed[40] = changed[40] == 'A' ? 'B' : 'A';
	ok(!proof_open(&arena, key, str_of(changed), AT, &out), "nor what was changed");
}

static void test_factor(void)
{
	struct factor_codes codes;
	uint8_t secret[TOTP_SECRET];

	test_factor_wanted(secret, &codes);
	test_factor_used(secret, &codes);
	test_factor_tries(secret);
	test_factor_reset();
	test_proof();
}

struct gone {
	int given, locked, unlocked, ended, reset;
};

static void test_ledger(void)
{
	struct entry_list list;
	struct app_last last;
	struct gone n = { 0 };
	int other = 0;

	if (!app_last(app, &last, &err) || !app_range(app, &arena, 0, last.seq, &list, &err)) {
		ok(false, "the ledger is read: %s", err.key);
		return;
	}
	for (size_t i = 0; i < list.n; i++) {
		const struct entry *en = &list.entry[i];

		n.given += en->kind == KIND_PASSWORD_GIVEN;
		n.locked += en->kind == KIND_ACCOUNT_LOCKED;
		n.unlocked += en->kind == KIND_ACCOUNT_UNLOCKED;
		n.ended += en->kind == KIND_SESSIONS_ENDED && json_int(en->body, "n", 0) == 2;
		n.reset += en->kind == KIND_FACTOR_RESET;
		other += en->kind == KIND_PASSWORD_GIVEN &&
			 !str_is(org_person(app_org(app), en->actor)->key, "admin");
	}
	ok(n.given == 2 && n.locked == 1 && n.unlocked == 1 && n.ended == 1 &&
	   n.reset == 1 && other == 0,
	   "what an administrator did is in the ledger, and nothing else");
}

static void test_list(void)
{
	struct account_list list;

	ok(account_list(app, &arena, AT + 400, &list, &err) && list.n == 2, "two have a post");
	ok(str_is(list.line[0].key, "admin") && list.line[0].state == ACCOUNT_NONE, "one without");
	ok(str_is(list.line[1].key, "lan") && list.line[1].state == ACCOUNT_OWN &&
	   str_is(list.line[1].set_by, "lan") && !list.line[1].locked, "one with a password");
	ok(give("admin", "admin", "một lần thôi nhé", AT + 400) &&
	   account_list(app, &arena, AT + 400, &list, &err) &&
	   list.line[0].state == ACCOUNT_ONE_TIME, "given");
	ok(account_list(app, &arena, AT + 400 + PASSWORD_GIVEN_S, &list, &err) &&
	   list.line[0].state == ACCOUNT_EXPIRED, "and expired");
}

static void test_leaving(void)
{
	struct admitted who, before;
	struct login l;
	int64_t at = AT + 500;

	ok(prove("lan", "gió đưa cành trúc", at, &before), "still there");
	fixture_act(app, "{\"key\":\"9\",\"as\":\"admin\",\"do\":\"end_assignment\",\"args\":"
		    "{\"person\":\"lan\",\"unit\":\"25195.mc\",\"post\":\"clerk\"}}");
	ok(refused(prove("lan", "gió đưa cành trúc", at, &who), "account.no_post"), "no post");
	ok(refused(enter(&before, at, &l), "account.changed"), "and no way in by then");
}

/* More at once than may wait: some are told so, nobody is told wrong. */
static void *crowd(void *ctx)
{
	int *busy = ctx;
	struct password made;
	struct err e = { .key = "" };

	if (!password_make(app, STR("gió đưa cành trúc"), &made, &e)) {
		*busy = strcmp(e.key, "account.busy") == 0 ? 1 : -1000;
	}
	return NULL;
}

static void test_crowd(void)
{
	enum { CROWD = 3 * LIMIT_HASHES };
	pthread_t thread[CROWD];
	int busy[CROWD] = { 0 }, all = 0;
	struct password made;

	for (int i = 0; i < CROWD; i++) {
		(void)pthread_create(&thread[i], NULL, crowd, &busy[i]);
	}
	for (int i = 0; i < CROWD; i++) {
		(void)pthread_join(thread[i], NULL);
		all += busy[i];
	}
	ok(all >= 0 && all <= CROWD - LIMIT_HASHES, "%d of %d were told to come back", all, CROWD);
	ok(password_make(app, STR("gió đưa cành trúc"), &made, &err), "then there is room again");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();

	app = fixture_make(dir, APP_TEST);
	staff();
	if (!sessions_open(&arena, app, AT, &sessions, &err) ||
	    !tries_open(&arena, app, AT, &tries, &err)) {
		ok(false, "opened: %s", err.key);
		return done_testing();
	}
	test_fit();
	test_first();
	test_lock();
	test_end();
	test_wait();
	test_factor();
	test_ledger();
	test_list();
	test_leaving();
	test_crowd();
	tries_close(tries);
	sessions_close(sessions);
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
