/* Values: what stands between the braces, checked and written as C. */
#include "pagegen.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { ARGS = 8 };

FILE *code;
FILE *lit;
bool assets_used;
static char *lit_text;
static size_t lit_size;

/* The names of the page: v, the r of an each. */
static char names[FRAMES][NAME];
static int name_count;

struct arg {
	char name[NAME], wrap[8], value[WORDS], more[WORDS];
	bool used;
};

/* --- writing --------------------------------------------------------------- */

static void put_c_string(const char *p, size_t n)
{
	(void)fputc('"', code);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		bool plain = c >= ' ' && c != '"' && c != '\\' && c != '?' && c != 0x7f;
		(void)fprintf(code, plain ? "%c" : "\\%03o", c);
		if (i % 80 == 79 && i + 1 < n && (p[i + 1] & 0xc0) != 0x80) {
			(void)fputs("\"\n\t\t\"", code);
		}
	}
	(void)fputc('"', code);
}

/* Writes what stands in lit as one call. */
void flush_literal(void)
{
	if (!lit) {
		lit = open_memstream(&lit_text, &lit_size);
	}
	(void)fflush(lit);
	if (lit_size > 0) {
		(void)fputs("\tbuf_add(b, ", code);
		put_c_string(lit_text, lit_size);
		(void)fprintf(code, ", %zu);\n", lit_size);
	}
	(void)fclose(lit);
	free(lit_text);
	lit = open_memstream(&lit_text, &lit_size);
}

void put_line(const struct source *s)
{
	(void)fprintf(code, "#line %d \"%s\"\n", s->line, s->path);
}

/* --- expressions ----------------------------------------------------------- */

size_t word_length(const char *p)
{
	size_t n = 0;
	while (isalnum((unsigned char)p[n]) || p[n] == '_') {
		n++;
	}
	return n;
}

void names_cut(int n)
{
	name_count = n;
}

int names_known(void)
{
	return name_count;
}

static bool is_name(const char *p, size_t n)
{
	for (int i = 0; i < name_count; i++) {
		if (strlen(names[i]) == n && strncmp(names[i], p, n) == 0) {
			return true;
		}
	}
	return false;
}

void name_add(const struct source *s, const char *p, size_t n)
{
	if (n == 0 || n >= NAME || name_count == FRAMES || is_name(p, n)) {
		fail(s, "not a new name: %s", p);
	}
	(void)snprintf(names[name_count++], NAME, "%.*s", (int)n, p);
}

/* v.a.b at p as C, its length; constants of C begin with a capital or digit. */
static size_t path_in_c(const struct source *s, const char *p, char *out, size_t size)
{
	size_t n = word_length(p);
	if (n == 0) {
		fail(s, "not a value: %s", p);
	}
	if (isupper((unsigned char)*p) || isdigit((unsigned char)*p)) {
		(void)snprintf(out, size, "%.*s", (int)n, p);
		return n;
	}
	if (n == 4 && strncmp(p, "lang", n) == 0) {
		(void)snprintf(out, size, "lang");
		return n;
	}
	if (!is_name(p, n)) {
		fail(s, "unknown name %.*s", (int)n, p);
	}
	size_t all = n;
	while (p[all] == '.' && word_length(p + all + 1) > 0) {
		all += 1 + word_length(p + all + 1);
	}
	if (all == n) {
		(void)snprintf(out, size, "(*%.*s)", (int)n, p);
	} else {
		(void)snprintf(out, size, "%.*s->%.*s", (int)n, p, (int)(all - n - 1), p + n + 1);
	}
	return all;
}

void whole_path(const struct source *s, const char *text, char out[WORDS])
{
	size_t n = path_in_c(s, text, out, WORDS);
	if (text[n] != '\0') {
		fail(s, "not a value: %s", text);
	}
}

void put_condition(const struct source *s, const char *p)
{
	static const char *const operators[] = { "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!",
						 "(", ")", NULL };
	char before = '(', path[WORDS];
	for (p += strspn(p, " "); *p; p += strspn(p, " ")) {
		if (isalnum((unsigned char)*p)) {
			p += path_in_c(s, p, path, sizeof(path));
			p += strspn(p, " ");
			bool compared = !strchr("(!&|", before) || (*p && strchr("=<>", *p)) ||
					strncmp(p, "!=", 2) == 0;
			(void)fprintf(code, compared ? "%s" : "page_true(%s)", path);
			before = 'x';
			continue;
		}
		int i = 0;
		while (operators[i] && strncmp(p, operators[i], strlen(operators[i])) != 0) {
			i++;
		}
		if (!operators[i]) {
			fail(s, "not a condition: %s", p);
		}
		bool two = strlen(operators[i]) == 2 || strchr("<>", *p);
		(void)fprintf(code, two ? " %s " : "%s", operators[i]);
		before = strcmp(operators[i], "!=") == 0 ? '=' : *p;
		p += strlen(operators[i]);
	}
}

