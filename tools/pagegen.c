/*
 * Compiles pages/ into C.
 *
 *     pagegen build/gen/pages text/vi.txt text/en.txt pages/x.html …
 *
 * writes build/gen/pages.h and pages.c: for a page with a view the function
 * page_x(buf, lang, view). doc/pages.md is the manual of what may stand in one:
 *
 *   {% view struct x_view v "web/view_x.h" %}     the first line; without it the
 *                                                 file can only be included
 *   {{v.name}} {{lang}} {{n v.count}} {{share v.x}}   a value; a number by thousands;
 *                                                 thousandths as a percentage
 *   {{t "key" name=v.x who=b(v.y) why=a(v.url, "key")}}   a sentence
 *   {{t v.key}}                                   a sentence whose key varies
 *   {{asset "look.css"}}                          the address of a file of static/
 *   {% if v.late && v.n > 0 %} {% else if … %} {% else %} {% end %}
 *   {% each struct row r in v.rows %} {% else %} {% end %}    else: there are none
 *   {% include "x.html" %} {% include "x.html" with r.due %}
 *
 * A fault is told as FILE:LINE and ends the run; a field that does not exist is
 * told by the compiler, with the page's line.
 */
#include "pagegen.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { INCLUDES = 8 };

/* An open if or each. */
struct frame {
	bool each, has_else;
	int line;
	char rows[WORDS];		/* of an each: the expression in C */
	struct html before;
	struct html ways;		/* the ends of its branches so far, joined */
	bool joined;
	int names;
};

static struct frame frame[FRAMES];
static int frames;
static struct html html;
static int serial;			/* of the counters of each */
static const char *pages_dir;

void fail(const struct source *s, const char *fmt, ...)
{
	va_list args;

	(void)fprintf(stderr, "%s:%d: ", s->path, s->line);
	va_start(args, fmt);
	(void)vfprintf(stderr, fmt, args);
	va_end(args);
	(void)fputc('\n', stderr);
	exit(1);
}

char *read_whole(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t n = 0;
	if (!f) {
		return NULL;
	}
	if (getdelim(&text, &n, '\0', f) < 0) {
		text = calloc(1, 1);
	}
	(void)fclose(f);
	return text;
}

/* --- directives ------------------------------------------------------------ */

static struct frame *push(const struct source *s)
{
	if (frames == FRAMES) {
		fail(s, "branches nest too deeply");
	}
	struct frame *f = &frame[frames++];
	*f = (struct frame){ .line = s->line, .before = html, .names = names_known() };
	return f;
}

static void open_if(const struct source *s, const char *condition)
{
	(void)push(s);
	flush_literal();
	put_line(s);
	(void)fputs("\tif (", code);
	put_condition(s, condition);
	(void)fputs(") {\n", code);
}

/* struct row r in v.rows */
static void open_each(const struct source *s, const char *p)
{
	const char *in = strstr(p, " in ");
	const char *name = in;
	while (name && name > p && !strchr(" *", name[-1])) {
		name--;
	}
	if (strncmp(p, "struct ", 7) != 0 || !name || name <= p + 7) {
		fail(s, "not `each struct TYPE name in v.rows`");
	}
	struct frame *f = push(s);
	f->each = true;
	whole_path(s, in + 4 + strspn(in + 4, " "), f->rows);
	int i = serial++;
	flush_literal();
	put_line(s);
	(void)fprintf(code, "\tfor (size_t i_%d = 0; i_%d < %s.n; i_%d++) {\n", i, i, f->rows, i);
	(void)fprintf(code, "\tconst %.*s *%.*s = &%s.p[i_%d];\n\t(void)%.*s;\n",
		      (int)(name - p - 1), p, (int)(in - name), name, f->rows, i,
		      (int)(in - name), name);
	name_add(s, name, (size_t)(in - name));
}

/* A branch of f ends here. */
static void end_way(struct frame *f, const struct source *s)
{
	flush_literal();
	if (f->joined) {
		html_join(&f->ways, &html, s);
	} else {
		f->ways = html;
		f->joined = true;
	}
	names_cut(f->names);
}

