/* Event logs of IEEE 1849, tag by tag. */
#include "xes.h"

#include "base/compiler.h"
#include "base/day.h"

#include <string.h>

static const struct {
	const char *tag;
	enum xes_type type;
} types[] = {
	{ "string", XES_STRING }, { "date", XES_DATE }, { "int", XES_INT },
	{ "float", XES_FLOAT }, { "boolean", XES_BOOLEAN }, { "id", XES_ID },
	{ "list", XES_LIST }, { "container", XES_CONTAINER },
};

void xes_start(struct xes *x, const struct xes_sink *sink)
{
	*x = (struct xes){ .sink = *sink };
}

static const char *value_of(const char **attr, const char *name)
{
	for (; *attr != NULL; attr += 2) {
		if (strcmp(*attr, name) == 0) {
			return attr[1];
		}
	}
	return NULL;
}

static bool attribute(struct xes *x, enum xes_type type, const char **attr, struct err *e)
{
	int at = x->depth - 1, around = at > 0 ? x->nested[at - 1] : 0;
	const char *value = value_of(attr, "value");
	struct xes_attr a = { .type = type, .depth = around, .key = value_of(attr, "key"),
			      .value = value != NULL ? value : "" };

	if (a.key == NULL) {
		return err_set(e, ERR_INVALID, "xes.key", NULL);
	}
	x->nested[at] = around + 1;
	return x->sink.attr == NULL || x->sink.attr(x->sink.ctx, x->scope[at], &a, e);
}

/* What a tag makes of the scope it stands in. */
static enum xes_scope scope_of(enum xes_scope around, const char *name, const char **attr)
{
	if (around == XES_LOG && strcmp(name, "trace") == 0) {
		return XES_TRACE;
	}
	/* An event without a case stands in the log itself: sink.stray. */
	if ((around == XES_TRACE || around == XES_LOG) && strcmp(name, "event") == 0) {
		return around == XES_TRACE ? XES_EVENT : XES_NOTHING;
	}
	if (around == XES_LOG && strcmp(name, "global") == 0) {
		const char *scope = value_of(attr, "scope");

		return scope != NULL && strcmp(scope, "trace") == 0 ? XES_GLOBAL_TRACE
								    : XES_GLOBAL_EVENT;
	}
	return XES_NOTHING;
}

static bool other_tag(struct xes *x, enum xes_scope around, const char *name,
		      const char **attr, struct err *e)
{
	enum xes_scope scope = scope_of(around, name, attr);

	/* <values> of a list holds attributes like those around it. */
	if (strcmp(name, "values") == 0 && x->depth > 1 && x->nested[x->depth - 2] > 0) {
		x->scope[x->depth - 1] = around;
		x->nested[x->depth - 1] = x->nested[x->depth - 2];
		return true;
	}
	if (around == XES_LOG && strcmp(name, "classifier") == 0 && x->sink.classifier != NULL) {
		const char *title = value_of(attr, "name"), *keys = value_of(attr, "keys");

		return x->sink.classifier(x->sink.ctx, title != NULL ? title : "",
					  keys != NULL ? keys : "", e);
	}
	if (around == XES_LOG && x->nested[x->depth - 2] == 0 && strcmp(name, "event") == 0 &&
	    x->sink.stray != NULL) {
		return x->sink.stray(x->sink.ctx, e);
	}
	x->scope[x->depth - 1] = scope;
	return (scope != XES_TRACE && scope != XES_EVENT) || x->sink.begin == NULL ||
	       x->sink.begin(x->sink.ctx, scope, e);
}

bool xes_open_tag(struct xes *x, const char *name, const char **attr, struct err *e)
{
	if (x->depth == 0) {
		if (strcmp(name, "log") != 0) {
			return err_set(e, ERR_INVALID, "xes.log", "tag", name, NULL);
		}
		x->scope[x->depth++] = XES_LOG;
		x->seen = true;
		return true;
	}
	if (x->depth == XES_DEPTH) {
		return err_set(e, ERR_LIMIT, "xes.log", "tag", name, NULL);
	}
	enum xes_scope around = x->scope[x->depth - 1];

	x->scope[x->depth] = XES_NOTHING;
	x->nested[x->depth] = 0;
	x->depth++;
	for (size_t i = 0; around != XES_NOTHING && i < ARRAY_LEN(types); i++) {
		if (strcmp(types[i].tag, name) == 0) {
			x->scope[x->depth - 1] = around;
			return attribute(x, types[i].type, attr, e);
		}
	}
	return other_tag(x, around, name, attr, e);
}

