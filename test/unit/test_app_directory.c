/* Units as a tree of a day, units and people by their names, who takes over. */
#include "app/directory.h"

#include "app_fixture.h"

#include "app/away.h"

static struct err err;
static struct app *app;
static struct asking ask = { .whom = LABEL_INSIDE };

static void act(int n, const char *as, const char *what, const char *args)
{
	char line[600];

	snprintf(line, sizeof(line),
		 "{\"key\":\"k%d\",\"as\":\"%s\",\"do\":\"%s\",\"args\":%s}", n, as, what, args);
	fixture_act(app, line);
}

static const struct person *person(const char *key)
{
	return org_person_by_key(app_org(app), str_of(key));
}

static const struct unit *unit(const char *key)
{
	return org_unit_by_key(app_org(app), str_of(key));
}

/* ---- the tree ---- */

static size_t lines(struct day on, const char *words, size_t skip, size_t limit,
		    const struct unit_line **out, bool *more)
{
	struct units_asked q = { on, str_of(words), skip, limit };

	return app_unit_lines(app, &arena, &q, out, more);
}

static void test_tree(void)
{
	struct day today = day_of(ask.now);
	const struct unit_line *all, *part;
	bool more, ordered = true, there = true;
	size_t n = lines(today, "", 0, 5000, &all, &more), exist = 0;

	for (size_t i = 0; i < app_org(app)->units; i++) {
		exist += unit_exists(app_org(app)->unit[i], today);
	}
	ok(n == exist && !more, "every unit of the day once: %zu of %zu", n, exist);
	for (size_t i = 0; i < n; i++) {
		const struct unit_line *l = &all[i];
		size_t k = i;

		there = there && unit_exists(l->unit, today);
		while (k > 0 && all[k].unit != l->parent) {
			k--;
		}
		ordered = ordered && (l->parent == NULL ? l->depth == 0
				      : all[k].unit == l->parent && all[k].depth + 1 == l->depth);
	}
	ok(there, "and none of another day");
	ok(ordered, "each stands behind its parent, one deeper");
	ok(lines(today, "", 10, 7, &part, &more) == 7 && more, "a part of it, and more behind");
	ok(part[0].unit == all[10].unit && part[6].unit == all[16].unit, "from there on");
	ok(lines(today, "", n - 3, 7, &part, &more) == 3 && !more, "the end of it");
	ok(lines(day_make(2024, 1, 1), "25195", 0, 9, &part, &more) == 0,
	   "before it began it is not found");
}

static void test_named(void)
{
	struct day today = day_of(ask.now);
	const struct unit_line *l;
	bool more;

	ok(app_unit_named(app, &arena, today, STR("25195.kt")) == unit("25195.kt"), "by key");
	ok(app_unit_named(app, &arena, today, STR("PHUONG  bình phuoc")) == unit("25195"),
	   "by its whole name, in any spelling");
	ok(app_unit_named(app, &arena, today, STR("Phường Bình")) == NULL, "not by a part of it");
	ok(app_unit_named(app, &arena, today, STR(" ")) == NULL, "nor by nothing");
	ok(lines(today, "phuong binh phuoc", 0, 9, &l, &more) > 1, "which finds several");
	ok(lines(today, "uong binh", 0, 9, &l, &more) == 0, "from the beginning of a word on");
}

/* ---- people ---- */

static bool fits(const char *key, const char *folded)
{
	bool yes;

	if (!app_person_fits(app, &arena, person(key), str_of(folded), &yes, &err)) {
		ok(false, "%s is looked at: %s", key, err.key);
	}
	return yes;
}

static void test_people(void)
{
	ok(fits("cb1", "cb") && !fits("cb1", "b1"), "by the beginning of the key");
	ok(fits("cb1", "thi dao") && fits("cb1", "dao") && !fits("cb1", "ao"),
	   "by words of the name without accents");
	ok(fits("cb1", ""), "by nothing everybody");
}

static void test_posts(void)
{
	const struct post_held *held;
	size_t n = app_person_posts(app, &arena, &ask, person("cb2")->id, &held);

	ok(n == 3, "all posts of a person: %zu", n);
	ok(held[0].when == HELD_NOW && held[1].when == HELD_LATER && held[2].when == HELD_BEFORE,
	   "now, to come, ended");
	ok(post_is(held[0].seat.post_code, "head") && post_is(held[2].seat.post_code, "officer"),
	   "each as it was");
	n = app_unit_posts(app, &arena, &ask, unit("25195.kt")->id, &held);
	ok(n == 2 && held[0].when == HELD_NOW && held[1].when == HELD_NOW,
	   "a unit tells who is there, not who was: %zu", n);
}

static void test_heir(void)
{
	struct seat officer = { unit("25195.kt")->id, post_of("officer"), person("cb1")->id };
	struct seat head = { unit("25195.kt")->id, post_of("head"), person("cb2")->id };
	struct seat top = { unit("25195")->id, post_of("head"), person("cb3")->id };
	struct seat_label to;

	ok(app_heir(app, &ask, officer, &to) && to.person_id.v == person("cb2")->id.v,
	   "an officer's work goes to the head");
	ok(app_heir(app, &ask, head, &to) && to.person_id.v == person("cb3")->id.v,
	   "the head's, without a deputy, to the head above");
	ok(!app_heir(app, &ask, top, &to), "where nobody is above, to nobody");
}

static void test_given(void)
{
	const struct away *list;

	ok(app_delegations_of(app, &arena, &ask, person("cb3")->id, &list) == 1, "who gave");
	ok(app_delegations_of(app, &arena, &ask, person("cb2")->id, &list) == 1 &&
	   list[0].who.person_id.v == person("cb3")->id.v &&
	   list[0].other.person_id.v == person("cb2")->id.v, "and who was given sees it");
	ok(app_delegations_of(app, &arena, &ask, person("cb1")->id, &list) == 0, "nobody else");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();

	app = fixture_make(dir, APP_TEST);
	act(1, "admin", "add_person", "{\"key\":\"cb1\",\"name\":\"Nguyễn Thị Đào\"}");
	act(2, "admin", "add_person", "{\"key\":\"cb2\",\"name\":\"Lê Văn Mẫu\"}");
	act(3, "admin", "add_person", "{\"key\":\"cb3\",\"name\":\"Bùi Thử\"}");
	act(4, "admin", "assign",
	    "{\"person\":\"cb1\",\"unit\":\"25195.kt\",\"post\":\"officer\"}");
	act(5, "admin", "assign",
	    "{\"person\":\"cb2\",\"unit\":\"25195.vp\",\"post\":\"officer\"}");
	act(6, "admin", "end_assignment",
	    "{\"person\":\"cb2\",\"unit\":\"25195.vp\",\"post\":\"officer\"}");
	act(7, "admin", "assign", "{\"person\":\"cb2\",\"unit\":\"25195.kt\",\"post\":\"head\"}");
	act(8, "admin", "assign",
	    "{\"person\":\"cb2\",\"unit\":\"25195.vhxh\",\"post\":\"head\","
	    "\"from\":\"2098-01-01T08:00\"}");
	act(9, "admin", "assign", "{\"person\":\"cb3\",\"unit\":\"25195\",\"post\":\"head\"}");
	act(10, "cb3", "delegate",
	    "{\"person\":\"cb3\",\"to\":\"cb2\",\"unit\":\"25195\",\"post\":\"head\","
	    "\"until\":\"2098-01-01T08:00\"}");
	ask.now = app_now(app);
	test_tree();
	test_named();
	test_people();
	test_posts();
	test_heir();
	test_given();
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
