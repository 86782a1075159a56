/* Bytes out of files, gzip and zip archives. */
#include "unpack.h"

#include "library.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

enum { PACKED_BYTES = 64 << 10, PIECE_BYTES = 16 << 10, GZIP_WINDOW = 15 + 16 };

struct zlib {
	__typeof__(&inflateInit2_) init;
	__typeof__(&inflate) inflate;
	__typeof__(&inflateReset) reset;
	__typeof__(&inflateEnd) end;
};

static const struct library_call zlib_calls[] = {
	{ "inflateInit2_", offsetof(struct zlib, init) },
	{ "inflate", offsetof(struct zlib, inflate) },
	{ "inflateReset", offsetof(struct zlib, reset) },
	{ "inflateEnd", offsetof(struct zlib, end) },
};

struct libzip {
	__typeof__(&zip_fdopen) fdopen;
	__typeof__(&zip_source_buffer_create) in_memory;
	__typeof__(&zip_source_free) no_source;
	__typeof__(&zip_open_from_source) open;
	__typeof__(&zip_get_error) error;
	__typeof__(&zip_error_code_zip) code;
	__typeof__(&zip_get_num_entries) entries;
	__typeof__(&zip_get_name) name;
	__typeof__(&zip_name_locate) locate;
	__typeof__(&zip_fopen_index) fopen;
	__typeof__(&zip_fread) fread;
	__typeof__(&zip_fclose) fclose;
	__typeof__(&zip_discard) discard;
};

static const struct library_call zip_calls[] = {
	{ "zip_fdopen", offsetof(struct libzip, fdopen) },
	{ "zip_source_buffer_create", offsetof(struct libzip, in_memory) },
	{ "zip_source_free", offsetof(struct libzip, no_source) },
	{ "zip_open_from_source", offsetof(struct libzip, open) },
	{ "zip_get_error", offsetof(struct libzip, error) },
	{ "zip_error_code_zip", offsetof(struct libzip, code) },
	{ "zip_get_num_entries", offsetof(struct libzip, entries) },
	{ "zip_get_name", offsetof(struct libzip, name) },
	{ "zip_name_locate", offsetof(struct libzip, locate) },
	{ "zip_fopen_index", offsetof(struct libzip, fopen) },
	{ "zip_fread", offsetof(struct libzip, fread) },
	{ "zip_fclose", offsetof(struct libzip, fclose) },
	{ "zip_discard", offsetof(struct libzip, discard) },
};

struct archive {
	struct libzip lib;
	zip_t *zip;
};

struct unpack {
	const char *name;		/* of the part, for errors */
	int64_t most, had;
	FILE *file;			/* or NULL: a part */
	const struct archive *archive;
	zip_file_t *part;
	bool gzip, ended;
	struct zlib lib;
	z_stream z;
	unsigned char *packed;
};

static bool load(const char *name, const struct library_call *call, size_t n, void *out,
		 struct err *e)
{
	struct err why;

	return library_load(name, call, n, out, &why) ||
	       err_set(e, ERR_IO, "unpack.library", "name", name, "why",
		       err_arg(&why, "why"), NULL);
}

static bool damaged(const char *name, const char *why, struct err *e)
{
	return err_set(e, ERR_INVALID, "unpack.damaged", "part", name, "why", why, NULL);
}

static bool unread(struct err *e)
{
	return err_set(e, ERR_IO, "table.read", "reason", strerror(errno), NULL);
}

/* ---- files ---- */

static bool start_gzip(struct arena *a, struct unpack *u, struct err *e)
{
	if (!load("libz.so.1", zlib_calls, ARRAY_LEN(zlib_calls), &u->lib, e)) {
		return false;
	}
	u->packed = arena_array(a, unsigned char, PACKED_BYTES);
	u->gzip = u->lib.init(&u->z, GZIP_WINDOW, ZLIB_VERSION, (int)sizeof(u->z)) == Z_OK;
	return u->gzip || damaged(u->name, "zlib", e);
}

bool unpack_file(struct arena *a, FILE *f, int64_t most, struct unpack **out, struct err *e)
{
	struct unpack *u = arena_new(a, struct unpack);
	unsigned char first[2];

	*u = (struct unpack){ .name = "gzip", .most = most, .file = f };
	if (fseek(f, 0, SEEK_SET) != 0) {
		return unread(e);
	}
	size_t n = fread(first, 1, sizeof(first), f);

	if (ferror(f) || fseek(f, 0, SEEK_SET) != 0) {
		return unread(e);
	}
	if (n == 2 && first[0] == 0x1f && first[1] == 0x8b && !start_gzip(a, u, e)) {
		return false;
	}
	*out = u;
	return true;
}

