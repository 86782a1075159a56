/*
 * What the parts of pagegen share: pagegen.c reads pages and directives,
 * pagegen_html.c follows the HTML around them, pagegen_value.c writes values,
 * pagegen_text.c knows the catalogs. Nothing is freed: the program ends soon.
 */
#ifndef DUNGHEN_TOOLS_PAGEGEN_H
#define DUNGHEN_TOOLS_PAGEGEN_H

#include <stdbool.h>
#include <stdio.h>

enum { NAME = 64, WORDS = 512, DEPTH = 48, FRAMES = 32, LANGS = 2 };

/* A file being read, and where. */
struct source {
	const char *path;
	const char *p;			/* the rest, NUL-terminated */
	int line;
};

_Noreturn void fail(const struct source *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

char *read_whole(const char *path);	/* NULL: cannot be read */

/* --- HTML ------------------------------------------------------------------ */

/* What a value put in at this place must be escaped for. */
enum context {
	IN_TEXT,
	IN_ATTR,
	IN_URL,				/* the start of a URL attribute: all of it is checked */
	IN_URL_PART,			/* behind its start: percent-encoded */
};

enum html_state { H_TEXT, H_TAG, H_EQUALS, H_VALUE, H_QUOTED, H_FIXED };
enum attr_kind { ATTR_PLAIN, ATTR_URL, ATTR_FIXED };

/* A plain value: copied at a branch and compared at its end. */
struct html {
	enum html_state state;
	enum attr_kind kind;
	char element[NAME];		/* the tag being read */
	char attr[NAME];
	char prefix[NAME];		/* the URL so far, until its scheme is settled */
	char open[DEPTH][NAME];		/* elements that want their end tag */
	int depth;
	char quote;			/* of an H_FIXED value; 0: bare */
	bool closing;			/* </element */
	bool gap;			/* a blank stands before the next attribute */
	bool begun;			/* something of the URL was written */
	bool varies;			/* a value stands in it before its scheme was settled */
	bool settled;			/* it cannot get another scheme any more */
	bool swallow;			/* blanks here change nothing */
};

/* Reads a character or a tag's beginning and writes what is kept of it. */
void html_step(struct html *h, struct source *s, FILE *out);
/* A value stands here: its context; refuses a place where none may stand. */
enum context html_value(struct html *h, const struct source *s);
/* A directive stands here; refuses one inside a name. */
void html_directive(struct html *h, const struct source *s);
/* Both ways of a branch end in the same place; h is what holds after them. */
void html_join(struct html *h, const struct html *other, const struct source *s);
/* The page ends. */
void html_end(const struct html *h, const struct source *s);
void html_escape(FILE *out, const char *p, size_t n);

/* --- sentences ------------------------------------------------------------- */

void texts_read(int lang, const char *path);
/* The sentence of a key; refuses one that is in no catalog. */
const char *text_find(int lang, const struct source *s, const char *key);
/* The {name} at p, its length; 0 when there is none. */
size_t text_name(const char *p);

/* --- values ---------------------------------------------------------------- */

extern FILE *code;			/* the functions */
extern FILE *lit;			/* text not yet written to them */
extern bool assets_used;

void flush_literal(void);		/* writes what stands in lit as one call */
void put_line(const struct source *s);
size_t word_length(const char *p);
void name_add(const struct source *s, const char *p, size_t n);
int names_known(void);
void names_cut(int n);			/* forgets all but the first n */
/* All of text is one path: as C. */
void whole_path(const struct source *s, const char *text, char out[WORDS]);
/* A path that is not compared is true when it is not empty. */
void put_condition(const struct source *s, const char *p);
/* Cuts a "quoted" word off *p. */
void quoted(const struct source *s, const char **p, char out[WORDS]);
/* The inside of {{…}}. */
void interpolate(const struct source *s, struct html *html, const char *p);

#endif
