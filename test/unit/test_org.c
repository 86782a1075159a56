/* The organisation: importing Đồng Nai, both reorganisations, who answers. */
#include "core/org_body.h"
#include "core/org_import.h"

#include "base/embed.h"
#include "base/hash.h"

#include "../unit/tap.h"

static struct arena arena;
static struct org org;
static int64_t next_id = 1000;
static int64_t next_seq;

static int64_t mint(void *ctx)
{
	(void)ctx;
	return ++next_id;
}

static size_t embedded(struct law_source **out)
{
	size_t n = embed_count();
	struct law_source *f = arena_array(&arena, struct law_source, n);
	for (size_t i = 0; i < n; i++) {
		f[i] = (struct law_source){ .path = embed_at(i)->path, .text = embed_at(i)->bytes };
	}
	*out = f;
	return n;
}

static bool apply(enum stream_kind stream, int64_t id, enum entry_kind kind, struct json *body,
		  struct err *e)
{
	struct entry en = { .seq = next_seq++,
			    .kind = kind,
			    .body = body,
			    .stream = { .kind = stream, .id = id } };
	return org_apply(&org, &en, e);
}

static const struct unit *unit(const char *key)
{
	return org_unit_by_key(&org, str_of(key));
}

static struct day day(const char *s)
{
	struct day d = { 0 };
	struct err e;
	if (!day_parse(str_of(s), &d, &e)) {
		ok(false, "day %s", s);
	}
	return d;
}

static int64_t at(const char *s)
{
	int64_t t = 0;
	struct err e;
	if (!instant_parse(str_of(s), &t, &e)) {
		ok(false, "instant %s", s);
	}
	return t;
}

static void import(void)
{
	struct law_source *files;
	size_t n = embedded(&files);
	struct org_entry *entry = NULL;
	size_t count = 0;
	struct err e = { .code = ERR_NONE };
	ok(org_import(&arena, files, n, mint, NULL, &entry, &count, &e), "units are read: %s %s",
	   e.key, err_arg(&e, "path"));
	size_t applied = 0;
	for (size_t i = 0; i < count; i++) {
		applied += apply(STREAM_UNIT, entry[i].stream.id, entry[i].kind, entry[i].body, &e);
	}
	is_int((int64_t)applied, (int64_t)count, "every entry fits: %s", err_arg(&e, "why"));
}

/* What stands on a day, by kind of name. */
static int64_t count_on(struct day d, const char *role, const char *type)
{
	int64_t n = 0;
	for (size_t i = 0; i < org.units; i++) {
		const struct unit *u = org.unit[i];
		n += unit_exists(u, d) && str_is(u->role, role) &&
		     str_is(unit_on(u, d)->type, type);
	}
	return n;
}

static void reorganisations(void)
{
	struct day before = day("2025-06-30");
	struct day first = day("2025-07-01");
	struct day eve = day("2026-04-29");
	struct day city = day("2026-04-30");
	is_int(count_on(before, "agency", "province"), 2, "two provinces");
	is_int(count_on(before, "agency", "district") + count_on(before, "agency", "city") +
		       count_on(before, "agency", "town"),
	       22, "22 districts");
	is_int(count_on(first, "agency", "district") + count_on(first, "agency", "city") +
		       count_on(first, "agency", "town"),
	       0, "districts end");
	is_int(count_on(first, "agency", "province"), 1, "one province");
	is_int(count_on(before, "agency", "commune") + count_on(before, "agency", "ward") +
		       count_on(before, "agency", "township"),
	       281, "281 communes before");
	is_int(count_on(first, "agency", "commune"), 72, "72 communes");
	is_int(count_on(first, "agency", "ward"), 23, "23 wards");
	is_int(count_on(eve, "agency", "ward"), 23, "still so on the eve");
	is_int(count_on(city, "agency", "commune"), 62, "62 communes");
	is_int(count_on(city, "agency", "ward"), 33, "33 wards: ten changed");
	is_int(count_on(city, "agency", "municipality"), 1, "the province is a city");
	is_int(count_on(first, "onestop", "onestop"), 96, "95 one-stop units and the province's");
	is_text(unit_on(unit("dn"), eve)->name, "Tỉnh Đồng Nai", "its name before");
	is_text(unit_on(unit("dn"), city)->name, "Thành phố Đồng Nai", "its name after");
	is_text(unit_on(unit("25270"), eve)->name, "Xã Lộc Ninh", "Lộc Ninh before");
	is_text(unit_on(unit("25270"), city)->name, "Phường Lộc Ninh", "Lộc Ninh after");
	is_text(unit_on(unit("25270.kt"), eve)->name, "Phòng Kinh tế xã Lộc Ninh",
		"its room before");
	is_text(unit_on(unit("25270.kt"), city)->name,
		"Phòng Kinh tế, Hạ tầng và Đô thị phường Lộc Ninh", "its room after");
	ok(unit("25195") != NULL && unit("x25195") != NULL && unit("25195") != unit("x25195"),
	   "an old code that a new unit bears too is another unit");
}