static bool more_packed(struct unpack *u, struct err *e)
{
	if (u->z.avail_in > 0) {
		return true;
	}
	u->z.next_in = u->packed;
	u->z.avail_in = (unsigned)fread(u->packed, 1, PACKED_BYTES, u->file);
	return !ferror(u->file) || unread(e);
}

/* Tapes and some programs fill a file up with zeros. */
static void past_padding(struct unpack *u)
{
	while (u->z.avail_in > 0 && *u->z.next_in == 0) {
		u->z.next_in++;
		u->z.avail_in--;
	}
}

static bool read_gzip(struct unpack *u, void *to, size_t most, size_t *n, struct err *e)
{
	u->z.next_out = to;
	u->z.avail_out = (unsigned)most;
	while (u->z.avail_out == most) {
		if (!more_packed(u, e)) {
			return false;
		}
		if (u->ended) {		/* another member may follow */
			past_padding(u);
			if (u->z.avail_in == 0 && feof(u->file)) {
				break;
			}
			if (u->z.avail_in == 0) {
				continue;	/* more of it */
			}
			u->ended = false;
			(void)u->lib.reset(&u->z);
		}
		if (u->z.avail_in == 0) {
			return damaged(u->name, "cut off", e);
		}
		int got = u->lib.inflate(&u->z, Z_NO_FLUSH);

		bool hungry = got == Z_BUF_ERROR && u->z.avail_in == 0;

		if (got != Z_OK && got != Z_STREAM_END && !hungry) {
			return damaged(u->name, u->z.msg != NULL ? u->z.msg : "gzip", e);
		}
		u->ended = got == Z_STREAM_END;
	}
	*n = most - u->z.avail_out;
	return true;
}

static bool read_plain(struct unpack *u, void *to, size_t most, size_t *n, struct err *e)
{
	*n = fread(to, 1, most, u->file);
	return !ferror(u->file) || unread(e);
}

/* ---- parts ---- */

bool archive_looks(struct str first)
{
	return str_starts(first, STR("PK\3\4")) || str_starts(first, STR("PK\5\6"));
}

static bool load_zip(struct archive *z, struct err *e)
{
	return load("libzip.so.4", zip_calls, ARRAY_LEN(zip_calls), &z->lib, e);
}

bool archive_open(struct arena *a, FILE *f, struct archive **out, struct err *e)
{
	struct archive *z = arena_new(a, struct archive);
	int why = 0;

	if (!load_zip(z, e)) {
		return false;
	}
	int fd = fcntl(fileno(f), F_DUPFD_CLOEXEC, 3);

	if (fd < 0) {
		return unread(e);
	}
	z->zip = z->lib.fdopen(fd, 0, &why);
	if (z->zip == NULL) {
		(void)close(fd);
		return damaged("zip", "zip", e);
	}
	*out = z;
	return true;
}

bool archive_has(const struct archive *z, const char *part)
{
	return z->lib.locate(z->zip, part, 0) >= 0;
}

void archive_close(struct archive *z)
{
	if (z != NULL && z->zip != NULL) {
		z->lib.discard(z->zip);
		z->zip = NULL;
	}
}

static bool closed(const struct archive *z, const char *part, struct err *e)
{
	int code = z->lib.code(z->lib.error(z->zip));

	return code == ZIP_ER_NOPASSWD || code == ZIP_ER_COMPNOTSUPP ||
	       code == ZIP_ER_ENCRNOTSUPP
		? err_set(e, ERR_INVALID, "unpack.locked", "part", part, NULL)
		: damaged(part, "zip", e);
}

static bool open_at(const struct archive *z, zip_uint64_t at, struct unpack *u, struct err *e)
{
	u->archive = z;
	u->part = z->lib.fopen(z->zip, at, 0);
	return u->part != NULL || closed(z, u->name, e);
}

bool unpack_part(struct arena *a, struct archive *z, const char *part, int64_t most,
		 struct unpack **out, struct err *e)
{
	struct unpack *u = arena_new(a, struct unpack);
	zip_int64_t at = z->lib.locate(z->zip, part, 0);

	*u = (struct unpack){ .name = part, .most = most };
	if (at < 0) {
		return err_set(e, ERR_INVALID, "unpack.part", "part", part, NULL);
	}
	if (!open_at(z, (zip_uint64_t)at, u, e)) {
		return false;
	}
	*out = u;
	return true;
}

