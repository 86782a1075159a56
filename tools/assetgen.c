/*
 * Compiles files for the browser into one table.
 *
 *     assetgen build/gen/assets static/look.css node_modules/…/x.woff2 …
 *
 * writes build/gen/assets.h (enum asset_id: ASSET_LOOK_CSS) and assets.c: each
 * file under an address with a hash of its bytes, raw and, where it gains, as
 * gzip. In style sheets url(NAME) of another file here becomes its address; an
 * unknown one ends the run.
 */
#include <ctype.h>
#include <libdeflate.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 64, ADDRESS = 160, LINE_BYTES = 40, GZIP_LEVEL = 12 };

struct file {
	const char *path, *name, *type;
	unsigned char *p, *gzip;
	size_t n, gzip_n;
	char address[ADDRESS];
};

static struct file file[FILES];
static int files;

static const struct {
	const char *end, *type;
	bool packed;			/* compressing it again gains nothing */
} types[] = {
	{ ".css", "text/css; charset=utf-8", false },
	{ ".js", "text/javascript; charset=utf-8", false },
	{ ".svg", "image/svg+xml", false },
	{ ".woff2", "font/woff2", true },
	{ ".png", "image/png", true },
	{ ".json", "application/json", false },
};
enum { TYPES = sizeof(types) / sizeof(types[0]) };

_Noreturn static void fail(const char *path, const char *what, const char *more)
{
	(void)fprintf(stderr, "%s: %s%s\n", path, what, more);
	exit(1);
}

static void *room(size_t n)
{
	void *p = malloc(n + 1);
	if (!p) {
		abort();
	}
	return p;
}

static int type_of(const char *path)
{
	const char *end = strrchr(path, '.');
	for (int i = 0; end && i < TYPES; i++) {
		if (strcmp(end, types[i].end) == 0) {
			return i;
		}
	}
	fail(path, "no known kind of file", "");
}

static void read_file(struct file *f)
{
	FILE *in = fopen(f->path, "rb");
	if (!in || fseek(in, 0, SEEK_END) != 0) {
		fail(f->path, "cannot be read", "");
	}
	f->n = (size_t)ftell(in);
	f->p = room(f->n);
	rewind(in);
	if (fread(f->p, 1, f->n, in) != f->n) {
		fail(f->path, "cannot be read", "");
	}
	f->p[f->n] = '\0';
	(void)fclose(in);
}

static const struct file *find(const char *name, size_t n)
{
	for (int i = 0; i < files; i++) {
		if (strlen(file[i].name) == n && strncmp(file[i].name, name, n) == 0) {
			return &file[i];
		}
	}
	return NULL;
}

/* url(NAME) becomes url(ADDRESS): all but style sheets have theirs by now. */
static void rewrite_urls(struct file *f)
{
	char *text;
	size_t n;
	FILE *out = open_memstream(&text, &n);
	const char *p = (const char *)f->p;
	for (const char *url = strstr(p, "url("); url; url = strstr(p, "url(")) {
		size_t length = strcspn(url + 4, ")");
		const struct file *to = find(url + 4, length);
		if (!to || to->address[0] == '\0') {
			fail(f->path, "url() of an unknown file: ", url);
		}
		(void)fprintf(out, "%.*surl(%s", (int)(url - p), p, to->address);
		p = url + 4 + length;
	}
	(void)fputs(p, out);
	(void)fclose(out);
	f->p = (unsigned char *)text;
	f->n = n;
}

static void finish(struct file *f, bool packed)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	const char *end = strrchr(f->name, '.');
	(void)crypto_hash_sha256(hash, f->p, f->n);
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	(void)snprintf(f->address, ADDRESS, "/static/%.*s.%.8s%s", (int)(end - f->name), f->name,
		       hex, end);
	if (packed) {
		return;
	}
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(GZIP_LEVEL);
	size_t limit = libdeflate_gzip_compress_bound(c, f->n);
	f->gzip = room(limit);
	f->gzip_n = libdeflate_gzip_compress(c, f->p, f->n, f->gzip, limit);
	libdeflate_free_compressor(c);
	if (f->gzip_n >= f->n) {
		f->gzip_n = 0;
	}
}