static void successions(void)
{
	int64_t communes = 0;
	int64_t part = 0;
	for (size_t i = 0; i < org.successions; i++) {
		const struct succession *s = &org.succession[i];
		communes += str_starts(org_unit(&org, s->old_unit)->key, STR("x"));
		part += str_is(s->scope, "part");
	}
	is_int(communes, 284, "284 successions of communes");
	is_int(part, 6, "three were divided in two");
	const struct succession *to[4];
	is_int((int64_t)org_successors(&org, unit("x26449")->id, to, 4), 2, "Xuân Tâm was divided");
	is_text(org_unit(&org, to[0]->new_unit)->key, "26359", "first successor");
	is_text(org_unit(&org, to[1]->new_unit)->key, "26446", "second successor");
	is_int((int64_t)org_successors(&org, unit("bp")->id, to, 4), 1, "Bình Phước has one");
	is_text(org_unit(&org, to[0]->new_unit)->key, "dn", "Đồng Nai");
	is_int((int64_t)org_successors(&org, unit("dn")->id, to, 4), 0, "Đồng Nai goes on");
}

static void relatives(void)
{
	struct day d = day("2025-09-01");
	const struct unit *commune = unit("25195");
	is_text(org_relative(&org, commune, STR("@"))->key, "25195", "the agency itself");
	is_text(org_relative(&org, commune, STR("@kt"))->key, "25195.kt", "its room");
	is_text(org_relative(&org, commune, STR("@mc"))->key, "25195.mc", "its one-stop unit");
	is_text(org_relative(&org, unit("so-nv"), STR("@mc"))->key, "ttpvhcc",
		"the province's one-stop unit");
	is_text(org_relative(&org, commune, STR("vpdk"))->key, "vpdk", "a permanent key");
	ok(org_relative(&org, commune, STR("@none")) == NULL, "none of that name");
	is_text(org_agency(&org, unit("25195.kt"), d)->key, "25195", "the room's agency");
	is_text(org_agency(&org, unit("25195"), d)->key, "25195", "an agency's own");
	is_text(org_agency(&org, unit("vpdk.dk"), d)->key, "vpdk", "the registry's own");
	ok(org_below(&org, unit("vpdk.dk"), unit("dn"), d), "below the province");
	ok(!org_below(&org, unit("dn"), unit("vpdk"), d), "not the other way");
	is_text(unit("25195")->agency_code, "H19.21", "agency code");
	ok(unit_exists(unit("x25201"), day("2025-06-30")), "old unit before");
	ok(!unit_exists(unit("x25201"), day("2025-07-01")), "old unit after");
}

static struct person_id person(const char *key)
{
	struct err e;
	struct person_id p = { ++next_id };
	ok(apply(STREAM_PERSON, p.v, KIND_PERSON_ADDED, body_person_added(&arena, str_of(key)), &e),
	   "person %s", key);
	return p;
}

