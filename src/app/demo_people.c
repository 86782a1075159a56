/* Staffing the units, and who is there. */
#include "demo_sim.h"

#include "demo_names.h"

#include <string.h>

enum { PEOPLE_MOST = 8000, WEIGHT_LEAST = 40, WEIGHT_MOST = 200,
       OVERLOAD_WEIGHT = 5 * (WEIGHT_LEAST + WEIGHT_MOST) / 2 };

/* ---- units ---- */

static bool exists(const struct unit *u, struct day d)
{
	return unit_exists(u, d);
}

static bool is_commune(const struct unit *u, struct day day)
{
	struct str type = unit_on(u, day)->type;
	return str_is(u->role, "agency") && (str_is(type, "commune") || str_is(type, "ward"));
}

int32_t bureau_of(const struct demo *d, struct unit_id id)
{
	for (int32_t i = 0; i < d->bureaus; i++) {
		if (d->bureau[i].id.v == id.v) {
			return i;
		}
	}
	return NOBODY;
}

static void list_units(struct demo *d, struct day day)
{
	const struct org *o = app_org(d->app);
	d->bureau = arena_array(d->arena, struct bureau, o->units);
	d->commune = arena_array(d->arena, int32_t, o->units);
	d->commune_weight = arena_array(d->arena, int32_t, o->units);
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];
		/* Units of the time before that stand on for their archives only. */
		if (!exists(u, day) || u->to.n != INT32_MAX) {
			continue;
		}
		struct bureau *b = &d->bureau[d->bureaus++];
		*b = (struct bureau){ .id = u->id, .key = str_dup(d->arena, u->key),
				      .role = str_dup(d->arena, u->role),
				      .commune = is_commune(u, day) };
	}
}

static void relate_units(struct demo *d, struct day day)
{
	const struct org *o = app_org(d->app);
	struct chance c = chance_of(d->seed, 1);
	for (int32_t i = 0; i < d->bureaus; i++) {
		struct bureau *b = &d->bureau[i];
		const struct unit *u = org_unit(o, b->id);
		const struct unit *agency = org_agency(o, u, day);
		const struct unit *mc = agency ? org_relative(o, agency, STR("@mc")) : NULL;
		b->agency = agency ? bureau_of(d, agency->id) : NOBODY;
		b->onestop = mc ? bureau_of(d, mc->id) : NOBODY;
		b->strain = (int32_t)(chance_hit(&c, 1200) ? chance_between(&c, 1300, 1900)
							   : chance_between(&c, 850, 1100));
		if (b->commune && b->onestop != NOBODY) {
			b->weight = (int32_t)chance_between(&c, WEIGHT_LEAST, WEIGHT_MOST);
			d->commune[d->communes] = i;
			d->commune_weight[d->communes++] = b->weight;
		}
	}
}

/* ---- posts ---- */

struct staffing {
	const char *post;
	int32_t n;
};

enum { STAFF_POSTS = 4 };

/* How many of each post a unit has; ends with n 0. */
static const struct staffing *staff_of(const struct unit *u, bool big)
{
	static const struct staffing agency[] = { { "head", 1 }, { "deputy", 2 }, { "", 0 } };
	static const struct staffing office[] = { { "head", 1 }, { "deputy", 1 },
						  { "records", 1 }, { "", 0 } };
	static const struct staffing room[] = { { "head", 1 }, { "deputy", 1 },
						{ "officer", 2 }, { "", 0 } };
	static const struct staffing wide[] = { { "head", 1 }, { "deputy", 1 },
						{ "officer", 6 }, { "", 0 } };
	static const struct staffing counter[] = { { "head", 1 }, { "deputy", 1 },
						   { "clerk", 2 }, { "", 0 } };
	static const struct staffing centre[] = { { "head", 1 }, { "deputy", 2 },
						  { "clerk", 16 }, { "", 0 } };
	static const struct staffing body[] = { { "head", 1 }, { "deputy", 1 }, { "", 0 } };
	if (str_is(u->role, "agency")) {
		return agency;
	}
	if (str_is(u->role, "body")) {
		return body;
	}
	if (str_is(u->role, "onestop")) {
		return big ? centre : counter;
	}
	return str_ends(u->key, STR(".vp")) ? office : big ? wide : room;
}

