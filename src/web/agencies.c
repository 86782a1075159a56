/* Agencies by name. */
#include "agencies.h"

#include "web_int.h"

#include "base/vi.h"

#include "core/decide.h"

static bool fits(const struct exchange *x, const struct procedure_version *v,
		 const struct unit *u)
{
	const struct org *org = app_org(x->app);
	struct day today = day_of(x->now);
	struct decide d = { .arena = x->a, .law = app_law(x->app), .org = org, .at = x->now,
			    .actor = x->person };
	return str_is(u->role, "agency") && u->agency_code.n > 0 && unit_exists(u, today) &&
	       u != org_agency(org, org_unit(org, x->seat.unit), today) &&
	       (!v || (v->nonterritorial && decide_fits(&d, v, u)));
}

struct option_views agencies_for(const struct exchange *x, const struct procedure_version *v)
{
	const struct org *org = app_org(x->app);
	struct option_view *o = arena_array(x->a, struct option_view, org->units);
	struct option_views out = { o, 0 };
	for (size_t i = 0; i < org->units; i++) {
		const struct unit *u = org->unit[i];
		if (fits(x, v, u)) {
			o[out.n++] = (struct option_view){
				.value = unit_on(u, day_of(x->now))->name };
		}
	}
	return out;
}

static bool within(struct str text, struct str part)
{
	for (size_t i = 0; part.n > 0 && i + part.n <= text.n; i++) {
		if (str_starts(str_sub(text, i, text.n), part)) {
			return true;
		}
	}
	return false;
}

struct str agency_meant(const struct exchange *x, const struct procedure_version *v,
			struct str words)
{
	const struct org *org = app_org(x->app);
	struct str asked = vi_fold(x->a, words), key = STR("");
	size_t n = 0;
	for (size_t i = 0; i < org->units; i++) {
		const struct unit *u = org->unit[i];
		if (!fits(x, v, u)) {
			continue;
		}
		struct str name = vi_fold(x->a, unit_on(u, day_of(x->now))->name);
		if (str_eq(u->key, words) || str_eq(name, asked)) {
			return u->key;
		}
		if (within(name, asked)) {
			key = u->key;
			n++;
		}
	}
	return n == 1 ? key : STR("");
}
