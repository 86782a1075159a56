/* `dunghen subject erase`. */
#include "cmd_subject.h"

#include "store.h"

#include "app/erase.h"

const struct opt_spec subject_options[] = {
	DB_OPTION,
	{ "ground", OPT_VALUE, "request|expired|order" },
	{ "as", OPT_VALUE, "KEY" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

static void report(struct cli *c, const struct erasing *x, const struct erasure *done)
{
	char at[INSTANT_TEXT], day[DAY_TEXT];
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_str(c->arena, o, "subject", x->subject);
		json_set_str(c->arena, o, "ground", x->ground);
		json_set_str(c->arena, o, "at", str_of(instant_text(done->at, at)));
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = { { "subject", x->subject },
				   { "day", str_of(day_vi(day_of(done->at), day)) } };
	cli_sentence(c, "erase.done", args, ARRAY_LEN(args));
	cli_sentence(c, "erase.backup", args, ARRAY_LEN(args));
}

static bool read_options(const struct opts *o, struct erasing *x, int64_t *clock,
			 struct err *e)
{
	*clock = INSTANT_NONE;
	if (!opt_words(o, 2, 2, e) || !opt_need(o, "ground", &x->ground, e) ||
	    !opt_need(o, "as", &x->as, e)) {
		return false;
	}
	x->subject = o->word[1];
	if (!str_is(o->word[0], "erase")) {
		return err_set(e, ERR_INVALID, "subject.usage", NULL);
	}
	return !opt_has(o, "clock") || opt_instant(opt_str(o, "clock"), clock, e);
}

int cmd_subject(struct cli *c, const struct opts *o)
{
	struct erasing x;
	struct erasure done;
	struct app_options options = { .dir = db_dir(c, o), .access = APP_WRITER };
	struct app *app;
	struct err e;
	if (!read_options(o, &x, &options.clock, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open_by(c, &options, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = app_erase(app, c->arena, &x, &done, &e);
	app_close(app);
	if (!ok) {
		return cli_fail(c, &e);
	}
	report(c, &x, &done);
	return EXIT_DONE;
}
