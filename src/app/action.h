/*
 * The table of actions (actions.def) and the check of a command's arguments.
 *
 * Checking is of form only: names, types, lengths, sane dates. Whether a unit
 * exists is asked by resolve.h; whether the act is lawful, by the core. Nothing
 * here looks at the store.
 */
#ifndef DUNGHEN_APP_ACTION_H
#define DUNGHEN_APP_ACTION_H

#include "core/decide.h"

enum field_type {
	FIELD_TEXT,
	FIELD_CODE,
	FIELD_NAME,
	FIELD_INT,
	FIELD_BOOL,
	FIELD_AT,
	FIELD_DAY,
	FIELD_UNIT,
	FIELD_PERSON,
	FIELD_DOSSIER,
	FIELD_MATTER,
	FIELD_SUBJECT,
	FIELD_LIMIT,
	FIELD_HASH,
	FIELD_ONCE,
	FIELD_FILE,
	FIELD_PAPERS,
	FIELD_LIST,
	FIELD_UNITS,
	FIELD_PERSONS,
	FIELD_NAMES,
	FIELD_DOSSIERS,
	FIELD_CHILDREN,
};

/* What a command acts on. The first four bring a field of their own name that
 * every such action has (`dossier`, `unit`, `person`), listed by action_field
 * before those of the table; the NEW ones get an id made for them. */
enum target {
	TARGET_DOSSIER,
	TARGET_UNIT,
	TARGET_PERSON,
	TARGET_MATTER,
	TARGET_NEW,
	TARGET_NEW_UNIT,
	TARGET_NEW_PERSON,
	TARGET_NEW_MATTER,
	TARGET_BUNDLE,
};

struct field {
	const char *name;
	enum field_type type;
	bool must;
};

struct action {
	const char *name;
	const char *core;		/* "submit": decide_submit */
	decide_fn *decide;
	enum right right;
	enum target target;
	const char *basis;
	size_t first;			/* its first row of fields */
};

enum { ACTION_FIELDS = 24 };		/* an action has fewer */

size_t action_count(void);
const struct action *action_at(size_t i);
const struct action *action_find(struct str name);	/* or NULL */
size_t action_fields(const struct action *a);		/* with the target's own */
const struct field *action_field(const struct action *a, size_t i);
const char *field_type_name(enum field_type t);		/* "TEXT", … */
const char *right_name(enum right r);			/* "CLERK", … */
const char *target_name(enum target t);

/* Instants and days of commands lie in these years; others are absurd. */
enum { YEAR_FIRST = 1945, YEAR_LAST = 2099 };

/*
 * Checks the arguments of an action. Errors, each with `name` (the field) and
 * mostly `value`: arg.unknown, arg.missing, arg.type (want), arg.empty,
 * arg.long (max), arg.code, arg.time, arg.far (first, last), arg.limit,
 * arg.hash, arg.range, arg.id_number, arg.many (max).
 */
bool action_check(const struct action *a, const struct json *args, struct err *e) MUST_USE;

/* An instant of a command, with the same errors. */
bool action_instant(const char *name, struct str value, int64_t *out,
		    struct err *e) MUST_USE;

/* The fields of a child of a bundle: those of receive_new, without `receiving`
 * and `submitter`, which the bundle gives. */
bool action_check_child(const struct json *child, size_t number, struct err *e) MUST_USE;

#endif
