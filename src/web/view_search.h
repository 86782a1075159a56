/* The ledger searched, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_SEARCH_H
#define DUNGHEN_WEB_VIEW_SEARCH_H

#include "view_dossier.h"

struct search_row_view {
	struct str time, who, what, detail, about, code, href;
	struct str about_href;
	int64_t seq;
	bool bad;
};

struct search_view {
	struct top_view top;
	struct { const struct input_view *p; size_t n; } inputs;
	struct str wrong, hint;		/* what is said beside no input */
	struct str csv;			/* address of the same as a file */
	struct str looked_to;		/* the stretch was over before the page was full */
	bool asked;
	struct { const struct search_row_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

#endif
