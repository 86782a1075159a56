/* Tracking: the question (code and digits), and the answer. */
#ifndef DUNGHEN_WEB_VIEW_TRACK_H
#define DUNGHEN_WEB_VIEW_TRACK_H

#include "view_late.h"
#include "words.h"

struct track_ask_view {
	struct top_view top;
	struct field_view code, digits;
	struct str wrong, hint;		/* why nothing is shown; empty at first */
};

struct track_event_view {
	struct str when, text, detail;
	bool bad;
};

struct track_events_view {		/* newest first */
	const struct track_event_view *p;
	size_t n;
};

struct track_wanted_view {		/* what is asked of the citizen */
	struct str text, until;
	struct str how;			/* what to do about it */
	struct { const struct str *p; size_t n; } papers;
};

struct track_page_view {
	struct top_view top;
	struct str code, procedure, owner, came;
	struct chip_view chip;
	struct ribbon_view ribbon;
	struct str limit, due_short;	/* 15 ngày làm việc; 25/11 */
	struct str due_long;		/* 17:00 thứ Tư 25/11/2026 */
	struct str sorry, again;	/* an apology and its new date; empty: none */
	struct str compensation;
	/* Where it is now. */
	struct str closed;		/* then nobody has it */
	struct str holder, since;	/* empty: nobody yet */
	bool citizen;			/* it is the reader's turn */
	bool outside;			/* no unit of the house */
	struct str step, step_due;	/* of a step with a limit */
	struct str contact;		/* the one name the public sees (rule 40) */
	bool over;			/* there is a result, or no more to come */
	struct str phone, receiving;	/* where word goes, where the result waits */
	struct str decision;
	bool may_collect;
	bool undone;			/* taken back: imported by mistake */
	struct str pickup;		/* the code to collect it by; empty: not for this reader */
	struct { const struct line_view *p; size_t n; } trace;
	struct { const struct track_wanted_view *p; size_t n; } wanted;
	struct track_events_view events;
	int64_t entries, first_entry, last_entry;
	struct str proof;		/* address of the download */
	struct str prove;		/* where citizens prove who they are */
	struct late_parts_view late;	/* by unit (rule 40) */
	struct link_views forms;	/* printed ones, masked */
};

#endif
