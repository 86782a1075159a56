/* Dispatch, answers, and the reading of files and lines. */
#include "cli.h"

#include "command.h"

#include "base/limits.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A sentence or a JSON answer is never longer. */
enum { ANSWER_MOST = 16 << 20 };

void cli_put(struct cli *c, enum style style, struct str s)
{
	static const char *const begin[] = { "", "\033[1m", "\033[2m" };
	bool styled = c->colour && style != STYLE_PLAIN;
	if (styled) {
		(void)fputs(begin[style], c->out);
	}
	(void)fwrite(s.p, 1, s.n, c->out);
	if (styled) {
		(void)fputs("\033[0m", c->out);
	}
}

void cli_line(struct cli *c, enum style style, struct str s)
{
	cli_put(c, style, s);
	(void)putc('\n', c->out);
}

static struct str sentence_in(struct cli *c, enum text_lang lang, const char *key,
			      const struct text_arg *args, size_t n)
{
	struct buf b;
	buf_init(&b, ANSWER_MOST);
	text_put(&b, lang, key, args, n);
	struct str s = str_dup(c->arena, buf_view(&b));
	buf_done(&b);
	return s;
}

struct str cli_text(struct cli *c, const char *key, const struct text_arg *args, size_t n)
{
	return sentence_in(c, c->lang, key, args, n);
}

void cli_sentence(struct cli *c, const char *key, const struct text_arg *args, size_t n)
{
	cli_line(c, STYLE_PLAIN, cli_text(c, key, args, n));
}

const struct json *cli_both(struct cli *c, const char *key, const struct text_arg *args, size_t n)
{
	struct json *obj = json_new_obj(c->arena);
	json_set_str(c->arena, obj, "vi", sentence_in(c, TEXT_VI, key, args, n));
	json_set_str(c->arena, obj, "en", sentence_in(c, TEXT_EN, key, args, n));
	return obj;
}

void cli_json(struct cli *c, const struct json *v)
{
	struct buf b;
	buf_init(&b, ANSWER_MOST);
	json_write(&b, v);
	cli_line(c, STYLE_PLAIN, buf_view(&b));
	buf_done(&b);
}

static size_t args_of(const struct err *e, struct text_arg args[ERR_ARGS])
{
	for (int i = 0; i < e->args; i++) {
		args[i] = (struct text_arg){ .name = e->arg[i].name,
					     .value = str_of(e->arg[i].value) };
	}
	return (size_t)e->args;
}

void cli_warn(struct cli *c, const struct err *e)
{
	struct text_arg args[ERR_ARGS];
	size_t n = args_of(e, args);
	char space[TEXT_HINT_KEY];
	const char *hint = text_hint_key(e, space);
	(void)fprintf(c->err, "%.*s\n", STR_ARG(cli_text(c, e->key, args, n)));
	if (hint) {
		(void)fprintf(c->err, "%.*s\n", STR_ARG(cli_text(c, hint, args, n)));
	}
	(void)fflush(c->err);		/* a lost warning stops nobody */
}

static void tell_error(struct cli *c, const struct err *e)
{
	struct text_arg args[ERR_ARGS];
	size_t n = args_of(e, args);
	char space[TEXT_HINT_KEY];
	const char *hint = text_hint_key(e, space);
	if (c->json) {
		struct json *obj = json_new_obj(c->arena);
		json_set_bool(c->arena, obj, "ok", false);
		json_set_str(c->arena, obj, "code", str_of(e->key));
		if (c->line > 0) {
			json_set_int(c->arena, obj, "line", c->line);
		}
		if (c->file.n > 0) {
			json_set_str(c->arena, obj, "file", c->file);
		}
		json_set(c->arena, obj, "message", cli_both(c, e->key, args, n));
		json_set(c->arena, obj, "hint",
			 hint ? cli_both(c, hint, args, n) : json_new_null(c->arena));
		cli_json(c, obj);
		return;
	}
	if (c->file.n > 0) {
		struct text_arg file = { "file", c->file };
		(void)fprintf(c->err, "%.*s ", STR_ARG(cli_text(c, "input.file", &file, 1)));
	}
	if (c->line > 0) {
		struct text_arg line = { "line", str_fmt(c->arena, "%lld", (long long)c->line) };
		(void)fprintf(c->err, "%.*s ", STR_ARG(cli_text(c, "input.line", &line, 1)));
	}
	cli_warn(c, e);
}

int cli_fail(struct cli *c, const struct err *e)
{
	tell_error(c, e);
	return err_exit_status(e->code);
}

int cli_misuse(struct cli *c, const struct err *e)
{
	tell_error(c, e);
	return e->code == ERR_INVALID ? EXIT_USAGE : err_exit_status(e->code);
}

