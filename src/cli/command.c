/* The table of commands and what `help` prints of it. */
#include "command.h"

#include "actions.h"
#include "cmd_account.h"
#include "cmd_act.h"
#include "cmd_attach.h"
#include "cmd_backup.h"
#include "cmd_bench.h"
#include "cmd_deadline.h"
#include "cmd_demo.h"
#include "cmd_doctor.h"
#include "cmd_dossier.h"
#include "cmd_fees.h"
#include "cmd_forecast.h"
#include "cmd_form.h"
#include "cmd_import.h"
#include "cmd_reform.h"
#include "cmd_init.h"
#include "cmd_law.h"
#include "cmd_ledger.h"
#include "cmd_mine.h"
#include "cmd_opinions.h"
#include "cmd_score.h"
#include "cmd_sender.h"
#include "cmd_serve.h"
#include "cmd_signals.h"
#include "cmd_story.h"
#include "cmd_subject.h"
#include "cmd_token.h"
#include "cmd_verify.h"
#include "cmd_webhook.h"
#include "cmd_whatif.h"
#include "cmd_worktime.h"

static const struct command commands[] = {
#define COMMAND(name, function, options, usage, examples) \
	{ #name, function, options, usage, examples },
#include "commands.def"
#undef COMMAND
};

const struct opt_spec help_options[] = { { NULL, OPT_END, NULL } };
const struct opt_spec version_options[] = { { NULL, OPT_END, NULL } };

const struct command *command_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		if (str_is(name, commands[i].name)) {
			return &commands[i];
		}
	}
	return NULL;
}

/* `option.COMMAND.NAME`, else `option.NAME`. */
static const char *option_key(struct cli *c, const struct command *command,
			      const struct opt_spec *spec)
{
	const char *own =
		str_cstr(c->arena, str_fmt(c->arena, "option.%s.%s", command->name, spec->name));
	const char *shared = str_cstr(c->arena, str_fmt(c->arena, "option.%s", spec->name));
	return text_get(c->lang, own).n > 0 ? own : shared;
}

static void push_options(struct cli *c, struct json *list, const struct command *command,
			 const struct opt_spec *spec)
{
	for (; spec->kind != OPT_END; spec++) {
		struct json *obj = json_new_obj(c->arena);
		const char *key = option_key(c, command, spec);
		json_set_str(c->arena, obj, "name", str_of(spec->name));
		json_set_str(c->arena, obj, "value", str_of(spec->value ? spec->value : ""));
		json_set_bool(c->arena, obj, "many", spec->kind == OPT_LIST);
		json_set(c->arena, obj, "help", cli_both(c, key, NULL, 0));
		json_push(c->arena, list, obj);
	}
}

static const struct json *command_json(struct cli *c, const struct command *command)
{
	struct json *obj = json_new_obj(c->arena);
	struct json *options = json_new_arr(c->arena);
	const char *key = str_cstr(c->arena, str_fmt(c->arena, "help.%s", command->name));
	push_options(c, options, command, command->options);
	push_options(c, options, command, opt_common);
	json_set_str(c->arena, obj, "name", str_of(command->name));
	json_set_str(c->arena, obj, "usage", str_of(command->usage));
	json_set_str(c->arena, obj, "examples", str_of(command->examples));
	json_set(c->arena, obj, "help", cli_both(c, key, NULL, 0));
	json_set(c->arena, obj, "options", options);
	return obj;
}

static struct str summary_of(struct cli *c, const struct command *command)
{
	struct str key = str_fmt(c->arena, "help.%s", command->name);
	return cli_text(c, str_cstr(c->arena, key), NULL, 0);
}

void command_list(struct cli *c)
{
	if (c->json) {
		struct json *list = json_new_arr(c->arena);
		for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
			json_push(c->arena, list, command_json(c, &commands[i]));
		}
		cli_json(c, list);
		return;
	}
	cli_sentence(c, "help.title", NULL, 0);
	cli_line(c, STYLE_PLAIN, STR(""));
	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		struct str name = str_fmt(c->arena, "  %-12s", commands[i].name);
		cli_put(c, STYLE_STRONG, name);
		cli_line(c, STYLE_PLAIN, summary_of(c, &commands[i]));
	}
	cli_line(c, STYLE_PLAIN, STR(""));
	cli_sentence(c, "help.more", NULL, 0);
}

static void print_options(struct cli *c, const struct command *command,
			  const struct opt_spec *spec)
{
	for (; spec->kind != OPT_END; spec++) {
		struct str name = str_fmt(c->arena, "--%s %s", spec->name,
					  spec->value ? spec->value : "");
		cli_put(c, STYLE_STRONG, str_fmt(c->arena, "  %-30.*s ", STR_ARG(name)));
		cli_line(c, STYLE_PLAIN, cli_text(c, option_key(c, command, spec), NULL, 0));
	}
}

void command_help(struct cli *c, const struct command *command)
{
	if (c->json) {
		cli_json(c, command_json(c, command));
		return;
	}
	cli_line(c, STYLE_STRONG,
		 str_fmt(c->arena, "dunghen %s %s", command->name, command->usage));
	cli_line(c, STYLE_PLAIN, summary_of(c, command));
	cli_line(c, STYLE_PLAIN, STR(""));
	print_options(c, command, command->options);
	print_options(c, command, opt_common);
	cli_line(c, STYLE_PLAIN, STR(""));
	cli_sentence(c, "help.examples", NULL, 0);
	struct str rest = str_of(command->examples);
	while (rest.n > 0) {
		struct str line;
		(void)str_cut(rest, '\n', &line, &rest);
		cli_line(c, STYLE_PLAIN, str_fmt(c->arena, "  %.*s", STR_ARG(line)));
	}
}

int cmd_help(struct cli *c, const struct opts *o)
{
	struct err e;
	if (!opt_words(o, 0, 1, &e)) {
		return cli_misuse(c, &e);
	}
	if (o->words == 0) {
		command_list(c);
		return EXIT_DONE;
	}
	if (str_is(o->word[0], "actions")) {
		actions_list(c);
		return EXIT_DONE;
	}
	const struct command *command = command_find(o->word[0]);
	if (!command) {
		const char *name = str_cstr(c->arena, o->word[0]);
		err_set(&e, ERR_INVALID, "cli.unknown", "name", name, NULL);
		return cli_misuse(c, &e);
	}
	command_help(c, command);
	return EXIT_DONE;
}

int cmd_version(struct cli *c, const struct opts *o)
{
	struct err e;
	if (!opt_words(o, 0, 0, &e)) {
		return cli_misuse(c, &e);
	}
	if (c->json) {
		struct json *obj = json_new_obj(c->arena);
		json_set_str(c->arena, obj, "version", STR(DUNGHEN_VERSION));
		cli_json(c, obj);
	} else {
		cli_line(c, STYLE_PLAIN, STR("dunghen " DUNGHEN_VERSION));
	}
	return EXIT_DONE;
}