static void assign(struct person_id p, const char *key, const char *post, const char *from,
		   const char *to)
{
	struct err e;
	ok(apply(STREAM_PERSON, p.v, KIND_ASSIGNED,
		 body_assigned(&arena, unit(key)->id, str_of(post), at(from),
			       to != NULL ? at(to) : INSTANT_NONE),
		 &e),
	   "%s at %s", post, key);
}

static void leave(struct person_id p, const char *from, const char *to, struct person_id deputy)
{
	struct err e;
	ok(apply(STREAM_PERSON, p.v, KIND_LEAVE_RECORDED,
		 body_leave(&arena, at(from), at(to), deputy), &e),
	   "leave from %s", from);
}

static void is_seat(struct seat s, const char *key, const char *post, struct person_id p,
		    const char *what)
{
	ok(s.person.v == p.v && post_is(s.post, post) && str_is(org_unit(&org, s.unit)->key, key),
	   "%s", what);
}

static void heads(void)
{
	struct err e = { .code = ERR_NONE };
	struct seat s;
	struct person_id none = { 0 };
	struct unit_id room = unit("25195.kt")->id;
	ok(!org_head(&org, room, at("2025-08-04T08:00"), &s, &e), "nobody anywhere");
	is_str(e.key, "org.no_head", "is said");
	is_str(err_arg(&e, "unit"), "25195.kt", "with the unit");
	struct person_id chair = person("cb1");
	struct person_id vice = person("cb2");
	struct person_id head = person("cb3");
	struct person_id deputy = person("cb4");
	struct person_id officer = person("cb5");
	assign(chair, "25195", "head", "2025-07-01T00:00", NULL);
	ok(org_head(&org, room, at("2025-08-04T08:00"), &s, &e), "vacant room");
	is_seat(s, "25195", "head", chair, "goes to the head above");
	assign(vice, "25195", "deputy", "2025-07-01T00:00", NULL);
	assign(head, "25195.kt", "head", "2025-07-01T00:00", "2026-01-01T00:00");
	assign(deputy, "25195.kt", "deputy", "2025-07-01T00:00", NULL);
	assign(officer, "25195.kt", "officer", "2025-07-01T00:00", NULL);
	ok(org_head(&org, room, at("2025-08-04T08:00"), &s, &e), "filled room");
	is_seat(s, "25195.kt", "head", head, "has its own head");
	leave(head, "2025-08-05T07:30", "2025-08-08T17:00", none);
	ok(org_head(&org, room, at("2025-08-05T07:29"), &s, &e), "a minute before the leave");
	is_seat(s, "25195.kt", "head", head, "still the head");
	ok(org_head(&org, room, at("2025-08-05T07:30"), &s, &e), "at its first minute");
	is_seat(s, "25195.kt", "deputy", deputy, "the deputy");
	ok(org_head(&org, room, at("2025-08-08T17:00"), &s, &e), "at its end");
	is_seat(s, "25195.kt", "head", head, "the head again");
	ok(org_head(&org, room, at("2026-01-01T00:00"), &s, &e), "the assignment has ended");
	is_seat(s, "25195.kt", "deputy", deputy, "the deputy");

	struct seat from = { .unit = room, .post = post_of("officer"), .person = officer };
	leave(officer, "2025-08-04T07:30", "2025-08-04T17:00", none);
	ok(org_stand_in(&org, from, at("2025-08-04T09:00"), &s, &e), "an officer on leave");
	is_seat(s, "25195.kt", "deputy", deputy, "goes to the deputy");
	leave(deputy, "2025-08-11T07:30", "2025-08-11T17:00", none);
	leave(officer, "2025-08-11T07:30", "2025-08-11T17:00", none);
	ok(org_stand_in(&org, from, at("2025-08-11T09:00"), &s, &e), "the deputy is away too");
	is_seat(s, "25195.kt", "head", head, "goes to the head");
	leave(officer, "2025-08-12T07:30", "2025-08-12T17:00", head);
	ok(org_stand_in(&org, from, at("2025-08-12T09:00"), &s, &e), "a deputy is named");
	is_seat(s, "25195.kt", "head", head, "goes to the named one, at their own post");
	struct seat top = { .unit = unit("25195")->id, .post = post_of("head"), .person = chair };
	leave(chair, "2025-08-13T07:30", "2025-08-13T17:00", none);
	ok(org_stand_in(&org, top, at("2025-08-13T09:00"), &s, &e), "the chairman on leave");
	is_seat(s, "25195", "deputy", vice, "goes to the vice chairman");
	leave(vice, "2025-08-13T07:30", "2025-08-13T17:00", none);
	ok(!org_stand_in(&org, top, at("2025-08-13T09:00"), &s, &e), "and never to oneself");
	ok(org_holds(&org, officer, room, post_of("officer"), at("2025-08-13T09:00")), "holds");
	ok(!org_holds(&org, officer, room, post_of("head"), at("2025-08-13T09:00")),
	   "not that post");
	ok(org_member(&org, officer, room, at("2025-08-13T09:00")), "is a member");
	ok(!org_member(&org, officer, room, at("2025-06-13T09:00")), "not before");
}

