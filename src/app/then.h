/*
 * A dossier as it was at a moment: by what had been entered till then, and nothing of what
 * came after. It opens no sealed text; who may read the dossier may see it.
 */
#ifndef DUNGHEN_APP_THEN_H
#define DUNGHEN_APP_THEN_H

#include "ribbon.h"

struct then_event {
	int64_t seq, at;
	enum entry_kind kind;
	struct person_id actor;		/* v 0: the system, the citizen */
};

struct then_view {
	struct dossier_id id;
	struct str code, procedure, step;
	enum dossier_state state;
	int64_t at;			/* asked for; not after now */
	int64_t due, first_due;
	struct seat_label holder;
	struct ribbon ribbon;
	struct then_event *event;
	size_t events;
};

/* Errors: dossier.unknown, also when it did not exist yet; right.reader. */
bool app_then(struct app *app, struct arena *a, const struct asking *ask, struct person_id who,
	      struct str code, int64_t at, struct then_view *out, struct err *e) MUST_USE;

#endif
