/* The catalogs, as tools/textgen checks them. */
#include "pagegen.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 8192 };

static struct row {
	char *key, *sentence;
} row[LANGS][ROWS];
static size_t rows[LANGS];

static char *trim(char *s)
{
	s += strspn(s, " \t");
	size_t n = strlen(s);
	while (n > 0 && strchr(" \t\r", s[n - 1])) {
		s[--n] = '\0';
	}
	return s;
}

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->key, ((const struct row *)b)->key);
}

void texts_read(int lang, const char *path)
{
	struct source s = { .path = path };
	char *text = read_whole(path);
	if (!text) {
		fail(&s, "cannot be read");
	}
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		char *equals = strchr(line, '=');
		line = trim(line);
		if (*line == '\0' || *line == '#' || !equals) {
			continue;
		}
		if (rows[lang] == ROWS) {
			fail(&s, "too many sentences");
		}
		*equals = '\0';
		row[lang][rows[lang]++] = (struct row){ trim(line), trim(equals + 1) };
	}
	qsort(row[lang], rows[lang], sizeof(struct row), by_key);
}

const char *text_find(int lang, const struct source *s, const char *key)
{
	struct row want = { .key = (char *)key };
	struct row *found = bsearch(&want, row[lang], rows[lang], sizeof(want), by_key);
	if (!found) {
		fail(s, "no sentence for %s", key);
	}
	return found->sentence;
}

size_t text_name(const char *p)
{
	size_t n = *p == '{' ? strcspn(p + 1, "{}") : 0;
	return n > 0 && p[1 + n] == '}' ? n : 0;
}
