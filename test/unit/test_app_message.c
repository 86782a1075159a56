/* Messages to people in the store: kept sealed, tried again, too old, gone. The sending:
 * test/http/message.t. */
#include "app/message.h"

#include "app/app_int.h"
#include "store/message_row.h"
#include "app_fixture.h"

#include <string.h>

enum { AT = FIXTURE_AT };

static struct err err;
static struct app *app;
static struct post_kind post;

static void put(enum mail_way way, const char *to, const char *text, int64_t until)
{
	struct message m = { .way = way, .to = str_of(to), .subject = STR("Mã xác nhận"),
			     .text = str_of(text), .until = until };

	if (!store_begin(app->store, &err) || !message_put(app, &arena, &m, AT, &err) ||
	    !store_commit(app->store, &err)) {
		diag("%s", err.key);
		exit(1);
	}
}

static struct parcels due(int64_t at)
{
	struct parcels p = { .n = 0 };

	if (!post.due(&post, app, &arena, at, &p, &err)) {
		diag("%s", err.key);
		exit(1);
	}
	return p;
}

static void answer(struct parcels *p, int status, int64_t at)
{
	for (size_t i = 0; i < p->n; i++) {
		p->parcel[i].tried = true;
		p->parcel[i].answer = (struct mail_answer){ .status = status, .said = "x" };
	}
	ok(post.note(app, p, at, &err), "noted");
}

static struct message_state state(enum mail_way way)
{
	struct message_state s = { .waiting = -1 };

	ok(message_state(app, &arena, way, &s, &err), "looked at");
	return s;
}

static void test_addresses(void)
{
	static const struct {
		const char *given, *want;
	} table[] = {
		{ "0912 345 678", "+84912345678" }, { "0912.345.678", "+84912345678" },
		{ "+84 (91) 234-5678", "+84912345678" }, { "+4915112345678", "+4915112345678" },
		{ "0296 3852 000", "+842963852000" },
	};
	static const char *const bad[] = { "", "0", "912345678", "0912", "+0912345678",
					   "0912a45678", "0912345678901234567",
					   "0912345678,0912345679", "+" };
	struct str out;

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		ok(message_address(&arena, MAIL_SMS, str_of(table[i].given), &out), "a number");
		is_text(out, table[i].want, "%s", table[i].given);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!message_address(&arena, MAIL_SMS, str_of(bad[i]), &out), "no number: %s",
		   bad[i]);
	}
	ok(message_address(&arena, MAIL_LETTER, STR(" an@example.vn "), &out), "an address");
	is_text(out, "an@example.vn", "without its blanks");
	ok(!message_address(&arena, MAIL_LETTER, STR("an@example.vn\nBcc: x@example.vn"), &out),
	   "no address");
}

static bool stands_in(const char *dir, const char *word)
{
	struct str line = str_fmt(&arena, "grep -qa '%s' '%s'/store.db*", word, dir);

	return system(str_cstr(&arena, line)) == 0;
}

static void test_sent(const char *dir)
{
	put(MAIL_LETTER, "an@example.vn", "123456", AT + 600);
	put(MAIL_SMS, "+84912345678", "654321", AT + 600);
	ok(!stands_in(dir, "an@example") && !stands_in(dir, "123456"), "kept sealed");
	struct parcels p = due(AT);

	is_int((int64_t)p.n, 2, "both are due at once");
	ok(p.parcel[0].mail.way == MAIL_LETTER && p.parcel[1].mail.way == MAIL_SMS,
	   "in their order");
	is_text(p.parcel[0].mail.to, "an@example.vn", "to whom");
	ok(str_starts(p.parcel[0].mail.body, STR("From: ")), "a letter");
	struct str want = str_fmt(&arena, "{\"id\":\"%.*s\",\"text\":\"654321\","
				  "\"to\":\"+84912345678\"}", STR_ARG(p.parcel[1].mail.id));

	ok(str_eq(p.parcel[1].mail.body, want), "a text message");
	is_int(state(MAIL_LETTER).waiting, 1, "one waits");
	answer(&p, 250, AT);
	ok(state(MAIL_LETTER).waiting == 0 && state(MAIL_LETTER).sent == 1, "then it is sent");
	is_int((int64_t)due(AT + 1).n, 0, "and gone");
}

static void test_tried_again(void)
{
	int64_t at = AT, tries = 0;

	put(MAIL_SMS, "+84912345678", "111111", AT + 600);
	for (struct parcels p = due(at); p.n > 0; p = due(at)) {
		answer(&p, tries % 2 == 0 ? 0 : 503, at);
		tries++;
		ok(due(at).n == 0, "in vain: not at once");
		at += message_wait_s(tries);
		if (at >= AT + 600) {
			break;
		}
		ok(due(at - 1).n == 0 && due(at).n == 1, "but after %lld s",
		   (long long)message_wait_s(tries));
	}
	ok(tries > 5, "%lld tries", (long long)tries);
	is_int(state(MAIL_SMS).failing_at, AT, "failing since the first");
	is_int((int64_t)due(AT + 600).n, 0, "too old: not sent");
	ok(state(MAIL_SMS).waiting == 0 && state(MAIL_SMS).lost == 1, "but dropped, and counted");
	struct parcels none = { .n = 1, .parcel = &(struct parcel){ .to = MAIL_SMS, .no = 5 } };

	answer(&none, 503, AT);
	is_int(state(MAIL_SMS).waiting, 0, "one that went meanwhile does not come back");
}

static void test_refused(void)
{
	struct parcels p;

	put(MAIL_LETTER, "nobody@example.vn", "x", AT + 600);
	p = due(AT);
	answer(&p, 550, AT);
	ok(state(MAIL_LETTER).waiting == 0 && state(MAIL_LETTER).lost == 1,
	   "no such address is believed at once");
	is_int(state(MAIL_LETTER).failing_at, INSTANT_NONE, "and is no fault of the server");
	put(MAIL_LETTER, "an@example.vn", "x", AT + 600);
	p = due(AT);
	answer(&p, 535, AT);
	is_int(state(MAIL_LETTER).waiting, 1, "a password of ours that is not taken may be mended");
	for (int i = 0; i < MESSAGE_ROUND; i++) {
		put(MAIL_LETTER, "an@example.vn", "x", AT + 600);
	}
	is_int((int64_t)due(AT + 10).n, MESSAGE_ROUND, "no more than a round at once");
}

static void test_nobody_sends(void)
{
	struct message_list list;

	put(MAIL_SMS, "+84912345678", "222222", AT + 2000);
	ok(message_waiting(app, &arena, AT + 700, &list, &err) && list.n == 1,
	   "what waits is seen");
	is_text(list.message[0].text, "222222", "opened, for a demonstration");
	struct message m = { .way = MAIL_SMS, .to = STR("+84912345678"), .until = AT + 3000 };

	ok(store_begin(app->store, &err) && message_put(app, &arena, &m, AT + 2000, &err) &&
	   store_commit(app->store, &err), "another one");
	ok(message_waiting(app, &arena, AT + 2000, &list, &err) && list.n == 1 &&
	   list.message[0].until == AT + 3000, "drops what is too old");
	ok(store_begin(app->store, &err) && store_message_clear(app->store, &err) &&
	   store_commit(app->store, &err) && state(MAIL_SMS).waiting == 0,
	   "a restored store has none");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();

	app = fixture_make(dir, APP_TEST);
	post = message_post(STR("motcua@example.vn"), STR("Một cửa"));
	test_addresses();
	test_sent(dir);
	test_tried_again();
	test_refused();
	test_nobody_sends();
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