static void delegations(void)
{
	struct err e;
	struct person_id chair = org_person_by_key(&org, STR("cb1"))->id;
	struct person_id vice = org_person_by_key(&org, STR("cb2"))->id;
	struct unit_id commune = unit("25195")->id;
	struct post head = post_of("head");
	ok(apply(STREAM_PERSON, chair.v, KIND_DELEGATED,
		 body_delegated(&arena, vice, commune, STR("head"), at("2025-09-01T00:00"),
				at("2025-10-01T00:00")),
		 &e),
	   "the chairman delegates");
	is_int(org_delegator(&org, vice, commune, head, at("2025-09-15T09:00")).v, chair.v,
	       "within the time");
	is_int(org_delegator(&org, vice, commune, head, at("2025-10-01T00:00")).v, 0, "after it");
	ok(apply(STREAM_PERSON, chair.v, KIND_ASSIGNMENT_ENDED,
		 body_assignment_ended(&arena, commune, STR("head"), at("2025-09-20T00:00")), &e),
	   "the chairman's assignment ends");
	is_int(org_delegator(&org, vice, commune, head, at("2025-09-21T09:00")).v, 0,
	       "and the delegation with it");
	ok(!org_holds(&org, chair, commune, head, at("2025-09-21T09:00")), "no more chairman");
}

static void misfits(void)
{
	struct err e;
	struct unit_body twice = { .key = STR("25195"),
				   .role = STR("agency"),
				   .type = STR("ward"),
				   .name = STR("Phường"),
				   .from = day("2025-07-01"),
				   .to = { INT32_MAX } };
	ok(!apply(STREAM_UNIT, ++next_id, KIND_UNIT_CREATED, body_unit_created(&arena, &twice), &e),
	   "a key given twice");
	is_int(e.code, ERR_CORRUPT, "is corrupt");
	ok(!apply(STREAM_PERSON, 77, KIND_ASSIGNED,
		  body_assigned(&arena, unit("dn")->id, STR("head"), 0, INSTANT_NONE), &e),
	   "an unknown person");
	ok(!apply(STREAM_UNIT, 78, KIND_UNIT_CLOSED, body_unit_closed(&arena, day("2026-01-01")),
		  &e),
	   "an unknown unit");
	ok(!apply(STREAM_UNIT, unit("dn")->id.v, KIND_UNIT_CREATED, json_new_obj(&arena), &e),
	   "an empty body");
	ok(apply(STREAM_DOSSIER, 1, KIND_TAKEN, json_new_obj(&arena), &e), "other kinds pass by");
}

