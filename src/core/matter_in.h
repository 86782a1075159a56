/*
 * Inside of a matter's fold: shared by matter.c and the matter_*.c families. Nobody
 * else includes this.
 */
#ifndef DUNGHEN_CORE_MATTER_IN_H
#define DUNGHEN_CORE_MATTER_IN_H

#include "matter.h"

struct matter_fold {
	const struct law *law;
	struct matter *m;
	const struct entry *en;
	struct err *e;
};

typedef bool matter_fn(struct matter_fold *f);

/* "This entry cannot stand here"; always false. */
bool matter_bad(struct matter_fold *f, const char *why);
/* The first entry of one: unit, rule_set, calendar, profile of the body. */
bool matter_begin(struct matter_fold *f, enum matter_kind kind) MUST_USE;
/* `holder` of the body owes it until `due`. */
bool matter_owe(struct matter_fold *f, enum owed_kind kind, int64_t due,
		struct owed **out) MUST_USE;
void matter_end(struct matter_fold *f, struct owed *o, enum ended why);
/* The one that `n` of the body names, of that kind; n counts from 1. */
bool matter_named(struct matter_fold *f, enum owed_kind kind, struct owed **out) MUST_USE;

/* When a signal's ruling can be appealed no longer: time closes it. INSTANT_NONE: it can. */
int64_t signal_closes(const struct signal *s);

/* Families. */
matter_fn matter_registered, matter_asked, matter_answered, matter_supplemented,
	matter_reminded, matter_silent, matter_closed,
	matter_moved, matter_lapsed, matter_list_opened, matter_list_added, matter_list_up,
	matter_list_acted, signal_opened, signal_replied, signal_unanswered, signal_ruled,
	signal_up, signal_lapsed, signal_appealed, signal_withdrawn;

#endif
