/* Figures for everybody: the cards of the home page, and the agencies side by side. */
#ifndef DUNGHEN_WEB_VIEW_FIGURES_H
#define DUNGHEN_WEB_VIEW_FIGURES_H

#include "view_late.h"
#include "view_part.h"

/* part_figures */
struct figures_view {
	struct str title, made, data;	/* data: address of the table as a file */
	struct str official, lived;	/* shares; not measured: said so */
	struct str half, nine;
	int64_t overdue;
	struct str where;		/* address of the agencies; empty: one is there */
};

struct agency_view {
	struct str name;
	int64_t overdue, solved;
	struct str official, lived;
};

struct figures_page_view {
	struct top_view top;
	struct figures_view figures;
	struct link_views trees;	/* units as they were, as they are */
	struct { const struct agency_view *p; size_t n; } agencies;
	struct empty_view empty;
	struct late_units_view late;
};

#endif
