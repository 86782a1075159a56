/* Several dossiers of one submission. */
#ifndef DUNGHEN_WEB_VIEW_BUNDLE_H
#define DUNGHEN_WEB_VIEW_BUNDLE_H

#include "view_counter.h"

struct bundle_row_view {
	struct str prefix, title;
	struct field_view find, code, count;
	struct party_view owner;
	struct str due, seen;		/* the date of each, and what goes with the form */
	struct str fee;
	struct str refused, hint;	/* by the law: it will not be received */
	bool chosen, whole;
	struct str whole_wrong;
};

struct bundle_view {
	struct top_view top;
	struct str key, wrong, hint, notice;
	struct party_view submitter;
	struct { const struct bundle_row_view *p; size_t n; } rows;
	struct str rows_n;
	bool room;			/* more rows may be added */
	int64_t children;
};

struct bundle_child_view {
	struct str code, procedure, owner, competent, due;
};

struct bundle_done_view {
	struct top_view top;
	struct str title, when, submitter;
	int64_t good, bad;		/* how many */
	struct { const struct bundle_child_view *p; size_t n; } children;
	struct facts_view refused;
};

#endif
