/* Whose lateness it is. */
#include "late.h"

#include "app_int.h"

#include "core/due.h"
#include "core/lateness.h"

#include "store/tally.h"

#include <stdlib.h>

/* ---- one dossier ---- */

static struct late_part part_of(const struct app *app, const struct asking *ask,
				const struct party *who, int64_t overrun_s, int64_t late_s)
{
	return (struct late_part){ .who = label_party(app, ask, who, ask->now),
				   .overrun_s = overrun_s, .late_s = late_s };
}

/* Outside the house units, and whoever has none as what they are. */
static void put_public(const struct app *app, struct arena *a, const struct asking *ask,
		       const struct lateness *l, struct late_view *v)
{
	struct unit_share *share;
	size_t n = lateness_by_unit(a, l, &share);

	for (size_t i = 0; i < n; i++) {
		struct party who = { .kind = PARTY_SEAT, .seat = { .unit = share[i].unit } };

		if (share[i].late_s > 0) {
			v->part[v->parts++] = part_of(app, ask, &who, share[i].overrun_s,
						      share[i].late_s);
		}
	}
}

static void put_inside(const struct app *app, const struct asking *ask,
		       const struct lateness *l, struct late_view *v)
{
	for (size_t i = 0; i < l->shares; i++) {
		if (l->share[i].late_s > 0) {
			v->part[v->parts++] = part_of(app, ask, &l->share[i].account,
						      l->share[i].overrun_s, l->share[i].late_s);
		}
	}
}

bool late_view(struct app *app, struct arena *a, const struct asking *ask,
	       const struct dossier *d, struct late_view *out, struct err *e)
{
	struct lateness l;
	int64_t promise, done = 0;

	*out = (struct late_view){ 0 };
	if (d->received_at == INSTANT_NONE) {
		return true;
	}
	if (!dossier_lived_due(d, ask->now, &promise, e)) {
		return false;
	}
	lateness_split(a, d, promise, ask->now, &l);
	out->late_s = l.late_s;
	out->by_own_seconds = l.by_own_seconds;
	out->part = arena_array(a, struct late_part, l.shares);
	if (ask->whom == LABEL_PUBLIC) {
		put_public(app, a, ask, &l, out);
	} else {
		put_inside(app, ask, &l, out);
	}
	/* Ends in thousandths, each from the sum so far: they fill the bar exactly. */
	for (size_t i = 0; i < out->parts; i++) {
		int64_t before = done * 1000 / out->late_s;

		done += out->part[i].late_s;
		out->part[i].width = done * 1000 / out->late_s - before;
	}
	return true;
}

/* ---- sums ---- */

enum { CELLS_MOST = 16384 };

struct loading {
	struct late_cell *cell;
	size_t n;
	bool full;
};

static void load_cell(void *ctx, const struct late_sum *sum)
{
	struct loading *l = ctx;

	l->full = l->full || l->n == CELLS_MOST;
	if (!l->full) {
		l->cell[l->n++] = (struct late_cell){ sum->unit, sum->agency, sum->late_s,
						      sum->dossiers };
	}
}

bool late_cells(struct app *app, struct arena *a, struct days days, struct late_cell **out,
		size_t *n, struct err *e)
{
	struct loading l = { .cell = arena_array(a, struct late_cell, CELLS_MOST) };

	if (!store_late_sums(app->store, days.from, days.until, load_cell, &l, e)) {
		return false;
	}
	*out = l.cell;
	*n = l.n;
	return !l.full || err_set(e, ERR_LIMIT, "store.many_agencies", NULL);
}

static bool below(const struct app *app, struct unit_id agency, struct unit_id top, struct day on)
{
	const struct unit *u = org_unit(&app->org, agency), *t = org_unit(&app->org, top);

	return top.v == 0 || agency.v == top.v ||
	       (u != NULL && t != NULL && org_below(&app->org, u, t, on));
}

struct adding {
	struct late_sums *out;
	struct imap place;		/* unit → its place plus one */
};

static struct late_unit *unit_row(struct adding *k, struct unit_id unit)
{
	struct late_sums *s = k->out;
	size_t i = (size_t)(uintptr_t)imap_get(&k->place, unit.v);

	if (i == 0) {
		s->unit[s->units++] = (struct late_unit){ .unit = unit };
		i = s->units;
		imap_put(&k->place, unit.v, (void *)(uintptr_t)i);
	}
	return &s->unit[i - 1];
}

static int by_caused(const void *a, const void *b)
{
	const struct late_unit *x = a, *y = b;
	int64_t more = y->caused_s != x->caused_s ? y->caused_s - x->caused_s
						  : y->received_s - x->received_s;
	int64_t id = more != 0 ? more : x->unit.v - y->unit.v;

	return id < 0 ? -1 : id > 0;
}

void late_sums(const struct app *app, struct arena *a, const struct late_cell *cell, size_t n,
	       struct unit_id top, struct day on, struct late_sums *out)
{
	struct adding k = { .out = out };

	*out = (struct late_sums){ .unit = arena_array(a, struct late_unit, 2 * n) };
	imap_init(&k.place, a);
	for (size_t i = 0; i < n; i++) {
		const struct late_cell *c = &cell[i];

		if (!below(app, c->agency, top, on)) {
			continue;
		}
		struct late_unit *by = unit_row(&k, c->unit);

		by->caused_s += c->late_s;
		by->caused += c->dossiers;
		by->own_s += c->unit.v == c->agency.v ? c->late_s : 0;
		unit_row(&k, c->agency)->received_s += c->late_s;
		out->late_s += c->late_s;
	}
	if (out->units > 0) {
		qsort(out->unit, out->units, sizeof(*out->unit), by_caused);
	}
}

struct late_unit late_unit_of(const struct late_sums *s, struct unit_id unit)
{
	for (size_t i = 0; i < s->units; i++) {
		if (s->unit[i].unit.v == unit.v) {
			return s->unit[i];
		}
	}
	return (struct late_unit){ .unit = unit };
}