/* A unit that changes parent: the tree of the day counts. */
static void moves(void)
{
	struct err e;
	struct unit_id room = unit("so-ct.tm")->id;
	ok(apply(STREAM_UNIT, room.v, KIND_UNIT_RENAMED,
		 body_unit_renamed(&arena, day("2026-02-01"), STR("Phòng Thương mại"), STR("room"),
				   unit("so-tc")->id),
		 &e),
	   "a room moves");
	is_text(org_agency(&org, org_unit(&org, room), day("2026-01-31"))->key, "so-ct", "before");
	is_text(org_agency(&org, org_unit(&org, room), day("2026-02-01"))->key, "so-tc", "after");
	ok(apply(STREAM_UNIT, room.v, KIND_UNIT_RENAMED,
		 body_unit_renamed(&arena, day("2025-12-01"), STR("Phòng TM"), STR("room"),
				   (struct unit_id){ 0 }),
		 &e),
	   "an earlier name entered later");
	is_text(unit_on(org_unit(&org, room), day("2025-12-15"))->name, "Phòng TM",
		"stands between");
	is_text(unit_on(org_unit(&org, room), day("2026-03-15"))->name, "Phòng Thương mại",
		"and the later one after");
	ok(apply(STREAM_UNIT, room.v, KIND_UNIT_CLOSED, body_unit_closed(&arena, day("2026-06-01")),
		 &e),
	   "it closes");
	ok(!unit_exists(org_unit(&org, room), day("2026-06-01")), "on that day it is no more");
}

static void factor(const char *key, enum entry_kind kind, const char *name, const char *on)
{
	struct json *body = json_new_obj(&arena);
	struct err e;
	json_set_str(&arena, body, name, str_of(on));
	ok(apply(STREAM_UNIT, unit(key)->id.v, kind, body, &e), "%s: %s %s", key, name, on);
}

/* Decided for the agency; one is of a room below it, the other of another agency. */
static void factors(void)
{
	struct person_id one = person("factor1"), other = person("factor2");
	assign(one, "25270.kt", "officer", "2026-02-01T08:00", "2026-12-01T08:00");
	assign(other, "25195.mc", "clerk", "2026-02-01T08:00", NULL);
	ok(!org_needs_factor(&org, one, at("2026-03-10T08:00")), "nothing is decided");
	factor("25270", KIND_FACTOR_REQUIRED, "from", "2026-03-10");
	ok(!org_needs_factor(&org, one, at("2026-03-09T23:59")), "the evening before");
	ok(org_needs_factor(&org, one, at("2026-03-10T00:00")), "from that day on, below it too");
	ok(unit_needs_factor(unit("25270"), day("2026-03-10")) &&
	   !unit_needs_factor(unit("25270.kt"), day("2026-03-10")), "of the unit itself");
	ok(!org_needs_factor(&org, other, at("2026-03-10T08:00")), "not elsewhere");
	factor("25270", KIND_FACTOR_LIFTED, "to", "2026-05-01");
	ok(org_needs_factor(&org, one, at("2026-04-30T23:59")), "to the last day");
	ok(!org_needs_factor(&org, one, at("2026-05-01T00:00")), "and no longer");
	factor("25270", KIND_FACTOR_REQUIRED, "from", "2026-10-01");
	ok(!org_needs_factor(&org, one, at("2026-09-30T08:00")) &&
	   org_needs_factor(&org, one, at("2026-10-01T08:00")), "once more");
	ok(org_needs_factor(&org, one, at("2026-04-01T08:00")), "what was, was");
	ok(!org_needs_factor(&org, one, at("2026-12-02T08:00")), "nor who has no post there");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	org_init(&org, &arena);
	import();
	reorganisations();
	successions();
	relatives();
	heads();
	delegations();
	misfits();
	moves();
	factors();
	arena_done(&arena);
	return done_testing();
}
