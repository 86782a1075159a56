/* What is likely to be late soon. */
#ifndef DUNGHEN_WEB_VIEW_LATE_SOON_H
#define DUNGHEN_WEB_VIEW_LATE_SOON_H

#include "view_part.h"

struct late_soon_row_view {
	struct str code, href, procedure, step, holder, due, left;
	bool known;
	int64_t x;			/* the chance, in thousandths */
	struct str chance;		/* "85 %" */
	bool likely;
};

struct late_soon_view {
	struct top_view top;
	struct str title, about, more;	/* more: there are others; or empty */
	struct link_view back;		/* empty: it has tabs */
	struct link_views tabs;
	struct { const struct late_soon_row_view *p; size_t n; } rows;
	struct str csv, xlsx;
	struct empty_view empty;
};

#endif
