/*
 * Compiles the catalogs of sentences into one sorted table.
 *
 *     textgen text/vi.txt text/en.txt > build/gen/text_table.c
 *
 * Lines are `key = sentence`, comments (#) or empty. A key in one catalog only,
 * a key twice, or different {names} in the two sentences fails, naming the line.
 */
#include "base/text_table.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGS = 2, ROWS = 8192, LINE = 4096 };

struct row {
	char *key;
	char *sentence;
	int line;
};

struct catalog {
	const char *path;
	struct row row[ROWS];
	size_t n;
};

static struct catalog catalog[LANGS];
static bool failed;

static void complain(const struct catalog *c, int line, const char *what, const char *key)
{
	(void)fprintf(stderr, "%s:%d: %s: %s\n", c->path, line, what, key);
	failed = true;
}

static char *copy(const char *s)
{
	size_t n = strlen(s) + 1;
	char *p = malloc(n);
	if (!p) {
		abort();
	}
	return memcpy(p, s, n);
}

static char *trim(char *s)
{
	while (isspace((unsigned char)*s)) {
		s++;
	}
	size_t n = strlen(s);
	while (n > 0 && isspace((unsigned char)s[n - 1])) {
		s[--n] = '\0';
	}
	return s;
}

/* Dotted words: small letters, digits, '_' and '-'. */
static bool is_key(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
	if (*s == '\0') {
		return false;
	}
	for (;;) {
		size_t word = strspn(s, letters);
		if (word == 0) {
			return false;
		}
		if (s[word] == '\0') {
			return true;
		}
		if (s[word] != '.') {
			return false;
		}
		s += word + 1;
	}
}

static void read_line(struct catalog *c, char *text, int line)
{
	char *s = trim(text);
	if (*s == '\0' || *s == '#') {
		return;
	}
	char *equals = strchr(s, '=');
	if (!equals) {
		complain(c, line, "not `key = sentence`", s);
		return;
	}
	*equals = '\0';
	char *key = trim(s);
	char *sentence = trim(equals + 1);
	if (!is_key(key)) {
		complain(c, line, "not a dotted word", key);
	} else if (*sentence == '\0') {
		complain(c, line, "no sentence", key);
	} else if (c->n == ROWS) {
		complain(c, line, "too many keys", key);
	} else {
		c->row[c->n++] = (struct row){ copy(key), copy(sentence), line };
	}
}

static int row_order(const void *a, const void *b)
{
	const struct row *left = a;
	const struct row *right = b;
	int order = strcmp(left->key, right->key);
	return order ? order : left->line - right->line;
}

static void read_catalog(struct catalog *c, const char *path)
{
	char text[LINE];
	int line = 0;
	c->path = path;
	FILE *f = fopen(path, "r");
	if (!f) {
		complain(c, 0, "cannot be read", path);
		return;
	}
	while (fgets(text, sizeof(text), f)) {
		line++;
		if (!strchr(text, '\n') && !feof(f)) {
			complain(c, line, "line too long", "");
			break;
		}
		read_line(c, text, line);
	}
	(void)fclose(f);
	qsort(c->row, c->n, sizeof(c->row[0]), row_order);
	for (size_t i = 1; i < c->n; i++) {
		if (strcmp(c->row[i - 1].key, c->row[i].key) == 0) {
			complain(c, c->row[i].line, "key stands twice", c->row[i].key);
		}
	}
}

/* The {name} that starts at or after s, its length behind the brace; or NULL. */
static const char *next_name(const char *s, size_t *n)
{
	for (s = strchr(s, '{'); s; s = strchr(s + 1, '{')) {
		*n = strcspn(s + 1, "{}");
		if (s[1 + *n] == '}' && *n > 0) {
			return s + 1;
		}
	}
	return NULL;
}

static bool has_name(const char *s, const char *name, size_t size)
{
	size_t n;
	for (s = next_name(s, &n); s; s = next_name(s, &n)) {
		if (n == size && memcmp(s, name, n) == 0) {
			return true;
		}
	}
	return false;
}

static bool has_all_names(const char *of, const char *in)
{
	size_t n;
	for (const char *s = next_name(of, &n); s; s = next_name(s, &n)) {
		if (!has_name(in, s, n)) {
			return false;
		}
	}
	return true;
}

/* Walks both sorted catalogs together. */
static void compare(const struct catalog *a, const struct catalog *b)
{
	size_t i = 0;
	size_t k = 0;
	while (i < a->n || k < b->n) {
		int order = i == a->n ? 1 :
			    k == b->n ? -1 :
					strcmp(a->row[i].key, b->row[k].key);
		if (order < 0) {
			complain(a, a->row[i].line, "key in this catalog only", a->row[i].key);
			i++;
		} else if (order > 0) {
			complain(b, b->row[k].line, "key in this catalog only", b->row[k].key);
			k++;
		} else {
			if (!has_all_names(a->row[i].sentence, b->row[k].sentence) ||
			    !has_all_names(b->row[k].sentence, a->row[i].sentence)) {
				complain(b, b->row[k].line, "other {names} than in the other "
							    "catalog", b->row[k].key);
			}
			i++;
			k++;
		}
	}
}

static void put_string(const char *s)
{
	(void)putchar('"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\') {
			(void)putchar('\\');
		}
		(void)putchar(*s);
	}
	(void)putchar('"');
}

static void put_table(void)
{
	(void)printf("/* Written by tools/textgen from %s and %s. */\n"
		     "#include \"base/text_table.h\"\n\n"
		     "const struct text_row text_table[] = {\n",
		     catalog[0].path, catalog[1].path);
	for (size_t i = 0; i < catalog[0].n; i++) {
		(void)fputs("\t{ ", stdout);
		put_string(catalog[0].row[i].key);
		(void)fputs(",\n\t  { ", stdout);
		put_string(catalog[0].row[i].sentence);
		(void)fputs(",\n\t    ", stdout);
		put_string(catalog[1].row[i].sentence);
		(void)fputs(" } },\n", stdout);
	}
	(void)printf("};\n\nconst size_t text_rows = %zu;\n", catalog[0].n);
}

/* Open addressing, half empty. */
static void put_slots(void)
{
	static unsigned slot[4 * ROWS];
	size_t slots = 16;
	while (slots < 2 * catalog[0].n) {
		slots *= 2;
	}
	for (size_t i = 0; i < catalog[0].n; i++) {
		size_t at = text_hash(catalog[0].row[i].key);
		while (slot[at % slots] != 0) {
			at++;
		}
		slot[at % slots] = (unsigned)i + 1;
	}
	(void)printf("\nconst size_t text_slots = %zu;\nconst uint16_t text_slot[] = {", slots);
	for (size_t i = 0; i < slots; i++) {
		(void)printf("%s%u,", i % 16 == 0 ? "\n\t" : " ", slot[i]);
	}
	(void)printf("\n};\n");
}

int main(int argc, char **argv)
{
	if (argc != 1 + LANGS) {
		(void)fprintf(stderr, "usage: textgen vi.txt en.txt > text_table.c\n");
		return 2;
	}
	for (int i = 0; i < LANGS; i++) {
		read_catalog(&catalog[i], argv[1 + i]);
	}
	compare(&catalog[0], &catalog[1]);
	if (failed) {
		return 1;
	}
	put_table();
	put_slots();
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
