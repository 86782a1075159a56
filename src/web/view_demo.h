/* The people of a demo, by role and by unit; the way to its next working morning. */
#ifndef DUNGHEN_WEB_VIEW_DEMO_H
#define DUNGHEN_WEB_VIEW_DEMO_H

#include "view_part.h"

struct demo_person_view {
	struct str key, name, post;
};

struct demo_unit_view {
	struct str name;
	int64_t held;			/* open obligations */
	struct { const struct demo_person_view *p; size_t n; } people;
};

struct demo_cast_view {
	struct str role, shows;		/* sentences */
	struct str key, name, unit;
	int64_t held;
};

struct demo_people_view {
	struct top_view top;
	struct field_view agency;	/* a choice */
	struct { const struct demo_cast_view *p; size_t n; } cast;
	struct { const struct demo_unit_view *p; size_t n; } units;
};

struct demo_jump_view {
	struct top_view top;
	struct str to;			/* the morning */
	int64_t done;			/* of the way, in thousandths */
	struct str next;		/* this page again */
};

#endif
