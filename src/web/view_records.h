/* The records clerk's page of one result. */
#ifndef DUNGHEN_WEB_VIEW_RECORDS_H
#define DUNGHEN_WEB_VIEW_RECORDS_H

#include "view_papers.h"

struct records_page_view {
	struct top_view top;
	struct str code, owner, procedure, signed_by;
	struct chip_view chip;
	struct str due;
	struct papers_view papers;
	bool may_issue;			/* number and ready in one form */
	bool may_ready;			/* it is numbered: ready alone */
	struct str key, wrong, hint, none;
	int64_t max_bytes;
	struct field_view number, book;
	struct str today;
	bool sealed;
	struct { const struct option_view *p; size_t n; } results;	/* files put in before */
	struct { const struct link_view *p; size_t n; } books;	/* each with its next number */
};

#endif
