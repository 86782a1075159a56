/* Inspections: which there are, who is sent, a new one. */
#ifndef DUNGHEN_WEB_VIEW_INSPECTION_H
#define DUNGHEN_WEB_VIEW_INSPECTION_H

#include "view_part.h"

struct inspection_row_view {
	struct str decision, unit, unit_key, from, until, who, board;
	struct chip_view chip;
	bool mine;			/* in force, and whoever looks is sent */
	bool open;			/* may be concluded by whoever looks */
};

struct inspections_view {
	struct top_view top;
	struct str key, notice, wrong, wrong_hint;
	struct { const struct inspection_row_view *p; size_t n; } rows;
	struct empty_view empty;
	bool decides;			/* an administrator */
	struct field_view unit, decision, until, inspectors;
};

#endif
