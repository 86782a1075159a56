/*
 * Follows the HTML of a page: which context a value stands in, that elements
 * are closed, and which blanks may go. It reads the HTML of this house, stricter
 * than a browser: what could be read in two ways is refused.
 */
#include "pagegen.h"

#include <ctype.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

static bool is_one_of(const char *name, const char *const list[])
{
	for (size_t i = 0; list[i]; i++) {
		if (strcmp(name, list[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* They have no end tag, or need none. */
static const char *const endless[] = {
	"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
	"html", "head", "body", NULL,
};
/* They run code, hold style, or change what the page's other addresses mean. */
static const char *const forbidden[] = {
	"animate", "applet", "base", "embed", "frame", "noscript", "object", "plaintext", "set",
	"style", "template", "xmp", NULL,
};
/* Blanks beside them show nothing. */
static const char *const block[] = {
	"html", "head", "body", "title", "meta", "link", "script", "header", "nav", "main",
	"footer", "aside", "section", "article", "div", "p", "h1", "h2", "h3", "h4", "ul",
	"ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr",
	"th", "td", "form", "fieldset", "legend", "details", "summary", "option", "optgroup",
	"datalist", "hr", "br", "figure", "figcaption", "g", "path", "rect", "circle", "line",
	"defs", "pattern", "clippath", NULL,
};
static const char *const url_attr[] = {
	"href", "src", "action", "formaction", "poster", "cite", "hx-get", "hx-post", "hx-put",
	"hx-patch", "hx-delete", "hx-push-url", "hx-replace-url", "xlink:href", NULL,
};
/* A value in them could be code, many addresses, or a header. */
static const char *const fixed_attr[] = {
	"srcset", "imagesrcset", "ping", "hx-vals", "hx-vars", "hx-headers", "hx-request", "hx-ext",
	"hx-trigger", "hx-disinherit", "content", NULL,
};
static const char *const forbidden_attr[] = {
	"style", "srcdoc", "http-equiv", "background", NULL,
};
static const char *const scheme[] = { "https", "mailto", "tel", NULL };

/* A name at p in small letters; returns its length in the text. */
static size_t lower(char to[NAME], const char *p, const struct source *s)
{
	size_t n = 0;
	for (; isalnum((unsigned char)p[n]) || (n > 0 && strchr("-_:", p[n]) && p[n]); n++) {
		if (n + 1 == NAME) {
			fail(s, "the name is too long");
		}
		to[n] = (char)tolower((unsigned char)p[n]);
	}
	to[n] = '\0';
	return n;
}

static bool inside(const struct html *h, const char *element)
{
	return h->depth > 0 && strcmp(h->open[h->depth - 1], element) == 0;
}

/* Their content is no HTML. */
static bool inside_raw(const struct html *h)
{
	return inside(h, "textarea") || inside(h, "title") || inside(h, "script");
}

static bool keeps_blanks(const struct html *h)
{
	for (int i = 0; i < h->depth; i++) {
		if (strcmp(h->open[i], "pre") == 0 || strcmp(h->open[i], "textarea") == 0) {
			return true;
		}
	}
	return false;
}

/* Reads n characters away, counting lines. */
static void skip(struct source *s, size_t n)
{
	for (; n > 0; n--) {
		s->line += *s->p++ == '\n';
	}
}

static void skip_comment(struct source *s)
{
	const char *end = strstr(s->p, "-->");
	if (!end) {
		fail(s, "the comment has no end");
	}
	for (const char *p = s->p; p < end; p++) {
		if (p[0] == '{' && (p[1] == '{' || p[1] == '%')) {
			fail(s, "a value or directive stands in a comment");
		}
	}
	skip(s, (size_t)(end - s->p) + 3);
}

static void tag_begins(struct html *h, struct source *s, FILE *out)
{
	h->closing = s->p[1] == '/';
	size_t lead = h->closing ? 2 : 1;
	size_t n = lower(h->element, s->p + lead, s);
	if (inside_raw(h) && !(h->closing && inside(h, h->element))) {
		fail(s, "'<' in the text of a %s", h->open[h->depth - 1]);
	}
	const char *end = s->p + lead + n;
	bool directive = end[0] == '{' && end[1] == '%';
	if (n == 0 || (!directive && !strchr(" \t\r\n/>", *end))) {
		fail(s, "'<' begins no tag; write &lt;");
	}
	if (is_one_of(h->element, forbidden)) {
		fail(s, "<%s> may not stand in a page", h->element);
	}
	if (h->closing && !is_one_of(h->element, endless)) {
		if (!inside(h, h->element)) {
			fail(s, "</%s> closes no <%s>; open is <%s>", h->element, h->element,
			     h->depth > 0 ? h->open[h->depth - 1] : "");
		}
		h->depth--;
	}
	(void)fwrite(s->p, 1, lead + n, out);
	skip(s, lead + n);
	h->state = H_TAG;
	h->gap = false;
}

static void tag_ends(struct html *h, struct source *s, FILE *out)
{
	bool empty = *s->p == '/';
	if (empty && s->p[1] != '>') {
		fail(s, "a stray '/' in <%s>", h->element);
	}
	(void)fputs(empty ? "/>" : ">", out);
	skip(s, empty ? 2 : 1);
	h->state = H_TEXT;
	h->swallow = is_one_of(h->element, block);
	if (h->closing || empty || is_one_of(h->element, endless)) {
		return;
	}
	if (h->depth == DEPTH) {
		fail(s, "elements nest too deeply");
	}
	(void)snprintf(h->open[h->depth++], NAME, "%s", h->element);
	if (inside(h, "textarea")) {
		/* The reader drops one newline: a value that begins with one keeps it. */
		(void)fputc('\n', out);
	}
}

/* A run of blanks in text becomes one, or none beside a block. */
static void blank_run(struct html *h, struct source *s, FILE *out)
{
	size_t n = strspn(s->p, blanks);
	const char *next = s->p + n;
	char name[NAME];
	bool before_block = *next == '\0' || (*next == '<' && (next[1] == '!' ||
		(lower(name, next + 1 + (next[1] == '/'), s) > 0 && is_one_of(name, block))));
	if (!h->swallow && !before_block) {
		(void)fputc(' ', out);
		h->swallow = true;
	}
	skip(s, n);
}

static void step_text(struct html *h, struct source *s, FILE *out)
{
	if (strncmp(s->p, "<!--", 4) == 0) {
		skip_comment(s);
	} else if (strncmp(s->p, "<!", 2) == 0) {
		size_t n = strcspn(s->p, ">") + 1;
		(void)fwrite(s->p, 1, n, out);
		skip(s, n);
		h->swallow = true;
	} else if (*s->p == '<') {
		tag_begins(h, s, out);
	} else if (strchr(blanks, *s->p) && !keeps_blanks(h)) {
		blank_run(h, s, out);
	} else if (inside(h, "script")) {
		fail(s, "a script stands in its own file");
	} else {
		h->swallow = false;
		(void)fputc(*s->p, out);
		skip(s, 1);
	}
}

static void name_begins(struct html *h, struct source *s, FILE *out)
{
	size_t n = lower(h->attr, s->p, s);
	const char *name = h->attr;
	if (h->closing) {
		fail(s, "an attribute in an end tag");
	}
	if (n == 0) {
		fail(s, "not the name of an attribute: %.10s", s->p);
	}
	if (!h->gap) {
		fail(s, "a blank is missing before %s", name);
	}
	if (is_one_of(name, forbidden_attr) || strncmp(name, "on", 2) == 0 ||
	    strncmp(name, "hx-on", 5) == 0) {
		fail(s, "%s= may not stand in a page", name);
	}
	h->kind = is_one_of(name, url_attr) ? ATTR_URL :
		  is_one_of(name, fixed_attr) ? ATTR_FIXED : ATTR_PLAIN;
	/* SVG writes some of its names with capitals. */
	(void)fprintf(out, " %.*s", (int)n, s->p);
	skip(s, n);
	h->state = H_EQUALS;
	h->gap = false;
}

static void step_tag(struct html *h, struct source *s, FILE *out)
{
	if (strchr(blanks, *s->p)) {
		skip(s, strspn(s->p, blanks));
		h->gap = true;
	} else if (*s->p == '>' || *s->p == '/') {
		tag_ends(h, s, out);
	} else {
		name_begins(h, s, out);
	}
}

static void step_equals(struct html *h, struct source *s, FILE *out)
{
	if (*s->p == '=') {
		(void)fputc('=', out);
		skip(s, 1);
		h->state = H_VALUE;
	} else {
		h->state = H_TAG;
	}
}

static void step_value(struct html *h, struct source *s, FILE *out)
{
	h->quote = *s->p;
	h->begun = h->varies = h->settled = false;
	h->prefix[0] = '\0';
	if (h->quote == '"') {
		h->state = H_QUOTED;
	} else if (h->quote == '\'' || isalnum((unsigned char)h->quote)) {
		h->state = H_FIXED;
		h->quote = h->quote == '\'' ? '\'' : 0;
	} else {
		fail(s, "the value of %s needs double quotes", h->attr);
	}
	if (h->kind == ATTR_URL && h->state != H_QUOTED) {
		fail(s, "the address in %s needs double quotes", h->attr);
	}
	if (h->state == H_QUOTED || h->quote) {
		(void)fputc(*s->p, out);
		skip(s, 1);
	}
}

/* A character of an address that stands in the page. */
static void url_step(struct html *h, const struct source *s)
{
	char c = *s->p;
	size_t n = strlen(h->prefix);
	h->begun = true;
	if (h->settled) {
		return;
	}
	if (strchr("\\ \t\r\n", c)) {
		fail(s, "a blank or \\ in an address");
	}
	if (c == '/' && !h->varies && n == 0 && s->p[1] == '/') {
		fail(s, "an address of another host");
	}
	if (c == ':' && (h->varies || !is_one_of(h->prefix, scheme))) {
		fail(s, "only https:, mailto:, tel: and relative addresses");
	}
	if (n + 1 < NAME) {
		h->prefix[n] = (char)tolower((unsigned char)c);
		h->prefix[n + 1] = '\0';
	}
	h->settled = strchr("/?#:", c) != NULL;
}

static void step_quoted(struct html *h, struct source *s, FILE *out)
{
	if (*s->p == '"') {
		h->state = H_TAG;
		h->gap = false;
	} else if (h->kind == ATTR_URL) {
		url_step(h, s);
	}
	(void)fputc(*s->p, out);
	skip(s, 1);
}

static void step_fixed(struct html *h, struct source *s, FILE *out)
{
	bool ends = h->quote ? *s->p == h->quote : strchr(" \t\r\n>", *s->p) != NULL;
	if (ends) {
		h->state = H_TAG;
		h->gap = false;
	} else if (!h->quote && strchr("\"'`=<", *s->p)) {
		fail(s, "the value of %s needs double quotes", h->attr);
	}
	if (!ends || h->quote) {
		(void)fputc(*s->p, out);
		skip(s, 1);
	}
}

void html_step(struct html *h, struct source *s, FILE *out)
{
	switch (h->state) {
	case H_TEXT:
		step_text(h, s, out);
		break;
	case H_TAG:
		step_tag(h, s, out);
		break;
	case H_EQUALS:
		step_equals(h, s, out);
		break;
	case H_VALUE:
		step_value(h, s, out);
		break;
	case H_QUOTED:
		step_quoted(h, s, out);
		break;
	case H_FIXED:
		step_fixed(h, s, out);
		break;
	}
}

enum context html_value(struct html *h, const struct source *s)
{
	if (h->state == H_TEXT && inside(h, "script")) {
		fail(s, "a value stands in a script");
	}
	if (h->state == H_TEXT) {
		h->swallow = false;
		/* No elements in them: a sentence brings none. */
		return inside_raw(h) ? IN_ATTR : IN_TEXT;
	}
	if (h->state == H_FIXED || h->state == H_VALUE) {
		fail(s, "a value stands in %s without double quotes", h->attr);
	}
	if (h->state != H_QUOTED) {
		fail(s, "a value stands in a name in <%s>", h->element);
	}
	if (h->kind == ATTR_FIXED) {
		fail(s, "no value may stand in %s", h->attr);
	}
	if (h->kind == ATTR_PLAIN) {
		return IN_ATTR;
	}
	enum context c = h->begun ? IN_URL_PART : IN_URL;
	h->begun = true;
	h->varies = true;
	return c;
}

void html_directive(struct html *h, const struct source *s)
{
	if (h->state == H_EQUALS) {
		h->state = H_TAG;
	}
	if (h->state == H_FIXED || h->state == H_VALUE) {
		fail(s, "a directive stands in %s without double quotes", h->attr);
	}
	if (h->state == H_QUOTED && h->kind == ATTR_FIXED) {
		fail(s, "no directive may stand in %s", h->attr);
	}
	if (h->state == H_TEXT && inside(h, "script")) {
		fail(s, "a directive stands in a script");
	}
}

void html_join(struct html *h, const struct html *other, const struct source *s)
{
	bool same = h->state == other->state && h->depth == other->depth;
	for (int i = 0; same && i < h->depth; i++) {
		same = strcmp(h->open[i], other->open[i]) == 0;
	}
	if (!same) {
		fail(s, "the branch ends in another element or tag than it began");
	}
	if (h->state == H_TAG && strcmp(h->element, other->element) != 0) {
		fail(s, "the branch ends in another tag than it began");
	}
	if (h->state == H_QUOTED && (strcmp(h->attr, other->attr) != 0 ||
				     (h->kind == ATTR_URL && h->begun != other->begun))) {
		fail(s, "the branch leaves %s half written: give it an else", h->attr);
	}
	/* Of the address only what holds on both ways. */
	h->settled = h->settled && other->settled;
	h->varies = h->varies || other->varies || strcmp(h->prefix, other->prefix) != 0;
	h->swallow = h->swallow && other->swallow;
	h->gap = false;
}

void html_end(const struct html *h, const struct source *s)
{
	if (h->state != H_TEXT) {
		fail(s, "the file ends inside <%s>", h->element);
	}
	if (h->depth > 0) {
		fail(s, "<%s> is not closed", h->open[h->depth - 1]);
	}
}

void html_escape(FILE *out, const char *p, size_t n)
{
	for (; n > 0; n--, p++) {
		switch (*p) {
		case '&': (void)fputs("&amp;", out); break;
		case '<': (void)fputs("&lt;", out); break;
		case '>': (void)fputs("&gt;", out); break;
		case '"': (void)fputs("&quot;", out); break;
		case '\'': (void)fputs("&#39;", out); break;
		default: (void)fputc(*p, out); break;
		}
	}
}