bool cli_no_file(const char *path, struct err *e)
{
	bool missing = errno == ENOENT || errno == ENOTDIR;

	return err_set(e, ERR_IO, missing ? "file.missing" : "file.read", "path", path,
		       "reason", strerror(errno), NULL);
}

bool cli_open_file(struct cli *c, struct str path, FILE **out, struct err *e)
{
	const char *name = str_cstr(c->arena, path);
	struct stat st;
	FILE *f = fopen(name, "rb");

	if (f == NULL) {
		return cli_no_file(name, e);
	}
	/* A folder opens, and fails when it is read. */
	if (fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode)) {
		(void)fclose(f);
		errno = EISDIR;
		return cli_no_file(name, e);
	}
	*out = f;
	return true;
}

bool cli_read_file(struct cli *c, struct str path, size_t most, struct str *out, struct err *e)
{
	const char *name = str_cstr(c->arena, path);
	FILE *f;

	if (!cli_open_file(c, path, &f, e)) {
		return false;
	}
	struct buf b;
	char piece[4096];
	buf_init(&b, most);
	size_t n;
	while (buf_ok(&b) && (n = fread(piece, 1, sizeof(piece), f)) > 0) {
		buf_add(&b, piece, n);
	}
	bool read = !ferror(f);
	bool fits = buf_ok(&b);
	(void)fclose(f);
	*out = str_dup(c->arena, buf_view(&b));
	buf_done(&b);
	if (!read) {
		return err_set(e, ERR_IO, "file.read", "path", name, "reason", strerror(EIO), NULL);
	}
	return fits || err_set(e, ERR_LIMIT, "file.long", "path", name, NULL);
}

bool cli_read_line(struct cli *c, struct buf *line, bool *there, struct err *e)
{
	int ch = getc(c->in);
	*there = ch != EOF;
	buf_reset(line);
	for (; ch != EOF && ch != '\n'; ch = getc(c->in)) {
		buf_char(line, (char)ch);
	}
	if (ferror(c->in)) {
		return err_set(e, ERR_IO, "file.read", "path", "-", "reason", strerror(EIO), NULL);
	}
	return buf_ok(line) || err_set(e, ERR_LIMIT, "line.long", NULL);
}

/* --json and --lang hold for complaints about the arguments too. */
static void look_ahead(struct cli *c, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *lang = NULL;
		if (strcmp(argv[i], "--json") == 0) {
			c->json = true;
		} else if (strncmp(argv[i], "--lang=", 7) == 0) {
			lang = argv[i] + 7;
		} else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
			lang = argv[i + 1];
		}
		if (lang) {
			c->lang = strcmp(lang, "en") == 0 ? TEXT_EN : TEXT_VI;
		}
	}
}

static bool check_lang(const struct opts *o, struct err *e)
{
	struct str lang = opt_str(o, "lang");
	if (!opt_has(o, "lang") || str_is(lang, "vi") || str_is(lang, "en")) {
		return true;
	}
	return err_set(e, ERR_INVALID, "opt.language", NULL);
}

static int run(struct cli *c, const struct command *command, int argc, char **argv)
{
	struct opts o;
	struct err e;
	if (!opts_parse(c->arena, command->options, argc, argv, &o, &e) || !check_lang(&o, &e)) {
		return cli_misuse(c, &e);
	}
	if (opt_has(&o, "help")) {
		command_help(c, command);
		return EXIT_DONE;
	}
	return command->function(c, &o);
}

static int dispatch(struct cli *c, int argc, char **argv)
{
	struct err e;
	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		command_list(c);
		return argc < 2 ? EXIT_USAGE : EXIT_DONE;
	}
	const char *name = strcmp(argv[1], "--version") == 0 ? "version" : argv[1];
	const struct command *command = command_find(str_of(name));
	if (!command) {
		err_set(&e, ERR_INVALID, "cli.unknown", "name", name, NULL);
		return cli_misuse(c, &e);
	}
	return run(c, command, argc - 2, argv + 2);
}

int cli_main(int argc, char **argv, const struct cli_faces *faces)
{
	struct arena arena;
	arena_init(&arena, 0);
	struct cli c = { .arena = &arena, .in = stdin, .out = stdout, .err = stderr,
			 .faces = faces };
	look_ahead(&c, argc, argv);
	c.colour = !c.json && isatty(STDOUT_FILENO);
	int status = dispatch(&c, argc, argv);
	arena_done(&arena);
	if (fflush(stdout) == EOF || ferror(stdout)) {
		return EXIT_ENVIRONMENT;
	}
	return status;
}
