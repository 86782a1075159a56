/* `dunghen act` and `dunghen file`. */
#include "cmd_act.h"

#include "store.h"

#include "base/limits.h"

enum { FILE_MOST = 32 << 20, ANSWER_MOST = 4 << 20 };

const struct opt_spec act_options[] = {
	DB_OPTION,
	{ NULL, OPT_END, NULL },
};

const struct opt_spec file_options[] = {
	DB_OPTION,
	{ NULL, OPT_END, NULL },
};

struct acting {
	struct cli *c;
	struct app *app;
	struct arena arena;		/* one line's */
	struct buf line, answer;
	bool refused;
};

static void run_line(struct acting *t, struct answer *answer)
{
	struct command *command = arena_new(&t->arena, struct command);
	*answer = (struct answer){ 0 };
	if (!command_parse(&t->arena, buf_view(&t->line), command, &answer->key,
			   &answer->err) ||
	    !app_reach(t->app, command, &answer->err)) {
		return;
	}
	app_act(t->app, &t->arena, command, answer);
	app_breathe(t->app);
}

static bool put_answer(struct acting *t, const struct answer *answer, struct err *e)
{
	t->refused = t->refused || !answer->ok;
	buf_reset(&t->answer);
	answer_write(&t->answer, &t->arena, answer);
	cli_line(t->c, STYLE_PLAIN, buf_view(&t->answer));
	/* Who reads along waits for each answer. */
	return fflush(t->c->out) == 0 ||
	       err_set(e, ERR_IO, "file.write", "path", "-", NULL);
}

static bool answer_lines(struct acting *t, struct err *e)
{
	for (;;) {
		bool there;
		struct answer answer = { 0 };
		bool whole = cli_read_line(t->c, &t->line, &there, &answer.err);
		if (!whole && answer.err.code != ERR_LIMIT) {
			*e = answer.err;
			return false;
		}
		if (!there) {
			return true;
		}
		if (whole && str_trim(buf_view(&t->line)).n == 0) {
			continue;
		}
		arena_reset(&t->arena);
		if (whole) {
			db_warn_clock(t->c, t->app);
			run_line(t, &answer);
		}
		if (!put_answer(t, &answer, e)) {
			return false;
		}
	}
}

int cmd_act(struct cli *c, const struct opts *o)
{
	struct acting t = { .c = c };
	struct err e;
	if (!opt_words(o, 0, 0, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open(c, o, APP_WRITER, &t.app, &e)) {
		return cli_fail(c, &e);
	}
	arena_init(&t.arena, 0);
	buf_init(&t.line, LIMIT_LINE);
	buf_init(&t.answer, ANSWER_MOST);
	bool ok = answer_lines(&t, &e);
	buf_done(&t.line);
	buf_done(&t.answer);
	arena_done(&t.arena);
	app_close(t.app);
	if (!ok) {
		return cli_fail(c, &e);
	}
	return t.refused ? EXIT_REFUSED : EXIT_DONE;
}

static bool put_file(struct cli *c, struct app *app, struct str path, struct err *e)
{
	struct str bytes;
	struct hash h;
	char hex[HASH_HEX];
	if (!cli_read_file(c, path, FILE_MOST, &bytes, e) ||
	    !app_file_put(app, bytes, &h, e)) {
		return false;
	}
	hash_hex(h, hex);
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_str(c->arena, o, "path", path);
		json_set_str(c->arena, o, "sha256", str_of(hex));
		cli_json(c, o);
	} else {
		cli_line(c, STYLE_PLAIN, str_of(hex));
	}
	return true;
}

int cmd_file(struct cli *c, const struct opts *o)
{
	struct app *app;
	struct err e;
	if (!opt_words(o, 1, LIMIT_CHILDREN, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open(c, o, APP_WRITER, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = true;
	for (size_t i = 0; ok && i < o->words; i++) {
		ok = put_file(c, app, o->word[i], &e);
	}
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
