/* What events and objects of OCEL say. */
#include "ocel.h"

#include <string.h>

const char *ocel_value_name(enum ocel_value v)
{
	static const char *const name[] = { "string", "time", "integer", "boolean" };

	return name[v];
}

void ocel_draft_start(struct ocel_draft *d, enum ocel_kind kind, int64_t line)
{
	arena_reset(d->arena);
	*d = (struct ocel_draft){ .arena = d->arena, .item = { .kind = kind, .line = line } };
}

static bool large(const struct ocel_draft *d, struct err *e)
{
	(void)err_set(e, ERR_LIMIT, "ocel.large", NULL);
	return err_add_int(e, "line", d->item.line);
}

bool ocel_draft_text(struct ocel_draft *d, struct str s, struct str *out, struct err *e)
{
	d->bytes += s.n;
	if (d->bytes > OCEL_BYTES_MOST) {
		return large(d, e);
	}
	*out = str_dup(d->arena, s);
	return true;
}

/* Twice the room, what was there copied. */
static void *widen(struct arena *a, const void *old, size_t n, size_t *room, size_t size)
{
	*room = *room == 0 ? 8 : *room * 2;
	void *wider = arena_alloc(a, *room, size);

	if (n > 0) {
		memcpy(wider, old, n * size);
	}
	return wider;
}

bool ocel_draft_attr(struct ocel_draft *d, const struct ocel_attr *a, struct err *e)
{
	size_t n = d->item.attrs;

	if (n == OCEL_ATTRS_MOST) {
		return large(d, e);
	}
	if (n == d->attr_room) {
		d->attr = widen(d->arena, d->attr, n, &d->attr_room, sizeof(*a));
	}
	d->attr[d->item.attrs++] = *a;
	d->item.attr = d->attr;
	return true;
}

bool ocel_draft_link(struct ocel_draft *d, const struct ocel_link *l, struct err *e)
{
	size_t n = d->item.links;

	if (n == OCEL_LINKS_MOST) {
		return large(d, e);
	}
	if (n == d->link_room) {
		d->link = widen(d->arena, d->link, n, &d->link_room, sizeof(*l));
	}
	d->link[d->item.links++] = *l;
	d->item.link = d->link;
	return true;
}
