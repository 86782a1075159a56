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

static bool next_number(struct str *rest, int64_t *out)
{
	struct str word;

	(void)str_cut(*rest, ' ', &word, rest);
	return tlog_number(word, out);
}

static bool next_hash(struct str *rest, struct hash *out)
{
	struct str word;

	(void)str_cut(*rest, ' ', &word, rest);
	return hash_from_hex(word, out);
}

static bool head_of(struct str line, struct backup_head *h)
{
	struct str mark = STR("# dunghen-backup 1 ");
	struct str rest = str_sub(line, mark.n, line.n);

	return str_starts(line, mark) && next_number(&rest, &h->generation) &&
	       next_number(&rest, &h->size) && next_number(&rest, &h->at) &&
	       next_hash(&rest, &h->root) && hash_from_hex(rest, &h->first) &&
	       h->generation > 0 && h->size > 0;
}

/* One of ours and no other: a path could lead out of the folder. */
static bool part_path(struct str path, struct hash h, int64_t generation)
{
	static const char *const names[] = { "store.db", "keys.db", "master.key", "log.key" };
	char hex[HASH_HEX];
	struct str number, name, pair;
	int64_t n;

	if (!str_cut(path, '/', &number, &name)) {
		return false;
	}
	if (str_is(number, "files")) {
		hash_hex(h, hex);
		return str_cut(name, '/', &pair, &name) &&
		       str_eq(pair, str_sub(str_of(hex), 0, 2)) &&
		       str_eq(name, str_sub(str_of(hex), 2, HASH_HEX - 1));
	}
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_is(name, names[i])) {
			return tlog_number(number, &n) && n == generation;
		}
	}
	return false;
}

static bool part_of(struct str line, int64_t generation, struct hash *h, const char **path)
{
	struct str name = str_sub(line, HASH_HEX + 1, line.n);

	*path = name.p;			/* ends where the line does */
	return str_eq(str_sub(line, HASH_HEX - 1, HASH_HEX + 1), STR("  ")) &&
	       hash_from_hex(str_sub(line, 0, HASH_HEX - 1), h) &&
	       part_path(name, *h, generation);
}

struct reading {
	FILE *f;
	struct backup_head head;
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
	struct str end = STR("# end ");
	int64_t parts = 0, said = -1;

	while (next_line(r)) {
		struct str line = str_of(r->line);
		struct hash h;
		const char *path;

		if (str_starts(line, end)) {
			*whole = tlog_number(str_sub(line, end.n, line.n), &said) &&
				 said == parts && fgetc(r->f) == EOF;
			return true;
		}
		if (!part_of(line, r->head.generation, &h, &path)) {
			return true;
		}
		parts++;
		if (r->fn != NULL && !r->fn(r->ctx, path, h, e)) {
			return false;
		}
	}
	return true;
}

bool manifest_scan(FILE *f, const char *path, struct backup_head *head, manifest_fn *fn,
		   void *ctx, struct err *e)
{
	struct reading r = { .f = f, .fn = fn, .ctx = ctx };
	bool whole = false;

	if (next_line(&r) && head_of(str_of(r.line), &r.head) && !read_parts(&r, &whole, e)) {
		return false;
	}
	if (!whole) {
		return err_set(e, ERR_CORRUPT, "backup.manifest", "file", path, NULL);
	}
	*head = r.head;
	return true;
}

bool manifest_read(struct arena *a, const char *dir, struct backup_head *head,
		   manifest_fn *fn, void *ctx, struct err *e)
{
	const char *path = path_in(a, dir, "MANIFEST");
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		return errno == ENOENT || errno == ENOTDIR ?
			       err_set(e, ERR_NOT_FOUND, "backup.none", "dir", dir, NULL) :
			       file_failed(e, path);
	}
	bool ok = manifest_scan(f, path, head, fn, ctx, e);

	(void)fclose(f);		/* only read */
	return ok;
}
