/* The ledger of silence. */
#ifndef DUNGHEN_WEB_VIEW_SILENCE_H
#define DUNGHEN_WEB_VIEW_SILENCE_H

#include "view_part.h"

struct silence_row_view {
	struct str unit, post;
	int64_t asked, in_time, late, silent, excused;
	struct { const struct str *p; size_t n; } replies;	/* that one may see (rule 34) */
};

struct silence_view {
	struct top_view top;
	struct str title, csv, xlsx;
	struct link_views periods;
	struct link_view back;
	struct { const struct silence_row_view *p; size_t n; } rows;
	struct empty_view empty;
};

#endif
