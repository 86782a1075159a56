/* Object-centric event logs, read for mining: gathered whole, as numbers, for what an event
 * concerns may be told behind it, then flattened by one type of objects. */
#include "mine_int.h"

#include "store/ocel_sqlite.h"

#include "base/utf8.h"
#include "base/vi.h"

#include <string.h>

struct seen_event {
	int64_t time;			/* MINE_NEVER: not told yet */
	int32_t activity, holder;
	uint32_t line;
	uint8_t marks;
	bool dead;			/* told to be at fault: counts for nothing */
};

struct seen_object {
	int64_t due, ended;		/* or MINE_NEVER */
	int32_t type;			/* MINE_NONE: only named so far */
	uint32_t last;			/* the event that named it last, + 1 */
	uint8_t marks;
	uint8_t met;			/* keys it has, 1 << enum mine_key */
};

/* A due date, or an end, of an object that is no time. */
struct seen_unread {
	int64_t line;
	int32_t object;
	enum mine_key key;
	char value[64];
};

struct seen_link {
	uint32_t event;
	int32_t object;
};

enum { LOCAL_NAMES = 3, LOCAL_BUFS = LOCAL_NAMES * 4 + 4 };

static const size_t text_most = (size_t)4 << 30;
static const size_t column_most = (size_t)MINE_EVENTS_MOST * 32;

struct reading {
	struct mine_in *m;
	struct mine_names events, objects, types;
	struct buf event, object, link, unread;	/* struct seen_… */
	int32_t holder;			/* type of the objects that hold, or MINE_NONE */
	struct str attribute;		/* of events, that says who holds; empty: none does */
};

static void bufs(struct reading *r, struct buf *out[LOCAL_BUFS])
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

static struct seen_event *event_at(struct reading *r, int32_t i)
{
	return (struct seen_event *)(void *)r->event.p + i;
}

static struct seen_object *object_at(struct reading *r, int32_t i)
{
	return (struct seen_object *)(void *)r->object.p + i;
}

