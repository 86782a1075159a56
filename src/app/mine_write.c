/* A log that was read, written again. */
#include "mine_write.h"

#include "mine_int.h"

#include "core/csv.h"
#include "edge/unpack.h"
#include "edge/xml.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/markup.h"

#include <errno.h>
#include <string.h>

enum { PIECE = 64 << 10, MOST = 64 << 20 };

bool mine_flush(struct buf *b, size_t least, FILE *f, struct err *e)
{
	if (!buf_ok(b)) {
		return err_set(e, ERR_LIMIT, "log.many", NULL);
	}
	if (b->n < least) {
		return true;
	}
	bool whole = fwrite(b->p, 1, b->n, f) == b->n;

	buf_reset(b);
	return whole || err_set(e, ERR_IO, "store.file", "file", "", "detail", strerror(errno),
				NULL);
}

void mine_attr_text(struct buf *b, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r') {
			markup_text(b, str_sub(s, from, i));
			buf_fmt(b, "&#%d;", s.p[i]);
			from = i + 1;
		}
	}
	markup_text(b, str_sub(s, from, s.n));
}

/* ---- XES, copied ---- */

struct copying {
	const struct mine_write *w;
	struct xml *xml;
	struct buf b;
	int depth;
	bool first;			/* file: its head counts */
	bool open;			/* the last tag waits for its end */
	bool undecided, dropped;	/* the trace at hand */
};

static bool keeps(struct copying *c, const char *name)
{
	const struct mine_view *v = c->w->view;
	struct mine_log *l = mine_log_of(c->w->in);
	int32_t id;
	struct err e;

	/* All names are there; a new one is of a trace that was passed over. */
	return name[0] != '\0' && mine_names_id(&l->cases, str_of(name), &id, &e) &&
	       (size_t)id < v->cases && mine_kept(v, (size_t)id);
}

static void tag(struct copying *c, const char *name, const char **attr)
{
	struct buf *b = &c->b;

	buf_text(b, c->open ? ">\n<" : "<");
	buf_text(b, name);
	for (size_t i = 0; attr[i] != NULL; i += 2) {
		buf_fmt(b, " %s=\"", attr[i]);
		mine_attr_text(b, str_of(attr[i + 1]));
		buf_char(b, '"');
	}
	c->open = true;
}

