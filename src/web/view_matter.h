/* Matters that are no dossiers: what somebody owes in them. */
#ifndef DUNGHEN_WEB_VIEW_MATTER_H
#define DUNGHEN_WEB_VIEW_MATTER_H

#include "view_dossier.h"

/* part_owed: rows of what is owed in matters. */
struct owed_view {
	struct str href, what, unit, due;
	struct chip_view chip;
};

struct owed_list_view {
	const struct owed_view *p;
	size_t n;
};

struct owed_page_view {
	struct top_view top;
	struct owed_list_view list;
	struct pager_view pager;
	struct empty_view empty;
};

struct matter_text_view {
	struct str name, value;
};

struct matter_texts_view {
	const struct matter_text_view *p;
	size_t n;
};

struct matter_owed_view {
	struct str what, holder, due;
	struct str round;		/* before the first of several asked at once; or empty */
	struct chip_view chip;
	struct matter_texts_view texts;
	bool mine;			/* to be answered by whoever looks */
	bool more;			/* … was, and may be added to */
	struct str number;
};

struct matter_view {
	struct top_view top;
	struct str title, href, key, notice, wrong, wrong_hint;
	struct matter_texts_view facts;
	struct { const struct matter_owed_view *p; size_t n; } oweds;
	struct empty_view empty;
	struct field_view answer, text, more;
	struct { const struct action_view *p; size_t n; } ask;	/* one, who may ask about it */
};

#endif
