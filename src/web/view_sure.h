/* "Are you sure?" before what does harm. */
#ifndef DUNGHEN_WEB_VIEW_SURE_H
#define DUNGHEN_WEB_VIEW_SURE_H

#include "view_part.h"

struct sure_line_view {
	struct str label, value;
};

struct sure_hidden_view {
	struct str name, value;
};

struct sure_view {
	struct top_view top;
	struct str title;
	struct str about;		/* the dossier's code, or whom it is for */
	struct str what;		/* will happen, in a sentence */
	struct str to;			/* who has it then, or empty */
	struct str action, key;
	bool typed;			/* there is a form to come back to and change */
	struct str back;		/* leads away, or empty */
	struct { const struct sure_line_view *p; size_t n; } lines;	/* what was typed */
	struct { const struct sure_hidden_view *p; size_t n; } hidden;
};

#endif
