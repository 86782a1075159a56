/* Whose lateness it is: of one dossier (part_late), and sums by unit (part_late_units). */
#ifndef DUNGHEN_WEB_VIEW_LATE_H
#define DUNGHEN_WEB_VIEW_LATE_H

#include "base/str.h"

#include <stdint.h>

struct late_part_view {
	struct str who, time, over;	/* over: its own time above the plan; or empty */
	int64_t x, width;		/* in the bar, thousandths */
	bool odd;			/* every other one is drawn in another colour */
};
struct late_parts_view {
	struct str whole;		/* empty: it is not late */
	struct str note;		/* how it was shared */
	struct { const struct late_part_view *p; size_t n; } parts;
};

struct late_unit_view {
	struct str name, caused, own, received;
	int64_t dossiers;
};
struct late_units_view {
	struct str period, whole;	/* whole: of each column; empty: nothing was late */
	struct str csv, xlsx;		/* addresses of the table as a file */
	struct { const struct late_unit_view *p; size_t n; } units;
};

#endif
