/* A dossier as it was at a moment. */
#ifndef DUNGHEN_WEB_VIEW_THEN_H
#define DUNGHEN_WEB_VIEW_THEN_H

#include "view_dossier.h"

struct then_event_view {
	struct str when, what, who;
};

struct then_page_view {
	struct top_view top;
	struct str code, href, title, wrong, wrong_hint;
	struct field_view at;
	bool there;
	struct facts_view facts;
	struct ribbon_view ribbon;
	struct { const struct then_event_view *p; size_t n; } events;
};

#endif
