/* A list of what was passed up. */
#ifndef DUNGHEN_WEB_VIEW_ESCALATIONS_H
#define DUNGHEN_WEB_VIEW_ESCALATIONS_H

#include "view_part.h"

struct list_line_view {
	struct str code, href, procedure, holder, due, late;
};

struct list_duty_view {			/* who has to act, or did */
	struct str who, state, text;
	bool late;
};

struct escalations_view {
	struct top_view top;
	struct str title, href, key, notice, wrong, wrong_hint;
	struct { const struct list_line_view *p; size_t n; } lines;
	struct { const struct list_duty_view *p; size_t n; } duties;
	bool mine;			/* to be acted on by whoever looks */
	struct field_view how, text;
};

#endif