static void other_way(const struct source *s, const char *condition)
{
	if (frames == 0 || frame[frames - 1].has_else) {
		fail(s, "an else without if or each");
	}
	struct frame *f = &frame[frames - 1];
	end_way(f, s);
	html = f->before;
	put_line(s);
	if (strncmp(condition, "if ", 3) == 0 && !f->each) {
		(void)fputs("\t} else if (", code);
		put_condition(s, condition + 3);
	} else if (*condition == '\0') {
		f->has_else = true;
		if (f->each) {
			(void)fprintf(code, "\t}\n\tif (%s.n == 0", f->rows);
		} else {
			(void)fputs("\t} else {\n", code);
			return;
		}
	} else {
		fail(s, "not `else` or `else if …`: %s", condition);
	}
	(void)fputs(") {\n", code);
}

static void close_way(const struct source *s)
{
	if (frames == 0) {
		fail(s, "an end without if or each");
	}
	struct frame *f = &frame[--frames];
	end_way(f, s);
	html = f->ways;
	/* Rows may be several or, like a branch not taken, none. */
	if (f->each || !f->has_else) {
		html_join(&html, &f->before, s);
	} else {
		html.gap = false;
	}
	(void)fputs("\t}\n", code);
}

static void compile(struct source *s, int depth);

static void function_of(const char *path, char out[NAME])
{
	const char *slash = strrchr(path, '/');
	(void)snprintf(out, NAME, "%s", slash ? slash + 1 : path);
	out[strcspn(out, ".")] = '\0';
	for (char *c = out; *c; c++) {
		*c = isalnum((unsigned char)*c) ? *c : '_';
	}
}

/* A page's text without the newline that ends its last line; NULL: no such file. */
static const char *read_page(const char *path)
{
	char *text = read_whole(path);
	size_t n = text ? strlen(text) : 0;
	while (n > 0 && text[n - 1] == '\n') {
		text[--n] = '\0';
	}
	return text;
}

static void include(const struct source *s, const char *p, int depth)
{
	char name[WORDS], path[2 * WORDS], function[NAME], value[WORDS];
	quoted(s, &p, name);
	(void)snprintf(path, sizeof(path), "%s/%s", pages_dir, name);
	struct source inner = { .path = strdup(path), .line = 1 };
	inner.p = read_page(path);
	if (!inner.p || depth == INCLUDES) {
		fail(s, inner.p ? "%s includes itself" : "no page %s", name);
	}
	bool own_view = strncmp(inner.p, "{% view ", 8) == 0;
	if (strncmp(p, "with ", 5) == 0 && own_view) {
		if (html.state != H_TEXT || html_value(&html, s) != IN_TEXT) {
			fail(s, "an include inside a tag");
		}
		whole_path(s, p + 5, value);
		function_of(path, function);
		flush_literal();
		put_line(s);
		(void)fprintf(code, "\tpage_%s(b, lang, &%s);\n", function, value);
		html.swallow = false;
	} else if (*p || own_view) {
		fail(s, own_view ? "%s has a view: include it `with` one" :
				   "%s has no view to be given one", name);
	} else {
		int open = frames;
		compile(&inner, depth + 1);
		if (frames != open) {
			fail(&inner, "an if or each is not closed");
		}
	}
}

static void directive(const struct source *s, const char *p, int depth)
{
	html_directive(&html, s);
	if (strncmp(p, "if ", 3) == 0) {
		open_if(s, p + 3);
	} else if (strncmp(p, "each ", 5) == 0) {
		open_each(s, p + 5);
	} else if (strcmp(p, "else") == 0 || strncmp(p, "else ", 5) == 0) {
		other_way(s, p + 4 + strspn(p + 4, " "));
	} else if (strcmp(p, "end") == 0) {
		close_way(s);
	} else if (strncmp(p, "include ", 8) == 0) {
		include(s, p + 8, depth);
	} else {
		fail(s, "unknown directive: %s", p);
	}
}

/* Cuts {{…}} or {%…%} off s: its trimmed inside. */
static void cut_braces(struct source *s, char out[WORDS])
{
	const char *end = strstr(s->p, s->p[1] == '{' ? "}}" : "%}");
	size_t line = strcspn(s->p, "\n");
	if (!end || (size_t)(end - s->p) > line) {
		fail(s, "the braces do not close on their line");
	}
	const char *from = s->p + 2 + strspn(s->p + 2, " ");
	size_t n = end > from ? (size_t)(end - from) : 0;
	while (n > 0 && from[n - 1] == ' ') {
		n--;
	}
	if (n == 0 || n >= WORDS) {
		fail(s, n ? "too long between the braces" : "nothing between the braces");
	}
	(void)snprintf(out, WORDS, "%.*s", (int)n, from);
	s->p = end + 2;
}

