/* One's own account: sessions, PIN, seat; and who else has a session at this desk. */
#ifndef DUNGHEN_WEB_VIEW_OWN_H
#define DUNGHEN_WEB_VIEW_OWN_H

#include "view_part.h"

struct session_row_view {
	struct str no, opened, seen, how;
	bool current, parked;
};

struct own_view {
	struct top_view top;
	struct str name, done;		/* done: what was just done; empty: nothing */
	struct { const struct session_row_view *p; size_t n; } sessions;
	struct form_view close;
	struct { const struct option_view *p; size_t n; } seats;
	struct form_view seat;
	struct form_view pin_form;
	struct field_view pin, password;
	bool has_pin, asks_password;
	struct str factor;		/* what is said of the second factor */
};

struct factor_view {
	struct top_view top;
	bool only;			/* nothing else may be done before it */
	bool set, needed, offered;
	int64_t side;			/* of the picture, in modules */
	struct str path;		/* its dark modules; empty: there is no picture */
	struct str secret, since;
	int64_t codes_left;
	bool asks_password;
	struct form_view form;
	struct field_view code, password;
};

struct factor_codes_view {
	struct top_view top;
	struct { const struct str *p; size_t n; } codes;	/* for one time each, shown once */
};

struct switch_view {
	struct top_view top;
	struct str name;		/* who is at it now; empty: nobody */
	bool has_pin;			/* then the session can be parked */
	struct { const struct option_view *p; size_t n; } people;	/* parked here */
	struct form_view form;
	struct field_view pin;
};

#endif