static bool hire(struct demo *d, int32_t bureau, const char *post, struct chance *c,
		 struct err *e)
{
	struct officer *o = &d->officer[d->officers++];
	const struct bureau *b = &d->bureau[bureau];
	*o = (struct officer){ .bureau = bureau, .post = post_of(post),
			       .backlog_at = d->from, .away_from = INSTANT_NONE,
			       .away_to = INSTANT_NONE };
	o->key = str_fmt(d->arena, "cb%04d", d->officers);
	o->pace = (int32_t)(500 + chance_spread(c) / 2);
	o->care = (int32_t)chance_between(c, 400, 1600);
	o->hour = (int32_t)(chance_between(c, 16, 33) * 1800);
	struct json *args = desk_args(d);
	json_set_str(&d->desk.arena, args, "key", o->key);
	json_set_str(&d->desk.arena, args, "name", demo_name(&d->desk.arena, c));
	if (!desk_put(d, NOBODY, STR("admin"), "add_person", args, e)) {
		return false;
	}
	args = desk_args(d);
	json_set_str(&d->desk.arena, args, "person", o->key);
	json_set_str(&d->desk.arena, args, "unit", b->key);
	json_set_str(&d->desk.arena, args, "post", str_of(post));
	return desk_put(d, NOBODY, STR("admin"), "assign", args, e);
}

static bool staff_bureau(struct demo *d, int32_t i, struct chance *c, struct err *e)
{
	struct bureau *b = &d->bureau[i];
	const struct unit *u = org_unit(app_org(d->app), b->id);
	bool big = b->agency != NOBODY && !d->bureau[b->agency].commune;
	b->first = d->officers;
	for (const struct staffing *s = staff_of(u, big); s->n > 0; s++) {
		for (int32_t k = 0; k < s->n && d->officers < PEOPLE_MOST; k++) {
			if (!hire(d, i, s->post, c, e)) {
				return false;
			}
		}
	}
	b->n = d->officers - b->first;
	return true;
}

static void put_instant(struct demo *d, struct json *args, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	json_set_str(&d->desk.arena, args, name,
		     str_dup(&d->desk.arena, str_of(instant_text(at, text))));
}

/* ---- certified copies while one waits (rule 48) ---- */

static bool sits_too(struct demo *d, int32_t who, struct str agency, const char *room,
		     const char *post, struct err *e)
{
	struct arena *a = &d->desk.arena;
	struct json *args = desk_args(d);
	json_set_str(a, args, "person", d->officer[who].key);
	json_set_str(a, args, "unit", str_fmt(a, "%.*s.%s", STR_ARG(agency), room));
	json_set_str(a, args, "post", str_of(post));
	return desk_put(d, NOBODY, STR("admin"), "assign", args, e);
}

/* In every commune one clerk certifies copies at the counter: an officer of the room
 * and records clerk as well, with the chairman's authority to sign for it. */
static bool copies_desk(struct demo *d, int32_t commune, struct err *e)
{
	enum { AUTHORITY_S = 366 * 86400 };
	const struct bureau *agency = &d->bureau[commune];
	const struct bureau *counter = &d->bureau[agency->onestop];
	int32_t who = people_choose(d, agency->onestop, post_of("clerk"), d->from);
	if (who == NOBODY || counter->n == 0 || agency->n == 0 ||
	    !post_is(d->officer[who].post, "clerk")) {
		return true;
	}
	const struct officer *chairman = &d->officer[agency->first];
	struct arena *a = &d->desk.arena;
	if (!sits_too(d, who, agency->key, "vhxh", "officer", e) ||
	    !sits_too(d, who, agency->key, "vp", "records", e)) {
		return false;
	}
	struct json *args = desk_args(d), *signs = json_new_arr(a);
	json_push(a, signs, json_new_str(a, STR("2.000815")));
	json_push(a, signs, json_new_str(a, STR("2.000908")));
	json_set_str(a, args, "person", chairman->key);
	json_set_str(a, args, "to", d->officer[who].key);
	json_set_str(a, args, "unit", agency->key);
	json_set_str(a, args, "post", STR("head"));
	json_set(a, args, "procedures", signs);
	put_instant(d, args, "until", d->to + AUTHORITY_S);
	return desk_put(d, NOBODY, chairman->key, "delegate", args, e);
}

/* A commune with many times the others' arrivals, and in each of its rooms one
 * officer to whom nearly all of it goes, however rarely anything comes: lateness
 * there is no one's fault. */
