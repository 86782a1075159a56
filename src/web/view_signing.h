/* The signer's list and the signer's page of one dossier. */
#ifndef DUNGHEN_WEB_VIEW_SIGNING_H
#define DUNGHEN_WEB_VIEW_SIGNING_H

#include "view_dossier.h"
#include "view_papers.h"
#include "view_work.h"

struct signing_page_view {
	struct top_view top;
	struct str code, owner, procedure, waits, wrong, hint;
	struct chip_view chip;
	struct str due;			/* what the citizen was promised */
	struct str decision, proposed;	/* empty: nothing is proposed */
	struct { const struct text_line_view *p; size_t n; } reasons;
	struct files_view drafts;	/* what is to be signed */
	struct papers_view papers;	/* without them */
	struct { const struct text_line_view *p; size_t n; } texts;
	struct { const struct str *p; size_t n; } block;	/* above the signature */
	struct str signer, about;
	struct { const struct str *p; size_t n; } scopes;	/* what is signed by decision */
	bool outside;			/* this one is not */
	struct { const struct action_view *p; size_t n; } acts;
};

#endif
