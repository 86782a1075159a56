/* `dunghen form`. */
#include "cmd_form.h"

#include "store.h"

#include "app/attach.h"
#include "app/forms.h"
#include "app/register.h"
#include "app/view.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct opt_spec form_options[] = {
	DB_OPTION,
	{ "as", OPT_VALUE, "KEY" },
	{ "out", OPT_VALUE, "FILE" },
	{ "site", OPT_VALUE, "URL" },
	{ "from", OPT_VALUE, "DAY" },
	{ "to", OPT_VALUE, "DAY" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

enum { SHEET_MOST = 8 << 20 };

/* Of a counter; it opens nobody's file, so that there is nothing to note. */
static bool book(struct cli *c, const struct opts *o, struct app *app, struct person_id who,
		 struct sheet *sheet, struct err *e)
{
	struct str from = opt_str(o, "from"), to = opt_str(o, "to");
	struct day first = day_of(app_now(app)), last;

	if (from.n > 0 && !day_parse(from, &first, e)) {
		return false;
	}
	last = first;
	return (to.n == 0 || day_parse(to, &last, e)) &&
	       app_register(app, c->arena, who, app_now(app), o->word[0], first, last, sheet, e);
}

static bool make(struct cli *c, const struct opts *o, struct app *app, struct buf *pdf,
		 struct err *e)
{
	struct sheet *sheet = arena_new(c->arena, struct sheet);
	struct form_asked asked = { .dossier = o->word[0], .form = o->word[1],
				    .site = opt_str(o, "site"), .at = app_now(app) };
	struct access_note note;

	if (!attachment_reader(app, opt_str(o, "as"), &asked.who, e)) {
		return false;
	}
	if (str_is(asked.form, "register")) {
		return book(c, o, app, asked.who, sheet, e) && c->faces->pdf(sheet, pdf, e);
	}
	return app_form(app, c->arena, &asked, sheet, &note, e) &&
	       access_write(app, c->arena, &note, 1, e) && c->faces->pdf(sheet, pdf, e);
}

/* A line for each: its word and what it is called. */
static bool list(struct cli *c, const struct opts *o, struct app *app, struct err *e)
{
	const struct dossier *d;
	struct form_list forms;

	if (!app_dossier(app, c->arena, o->word[0], &d, e) ||
	    !app_forms(app, c->arena, d->id, &forms, e)) {
		return false;
	}
	for (size_t i = 0; i < forms.n; i++) {
		struct str word = form_word(c->arena, &forms.form[i]);
		const char *key = str_fmt(c->arena, "form.name.%s", forms.form[i].name).p;

		cli_line(c, STYLE_PLAIN,
			 str_fmt(c->arena, "%.*s  %.*s", STR_ARG(word),
				 STR_ARG(text_get(c->lang, key))));
	}
	return true;
}

/* And no pipe or terminal. */
static bool regular(int fd)
{
	struct stat st;
	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

/* Names and addresses stand on it: for whoever prints it alone, whatever the umask, and
 * also where a file of that name was open to others. */
static bool write_file(struct cli *c, struct str path, struct str bytes, struct err *e)
{
	const char *name = str_cstr(c->arena, path);
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && (!regular(fd) || fchmod(fd, 0600) == 0);

	while (ok && bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		ok = n >= 0 || errno == EINTR;
		bytes = str_sub(bytes, n > 0 ? (size_t)n : 0, bytes.n);
	}
	if (fd >= 0 && close(fd) != 0) {
		ok = false;
	}
	return ok || err_set(e, ERR_IO, "store.file", "file", name, "detail", strerror(errno),
			     NULL);
}

int cmd_form(struct cli *c, const struct opts *o)
{
	struct str as, out = opt_str(o, "out");
	int64_t clock = INSTANT_NONE;
	struct app *app;
	struct buf pdf;
	struct err e;

	if (!opt_words(o, 1, 2, &e) || (o->words == 2 && !opt_need(o, "as", &as, &e)) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &clock, &e))) {
		return cli_misuse(c, &e);
	}
	struct app_options options = { .dir = db_dir(c, o), .clock = clock,
				       .access = APP_WRITER };

	if (!app_open(c->arena, &options, &app, &e)) {
		return cli_fail(c, &e);
	}
	buf_init(&pdf, SHEET_MOST);
	bool ok = o->words == 2 ? make(c, o, app, &pdf, &e) : list(c, o, app, &e);

	app_close(app);
	if (ok && o->words == 2 && out.n > 0) {
		ok = write_file(c, out, buf_view(&pdf), &e);
	} else if (ok) {
		cli_put(c, STYLE_PLAIN, buf_view(&pdf));
	}
	buf_done(&pdf);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
