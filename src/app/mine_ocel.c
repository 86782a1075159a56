/* Object-centric event logs, read for mining: gathered whole, as numbers, for what an event
 * concerns may be told behind it. */
#include "mine_ocel_int.h"

#include "store/ocel_sqlite.h"

#include "base/utf8.h"

#include <string.h>

enum { LOCAL_NAMES = 3, LOCAL_BUFS = LOCAL_NAMES * 4 + 4 };

static const size_t text_most = (size_t)4 << 30;
static const size_t column_most = OCEL_COLUMN_MOST;

static void bufs(struct ocel_reading *r, struct buf *out[LOCAL_BUFS])
{
	struct mine_names *const names[LOCAL_NAMES] = { &r->events, &r->objects, &r->types };
	struct buf *const column[] = { &r->event, &r->object, &r->link, &r->unread };
	size_t n = 0;

	for (size_t i = 0; i < LOCAL_NAMES; i++) {
		out[n++] = &names[i]->text;
		out[n++] = &names[i]->at;
		out[n++] = &names[i]->slot[0];
		out[n++] = &names[i]->slot[1];
		names[i]->seed = r->m->log.cases.seed;
	}
	for (size_t i = 0; i < ARRAY_LEN(column); i++) {
		out[n++] = column[i];
	}
}

/* ---- what is told ---- */

bool ocel_fault(struct ocel_reading *r, const char *key, const struct ocel_item *it,
		const char *attribute, struct str value, struct err *e)
{
	const struct mine_fault f = { .key = key, .line = it->line, .name = it->id,
				      .attribute = str_of(attribute), .value = value };

	return mine_skip(r->m, &f, e);
}

/* The number of an event or object; a new one gets a record. */
static bool number(struct ocel_reading *r, enum ocel_kind kind, struct str id, int32_t *out,
		   bool *new, struct err *e)
{
	static const struct seen_event event = { MINE_NEVER, MINE_NONE, MINE_NONE, 0, 0, false };
	static const struct seen_object object = { MINE_NEVER, MINE_NEVER, MINE_NONE, 0, 0, 0 };
	struct mine_names *names = kind == OCEL_EVENT ? &r->events : &r->objects;
	int32_t before = names->n;

	if (!mine_names_id(names, id, out, e)) {
		return false;
	}
	*new = names->n > before;
	if (*new && kind == OCEL_EVENT) {
		buf_add(&r->event, &event, sizeof(event));
	} else if (*new) {
		buf_add(&r->object, &object, sizeof(object));
	}
	return ocel_room(&r->event, e) && ocel_room(&r->object, e);
}

static bool is_holder(const struct ocel_reading *r, struct str name)
{
	struct str told = r->m->want.holder;

	return told.n > 0 ? str_eq(name, told) : str_among("org:resource|resource", name);
}

static bool event_attrs(struct ocel_reading *r, const struct ocel_item *it, struct seen_event *ev,
			struct err *e)
{
	for (size_t i = 0; i < it->attrs; i++) {
		const struct ocel_attr *a = &it->attr[i];

		ev->marks |= mine_marks(r->m, a->name, a->value);
		mine_met(r->m, true, a->name);
		if (mine_unmet(r->m)) {
			mine_has(r->m, true, a->name);
		}
		if (a->value.n == 0 || !is_holder(r, a->name)) {
			continue;
		}
		if (r->attribute.n == 0) {
			r->attribute = str_dup(&r->m->arena, a->name);
		}
		if (!mine_names_id(&r->m->log.holders, a->value, &ev->holder, e)) {
			return false;
		}
	}
	return true;
}

static bool event_links(struct ocel_reading *r, const struct ocel_item *it, int32_t event,
			struct err *e)
{
	for (size_t i = 0; i < it->links; i++) {
		struct seen_link link = { .event = (uint32_t)event };
		bool new;

		if (it->link[i].object.n == 0) {
			if (!ocel_fault(r, "ocel.missing", it, "object", STR(""), e)) {
				return false;
			}
			continue;
		}
		if (!number(r, OCEL_OBJECT, it->link[i].object, &link.object, &new, e)) {
			return false;
		}
		buf_add(&r->link, &link, sizeof(link));
	}
	return ocel_room(&r->link, e);
}

static bool on_event(struct ocel_reading *r, const struct ocel_item *it, struct err *e)
{
	int32_t i;
	bool new;

	if (!it->more) {
		mine_saw(r->m);
	}
	if (it->id.n == 0) {
		return ocel_fault(r, "ocel.nameless", it, "id", STR(""), e);
	}
	if (!number(r, OCEL_EVENT, it->id, &i, &new, e)) {
		return false;
	}
	struct seen_event *ev = ocel_event_at(r, i);

	if (new != !it->more) {
		ev->dead = ev->dead || new;
		return ocel_fault(r, new ? "ocel.stray" : "ocel.twice", it, "id", STR(""), e);
	}
	ev->line = new ? (uint32_t)it->line : ev->line;
	if (it->type.n > 0 && !mine_names_id(&r->m->log.activities, it->type, &ev->activity, e)) {
		return false;
	}
	if (it->time.n > 0 && !mine_when(r->m, it->time, &ev->time)) {
		ev->dead = true;
		return ocel_fault(r, "ocel.time", it, "time", it->time, e);
	}
	return event_attrs(r, it, ev, e) && event_links(r, it, i, e);
}