/* --- values ---------------------------------------------------------------- */

static void put_value(const struct source *s, enum context in, const char *value)
{
	static const char *const function[] = { "page_text", "page_text", "page_url",
						"page_url_part" };
	flush_literal();
	put_line(s);
	if (strcmp(value, "lang") == 0) {
		(void)fputs("\tpage_lang(b, lang);\n", code);
	} else {
		(void)fprintf(code, "\t%s(b, %s);\n", function[in], value);
	}
}

/* A call of page.h, begun, and its last argument. */
static void put_call(const struct source *s, const char *call, const char *value)
{
	flush_literal();
	put_line(s);
	(void)fprintf(code, "\t%s%s);\n", call, value);
}

void quoted(const struct source *s, const char **p, char out[WORDS])
{
	size_t n = **p == '"' ? strcspn(*p + 1, "\"") : 0;
	if (n == 0 || (*p)[1 + n] != '"' || n >= WORDS) {
		fail(s, "a name in double quotes is missing: %s", *p);
	}
	(void)snprintf(out, WORDS, "%.*s", (int)n, *p + 1);
	*p += n + 2;
	*p += strspn(*p, " ");
}

static void put_argument(const struct source *s, enum context in, struct arg *a, int lang);

/* One language's sentence, in pieces. */
static void put_sentence(const struct source *s, enum context in, const char *sentence,
			 struct arg *args, int n, int lang)
{
	for (const char *p = sentence; *p;) {
		size_t name = text_name(p);
		if (name == 0) {
			html_escape(lit, p++, 1);
			continue;
		}
		int i = 0;
		while (i < n && (strlen(args[i].name) != name ||
				 strncmp(args[i].name, p + 1, name) != 0)) {
			i++;
		}
		if (i == n) {
			fail(s, "the sentence wants {%.*s}", (int)name, p + 1);
		}
		args[i].used = true;
		put_argument(s, in, &args[i], lang);
		p += name + 2;
	}
}

static void put_argument(const struct source *s, enum context in, struct arg *a, int lang)
{
	if (a->wrap[0] == '\0') {
		put_value(s, in, a->value);
	} else if (strcmp(a->wrap, "n") == 0) {
		put_call(s, "page_number(b, lang, ", a->value);
	} else if (in != IN_TEXT) {
		fail(s, "%s(…) in an attribute", a->wrap);
	} else if (strcmp(a->wrap, "a") == 0) {
		(void)fputs("<a href=\"", lit);
		put_value(s, IN_URL, a->value);
		(void)fputs("\">", lit);
		if (a->more[0] == '"') {
			a->more[strlen(a->more) - 1] = '\0';
			put_sentence(s, in, text_find(lang, s, a->more + 1), NULL, 0, lang);
			a->more[strlen(a->more)] = '"';
		} else {
			put_value(s, in, a->more);
		}
		(void)fputs("</a>", lit);
	} else {
		(void)fprintf(lit, "<%s>", a->wrap);
		put_value(s, in, a->value);
		(void)fprintf(lit, "</%s>", a->wrap);
	}
}

/* The inside of a(…, …): an address, then a value or a "key". */
static void read_link(const struct source *s, struct arg *a, char *inside)
{
	char *comma = strchr(inside, ',');
	if (!comma) {
		fail(s, "a(address, text) needs both");
	}
	*comma++ = '\0';
	comma += strspn(comma, " ");
	whole_path(s, inside, a->value);
	if (*comma == '"') {
		const char *rest = comma;
		char key[WORDS - 2];
		(void)snprintf(key, sizeof(key), "%s", comma + 1);
		key[strcspn(key, "\"")] = '\0';
		(void)snprintf(a->more, WORDS, "%s", rest);
		if (strlen(key) + 2 != strlen(rest)) {
			fail(s, "a key in double quotes is missing: %s", rest);
		}
	} else {
		whole_path(s, comma, a->more);
	}
}

