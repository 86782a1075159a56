/* OCEL 2.0 as XML. */
#include "ocel_in.h"
#include "xml.h"

#include "base/buf.h"

#include <string.h>

/* <log>, <events> or <objects>, <event> or <object>, <attributes> or <objects>, what they
 * list: by their depth, from 1. */
enum { LOG = 1, SECTION, ITEM, LIST, LISTED };

enum section { SECTION_OTHER, SECTION_EVENTS, SECTION_OBJECTS };

struct reading {
	struct xml *xml;
	const struct ocel_sink *sink;
	struct ocel_draft *d;
	int depth;
	enum section section;
	bool item;			/* within one */
	bool attributes, objects;	/* within that list of it */
	bool seen[2];
	struct ocel_attr attr;		/* being read */
	struct buf text;
};

static bool form(struct reading *r, struct err *e)
{
	(void)err_set(e, ERR_INVALID, "ocel.form", NULL);
	return err_add_int(e, "line", xml_line(r->xml));
}

static bool text_of(struct reading *r, const char **attr, const char *name, struct str *out,
		    struct err *e)
{
	return ocel_draft_text(r->d, str_of(xml_attr(attr, name)), out, e);
}

static bool start_item(struct reading *r, const char *name, const char **attr, struct err *e)
{
	bool events = r->section == SECTION_EVENTS;
	struct ocel_item *it = &r->d->item;

	r->item = r->section != SECTION_OTHER && strcmp(name, events ? "event" : "object") == 0;
	if (!r->item) {
		return true;
	}
	ocel_draft_start(r->d, events ? OCEL_EVENT : OCEL_OBJECT, xml_line(r->xml));
	return text_of(r, attr, "id", &it->id, e) && text_of(r, attr, "type", &it->type, e) &&
	       (!events || text_of(r, attr, "time", &it->time, e));
}

static bool start_listed(struct reading *r, const char *name, const char **attr, struct err *e)
{
	struct ocel_link link = { .object = STR("") };

	if (r->attributes && strcmp(name, "attribute") == 0) {
		buf_reset(&r->text);
		return text_of(r, attr, "name", &r->attr.name, e) &&
		       text_of(r, attr, "time", &r->attr.since, e);
	}
	/* Written either way. */
	if (!r->objects || (strcmp(name, "object") != 0 && strcmp(name, "relationship") != 0)) {
		return true;
	}
	return text_of(r, attr, "object-id", &link.object, e) &&
	       text_of(r, attr, "qualifier", &link.qualifier, e) &&
	       ocel_draft_link(r->d, &link, e);
}

static bool on_start(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct reading *r = ctx;

	switch (++r->depth) {
	case LOG:
		return strcmp(name, "log") == 0 || form(r, e);
	case SECTION:
		r->section = strcmp(name, "events") == 0 ? SECTION_EVENTS
			     : strcmp(name, "objects") == 0 ? SECTION_OBJECTS : SECTION_OTHER;
		r->seen[0] = r->seen[0] || r->section == SECTION_EVENTS;
		r->seen[1] = r->seen[1] || r->section == SECTION_OBJECTS;
		return true;
	case ITEM:
		return start_item(r, name, attr, e);
	case LIST:
		r->attributes = r->item && strcmp(name, "attributes") == 0;
		r->objects = r->item && strcmp(name, "objects") == 0;
		return true;
	case LISTED:
		return start_listed(r, name, attr, e);
	default:
		return true;
	}
}

static bool end_attribute(struct reading *r, struct err *e)
{
	return ocel_draft_text(r->d, buf_view(&r->text), &r->attr.value, e) &&
	       ocel_draft_attr(r->d, &r->attr, e);
}

static bool on_end(void *ctx, const char *name, struct err *e)
{
	struct reading *r = ctx;

	switch (r->depth--) {
	case ITEM:
		return !r->item || r->sink->item(r->sink->ctx, &r->d->item, e);
	case LISTED:
		return !r->attributes || strcmp(name, "attribute") != 0 || end_attribute(r, e);
	default:
		return true;
	}
}

static bool on_text(void *ctx, struct str s, struct err *e)
{
	struct reading *r = ctx;

	if (r->depth != LISTED || !r->attributes) {
		return true;
	}
	buf_str(&r->text, s);
	if (buf_ok(&r->text)) {
		return true;
	}
	(void)err_set(e, ERR_LIMIT, "ocel.large", NULL);
	return err_add_int(e, "line", xml_line(r->xml));
}

bool ocel_xml(struct unpack *from, const struct ocel_sink *sink, struct arena *a,
	      struct ocel_draft *d, struct err *e)
{
	struct reading r = { .sink = sink, .d = d };
	const struct xml_sink tags = { &r, on_start, on_end, on_text };
	bool more = true;

	buf_init(&r.text, XML_TOKEN_MOST);
	bool ok = xml_open(a, from, &tags, &r.xml, e) && xml_run(r.xml, &more, e) &&
		  ((r.seen[0] && r.seen[1]) || form(&r, e));

	if (!ok && r.xml != NULL && err_arg(e, "line")[0] == '\0') {
		(void)err_add_int(e, "line", xml_line(r.xml));
	}
	xml_close(r.xml);
	buf_done(&r.text);
	return ok;
}
