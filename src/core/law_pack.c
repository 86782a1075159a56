/* Files of law/ in an archive, or one alone. */
#include "law_pack.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

/* Insertion: a few dozen files, nearly sorted or not. */
void law_sort(struct law_source *f, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct law_source one = f[i];
		size_t k = i;

		while (k > 0 && str_cmp(f[k - 1].path, one.path) > 0) {
			f[k] = f[k - 1];
			k--;
		}
		f[k] = one;
	}
}

void law_pack_write(struct buf *out, struct arena *a, const struct law_source *files, size_t n)
{
	struct zipped *zip = arena_array(a, struct zipped, n);

	for (size_t i = 0; i < n; i++) {
		zip[i] = (struct zipped){ files[i].path, files[i].text };
	}
	zip_write(out, zip, n);
}

bool law_fits(const struct law_source *files, size_t n, struct err *e)
{
	size_t bytes = 0;

	for (size_t i = 0; i < n; i++) {
		bytes += files[i].text.n;
	}
	if (n > LIMIT_LAW_FILES) {
		(void)err_set(e, ERR_LIMIT, "law.files", NULL);
		return err_add_int(e, "max", LIMIT_LAW_FILES);
	}
	if (bytes > LIMIT_LAW) {
		(void)err_set(e, ERR_LIMIT, "law.large", NULL);
		return err_add_int(e, "max", LIMIT_LAW);
	}
	return true;
}

/* ---- an archive ---- */

/* What systems put beside the files; ".." is none of that. */
static bool part_beside(struct str part)
{
	return str_is(part, "__MACOSX") ||
	       (str_starts(part, STR(".")) && !str_is(part, "..") && !str_is(part, "."));
}

static bool beside(struct str path)
{
	struct str part, rest = path;

	while (str_cut(rest, '/', &part, &rest)) {
		if (part_beside(part)) {
			return true;
		}
	}
	return part_beside(part);
}

/* Words between slashes, as law/ has them; never a way out of it. */
static bool path_good(struct str path)
{
	bool ok = path.n > 0 && path.n <= LAW_PACK_NAME;
	char before = '/';

	for (size_t i = 0; ok && i < path.n; i++) {
		char c = path.p[i];

		ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		     c == '_' || c == '-' || (before != '/' && (c == '.' || c == '/'));
		before = c;
	}
	return ok && before != '/';
}

static bool folder_of_law(struct str name)
{
	return str_is(name, "procedures") || str_is(name, "calendar") || str_is(name, "units");
}

/* The length of the folder that all stand in, with its slash; 0: there is none. */
static size_t common_folder(const struct law_source *files, size_t n)
{
	struct str folder, rest;

	if (n == 0 || !str_cut(files[0].path, '/', &folder, &rest) || folder_of_law(folder)) {
		return 0;
	}
	for (size_t i = 1; i < n; i++) {
		struct str one;

		if (!str_cut(files[i].path, '/', &one, &rest) || !str_eq(one, folder)) {
			return 0;
		}
	}
	return folder.n + 1;
}

static bool bad_path(struct arena *a, struct str path, struct err *e)
{
	struct str shown = utf8_valid(path) ? utf8_prefix(path, LAW_PACK_NAME) : STR("?");

	return err_set(e, ERR_INVALID, "law.pack.path", "path", str_cstr(a, shown), NULL);
}

/* Which of two of the same name is meant, tools tell differently. */
static bool all_differ(struct arena *a, const struct law_source *f, size_t n, struct err *e)
{
	for (size_t i = 1; i < n; i++) {
		if (str_eq(f[i].path, f[i - 1].path)) {
			return err_set(e, ERR_INVALID, "law.duplicate", "id",
				       str_cstr(a, f[i].path), NULL);
		}
	}
	return true;
}

bool law_pack_files(struct arena *a, const struct zipped *zip, size_t files,
		    struct law_source **out, size_t *n, struct err *e)
{
	struct law_source *f = arena_array(a, struct law_source, files);
	size_t kept = 0;

	for (size_t i = 0; i < files; i++) {
		if (beside(zip[i].name)) {
			continue;
		}
		if (!path_good(zip[i].name)) {
			return bad_path(a, zip[i].name, e);
		}
		f[kept++] = (struct law_source){ zip[i].name, zip[i].bytes };
	}
	size_t folder = common_folder(f, kept);

	for (size_t i = 0; i < kept; i++) {
		f[i].path = str_sub(f[i].path, folder, f[i].path.n);
	}
	if (kept == 0) {
		return err_set(e, ERR_INVALID, "law.pack.empty", NULL);
	}
	law_sort(f, kept);
	*out = f;
	*n = kept;
	return all_differ(a, f, kept, e) && law_fits(f, kept, e);
}

/* ---- one file ---- */

static struct str plain_name(struct str name)
{
	size_t from = name.n;

	while (from > 0 && name.p[from - 1] != '/' && name.p[from - 1] != '\\') {
		from--;
	}
	return str_sub(name, from, name.n);
}

/* The list that makes each file what it is; the others go by their names. */
static struct str place_of(struct arena *a, const struct json *v, struct str name)
{
	static const struct { const char *list, *path; } known[] = {
		{ "rule_sets", "rule-sets.json" }, { "calendars", "calendars.json" },
		{ "profiles", "profiles.json" },
	};

	if (json_arr(v, "versions") != NULL && json_str(v, "code").n > 0) {
		struct str code = json_str(v, "code");

		return STR_JOIN(a, STR("procedures/"), code, STR(".json"));
	}
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (json_arr(v, known[i].list) != NULL) {
			return str_of(known[i].path);
		}
	}
	return str_is(name, "codes.json") || str_is(name, "posts.json") ? name : STR("");
}

bool law_pack_alone(struct arena *a, struct str name, struct str bytes, struct law_source *out,
		    struct err *e)
{
	struct str file = plain_name(name), path = STR("");
	const struct json *v;

	if (str_ends(file, STR(".csv"))) {
		path = STR_JOIN(a, STR("calendar/"), file);
	} else if (str_ends(file, STR(".json"))) {
		if (!json_parse(a, bytes, &v, e)) {
			return false;
		}
		path = place_of(a, v, file);
	}
	if (path.n == 0) {
		struct str shown = utf8_valid(file) ? utf8_prefix(file, LAW_PACK_NAME) : STR("?");

		return err_set(e, ERR_INVALID, "law.pack.name", "name", str_cstr(a, shown), NULL);
	}
	if (!path_good(path)) {
		return bad_path(a, path, e);
	}
	*out = (struct law_source){ path, bytes };
	return law_fits(out, 1, e);
}
