/* The leader's board, the screen on the wall, and the dossiers behind a figure. */
#ifndef DUNGHEN_WEB_VIEW_BOARD_H
#define DUNGHEN_WEB_VIEW_BOARD_H

#include "view_late.h"
#include "view_part.h"

/* A figure beside that of another period. */
struct change_view {
	struct str points;		/* 0,6; empty: there is nothing to compare with */
	bool better, worse;
};

struct age_view {			/* of what is overdue */
	struct str text, href;
	int64_t n, x;			/* x: thousandths of the largest */
};

struct holder_view {
	struct str name, href;
	int64_t n, old;			/* old: overdue by more than 30 working days */
};

struct cause_view {			/* of working time past the due of a step */
	struct str text, hours, share, href;
	int64_t n, x;			/* x: thousandths of all of it */
};

struct neck_view {			/* who holds most of that time, by what */
	struct str name, cause, hours, href;
	int64_t n;
};

struct board_unit_view {
	struct str name, href;
	int64_t dossiers, overdue, asleep;
	struct str official, lived, online;
	bool gap;			/* lived is below official */
	struct str points, about;	/* of the line of twelve weeks; empty: too few of them */
	bool better, worse;
};

struct board_view {
	struct top_view top;
	bool wall;			/* for a screen: nothing to press */
	struct str title, made, beside;
	struct field_view unit, of, with;
	bool units_to_choose;
	struct str file, csv, wall_href;
	struct str score, silence, flow, late_soon, whatif;	/* pages beside it */
	int64_t dossiers;
	/* on time */
	struct str official, lived;
	bool gap;			/* lived differs from official */
	struct link_view why, late, lived_late, lived_open;	/* on the wall without addresses */
	int64_t official_x, lived_x;	/* thousandths; lived_x < 0: not measured */
	struct change_view official_change, lived_change;
	/* online */
	struct str online;
	struct link_view self, helped;
	int64_t online_x;
	struct change_view online_change;
	/* now */
	int64_t overdue, asked, asleep;
	struct str overdue_href, asleep_href;
	struct { const struct age_view *p; size_t n; } ages;
	struct { const struct holder_view *p; size_t n; } holders;
	struct late_units_view lateness;	/* of the period, by unit */
	struct str stuck;		/* working time past the due of steps, in all; or empty */
	struct { const struct cause_view *p; size_t n; } causes;
	struct { const struct neck_view *p; size_t n; } necks;
	struct { const struct board_unit_view *p; size_t n; } units;
	struct empty_view empty;
};

struct board_line_view {
	struct str code, href, procedure, agency, holder, promised, due, last;
	bool late;			/* its due, or its first promise, is past */
};

struct board_list_view {
	struct top_view top;
	struct str title, hint, last;	/* last: what the last column says */
	struct link_view back;
	struct { const struct board_line_view *p; size_t n; } lines;
	struct pager_view pager;
	struct empty_view empty;
};

#endif
