/*
 * The page of a refused or failed request: 403, 404, 413, 500 and the like, a
 * refusal of the law, an expired sign-in (its link leads to the sign-in).
 */
#ifndef DUNGHEN_WEB_VIEW_ERROR_H
#define DUNGHEN_WEB_VIEW_ERROR_H

#include "view_part.h"

struct error_view {
	struct top_view top;
	int status;
	struct str message;		/* what happened, a sentence */
	struct str hint;		/* what to do next, or empty */
	struct str request;		/* to be named when reporting, or empty */
	struct link_view link;		/* where to go on, or empty */
};

#endif