static void compile(struct source *s, int depth)
{
	char inside[WORDS];
	while (*s->p) {
		if (s->p[0] == '{' && s->p[1] == '{') {
			cut_braces(s, inside);
			interpolate(s, &html, inside);
		} else if (s->p[0] == '{' && s->p[1] == '%') {
			cut_braces(s, inside);
			directive(s, inside, depth);
		} else {
			html_step(&html, s, lit);
		}
	}
}

/* --- pages ----------------------------------------------------------------- */

/* The first line: view struct X v "header". */
static void read_view(struct source *s, char type[NAME], char name[NAME], char header[WORDS])
{
	char inside[WORDS];
	cut_braces(s, inside);
	const char *p = inside + strlen("view ");
	p += strspn(p, " ");
	size_t n = strncmp(p, "struct ", 7) == 0 ? 7 + word_length(p + 7) : 0;
	if (n <= 7 || n >= NAME || p[n] != ' ') {
		fail(s, "not `view struct TYPE v \"header\"`");
	}
	(void)snprintf(type, NAME, "%.*s", (int)n, p);
	p += n + strspn(p + n, " ");
	n = word_length(p);
	(void)snprintf(name, NAME, "%.*s", (int)n, p);
	names_cut(0);
	name_add(s, p, n);
	p += n + strspn(p + n, " ");
	quoted(s, &p, header);
	s->p += strspn(s->p, " \t\r");
}

/* One page as a function; nothing for a file without a view. */
static void put_page(const char *path, FILE *h, FILE *includes)
{
	struct source s = { .path = path, .p = read_page(path), .line = 1 };
	char type[NAME], name[NAME], header[WORDS], function[NAME];
	if (!s.p) {
		fail(&s, "cannot be read");
	}
	if (strncmp(s.p, "{% view ", 8) != 0) {
		return;
	}
	read_view(&s, type, name, header);
	function_of(path, function);
	(void)fprintf(includes, "#include \"%s\"\n", header);
	(void)fprintf(h, "%s;\nvoid page_%s(struct buf *b, enum text_lang lang, const %s *%s);\n",
		      type, function, type, name);
	(void)fprintf(code, "\nvoid page_%s(struct buf *b, enum text_lang lang, const %s *%s)\n{\n"
		      "\t(void)lang;\n\t(void)%s;\n", function, type, name, name);
	html = (struct html){ .swallow = true };
	frames = 0;
	compile(&s, 0);
	flush_literal();
	if (frames > 0) {
		s.line = frame[frames - 1].line;
		fail(&s, "the if or each of this line is not closed");
	}
	html_end(&html, &s);
	(void)fputs("}\n", code);
}

static FILE *create(const char *base, const char *end)
{
	char path[WORDS];
	(void)snprintf(path, sizeof(path), "%s.%s", base, end);
	FILE *f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int argc, char **argv)
{
	char *body;
	size_t body_size;
	if (argc < 5) {
		(void)fprintf(stderr, "usage: pagegen OUT vi.txt en.txt pages/x.html …\n");
		return 2;
	}
	texts_read(0, argv[2]);
	texts_read(1, argv[3]);
	char *slash = strrchr(argv[4], '/');
	pages_dir = slash ? strndup(argv[4], (size_t)(slash - argv[4])) : ".";
	qsort(argv + 4, (size_t)argc - 4, sizeof(*argv), by_path);
	code = open_memstream(&body, &body_size);
	flush_literal();
	FILE *h = create(argv[1], "h");
	FILE *c = create(argv[1], "c");
	(void)fputs("/* Written by tools/pagegen from pages/ and text/. */\n"
		    "#ifndef DUNGHEN_GEN_PAGES_H\n#define DUNGHEN_GEN_PAGES_H\n\n"
		    "#include \"base/buf.h\"\n#include \"base/text.h\"\n\n", h);
	(void)fputs("/* Written by tools/pagegen from pages/ and text/. */\n"
		    "#include \"pages.h\"\n\n#include \"web/page.h\"\n", c);
	for (int i = 4; i < argc; i++) {
		put_page(argv[i], h, c);
	}
	(void)fputs("\n#endif\n", h);
	if (assets_used) {
		(void)fputs("#include \"web/asset.h\"\n", c);
	}
	(void)fclose(code);
	(void)fwrite(body, 1, body_size, c);
	bool written = !ferror(h) && !ferror(c);
	return fclose(h) == 0 && fclose(c) == 0 && written ? 0 : 1;
}
