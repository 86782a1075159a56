/* Units that end. */
#include "reform.h"

#include <string.h>

bool reform_scope_known(struct str scope)
{
	return str_among("all|part|territory|archive", scope) ||
	       (str_starts(scope, STR("procedure:")) && scope.n > strlen("procedure:"));
}

static bool of_procedure(struct str scope, struct str code)
{
	return str_starts(scope, STR("procedure:")) &&
	       str_eq(str_sub(scope, strlen("procedure:"), scope.n), code);
}

struct reform_choice reform_choose(const struct org *o, struct unit_id old,
				   struct str procedure, struct day d)
{
	const struct succession *list[SUCCESSORS_MOST];
	size_t n = org_successors(o, old, list, SUCCESSORS_MOST);
	struct reform_choice c = { .among = 0 };

	n = n < SUCCESSORS_MOST ? n : SUCCESSORS_MOST;
	for (size_t i = 0; i < n; i++) {
		const struct succession *s = list[i];

		if (s->from.n > d.n || str_is(s->scope, "archive")) {
			continue;
		}
		if (of_procedure(s->scope, procedure)) {
			return (struct reform_choice){ s->new_unit, 1 };
		}
		if (str_starts(s->scope, STR("procedure:"))) {
			continue;
		}
		c.unit = c.among == 0 ? s->new_unit : c.unit;
		c.among++;
	}
	return c;
}

bool reform_succeeds(const struct org *o, struct unit_id old, struct unit_id now, struct day d)
{
	const struct succession *list[SUCCESSORS_MOST];
	size_t n = org_successors(o, old, list, SUCCESSORS_MOST);

	for (size_t i = 0; i < n && i < SUCCESSORS_MOST; i++) {
		if (list[i]->new_unit.v == now.v && list[i]->from.n <= d.n) {
			return true;
		}
	}
	return false;
}

const struct unit *reform_agency(const struct org *o, const struct unit *u, struct day d)
{
	return org_agency(o, u, u->to.n <= d.n ? (struct day){ u->to.n - 1 } : d);
}

bool reform_ended(const struct org *o, const struct unit *u, struct day d)
{
	const struct unit *agency = reform_agency(o, u, d);

	return !unit_exists(u, d) || (agency != NULL && !unit_exists(agency, d));
}

/* "x25201.vhxh" behind "x25201": ".vhxh"; empty when it is not below that key. */
static struct str ending(struct str key, struct str agency)
{
	return str_starts(key, agency) && key.n > agency.n && key.p[agency.n] == '.'
		       ? str_sub(key, agency.n, key.n) : (struct str){ 0 };
}

const struct unit *reform_place(const struct org *o, const struct unit *u,
				const struct unit *agency, struct day d)
{
	const struct unit *old = reform_agency(o, u, d);
	struct reform_choice own = reform_choose(o, u->id, (struct str){ 0 }, d);
	char key[64];

	if (!reform_ended(o, u, d) && (old == NULL || old == agency)) {
		return u;
	}
	if (own.unit.v != 0 && u != old) {
		return org_unit(o, own.unit);
	}
	struct str tail = old != NULL ? ending(u->key, old->key) : (struct str){ 0 };

	if (tail.n > 0 && agency->key.n + tail.n < sizeof(key)) {
		memcpy(key, agency->key.p, agency->key.n);
		memcpy(key + agency->key.n, tail.p, tail.n);
		struct str whole = { key, agency->key.n + tail.n };
		const struct unit *same = org_unit_by_key(o, whole);

		if (same != NULL && unit_exists(same, d)) {
			return same;
		}
	}
	return agency;
}
