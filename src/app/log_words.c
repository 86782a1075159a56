/* Which column of an event log is what. */
#include "log_words.h"

#include "base/vi.h"

/* Heads that are known by themselves, folded. */
static const char *const usual[LOG_ROLES] = {
	[LOG_ROLE_CASE] = "case|case id|caseid|case concept name|trace|trace id|ma ho so|so ho so|"
			  "ma bien nhan|ma vu viec|ma so ho so|so bien nhan|ma so bien nhan|"
			  "ticket|ticket id|ticket number|so phieu|ma phieu",
	[LOG_ROLE_ACTIVITY] = "activity|concept name|activity name|task|event|event name|hoat dong|"
			      "cong viec|buoc|buoc xu ly|ten buoc|ten cong viec|ten hoat dong",
	[LOG_ROLE_TIME] = "time|timestamp|time timestamp|complete timestamp|completion time|"
			  "datetime|thoi diem|thoi gian|ngay gio|event time|end time|"
			  "end timestamp|date time|thoi gian ket thuc|thoi diem ket thuc",
	[LOG_ROLE_RESOURCE] = "resource|org resource|user|nguoi xu ly|can bo|ma can bo|"
			      "nguoi thuc hien",
};
/* Where there is none of these. */
static const char *const last[LOG_ROLES] = {
	[LOG_ROLE_CASE] = "", [LOG_ROLE_ACTIVITY] = "trang thai|status|state",
	[LOG_ROLE_TIME] = "", [LOG_ROLE_RESOURCE] = "",
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
	if (told.n > 0) {
		return log_column_named(scratch, heads, told);
	}
	size_t i = known(scratch, heads, usual[role]);

	return i < CSV_FIELDS || last[role][0] == '\0' ? i : known(scratch, heads, last[role]);
}

size_t log_column_life(struct arena *scratch, const struct csv *heads, enum log_life life)
{
	static const char *const standard[LOG_LIVES] = { "lifecycle:transition",
							 "concept:instance" };
	size_t i = log_column_named(scratch, heads, str_of(standard[life]));

	return i < CSV_FIELDS ? i : known(scratch, heads, usual_life[life]);
}
