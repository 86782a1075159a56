/* Paper handed over by lists: choosing, printing, ticking (rule 21). */
#ifndef DUNGHEN_WEB_VIEW_BATCH_H
#define DUNGHEN_WEB_VIEW_BATCH_H

#include "view_part.h"

struct batch_line_view {
	struct str code, href, procedure, owner, state;
	struct str from, list, list_href;	/* where it comes from, by which list */
	struct str wrong;		/* why it could not be ticked */
	bool bad, ticked;		/* missing; chosen in the form */
};

/* At the counter: what goes to one unit, with a form of its own. */
struct batch_group_view {
	struct str unit, unit_key;
	struct form_view form;
	struct { const struct batch_line_view *p; size_t n; } lines;
};

struct batch_choose_view {
	struct top_view top;
	struct { const struct batch_group_view *p; size_t n; } groups;
	struct { const struct link_view *p; size_t n; } sent;
	bool more;
	struct empty_view empty;
};

/* At the receiver: what is on its way. */
struct batches_view {
	struct top_view top;
	struct form_view form;
	struct str done;
	struct { const struct batch_line_view *p; size_t n; } lines;
	struct empty_view empty;
};

/* One list, to be printed and signed by both. */
struct batch_view {
	struct top_view top;
	struct str title, from, to, when, by;
	int64_t count;
	struct { const struct batch_line_view *p; size_t n; } lines;
};

#endif
