/*
 * The forms of what can be done with a dossier now (app/possible.h): made from the
 * table of actions, so that a new action needs a sentence here and no page.
 */
#ifndef DUNGHEN_WEB_ACTION_VIEW_H
#define DUNGHEN_WEB_ACTION_VIEW_H

#include "view_dossier.h"

#include "app/dossier_view.h"

/* What was refused just now, to be said at its form with the input kept. */
struct refused {
	struct str verb;		/* empty: nothing */
	struct err err;			/* ERR_NONE: not refused, to be changed once more */
};

/* Outcomes of hand_over become a button each. */
size_t action_views(const struct exchange *x, const struct dossier_view *d,
		    const struct refused *refused, const struct action_view **out);

#endif
