/* Citizens proved by a code: how long a code is good, for what, how often it can be asked
 * for, whom it is sent to. The pages: test/http/proved.t. */
#include "app/proved.h"

#include "app/app_int.h"
#include "app/message.h"
#include "app_fixture.h"

#include <string.h>

enum { AT = FIXTURE_AT };

static struct err err;
static struct app *app;
static struct str code, other, mute;
static int64_t at = AT;

static bool refused(bool good, const char *key)
{
	if (!good && strcmp(err.key, key) == 0) {
		return true;
	}
	diag("%s instead of %s", good ? "accepted" : err.key, key);
	return false;
}

static struct str receive(const char *key, const char *owner)
{
	struct str line = str_fmt(&arena, "{\"key\":\"%s\",\"as\":\"lan\",\"do\":\"receive_new\","
				  "\"args\":{\"procedure\":\"1.000656\",\"channel\":\"counter\","
				  "\"receiving\":\"25195.mc\",\"owner\":%s}}", key, owner);
	struct command c;
	struct answer ans;
	struct str k;

	if (!command_parse(&arena, line, &c, &k, &err)) {
		diag("%s", err.key);
		exit(1);
	}
	app_act(app, &arena, &c, &ans);
	if (!ans.ok) {
		diag("%s", ans.err.key);
		exit(1);
	}
	return str_dup(&arena, json_str(ans.made, "code"));
}

/* The newest message that waits; "" when there is none. */
static struct message newest(void)
{
	struct message_list list = { NULL, 0 };

	if (!message_waiting(app, &arena, at, &list, &err) || list.n == 0) {
		return (struct message){ .to = STR(""), .text = STR("") };
	}
	return list.message[0];
}

static struct str digits(void)
{
	struct str text = newest().text;

	for (size_t i = 0; i + 8 < text.n; i++) {
		if (text.p[i] == ':' && text.p[i + 1] == ' ' && text.p[i + 8] == '.') {
			return str_sub(text, i + 2, i + 8);
		}
	}
	return STR("none");
}

static bool ask(struct str dossier, enum contact_way way, const char *contact)
{
	struct proof_ask q = { .dossier = dossier, .way = way, .contact = str_of(contact),
			       .lang = TEXT_VI, .at = at };

	return proof_send(app, &arena, &q, &err);
}

static bool enter(struct str dossier, struct str given, struct session_token *out)
{
	return proof_enter(app, &arena, dossier, given, at, out, &err);
}

static struct dossier_id id_of(struct str dossier)
{
	struct proof_place p = { .id = { 0 } };

	if (!ok(proof_place(app, &arena, dossier, AT, &p, &err), "its place")) {
		diag("%s", err.key);
	}
	return p.id;
}

static int64_t held(struct str dossier, const struct session_token *token, int64_t when)
{
	char text[HASH_HEX];
	int64_t until = 0;

	ok(proof_holds(app, id_of(dossier), str_of(session_token_text(token, text)), when, &until,
		       &err), "looked at");
	return until;
}

static void test_contacts(void)
{
	struct proof_place p;

	ok(proof_place(app, &arena, code, AT, &p, &err), "a dossier");
	is_text(p.contacts.way[CONTACT_PHONE].to, "+84909000318", "its number");
	is_text(p.contacts.way[CONTACT_PHONE].shown, "•••• 318", "masked");
	is_text(p.contacts.way[CONTACT_EMAIL].shown, "t•••@e•••.vn", "and its address");
	ok(proof_place(app, &arena, mute, AT, &p, &err) &&
	   p.contacts.way[CONTACT_PHONE].to.n == 0 && p.contacts.way[CONTACT_EMAIL].to.n == 0,
	   "who gave none has none");
	ok(refused(ask(mute, CONTACT_PHONE, ""), "proved.no_contact"), "and gets no code");
	is_text(contact_mask(&arena, CONTACT_EMAIL, STR("a@b")), "a•••@b•••", "a short address");
	is_text(contact_mask(&arena, CONTACT_EMAIL, STR("junk")), "••••", "what is none");
	/* Somebody files in the name of who owns `code`, with a number of their own. */
	struct str thief = receive("d9", "{\"name\":\"Nguyễn Văn Thử\",\"id_number\":"
				   "\"075090001234\",\"phone\":\"0911111111\"}");

	ok(proof_place(app, &arena, thief, AT, &p, &err), "another dossier of that person");
	is_text(p.contacts.way[CONTACT_PHONE].to, "+84911111111", "has its own number");
	ok(proof_place(app, &arena, code, AT, &p, &err), "the first one");
	is_text(p.contacts.way[CONTACT_PHONE].to, "+84909000318", "keeps that of its reception");
}

