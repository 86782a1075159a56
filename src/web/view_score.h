/* Scorecards: the list, and one card. */
#ifndef DUNGHEN_WEB_VIEW_SCORE_H
#define DUNGHEN_WEB_VIEW_SCORE_H

#include "view_part.h"

struct score_row_view {
	struct str name, href, half, nine, beside, late, over, points;
	int64_t steps, given, taken, asked, asked_late, won, lost;
	bool slow;			/* needed more than others for the same */
};

struct score_view {
	struct top_view top;
	struct str title, csv, xlsx, head;
	struct link_views periods, kinds;
	struct link_view back;
	struct { const struct score_row_view *p; size_t n; } rows;
	int64_t few;			/* with too little work to be told apart */
	struct empty_view empty;
};

struct score_fact_view {
	struct str name, value, note;
	bool bad;
};

struct score_band_view {
	struct str up_to, share;
	int64_t n, x;			/* x: thousandths of the longest */
};

struct criterion_view {
	struct str name, points, most;
	bool measured;
};

struct score_card_view {
	struct top_view top;
	struct str title, about, beside;
	struct link_views periods;
	struct link_view back;
	struct { const struct score_fact_view *p; size_t n; } facts;
	struct { const struct score_fact_view *p; size_t n; } times;
	struct { const struct score_band_view *p; size_t n; } bands;
	struct { const struct criterion_view *p; size_t n; } criteria;
	struct str points, rank;	/* of the criteria */
	bool scored;
	struct link_views people;	/* whose cards one sees as their direct head */
	struct str none;		/* nothing is told: why */
};

#endif
