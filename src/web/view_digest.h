/* A letter each working day. */
#ifndef DUNGHEN_WEB_VIEW_DIGEST_H
#define DUNGHEN_WEB_VIEW_DIGEST_H

#include "view_part.h"

struct digest_view {
	struct top_view top;
	struct str done;
	bool on;
	struct form_view form;
	struct field_view address;
	struct str text;		/* what the letter would say; empty: nothing */
};

#endif
