/* `dunghen doctor`. */
#include "cmd_doctor.h"

#include "store.h"

#include "app/doctor.h"

const struct opt_spec doctor_options[] = {
	DB_OPTION,
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

static const char *weight_name(enum finding_weight w)
{
	switch (w) {
	case FINDING_FAULT:
		return "fault";
	case FINDING_ADVICE:
		return "advice";
	case FINDING_NOTE:
		return "note";
	}
	return "";
}

static size_t args_of(const struct err *e, struct text_arg args[ERR_ARGS])
{
	for (int i = 0; i < e->args; i++) {
		args[i] = (struct text_arg){ e->arg[i].name, str_of(e->arg[i].value) };
	}
	return (size_t)e->args;
}

static struct json *finding_json(struct cli *c, const struct finding *f)
{
	struct text_arg args[ERR_ARGS];
	size_t n = args_of(&f->what, args);
	char space[TEXT_HINT_KEY];
	const char *hint = text_hint_key(&f->what, space);
	struct json *o = json_new_obj(c->arena);

	json_set_str(c->arena, o, "code", str_of(f->what.key));
	json_set_str(c->arena, o, "weight", str_of(weight_name(f->weight)));
	json_set(c->arena, o, "message", cli_both(c, f->what.key, args, n));
	json_set(c->arena, o, "hint", hint ?
		 cli_both(c, hint, args, n) : json_new_null(c->arena));
	return o;
}

static void print_finding(struct cli *c, const struct finding *f)
{
	struct text_arg args[ERR_ARGS];
	size_t n = args_of(&f->what, args);
	char space[TEXT_HINT_KEY];
	const char *hint = text_hint_key(&f->what, space);
	const char *word = str_cstr(c->arena,
				    str_fmt(c->arena, "doctor.weight.%s", weight_name(f->weight)));

	cli_put(c, f->weight == FINDING_FAULT ? STYLE_STRONG : STYLE_PLAIN,
		cli_text(c, word, NULL, 0));
	cli_put(c, STYLE_PLAIN, STR(": "));
	cli_sentence(c, f->what.key, args, n);
	if (hint) {
		cli_put(c, STYLE_PLAIN, STR("  → "));
		cli_sentence(c, hint, args, n);
	}
}

static void report(struct cli *c, const struct examined *x)
{
	if (c->json) {
		struct json *o = json_new_obj(c->arena), *list = json_new_arr(c->arena);

		for (size_t i = 0; i < x->n; i++) {
			json_push(c->arena, list, finding_json(c, &x->finding[i]));
		}
		json_set_bool(c->arena, o, "ok", x->sound);
		json_set(c->arena, o, "findings", list);
		cli_json(c, o);
		return;
	}
	for (size_t i = 0; i < x->n; i++) {
		print_finding(c, &x->finding[i]);
	}
	if (x->sound) {
		cli_sentence(c, "doctor.sound", NULL, 0);
	}
}

int cmd_doctor(struct cli *c, const struct opts *o)
{
	struct examined x;
	struct err e;
	int64_t clock = INSTANT_NONE;

	if (!opt_words(o, 0, 0, &e) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &clock, &e))) {
		return cli_misuse(c, &e);
	}
	app_examine(c->arena, db_dir(c, o), clock, &x);
	report(c, &x);
	return x.sound ? EXIT_DONE : EXIT_REFUSED;
}
