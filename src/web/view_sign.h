/* Signing in; going on with a form that waited. */
#ifndef DUNGHEN_WEB_VIEW_SIGN_H
#define DUNGHEN_WEB_VIEW_SIGN_H

#include "view_part.h"

struct password_view {
	struct top_view top;
	bool one_time;			/* it must be changed before anything else */
	struct str wrong, hint;
	struct field_view old, fresh, again;
};

struct hidden_view {
	struct str name, value;
};

struct sign_in_view {
	struct top_view top;
	struct str wrong, hint;		/* why not; empty at first */
	struct str back;		/* where to go afterwards */
	struct str carry;		/* the form that waits, as it was sent; or empty */
	struct field_view key, password, pin;
	struct str demo;		/* address of the demo's people, or empty */
};

struct sign_code_view {
	struct top_view top;
	struct str wrong, hint;
	struct str back, carry;		/* as above */
	struct str proof;		/* of the password (app/proof.h) */
	struct field_view code;
};

struct sign_go_on_view {
	struct top_view top;
	struct str action;		/* where the waiting form goes */
	struct str leave;		/* a page to go to without it */
	struct { const struct hidden_view *p; size_t n; } fields;
};

#endif
