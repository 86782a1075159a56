/* `dunghen form01`. */
#include "cmd_form01.h"

#include "store.h"

#include "app/attach.h"
#include "app/form01.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct opt_spec form01_options[] = {
	DB_OPTION,
	{ "as", OPT_VALUE, "KEY" },
	{ "out", OPT_VALUE, "FILE" },
	{ "site", OPT_VALUE, "URL" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

enum { SHEET_MOST = 8 << 20 };

static bool make(struct cli *c, const struct opts *o, struct app *app, struct buf *pdf,
		 struct err *e)
{
	struct sheet *sheet = arena_new(c->arena, struct sheet);
	struct access_note note;
	struct person_id who;

	return attachment_reader(app, opt_str(o, "as"), &who, e) &&
	       app_form01(app, c->arena, who, app_now(app), o->word[0], opt_str(o, "site"), sheet,
			  &note, e) &&
	       access_write(app, c->arena, &note, 1, e) && c->faces->pdf(sheet, pdf, e);
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

int cmd_form01(struct cli *c, const struct opts *o)
{
	struct str as, out = opt_str(o, "out");
	int64_t clock = INSTANT_NONE;
	struct app *app;
	struct buf pdf;
	struct err e;

	if (!opt_words(o, 1, 1, &e) || !opt_need(o, "as", &as, &e) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &clock, &e))) {
		return cli_misuse(c, &e);
	}
	struct app_options options = { .dir = db_dir(c, o), .clock = clock,
				       .access = APP_WRITER };

	if (!app_open(c->arena, &options, &app, &e)) {
		return cli_fail(c, &e);
	}
	buf_init(&pdf, SHEET_MOST);
	bool ok = make(c, o, app, &pdf, &e);

	app_close(app);
	if (ok && out.n > 0) {
		ok = write_file(c, out, buf_view(&pdf), &e);
	} else if (ok) {
		cli_put(c, STYLE_PLAIN, buf_view(&pdf));
	}
	buf_done(&pdf);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
