/* `dunghen webhook`. */
#include "cmd_webhook.h"

#include "store.h"
#include "table.h"

#include "app/hook.h"
#include "app/world.h"

#include "base/day.h"

const struct opt_spec webhook_options[] = {
	DB_OPTION,
	{ "as", OPT_VALUE, "KEY" },
	{ "kinds", OPT_VALUE, "LIST" },
	{ "units", OPT_VALUE, "LIST" },
	{ "webhook-local", OPT_FLAG, NULL },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

struct run {
	struct cli *c;
	const struct opts *o;
	struct app *app;
	struct courier *courier;	/* of `test` */
	int64_t at;
	int64_t no;
};

static struct str when(struct cli *c, int64_t at)
{
	char text[INSTANT_TEXT];

	if (at == INSTANT_NONE) {
		return STR("-");
	}
	return str_dup(c->arena, str_of(c->json ? instant_text(at, text) : instant_vi(at, text)));
}

/* A number that was answered stands for itself. */
static struct str said_words(struct cli *c, struct str said)
{
	if (said.n == 0 || (said.p[0] >= '0' && said.p[0] <= '9')) {
		return said.n > 0 ? said : STR("-");
	}
	return cli_text(c, str_fmt(c->arena, "hook.said.%.*s", STR_ARG(said)).p, NULL, 0);
}

/* ---- list ---- */

static const char *state_of(const struct hook *h)
{
	return h->failing_at != INSTANT_NONE ? "failing" : h->last_try == INSTANT_NONE ? "new"
									      : "good";
}

static struct str state_words(struct run *r, const struct hook *h)
{
	struct text_arg arg = { "at", when(r->c, h->failing_at) };
	struct str key = str_fmt(r->c->arena, "hook.state.%s", state_of(h));

	return cli_text(r->c, key.p, &arg, 1);
}

static void put_hooks(struct run *r, const struct hook_list *list)
{
	struct arena *a = r->c->arena;
	struct json *all = json_new_arr(a);

	for (size_t i = 0; i < list->n; i++) {
		const struct hook *h = &list->hook[i];
		struct json *row = json_new_obj(a);

		json_set_int(a, row, "webhook", h->no);
		json_set_str(a, row, "url", h->url);
		json_set_str(a, row, "kinds", h->kinds);
		json_set_str(a, row, "units", h->units);
		json_set_str(a, row, "state", str_of(state_of(h)));
		json_set_int(a, row, "waiting", h->waiting);
		json_set_int(a, row, "delivered", h->delivered);
		json_set_int(a, row, "lost", h->lost);
		if (h->last_try != INSTANT_NONE) {
			json_set_str(a, row, "last_at", when(r->c, h->last_try));
			json_set_str(a, row, "last_said", h->last_said);
		}
		if (h->failing_at != INSTANT_NONE) {
			json_set_str(a, row, "failing_since", when(r->c, h->failing_at));
		}
		json_push(a, all, row);
	}
	cli_json(r->c, all);
}

static void print_hooks(struct run *r, const struct hook_list *list)
{
	static const char *const head[] = { "hook.no", "hook.address", "hook.kinds", "hook.state",
					    "hook.waiting", "hook.delivered", "hook.lost",
					    "hook.last" };
	struct arena *a = r->c->arena;
	struct table t;

	table_init(&t, r->c, ARRAY_LEN(head));
	table_head(&t, head);
	for (size_t i = 0; i < list->n; i++) {
		const struct hook *h = &list->hook[i];

		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = str_int(a, h->no);
		cell[1] = h->url;
		cell[2] = h->kinds.n > 0 ? h->kinds : cli_text(r->c, "hook.all", NULL, 0);
		cell[3] = state_words(r, h);
		cell[4] = str_int(a, h->waiting);
		cell[5] = str_int(a, h->delivered);
		cell[6] = str_int(a, h->lost);
		cell[7] = said_words(r->c, h->last_said);
	}
	table_print(&t);
}

static bool list(struct run *r, struct err *e)
{
	struct hook_list all;

	if (!hook_list(r->app, r->c->arena, &all, e)) {
		return false;
	}
	if (r->c->json) {
		put_hooks(r, &all);
	} else if (all.n == 0) {
		cli_sentence(r->c, "hook.nobody", NULL, 0);
	} else {
		print_hooks(r, &all);
	}
	return true;
}

/* ---- acts ---- */

static bool add(struct run *r, struct err *e)
{
	struct cli *c = r->c;
	struct hook_wish w = { .as = opt_str(r->o, "as"), .url = r->o->word[1],
			       .kinds = opt_str(r->o, "kinds"),
			       .units = opt_str(r->o, "units"), .at = r->at,
			       .local = opt_has(r->o, "webhook-local") };
	struct str secret;
	int64_t no;

	if (!hook_add(r->app, c->arena, &w, &no, &secret, e)) {
		return false;
	}
	/* The secret is the result, alone on a line; the sentence is for people. */
	if (c->json) {
		struct json *o = json_new_obj(c->arena);

		json_set_int(c->arena, o, "webhook", no);
		json_set_str(c->arena, o, "secret", secret);
		cli_json(c, o);
	} else {
		struct text_arg arg = { "n", str_int(c->arena, no) };

		cli_sentence(c, "hook.added", &arg, 1);
		cli_line(c, STYLE_STRONG, secret);
	}
	return true;
}

static void tell(struct run *r, const char *key, struct json *o, struct str said)
{
	struct text_arg args[] = { { "n", str_int(r->c->arena, r->no) },
				   { "said", said_words(r->c, said) } };

	json_set_int(r->c->arena, o, "webhook", r->no);
	if (r->c->json) {
		cli_json(r->c, o);
	} else {
		cli_sentence(r->c, key, args, ARRAY_LEN(args));
	}
}

static bool take_away(struct run *r, struct err *e)
{
	if (!hook_remove(r->app, opt_str(r->o, "as"), r->no, r->at, e)) {
		return false;
	}
	tell(r, "hook.removed", json_new_obj(r->c->arena), STR(""));
	return true;
}

static bool try_it(struct run *r, struct err *e)
{
	struct parcel m;
	struct json *o = json_new_obj(r->c->arena);

	if (!hook_ping(r->app, r->c->arena, r->no, r->at, &m, e)) {
		return false;
	}
	if (!r->c->faces->courier_post(r->courier, &m.mail, &m.answer)) {
		return err_set(e, ERR_IO, "courier.gone", NULL);
	}
	struct str said = str_of(m.answer.said);

	if (m.answer.status == 0) {
		return err_set(e, ERR_CONFLICT,
			       str_fmt(r->c->arena, "hook.said.%s", m.answer.said).p, NULL);
	}
	if (!parcel_arrived(&m)) {
		return err_set(e, ERR_CONFLICT, "hook.failed", "said", m.answer.said, NULL);
	}
	json_set_str(r->c->arena, o, "said", said);
	tell(r, "hook.arrived", o, said);
	return true;
}

/* ---- the command ---- */

enum verb { VERB_ADD, VERB_LIST, VERB_REMOVE, VERB_TEST };

static const struct {
	const char *name;
	bool writes, numbered;
	size_t words;
	bool (*run)(struct run *r, struct err *e);
} verbs[] = {
	[VERB_ADD] = { "add", true, false, 2, add },
	[VERB_LIST] = { "list", false, false, 1, list },
	[VERB_REMOVE] = { "remove", true, true, 2, take_away },
	[VERB_TEST] = { "test", false, true, 2, try_it },
};

static bool read_verb(struct run *r, enum verb *out, struct err *e)
{
	const struct opts *o = r->o;
	struct str as;

	if (!opt_words(o, 1, 2, e) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &r->at, e))) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (!str_is(o->word[0], verbs[i].name)) {
			continue;
		}
		*out = (enum verb)i;
		return opt_words(o, verbs[i].words, verbs[i].words, e) &&
		       (!verbs[i].writes || opt_need(o, "as", &as, e)) &&
		       (!verbs[i].numbered ||
			(str_to_int64(o->word[1], &r->no) && r->no > 0) ||
			err_set(e, ERR_INVALID, "hook.usage", NULL));
	}
	return err_set(e, ERR_INVALID, "hook.usage", NULL);
}

int cmd_webhook(struct cli *c, const struct opts *o)
{
	struct run r = { .c = c, .o = o, .at = world_clock() };
	struct app_options options = { .dir = db_dir(c, o) };
	enum verb verb = VERB_LIST;
	struct err e;

	if (!read_verb(&r, &verb, &e)) {
		return cli_misuse(c, &e);
	}
	if (verb == VERB_TEST &&
	    !c->faces->courier_ready(c->arena, opt_has(o, "webhook-local"), NULL, &r.courier, &e)) {
		return cli_fail(c, &e);
	}
	options.access = verbs[verb].writes ? APP_WRITER : APP_READER;
	options.clock = opt_has(o, "clock") ? r.at : INSTANT_NONE;
	bool ok = db_open_by(c, &options, &r.app, &e);

	if (ok) {
		ok = verbs[verb].run(&r, &e);
		app_close(r.app);
	}
	c->faces->courier_close(r.courier);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
