/* Where `mine` writes. */
#include "mine_save.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool same_file(struct cli *c, const struct stat *out, struct str path)
{
	struct stat in;

	return path.n > 0 && stat(str_cstr(c->arena, path), &in) == 0 &&
	       in.st_dev == out->st_dev && in.st_ino == out->st_ino;
}

static bool is_input(struct cli *c, const struct opts *o, const struct stat *out)
{
	static const char *const reads[] = { "office", "steps", "calendar" };

	for (size_t i = 0; i < o->words; i++) {
		if (same_file(c, out, o->word[i])) {
			return true;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(reads); i++) {
		if (opt_has(o, reads[i]) && same_file(c, out, opt_str(o, reads[i]))) {
			return true;
		}
	}
	return false;
}

bool mine_may_save(struct cli *c, const struct opts *o, struct err *e)
{
	static const struct {
		const char *option;
		bool new;
	} writes[] = { { "xes", true }, { "csv", true }, { "ocel", true }, { "bpmn", true },
		       { "svg", false }, { "html", false } };

	for (size_t i = 0; i < ARRAY_LEN(writes); i++) {
		const char *option = writes[i].option;
		struct stat out;

		if (!opt_has(o, option)) {
			continue;
		}
		const char *name = str_cstr(c->arena, opt_str(o, option));

		if (writes[i].new && str_ends(opt_str(o, option), STR(".gz"))) {
			return err_set(e, ERR_INVALID, "mine.packed_out", "option", option, "file",
				       name, NULL);
		}
		if (stat(name, &out) != 0) {
			continue;
		}
		if (is_input(c, o, &out)) {
			return err_set(e, ERR_CONFLICT, "mine.over_input", "option", option,
				       "file", name, NULL);
		}
		/* What is no file (/dev/stdout) keeps nothing that could be lost. */
		if (writes[i].new && S_ISREG(out.st_mode)) {
			return err_set(e, ERR_CONFLICT, "mine.exists", "option", option, "file",
				       name, NULL);
		}
	}
	return true;
}

static bool failed(const char *name, struct err *e)
{
	return err_set(e, ERR_IO, "store.file", "file", name, "detail", strerror(errno), NULL);
}

static bool write_whole(const struct buf *b, const char *to, const char *name, struct err *e)
{
	FILE *f = fopen(to, "wb");

	if (f == NULL) {
		return failed(name, e);
	}
	bool whole = fwrite(b->p, 1, b->n, f) == b->n;

	return (fclose(f) == 0 && whole) || failed(name, e);
}

bool mine_save(struct cli *c, const struct buf *b, struct str path, struct err *e)
{
	const char *name = str_cstr(c->arena, path);
	struct stat there;

	if (!buf_ok(b)) {
		return err_set(e, ERR_LIMIT, "mine.large", "file", name, NULL);
	}
	/* A link, or what is no file, is written through. */
	if (lstat(name, &there) == 0 && !S_ISREG(there.st_mode)) {
		return write_whole(b, name, name, e);
	}
	const char *fresh = str_cstr(c->arena, str_fmt(c->arena, "%s.%ld.new", name,
						       (long)getpid()));
	bool ok = write_whole(b, fresh, name, e) && (rename(fresh, name) == 0 || failed(name, e));

	if (!ok) {
		(void)unlink(fresh);	/* where it could be made at all */
	}
	return ok;
}
