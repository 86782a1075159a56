/* The seats a person may act from. */
#include "seat.h"

static bool listed(const struct seat_choice *list, size_t n, struct seat_choice s)
{
	for (size_t i = 0; i < n; i++) {
		if (list[i].unit.v == s.unit.v && post_eq(list[i].post, s.post) &&
		    list[i].behalf.v == s.behalf.v) {
			return true;
		}
	}
	return false;
}

/* The chains run newest first: people think of their first post as theirs. */
static void turn(struct seat_choice *list, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct seat_choice s = list[i];

		list[i] = list[n - 1 - i];
		list[n - 1 - i] = s;
	}
}

static size_t own_seats(const struct org *o, struct person_id person, int64_t at,
			struct seat_choice *out, size_t most)
{
	size_t n = 0;

	for (uintptr_t i = (uintptr_t)imap_get(&o->by_person, person.v); i != 0 && n < most;
	     i = o->next_of_person[i - 1]) {
		const struct assignment *as = &o->assignment[i - 1];
		struct seat_choice s = { .unit = as->unit, .post = as->post };

		if (org_holds(o, person, as->unit, as->post, at) && !listed(out, n, s)) {
			out[n++] = s;
		}
	}
	turn(out, n);
	return n;
}

size_t seat_list(const struct org *o, struct person_id person, int64_t at,
		 struct seat_choice *out, size_t most)
{
	size_t own = own_seats(o, person, at, out, most), n = own;

	for (uintptr_t i = (uintptr_t)imap_get(&o->delegation_by_to, person.v);
	     i != 0 && own > 0 && n < most; i = o->next_delegation[i - 1]) {
		const struct delegation *g = &o->delegation[i - 1];
		struct seat_choice s = { g->unit, g->post,
					 org_delegator(o, person, g->unit, g->post, at) };

		if (s.behalf.v != 0 && !listed(out, n, s)) {
			out[n++] = s;
		}
	}
	turn(out + own, n - own);
	return n;
}

bool seat_good(const struct org *o, struct person_id person, struct seat_choice seat, int64_t at)
{
	struct seat_choice list[SEATS_MOST];

	return seat.unit.v != 0 &&
	       listed(list, seat_list(o, person, at, list, SEATS_MOST), seat);
}

bool seat_now(const struct org *o, struct person_id person, struct seat_choice chosen,
	      int64_t at, struct seat_choice *out)
{
	struct seat_choice list[SEATS_MOST];
	size_t n = seat_list(o, person, at, list, SEATS_MOST);

	if (n == 0) {
		return false;
	}
	*out = listed(list, n, chosen) ? chosen : list[0];
	return true;
}
