/* Contests of competence, and how they came out. */
#ifndef DUNGHEN_WEB_VIEW_CONTESTS_H
#define DUNGHEN_WEB_VIEW_CONTESTS_H

#include "view_part.h"

struct contest_line_view {
	struct str code, href, procedure, by, sender, reason, at;
	struct str state;		/* "waits for …", "upheld by …" */
	struct str time;		/* what the sender answers for, or empty */
	bool open, late;
};

struct contest_count_view {
	struct str unit;
	int64_t contested, won, lost, open, sent, sent_wrong;
};

struct contests_view {
	struct top_view top;
	struct str title, hint, note;	/* note: there are older ones, or empty */
	struct link_views tabs, shows;
	struct { const struct contest_line_view *p; size_t n; } lines;
	struct { const struct contest_count_view *p; size_t n; } counts;
	struct empty_view empty;
};

#endif
