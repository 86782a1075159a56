/* Procedures with their versions, and calendars, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_VERSION_H
#define DUNGHEN_WEB_VIEW_VERSION_H

#include "view_part.h"

/* ---- the list ---- */

struct law_row_view {
	struct str href, name, code, field, level, limit;
	int64_t version, versions;	/* in force; 0: none */
};

struct law_list_view {
	struct top_view top;
	struct str query;
	struct { const struct law_row_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

/* ---- one ---- */

struct version_row_view {
	int64_t number, papers, steps;
	struct str from, to, limit, href, against;	/* against: the one before */
	bool now, shown;		/* in force; the one the page shows */
};

struct version_step_view {
	int64_t number;
	struct str name, where, time;
	struct { const struct str *p; size_t n; } ways;
};

enum diff_kind { DIFF_CHANGED, DIFF_NEW, DIFF_GONE };

struct diff_row_view {
	enum diff_kind kind;
	struct str name, old, now;
};

struct diff_part_view {
	struct str title, same;		/* same: how many are, in words; or empty */
	struct { const struct diff_row_view *p; size_t n; } rows;
};

struct version_view {
	struct top_view top;
	struct link_views crumbs;
	struct str path;		/* of this page */
	struct str try;			/* of the trial run of the version shown */
	struct str code, name, field, level, shown, flow, public_page;
	struct str draft;		/* in words: it is of law that is not applied; or empty */
	struct { const struct version_row_view *p; size_t n; } versions;
	struct ribbon_view ribbon;
	struct { const struct version_step_view *p; size_t n; } steps;
	struct field_view old, now;	/* which two to compare */
	bool several, compared, same;
	struct str old_title, now_title;
	struct { const struct diff_part_view *p; size_t n; } parts;
};

/* ---- calendars ---- */

struct calendar_row_view {
	struct str id, from, years, sure;
	int64_t days;
	bool now;
};

struct hours_row_view {
	struct str id, name;
};

struct moved_row_view {
	struct str code, due, new_due;
};

/* part_moves: what would become of open dossiers. */
struct moves_view {
	bool tried;
	struct str would, looked, more;
	struct { const struct moved_row_view *p; size_t n; } moved;
	struct empty_view empty;
};

struct calendars_view {
	struct top_view top;
	struct { const struct calendar_row_view *p; size_t n; } rows;
	struct { const struct hours_row_view *p; size_t n; } hours;
	struct moves_view moves;
};

#endif
