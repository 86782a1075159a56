/* `dunghen sender`. */
#include "cmd_sender.h"

#include "senders.h"
#include "store.h"
#include "table.h"

#include "app/message.h"
#include "app/world.h"

#include "base/day.h"

const struct opt_spec sender_options[] = {
	DB_OPTION,
	{ "senders", OPT_VALUE, "FILE" },
	{ NULL, OPT_END, NULL },
};

static const enum mail_way ways[] = { MAIL_LETTER, MAIL_SMS };

static const char *way_name(enum mail_way way)
{
	return way == MAIL_LETTER ? "mail" : "sms";
}

static struct str when(struct cli *c, int64_t at)
{
	char text[INSTANT_TEXT];

	return str_dup(c->arena, str_of(c->json ? instant_text(at, text) : instant_vi(at, text)));
}

/* ---- list ---- */

static const char *state_of(const struct message_state *s)
{
	return s->failing_at != INSTANT_NONE ? "failing" : s->last_try == INSTANT_NONE ? "new"
									      : "good";
}

static struct json *way_json(struct cli *c, enum mail_way way, const struct message_state *s)
{
	struct json *o = json_new_obj(c->arena);

	json_set_str(c->arena, o, "way", str_of(way_name(way)));
	json_set_str(c->arena, o, "state", str_of(state_of(s)));
	json_set_int(c->arena, o, "waiting", s->waiting);
	json_set_int(c->arena, o, "sent", s->sent);
	json_set_int(c->arena, o, "lost", s->lost);
	if (s->last_try != INSTANT_NONE) {
		json_set_str(c->arena, o, "last_at", when(c, s->last_try));
		json_set_str(c->arena, o, "last_said", s->last_said);
	}
	if (s->failing_at != INSTANT_NONE) {
		json_set_str(c->arena, o, "failing_since", when(c, s->failing_at));
	}
	return o;
}

/* A number that was answered stands for itself. */
static struct str said_words(struct cli *c, struct str said)
{
	if (said.n == 0 || (said.p[0] >= '0' && said.p[0] <= '9')) {
		return said.n > 0 ? said : STR("-");
	}
	return cli_text(c, str_fmt(c->arena, "sender.said.%.*s", STR_ARG(said)).p, NULL, 0);
}

static void put_row(struct cli *c, struct table *t, enum mail_way way,
		    const struct message_state *s)
{
	struct str *cell = table_row(t, STYLE_PLAIN);
	struct text_arg arg = { "at", STR("") };

	if (s->failing_at != INSTANT_NONE) {
		arg.value = when(c, s->failing_at);
	}
	cell[0] = cli_text(c, str_fmt(c->arena, "sender.way.%s", way_name(way)).p, NULL, 0);
	cell[1] = cli_text(c, str_fmt(c->arena, "hook.state.%s", state_of(s)).p, &arg, 1);
	cell[2] = str_int(c->arena, s->waiting);
	cell[3] = str_int(c->arena, s->sent);
	cell[4] = str_int(c->arena, s->lost);
	cell[5] = said_words(c, s->last_said);
}

static bool list(struct cli *c, struct app *app, struct err *e)
{
	static const char *const head[] = { "sender.way", "hook.state", "hook.waiting",
					    "sender.sent", "hook.lost", "hook.last" };
	struct json *all = json_new_arr(c->arena);
	struct message_state s;
	struct table t;

	table_init(&t, c, ARRAY_LEN(head));
	table_head(&t, head);
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		if (!message_state(app, c->arena, ways[i], &s, e)) {
			return false;
		}
		json_push(c->arena, all, way_json(c, ways[i], &s));
		put_row(c, &t, ways[i], &s);
	}
	if (c->json) {
		cli_json(c, all);
	} else {
		table_print(&t);
	}
	return true;
}

static int run_list(struct cli *c, const struct opts *o)
{
	struct app *app;
	struct err e;

	if (!db_open(c, o, APP_READER, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = list(c, app, &e);

	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}

/* ---- test ---- */

static bool trial(struct cli *c, struct str address, const struct mail_senders *by,
		  struct mail *out, struct err *e)
{
	struct message m = { .way = str_find(address, '@') < address.n ? MAIL_LETTER : MAIL_SMS,
			     .subject = cli_text(c, "sender.test.subject", NULL, 0),
			     .text = cli_text(c, "sender.test.text", NULL, 0) };

	if (!message_address(c->arena, m.way, address, &m.to)) {
		return err_set(e, ERR_INVALID, "sender.address", NULL);
	}
	if (m.way == MAIL_LETTER ? !by->smtp : !by->sms) {
		return err_set(e, ERR_INVALID, "sender.unset", "way", way_name(m.way), NULL);
	}
	message_trial(c->arena, &m, str_of(by->from), str_of(by->from_name), world_clock(), out);
	return true;
}

static bool tell(struct cli *c, const struct mail_answer *answer, struct err *e)
{
	struct parcel p = { .answer = *answer };
	struct text_arg arg = { "said", str_of(answer->said) };

	if (answer->status == 0) {
		return err_set(e, ERR_CONFLICT,
			       str_fmt(c->arena, "sender.said.%s", answer->said).p, NULL);
	}
	if (!parcel_arrived(&p)) {
		return err_set(e, ERR_CONFLICT, "sender.failed", "said", answer->said, NULL);
	}
	if (c->json) {
		struct json *o = json_new_obj(c->arena);

		json_set_str(c->arena, o, "said", arg.value);
		cli_json(c, o);
	} else {
		cli_sentence(c, "sender.arrived", &arg, 1);
	}
	return true;
}

static int run_test(struct cli *c, const struct opts *o)
{
	const struct mail_senders *by;
	struct courier *courier;
	struct mail_answer answer;
	struct mail m;
	struct str path;
	struct err e;

	if (!opt_need(o, "senders", &path, &e)) {
		return cli_misuse(c, &e);
	}
	if (!senders_read(c, path, &by, &e) || !trial(c, o->word[1], by, &m, &e) ||
	    !c->faces->courier_ready(c->arena, false, by, &courier, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = c->faces->courier_post(courier, &m, &answer)
			? tell(c, &answer, &e) : err_set(&e, ERR_IO, "courier.gone", NULL);

	c->faces->courier_close(courier);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}

int cmd_sender(struct cli *c, const struct opts *o)
{
	struct err e;

	if (!opt_words(o, 1, 2, &e)) {
		return cli_misuse(c, &e);
	}
	if (str_is(o->word[0], "list") && o->words == 1) {
		return run_list(c, o);
	}
	if (str_is(o->word[0], "test") && o->words == 2) {
		return run_test(c, o);
	}
	err_set(&e, ERR_INVALID, "sender.usage", NULL);
	return cli_misuse(c, &e);
}
