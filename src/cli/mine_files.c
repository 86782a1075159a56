/* The files that `mine` writes. */
#include "mine_files.h"

#include "app/mine_export.h"
#include "app/mine_write.h"

#include <errno.h>
#include <string.h>

bool mine_files_of_ledger(struct cli *c, const struct opts *o, struct app *app, struct err *e)
{
	static const struct {
		const char *option;
		enum mine_format format;
	} files[] = { { "xes", MINE_FORMAT_XES }, { "csv", MINE_FORMAT_CSV },
		      { "ocel", MINE_FORMAT_OCEL_JSON } };

	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		struct str path = opt_str(o, files[i].option);
		enum mine_format format = files[i].format;

		if (path.n == 0) {
			continue;
		}
		if ((format == MINE_FORMAT_OCEL_JSON && !mine_format_named(path, &format, e)) ||
		    !mine_export(app, format, str_cstr(c->arena, path), e)) {
			return false;
		}
	}
	return true;
}

static bool copy(struct cli *c, const struct opts *o, const struct mine_write *w, struct err *e)
{
	for (size_t i = 0; i < o->words; i++) {
		FILE *f;

		if (!cli_open_file(c, o->word[i], &f, e)) {
			return false;
		}
		bool ok = mine_copy_xes(w, f, i == 0, i + 1 == o->words, e);

		(void)fclose(f);
		if (!ok) {
			return false;
		}
	}
	return true;
}

static bool write_to(struct cli *c, const struct opts *o, const char *option,
		     struct mine_write *w, struct err *e)
{
	const char *name = str_cstr(c->arena, opt_str(o, option));

	if (!opt_has(o, option)) {
		return true;
	}
	w->out = fopen(name, "wbx");
	bool ok = w->out != NULL &&
		  (strcmp(option, "csv") == 0 ? mine_write_text(w, e)
		   : mine_all_xes(w->in) ? copy(c, o, w, e) : mine_write_xes(w, e));

	if (w->out == NULL || (fclose(w->out) != 0 && ok)) {
		ok = err_set(e, ERR_IO, "store.file", "file", name, "detail",
			     strerror(errno), NULL);
	}
	if (!ok && w->out != NULL) {
		(void)remove(name);	/* half a log is none */
	}
	return ok;
}

bool mine_files_of_logs(struct cli *c, const struct opts *o, struct mine_in *in,
			const struct mine_view *v, struct err *e)
{
	struct mine_write w = { .in = in, .view = v };

	if (opt_has(o, "ocel")) {
		return err_set(e, ERR_INVALID, "opt.missing", "name", "db", NULL);
	}
	return write_to(c, o, "xes", &w, e) && write_to(c, o, "csv", &w, e);
}
