/* Where the time goes in the ledger. */
#ifndef DUNGHEN_WEB_VIEW_FLOW_H
#define DUNGHEN_WEB_VIEW_FLOW_H

#include "view_part.h"

#include "app/draw.h"

struct flow_picture_view {
	struct str name, title, about;
	struct drawn picture;
	bool wide;
};

struct flow_neck_view {
	struct str activity, holder, href, stay, usual, lost, share;
	int64_t n, cases;
};

struct flow_cause_view {
	struct str from, to, href, wait;
	struct str batching, priority, contention, off, other;
	int64_t n;
};

struct flow_loop_view {
	struct str length, away;
	int64_t n, cases;
};

struct flow_view {
	struct top_view top;
	struct str title, about;
	struct link_view back;
	struct link_views periods, views;
	struct field_view unit, field, procedure, by;
	struct { const struct field_view *p; size_t n; } kept;	/* of the form, unseen */
	struct link_views filters;	/* that hold; each without itself */
	bool few;			/* too few to be told */
	int64_t least;
	int64_t dossiers, all;
	struct str dossiers_href, waited, lost, median;
	struct { const struct flow_picture_view *p; size_t n; } pictures;
	struct { const struct flow_neck_view *p; size_t n; } necks;
	struct { const struct flow_cause_view *p; size_t n; } causes;
	bool people;			/* the view of who hands to whom */
	struct { const struct flow_loop_view *p; size_t n; } loops;
};

struct flow_line_view {
	struct str code, href, procedure, agency, stood, came;
};

struct flow_list_view {
	struct top_view top;
	struct str title, about;
	struct link_view back;
	struct { const struct flow_line_view *p; size_t n; } lines;
	struct empty_view empty;
};

#endif
