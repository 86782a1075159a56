/* The register of erasures. */
#include "register.h"

#include "store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { REGISTER_PATH = STORE_PATH + 16, LINE_MOST = 128, GROUND_MOST = 24 };

/* A last line that was cut short is written again after it. */
static bool line_of(const char *text, char ground[GROUND_MOST], struct register_line *out)
{
	char id[ID_TEXT + 1];
	int end = 0;

	if (sscanf(text, "%14s %23s %" SCNd64 "%n", id, ground, &out->at, &end) != 3 ||
	    text[end] != '\n' || !id_parse('s', str_of(id), &out->subject.v)) {
		return false;
	}
	out->ground = str_of(ground);
	return true;
}

static bool read_lines(FILE *f, const char *path, register_fn *fn, void *ctx, struct err *e)
{
	char text[LINE_MOST], ground[GROUND_MOST];

	for (int64_t no = 1; fgets(text, sizeof(text), f) != NULL; no++) {
		struct register_line line;

		if (strcmp(text, "\n") == 0) {
			continue;
		}
		if (!line_of(text, ground, &line)) {
			err_set(e, ERR_CORRUPT, "erase.register", "file", path, NULL);
			return err_add_int(e, "line", no);
		}
		if (!fn(ctx, &line, e)) {
			return false;
		}
	}
	return true;
}

bool register_read(const char *path, register_fn *fn, void *ctx, struct err *e)
{
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		return errno == ENOENT || file_failed(e, path);
	}
	bool ok = read_lines(f, path, fn, ctx, e);

	(void)fclose(f);		/* only read */
	return ok;
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

static bool append(const char *path, const struct register_line *line, struct err *e)
{
	char text[LINE_MOST], id[ID_TEXT];
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	int n = snprintf(text, sizeof(text), "%s %.*s %" PRId64 "\n",
			 id_text('s', line->subject.v, id), STR_ARG(line->ground), line->at);

	if (fd < 0) {
		return file_failed(e, path);
	}
	bool ok = write(fd, text, (size_t)n) == n && fsync(fd) == 0;

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
