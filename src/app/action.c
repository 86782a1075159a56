/* The table of actions, unrolled from actions.def. */
#include "action.h"

#include <assert.h>
#include <string.h>

/* One row per ACTION and per FIELD, in the table's order. */
enum row_number {
#define ACTION(name, core, RIGHT, TARGET, basis) ROW_OF_##name,
#define FIELD(name, TYPE, NEED) ROW_FIELD(__LINE__)
#define ROW_FIELD(line) ROW_FIELD_(line)
#define ROW_FIELD_(line) ROW_LINE_##line,
#include "actions.def"
#undef ACTION
#undef FIELD
	ROWS,
};

static const struct field rows[ROWS] = {
#define ACTION(name, core, RIGHT, TARGET, basis) [ROW_OF_##name] = { 0 },
#define NEED_MUST true
#define NEED_MAY false
#define FIELD(name, TYPE, NEED) { #name, FIELD_##TYPE, NEED_##NEED },
#include "actions.def"
#undef ACTION
#undef FIELD
};

static const struct action actions[] = {
#define ACTION(name, core, RIGHT, TARGET, basis)                                   \
	{ #name, #core, decide_##core, RIGHT_##RIGHT, TARGET_##TARGET, basis,      \
	  ROW_OF_##name + 1 },
#define FIELD(name, TYPE, NEED)
#include "actions.def"
#undef ACTION
#undef FIELD
};

/* The field a target brings by itself. */
static const struct field target_field[] = {
	[TARGET_DOSSIER] = { "dossier", FIELD_DOSSIER, true },
	[TARGET_UNIT] = { "unit", FIELD_UNIT, true },
	[TARGET_PERSON] = { "person", FIELD_PERSON, true },
	[TARGET_MATTER] = { "matter", FIELD_MATTER, true },
};

size_t action_count(void)
{
	return ARRAY_LEN(actions);
}

const struct action *action_at(size_t i)
{
	assert(i < ARRAY_LEN(actions));
	return &actions[i];
}

const struct action *action_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(actions); i++) {
		if (str_is(name, actions[i].name)) {
			return &actions[i];
		}
	}
	return NULL;
}

static bool brings_field(const struct action *a)
{
	return a->target <= TARGET_MATTER;
}

static size_t table_fields(const struct action *a)
{
	size_t n = 0;
	while (a->first + n < ROWS && rows[a->first + n].name) {
		n++;
	}
	return n;
}

size_t action_fields(const struct action *a)
{
	return table_fields(a) + (brings_field(a) ? 1 : 0);
}

const struct field *action_field(const struct action *a, size_t i)
{
	if (brings_field(a)) {
		if (i == 0) {
			return &target_field[a->target];
		}
		i--;
	}
	assert(i < table_fields(a));
	return &rows[a->first + i];
}

const char *field_type_name(enum field_type t)
{
	static const char *const name[] = {
		[FIELD_TEXT] = "TEXT", [FIELD_CODE] = "CODE", [FIELD_NAME] = "NAME",
		[FIELD_INT] = "INT", [FIELD_BOOL] = "BOOL",
		[FIELD_AT] = "AT", [FIELD_DAY] = "DAY",
		[FIELD_UNIT] = "UNIT", [FIELD_PERSON] = "PERSON",
		[FIELD_DOSSIER] = "DOSSIER", [FIELD_MATTER] = "MATTER",
		[FIELD_SUBJECT] = "SUBJECT",
		[FIELD_LIMIT] = "LIMIT", [FIELD_HASH] = "HASH",
		[FIELD_ONCE] = "ONCE",
		[FIELD_FILE] = "FILE",
		[FIELD_PAPERS] = "PAPERS", [FIELD_LIST] = "LIST",
		[FIELD_UNITS] = "UNITS", [FIELD_PERSONS] = "PERSONS",
		[FIELD_NAMES] = "NAMES",
		[FIELD_DOSSIERS] = "DOSSIERS", [FIELD_CHILDREN] = "CHILDREN",
	};
	return name[t];
}

const char *right_name(enum right r)
{
	static const char *const name[] = {
		[RIGHT_NONE] = "NONE", [RIGHT_SYSTEM] = "SYSTEM", [RIGHT_ADMIN] = "ADMIN",
		[RIGHT_PORTAL] = "PORTAL",
		[RIGHT_CITIZEN] = "CITIZEN",
		[RIGHT_CLERK] = "CLERK", [RIGHT_HOLDER] = "HOLDER",
		[RIGHT_TAKER] = "TAKER", [RIGHT_HEAD] = "HEAD",
		[RIGHT_HOLDER_OR_HEAD] = "HOLDER_OR_HEAD", [RIGHT_SIGNER] = "SIGNER",
		[RIGHT_AGENCY_HEAD] = "AGENCY_HEAD", [RIGHT_APOLOGY] = "APOLOGY",
		[RIGHT_ONESTOP] = "ONESTOP",
		[RIGHT_ONESTOP_HEAD] = "ONESTOP_HEAD",
		[RIGHT_RECORDS] = "RECORDS", [RIGHT_FILER] = "FILER", [RIGHT_ASKED] = "ASKED",
		[RIGHT_RULING] = "RULING",
		[RIGHT_SELF_OR_HEAD] = "SELF_OR_HEAD", [RIGHT_ANY] = "ANY",
		[RIGHT_UNIT_HEAD] = "UNIT_HEAD", [RIGHT_MATTER] = "MATTER",
		[RIGHT_OWING] = "OWING", [RIGHT_ARBITER] = "ARBITER",
		[RIGHT_SUPERIOR] = "SUPERIOR",
		[RIGHT_HEARING] = "HEARING",
	};
	return name[r];
}

const char *target_name(enum target t)
{
	static const char *const name[] = {
		[TARGET_DOSSIER] = "DOSSIER", [TARGET_UNIT] = "UNIT",
		[TARGET_PERSON] = "PERSON", [TARGET_NEW] = "NEW",
		[TARGET_NEW_UNIT] = "NEW_UNIT", [TARGET_NEW_PERSON] = "NEW_PERSON",
		[TARGET_MATTER] = "MATTER", [TARGET_NEW_MATTER] = "NEW_MATTER",
		[TARGET_BUNDLE] = "BUNDLE",
	};
	return name[t];
}
