/* The counter's list of what is promised and has no result, by who holds it. */
#ifndef DUNGHEN_WEB_VIEW_PROMISED_H
#define DUNGHEN_WEB_VIEW_PROMISED_H

#include "view_work.h"

struct promised_row_view {
	struct str code, href, procedure, owner, step;
	struct str held;		/* who has it, since when */
	struct str due, urged, came;	/* empty: not urged, nobody came */
	bool late, silent;		/* past its promise; the urging unanswered in time */
	bool may_urge, may_note;	/* no urging is open; the promised day has come */
};

struct promised_group_view {
	struct str unit;
	struct { const struct promised_row_view *p; size_t n; } rows;
};

struct promised_view {
	struct top_view top;
	struct str title, hint, key;
	struct str notice, wrong, wrong_hint;	/* of what was done, or refused, just now */
	struct link_views tabs;
	struct { const struct promised_group_view *p; size_t n; } groups;
	struct pager_view pager;
	struct empty_view empty;
};

#endif
