/*
 * The units of law/units/ as the files give them, templates spread out: what
 * org_import turns into entries and law_check compares procedures with.
 *
 * units/units.json holds the units written singly, the templates and the
 * names of types; units/communes.csv the communes and wards of today;
 * units/successions.csv those before, each with its successor (doc/law-data.md).
 */
#ifndef DUNGHEN_CORE_UNIT_PLAN_H
#define DUNGHEN_CORE_UNIT_PLAN_H

#include "law_field.h"

struct unit_name {			/* another name and type from a day on */
	struct day from;
	struct str name, type;
};

struct unit_row {
	struct str key, role;
	struct str parent;		/* key, or empty */
	struct str agency_code, onestop, profile;
	struct day from, to;
	struct unit_name first;		/* first.from = from */
	struct unit_name *renamed;
	size_t renames;
};

struct succession_row {
	struct str old_key, new_key, scope;
	struct day from;
};

struct unit_plan {
	struct arena *arena;
	struct unit_row **unit;		/* parents before children */
	size_t units, units_cap;
	struct succession_row *succession;
	size_t successions, successions_cap;
	struct map by_key;
	bool given;			/* the files were there */
};

/* Reads the three files of units/ from among all of law/. Without them nothing
 * is given and nothing is a fault. */
void unit_plan_read(struct faults *f, const struct law_source *files, size_t n,
		    struct unit_plan *out);

const struct unit_row *unit_plan_find(const struct unit_plan *p, struct str key);

#endif