static void test_code(void)
{
	struct session_token token;

	ok(refused(enter(code, STR("000000"), &token), "proved.wrong"), "no code was sent");
	ok(ask(code, CONTACT_PHONE, ""), "one is");
	struct message m = newest();
	struct str first = digits();

	is_text(m.to, "+84909000318", "to the number on record");
	is_int(m.until, at + PROOF_CODE_S, "and not later than it is good");
	is_int((int64_t)first.n, PROOF_DIGITS, "six digits");
	ok(refused(enter(code, STR(""), &token), "proved.wrong"), "nothing opens nothing");
	ok(refused(enter(other, first, &token), "proved.wrong"), "nor does it open another");
	ok(refused(ask(code, CONTACT_EMAIL, ""), "proved.soon"), "no other at once, by no way");
	at += PROOF_AGAIN_S;
	ok(ask(code, CONTACT_EMAIL, ""), "after a minute");
	is_text(newest().to, "thu@example.vn", "by mail");
	struct str second = digits();

	ok(str_eq(first, second) || refused(enter(code, first, &token), "proved.wrong"),
	   "the newest replaces the one before");
	at += PROOF_CODE_S;
	ok(refused(enter(code, second, &token), "proved.wrong"), "too old");
	ok(ask(code, CONTACT_PHONE, ""), "a third one");
	at += PROOF_CODE_S - 1;
	ok(enter(code, digits(), &token), "good to the last second");
	ok(refused(enter(code, digits(), &token), "proved.wrong"), "once");
	is_int(held(code, &token, at), at + PROOF_SESSION_S, "a session of half an hour");
	is_int(held(code, &token, at + PROOF_SESSION_S), INSTANT_NONE, "then it is over");
	is_int(held(other, &token, at), INSTANT_NONE, "of that dossier alone");
	ok(proof_leave(app, &token, &err), "closed");
	is_int(held(code, &token, at), INSTANT_NONE, "opens nothing any more");
	ok(proof_leave(app, &token, &err), "once more is no fault");
}

static void test_often(void)
{
	int sent = 0;

	at = day_start(day_of(at)) + DAY_S + 8 * 3600;
	while (sent < 50 && ask(other, CONTACT_PHONE, "")) {
		at += PROOF_AGAIN_S;
		sent++;
	}
	is_int(sent, PROOF_DAY, "codes of a day");
	ok(strcmp(err.key, "proved.many") == 0, "then no more");
	at = day_start(day_of(at)) + DAY_S;
	ok(ask(other, CONTACT_PHONE, ""), "the next day again");
}

static bool change(struct str dossier, const struct session_token *token, const char *contact,
		   struct str given)
{
	char text[HASH_HEX];
	static int n;
	struct json *args = json_new_obj(&arena);
	struct command c = { .as = STR("portal"), .verb = STR("change_contact"), .args = args,
			     .at = INSTANT_NONE };
	struct answer ans;

	c.key = str_fmt(&arena, "change-%d", ++n);
	json_set_str(&arena, args, "dossier", dossier);
	json_set_str(&arena, args, "way", STR("phone"));
	json_set_str(&arena, args, "contact", str_of(contact));
	if (given.n > 0) {
		json_set_str(&arena, args, "code", given);
	}
	json_set_str(&arena, args, "proved",
		     str_dup(&arena, str_of(session_token_text(token, text))));
	app_act(app, &arena, &c, &ans);
	err = ans.err;
	return ans.ok;
}

/* The act looks at the machine's clock: so do these. */
static void test_change(void)
{
	struct session_token token = { { 0 } }, second = { { 0 } }, none = { { 0 } };
	struct proof_place p;

	at = world_clock();
	ok(ask(code, CONTACT_PHONE, "") && enter(code, digits(), &token), "proved");
	at += PROOF_AGAIN_S;
	ok(ask(code, CONTACT_PHONE, "") && enter(code, digits(), &second), "on another device too");
	ok(refused(ask(code, CONTACT_PHONE, "none"), "contact.value"), "no number");
	ok(ask(code, CONTACT_PHONE, "0922 222 222"), "a code for the new number");
	is_text(newest().to, "+84922222222", "goes there");
	struct str given = digits();

	ok(refused(change(code, &none, "0922222222", given), "right.proof"),
	   "without a session");
	ok(refused(change(other, &token, "0922222222", given), "right.proof"),
	   "of another dossier");
	ok(refused(change(code, &token, "0922222223", given), "proved.wrong"), "another number");
	ok(refused(change(code, &token, "0922222222", STR("")), "proved.wrong"),
	   "without the code");
	ok(refused(enter(code, given, &second), "proved.wrong"), "which opens no session");
	ok(change(code, &token, "0922222222", given), "changed");
	struct proof_change c = { .dossier = code, .old = STR("+84909000318"),
				  .way = CONTACT_PHONE, .token = token, .at = at };

	ok(proof_changed(app, &arena, &c, &err), "and told");
	is_text(newest().to, "+84909000318", "whoever was at the old number");
	ok(held(code, &token, at) != INSTANT_NONE && held(code, &second, at) == INSTANT_NONE,
	   "other sessions end");
	ok(refused(change(code, &token, "0922222222", given), "proved.wrong"),
	   "the code is used up");
	ok(proof_place(app, &arena, code, at, &p, &err), "looked at again");
	is_text(p.contacts.way[CONTACT_PHONE].to, "+84922222222", "codes go to the new number");
	is_text(p.contacts.way[CONTACT_EMAIL].to, "thu@example.vn", "the address is as it was");
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
	code = receive("d1", "{\"name\":\"Nguyễn Văn Thử\",\"id_number\":\"075090001234\","
		       "\"phone\":\"0909 000 318\",\"email\":\"thu@example.vn\"}");
	other = receive("d2", "{\"name\":\"Lê Thị Mẫu\",\"id_number\":\"075090009999\","
			"\"phone\":\"0909000777\"}");
	mute = receive("d3", "{\"name\":\"Đoàn Văn Ba\",\"phone\":\"gọi nhà bên\"}");
	test_contacts();
	test_code();
	test_often();
	test_change();
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
