/* Certified copies and extracts, while the citizen waits. */
#ifndef DUNGHEN_WEB_VIEW_COPIES_H
#define DUNGHEN_WEB_VIEW_COPIES_H

#include "view_part.h"

struct copy_row_view {
	struct str number, book, time, code, what, owner, amount, fee, href;
};

struct copies_view {
	struct top_view top;
	struct field_view procedure, owner, id_number, subject, pages, copies, book;
	struct str fee;			/* of what is typed */
	struct form_view form;
	struct str done;		/* what was done last; empty: nothing yet */
	struct str done_slip;		/* its slip, should somebody ask for one */
	int64_t count;			/* today */
	struct { const struct copy_row_view *p; size_t n; } rows;
	struct empty_view empty;
};

/* The fee alone, for the page to put in. */
struct copies_fee_view {
	struct str fee;
};

#endif