/* name=v.x or name=b(v.x): *p moves behind it. */
static void read_argument(const struct source *s, const char **p, struct arg *a)
{
	static const char wraps[] = " b strong code em n a ";
	char word[NAME + 2], inside[WORDS];
	size_t n = word_length(*p);
	*a = (struct arg){ .used = false };
	if (n == 0 || n >= NAME || (*p)[n] != '=') {
		fail(s, "not name=value: %s", *p);
	}
	(void)snprintf(a->name, NAME, "%.*s", (int)n, *p);
	*p += n + 1;
	n = word_length(*p);
	if ((*p)[n] != '(') {
		*p += path_in_c(s, *p, a->value, WORDS);
		*p += strspn(*p, " ");
		return;
	}
	(void)snprintf(word, sizeof(word), " %.*s ", (int)n, *p);
	size_t length = strcspn(*p + n + 1, ")");
	if (!strstr(wraps, word) || (*p)[n + 1 + length] != ')' || length >= WORDS) {
		fail(s, "not one of b() strong() code() em() n() a(): %s", *p);
	}
	(void)snprintf(a->wrap, sizeof(a->wrap), "%.*s", (int)n, *p);
	(void)snprintf(inside, WORDS, "%.*s", (int)length, *p + n + 1);
	*p += n + length + 2;
	*p += strspn(*p, " ");
	if (strcmp(a->wrap, "a") == 0) {
		read_link(s, a, inside);
	} else {
		whole_path(s, inside, a->value);
	}
}

static void put_text(const struct source *s, enum context in, const char *p)
{
	struct arg args[ARGS];
	char key[WORDS];
	int n = 0;
	if (in == IN_URL || in == IN_URL_PART) {
		fail(s, "a sentence stands in an address");
	}
	if (*p != '"') {
		whole_path(s, p, key);
		put_call(s, "page_sentence(b, lang, ", key);
		return;
	}
	quoted(s, &p, key);
	while (*p) {
		if (n == ARGS) {
			fail(s, "too many arguments");
		}
		read_argument(s, &p, &args[n++]);
	}
	const char *vi = text_find(0, s, key), *en = text_find(1, s, key);
	if (strcmp(vi, en) == 0 && n == 0) {
		put_sentence(s, in, vi, args, n, 0);
		return;
	}
	flush_literal();
	(void)fputs("\tif (lang == TEXT_VI) {\n", code);
	put_sentence(s, in, vi, args, n, 0);
	flush_literal();
	(void)fputs("\t} else {\n", code);
	put_sentence(s, in, en, args, n, 1);
	flush_literal();
	(void)fputs("\t}\n", code);
	for (int i = 0; i < n; i++) {
		if (!args[i].used) {
			fail(s, "%s has no {%s}", key, args[i].name);
		}
	}
}

static void put_asset(const struct source *s, enum context in, const char *p)
{
	char name[WORDS];
	quoted(s, &p, name);
	if (in == IN_TEXT || in == IN_URL_PART || *p) {
		fail(s, "an asset is a whole attribute");
	}
	/* A name that is no asset is no constant of build/gen/assets.h. */
	for (char *c = name; *c; c++) {
		*c = isalnum((unsigned char)*c) ? (char)toupper((unsigned char)*c) : '_';
	}
	assets_used = true;
	flush_literal();
	put_line(s);
	(void)fprintf(code, "\tbuf_str(b, asset_href(ASSET_%s));\n", name);
}

/* A picture of our own, as it is: no other type has such a member. */
static void put_svg(const struct source *s, enum context in, const char *p)
{
	char value[WORDS];
	if (in != IN_TEXT) {
		fail(s, "a picture in an attribute");
	}
	whole_path(s, p, value);
	flush_literal();
	put_line(s);
	(void)fprintf(code, "\tbuf_str(b, (%s).svg);\n", value);
}

void interpolate(const struct source *s, struct html *html, const char *p)
{
	enum context in = html_value(html, s);
	char value[WORDS];
	if (strncmp(p, "t ", 2) == 0) {
		put_text(s, in, p + 2 + strspn(p + 2, " "));
	} else if (strncmp(p, "asset ", 6) == 0) {
		put_asset(s, in, p + 6 + strspn(p + 6, " "));
	} else if (strncmp(p, "n ", 2) == 0) {
		whole_path(s, p + 2, value);
		put_call(s, "page_number(b, lang, ", value);
	} else if (strncmp(p, "svg ", 4) == 0) {
		put_svg(s, in, p + 4);
	} else if (strncmp(p, "share ", 6) == 0) {
		whole_path(s, p + 6, value);
		put_call(s, "page_share(b, ", value);
	} else {
		whole_path(s, p, value);
		put_value(s, in, value);
	}
}