static void object_time(struct ocel_reading *r, const struct ocel_item *it, int32_t object,
			enum mine_key key, struct str value)
{
	struct seen_object *o = ocel_object_at(r, object);
	struct seen_unread bad = { .line = it->line, .object = object, .key = key };
	struct str shown = utf8_prefix(value, sizeof(bad.value) - 1);
	int64_t us;
	enum mine_said said = mine_said_time(r->m, value, &us);

	o->met |= (uint8_t)(1U << key);
	if (said == MINE_SAID_TIME && key == MINE_KEY_DUE) {
		o->due = us;
	} else if (said == MINE_SAID_TIME) {
		o->ended = us;
	} else if (said == MINE_SAID_OTHER) {
		memcpy(bad.value, shown.p, shown.n);
		buf_add(&r->unread, &bad, sizeof(bad));
	}
}

static bool object_attrs(struct ocel_reading *r, const struct ocel_item *it, int32_t object,
			 struct err *e)
{
	const struct mine_want *w = &r->m->want;

	for (size_t i = 0; i < it->attrs; i++) {
		const struct ocel_attr *a = &it->attr[i];

		ocel_object_at(r, object)->marks |= mine_marks(r->m, a->name, a->value);
		if (w->due.n > 0 && str_eq(a->name, w->due)) {
			object_time(r, it, object, MINE_KEY_DUE, a->value);
		}
		if (w->ended.n > 0 && str_eq(a->name, w->ended)) {
			object_time(r, it, object, MINE_KEY_ENDED, a->value);
		}
		if (mine_unmet(r->m)) {
			mine_has(r->m, false, a->name);
		}
	}
	return ocel_room(&r->unread, e);
}

static bool on_object(struct ocel_reading *r, const struct ocel_item *it, struct err *e)
{
	int32_t i;
	bool new;

	if (it->id.n == 0) {
		return ocel_fault(r, "ocel.nameless", it, "id", STR(""), e);
	}
	if (!number(r, OCEL_OBJECT, it->id, &i, &new, e)) {
		return false;
	}
	struct seen_object *o = ocel_object_at(r, i);

	if (it->more == (o->type == MINE_NONE)) {
		return ocel_fault(r, it->more ? "ocel.stray" : "ocel.twice", it, "id", STR(""), e);
	}
	if (!it->more && it->type.n == 0) {
		return ocel_fault(r, "ocel.untyped", it, "type", STR(""), e);
	}
	if (!it->more && !mine_names_id(&r->types, it->type, &o->type, e)) {
		return false;
	}
	return object_attrs(r, it, i, e);
}

static bool on_item(void *ctx, const struct ocel_item *it, struct err *e)
{
	return it->kind == OCEL_EVENT ? on_event(ctx, it, e) : on_object(ctx, it, e);
}

/* ---- files ---- */

/* Columns have no place in them. */
static bool sensible(const struct mine_want *w, struct err *e)
{
	const char *option = w->name.n > 0 ? "case" : w->activity.n > 0 ? "activity"
			     : w->time.n > 0 ? "time" : NULL;

	return option == NULL || err_set(e, ERR_INVALID, "ocel.case", "option", option, NULL);
}

static bool read_all(struct mine_in *m, FILE *f, enum ocel_form form, const char *path,
		     struct err *e)
{
	struct ocel_reading *r = arena_new(&m->arena, struct ocel_reading);
	const struct ocel_sink sink = { r, on_item };
	struct buf *buf[LOCAL_BUFS];

	r->m = m;
	if (!sensible(&m->want, e)) {
		return false;
	}
	bufs(r, buf);
	for (size_t i = 0; i < LOCAL_BUFS; i++) {
		buf_init(buf[i], column_most > text_most ? column_most : text_most);
	}
	bool ok = (form != OCEL_NONE ? ocel_in_read(f, form, &sink, e)
		   : ocel_sqlite_read(path, &sink, e)) && ocel_settle(r, e);

	for (size_t i = 0; i < LOCAL_BUFS; i++) {
		buf_done(buf[i]);
	}
	return ok;
}

bool mine_ocel(struct mine_in *m, FILE *f, enum ocel_form form, struct err *e)
{
	return read_all(m, f, form, NULL, e);
}

/* The library opens a name: the one that this open file has. */
bool mine_ocel_sqlite(struct mine_in *m, FILE *f, struct err *e)
{
	return read_all(m, f, OCEL_NONE,
			str_cstr(&m->arena, str_fmt(&m->arena, "/proc/self/fd/%d", fileno(f))), e);
}
