/* What if. */
#ifndef DUNGHEN_WEB_VIEW_WHATIF_H
#define DUNGHEN_WEB_VIEW_WHATIF_H

#include "view_part.h"

struct whatif_line_view {
	struct str text;
};

struct whatif_band_view {
	struct str time, was, would;
	int64_t was_x, would_x;		/* thousandths of the widest */
};

struct whatif_view {
	struct top_view top;
	struct str title, unit_key;
	struct link_view back;
	bool units_to_choose;
	struct field_view unit;
	bool posts;			/* there are posts to choose from */
	struct field_view post, n, procedure, limit, days, skip;

	struct str wrong, hint;
	bool pending;
	struct str standing;		/* how far it is */
	struct str says;		/* the answer in one sentence; empty: none yet */
	struct { const struct whatif_line_view *p; size_t n; } lines;
	struct { const struct whatif_band_view *p; size_t n; } bands;
	struct str check, tested;	/* what the replay is worth; empty: not known */
};

#endif
