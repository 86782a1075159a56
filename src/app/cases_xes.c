/* Cases of a XES file: once to see which attributes they have, once case by case. */
#include "cases_int.h"

#include "base/utf8.h"

#include <string.h>

/* ---- which attributes there are ---- */

static bool see_attr(void *ctx, enum xes_scope of, const struct xes_attr *a, struct err *e)
{
	struct cases *c = ctx;
	struct str key = str_of(a->key);
	size_t *at;

	if (of != XES_TRACE || a->depth > 0 || str_eq(key, c->words.name) ||
	    a->type == XES_LIST || a->type == XES_CONTAINER || map_get(&c->by_name, key) != NULL) {
		return true;
	}
	at = arena_new(&c->arena, size_t);
	if (!utf8_valid(key) || !cases_head(c, key, at, e)) {
		return !utf8_valid(key);
	}
	map_put(&c->by_name, c->head[*at], at);
	return true;
}

/* ---- case by case ---- */

/* Dates as our own columns have them; what is none stays as it is. */
static bool keep_value(struct cases *c, const struct xes_attr *a, struct str *out, struct err *e)
{
	struct str s = str_of(a->value);
	char text[INSTANT_TEXT];
	int64_t us;

	if (a->type == XES_DATE && xes_instant(s, &us)) {
		s = str_of(instant_text(us / 1000000 - (us % 1000000 < 0), text));
	}
	return utf8_nfc(c->kept, str_dup(c->kept, s), out, e);
}

/* The first of a key counts: a trace that repeats one for ever costs nothing. */
static bool trace_attr(struct cases *c, const struct xes_attr *a, struct err *e)
{
	struct str key = str_of(a->key);
	const size_t *at = map_get(&c->by_name, key);
	struct str *to = str_eq(key, c->words.name) ? &c->now.name
			 : at != NULL ? &c->now.value[*at] : NULL;

	return to == NULL || to->n > 0 || keep_value(c, a, to, e);
}

static bool event_attr(struct cases *c, const struct xes_attr *a, struct err *e)
{
	struct str key = str_of(a->key), value = str_of(a->value);

	if (str_eq(key, c->words.time)) {
		c->timed = xes_instant(value, &c->event.time);
		if (!c->timed) {
			case_fault(c, &c->now, "log.time", value, xes_in_line(c->xes));
		}
	}
	if (str_eq(key, c->words.resource) && !case_keep(c, value, &c->event.resource, e)) {
		return false;
	}
	if (str_eq(key, c->words.activity)) {
		c->named = value.n > 0;
		return case_keep(c, value, &c->event.activity, e);
	}
	return true;
}

static bool on_attr(void *ctx, enum xes_scope of, const struct xes_attr *a, struct err *e)
{
	struct cases *c = ctx;

	if (a->depth > 0) {
		return true;
	}
	return of == XES_TRACE ? trace_attr(c, a, e) : of != XES_EVENT || event_attr(c, a, e);
}

static bool on_begin(void *ctx, enum xes_scope what, struct err *e)
{
	struct cases *c = ctx;

	(void)e;
	if (what == XES_TRACE) {
		case_start(c, &c->now, xes_in_line(c->xes));
	} else {
		c->event = (struct log_event){ 0 };
		c->timed = c->named = false;
	}
	return true;
}

static bool on_end(void *ctx, enum xes_scope what, struct err *e)
{
	struct cases *c = ctx;

	(void)e;
	if (what == XES_TRACE) {
		c->whole = true;
		xes_in_pause(c->xes);
	} else if (!c->timed || !c->named) {
		case_fault(c, &c->now, c->named ? "log.time" : "log.activity", STR(""),
			   xes_in_line(c->xes));
	} else {
		case_event(c, &c->now, &c->event);
	}
	return true;
}

bool cases_xes_next(struct cases *c, struct arena *a, struct log_case *out, bool *there,
		    struct err *e)
{
	bool more = true;

	c->kept = a;
	c->whole = false;
	if (!xes_in_run(c->xes, &more, e)) {
		return false;
	}
	*there = c->whole;
	*out = c->now;
	return true;
}

static struct str key_of(struct cases *c, struct str told, const char *usual, bool *is_told)
{
	*is_told = told.n > 0;
	return told.n > 0 ? str_dup(&c->arena, told) : str_of(usual);
}

bool cases_xes(struct cases *c, struct err *e)
{
	const struct xes_sink see = { .ctx = c, .attr = see_attr };
	const struct xes_sink tell = { .ctx = c, .begin = on_begin, .end = on_end,
				       .attr = on_attr };
	struct log_words *w = &c->words;
	struct xes_in *first = NULL;
	bool more = true;

	w->name = key_of(c, c->want.name, "concept:name", &w->told[0]);
	w->activity = key_of(c, c->want.activity, "concept:name", &w->told[1]);
	w->time = key_of(c, c->want.time, "time:timestamp", &w->told[2]);
	w->resource = key_of(c, c->want.resource, "org:resource", &w->told[3]);
	bool ok = xes_in_open(&c->arena, c->file, &see, &first, e) &&
		  xes_in_run(first, &more, e);

	xes_in_close(first);
	return ok && xes_in_open(&c->arena, c->file, &tell, &c->xes, e);
}
