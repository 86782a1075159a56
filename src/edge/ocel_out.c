/* OCEL 2.0 written as JSON or XML. */
#include "ocel_out.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/markup.h"

#include <errno.h>
#include <string.h>

enum { PIECE = 64 << 10, MOST = OCEL_BYTES_MOST * 2 };

/* Attributes that never change are so since then. */
static const struct str always = STR_INIT("1970-01-01T00:00:00Z");

struct writing {
	struct ocel_out out;		/* first: what the caller holds */
	FILE *f;
	struct buf b;
	bool events;			/* the objects are done */
	bool more;			/* one stands before in this list */
};

static bool flush(struct writing *w, size_t least, struct err *e)
{
	if (w->b.n < least) {
		return true;
	}
	bool whole = buf_ok(&w->b) && fwrite(w->b.p, 1, w->b.n, w->f) == w->b.n;

	buf_reset(&w->b);
	return whole || err_set(e, ERR_IO, "store.file", "file", "", "detail", strerror(errno),
				NULL);
}

static void comma(struct writing *w)
{
	buf_text(&w->b, w->more ? ",\n" : "\n");
	w->more = true;
}

/* ---- JSON ---- */

static void member(struct buf *b, const char *key, struct str value)
{
	buf_fmt(b, "\"%s\":", key);
	json_write_str(b, value);
}

static void json_type(struct writing *w, const struct ocel_type *t)
{
	struct buf *b = &w->b;

	comma(w);
	buf_char(b, '{');
	member(b, "name", t->name);
	buf_text(b, ",\"attributes\":[");
	for (size_t i = 0; i < t->columns; i++) {
		buf_text(b, i > 0 ? ",{" : "{");
		member(b, "name", str_of(t->column[i].name));
		buf_char(b, ',');
		member(b, "type", str_of(ocel_value_name(t->column[i].value)));
		buf_char(b, '}');
	}
	buf_text(b, "]}");
}

static bool json_types(struct ocel_out *o, const struct ocel_type *type, size_t n,
		       struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;
	static const char *const head[] = { [OCEL_EVENT] = "{\"eventTypes\":[",
					    [OCEL_OBJECT] = "\n],\n\"objectTypes\":[" };

	for (int kind = OCEL_EVENT; kind <= OCEL_OBJECT; kind++) {
		buf_text(&w->b, head[kind]);
		w->more = false;
		for (size_t i = 0; i < n; i++) {
			if ((int)type[i].kind == kind) {
				json_type(w, &type[i]);
			}
		}
	}
	buf_text(&w->b, "\n],\n\"objects\":[");
	w->more = false;
	return flush(w, PIECE, e);
}

static void json_attrs(struct buf *b, const struct ocel_item *it)
{
	buf_text(b, ",\"attributes\":[");
	for (size_t i = 0; i < it->attrs; i++) {
		const struct ocel_attr *a = &it->attr[i];

		buf_text(b, i > 0 ? ",{" : "{");
		member(b, "name", a->name);
		buf_char(b, ',');
		member(b, "value", a->value);
		if (it->kind == OCEL_OBJECT) {
			buf_char(b, ',');
			member(b, "time", a->since.n > 0 ? a->since : always);
		}
		buf_char(b, '}');
	}
	buf_text(b, "],\"relationships\":[");
	for (size_t i = 0; i < it->links; i++) {
		buf_text(b, i > 0 ? ",{" : "{");
		member(b, "objectId", it->link[i].object);
		buf_char(b, ',');
		member(b, "qualifier", it->link[i].qualifier);
		buf_char(b, '}');
	}
	buf_text(b, "]}");
}

static void json_events(struct writing *w)
{
	buf_text(&w->b, "\n],\n\"events\":[");
	w->events = true;
	w->more = false;
}

static bool json_item(struct ocel_out *o, const struct ocel_item *it, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;

	if (it->kind == OCEL_EVENT && !w->events) {
		json_events(w);
	}
	comma(w);
	buf_char(&w->b, '{');
	member(&w->b, "id", it->id);
	buf_char(&w->b, ',');
	member(&w->b, "type", it->type);
	if (it->kind == OCEL_EVENT) {
		buf_char(&w->b, ',');
		member(&w->b, "time", it->time);
	}
	json_attrs(&w->b, it);
	return flush(w, PIECE, e);
}

