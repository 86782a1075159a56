/* The papers of a dossier: what is wanted, what was brought, what can be seen. */
#ifndef DUNGHEN_WEB_VIEW_PAPERS_H
#define DUNGHEN_WEB_VIEW_PAPERS_H

#include "view_part.h"

struct paper_line_view {
	struct str id, name, detail;
	bool brought;
};

struct papers_view {
	struct str code;		/* of the dossier */
	struct { const struct paper_line_view *p; size_t n; } papers;
};

#endif