static void log_tag(struct copying *c, const char **attr)
{
	buf_text(&c->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	tag(c, "log", attr);
	buf_text(&c->b, xml_attr(attr, "xes.version") == NULL ? " xes.version=\"1849.2016\"" : "");
	buf_text(&c->b, xml_attr(attr, "xes.features") == NULL ? " xes.features=\"\"" : "");
}

static bool on_start(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct copying *c = ctx;
	const char *key = xml_attr(attr, "key"), *value = xml_attr(attr, "value");

	if (++c->depth == 1) {
		if (c->first) {
			log_tag(c, attr);
		}
		return true;
	}
	if (c->depth == 2) {
		bool trace = strcmp(name, "trace") == 0;

		/* Whole, so that it can be taken back. */
		if (trace && c->open) {
			buf_text(&c->b, ">\n");
			c->open = false;
		}
		if (trace && !mine_flush(&c->b, 1, c->w->out, e)) {
			return false;
		}
		c->undecided = trace;
		c->dropped = !trace && !c->first;
	} else if (c->depth == 3 && c->undecided && key != NULL && value != NULL &&
		   str_eq(str_of(key), mine_word(c->w->in, LOG_ROLE_CASE))) {
		c->undecided = false;
		c->dropped = !keeps(c, value);
	}
	if (!c->dropped) {
		tag(c, name, attr);
	}
	return c->undecided || mine_flush(&c->b, PIECE, c->w->out, e);
}

static bool on_end(void *ctx, const char *name, struct err *e)
{
	struct copying *c = ctx;
	bool trace = c->depth == 2 && strcmp(name, "trace") == 0;

	if (--c->depth == 0) {
		return true;
	}
	if (trace && (c->undecided || c->dropped)) {
		buf_reset(&c->b);
		c->open = false;
	} else if (!c->dropped && c->open) {
		buf_text(&c->b, "/>\n");
		c->open = false;
	} else if (!c->dropped) {
		buf_fmt(&c->b, "</%s>\n", name);
	}
	return buf_ok(&c->b) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

static bool on_text(void *ctx, struct str s, struct err *e)
{
	(void)ctx, (void)s, (void)e;
	return true;
}

bool mine_copy_xes(const struct mine_write *w, FILE *from, bool first, bool last, struct err *e)
{
	struct copying c = { .w = w, .first = first };
	const struct xml_sink tags = { &c, on_start, on_end, on_text };
	struct unpack *u = NULL;
	struct arena a;
	bool more = true;

	arena_init(&a, 0);
	buf_init(&c.b, MOST);
	bool ok = unpack_file(&a, from, UNPACK_MOST * INT64_C(64), &u, e) &&
		  xml_open(&a, u, &tags, &c.xml, e) && xml_run(c.xml, &more, e);

	if (ok) {
		buf_text(&c.b, c.open ? ">\n" : "");
		buf_text(&c.b, last ? "</log>\n" : "");
		ok = mine_flush(&c.b, 0, w->out, e);
	}
	xml_close(c.xml);
	unpack_close(u);
	buf_done(&c.b);
	arena_done(&a);
	return ok;
}

/* ---- from columns ---- */

void mine_xes_head(struct buf *b)
{
	buf_text(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		 "<log xes.version=\"1849.2016\" xes.features=\"\">\n"
		 "<extension name=\"Concept\" prefix=\"concept\""
		 " uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
		 "<extension name=\"Time\" prefix=\"time\""
		 " uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
		 "<extension name=\"Organizational\" prefix=\"org\""
		 " uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
		 "<extension name=\"Lifecycle\" prefix=\"lifecycle\""
		 " uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n"
		 "<global scope=\"trace\">\n<string key=\"concept:name\" value=\"\"/>\n</global>\n"
		 "<global scope=\"event\">\n<string key=\"concept:name\" value=\"\"/>\n"
		 "<date key=\"time:timestamp\" value=\"1970-01-01T00:00:00+00:00\"/>\n"
		 "<string key=\"lifecycle:transition\" value=\"complete\"/>\n</global>\n"
		 "<classifier name=\"Activity\" keys=\"concept:name\"/>\n");
}

/* "2026-03-02T01:00:00.500000+00:00". */
static void instant(struct buf *b, int64_t us)
{
	int64_t part = (us % 1000000 + 1000000) % 1000000;
	struct civil t = civil_of((us - part) / 1000000 - ZONE_S);

	buf_fmt(b, "%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute,
		t.second);
	if (part > 0) {
		buf_fmt(b, ".%06d", (int)part);
	}
	buf_text(b, "+00:00");
}

static void xes_attr(struct buf *b, const char *key, struct str value)
{
	buf_fmt(b, "<string key=\"%s\" value=\"", key);
	mine_attr_text(b, value);
	buf_text(b, "\"/>");
}

static void xes_event(struct buf *b, const struct mine_log *l, const struct mine_view *v,
		      size_t i)
{
	buf_text(b, "<event>");
	xes_attr(b, "concept:name", mine_names_text(&l->activities, v->activity[i]));
	buf_text(b, "<date key=\"time:timestamp\" value=\"");
	instant(b, v->time[i]);
	buf_text(b, "\"/>");
	xes_attr(b, "lifecycle:transition", STR("complete"));
	if (v->holder[i] != MINE_NONE) {
		xes_attr(b, "org:resource", mine_names_text(&l->holders, v->holder[i]));
	}
	buf_text(b, "</event>\n");
}

bool mine_write_xes(const struct mine_write *w, struct err *e)
{
	const struct mine_log *l = mine_log_of(w->in);
	const struct mine_view *v = w->view;
	struct buf b;
	bool ok = true;

	buf_init(&b, MOST);
	mine_xes_head(&b);
	for (size_t c = 0; ok && c < v->cases; c++) {
		if (!mine_kept(v, c)) {
			continue;
		}
		buf_text(&b, "<trace>");
		xes_attr(&b, "concept:name", mine_names_text(&l->cases, (int32_t)c));
		buf_char(&b, '\n');
		for (size_t i = v->start[c]; ok && i < v->start[c + 1]; i++) {
			xes_event(&b, l, v, i);
			ok = mine_flush(&b, PIECE, w->out, e);
		}
		buf_text(&b, "</trace>\n");
	}
	buf_text(&b, "</log>\n");
	ok = ok && mine_flush(&b, 0, w->out, e);
	buf_done(&b);
	return ok;
}

bool mine_write_text(const struct mine_write *w, struct err *e)
{
	const struct mine_log *l = mine_log_of(w->in);
	const struct mine_view *v = w->view;
	struct buf b;
	bool ok = true;

	buf_init(&b, MOST);
	buf_text(&b, "case,activity,time,resource\r\n");
	for (size_t c = 0; ok && c < v->cases; c++) {
		for (size_t i = v->start[c]; ok && mine_kept(v, c) && i < v->start[c + 1]; i++) {
			csv_put(&b, mine_names_text(&l->cases, (int32_t)c));
			buf_char(&b, ',');
			csv_put(&b, mine_names_text(&l->activities, v->activity[i]));
			buf_char(&b, ',');
			instant(&b, v->time[i]);
			buf_char(&b, ',');
			csv_put(&b, v->holder[i] == MINE_NONE ? STR("")
				: mine_names_text(&l->holders, v->holder[i]));
			buf_text(&b, "\r\n");
			ok = mine_flush(&b, PIECE, w->out, e);
		}
	}
	ok = ok && mine_flush(&b, 0, w->out, e);
	buf_done(&b);
	return ok;
}
