/* Absences, or delegations, of a unit. */
#ifndef DUNGHEN_WEB_VIEW_AWAY_H
#define DUNGHEN_WEB_VIEW_AWAY_H

#include "view_part.h"

struct away_row_view {
	struct str who, post, other, from, to;
	bool now, may_end;
	/* what ends it: keys of the person, who acts, unit and post, and its beginning */
	struct str person, other_key, unit_key, post_code, at;
};

struct away_view {
	struct top_view top;
	struct str title, hint, notice, wrong, wrong_hint, key;
	struct str path;		/* of the page; its forms go below it */
	bool delegation;
	struct link_views tabs;
	struct { const struct away_row_view *p; size_t n; } rows;
	bool may_add;
	struct str add;			/* the verb of the form, and its fields in order */
	struct field_view person, other, from, to;
	struct str seat, unit_key, post_code;	/* of a delegation: the own post */
	struct empty_view empty;
};

#endif
