/* Looking at what is open with a forecast. */
#include "foretell.h"

#include "app_int.h"
#include "chances.h"

#include <stdlib.h>
#include <string.h>

struct looking {
	struct app *app;
	struct arena *a;
	struct forecast *forecast;
	int64_t now;
	struct foresight found;
	size_t room;
};

static void keep(struct looking *l, struct foreseen f)
{
	if (l->found.n == l->room) {
		size_t room = l->room > 0 ? 2 * l->room : 64;
		struct foreseen *grown = arena_array(l->a, struct foreseen, room);

		if (l->found.n > 0) {
			memcpy(grown, l->found.one, l->found.n * sizeof(*grown));
		}
		l->found.one = grown;
		l->room = room;
	}
	l->found.one[l->found.n++] = f;
}

/* What its row already rules out is not folded. */
static bool worth_a_look(const struct dossier_row *r, int64_t now)
{
	return r->state == DOSSIER_OPEN && r->due != INSTANT_NONE && r->due > now &&
	       r->apology_by != INSTANT_NONE && r->form04_at == INSTANT_NONE;
}

static bool look_at(struct looking *l, struct dossier_id id, struct err *e)
{
	struct dossier *d;

	if (!cache_load(l->app, id, &d, e)) {
		return false;
	}
	if (!dossier_may_foretell(d, l->now)) {
		return true;
	}
	int64_t cases = forecast_known(l->forecast, d->version);
	double late = cases >= FORETELL_CASES
			      ? forecast_late(l->forecast, d, l->now, d->due) : -1;
	int32_t chance = late < 0 ? 0 : (int32_t)(late * 100 + 0.5);

	l->found.looked++;
	if (chance > 0 && chance >= d->rules->apology_chance) {
		keep(l, (struct foreseen){ .dossier = id, .chance = chance, .cases = cases });
	}
	return true;
}

static int by_dossier(const void *one, const void *other)
{
	const struct foreseen *a = one, *b = other;

	return (a->dossier.v > b->dossier.v) - (a->dossier.v < b->dossier.v);
}

static bool look_at_all(struct looking *l, struct err *e)
{
	struct list_query q = { .by = LIST_OPEN, .limit = LIST_MAX };
	struct arena pages;
	bool ok = true, more = true;

	arena_init(&pages, 0);
	while (ok && more) {
		struct dossier_page page;

		arena_reset(&pages);
		ok = store_list(l->app->store, &pages, &q, &page, e);
		for (size_t i = 0; ok && i < page.n; i++) {
			ok = !worth_a_look(&page.row[i], l->now) || look_at(l, page.row[i].id, e);
		}
		more = ok && page.more;
		q.after = ok ? page.next : q.after;
		q.after.code = (struct str){ 0 };
	}
	arena_done(&pages);
	return ok;
}

bool app_foresee(struct app *app, struct arena *a, int64_t now, struct foresight *out,
		 struct err *e)
{
	struct looking l = { .app = app, .a = a, .now = now, .found = { .learnt_at = now } };

	if (!chances_learn(app, a, now - CHANCES_DAYS * DAY_S, now, &l.forecast, e) ||
	    !look_at_all(&l, e)) {
		return false;
	}
	if (l.found.n > 0) {
		qsort(l.found.one, l.found.n, sizeof(*l.found.one), by_dossier);
	}
	*out = l.found;
	return true;
}
