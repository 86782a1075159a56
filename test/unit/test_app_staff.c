/* Names of staff, as readers see them. */
#include "app/staff.h"

#include "app_fixture.h"

static struct err err;

static struct str name_of(struct app *app, const char *key)
{
	const struct person *p = org_person_by_key(app_org(app), str_of(key));
	struct str name = { 0 };

	if (!ok(p != NULL && staff_name(app, p->id, &name, &err), "%s has a name", key)) {
		exit(done_testing());
	}
	return name;
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = fixture_folder();
	struct app *app = fixture_make(dir, APP_TEST);
	struct str name, again;

	fixture_act(app, "{\"key\":\"1\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":"
		    "{\"key\":\"cb0012\",\"name\":\"Trần Thị Mai\"}}");
	app_close(app);
	app = fixture_open(dir, APP_READER);
	name = name_of(app, "cb0012");
	again = name_of(app, "cb0012");
	ok(str_is(name, "Trần Thị Mai"), "the name she was added with: %.*s", STR_ARG(name));
	ok(name.p == again.p, "opened once");
	ok(str_is(name_of(app, "admin"), "admin"), "who has none goes by the staff key");
	ok(staff_name(app, (struct person_id){ 0 }, &name, &err) && name.n == 0, "nobody has none");
	ok(staff_name(app, (struct person_id){ 7 }, &name, &err) && name.n == 0,
	   "nor has who is unknown");
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
