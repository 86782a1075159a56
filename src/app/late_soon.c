/* Late within three days, by how likely. */
#include "late_soon.h"

#include "app_int.h"
#include "unit_view.h"

#include <stdlib.h>
#include <string.h>

struct looking {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	struct chances *chances;
	const struct unit *top;		/* NULL: all */
	struct late_soon found;
	size_t room;
};

static bool within(const struct looking *l, struct unit_id unit)
{
	const struct unit *u = org_unit(&l->app->org, unit);

	return l->top == NULL || u == l->top ||
	       (u != NULL && org_below(&l->app->org, u, l->top, day_of(l->ask->now)));
}

static struct late_soon_line *next_line(struct looking *l)
{
	if (l->found.n == l->room) {
		size_t room = l->room > 0 ? 2 * l->room : 64;
		struct late_soon_line *grown = arena_array(l->a, struct late_soon_line, room);

		if (l->found.n > 0) {
			memcpy(grown, l->found.line, l->found.n * sizeof(*grown));
		}
		l->found.line = grown;
		l->room = room;
	}
	return &l->found.line[l->found.n++];
}

static bool take(struct looking *l, const struct dossier_row *r, struct err *e)
{
	struct dossier *d;
	int chance;

	if (!chances_of(l->chances, l->app, r->id, l->ask->now, &chance, e) ||
	    !cache_load(l->app, r->id, &d, e)) {
		return false;
	}
	*next_line(l) = (struct late_soon_line){
		.id = r->id, .code = str_dup(l->a, d->code), .chance = chance,
		.procedure = label_named(l->ask, d->version->procedure->name),
		.step = label_step(l->ask, d->version, d->step), .agency = d->competent,
		.holder = label_party(l->app, l->ask, &r->holder, l->ask->now),
		.due = d->due, .first_due = d->first_due,
		.left_s = work_between(d->cal, l->ask->now, d->due),
	};
	return true;
}

static int likeliest(const void *one, const void *other)
{
	const struct late_soon_line *a = one, *b = other;

	if (a->chance != b->chance) {
		return a->chance < b->chance ? 1 : -1;
	}
	return a->due != b->due ? (a->due > b->due) - (a->due < b->due)
				: (a->id.v > b->id.v) - (a->id.v < b->id.v);
}

static bool look(struct looking *l, int64_t until, struct err *e)
{
	struct list_query q = { .by = LIST_OPEN, .state = DOSSIER_OPEN, .limit = LIST_MAX,
				.until = until };
	struct arena pages;
	bool ok = true, more = true;

	/* The list goes by due: behind what is late already. */
	q.after = (struct list_cursor){ .set = true, .key = l->ask->now - 1, .id = INT64_MAX };
	arena_init(&pages, 0);
	while (ok && more) {
		struct dossier_page page;

		arena_reset(&pages);
		ok = store_list(l->app->store, &pages, &q, &page, e);
		for (size_t i = 0; ok && i < page.n; i++) {
			const struct dossier_row *r = &page.row[i];

			ok = r->holder.kind != PARTY_SEAT || !within(l, r->holder.seat.unit) ||
			     take(l, r, e);
		}
		more = ok && page.more;
		q.after = ok ? page.next : q.after;
		q.after.code = (struct str){ 0 };
	}
	arena_done(&pages);
	return ok;
}

bool app_late_soon(struct app *app, struct arena *a, const struct asking *ask, struct chances *c,
		   struct unit_id top, struct late_soon *out, struct err *e)
{
	struct looking l = { .app = app, .a = a, .ask = ask, .chances = c,
			     .top = org_unit(&app->org, top) };

	if (!look(&l, unit_soon(app, top, ask->now, LATE_SOON_DAYS), e)) {
		return false;
	}
	if (l.found.n > 0) {
		qsort(l.found.line, l.found.n, sizeof(*l.found.line), likeliest);
	}
	l.found.more = l.found.n > LATE_SOON_MOST;
	l.found.n = l.found.more ? LATE_SOON_MOST : l.found.n;
	*out = l.found;
	return true;
}
