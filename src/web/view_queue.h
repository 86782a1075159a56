/* A list of work, and one of what was found. */
#ifndef DUNGHEN_WEB_VIEW_QUEUE_H
#define DUNGHEN_WEB_VIEW_QUEUE_H

#include "view_work.h"

/* What can be done with the ticked rows of a list. */
struct bulk_button_view {
	struct str verb, text, key;
};

struct queue_view {
	struct top_view top;
	struct str title, hint, notice;
	struct str bulk;		/* where ticked rows go; empty: there are none */
	struct { const struct bulk_button_view *p; size_t n; } buttons;
	struct { const struct link_view *p; size_t n; } tabs;
	struct task_table_view table;
	struct pager_view pager;
	struct empty_view empty;
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
