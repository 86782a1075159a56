/* The counter's lists of results that wait to be handed out. */
#ifndef DUNGHEN_WEB_VIEW_HANDOUTS_H
#define DUNGHEN_WEB_VIEW_HANDOUTS_H

#include "view_work.h"

struct handout_row_view {
	struct str code, href, procedure, owner;
	struct str since, days;		/* ready; how long that is */
	struct str told;		/* how and when the citizen heard of it; empty: not yet */
	struct str owed;		/* a fee that is due first; empty: none */
	bool too_long;			/* uncollected beyond the days of the rule set */
};

struct handouts_view {
	struct top_view top;
	struct str title, hint;
	struct link_views tabs;
	struct { const struct handout_row_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

#endif
