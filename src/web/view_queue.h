/* A list of work, and one of what was found. */
#ifndef DUNGHEN_WEB_VIEW_QUEUE_H
#define DUNGHEN_WEB_VIEW_QUEUE_H

#include "view_work.h"

struct queue_view {
	struct top_view top;
	struct str title, hint, notice;
	struct link_views tabs;
	struct task_list_view list;
};

struct found_row_view {
	struct str code, href, procedure, owner, state, where, due;
	bool late;
};

struct find_view {
	struct top_view top;
	struct str query, by;
	bool asked;
	bool cut;			/* there are others that were not looked at */
	struct pager_view pager;
	struct str next;		/* rows before the next page, asked for by POST */
	struct { const struct found_row_view *p; size_t n; } rows;
	struct empty_view empty;
};

#endif