static bool read_part(struct unpack *u, void *to, size_t most, size_t *n, struct err *e)
{
	zip_int64_t got = u->archive->lib.fread(u->part, to, most);

	if (got < 0) {
		return damaged(u->name, "zip", e);
	}
	*n = (size_t)got;
	return true;
}

/* ---- both ---- */

bool unpack_read(struct unpack *u, void *to, size_t most, size_t *n, struct err *e)
{
	bool ok = u->part != NULL ? read_part(u, to, most, n, e) :
		  u->gzip ? read_gzip(u, to, most, n, e) : read_plain(u, to, most, n, e);

	if (!ok) {
		return false;
	}
	u->had += (int64_t)*n;
	if (u->had > u->most) {
		(void)err_set(e, ERR_LIMIT, "unpack.long", "part", u->name, NULL);
		return err_add_int(e, "most", u->most >> 20);
	}
	return true;
}

void unpack_close(struct unpack *u)
{
	if (u == NULL) {
		return;
	}
	if (u->part != NULL) {
		(void)u->archive->lib.fclose(u->part);
		u->part = NULL;
	}
	if (u->gzip) {
		(void)u->lib.end(&u->z);
		u->gzip = false;
	}
}

/* ---- all files of an archive in memory ---- */

struct taking {
	struct arena *a;
	struct archive z;
	struct archive_most most;
	struct buf text;		/* of all of them, one behind the other */
};

static bool open_bytes(struct archive *z, struct str bytes, struct err *e)
{
	zip_error_t why = { 0 };
	zip_source_t *s;

	if (!load_zip(z, e)) {
		return false;
	}
	s = z->lib.in_memory(bytes.p, bytes.n, 0, &why);
	z->zip = s == NULL ? NULL : z->lib.open(s, ZIP_RDONLY, &why);
	if (z->zip == NULL) {
		z->lib.no_source(s);
		return damaged("zip", "zip", e);
	}
	return true;
}

static bool beyond(const char *key, size_t most, struct err *e)
{
	(void)err_set(e, ERR_LIMIT, key, NULL);
	return err_add_int(e, "max", (int64_t)most);
}

/* To its end, where its sum is compared. */
static bool take_text(struct taking *t, struct unpack *u, struct err *e)
{
	char piece[PIECE_BYTES];
	size_t n = 1;

	while (n > 0) {
		if (!unpack_read(u, piece, sizeof(piece), &n, e)) {
			return false;
		}
		buf_add(&t->text, piece, n);
		if (!buf_ok(&t->text)) {
			return beyond("unpack.large", t->most.bytes, e);
		}
	}
	return true;
}

static bool folder(const struct zipped *f)
{
	return str_ends(f->name, STR("/"));
}

static bool take_file(struct taking *t, zip_uint64_t at, struct zipped *out, struct err *e)
{
	const char *name = t->z.lib.name(t->z.zip, at, 0);
	size_t from = t->text.n;

	if (name == NULL) {
		return damaged("zip", "zip", e);
	}
	out->name = str_dup(t->a, str_of(name));
	if (folder(out)) {
		return true;
	}
	struct unpack u = { .name = name, .most = INT64_MAX };
	bool ok = open_at(&t->z, at, &u, e) && take_text(t, &u, e);

	unpack_close(&u);
	out->bytes.n = t->text.n - from;
	return ok;
}

static bool take_files(struct taking *t, struct zipped **out, size_t *n, struct err *e)
{
	zip_int64_t files = t->z.lib.entries(t->z.zip, 0);
	struct zipped *file;

	if (files < 0 || (zip_uint64_t)files > t->most.files) {
		return beyond("unpack.many", t->most.files, e);
	}
	file = arena_array(t->a, struct zipped, (size_t)files);
	*n = 0;
	for (zip_uint64_t i = 0; i < (zip_uint64_t)files; i++) {
		if (!take_file(t, i, &file[*n], e)) {
			return false;
		}
		*n += !folder(&file[*n]);
	}
	struct str all = str_dup(t->a, buf_view(&t->text));
	size_t at = 0;

	for (size_t i = 0; i < *n; i++) {
		file[i].bytes = str_sub(all, at, at + file[i].bytes.n);
		at += file[i].bytes.n;
	}
	*out = file;
	return true;
}

bool archive_files(struct arena *a, struct str bytes, struct archive_most most,
		   struct zipped **out, size_t *n, struct err *e)
{
	struct taking t = { .a = a, .most = most };
	bool ok;

	buf_init(&t.text, most.bytes);
	ok = open_bytes(&t.z, bytes, e) && take_files(&t, out, n, e);
	archive_close(&t.z);
	buf_done(&t.text);
	return ok;
}
