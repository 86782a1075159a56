/* The day book of a counter. */
#ifndef DUNGHEN_WEB_VIEW_FEES_H
#define DUNGHEN_WEB_VIEW_FEES_H

#include "view_part.h"

struct fee_row_view {
	struct str receipt;		/* address of it, to be printed */
	struct str number, time, code, clerk, amount;
	struct str state;		/* cancelled or refunded, and when; empty: it stands */
	bool may_undo;
	bool open;			/* its form was refused just now */
	struct field_view reason;
	struct str key;
};

struct fee_sum_view {			/* of one clerk */
	struct str clerk, amount;
	int64_t receipts, cancelled;
};

struct fees_view {
	struct top_view top;
	struct field_view day;
	struct field_view from, to;	/* of the register */
	struct str title, previous, next, total;
	struct str wrong, hint;
	struct { const struct fee_row_view *p; size_t n; } rows;
	struct { const struct fee_sum_view *p; size_t n; } sums;
	struct str day_text;		/* of the forms */
	struct empty_view empty;
};

#endif