static void overload(struct demo *d, int32_t commune, bool honest)
{
	int32_t agency = d->commune[commune];
	int64_t rare = 240 * (d->to - d->from) / d->o->dossiers;
	d->commune_weight[commune] = OVERLOAD_WEIGHT;
	d->bureau[agency].honest = honest;
	for (int32_t i = 0; i < d->bureaus; i++) {
		const struct bureau *b = &d->bureau[i];
		for (int32_t k = b->first; b->agency == agency && k < b->first + b->n; k++) {
			if (!post_is(d->officer[k].post, "officer")) {
				continue;
			}
			d->officer[k].burden_s = 10 * WORKING_DAY_S + rare;
			break;
		}
	}
}

/* Some sign when it suits them, some on a fixed day: the heads of the busiest
 * agency of the province and of a few communes. */
static void give_habits(struct demo *d, struct chance *c)
{
	enum { EACH = 4, OVERLOADED = 4 };
	for (int32_t i = 0; i < 2 * EACH && d->communes > 0; i++) {
		int32_t b = d->commune[chance_below(c, d->communes)];
		d->officer[d->bureau[b].first].signs = i % 2 ? BATCH_SIGNING : BULK_CLOSE;
	}
	static const char *const big[] = { "vpdk", "so-nv" };
	for (int32_t i = 0; i < d->bureaus; i++) {
		bool first = str_is(d->bureau[i].key, big[0]);
		if (d->bureau[i].n > 0 && (first || str_is(d->bureau[i].key, big[1]))) {
			d->officer[d->bureau[i].first].signs = first ? BULK_CLOSE : BATCH_SIGNING;
		}
	}
	int32_t first = d->communes > 0 ? (int32_t)chance_below(c, d->communes) : 0;
	for (int32_t i = 0; i < OVERLOADED && i < d->communes; i++) {
		overload(d, (first + i * d->communes / OVERLOADED) % d->communes, i % 2 == 0);
	}
}

bool people_hire(struct demo *d, struct err *e)
{
	struct chance c = chance_of(d->seed, 2);
	list_units(d, day_of(d->from));
	relate_units(d, day_of(d->from));
	d->officer = arena_array(d->arena, struct officer, PEOPLE_MOST);
	for (int32_t i = 0; i < d->bureaus; i++) {
		if (!staff_bureau(d, i, &c, e)) {
			return false;
		}
	}
	d->count->persons = d->officers;
	for (int32_t i = 0; i < d->communes; i++) {
		if (!copies_desk(d, d->commune[i], e)) {
			return false;
		}
	}
	struct chance habits = chance_of(d->seed ^ 0x7277, UINT64_MAX);
	give_habits(d, &habits);
	return desk_flush(d, e);
}

/* ---- a store that was filled before ---- */

static void find_officer(struct demo *d, int32_t bureau, const struct assignment *a)
{
	const struct person *who = org_person(app_org(d->app), a->person);
	struct chance c = chance_of(d->seed ^ 0x0FF1CE, (uint64_t)d->officers);
	if (!who || d->officers == PEOPLE_MOST) {
		return;
	}
	d->officer[d->officers++] = (struct officer){
		.key = str_dup(d->arena, who->key), .bureau = bureau, .post = a->post,
		.pace = (int32_t)(500 + chance_spread(&c) / 2),
		.care = (int32_t)chance_between(&c, 400, 1600),
		.hour = (int32_t)(chance_between(&c, 16, 33) * 1800),
		.backlog_at = d->now, .away_from = INSTANT_NONE, .away_to = INSTANT_NONE,
	};
}

void people_find(struct demo *d)
{
	const struct org *o = app_org(d->app);
	list_units(d, day_of(d->now));
	relate_units(d, day_of(d->now));
	d->officer = arena_array(d->arena, struct officer, PEOPLE_MOST);
	for (int32_t i = 0; i < d->bureaus; i++) {
		d->bureau[i].first = d->officers;
		for (size_t k = 0; k < o->assignments; k++) {
			const struct assignment *a = &o->assignment[k];
			if (a->unit.v == d->bureau[i].id.v && a->from <= d->now &&
			    (a->to == INSTANT_NONE || a->to > d->now) &&
			    !post_is(a->post, "admin")) {
				find_officer(d, i, a);
			}
		}
		d->bureau[i].n = d->officers - d->bureau[i].first;
	}
	people_look(d);
}

void people_look(struct demo *d)
{
	const struct org *o = app_org(d->app);
	for (size_t i = 0; i < o->leaves; i++) {
		const struct leave *l = &o->leave[i];
		const struct person *p = l->to > d->now ? org_person(o, l->person) : NULL;
		int32_t who = p ? officer_of(d, p->key) : NOBODY;
		if (who != NOBODY) {
			d->officer[who].away_from = l->from;
			d->officer[who].away_to = l->to;
		}
	}
}

