/*
 * Compiles files into one table of bytes.
 *
 *     embed ROOT FILE… > build/gen/law_files.c
 *
 * Each FILE lies below ROOT and is named in the table without it. The table is
 * sorted bytewise by name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 40 };

static int by_name(const void *x, const void *y)
{
	const char *const *a = x;
	const char *const *b = y;
	return strcmp(*a, *b);
}

/* The bytes of a file as adjacent string literals; returns how many, or -1. */
static long write_bytes(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f) {
		return -1;
	}
	long n = 0;
	for (int c = getc(f); c != EOF; c = getc(f), n++) {
		if (n % LINE_BYTES == 0) {
			(void)fputs(n == 0 ? "\t\"" : "\"\n\t\"", stdout);
		}
		/* Three octal digits never run into the next byte. */
		(void)printf(c >= ' ' && c <= '~' && !strchr("\\\"?", c) ? "%c" : "\\%03o", c);
	}
	int bad = ferror(f);
	(void)fclose(f);
	(void)fputs(n == 0 ? "\t\"\";\n" : "\";\n", stdout);
	return bad ? -1 : n;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		(void)fprintf(stderr, "usage: embed ROOT FILE…\n");
		return 2;
	}
	const char *root = argv[1];
	size_t skip = strlen(root) + 1;
	char **file = argv + 2;
	int files = argc - 2;
	long *size = calloc((size_t)argc, sizeof(*size));
	if (!size) {
		abort();
	}
	qsort(file, (size_t)files, sizeof(*file), by_name);
	(void)printf("/* Written by tools/embed. */\n#include \"base/embed_table.h\"\n");
	for (int i = 0; i < files; i++) {
		if (strncmp(file[i], root, skip - 1) != 0 || file[i][skip - 1] != '/') {
			(void)fprintf(stderr, "%s: not below %s\n", file[i], root);
			return 1;
		}
		(void)printf("\nstatic const char file_%d[] =\n", i);
		size[i] = write_bytes(file[i]);
		if (size[i] < 0) {
			perror(file[i]);
			return 1;
		}
	}
	(void)printf("\nconst struct embed_file embed_table[] = {\n");
	for (int i = 0; i < files; i++) {
		(void)printf("\t{ { \"%s\", %zu }, { file_%d, %ld } },\n", file[i] + skip,
			     strlen(file[i] + skip), i, size[i]);
	}
	(void)printf("\t{ { \"\", 0 }, { \"\", 0 } },\n};\n\n");
	(void)printf("const size_t embed_rows = %d;\n", files);
	free(size);
	return ferror(stdout) || fflush(stdout) == EOF;
}
