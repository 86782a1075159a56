/* What the files that make JSON of views share. */
#ifndef DUNGHEN_APP_VIEW_INT_H
#define DUNGHEN_APP_VIEW_INT_H

#include "view.h"

/* null for INSTANT_NONE. */
void view_at(struct arena *a, struct json *o, const char *name, int64_t at);
/* By keys of unit and person, not only ids: for people. */
const struct json *view_party(struct app *app, struct arena *a, const struct party *p);
/* The key of a unit; empty: none. */
void view_unit(struct app *app, struct arena *a, struct json *o, const char *name,
	       struct unit_id id);

/* "rounds", "contests", "escalations", "apologies" of a dossier, into `o`. */
void view_duties(struct app *app, struct arena *a, struct json *o, const struct dossier *d,
		 int64_t now);

#endif
