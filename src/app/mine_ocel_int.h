/*
 * Inside of mine_ocel.c, which gathers what a log of OCEL tells, and of mine_ocel_flat.c, which
 * makes cases of it. Nobody else includes this.
 */
#ifndef DUNGHEN_APP_MINE_OCEL_INT_H
#define DUNGHEN_APP_MINE_OCEL_INT_H

#include "mine_int.h"

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

#define OCEL_COLUMN_MOST ((size_t)MINE_EVENTS_MOST * 32)

struct ocel_reading {
	struct mine_in *m;
	struct mine_names events, objects, types;
	struct buf event, object, link, unread;	/* struct seen_… */
	int32_t holder;			/* type of the objects that hold, or MINE_NONE */
	struct str attribute;		/* of events, that says who holds; empty: none does */
};

static inline struct seen_event *ocel_event_at(struct ocel_reading *r, int32_t i)
{
	return (struct seen_event *)(void *)r->event.p + i;
}

static inline struct seen_object *ocel_object_at(struct ocel_reading *r, int32_t i)
{
	return (struct seen_object *)(void *)r->object.p + i;
}

static inline bool ocel_room(const struct buf *b, struct err *e)
{
	return buf_ok(b) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

bool ocel_fault(struct ocel_reading *r, const char *key, const struct ocel_item *it,
		const char *attribute, struct str value, struct err *e) MUST_USE;
/* When all is told: events and links that lack something are faults, the type of the cases is
 * chosen, and their events go to the log. */
bool ocel_settle(struct ocel_reading *r, struct err *e) MUST_USE;

#endif
