/* Units that end: who goes on with what, by the successions of Đồng Nai on 1 July 2025. */
#include "core/org_import.h"
#include "core/reform.h"

#include "app/figures.h"

#include "base/embed.h"
#include "base/hash.h"

#include "../unit/tap.h"

static struct arena arena;
static struct org org;
static int64_t next_id = 1000;

static int64_t mint(void *ctx)
{
	(void)ctx;
	return ++next_id;
}

static void import(void)
{
	size_t n = embed_count(), count = 0;
	struct law_source *f = arena_array(&arena, struct law_source, n);
	struct org_entry *entry = NULL;
	struct err e;
	bool good = true;
	for (size_t i = 0; i < n; i++) {
		f[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	org_init(&org, &arena);
	good = org_import(&arena, f, n, mint, NULL, &entry, &count, &e);
	for (size_t i = 0; good && i < count; i++) {
		struct entry en = { .seq = (int64_t)i, .kind = entry[i].kind,
				    .body = entry[i].body, .stream = entry[i].stream };
		good = org_apply(&org, &en, &e);
	}
	ok(good, "the units are there");
}

static const struct unit *unit(const char *key)
{
	return org_unit_by_key(&org, str_of(key));
}

static const struct succession *add(const char *old, const char *next, const char *scope)
{
	struct json *b = json_new_obj(&arena);
	struct err e;
	char id[ID_TEXT];
	json_set_str(&arena, b, "new", str_dup(&arena, str_of(id_text('u', unit(next)->id.v, id))));
	json_set_str(&arena, b, "from", STR("2025-07-01"));
	json_set_str(&arena, b, "scope", str_of(scope));
	struct entry en = { .seq = 100000 + next_id++, .kind = KIND_UNIT_SUCCEEDED, .body = b,
			    .stream = { STREAM_UNIT, unit(old)->id.v } };
	ok(org_apply(&org, &en, &e), "%s: %s to %s", old, scope, next);
	return &org.succession[org.successions - 1];
}

static void choosing(void)
{
	struct day june = day_make(2025, 6, 30), july = day_make(2025, 7, 1);
	const struct unit *old = unit("x25201"), *now = unit("25195");
	struct reform_choice c = reform_choose(&org, old->id, STR("1.001193"), july);
	ok(c.unit.v == now->id.v && c.among == 1, "merged into one: there it goes");
	ok(reform_choose(&org, old->id, STR(""), june).among == 0, "not a day before");
	ok(reform_choose(&org, now->id, STR(""), july).among == 0, "what lasts has no successor");
	(void)add("x25201", "25210", "archive");
	ok(reform_choose(&org, old->id, STR(""), july).among == 1, "an archive is no choice");
	(void)add("x25201", "25217", "procedure:1.001193");
	c = reform_choose(&org, old->id, STR("1.001193"), july);
	ok(c.unit.v == unit("25217")->id.v && c.among == 1, "a procedure has a way of its own");
	c = reform_choose(&org, old->id, STR("1.000894"), july);
	ok(c.unit.v == now->id.v && c.among == 1, "and only that one");
	(void)add("x25201", "25220", "territory");
	ok(reform_choose(&org, old->id, STR("1.000894"), july).among == 2,
	   "divided, people say where");
	ok(reform_succeeds(&org, old->id, unit("25220")->id, july) &&
	   reform_succeeds(&org, old->id, unit("25210")->id, july), "all of them succeed it");
	ok(!reform_succeeds(&org, old->id, unit("so-xd")->id, july), "a stranger does not");
	ok(reform_scope_known(STR("territory")) && reform_scope_known(STR("procedure:1.0")) &&
	   !reform_scope_known(STR("procedure:")) && !reform_scope_known(STR("some")),
	   "scopes there are");
}

static void ending(void)
{
	struct day june = day_make(2025, 6, 30), july = day_make(2025, 7, 1);
	ok(!reform_ended(&org, unit("x25201"), june) && reform_ended(&org, unit("x25201"), july),
	   "an old commune ends that day");
	ok(reform_ended(&org, unit("bp-dong-xoai"), july), "so does its district");
	ok(!reform_ended(&org, unit("25195.vhxh"), july), "a room of a new one lasts");
	ok(reform_place(&org, unit("25195.kt"), unit("25195"), july) == unit("25195.kt"),
	   "what lasts stays where it is");
	ok(reform_place(&org, unit("x25201"), unit("25195"), july) == unit("25195"),
	   "of an ended one it is the agency");
}

static void figures(void)
{
	struct agency_figures a[] = {
		{ .agency = unit("x25205")->id, .overdue = 2, .now = { .early = 3, .late = 1 } },
		{ .agency = unit("25195")->id, .overdue = 1, .now = { .early = 4 }, .kept = { 5 } },
		{ .agency = unit("x25201")->id, .overdue = 7 },
	};
	struct overdue_held held[] = { { .agency = unit("x25205")->id } };
	struct figures f = { .made_at = day_start(day_make(2025, 9, 1)), .agency = a,
			     .agencies = ARRAY_LEN(a), .held = held, .helds = 1 };
	figures_as_is(&org, &arena, &f);
	is_int((int64_t)f.agencies, 2, "what was merged is one");
	ok(a[0].agency.v == unit("25195")->id.v && a[0].overdue == 3 && a[0].now.early == 7 &&
	   a[0].now.late == 1 && a[0].kept[0] == 5, "and adds up");
	ok(a[1].agency.v == unit("x25201")->id.v && a[1].overdue == 7,
	   "what was divided stays by itself");
	ok(held[0].agency.v == unit("25195")->id.v, "who holds what is overdue counts there too");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	import();
	choosing();
	ending();
	figures();
	arena_done(&arena);
	return done_testing();
}