bool xes_close_tag(struct xes *x, struct err *e)
{
	int at = --x->depth;
	enum xes_scope scope = x->scope[at];
	bool own = at > 0 && x->nested[at] == 0 && (scope == XES_TRACE || scope == XES_EVENT);

	return !own || x->sink.end == NULL || x->sink.end(x->sink.ctx, scope, e);
}

bool xes_classifier_key(struct str *keys, struct str *out)
{
	struct str s = str_trim(*keys);
	bool quoted = s.n > 1 && s.p[0] == '\'';

	if (s.n == 0) {
		return false;
	}
	(void)str_cut(quoted ? str_sub(s, 1, s.n) : s, quoted ? '\'' : ' ', out, keys);
	return true;
}

/* ---- times ---- */

static bool digits(struct str *s, size_t n, int64_t *out)
{
	*out = 0;
	if (s->n < n) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (s->p[i] < '0' || s->p[i] > '9') {
			return false;
		}
		*out = *out * 10 + (s->p[i] - '0');
	}
	*s = (struct str){ s->p + n, s->n - n };
	return true;
}

/* Either of two. */
static bool mark(struct str *s, char a, char b)
{
	if (s->n == 0 || (s->p[0] != a && s->p[0] != b)) {
		return false;
	}
	*s = (struct str){ s->p + 1, s->n - 1 };
	return true;
}

/* Beyond the sixth digit nothing is kept. */
static int64_t fraction(struct str *s)
{
	int64_t us = 0, scale = 100000;

	while (s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9') {
		us += (s->p[0] - '0') * scale;
		scale /= 10;
		*s = (struct str){ s->p + 1, s->n - 1 };
	}
	return us;
}

static bool offset(struct str *s, int64_t *second)
{
	bool east = s->n > 0 && s->p[0] == '+';
	int64_t h, m = 0;

	*second = 0;
	if (s->n == 0 || mark(s, 'Z', 'z')) {
		return s->n == 0;
	}
	if (!mark(s, '+', '-') || !digits(s, 2, &h)) {
		return false;
	}
	if (s->n > 0) {
		(void)mark(s, ':', ':');
		if (!digits(s, 2, &m)) {
			return false;
		}
	}
	*second = (h * 3600 + m * 60) * (east ? 1 : -1);
	return s->n == 0 && h <= 18 && m < 60;
}

/* "2011-10-11T13:42:22" as nearly all are: no digit by itself, one look at all of them. */
static bool usual(struct str *s, int64_t at[6])
{
	static const uint8_t place[14] = { 0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18 };
	const char *p = s->p;
	unsigned digit[14], odd = 0;

	if (s->n < 19 || p[4] != '-' || p[7] != '-' || (p[10] != 'T' && p[10] != ' ') ||
	    p[13] != ':' || p[16] != ':') {
		return false;
	}
	for (int i = 0; i < 14; i++) {
		digit[i] = (unsigned)(unsigned char)p[place[i]] - '0';
		odd |= digit[i] > 9;
	}
	at[0] = digit[0] * 1000 + digit[1] * 100 + digit[2] * 10 + digit[3];
	for (int i = 1; i < 6; i++) {
		at[i] = digit[2 * i + 2] * 10 + digit[2 * i + 3];
	}
	*s = (struct str){ p + 19, s->n - 19 };
	return odd == 0;
}

/* Any of the forms: seconds may be missing. */
static bool civil(struct str s, int64_t at[6], struct str *rest)
{
	at[5] = 0;
	if (!digits(&s, 4, &at[0]) || !mark(&s, '-', '-') || !digits(&s, 2, &at[1]) ||
	    !mark(&s, '-', '-') || !digits(&s, 2, &at[2]) ||
	    (!mark(&s, 'T', 't') && !mark(&s, ' ', ' ')) || !digits(&s, 2, &at[3]) ||
	    !mark(&s, ':', ':') || !digits(&s, 2, &at[4]) ||
	    (mark(&s, ':', ':') && !digits(&s, 2, &at[5]))) {
		return false;
	}
	*rest = s;
	return true;
}

bool xes_instant(struct str s, int64_t *us)
{
	int64_t at[6], part = 0, east;
	struct str rest = s;

	if (!usual(&rest, at) && !civil(s, at, &rest)) {
		return false;
	}
	if (mark(&rest, '.', ',')) {
		part = fraction(&rest);
	}
	if (!offset(&rest, &east) || !day_valid((int)at[0], (int)at[1], (int)at[2]) ||
	    at[3] > 23 || at[4] > 59 || at[5] > 59) {
		return false;
	}
	int64_t day = day_make((int)at[0], (int)at[1], (int)at[2]).n;

	*us = (day * DAY_S + at[3] * 3600 + at[4] * 60 + at[5] - east) * 1000000 + part;
	return true;
}
