/* Webhooks, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_HOOKS_H
#define DUNGHEN_WEB_VIEW_HOOKS_H

#include "view_part.h"

struct hook_row_view {
	struct str number, url, kinds, units, state, last, made;
	int64_t waiting, delivered, lost;
	bool failing;
	struct str test, remove;	/* addresses of their forms */
	struct str test_aloud, remove_aloud;	/* what the buttons are called aloud */
};

struct hooks_view {
	struct top_view top;
	struct str notice, wrong, hint;
	struct str made, given;		/* what was made just now, and its secret */
	struct str closed;		/* nothing goes out of this server: since when it will */
	struct field_view url, units, kinds;	/* of a new one */
	bool choosing;			/* the kinds are shown */
	struct { const struct hook_row_view *p; size_t n; } rows;
	struct empty_view empty;
};

#endif
