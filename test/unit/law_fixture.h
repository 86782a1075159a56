/*
 * The calendars compiled in, opened for tests: tables, profiles A and B.
 */
#ifndef DUNGHEN_TEST_LAW_FIXTURE_H
#define DUNGHEN_TEST_LAW_FIXTURE_H

#include "base/embed.h"
#include "core/calendar.h"
#include "tap.h"

#include <stdlib.h>

struct law_fixture {
	struct arena arena;
	struct holiday_table table;
	struct profile *profile;
	size_t profiles;
	struct calendar a, b;
};

TAP_FUNCTION static void law_fixture_open(struct law_fixture *f)
{
	struct err e;
	arena_init(&f->arena, 0);
	struct arena *a = &f->arena;
	bool done = holidays_read(a, embed_find(STR("calendar/holidays.csv"))->bytes, &f->table,
				  &e) &&
		    profiles_read(a, embed_find(STR("profiles.json"))->bytes, &f->profile,
				  &f->profiles, &e) &&
		    calendar_build(a, &f->table, profile_find(f->profile, f->profiles, STR("A")),
				   WEEK_LAW, &f->a, &e) &&
		    calendar_build(a, &f->table, profile_find(f->profile, f->profiles, STR("B")),
				   WEEK_LAW, &f->b, &e);
	if (!done) {
		diag("%s", e.key);
		exit(1);
	}
}

TAP_FUNCTION static void law_fixture_close(struct law_fixture *f)
{
	arena_done(&f->arena);
}

TAP_FUNCTION static int64_t at(const char *text)
{
	int64_t t;
	struct err e;
	if (!instant_parse(str_of(text), &t, &e)) {
		diag("not a time: %s", text);
		exit(1);
	}
	return t;
}

#endif
