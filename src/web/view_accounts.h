/* Accounts of staff, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_ACCOUNTS_H
#define DUNGHEN_WEB_VIEW_ACCOUNTS_H

#include "view_part.h"

struct account_row_view {
	struct str key, href, name, post, state, set;
	struct str factor;		/* what is said of the second one */
	bool has_factor;
	bool locked, bad;		/* bad: cannot sign in as it is */
	int64_t sessions;
};

struct accounts_view {
	struct top_view top;
	struct str query;
	struct { const struct account_row_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

struct account_session_view {
	struct str opened, seen, how;
};

struct account_page_view {
	struct top_view top;
	struct account_row_view row;
	struct str path, notice, wrong, hint;
	struct str given;		/* a password given just now: shown this once */
	struct { const struct account_session_view *p; size_t n; } sessions;
};

struct factor_unit_view {
	struct str key, name, from, to;	/* to: the last day; empty: without end */
	bool now;
};

struct factor_units_view {
	struct top_view top;
	struct str notice, wrong, hint, key;
	struct { const struct factor_unit_view *p; size_t n; } rows;
	struct field_view unit, from;
	struct empty_view empty;
};

#endif
