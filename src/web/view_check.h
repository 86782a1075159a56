/* The page that says whether a proof holds. */
#ifndef DUNGHEN_WEB_VIEW_CHECK_H
#define DUNGHEN_WEB_VIEW_CHECK_H

#include "view_part.h"
#include "words.h"

struct proof_check_view {
	struct top_view top;
	struct field_view proof;
	struct str wrong, hint;
	bool good;
	struct { const struct line_view *p; size_t n; } lines;	/* what it proves */
};

#endif
