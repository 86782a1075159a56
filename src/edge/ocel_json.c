/* OCEL 2.0 as JSON. */
#include "json_stream.h"
#include "ocel_in.h"

struct reading {
	struct json_stream *in;
	const struct ocel_sink *sink;
	struct ocel_draft *d;
	bool seen[2];			/* events, objects */
};

static bool form(struct reading *r, struct err *e)
{
	(void)err_set(e, ERR_INVALID, "ocel.form", NULL);
	return err_add_int(e, "line", json_stream_line(r->in));
}

/* A value that is a text, a number or a word; null is nothing. */
static bool scalar(struct reading *r, struct str *out, struct err *e)
{
	enum json_token t;

	if (!json_stream_next(r->in, &t, e)) {
		return false;
	}
	if (t != JSON_STRING && t != JSON_BARE) {
		return form(r, e);
	}
	if (t == JSON_BARE && str_is(json_stream_text(r->in), "null")) {
		*out = STR("");
		return true;
	}
	return ocel_draft_text(r->d, json_stream_text(r->in), out, e);
}

static bool skip_value(struct reading *r, struct err *e)
{
	enum json_token t;

	return json_stream_next(r->in, &t, e) && json_stream_skip(r->in, t, e);
}

/* Up to three texts of an object, by their keys; others are passed over. */
struct picked {
	const char *key[3];
	struct str value[3];
};

static bool pick(struct reading *r, struct picked *p, struct err *e)
{
	for (;;) {
		enum json_token t;
		size_t i = 0;

		if (!json_stream_next(r->in, &t, e)) {
			return false;
		}
		if (t == JSON_OBJECT_END) {
			return true;
		}
		struct str key = json_stream_text(r->in);

		while (i < 3 && (p->key[i] == NULL || !str_is(key, p->key[i]))) {
			i++;
		}
		if (!(i < 3 ? scalar(r, &p->value[i], e) : skip_value(r, e))) {
			return false;
		}
	}
}

static bool attribute(struct reading *r, struct err *e)
{
	struct picked p = { .key = { "name", "value", "time" } };

	return pick(r, &p, e) &&
	       ocel_draft_attr(r->d, &(struct ocel_attr){ p.value[0], p.value[1], p.value[2] },
			       e);
}

static bool relation(struct reading *r, struct err *e)
{
	struct picked p = { .key = { "objectId", "qualifier" } };

	return pick(r, &p, e) &&
	       ocel_draft_link(r->d, &(struct ocel_link){ .object = p.value[0],
							   .qualifier = p.value[1] }, e);
}

/* Objects in a list, each read by `one`; null is an empty list. */
static bool list(struct reading *r, bool (*one)(struct reading *, struct err *), struct err *e)
{
	enum json_token t;

	if (!json_stream_next(r->in, &t, e)) {
		return false;
	}
	if (t == JSON_BARE && str_is(json_stream_text(r->in), "null")) {
		return true;
	}
	if (t != JSON_ARRAY) {
		return form(r, e);
	}
	for (;;) {
		if (!json_stream_next(r->in, &t, e)) {
			return false;
		}
		if (t == JSON_ARRAY_END) {
			return true;
		}
		if (!(t == JSON_OBJECT ? one(r, e) : form(r, e))) {
			return false;
		}
	}
}

static bool member(struct reading *r, struct err *e)
{
	struct ocel_item *it = &r->d->item;
	struct str key = json_stream_text(r->in);

	return str_is(key, "id") ? scalar(r, &it->id, e)
	       : str_is(key, "type") ? scalar(r, &it->type, e)
	       : it->kind == OCEL_EVENT && str_is(key, "time") ? scalar(r, &it->time, e)
	       : str_is(key, "attributes") ? list(r, attribute, e)
	       : str_is(key, "relationships") ? list(r, relation, e) : skip_value(r, e);
}

static bool item(struct reading *r, enum ocel_kind kind, struct err *e)
{
	ocel_draft_start(r->d, kind, json_stream_line(r->in));
	for (;;) {
		enum json_token t;

		if (!json_stream_next(r->in, &t, e)) {
			return false;
		}
		if (t == JSON_OBJECT_END) {
			return r->sink->item(r->sink->ctx, &r->d->item, e);
		}
		if (!member(r, e)) {
			return false;
		}
	}
}

static bool event(struct reading *r, struct err *e)
{
	return item(r, OCEL_EVENT, e);
}

static bool object(struct reading *r, struct err *e)
{
	return item(r, OCEL_OBJECT, e);
}

static bool whole(struct reading *r, struct err *e)
{
	enum json_token t;

	if (!json_stream_next(r->in, &t, e)) {
		return false;
	}
	if (t != JSON_OBJECT) {
		return form(r, e);
	}
	for (;;) {
		if (!json_stream_next(r->in, &t, e)) {
			return false;
		}
		if (t == JSON_OBJECT_END) {
			break;
		}
		bool events = str_is(json_stream_text(r->in), "events");
		bool objects = str_is(json_stream_text(r->in), "objects");

		r->seen[0] = r->seen[0] || events;
		r->seen[1] = r->seen[1] || objects;
		if (!(events ? list(r, event, e) : objects ? list(r, object, e)
		      : skip_value(r, e))) {
			return false;
		}
	}
	return (r->seen[0] && r->seen[1] && json_stream_next(r->in, &t, e)) ||
	       (!(r->seen[0] && r->seen[1]) && form(r, e));
}

bool ocel_json(struct unpack *from, const struct ocel_sink *sink, struct arena *a,
	       struct ocel_draft *d, struct err *e)
{
	struct reading r = { .in = json_stream_open(a, from), .sink = sink, .d = d };
	bool ok = whole(&r, e);

	if (!ok && err_arg(e, "line")[0] == '\0') {
		(void)err_add_int(e, "line", json_stream_line(r.in));
	}
	json_stream_close(r.in);
	return ok;
}
