/* Work in hand: rows of tasks, and the officer's page of them. */
#ifndef DUNGHEN_WEB_VIEW_WORK_H
#define DUNGHEN_WEB_VIEW_WORK_H

#include "view_matter.h"

struct task_view {
	struct str code, href, procedure, step, owner, from, how;
	struct chip_view chip;
	struct str due;			/* the citizen's */
	bool untaken, waits;		/* nobody's yet; with somebody outside */
};

struct task_table_view {
	struct { const struct task_view *p; size_t n; } rows;
	bool ticks;			/* rows can be ticked, in a form of the page's own */
};

/* What can be done with the ticked rows of a list. */
struct bulk_button_view {
	struct str verb, text, key;
};

/* part_task_list: rows of work, what can be done with the ticked ones, the next page. */
struct task_list_view {
	struct str token, bulk;		/* of their form: where they go */
	struct { const struct bulk_button_view *p; size_t n; } buttons;
	struct task_table_view table;
	struct pager_view pager;
	struct empty_view empty;
};

struct work_view {
	struct top_view top;
	struct str key;			/* of the form that takes the next */
	int64_t held, average, due_today, to_sign, late;
	struct str late_by;
	bool measured;
	struct str rate;		/* 97,8% */
	int64_t rate_x;			/* thousandths */
	int64_t ended;			/* the rate's denominator */
	bool has_next;
	struct str next_code, next_hint;
	bool quicker;			/* somebody else took what was to be the next */
	struct owed_list_view owed;	/* what is no dossier, due first */
	bool more_owed;
	struct link_views notes;	/* what waits on other pages */
	struct link_views tabs;
	struct task_list_view list;
};

#endif