static void put_bytes(FILE *o, const char *what, int i, const unsigned char *p, size_t n)
{
	(void)fprintf(o, "\nstatic const char %s_%d[] =\n\t\"", what, i);
	for (size_t k = 0; k < n; k++) {
		if (k % LINE_BYTES == 0 && k > 0) {
			(void)fputs("\"\n\t\"", o);
		}
		/* Three octal digits never run into the next byte. */
		bool plain = p[k] >= ' ' && p[k] <= '~' && !strchr("\\\"?", p[k]);
		(void)fprintf(o, plain ? "%c" : "\\%03o", p[k]);
	}
	(void)fputs("\";\n", o);
}

static FILE *create(const char *base, const char *end)
{
	char path[ADDRESS];
	(void)snprintf(path, sizeof(path), "%s.%s", base, end);
	FILE *f = fopen(path, "w");
	if (!f) {
		fail(path, "cannot be written", "");
	}
	return f;
}

static void put_header(FILE *o)
{
	(void)fputs("/* Written by tools/assetgen. */\n#ifndef DUNGHEN_GEN_ASSETS_H\n"
		    "#define DUNGHEN_GEN_ASSETS_H\n\nenum asset_id {\n", o);
	for (int i = 0; i < files; i++) {
		(void)fputs("\tASSET_", o);
		for (const char *c = file[i].name; *c; c++) {
			int letter = (unsigned char)*c;
			(void)fputc(isalnum(letter) ? toupper(letter) : '_', o);
		}
		(void)fputs(",\n", o);
	}
	(void)fputs("\tASSETS,\n};\n\n#endif\n", o);
}

static void put_code(FILE *o)
{
	(void)fputs("/* Written by tools/assetgen. */\n#include \"web/asset.h\"\n", o);
	for (int i = 0; i < files; i++) {
		put_bytes(o, "raw", i, file[i].p, file[i].n);
		put_bytes(o, "gzip", i, file[i].gzip, file[i].gzip_n);
	}
	(void)fputs("\nconst struct asset asset_table[ASSETS] = {\n", o);
	for (int i = 0; i < files; i++) {
		const struct file *f = &file[i];
		(void)fprintf(o, "\t{ { \"%s\", %zu },\n\t  { \"%s\", %zu },\n", f->address,
			      strlen(f->address), f->type, strlen(f->type));
		(void)fprintf(o, "\t  { raw_%d, %zu }, { gzip_%d, %zu } },\n", i, f->n, i,
			      f->gzip_n);
	}
	(void)fputs("};\n", o);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

int main(int argc, char **argv)
{
	if (argc < 3 || argc - 2 > FILES || sodium_init() < 0) {
		(void)fprintf(stderr, "usage: assetgen OUT FILE… (at most %d)\n", FILES);
		return 2;
	}
	for (int i = 2; i < argc; i++) {
		struct file *f = &file[files++];
		const char *slash = strrchr(argv[i], '/');
		*f = (struct file){ .path = argv[i], .name = slash ? slash + 1 : argv[i] };
		f->type = types[type_of(f->path)].type;
		read_file(f);
	}
	qsort(file, (size_t)files, sizeof(file[0]), by_name);
	/* Style sheets last: they name the others. */
	for (int sheets = 0; sheets < 2; sheets++) {
		for (int i = 0; i < files; i++) {
			bool sheet = strcmp(strrchr(file[i].name, '.'), ".css") == 0;
			if (i > 0 && strcmp(file[i].name, file[i - 1].name) == 0) {
				fail(file[i].path, "two files of one name", "");
			}
			if (sheet && sheets) {
				rewrite_urls(&file[i]);
			}
			if (sheet == (sheets == 1)) {
				finish(&file[i], types[type_of(file[i].name)].packed);
			}
		}
	}
	FILE *h = create(argv[1], "h");
	FILE *c = create(argv[1], "c");
	put_header(h);
	put_code(c);
	bool written = !ferror(h) && !ferror(c);
	return fclose(h) == 0 && fclose(c) == 0 && written ? 0 : 1;
}