static bool room(const struct buf *b, struct err *e)
{
	return buf_ok(b) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

/* ---- what is told ---- */

static bool fault(struct reading *r, const char *key, const struct ocel_item *it,
		  const char *attribute, struct str value, struct err *e)
{
	const struct mine_fault f = { .key = key, .line = it->line, .name = it->id,
				      .attribute = str_of(attribute), .value = value };

	return mine_skip(r->m, &f, e);
}

/* The number of an event or object; a new one gets a record. */
static bool number(struct reading *r, enum ocel_kind kind, struct str id, int32_t *out,
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
	return room(&r->event, e) && room(&r->object, e);
}

static bool is_holder(const struct reading *r, struct str name)
{
	struct str told = r->m->want.holder;

	return told.n > 0 ? str_eq(name, told) : str_among("org:resource|resource", name);
}

static bool event_attrs(struct reading *r, const struct ocel_item *it, struct seen_event *ev,
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

static bool event_links(struct reading *r, const struct ocel_item *it, int32_t event,
			struct err *e)
{
	for (size_t i = 0; i < it->links; i++) {
		struct seen_link link = { .event = (uint32_t)event };
		bool new;

		if (it->link[i].object.n == 0) {
			if (!fault(r, "ocel.missing", it, "object", STR(""), e)) {
				return false;
			}
			continue;
		}
		if (!number(r, OCEL_OBJECT, it->link[i].object, &link.object, &new, e)) {
			return false;
		}
		buf_add(&r->link, &link, sizeof(link));
	}
	return room(&r->link, e);
}

static bool on_event(struct reading *r, const struct ocel_item *it, struct err *e)
{
	int32_t i;
	bool new;

	if (!it->more) {
		mine_saw(r->m);
	}
	if (it->id.n == 0) {
		return fault(r, "ocel.nameless", it, "id", STR(""), e);
	}
	if (!number(r, OCEL_EVENT, it->id, &i, &new, e)) {
		return false;
	}
	struct seen_event *ev = event_at(r, i);

	if (new != !it->more) {
		ev->dead = ev->dead || new;
		return fault(r, new ? "ocel.stray" : "ocel.twice", it, "id", STR(""), e);
	}
	ev->line = new ? (uint32_t)it->line : ev->line;
	if (it->type.n > 0 && !mine_names_id(&r->m->log.activities, it->type, &ev->activity, e)) {
		return false;
	}
	if (it->time.n > 0 && !mine_when(r->m, it->time, &ev->time)) {
		ev->dead = true;
		return fault(r, "ocel.time", it, "time", it->time, e);
	}
	return event_attrs(r, it, ev, e) && event_links(r, it, i, e);
}

static void object_time(struct reading *r, const struct ocel_item *it, int32_t object,
			enum mine_key key, struct str value)
{
	struct seen_object *o = object_at(r, object);
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

static bool object_attrs(struct reading *r, const struct ocel_item *it, int32_t object,
			 struct err *e)
{
	const struct mine_want *w = &r->m->want;

	for (size_t i = 0; i < it->attrs; i++) {
		const struct ocel_attr *a = &it->attr[i];

		object_at(r, object)->marks |= mine_marks(r->m, a->name, a->value);
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
	return room(&r->unread, e);
}

static bool on_object(struct reading *r, const struct ocel_item *it, struct err *e)
{
	int32_t i;
	bool new;

	if (it->id.n == 0) {
		return fault(r, "ocel.nameless", it, "id", STR(""), e);
	}
	if (!number(r, OCEL_OBJECT, it->id, &i, &new, e)) {
		return false;
	}
	struct seen_object *o = object_at(r, i);

	if (it->more == (o->type == MINE_NONE)) {
		return fault(r, it->more ? "ocel.stray" : "ocel.twice", it, "id", STR(""), e);
	}
	if (!it->more && it->type.n == 0) {
		return fault(r, "ocel.untyped", it, "type", STR(""), e);
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

/* ---- when all is told ---- */

/* Events that lack something, links to what there is none of. */
static bool check(struct reading *r, struct err *e)
{
	struct seen_link *link = (struct seen_link *)(void *)r->link.p;
	size_t links = r->link.n / sizeof(*link), kept = 0;

	for (int32_t i = 0; i < r->events.n; i++) {
		struct seen_event *ev = event_at(r, i);
		const struct ocel_item it = { .line = ev->line,
					      .id = mine_names_text(&r->events, i) };
		bool untimed = ev->time == MINE_NEVER;

		if (ev->dead || (!untimed && ev->activity != MINE_NONE)) {
			continue;
		}
		ev->dead = true;
		if (!fault(r, untimed ? "ocel.untimed" : "ocel.untyped", &it,
			   untimed ? "time" : "type", STR(""), e)) {
			return false;
		}
	}
	for (size_t i = 0; i < links; i++) {
		int32_t event = (int32_t)link[i].event, object = link[i].object;
		const struct ocel_item it = { .line = event_at(r, event)->line,
					      .id = mine_names_text(&r->events, event) };

		if (event_at(r, event)->dead) {
			continue;
		}
		if (object_at(r, object)->type != MINE_NONE) {
			link[kept++] = link[i];
		} else if (!fault(r, "ocel.missing", &it, "object",
				  mine_names_text(&r->objects, object), e)) {
			return false;
		}
	}
	r->link.n = kept * sizeof(*link);
	return true;
}

/* Links by their events, each object once; those of event i end at end[i]. */
struct sorted {
	const int32_t *object;
	const size_t *end;
};

static struct sorted sort_links(struct reading *r, struct arena *a)
{
	const struct seen_link *link = (const struct seen_link *)(const void *)r->link.p;
	size_t links = r->link.n / sizeof(*link), events = (size_t)r->events.n, at = 0, kept = 0;
	size_t *end = arena_array(a, size_t, events + 1);
	int32_t *object = arena_array(a, int32_t, links);

	for (size_t i = 0; i < links; i++) {
		end[link[i].event + 1]++;
	}
	for (size_t i = 0; i < events; i++) {
		end[i + 1] += end[i];
	}
	for (size_t i = 0; i < links; i++) {
		object[end[link[i].event]++] = link[i].object;
	}
	/* Now end[i] is where those of i end. */
	for (size_t i = 0; i < events; i++) {
		for (; at < end[i]; at++) {
			struct seen_object *o = object_at(r, object[at]);

			if (o->last != i + 1) {
				o->last = (uint32_t)i + 1;
				object[kept++] = object[at];
			}
		}
		end[i] = kept;
	}
	return (struct sorted){ object, end };
}

static void count_types(struct reading *r, const struct sorted *s, struct mine_object_type *type,
			struct arena *a)
{
	size_t *seen = arena_array(a, size_t, (size_t)r->types.n);	/* the last event, + 1 */
	int64_t *of = arena_array(a, int64_t, (size_t)r->types.n);	/* it, objects */

	for (int32_t i = 0; i < r->objects.n; i++) {
		int32_t t = object_at(r, i)->type;

		if (t != MINE_NONE) {
			type[t].objects++;
		}
	}
	for (size_t i = 0, at = 0; i < (size_t)r->events.n; i++) {
		for (; at < s->end[i]; at++) {
			int32_t t = object_at(r, s->object[at])->type;

			of[t] = seen[t] == i + 1 ? of[t] + 1 : 1;
			type[t].events += of[t] == 1;
			type[t].alone += of[t] == 1 ? 1 : of[t] == 2 ? -1 : 0;
			seen[t] = i + 1;
		}
	}
}

static bool better(const struct mine_object_type *a, const struct mine_object_type *b)
{
	return a->alone != b->alone ? a->alone > b->alone
	       : a->objects != b->objects ? a->objects > b->objects
	       : str_cmp(a->name, b->name) < 0;
}

/* The names of types, as many as fit. */
static bool no_type(const struct reading *r, const struct mine_objects *o, struct err *e)
{
	struct str told = r->m->want.object;
	struct buf have, value;

	buf_init(&have, ERR_VALUE_SIZE - 1);
	buf_init(&value, ERR_VALUE_SIZE - 1);
	for (size_t i = 0; i < o->types && have.n + o->type[i].name.n + 2 < have.limit; i++) {
		buf_text(&have, i > 0 ? ", " : "");
		buf_str(&have, o->type[i].name);
	}
	buf_str(&value, told.n < value.limit ? told : STR("…"));
	(void)err_set(e, ERR_INVALID, "ocel.type", "value", value.n > 0 ? value.p : "", "have",
		      have.n > 0 ? have.p : "–", NULL);
	buf_done(&value);
	buf_done(&have);
	return false;
}

static bool choose(struct reading *r, const struct sorted *s, struct arena *scratch,
		   struct err *e)
{
	struct str told = r->m->want.object;
	size_t n = (size_t)r->types.n;
	struct mine_object_type *type = arena_array(&r->m->arena, struct mine_object_type, n);
	struct mine_objects *o = arena_new(&r->m->arena, struct mine_objects);

	for (size_t i = 0; i < n; i++) {
		type[i].name = str_dup(&r->m->arena, mine_names_text(&r->types, (int32_t)i));
	}
	count_types(r, s, type, scratch);
	*o = (struct mine_objects){ .type = type, .types = n, .told = told.n > 0 };
	r->m->objects = o;
	if (n == 0) {
		return err_set(e, ERR_INVALID, "ocel.none", NULL);
	}
	for (size_t i = 1; i < n && !o->told; i++) {
		o->chosen = better(&type[i], &type[o->chosen]) ? i : o->chosen;
	}
	while (o->told && o->chosen < n && !str_eq(type[o->chosen].name, told)) {
		o->chosen++;
	}
	return o->chosen < n || no_type(r, o, e);
}

/* ---- flattened ---- */

static bool add_cases(struct reading *r, struct err *e)
{
	struct mine_log *l = &r->m->log;

	for (int32_t i = 0; i < r->objects.n; i++) {
		const struct seen_object *o = object_at(r, i);
		int32_t in;

		if (o->type != (int32_t)r->m->objects->chosen) {
			continue;
		}
		if (!mine_names_id(&l->cases, mine_names_text(&r->objects, i), &in, e) ||
		    (o->due != MINE_NEVER && !mine_log_due(l, in, o->due, e)) ||
		    (o->ended != MINE_NEVER && !mine_log_ended(l, in, o->ended, e)) ||
		    (o->marks != 0 && !mine_log_flag(l, in, o->marks, e))) {
			return false;
		}
		r->m->met |= o->met;
	}
	return true;
}

/* Of the objects that are cases. */
static bool add_unread(struct reading *r, struct err *e)
{
	const struct seen_unread *bad = (const struct seen_unread *)(const void *)r->unread.p;
	const struct mine_want *w = &r->m->want;

	for (size_t i = 0; i < r->unread.n / sizeof(*bad); i++) {
		struct str name = mine_names_text(&r->objects, bad[i].object);
		const struct mine_fault at = {
			.key = "mine.undated", .line = bad[i].line, .name = name,
			.attribute = bad[i].key == MINE_KEY_DUE ? w->due : w->ended,
			.value = str_of(bad[i].value),
		};
		int32_t in;

		if (object_at(r, bad[i].object)->type == (int32_t)r->m->objects->chosen &&
		    (!mine_names_id(&r->m->log.cases, name, &in, e) ||
		     !mine_unread(r->m, in, bad[i].key, &at, e))) {
			return false;
		}
	}
	return true;
}

/* The type that was told; else, where no attribute of events says who holds, the first that is
 * called like people at work: not both, for those would be two kinds of names in one list. */
static int32_t holder_type(struct reading *r, struct arena *scratch)
{
	static const char *const usual = "resource|resources|post|employee|employees|user|users|"
					 "person|staff|can bo|nguoi xu ly";
	struct str told = r->m->want.holder;

	for (int32_t i = 0; (told.n > 0 || r->attribute.n == 0) && i < r->types.n; i++) {
		struct str name = mine_names_text(&r->types, i);

		if (told.n > 0 ? str_eq(name, told) : str_among(usual, vi_fold(scratch, name))) {
			return i;
		}
	}
	return MINE_NONE;
}

/* Who holds, when no attribute says so. */
static bool add_holder(struct reading *r, const struct sorted *s, size_t from, size_t i,
		       struct err *e)
{
	struct seen_event *ev = event_at(r, (int32_t)i);

	for (size_t at = from; ev->holder == MINE_NONE && at < s->end[i]; at++) {
		if (object_at(r, s->object[at])->type == r->holder &&
		    !mine_names_id(&r->m->log.holders,
				   mine_names_text(&r->objects, s->object[at]), &ev->holder, e)) {
			return false;
		}
	}
	return true;
}

static bool add_event(struct reading *r, const struct sorted *s, size_t from, size_t i,
		      struct err *e)
{
	struct mine_objects *objects = r->m->objects;
	struct mine_log *l = &r->m->log;
	const struct seen_event *seen = event_at(r, (int32_t)i);
	struct mine_event ev = { .activity = seen->activity, .holder = seen->holder,
				 .time = seen->time };
	int64_t cases = 0;

	for (size_t at = from; at < s->end[i]; at++) {
		if (object_at(r, s->object[at])->type != (int32_t)objects->chosen) {
			continue;
		}
		cases++;
		if (!mine_names_id(&l->cases, mine_names_text(&r->objects, s->object[at]),
				   &ev.in, e) ||
		    !mine_log_add(l, &ev, e) ||
		    (seen->marks != 0 && !mine_log_flag(l, ev.in, seen->marks, e))) {
			return false;
		}
	}
	objects->outside += cases == 0;
	objects->shared += cases > 1;
	return true;
}

static bool flatten(struct reading *r, const struct sorted *s, struct err *e)
{
	bool ok = add_cases(r, e) && add_unread(r, e);

	for (size_t i = 0, from = 0; ok && i < (size_t)r->events.n; i++) {
		if (!event_at(r, (int32_t)i)->dead) {
			ok = (r->holder == MINE_NONE || add_holder(r, s, from, i, e)) &&
			     add_event(r, s, from, i, e);
		}
		from = s->end[i];
	}
	return ok;
}

static void words(struct reading *r)
{
	struct mine_in *m = r->m;

	mine_words(m, LOG_ROLE_CASE, m->want.object,
		   m->objects->type[m->objects->chosen].name);
	mine_words(m, LOG_ROLE_ACTIVITY, STR(""), STR("type"));
	mine_words(m, LOG_ROLE_TIME, STR(""), STR("time"));
	mine_words(m, LOG_ROLE_RESOURCE, m->want.holder,
		   m->want.holder.n > 0 ? m->want.holder
		   : r->holder != MINE_NONE ? mine_names_text(&r->types, r->holder)
		   : r->attribute.n > 0 ? r->attribute : STR("org:resource"));
}

static bool settle(struct reading *r, struct err *e)
{
	struct arena scratch;

	arena_init(&scratch, column_most);
	struct sorted s;
	bool ok = check(r, e);

	if (ok) {
		s = sort_links(r, &scratch);
		r->holder = holder_type(r, &scratch);
		for (int32_t i = 0; i < r->types.n; i++) {
			mine_met(r->m, true, mine_names_text(&r->types, i));
			mine_has(r->m, true, mine_names_text(&r->types, i));
		}
		ok = choose(r, &s, &scratch, e) && flatten(r, &s, e);
	}
	if (ok) {
		words(r);
	}
	arena_done(&scratch);
	return ok;
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
	struct reading *r = arena_new(&m->arena, struct reading);
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
		   : ocel_sqlite_read(path, &sink, e)) && settle(r, e);

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
