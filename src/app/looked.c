/* Who has looked at a dossier's sealed texts and papers. */
#include "looked.h"

#include "app_int.h"
#include "read.h"

struct sorting {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	const struct dossier *d;
	struct look_list *out;
};

const char *look_why_name(enum look_why w)
{
	static const char *const name[] = { [LOOK_CITIZEN] = "citizen", [LOOK_COUNTER] = "counter",
					    [LOOK_DUTY] = "duty", [LOOK_AGENCY] = "agency",
					    [LOOK_HEAD] = "head",
					    [LOOK_INSPECTION] = "inspection" };

	return name[w];
}

static bool had_duty(const struct dossier *d, struct unit_id unit)
{
	for (size_t i = 0; i < d->obs; i++) {
		if (d->ob[i].holder.kind == PARTY_SEAT && d->ob[i].holder.seat.unit.v == unit.v) {
			return true;
		}
	}
	return false;
}

/* By which of the reasons in core/right.c a post of this unit may have. */
static enum look_why why_of(const struct sorting *s, struct unit_id unit, int64_t at)
{
	const struct org *o = &s->app->org;
	const struct unit *u = org_unit(o, unit), *agency = org_unit(o, s->d->competent);

	if (unit.v == s->d->receiving.v || unit.v == s->d->helping.v) {
		return LOOK_COUNTER;
	}
	if (had_duty(s->d, unit)) {
		return LOOK_DUTY;
	}
	return u != NULL && agency != NULL && org_below(o, u, agency, day_of(at)) ? LOOK_AGENCY
										  : LOOK_HEAD;
}

/* Who sits at several posts looked from the one nearest to the dossier. */
static void place(const struct sorting *s, struct person_id who, struct look *l)
{
	const struct org *o = &s->app->org;
	struct seat best = { .person = who };

	l->why = LOOK_LAST;
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *x = &o->assignment[i];

		if (x->person.v != who.v || !org_holds(o, who, x->unit, x->post, l->at)) {
			continue;
		}
		enum look_why why = why_of(s, x->unit, l->at);

		if (best.unit.v == 0 || why < l->why) {
			best = (struct seat){ .unit = x->unit, .post = x->post, .person = who };
			l->why = why;
		}
	}
	if (best.unit.v != 0) {
		l->seat = label_seat(s->app, s->ask, best, l->at);
	}
}

static bool take(void *ctx, const struct access_row *r, bool *more, struct err *e)
{
	struct sorting *s = ctx;
	struct look l = { .at = r->at, .behalf = r->on_behalf.v != 0 };

	(void)e;
	if (s->out->n == LOOKS_MOST) {
		s->out->more = true;
		*more = false;
		return true;
	}
	const struct org *o = &s->app->org;
	const struct unit *agency = org_unit(o, s->d->competent);
	/* Rule 42: not before its conclusion. */
	if (agency != NULL && org_inspects_still(o, r->reader, agency, r->at, s->ask->now)) {
		return true;
	}
	if (r->reader.v == access_citizen.v) {
		l.why = LOOK_CITIZEN;
	} else {
		place(s, l.behalf ? r->on_behalf : r->reader, &l);
	}
	/* What they could have read by their own post is no inspection. */
	if (l.why == LOOK_HEAD && agency != NULL && org_inspected(o, r->reader, agency, r->at)) {
		l.why = LOOK_INSPECTION;
	}
	s->out->look[s->out->n++] = l;
	return true;
}

bool app_looks(struct app *app, struct arena *a, const struct asking *ask, struct dossier_id id,
	       struct look_list *out, struct err *e)
{
	struct look_list list = { .look = arena_array(a, struct look, LOOKS_MOST) };
	struct sorting s = { .app = app, .a = a, .ask = ask, .out = &list };
	struct dossier *d;

	if (!cache_load(app, id, &d, e)) {
		return false;
	}
	s.d = d;
	if (!store_access_of(app->store, id, take, &s, e)) {
		return false;
	}
	*out = list;
	return true;
}
