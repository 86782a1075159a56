/* Webhooks in the store: what is gathered, tried again, given up. HTTP: test/http/webhook.t. */
#include "app/hook.h"

#include "app_fixture.h"

#include <string.h>

enum { AT = FIXTURE_AT };

static struct err err;
static struct app *app;

static bool refused(bool good, const char *key)
{
	if (!good && strcmp(err.key, key) == 0) {
		return true;
	}
	diag("%s instead of %s", good ? "accepted" : err.key, key);
	return false;
}

static bool add(const char *as, const char *url, const char *kinds, bool local, int64_t *no)
{
	struct hook_wish w = { .as = str_of(as), .url = str_of(url), .kinds = str_of(kinds),
			       .local = local, .at = AT };
	struct str secret;

	return hook_add(app, &arena, &w, no, &secret, &err);
}

static void test_adding(void)
{
	static const char *const bad[] = {
		"", "https:", "https://", "https:///path", "ftp://example.org/", "//example.org/",
		"https://a@example.org/", "https://example.org/ x", "https://example.org/\n",
		"https://example.org/#part", "https://exa\"mple.org/", "http://example.org/",
	};
	int64_t no = 0;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(refused(add("admin", bad[i], "", false, &no), "hook.url"), "no address: %zu", i);
	}
	ok(refused(add("lan", "https://example.org/", "", false, &no), "right.admin"),
	   "only an administrator");
	ok(refused(add("admin", "https://example.org/", "ready assigned", false, &no), "hook.kind"),
	   "only kinds of dossiers");
	ok(add("admin", "https://example.org/a", "", false, &no) && no == 1, "one for all");
	ok(add("admin", "http://127.0.0.1/b", "received,, ready", true, &no) && no == 2,
	   "one for two kinds");
}

static struct hook hook(size_t i)
{
	struct hook_list list = { NULL, 0 };

	if (!hook_list(app, &arena, &list, &err) || i >= list.n) {
		diag("no hook %zu", i);
		exit(1);
	}
	return list.hook[i];
}

static struct parcels due(int64_t at)
{
	struct parcels m = { .n = 0 };
	bool more;

	if (!hook_gather(app, at, &more, &err) || !hook_due(app, &arena, at, &m, &err)) {
		diag("%s", err.key);
		exit(1);
	}
	return m;
}

static void answer(struct parcels *m, int status)
{
	for (size_t i = 0; i < m->n; i++) {
		m->parcel[i].tried = true;
		m->parcel[i].answer = (struct mail_answer){ .status = status, .said = "connect" };
	}
}

static void test_gathering(void)
{
	is_int((int64_t)due(AT).n, 0, "nothing became of a dossier yet");
	fixture_act(app, "{\"key\":\"d1\",\"as\":\"lan\",\"do\":\"receive_new\",\"args\":{"
		    "\"procedure\":\"1.000656\",\"channel\":\"counter\",\"receiving\":\"25195.mc\","
		    "\"owner\":{\"name\":\"Nguyễn Văn Thử\"}}}");
	struct parcels m = due(AT);
	size_t all = 0, some = 0;

	for (size_t i = 0; i < m.n; i++) {
		all += m.parcel[i].to == 1;
		some += m.parcel[i].to == 2;
	}
	ok(all >= 2 && some == 1, "%zu entries for all, one of its kinds for the other", all);
	is_int(hook(0).waiting, (int64_t)all, "counted as waiting");
	is_int((int64_t)due(AT).n, (int64_t)m.n, "what was not tried is due still, once each");
	ok(str_starts(m.parcel[0].mail.body, STR("{\"data\":{\"code\":\"H19.")) &&
	   str_starts(m.parcel[0].mail.signature, STR("v1,")), "a message");
	answer(&m, 204);
	ok(hook_note(app, &m, AT, &err) && due(AT).n == 0, "what arrived is not due again");
	ok(hook(0).delivered == (int64_t)all && hook(0).failing_at == INSTANT_NONE, "but counted");
}

/* Tried at the moment it is due, over and over in vain. */
static void test_giving_up(void)
{
	int64_t at = AT + 100, tries = 0, before = 0;

	fixture_act(app, "{\"key\":\"d2\",\"as\":\"lan\",\"do\":\"receive_new\",\"args\":{"
		    "\"procedure\":\"1.000656\",\"channel\":\"counter\",\"receiving\":\"25195.mc\","
		    "\"owner\":{\"name\":\"Lê Thị Mẫu\"}}}");
	for (int64_t i = 1; i < HOOK_TRIES; i++) {
		ok(hook_wait_s(i) >= before && hook_wait_s(i) > 0, "wait %lld", (long long)i);
		before = hook_wait_s(i);
	}
	for (struct parcels m = due(at); m.n > 0; m = due(at)) {
		answer(&m, ++tries % 2 == 0 ? 500 : 0);
		ok(hook_note(app, &m, at, &err) && due(at).n == 0, "try %lld in vain: not at once",
		   (long long)tries);
		ok(due(at + hook_wait_s(tries) - 1).n == 0, "nor a second too early");
		is_int(hook(1).failing_at, AT + 100, "failing since the first");
		at += hook_wait_s(tries);
	}
	is_int(tries, HOOK_TRIES, "then it is given up");
	ok(at - AT > 2 * DAY_S, "after more than two days");
	ok(hook(1).lost == 1 && hook(1).waiting == 0, "and counted as lost");
}

static void test_removing(void)
{
	struct hook_list list;

	fixture_act(app, "{\"key\":\"d3\",\"as\":\"lan\",\"do\":\"receive_new\",\"args\":{"
		    "\"procedure\":\"1.000656\",\"channel\":\"counter\",\"receiving\":\"25195.mc\","
		    "\"owner\":{\"name\":\"Đoàn Văn Ba\"}}}");
	struct parcels m = due(AT + 10 * DAY_S);

	ok(m.n > 0, "something is due");
	ok(refused(hook_remove(app, STR("lan"), 1, AT, &err), "right.admin"), "not by anybody");
	ok(hook_remove(app, STR("admin"), 1, AT, &err), "removed");
	ok(refused(hook_remove(app, STR("admin"), 1, AT, &err), "hook.none"), "once");
	answer(&m, 500);
	ok(hook_note(app, &m, AT + 10 * DAY_S, &err), "what was under way meanwhile");
	ok(hook_remove(app, STR("admin"), 2, AT, &err) && hook_list(app, &arena, &list, &err) &&
	   list.n == 0 && due(AT + 20 * DAY_S).n == 0, "leaves nothing behind");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();

	app = fixture_make(dir, APP_TEST);
	fixture_act(app, "{\"key\":\"1\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":"
		    "{\"key\":\"lan\",\"name\":\"Ngô Thị Thử Lan\"}}");
	fixture_act(app, "{\"key\":\"2\",\"as\":\"admin\",\"do\":\"assign\",\"args\":"
		    "{\"person\":\"lan\",\"unit\":\"25195.mc\",\"post\":\"clerk\"}}");
	test_adding();
	test_gathering();
	test_giving_up();
	test_removing();
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
