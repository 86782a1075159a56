/* Figures by the units there are now, with what they took over (core/reform.h). */
#include "figures.h"

#include "core/reform.h"

/* Who goes on with all of it. A divided one is nobody's: how much of a past rate is whose
 * cannot be said, so that it stays by itself. */
static struct unit_id now_of(const struct org *o, struct unit_id id, struct day d)
{
	for (int step = 0; step < ORG_DEPTH; step++) {
		const struct unit *u = org_unit(o, id);
		if (!u || unit_exists(u, d)) {
			break;
		}
		struct reform_choice c = reform_choose(o, id, STR(""), d);
		if (c.among != 1) {
			break;
		}
		id = c.unit;
	}
	return id;
}

static void plus(struct agency_figures *to, const struct agency_figures *f)
{
	rates_plus(&to->now, &f->now);
	rates_plus(&to->then, &f->then);
	to->overdue += f->overdue;
	to->asleep += f->asleep;
	for (size_t i = 0; i < FIGURES_WEEKS; i++) {
		to->kept[i] += f->kept[i];
		to->late[i] += f->late[i];
	}
}

void figures_as_is(const struct org *o, struct arena *a, struct figures *f)
{
	struct day d = day_of(f->made_at);
	struct imap place;		/* agency → its place plus one */
	size_t n = 0;
	imap_init(&place, a);
	for (size_t i = 0; i < f->agencies; i++) {
		struct agency_figures g = f->agency[i];
		g.agency = now_of(o, g.agency, d);
		size_t at = (size_t)(uintptr_t)imap_get(&place, g.agency.v);
		if (at > 0) {
			plus(&f->agency[at - 1], &g);
			continue;
		}
		f->agency[n++] = g;
		imap_put(&place, g.agency.v, (void *)(uintptr_t)n);
	}
	f->agencies = n;
	for (size_t i = 0; i < f->helds; i++) {
		f->held[i].agency = now_of(o, f->held[i].agency, d);
	}
	for (size_t i = 0; i < f->stucks; i++) {
		f->stuck[i].agency = now_of(o, f->stuck[i].agency, d);
	}
}
