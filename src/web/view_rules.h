/* Rule sets, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_RULES_H
#define DUNGHEN_WEB_VIEW_RULES_H

#include "view_part.h"

struct rule_set_view {
	struct str id, base, from, to, href;
	int64_t dossiers;		/* open, that froze it */
	bool now, draft, shown;
};

struct rule_view {
	struct str name, value, source;
	struct str old;			/* of the other set, where two are compared */
	bool differs;
};

struct rule_use_view {
	struct str name, code, href;
	int64_t dossiers;
};

struct rules_view {
	struct top_view top;
	struct link_views crumbs;
	struct str path, draft;		/* draft: in words, it is of law not applied; or empty */
	struct { const struct rule_set_view *p; size_t n; } sets;
	struct str shown, old_shown;	/* ids; old_shown empty: nothing is compared */
	struct field_view old, now;
	bool several, same;
	struct { const struct rule_view *p; size_t n; } rules;
	struct { const struct rule_use_view *p; size_t n; } uses;
	struct empty_view empty;
};

#endif
