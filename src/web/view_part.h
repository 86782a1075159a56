/*
 * The parts that pages share (pages/part_*.html), as values. A page's view holds
 * `struct top_view top` and the others it wants; `{% include "part_head.html" with
 * v.top %}` puts one in. Texts are ready to be shown, in the reader's language;
 * empty means: leave it out.
 */
#ifndef DUNGHEN_WEB_VIEW_PART_H
#define DUNGHEN_WEB_VIEW_PART_H

#include "base/str.h"

struct link_view {
	struct str text, href;
	int64_t count;			/* beside it, if not 0 */
	bool current;			/* the page one is on */
};

/* part_tabs: pages that stand beside one another. */
struct link_views {
	const struct link_view *p;
	size_t n;
};

/* part_head: all before <main id="main">. part_foot: all behind it. */
struct top_view {
	struct str title;		/* of the window */
	struct str owner;		/* whose page it is (session_owner); empty: anybody's */
	struct str home;		/* where the brand leads */
	struct str unit;		/* the office at work, or the province */
	struct { const struct link_view *p; size_t n; } nav;
	bool many;			/* more sections than stand beside the office's name */
	struct str other_lang;		/* this page in the other language */
	struct str person;		/* signed in; empty: a citizen */
	bool search;			/* in all one may see: not where the page has its own */
	struct { const struct link_view *p; size_t n; } own;	/* in the person's menu */
	struct str sign_out;		/* where that form goes */
	struct str token;		/* of all forms on the page */
	struct str demo_clock;		/* demo stores only: the time there */
	struct str demo_jump;		/* where the form for the next morning goes; or empty */
	struct str demo_back;		/* … and where it comes back to */
	struct str kept_until;		/* the head of the ledger this page was made from */
};

/* part_chip: how late, in a word and a colour. */
enum chip_kind { CHIP_NONE, CHIP_OK, CHIP_NEAR, CHIP_LATE, CHIP_OUT };

struct chip_view {
	enum chip_kind kind;
	bool large;
	struct str text;
};

/* part_ribbon. Geometry in thousandths of the width, as app/ribbon.h. */
enum seg_kind { SEG_HOLD, SEG_DESK, SEG_BACK, SEG_WAIT, SEG_LEFT };

struct seg_view {
	enum seg_kind kind;
	bool now;
	int64_t x, width;
	struct str who, text;		/* two short lines, cut at the segment's end */
	struct str title;		/* all of it, for the pointer */
	struct str line;		/* for the list on a phone */
};

enum { LANE_HEIGHT = 25 };

struct lane_view {
	int64_t x, width;
	int64_t over_x, over_width;	/* the part past its due; width 0: none */
	int64_t y;			/* its lane × LANE_HEIGHT */
	struct str text;
};

struct ribbon_view {
	struct { const struct seg_view *p; size_t n; } segs;
	struct { const struct lane_view *p; size_t n; } lanes;
	int64_t lanes_height;
	int64_t due_x;			/* -1: no mark */
	bool due_left;			/* its text stands to the left of the mark */
	bool overdue;
	struct str due;			/* "Hẹn trả 25/11, 17:00" */
};

/* part_pager */
struct pager_view {
	struct str first, previous, next;	/* addresses; empty: there is none */
	int64_t from, to, all;		/* rows shown, of all; all 0: unknown */
};

/* part_form_wrong: one of several forms of a page, and what was wrong about it as a whole. */
struct form_view {
	struct str key;			/* sent once more, it acts once */
	struct str wrong, hint;
};

/* part_field: one line of typing; part_area: several; part_select: one of some;
 * part_pick: one of a few, all in sight. */
struct option_view {
	struct str value, text;
	bool chosen;
};

struct field_view {
	struct str name, label, value, hint, error;
	struct str form;		/* before the name in ids, where a page has several forms */
	struct str type;		/* of the input; empty: text */
	struct str autocomplete, inputmode, placeholder, pattern;
	int64_t max;			/* characters; 0: no limit here */
	bool required, focus;
	struct { const struct option_view *p; size_t n; } options;
};

/* part_empty: a list without rows says so, and what one could do. */
struct empty_view {
	struct str text;
	struct link_view link;
};

#endif
