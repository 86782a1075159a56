/* `dunghen attach`. */
#include "cmd_attach.h"

#include "store.h"

#include "app/attach.h"
#include "app/view.h"

#include "base/limits.h"

#include <errno.h>
#include <string.h>

const struct opt_spec attach_options[] = {
	DB_OPTION,
	{ "as", OPT_VALUE, "KEY" },
	{ "what", OPT_VALUE, "WORD" },
	{ "paper", OPT_VALUE, "ID" },
	{ "name", OPT_VALUE, "TEXT" },
	{ "get", OPT_VALUE, "N" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

enum { READ_BYTES = 16 << 10 };

struct attaching {
	struct cli *c;
	const struct opts *o;
	struct app *app;
	struct str dossier, as;
};

/* ---- in ---- */

static bool pour(FILE *f, const char *path, struct upload *u, struct err *e)
{
	char piece[READ_BYTES];
	size_t n;

	while ((n = fread(piece, 1, sizeof(piece), f)) > 0) {
		if (!upload_add(u, (struct str){ piece, n }, e)) {
			return false;
		}
	}
	return !ferror(f) || err_set(e, ERR_IO, "file.read", "path", path, "reason",
				     strerror(EIO), NULL);
}

static bool seal_file(struct attaching *t, struct upload **u, struct uploaded *out,
		      struct err *e)
{
	const char *path = str_cstr(t->c->arena, t->o->word[1]);
	FILE *f;

	if (!cli_open_file(t->c, t->o->word[1], &f, e)) {
		return false;
	}
	bool ok = upload_begin(t->app, t->c->arena, (struct person_id){ 0 }, t->dossier, u, e);

	if (ok && !pour(f, path, *u, e)) {
		upload_drop(*u);
		ok = false;
	}
	(void)fclose(f);
	return ok && upload_end(*u, out, e);
}

/* The last part of the path, unless a name was given. */
static struct str name_of(struct attaching *t)
{
	struct str path = t->o->word[1];
	size_t from = path.n;

	if (opt_has(t->o, "name")) {
		return opt_str(t->o, "name");
	}
	while (from > 0 && path.p[from - 1] != '/') {
		from--;
	}
	return str_sub(path, from, path.n);
}

static bool put_in(struct attaching *t, struct answer *answer, struct err *e)
{
	struct arena *a = t->c->arena;
	struct json *args = json_new_obj(a);
	struct upload *u = NULL;
	struct uploaded up;
	char hex[HASH_HEX];
	struct str paper = opt_str(t->o, "paper"), what = opt_str(t->o, "what");

	if (!seal_file(t, &u, &up, e)) {
		return false;
	}
	json_set_str(a, args, "dossier", t->dossier);
	json_set_str(a, args, "what", what.n > 0 ? what : STR("paper"));
	json_set_str(a, args, "file", str_dup(a, str_of(hash_hex(up.file, hex))));
	json_set_str(a, args, "name", name_of(t));
	if (paper.n > 0) {
		json_set_str(a, args, "paper", paper);
	}
	struct command c = { .key = str_fmt(a, "attach-%.32s", hex), .as = t->as,
			     .verb = STR("attach"), .args = args, .at = INSTANT_NONE };

	app_act(t->app, a, &c, answer);
	upload_settle(u, answer);
	if (!answer->ok) {
		*e = answer->err;
	}
	return answer->ok;
}

static int attach(struct attaching *t)
{
	struct answer answer;
	struct buf b;
	struct err e;

	if (!put_in(t, &answer, &e)) {
		return cli_fail(t->c, &e);
	}
	buf_init(&b, LIMIT_LINE);
	answer_write(&b, t->c->arena, &answer);
	if (t->c->json) {
		cli_line(t->c, STYLE_PLAIN, buf_view(&b));
	} else {
		cli_sentence(t->c, "attach.done", NULL, 0);
	}
	buf_done(&b);
	return EXIT_DONE;
}

/* ---- out ---- */

static bool copy_out(struct attaching *t, struct attachment *x, struct err *e)
{
	struct str part;

	for (int64_t at = 0; attachment_at(x, at, &part, e); at += (int64_t)part.n) {
		if (part.n == 0) {
			return true;
		}
		cli_put(t->c, STYLE_PLAIN, part);
	}
	return false;
}

static int get(struct attaching *t, int64_t number)
{
	struct attachment *x = NULL;
	struct attachment_facts facts;
	struct person_id who;
	struct err e;

	bool ok = attachment_reader(t->app, t->as, &who, &e) &&
		  attachment_open(t->app, t->c->arena, who, app_now(t->app), t->dossier, number,
				  &x, &facts, &e) &&
		  access_write(t->app, t->c->arena, &facts.note, 1, &e) && copy_out(t, x, &e);

	attachment_close(x);
	return ok ? EXIT_DONE : cli_fail(t->c, &e);
}

int cmd_attach(struct cli *c, const struct opts *o)
{
	struct attaching t = { .c = c, .o = o };
	int64_t number = 0, clock = INSTANT_NONE;
	struct err e;

	if (!opt_int(o, "get", 0, 1, LIMIT_FILES, &number, &e) ||
	    !opt_words(o, number > 0 ? 1 : 2, number > 0 ? 1 : 2, &e) ||
	    !opt_need(o, "as", &t.as, &e) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &clock, &e))) {
		return cli_misuse(c, &e);
	}
	struct app_options options = { .dir = db_dir(c, o), .clock = clock,
				       .access = APP_WRITER };

	if (!app_open(c->arena, &options, &t.app, &e)) {
		return cli_fail(c, &e);
	}
	t.dossier = o->word[0];
	int status = number > 0 ? get(&t, number) : attach(&t);

	app_close(t.app);
	return status;
}
