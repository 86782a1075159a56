/* Opinions owed and asked. */
#ifndef DUNGHEN_WEB_VIEW_OPINIONS_H
#define DUNGHEN_WEB_VIEW_OPINIONS_H

#include "view_part.h"

struct opinion_row_view {
	struct str code, href, what;	/* what: the procedure, or that it is a paper */
	struct str who, note;		/* who waits for it, or owes it */
	struct str asked, due, reminder;
	struct chip_view chip;
	struct str answer;		/* where the form to answer is; empty: not for the reader */
};

struct opinions_view {
	struct top_view top;
	struct str title, about, who;	/* who: head of that column */
	struct link_views tabs;
	struct { const struct opinion_row_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

#endif
