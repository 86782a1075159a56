/*
 * What the page of a refused or failed request shows. The sentences come from
 * the catalog by the HTTP status (error.404 …) or from the refusal itself.
 */
#ifndef DUNGHEN_WEB_VIEW_ERROR_H
#define DUNGHEN_WEB_VIEW_ERROR_H

#include "base/str.h"

struct error_view {
	int status;
	struct str message;		/* what happened, a sentence */
	struct str hint;		/* what to do next, or empty */
	struct str request;		/* to be named when reporting, or empty */
};

#endif
