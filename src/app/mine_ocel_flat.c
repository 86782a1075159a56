/* Object-centric event logs, flattened by one type of objects. */
#include "mine_ocel_int.h"

#include "base/utf8.h"
#include "base/vi.h"

#include <string.h>

/* Events that lack something, links to what there is none of. */
static bool check(struct ocel_reading *r, struct err *e)
{
	struct seen_link *link = (struct seen_link *)(void *)r->link.p;
	size_t links = r->link.n / sizeof(*link), kept = 0;

	for (int32_t i = 0; i < r->events.n; i++) {
		struct seen_event *ev = ocel_event_at(r, i);
		const struct ocel_item it = { .line = ev->line,
					      .id = mine_names_text(&r->events, i) };
		bool untimed = ev->time == MINE_NEVER;

		if (ev->dead || (!untimed && ev->activity != MINE_NONE)) {
			continue;
		}
		ev->dead = true;
		if (!ocel_fault(r, untimed ? "ocel.untimed" : "ocel.untyped", &it,
				untimed ? "time" : "type", STR(""), e)) {
			return false;
		}
	}
	for (size_t i = 0; i < links; i++) {
		int32_t event = (int32_t)link[i].event, object = link[i].object;
		const struct ocel_item it = { .line = ocel_event_at(r, event)->line,
					      .id = mine_names_text(&r->events, event) };

		if (ocel_event_at(r, event)->dead) {
			continue;
		}
		if (ocel_object_at(r, object)->type != MINE_NONE) {
			link[kept++] = link[i];
		} else if (!ocel_fault(r, "ocel.missing", &it, "object",
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

static struct sorted sort_links(struct ocel_reading *r, struct arena *a)
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
			struct seen_object *o = ocel_object_at(r, object[at]);

			if (o->last != i + 1) {
				o->last = (uint32_t)i + 1;
				object[kept++] = object[at];
			}
		}
		end[i] = kept;
	}
	return (struct sorted){ object, end };
}

static void count_types(struct ocel_reading *r, const struct sorted *s,
			struct mine_object_type *type, struct arena *a)
{
	size_t *seen = arena_array(a, size_t, (size_t)r->types.n);	/* the last event, + 1 */
	int64_t *of = arena_array(a, int64_t, (size_t)r->types.n);	/* it, objects */

	for (int32_t i = 0; i < r->objects.n; i++) {
		int32_t t = ocel_object_at(r, i)->type;

		if (t != MINE_NONE) {
			type[t].objects++;
		}
	}
	for (size_t i = 0, at = 0; i < (size_t)r->events.n; i++) {
		for (; at < s->end[i]; at++) {
			int32_t t = ocel_object_at(r, s->object[at])->type;

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
static bool no_type(const struct ocel_reading *r, const struct mine_objects *o, struct err *e)
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

static bool choose(struct ocel_reading *r, const struct sorted *s, struct arena *scratch,
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

static bool add_cases(struct ocel_reading *r, struct err *e)
{
	struct mine_log *l = &r->m->log;

	for (int32_t i = 0; i < r->objects.n; i++) {
		const struct seen_object *o = ocel_object_at(r, i);
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
static bool add_unread(struct ocel_reading *r, struct err *e)
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

		if (ocel_object_at(r, bad[i].object)->type == (int32_t)r->m->objects->chosen &&
		    (!mine_names_id(&r->m->log.cases, name, &in, e) ||
		     !mine_unread(r->m, in, bad[i].key, &at, e))) {
			return false;
		}
	}
	return true;
}

/* The type that was told; else, where no attribute of events says who holds, the first that is
 * called like people at work: not both, for those would be two kinds of names in one list. */
static int32_t holder_type(struct ocel_reading *r, struct arena *scratch)
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
static bool add_holder(struct ocel_reading *r, const struct sorted *s, size_t from, size_t i,
		       struct err *e)
{
	struct seen_event *ev = ocel_event_at(r, (int32_t)i);

	for (size_t at = from; ev->holder == MINE_NONE && at < s->end[i]; at++) {
		if (ocel_object_at(r, s->object[at])->type == r->holder &&
		    !mine_names_id(&r->m->log.holders,
				   mine_names_text(&r->objects, s->object[at]), &ev->holder, e)) {
			return false;
		}
	}
	return true;
}

static bool add_event(struct ocel_reading *r, const struct sorted *s, size_t from, size_t i,
		      struct err *e)
{
	struct mine_objects *objects = r->m->objects;
	struct mine_log *l = &r->m->log;
	const struct seen_event *seen = ocel_event_at(r, (int32_t)i);
	struct mine_event ev = { .activity = seen->activity, .holder = seen->holder,
				 .time = seen->time };
	int64_t cases = 0;

	for (size_t at = from; at < s->end[i]; at++) {
		if (ocel_object_at(r, s->object[at])->type != (int32_t)objects->chosen) {
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

static bool flatten(struct ocel_reading *r, const struct sorted *s, struct err *e)
{
	bool ok = add_cases(r, e) && add_unread(r, e);

	for (size_t i = 0, from = 0; ok && i < (size_t)r->events.n; i++) {
		if (!ocel_event_at(r, (int32_t)i)->dead) {
			ok = (r->holder == MINE_NONE || add_holder(r, s, from, i, e)) &&
			     add_event(r, s, from, i, e);
		}
		from = s->end[i];
	}
	return ok;
}

static void words(struct ocel_reading *r)
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

bool ocel_settle(struct ocel_reading *r, struct err *e)
{
	struct arena scratch;

	arena_init(&scratch, OCEL_COLUMN_MOST);
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
