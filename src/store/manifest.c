/* Writing and reading the list of a backup's parts. */
#include "manifest.h"

#include "store_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 320 };

static const char *path_in(struct arena *a, const char *dir, const char *name)
{
	return str_cstr(a, str_fmt(a, "%s/%s", dir, name));
}

bool manifest_begin(struct arena *a, const char *dir, const struct backup_head *h,
		    struct manifest_out *out, struct err *e)
{
	struct manifest_out m = { .dir = dir, .fresh = path_in(a, dir, "MANIFEST.new") };
	char root[HASH_HEX], first[HASH_HEX];

	(void)unlink(m.fresh);		/* left over */
	int fd = open(m.fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	m.f = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (m.f == NULL) {
		return file_failed(e, m.fresh);
	}
	(void)fprintf(m.f, "# dunghen-backup 1 %" PRId64 " %" PRId64 " %" PRId64 " %s %s\n",
		      h->generation, h->size, h->at, hash_hex(h->root, root),
		      hash_hex(h->first, first));
	*out = m;
	return true;
}

bool manifest_part(struct manifest_out *m, const char *path, struct hash h, struct err *e)
{
	char hex[HASH_HEX];

	m->parts++;
	return fprintf(m->f, "%s  %s\n", hash_hex(h, hex), path) > 0 ||
	       file_failed(e, m->fresh);
}

bool manifest_end(struct arena *a, struct manifest_out *m, struct err *e)
{
	FILE *f = m->f;
	bool ok = fprintf(f, "# end %" PRId64 "\n", m->parts) > 0 && fflush(f) == 0 &&
		  fsync(fileno(f)) == 0;

	if (!ok) {
		file_failed(e, m->fresh);
		manifest_drop(m);
		return false;
	}
	m->f = NULL;
	return (fclose(f) == 0 && rename(m->fresh, path_in(a, m->dir, "MANIFEST")) == 0) ?
		       file_sync_dir(m->dir, e) : file_failed(e, m->fresh);
}

void manifest_drop(struct manifest_out *m)
{
	if (m->f != NULL) {
		(void)fclose(m->f);	/* thrown away */
		(void)unlink(m->fresh);
		m->f = NULL;
	}
}

/* ---- reading ---- */

static bool head_of(const char *line, struct backup_head *h)
{
	char root[HASH_HEX], first[HASH_HEX];

	return sscanf(line, "# dunghen-backup 1 %" SCNd64 " %" SCNd64 " %" SCNd64
		      " %64[0-9a-f] %64[0-9a-f]", &h->generation, &h->size, &h->at, root,
		      first) == 5 &&
	       hash_from_hex(str_of(root), &h->root) && hash_from_hex(str_of(first), &h->first) &&
	       h->generation > 0 && h->size > 0;
}

/* No way out of the backup's folder. */
static bool part_of(char *line, struct hash *h, const char **path)
{
	size_t n = strlen(line);

	if (n < HASH_HEX + 2 || strncmp(line + HASH_HEX - 1, "  ", 2) != 0) {
		return false;
	}
	*path = line + HASH_HEX + 1;
	return hash_from_hex(str_sub(str_of(line), 0, HASH_HEX - 1), h) && **path != '/' &&
	       strstr(*path, "..") == NULL && strlen(*path) < PART_PATH;
}

struct reading {
	FILE *f;
	manifest_fn *fn;
	void *ctx;
	char line[LINE_MOST];
};

/* The next line without its end; false at the end, or when it has none. */
static bool next_line(struct reading *r)
{
	size_t n = fgets(r->line, sizeof(r->line), r->f) != NULL ? strlen(r->line) : 0;

	if (n == 0 || r->line[n - 1] != '\n') {
		return false;
	}
	r->line[n - 1] = '\0';
	return true;
}

/* *whole stays false when a line is wrong or the last one is missing. */
static bool read_parts(struct reading *r, bool *whole, struct err *e)
{
	int64_t parts = 0, said = -1;

	while (next_line(r)) {
		struct hash h;
		const char *path;

		if (sscanf(r->line, "# end %" SCNd64, &said) == 1) {
			*whole = said == parts && fgetc(r->f) == EOF;
			return true;
		}
		if (!part_of(r->line, &h, &path)) {
			return true;
		}
		parts++;
		if (r->fn != NULL && !r->fn(r->ctx, path, h, e)) {
			return false;
		}
	}
	return true;
}

bool manifest_read(struct arena *a, const char *dir, struct backup_head *head,
		   manifest_fn *fn, void *ctx, struct err *e)
{
	const char *path = path_in(a, dir, "MANIFEST");
	struct reading r = { .f = fopen(path, "r"), .fn = fn, .ctx = ctx };
	struct backup_head h;
	bool whole = false, ok = true;

	if (r.f == NULL) {
		return errno == ENOENT || errno == ENOTDIR ?
			       err_set(e, ERR_NOT_FOUND, "backup.none", "dir", dir, NULL) :
			       file_failed(e, path);
	}
	if (next_line(&r) && head_of(r.line, &h)) {
		*head = h;
		ok = read_parts(&r, &whole, e);
	}
	(void)fclose(r.f);		/* only read */
	return ok && (whole || err_set(e, ERR_CORRUPT, "backup.manifest", "file", path, NULL));
}
