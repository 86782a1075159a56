/* Many dossiers at once: what will be done, and what was. */
#ifndef DUNGHEN_WEB_VIEW_BULK_H
#define DUNGHEN_WEB_VIEW_BULK_H

#include "view_part.h"

struct bulk_row_view {
	struct str code, href;
	struct str procedure, owner, step;
	struct str to;			/* where it goes; or, afterwards, empty */
	struct str wrong, hint;		/* why not; empty: it will be done, or was */
};

struct bulk_rows_view {
	struct { const struct bulk_row_view *p; size_t n; } rows;
};

struct bulk_view {
	struct top_view top;
	struct str title;
	struct link_view back;
	struct str action, again;	/* where its form goes: to be done, or looked at again */
	struct str verb, key;
	struct field_view outcome;	/* options: the ways there are; none: no choice */
	struct field_view to, note;	/* of a reassignment; no options: it is none */
	int64_t good, bad;
	struct str chosen;		/* so many are out of turn, in a sentence; or empty */
	struct bulk_rows_view will, wont;
	struct empty_view empty;	/* nothing was ticked */
};

struct bulk_done_view {
	struct top_view top;
	struct str title;
	struct link_view back;
	int64_t good, bad;
	struct bulk_rows_view done, refused;
};

#endif
