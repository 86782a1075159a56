/* From whom to whom a dossier passed on. */
#include "reform_moved.h"

#include "app_int.h"

#include "core/reform.h"

struct party moved_holder(const struct dossier *d)
{
	const struct obligation *hold = dossier_hold(d);

	return hold != NULL ? hold->holder : d->office;
}

void moved_before(struct arena *a, const struct dossier *d, struct moved_before *out)
{
	*out = (struct moved_before){
		.competent = d->competent, .receiving = d->receiving, .helping = d->helping,
		.hold = moved_holder(d), .office = d->office,
		.ob = arena_copy(a, d->ob, d->obs * sizeof(*d->ob)), .obs = d->obs };
}

struct sides {
	struct party from, to;
};

static bool differ(struct party from, struct party to, struct sides *out)
{
	*out = (struct sides){ from, to };
	return !party_eq(&from, &to);
}

static struct party at_unit(struct unit_id u)
{
	return (struct party){ .kind = PARTY_SEAT, .seat = { .unit = u } };
}

/* The duty that goes on with one that moved: the first new one of its kind and number. */
static bool duty_moved(const struct moved_before *b, const struct dossier *d, struct sides *out)
{
	for (size_t i = 0; i < b->obs; i++) {
		if (b->ob[i].to != INSTANT_NONE || d->ob[i].to == INSTANT_NONE) {
			continue;
		}
		for (size_t k = b->obs; k < d->obs; k++) {
			if (d->ob[k].kind == b->ob[i].kind && d->ob[k].number == b->ob[i].number) {
				return differ(b->ob[i].holder, d->ob[k].holder, out);
			}
		}
	}
	return false;
}

/* What changed, the weightiest first. */
static struct sides sides_of(const struct moved_before *b, const struct dossier *d)
{
	struct sides s;

	if (b->competent.v != d->competent.v || differ(b->hold, moved_holder(d), &s)) {
		return (struct sides){ b->hold, moved_holder(d) };
	}
	if (duty_moved(b, d, &s) || differ(b->office, d->office, &s) ||
	    differ(at_unit(b->receiving), at_unit(d->receiving), &s)) {
		return s;
	}
	return (struct sides){ at_unit(b->helping), at_unit(d->helping) };
}

static struct unit_id agency_of(const struct app *app, const struct party *p, struct day on)
{
	const struct unit *u = p->kind == PARTY_SEAT ? org_unit(&app->org, p->seat.unit) : NULL;
	const struct unit *agency = u != NULL ? reform_agency(&app->org, u, on) : NULL;

	return agency != NULL ? agency->id : p->seat.unit;
}

void moved_between(struct app *app, const struct asking *ask, struct day on,
		   const struct moved_before *b, const struct dossier *d,
		   struct reform_dossier *out)
{
	struct sides s = sides_of(b, d);
	int64_t at = day_start(on);

	out->competent = b->competent.v != d->competent.v;
	out->was = out->competent ? b->competent : agency_of(app, &s.from, on);
	out->now = out->competent ? d->competent : agency_of(app, &s.to, on);
	out->from = label_party(app, ask, &s.from, at - 1);
	out->to = label_party(app, ask, &s.to, at);
}
