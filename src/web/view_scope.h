/* Who of a unit signs what. */
#ifndef DUNGHEN_WEB_VIEW_SCOPE_H
#define DUNGHEN_WEB_VIEW_SCOPE_H

#include "view_part.h"

struct scope_row_view {
	struct str who, post, unit, what, from, to;
	bool now;
	/* what ends it: keys of the person and the unit, the post and its beginning */
	struct str person, unit_key, post_code, at;
};

struct scopes_view {
	struct top_view top;
	struct str notice, wrong, wrong_hint, key;
	struct link_views tabs;
	struct { const struct scope_row_view *p; size_t n; } rows;
	bool may_decide;
	struct field_view seat, from, to, codes;
	struct field_view fields;	/* ticks */
	bool all;
	struct empty_view empty;
};

#endif
