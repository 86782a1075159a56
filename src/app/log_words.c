/* Which column of an event log is what. */
#include "log_words.h"

#include "base/vi.h"

/* Heads that are known by themselves, folded. */
static const char *const usual[LOG_ROLES] = {
	[LOG_ROLE_CASE] = "case|case id|caseid|case concept name|trace|trace id|ma ho so|so ho so|"
			  "ma bien nhan|ma vu viec",
	[LOG_ROLE_ACTIVITY] = "activity|concept name|activity name|task|event|event name|hoat dong|"
			      "cong viec|buoc|buoc xu ly|ten buoc",
	[LOG_ROLE_TIME] = "time|timestamp|time timestamp|complete timestamp|completion time|"
			  "datetime|thoi diem|thoi gian|ngay gio",
	[LOG_ROLE_RESOURCE] = "resource|org resource|user|nguoi xu ly|can bo|ma can bo|"
			      "nguoi thuc hien",
};
static const char *const usual_life[LOG_LIVES] = {
	[LOG_LIFE_TRANSITION] = "lifecycle|life cycle",
	[LOG_LIFE_INSTANCE] = "activity instance|activity instance id",
};

const char *log_role_name(enum log_role role)
{
	static const char *const name[LOG_ROLES] = { "case", "activity", "time", "resource" };

	return name[role];
}

size_t log_column_named(struct arena *scratch, const struct csv *heads, struct str name)
{
	struct str folded = vi_fold(scratch, name);

	/* Two heads may differ in case only: as it is written goes first. */
	for (size_t i = 0; i < heads->n; i++) {
		if (str_eq(heads->field[i], name)) {
			return i;
		}
	}
	for (size_t i = 0; i < heads->n; i++) {
		if (str_eq(vi_fold(scratch, heads->field[i]), folded)) {
			return i;
		}
	}
	return CSV_FIELDS;
}

/* The first head that is one of these. */
static size_t known(struct arena *scratch, const struct csv *heads, const char *words)
{
	for (size_t i = 0; i < heads->n; i++) {
		if (str_among(words, vi_fold(scratch, heads->field[i]))) {
			return i;
		}
	}
	return CSV_FIELDS;
}

size_t log_column(struct arena *scratch, const struct csv *heads, enum log_role role,
		  struct str told)
{
	return told.n > 0 ? log_column_named(scratch, heads, told)
			  : known(scratch, heads, usual[role]);
}

size_t log_column_life(struct arena *scratch, const struct csv *heads, enum log_life life)
{
	static const char *const standard[LOG_LIVES] = { "lifecycle:transition",
							 "concept:instance" };
	size_t i = log_column_named(scratch, heads, str_of(standard[life]));

	return i < CSV_FIELDS ? i : known(scratch, heads, usual_life[life]);
}
