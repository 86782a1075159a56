/* Opens the calendar that the options name. */
#include "office.h"

#include "base/embed.h"
#include "base/limits.h"

#include <assert.h>

static struct str embedded(struct str path)
{
	const struct embed_file *f = embed_find(path);
	assert(f);
	return f->bytes;
}

static bool open_table(struct cli *c, const struct opts *o, struct holiday_table *out,
		       struct err *e)
{
	struct holiday_table built_in;
	struct holiday_table own;
	struct str text;
	if (!holidays_read(c->arena, embedded(STR("calendar/holidays.csv")), &built_in, e)) {
		return false;
	}
	if (!opt_has(o, "calendar")) {
		*out = built_in;
		return true;
	}
	return cli_read_file(c, opt_str(o, "calendar"), LIMIT_LAW_FILE, &text, e) &&
	       holidays_read(c->arena, text, &own, e) &&
	       holidays_continue(c->arena, &own, &built_in, out, e);
}

static bool open_profile(struct cli *c, const struct opts *o, struct profile *out, struct err *e)
{
	struct profile *list;
	size_t n;
	struct str text;
	struct str name = opt_has(o, "office") ? opt_str(o, "office") : STR("A");
	if (!profiles_read(c->arena, embedded(STR("profiles.json")), &list, &n, e)) {
		return false;
	}
	const struct profile *known = profile_find(list, n, name);
	if (known) {
		*out = *known;
		return true;
	}
	return cli_read_file(c, name, LIMIT_LAW_FILE, &text, e) &&
	       profile_read(c->arena, text, out, e);
}

bool office_open(struct cli *c, const struct opts *o, enum week_rule rule, struct office *out,
		 struct err *e)
{
	return open_table(c, o, &out->table, e) && open_profile(c, o, &out->profile, e) &&
	       calendar_build(c->arena, &out->table, &out->profile, rule, &out->calendar, e);
}
