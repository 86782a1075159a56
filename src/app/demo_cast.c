/* For each role of a demonstration somebody with work. */
#include "demo_cast.h"

#include "inbox.h"
#include "staff.h"
#include "unit_view.h"
#include "view.h"

enum { COUNTED = 50 };

const char *cast_role_key(enum cast_role role)
{
	static const char *const key[CAST_ROLES] = {
		"cast.clerk", "cast.officer", "cast.head", "cast.signer", "cast.records",
		"cast.onestop", "cast.leader", "cast.admin",
	};
	return key[role];
}

const char *cast_shows_key(enum cast_role role)
{
	static const char *const key[CAST_ROLES] = {
		"cast.clerk.shows", "cast.officer.shows", "cast.head.shows",
		"cast.signer.shows", "cast.records.shows", "cast.onestop.shows",
		"cast.leader.shows", "cast.admin.shows",
	};
	return key[role];
}

/* ---- where ---- */

/* The room with most in hand, of one agency or (NULL) of all. */
static const struct unit *busiest_room(struct app *app, const struct unit *agency)
{
	const struct org *o = app_org(app);
	struct day today = day_of(app_now(app));
	const struct unit *best = NULL;
	int64_t most = -1;
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];
		int64_t held;
		struct err e;
		bool room = str_is(u->role, "room") && unit_exists(u, today) &&
			    (!agency || org_agency(o, u, today) == agency);
		if (room && app_obligations(app, u->key, &held, &e) && held > most) {
			most = held;
			best = u;
		}
	}
	return best;
}

static const struct unit *top_of(const struct org *o, struct day today)
{
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];
		if (unit_exists(u, today) && unit_on(u, today)->parent.v == 0 &&
		    u->agency_code.n > 0) {
			return u;
		}
	}
	return NULL;
}

/* A unit of the agency where somebody keeps the books. */
static const struct unit *office_of(const struct org *o, const struct unit *agency, int64_t at)
{
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *a = &o->assignment[i];
		const struct unit *u = post_is(a->post, "records") ? org_unit(o, a->unit) : NULL;
		if (u && org_holds(o, a->person, a->unit, a->post, at) &&
		    org_agency(o, u, day_of(at)) == agency) {
			return u;
		}
	}
	return NULL;
}

/* ---- who ---- */

static bool count_held(struct app *app, struct arena *a, enum cast_role role, struct seat s,
		       int64_t *out, struct err *e)
{
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = app_now(app) };
	struct inbox in;
	struct tasks t;
	*out = 0;
	switch (role) {
	case CAST_SIGNER:
	case CAST_RECORDS:
		if (!app_step_queue(app, a, &ask, s,
				    role == CAST_SIGNER ? STEP_SIGN : STEP_ISSUE, STR(""),
				    COUNTED, &t, e)) {
			return false;
		}
		*out = (int64_t)t.n;
		return true;
	case CAST_CLERK:
	case CAST_ONESTOP:
		if (!app_counter_ready(app, a, &ask, s.unit, HANDOUT_ALL, STR(""), COUNTED, &t,
				       e)) {
			return false;
		}
		*out = (int64_t)t.n;
		return true;
	case CAST_OFFICER:
		if (!app_inbox(app, a, &ask, s, INBOX_ALL, STR(""), 1, &in, e)) {
			return false;
		}
		*out = in.count.held;
		return true;
	case CAST_HEAD:
		return app_obligations(app, org_unit(app_org(app), s.unit)->key, out, e);
	case CAST_LEADER:
	case CAST_ADMIN:
	case CAST_ROLES:
		break;
	}
	return true;
}

/* Of the lists only the number is wanted. */
static bool held_by(struct app *app, enum cast_role role, struct seat s, int64_t *out,
		    struct err *e)
{
	struct arena lists;
	arena_init(&lists, 0);
	bool ok = count_held(app, &lists, role, s, out, e);
	arena_done(&lists);
	return ok;
}

/* Heads of agencies sign most: to ask all heads of rooms would take long. */
static bool seldom(const struct org *o, enum cast_role role, struct unit_id unit)
{
	const struct unit *u = org_unit(o, unit);
	return role == CAST_SIGNER && u && !str_is(u->role, "agency");
}

/* Of those who hold the post in the unit (of any, NULL) and are there, the one with most. */
static bool put_role(struct app *app, struct arena *a, enum cast_role role,
		     const struct unit *u, const char *post, struct cast *out, struct err *e)
{
	const struct org *o = app_org(app);
	struct cast_member best = { .role = role, .held = -1 };
	int64_t now = app_now(app);
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *as = &o->assignment[i];
		struct seat s = { as->unit, as->post, as->person };
		int64_t held;
		if (!post_is(as->post, post) ||
		    (u ? as->unit.v != u->id.v : seldom(o, role, as->unit)) ||
		    !org_holds(o, s.person, s.unit, s.post, now) ||
		    org_on_leave(o, s.person, now)) {
			continue;
		}
		if (!held_by(app, role, s, &held, e)) {
			return false;
		}
		if (held > best.held) {
			best.seat = s;
			best.held = held;
		}
	}
	if (best.held < 0) {
		return true;
	}
	struct str name;
	if (!staff_name(app, best.seat.person, &name, e)) {
		return false;
	}
	best.key = str_dup(a, org_person(o, best.seat.person)->key);
	best.name = str_dup(a, name);
	out->member[out->n++] = best;
	return true;
}

/* Where nobody asked for an agency, somebody with work: of that unit, or else of any. */
static bool put_busy(struct app *app, struct arena *a, enum cast_role role,
		     const struct unit *u, const char *post, bool asked, struct cast *out,
		     struct err *e)
{
	size_t before = out->n;
	if (!put_role(app, a, role, u, post, out, e)) {
		return false;
	}
	if (asked || (out->n > before && out->member[before].held > 0)) {
		return true;
	}
	out->n = before;
	return put_role(app, a, role, NULL, post, out, e);
}

bool demo_cast(struct app *app, struct arena *a, struct str agency, struct cast *out,
	       struct err *e)
{
	const struct org *o = app_org(app);
	int64_t now = app_now(app);
	struct day today = day_of(now);
	const struct unit *asked = agency.n > 0 ? org_unit_by_key(o, agency) : NULL;
	const struct unit *room = busiest_room(app, asked);
	const struct unit *top = asked ? asked : room ? org_agency(o, room, today) : NULL;
	const struct unit *counter = top ? org_relative(o, top, STR("@mc")) : NULL;
	const struct unit *office = top ? office_of(o, top, now) : NULL;
	const struct unit *province = top_of(o, today);
	*out = (struct cast){ .agency = top };
	return (!counter || put_role(app, a, CAST_CLERK, counter, "clerk", out, e)) &&
	       (!room || (put_role(app, a, CAST_OFFICER, room, "officer", out, e) &&
			  put_role(app, a, CAST_HEAD, room, "head", out, e))) &&
	       (!top || put_busy(app, a, CAST_SIGNER, top, "head", asked, out, e)) &&
	       (!office || put_busy(app, a, CAST_RECORDS, office, "records", asked, out, e)) &&
	       (!counter || put_role(app, a, CAST_ONESTOP, counter, "head", out, e)) &&
	       (!province || put_role(app, a, CAST_LEADER, province, "head", out, e)) &&
	       put_role(app, a, CAST_ADMIN, NULL, "admin", out, e);
}
