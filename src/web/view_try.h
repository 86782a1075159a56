/* A version of a procedure tried on a made-up dossier, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_TRY_H
#define DUNGHEN_WEB_VIEW_TRY_H

#include "view_version.h"
#include "words.h"

struct try_row_view {
	struct str name, who, from, planned, left, note;
	struct str way;			/* as it went on; or empty */
	struct link_views ways;		/* as it might have gone on */
	bool waits;
};

struct try_beside_view {
	struct str name, old, now;
	bool differs;
};

struct try_view {
	struct top_view top;
	struct link_views crumbs;
	struct str path, code, name, draft;
	struct field_view version, with, at, unit;
	struct str way;			/* kept by the form */
	struct str wrong, hint;
	bool ran;
	struct str title, due, first_due, stuck, stuck_hint, end;
	struct str straight;		/* the usual way again; or empty */
	struct ribbon_view ribbon;
	struct facts_view facts;
	struct { const struct try_row_view *p; size_t n; } rows;
	struct { const struct line_view *p; size_t n; } trace;
	bool compared;
	struct str old_title, old_due, same;
	struct { const struct try_beside_view *p; size_t n; } beside;
};

#endif
