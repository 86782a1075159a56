/* The files of law/ for a command. */
#include "law_files.h"

#include "base/embed.h"
#include "base/limits.h"

#include "app/law_unpack.h"
#include "core/law_pack.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { FILES_MAX = 4096, DEPTH_MAX = 4 };

struct walk {
	struct cli *c;
	struct str root;
	struct law_source *file;
	size_t n;
};

static bool embedded(struct cli *c, struct law_source **out, size_t *n)
{
	*n = embed_count();
	*out = arena_array(c->arena, struct law_source, *n);
	for (size_t i = 0; i < *n; i++) {
		const struct embed_file *f = embed_at(i);
		(*out)[i] = (struct law_source){ .path = f->path, .text = f->bytes };
	}
	return true;
}

static bool take_file(struct walk *w, struct str path, struct str full, struct err *e)
{
	if (w->n == FILES_MAX) {
		return err_set(e, ERR_LIMIT, "law.folder", "path", str_cstr(w->c->arena, full),
			       NULL);
	}
	struct law_source *f = &w->file[w->n];
	f->path = path;
	if (!cli_read_file(w->c, full, LIMIT_LAW_FILE, &f->text, e)) {
		return false;
	}
	w->n++;
	return true;
}

/* Folders still to be read stand in a list, so that nothing recurses. */
struct folder {
	struct str path; /* relative, with a slash at the end, or empty */
	int depth;
};

static bool read_folder(struct walk *w, struct folder at, struct folder *todo, size_t *todos,
			struct err *e)
{
	struct arena *a = w->c->arena;
	struct str full = str_fmt(a, "%.*s/%.*s", STR_ARG(w->root), STR_ARG(at.path));
	DIR *d = opendir(str_cstr(a, full));
	if (d == NULL) {
		return cli_no_file(str_cstr(a, full), e);
	}
	bool fine = true;
	const struct dirent *entry;
	while (fine && (entry = readdir(d)) != NULL) {
		struct stat st;
		if (entry->d_name[0] == '.') {
			continue;
		}
		struct str path = str_fmt(a, "%.*s%s", STR_ARG(at.path), entry->d_name);
		struct str whole = str_fmt(a, "%.*s/%.*s", STR_ARG(w->root), STR_ARG(path));
		if (stat(str_cstr(a, whole), &st) != 0 || !S_ISDIR(st.st_mode)) {
			fine = take_file(w, path, whole, e);
		} else if (at.depth == DEPTH_MAX || *todos == FILES_MAX) {
			fine = err_set(e, ERR_LIMIT, "law.folder", "path", str_cstr(a, whole),
				       NULL);
		} else {
			todo[(*todos)++] =
				(struct folder){ .path = str_fmt(a, "%.*s/", STR_ARG(path)),
						 .depth = at.depth + 1 };
		}
	}
	(void)closedir(d); /* nothing was written */
	return fine;
}

bool law_files(struct cli *c, struct str dir, struct law_source **out, size_t *n, struct err *e)
{
	struct stat st;
	if (dir.n == 0) {
		return embedded(c, out, n);
	}
	if (stat(str_cstr(c->arena, dir), &st) == 0 && S_ISREG(st.st_mode)) {
		struct str bytes;
		return cli_read_file(c, dir, LIMIT_LAW_FILE, &bytes, e) &&
		       law_unpack(c->arena, dir, bytes, out, n, e);
	}
	struct walk w = { .c = c,
			  .root = dir,
			  .file = arena_array(c->arena, struct law_source, FILES_MAX) };
	struct folder *todo = arena_array(c->arena, struct folder, FILES_MAX);
	size_t todos = 1;
	todo[0] = (struct folder){ .path = { .p = "", .n = 0 } };
	for (size_t i = 0; i < todos; i++) {
		if (!read_folder(&w, todo[i], todo, &todos, e)) {
			return false;
		}
	}
	law_sort(w.file, w.n);
	*out = w.file;
	*n = w.n;
	return true;
}
