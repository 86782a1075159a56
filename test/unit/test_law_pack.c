/* Files of law/ as they travel, and on the shelf before they are applied. */
#include "app/law_shelf.h"
#include "app/law_unpack.h"
#include "core/law_pack.h"

#include "base/embed.h"
#include "base/zipped.h"
#include "tap.h"

static struct arena arena;
static struct law_source *file;
static size_t files;

static const char *took(const char *name, struct str bytes)
{
	static struct err e;
	struct err none = { .key = "" };

	e = none;
	return law_unpack(&arena, str_of(name), bytes, &file, &files, &e)
		? str_cstr(&arena, file[0].path) : e.key;
}

static struct str zipped(const struct zipped *f, size_t n)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	zip_write(&b, f, n);
	struct str s = str_dup(&arena, buf_view(&b));

	buf_done(&b);
	return s;
}

static void test_round(void)
{
	struct law_source *all = arena_array(&arena, struct law_source, embed_count());
	struct buf b;
	size_t same = 0;

	for (size_t i = 0; i < embed_count(); i++) {
		all[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	buf_init(&b, 1 << 20);
	law_pack_write(&b, &arena, all, embed_count());
	(void)took("law.zip", buf_view(&b));
	for (size_t i = 0; i < files && files == embed_count(); i++) {
		same += str_eq(file[i].path, all[i].path) && str_eq(file[i].text, all[i].text);
	}
	ok(same == embed_count() && same > 10, "all files of the law there and back");
	buf_done(&b);
}

static void test_alone(void)
{
	is_str(took("C:\\x\\ban moi.json", STR("{\"code\":\"1.2\",\"versions\":[]}")),
	       "procedures/1.2.json", "a procedure by its code, whatever it is called");
	is_str(took("x.json", STR("{\"rule_sets\":[]}")), "rule-sets.json", "rule sets");
	is_str(took("x.json", STR("{\"calendars\":[]}")), "calendars.json", "calendars");
	is_str(took("x.json", STR("{\"profiles\":[]}")), "profiles.json", "office hours");
	is_str(took("posts.json", STR("{}")), "posts.json", "the others by their name");
	is_str(took("late.csv", STR("date\n")), "calendar/late.csv", "a table of holidays");
	is_str(took("x.json", STR("{}")), "law.pack.name", "none of law/");
	is_str(took("x.docx", STR("{}")), "law.pack.name", "nor is this");
	is_str(took("x.json", STR("{")), "json.syntax", "what is no JSON");
	is_str(took("x.json", STR("{\"code\":\"../../x\",\"versions\":[]}")), "law.pack.path",
	       "a code that leads elsewhere");
	is_str(took("a b.csv", STR("date\n")), "law.pack.path", "a name with a blank");
}

static void test_archive(void)
{
	const struct zipped within[] = {
		{ STR("law/b.json"), STR("2") }, { STR("law/a.json"), STR("1") },
		{ STR("law/.DS_Store"), STR("x") }, { STR("__MACOSX/law/._a.json"), STR("x") },
	};
	const struct zipped bare[] = { { STR("procedures/b.json"), STR("2") } };
	const struct zipped out[] = { { STR("../b.json"), STR("2") } };
	const struct zipped twice[] = { { STR("a/x.json"), STR("1") }, { STR("a/b.json"), STR("") },
					{ STR("a/x.json"), STR("2") } };
	const struct zipped hidden[] = { { STR(".x"), STR("2") } };

	is_str(took("x.zip", zipped(within, 4)), "a.json", "the folder they stand in is left out");
	ok(files == 2, "so is what systems put beside them");
	is_str(took("x.zip", zipped(bare, 1)), "procedures/b.json", "a folder of law/ is not");
	is_str(took("x.zip", zipped(out, 1)), "law.pack.path", "a way out");
	is_str(took("x.zip", zipped(twice, 3)), "law.duplicate", "a name twice");
	is_str(took("x.zip", zipped(hidden, 1)), "law.pack.empty", "nothing in it");
	is_str(took("x.json", STR("PK\3\4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")), "unpack.damaged",
	       "an archive by its bytes, not its name");
}

static void test_shelf(void)
{
	struct law_shelf *shelf = law_shelf_open(&arena);
	struct law_draft list[LAW_DRAFTS], d, first = { .id = "" };

	for (int i = 0; i <= LAW_DRAFTS; i++) {
		struct law_source one = { STR("posts.json"), str_fmt(&arena, "%d", i) };

		d = (struct law_draft){ .name = str_fmt(&arena, "n%d", i), .at = i, .file = &one,
					.files = 1 };
		law_shelf_put(shelf, &d);
		first = i == 0 ? d : first;
		ok(law_shelf_take(shelf, &arena, str_of(d.id), &d) &&
		   str_eq(d.file[0].text, one.text), "draft %d is there", i);
	}
	ok(!law_shelf_take(shelf, &arena, str_of(first.id), &d), "the oldest gave way");
	ok(law_shelf_list(shelf, &arena, list) == LAW_DRAFTS &&
	   str_is(list[0].name, "n4") && str_is(list[3].name, "n1"), "the newest first");
	struct law_source again = { STR("posts.json"), STR("1") };

	d = (struct law_draft){ .name = STR("again"), .file = &again, .files = 1 };
	law_shelf_put(shelf, &d);
	ok(law_shelf_list(shelf, &arena, list) == LAW_DRAFTS && str_is(list[0].name, "again") &&
	   str_is(list[3].name, "n2"), "the same files take their own place");
	law_shelf_drop(shelf, str_of(d.id));
	ok(!law_shelf_take(shelf, &arena, str_of(d.id), &d) &&
	   law_shelf_list(shelf, &arena, list) == LAW_DRAFTS - 1, "dropped");
	law_shelf_close(shelf);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	test_round();
	test_alone();
	test_archive();
	test_shelf();
	arena_done(&arena);
	return done_testing();
}
