/* Scorecards of units. */
#ifndef DUNGHEN_WEB_VIEW_SCORE_H
#define DUNGHEN_WEB_VIEW_SCORE_H

#include "view_part.h"

struct score_row_view {
	struct str unit, half, nine, beside, late, over;
	int64_t steps, given, taken, asked, asked_late;
	bool slow;			/* needed more than others for the same */
};

struct score_view {
	struct top_view top;
	struct str title, csv, xlsx;
	struct link_views periods;
	struct link_view back;
	struct { const struct score_row_view *p; size_t n; } rows;
	int64_t few;			/* units with too little work to be told apart */
	struct empty_view empty;
};

#endif
