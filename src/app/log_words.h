/*
 * Which column of a text with a row for each event is what: told by its name, or known by
 * heads that are usual in Vietnamese offices and in tools for event logs.
 */
#ifndef DUNGHEN_APP_LOG_WORDS_H
#define DUNGHEN_APP_LOG_WORDS_H

#include "core/csv.h"

enum log_role { LOG_ROLE_CASE, LOG_ROLE_ACTIVITY, LOG_ROLE_TIME, LOG_ROLE_RESOURCE, LOG_ROLES };

/* Of the life cycle of an event; as XES calls it, or a usual head; never told. */
enum log_life { LOG_LIFE_TRANSITION, LOG_LIFE_INSTANCE, LOG_LIVES };

/* As options and errors name it: "case", "activity", … */
const char *log_role_name(enum log_role role);
/* The column, or CSV_FIELDS when there is none; `told` may be empty: then it is guessed. */
size_t log_column(struct arena *scratch, const struct csv *heads, enum log_role role,
		  struct str told);
size_t log_column_life(struct arena *scratch, const struct csv *heads, enum log_life life);
/* The column of that head, however it is written; or CSV_FIELDS. */
size_t log_column_named(struct arena *scratch, const struct csv *heads, struct str name);

#endif