static bool json_end(struct ocel_out *o, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;

	if (!w->events) {
		json_events(w);
	}
	buf_text(&w->b, "\n]}\n");
	bool ok = flush(w, 0, e);

	buf_done(&w->b);
	return ok;
}

/* ---- XML ---- */

static void attr(struct buf *b, const char *key, struct str value)
{
	buf_fmt(b, " %s=\"", key);
	markup_text(b, value);
	buf_char(b, '"');
}

static void xml_type(struct buf *b, const char *tag, const struct ocel_type *t)
{
	buf_fmt(b, "<%s", tag);
	attr(b, "name", t->name);
	buf_text(b, "><attributes>");
	for (size_t i = 0; i < t->columns; i++) {
		buf_text(b, "<attribute");
		attr(b, "name", str_of(t->column[i].name));
		attr(b, "type", str_of(ocel_value_name(t->column[i].value)));
		buf_text(b, "/>");
	}
	buf_fmt(b, "</attributes></%s>\n", tag);
}

static bool xml_types(struct ocel_out *o, const struct ocel_type *type, size_t n, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;
	static const enum ocel_kind order[] = { OCEL_OBJECT, OCEL_EVENT };
	static const char *const tag[] = { [OCEL_EVENT] = "event", [OCEL_OBJECT] = "object" };

	buf_text(&w->b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n");
	for (size_t k = 0; k < ARRAY_LEN(order); k++) {
		const char *name = order[k] == OCEL_EVENT ? "event-type" : "object-type";

		buf_fmt(&w->b, "<%s-types>\n", tag[order[k]]);
		for (size_t i = 0; i < n; i++) {
			if (type[i].kind == order[k]) {
				xml_type(&w->b, name, &type[i]);
			}
		}
		buf_fmt(&w->b, "</%s-types>\n", tag[order[k]]);
	}
	buf_text(&w->b, "<objects>\n");
	return flush(w, PIECE, e);
}

static void xml_inner(struct buf *b, const struct ocel_item *it)
{
	buf_text(b, "><attributes>");
	for (size_t i = 0; i < it->attrs; i++) {
		const struct ocel_attr *a = &it->attr[i];

		buf_text(b, "<attribute");
		attr(b, "name", a->name);
		if (it->kind == OCEL_OBJECT) {
			attr(b, "time", a->since.n > 0 ? a->since : always);
		}
		buf_char(b, '>');
		markup_text(b, a->value);
		buf_text(b, "</attribute>");
	}
	buf_text(b, "</attributes><objects>");
	for (size_t i = 0; i < it->links; i++) {
		/* As the schema has it; examples write <relationship>, without the type. */
		buf_text(b, "<object");
		attr(b, "object-id", it->link[i].object);
		attr(b, "type", it->link[i].type);
		attr(b, "qualifier", it->link[i].qualifier);
		buf_text(b, "/>");
	}
	buf_text(b, "</objects>");
}

static bool xml_item(struct ocel_out *o, const struct ocel_item *it, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;
	bool event = it->kind == OCEL_EVENT;

	if (event && !w->events) {
		buf_text(&w->b, "</objects>\n<events>\n");
		w->events = true;
	}
	buf_text(&w->b, event ? "<event" : "<object");
	attr(&w->b, "id", it->id);
	attr(&w->b, "type", it->type);
	if (event) {
		attr(&w->b, "time", it->time);
	}
	xml_inner(&w->b, it);
	buf_text(&w->b, event ? "</event>\n" : "</object>\n");
	return flush(w, PIECE, e);
}

static bool xml_end(struct ocel_out *o, struct err *e)
{
	struct writing *w = (struct writing *)(void *)o;

	buf_text(&w->b, w->events ? "</events>\n</log>\n" : "</objects>\n<events>\n</events>\n"
							     "</log>\n");
	bool ok = flush(w, 0, e);

	buf_done(&w->b);
	return ok;
}

/* ---- both ---- */

static struct ocel_out *open(struct arena *a, FILE *f, struct ocel_out calls)
{
	struct writing *w = arena_new(a, struct writing);

	*w = (struct writing){ .out = calls, .f = f };
	buf_init(&w->b, MOST);
	return &w->out;
}

struct ocel_out *ocel_out_json(struct arena *a, FILE *f)
{
	return open(a, f, (struct ocel_out){ json_types, json_item, json_end });
}

struct ocel_out *ocel_out_xml(struct arena *a, FILE *f)
{
	return open(a, f, (struct ocel_out){ xml_types, xml_item, xml_end });
}