/* ---- who is there ---- */

int32_t officer_of(const struct demo *d, struct str key)
{
	int64_t n;
	/* As people_hire numbered them; others may have come since. */
	if (str_starts(key, STR("cb")) && str_to_int64(str_sub(key, 2, key.n), &n) && n >= 1 &&
	    n <= d->officers && str_eq(d->officer[n - 1].key, key)) {
		return (int32_t)n - 1;
	}
	for (int32_t i = 0; i < d->officers; i++) {
		if (str_eq(d->officer[i].key, key)) {
			return i;
		}
	}
	return NOBODY;
}

bool officer_away(const struct officer *o, int64_t at)
{
	return o->away_from != INSTANT_NONE && at >= o->away_from && at < o->away_to;
}

static int64_t load_of(const struct officer *o)
{
	return o->backlog_at - o->burden_s;
}

static int32_t least_in_hand(struct demo *d, const struct bureau *b, struct post post, int64_t at)
{
	int32_t best = NOBODY;
	for (int32_t i = b->first; i < b->first + b->n; i++) {
		const struct officer *o = &d->officer[i];
		if (post_eq(o->post, post) && !officer_away(o, at) && !o->self &&
		    (best == NOBODY || load_of(o) < load_of(&d->officer[best]))) {
			best = i;
		}
	}
	return best;
}

int32_t people_choose(struct demo *d, int32_t bureau, struct post post, int64_t at)
{
	const struct bureau *b = &d->bureau[bureau];
	int32_t who = least_in_hand(d, b, post, at);
	if (who == NOBODY) {
		who = least_in_hand(d, b, post_of("deputy"), at);
	}
	return who != NOBODY ? who : least_in_hand(d, b, post_of("head"), at);
}

bool officer_of_commune(const struct demo *d, int32_t officer)
{
	const struct bureau *b = &d->bureau[d->officer[officer].bureau];
	return post_is(d->officer[officer].post, "officer") && b->agency != NOBODY &&
	       d->bureau[b->agency].commune;
}

/* ---- leave ---- */

/* One after the other in a unit, so that somebody is always there. */
void leave_plan(struct demo *d, int32_t bureau, int64_t after)
{
	struct chance c = chance_of(d->seed ^ (uint64_t)after, (uint64_t)bureau + 1000);
	int64_t days = chance_between(&c, 20, 120);
	struct day day;
	if (!calendar_day_after(d->cal, day_of(after), days, &day)) {
		return;
	}
	int64_t at = day_close(d->cal, day) - chance_between(&c, 600, 5400);
	if (at < d->beyond) {
		queue_put(d->arena, &d->queue,
			  (struct event){ .at = at, .act = ACT_LEAVE, .who = bureau });
	}
}

bool leave_record(struct demo *d, const struct event *ev, struct err *e)
{
	const struct bureau *b = &d->bureau[ev->who];
	struct chance c = chance_of(d->seed ^ (uint64_t)ev->at, (uint64_t)ev->who + 2000);
	int32_t who = b->first + (int32_t)chance_below(&c, b->n);
	int32_t deputy = b->first + (int32_t)chance_below(&c, b->n);
	struct day from, to;
	if (!calendar_day_after(d->cal, day_of(ev->at), chance_between(&c, 1, 3), &from) ||
	    !calendar_day_after(d->cal, from, chance_between(&c, 1, 5), &to)) {
		return true;
	}
	struct officer *o = &d->officer[who];
	if (o->self) {
		leave_plan(d, ev->who, d->now);
		return true;
	}
	o->away_from = day_open(d->cal, from);
	o->away_to = day_open(d->cal, to);
	leave_plan(d, ev->who, o->away_to);
	(void)truth_note(d, NULL, RECORDED_LEAVE, who, o->away_from, o->away_to);
	struct json *args = desk_args(d);
	json_set_str(&d->desk.arena, args, "person", o->key);
	put_instant(d, args, "from", o->away_from);
	put_instant(d, args, "to", o->away_to);
	/* Most name somebody; for the others the unit's deputy or head stands in. */
	if (deputy != who && chance_hit(&c, 7000)) {
		json_set_str(&d->desk.arena, args, "deputy", d->officer[deputy].key);
	}
	return desk_put(d, NOBODY, o->key, "record_leave", args, e);
}
