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
	struct str activity, holder, href, usual_href, stay, usual, lost, share;
	int64_t n, cases;
};

struct flow_stand_view {		/* a place where dossiers stand now */
	struct str activity, holder, href, beyond_href, stay, lost, longest;
	int64_t cases, beyond;
};

struct flow_stands_view {
	bool shown, few;
	int64_t least;
	struct str of;			/* a sentence */
	struct str href, beyond_href;
	int64_t cases, beyond;		/* of all places */
	struct str stay, lost;
	struct { const struct flow_stand_view *p; size_t n; } rows;
};

struct flow_share_view {
	struct str name, text, href;
};

struct flow_cause_view {
	struct str from, to, href, wait;
	struct { const struct flow_share_view *p; size_t n; } parts;	/* of the wait, by cause */
	int64_t n;
};

struct flow_loop_view {
	struct str length, away, href;
	int64_t n, cases;
};

struct flow_apart_view {		/* an activity where dossiers and model differ */
	struct str activity, extra_href, missing_href;
	int64_t extra, missing;
};

struct flow_model_view {
	struct field_view noise, open;
	bool few;
	struct str wrong, hint;		/* no model could be found */
	struct str of, fits, finished, more;	/* sentences */
	struct str fitness;
	int64_t fitting, unfit, unmeasured, least;
	struct str fitting_href, unfit_href, unmeasured_href, bpmn_href;
	struct drawn picture;
	struct { const struct flow_apart_view *p; size_t n; } aparts;
};

struct flow_count_view {		/* dossiers; without an address nobody is told which */
	struct str name, href;
	int64_t n, times;
};
struct flow_counts { const struct flow_count_view *p; size_t n; };

struct flow_beside_view {		/* a procedure, a step or a unit beside the steps */
	struct str name, href, fitness;
	struct flow_count_view measured, conforming;
	struct flow_counts kinds;
};

struct flow_version_view {		/* of one version, step by step */
	struct str name;
	struct { const struct flow_beside_view *p; size_t n; } steps;
};

struct flow_steps_view {
	bool few;
	int64_t least;
	struct str fitness, loops_of;
	struct flow_count_view measured, conforming, deviating, loops;
	struct flow_counts unmeasured;	/* by why */
	struct flow_counts kinds;	/* all of them */
	struct { const struct flow_beside_view *p; size_t n; } procedures, units;
	struct { const struct flow_version_view *p; size_t n; } versions;
};

struct flow_more_view {			/* filters besides; open: one of them holds */
	bool open;
	struct field_view from, later, to, least, most, ways;
};

struct flow_between_view {		/* from one step to another */
	struct str title, href, median, mean, nine, longest;
	int64_t cases, reached;
};

struct flow_side_view {			/* of two: a unit and its days */
	struct str which, name, few;	/* few: the sentence that it is; else empty */
};

struct flow_pair_view {			/* of both sides: a figure, an activity, a passage */
	struct str name, to;		/* to: of a passage */
	struct { const struct flow_share_view *p; size_t n; } cells;
};
struct flow_pairs { const struct flow_pair_view *p; size_t n; };

struct flow_sides_view {
	struct field_view unit, of;	/* of the second side */
	struct { const struct flow_side_view *p; size_t n; } sides;
	bool any, told;			/* one is not few; neither is: they are compared */
	struct str differ, activities_of, passages_of;	/* sentences */
	struct drawn picture;
	struct flow_pairs figures, activities, passages;
};

struct flow_view {
	struct top_view top;
	struct str title, about;
	struct link_view back;
	struct link_views periods, views;
	struct field_view unit, field, procedure, by;
	struct { const struct field_view *p; size_t n; } kept;	/* of the form, unseen */
	struct flow_more_view more;
	bool is_between;
	struct flow_between_view between;
	struct link_views filters;	/* that hold; each without itself */
	bool few;			/* too few to be told */
	int64_t least;
	int64_t dossiers, all;
	struct str dossiers_href, all_href, waited, lost, median;
	struct flow_stands_view stands;
	struct link_views causes_of;	/* heads of the causes' parts */
	struct { const struct flow_picture_view *p; size_t n; } pictures;
	struct { const struct flow_neck_view *p; size_t n; } necks;
	struct { const struct flow_cause_view *p; size_t n; } causes;
	bool is_model, is_steps, is_beside;	/* views with parts of their own */
	struct flow_sides_view beside;
	struct flow_model_view model;
	struct flow_steps_view steps;
	bool people;			/* the view of who hands to whom */
	struct { const struct flow_loop_view *p; size_t n; } loops;
};

struct flow_line_view {
	struct str code, href, procedure, agency, stood, came;
};

struct flow_departing_view {
	struct str code, href, procedure, agency, how;
	struct str fitness;
};

struct flow_departing_list_view {
	struct top_view top;
	struct str title, of, about, how;	/* how: the head of the last column */
	struct link_view back;
	struct { const struct flow_departing_view *p; size_t n; } lines;
	struct pager_view pager;
	struct empty_view empty;
};

struct flow_list_view {
	struct top_view top;
	struct str title, of, about;
	struct link_view back;
	struct { const struct flow_line_view *p; size_t n; } lines;
	struct pager_view pager;
	struct empty_view empty;
};

#endif
