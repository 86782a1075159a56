/* The head's page of a unit: people and their load, work, reassigning. */
#ifndef DUNGHEN_WEB_VIEW_UNIT_H
#define DUNGHEN_WEB_VIEW_UNIT_H

#include "view_work.h"

struct member_view {
	struct str name, post;
	int64_t held, untaken, late;
	int64_t late_x, rest_x;		/* thousandths of the longest bar: late, the rest */
	bool away;
};

struct unit_task_view {
	struct task_view t;
	struct str holder, since;	/* who has it; of nobody's: the post it waits with */
};

struct unit_page_view {
	struct top_view top;
	struct str title, hint, came;	/* came: citizens for nothing; empty: none */
	struct str late;		/* of this month: caused and received; or empty */
	struct link_views tabs;
	struct { const struct member_view *p; size_t n; } members;
	struct str bulk;
	struct field_view to, note;
	struct { const struct unit_task_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

#endif
