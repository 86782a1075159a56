/* One apology to be signed. */
#ifndef DUNGHEN_WEB_VIEW_APOLOGY_H
#define DUNGHEN_WEB_VIEW_APOLOGY_H

#include "view_part.h"

enum letter_kind { LETTER_TITLE, LETTER_FACT, LETTER_STRONG, LETTER_TEXT };

struct letter_line_view {
	enum letter_kind kind;
	struct str label, text;
};

struct share_line_view {		/* a unit, how long it was over its plan */
	struct str unit, time;
};

struct apology_page_view {
	struct top_view top;
	struct str code, owner, procedure;
	struct str held, due;		/* who has it; what was promised */
	struct str by;			/* by whom and when it is to be signed; empty: no draft */
	bool late;			/* … which has gone by */
	struct { const struct share_line_view *p; size_t n; } shares;
	struct str path;		/* of the forms */
	struct form_view form;
	struct field_view days, cause, reason;
	struct str new_due;		/* empty: it would be refused, for: */
	struct str wrong, hint;
	struct str issuer, place_date, motto, motto_below;
	struct { const struct letter_line_view *p; size_t n; } letter;
	struct { const struct str *p; size_t n; } block;	/* above the signature */
	struct str signer;
};

#endif
