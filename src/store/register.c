/* The register of erasures. */
#include "register.h"

#include "store_impl.h"

#include "core/erasure.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { REGISTER_PATH = STORE_PATH + 16, LINE_MOST = 128 };

static bool line_of(struct str text, struct register_line *out)
{
	struct str id, rest, at;

	return str_cut(text, ' ', &id, &rest) && str_cut(rest, ' ', &out->ground, &at) &&
	       id_parse('s', id, &out->subject.v) && erasure_ground(out->ground) &&
	       tlog_number(at, &out->at);
}

bool register_scan(FILE *f, const char *path, register_fn *fn, void *ctx, struct err *e)
{
	char text[LINE_MOST];

	for (int64_t no = 1; fgets(text, sizeof(text), f) != NULL; no++) {
		struct register_line line;
		struct str s = str_of(text);

		if (str_is(s, "\n")) {
			continue;
		}
		if (!str_ends(s, STR("\n")) && feof(f)) {
			return true;	/* cut short: its erasure was not done either */
		}
		if (!str_ends(s, STR("\n")) || !line_of(str_sub(s, 0, s.n - 1), &line)) {
			err_set(e, ERR_CORRUPT, "erase.register", "file", path, NULL);
			return err_add_int(e, "line", no);
		}
		if (!fn(ctx, &line, e)) {
			return false;
		}
	}
	return ferror(f) == 0 || file_failed(e, path);
}

bool register_read(const char *path, register_fn *fn, void *ctx, struct err *e)
{
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		return errno == ENOENT || file_failed(e, path);
	}
	bool ok = register_scan(f, path, fn, ctx, e);

	(void)fclose(f);		/* only read */
	return ok;
}

bool register_there(const char *path)
{
	return access(path, F_OK) == 0;
}

struct finding {
	struct subject_id id;
	bool found;
};

static bool compare(void *ctx, const struct register_line *line, struct err *e)
{
	struct finding *f = ctx;

	(void)e;
	f->found = f->found || line->subject.v == f->id.v;
	return true;
}

/* A last line that was cut short goes; whoever it named is erased, and entered, again. */
static bool drop_cut_line(int fd)
{
	off_t end = lseek(fd, 0, SEEK_END), whole = end;
	char c = '\0';

	while (whole > 0 && pread(fd, &c, 1, whole - 1) == 1 && c != '\n') {
		whole--;
	}
	return end >= 0 && (whole == 0 || c == '\n') &&
	       (whole == end || ftruncate(fd, whole) == 0);
}

static bool append(const char *path, const struct register_line *line, struct err *e)
{
	char text[LINE_MOST], id[ID_TEXT];
	int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	int n = snprintf(text, sizeof(text), "%s %.*s %" PRId64 "\n",
			 id_text('s', line->subject.v, id), STR_ARG(line->ground), line->at);

	if (fd < 0) {
		return file_failed(e, path);
	}
	bool ok = drop_cut_line(fd) && write(fd, text, (size_t)n) == n && fsync(fd) == 0;

	ok = ok || file_failed(e, path);
	(void)close(fd);		/* synced */
	return ok;
}

bool register_add(const char *dir, const struct register_line *line, struct err *e)
{
	struct finding f = { .id = line->subject };
	char path[REGISTER_PATH];

	(void)snprintf(path, sizeof(path), "%s/" REGISTER_NAME, dir);
	if (!register_read(path, compare, &f, e)) {
		return false;
	}
	return f.found || (append(path, line, e) && file_sync_dir(dir, e));
}

static bool add_to(void *ctx, const struct register_line *line, struct err *e)
{
	return register_add(ctx, line, e);
}

bool register_merge(const char *from, const char *to, struct err *e)
{
	char path[REGISTER_PATH];

	(void)snprintf(path, sizeof(path), "%s/" REGISTER_NAME, from);
	return register_read(path, add_to, (void *)(uintptr_t)to, e);
}
