/* Papers and files in words, for the page of a dossier (pages/part_papers.html). */
#ifndef DUNGHEN_WEB_PAPERS_VIEW_H
#define DUNGHEN_WEB_PAPERS_VIEW_H

#include "action_view.h"
#include "view_papers.h"
#include "words.h"

#include "app/dossier_view.h"

/* One paper: what was brought, or what is wanted; without its files. */
struct paper_line_view paper_line(const struct exchange *x, const struct paper_view *p);
struct files_view paper_files(const struct exchange *x, const struct dossier_view *d,
			      const struct paper_view *p);
/* Files as the citizen sees them, with addresses below `at`: put in as this; of papers
 * those of one paper, or (empty) of none that the procedure asks for. */
struct files_view citizen_files(const struct exchange *x, const struct dossier_view *d,
				struct str at, enum attached_as as, struct str paper);
struct papers_view papers_view(const struct exchange *x, const struct dossier_view *d);
/* The form that puts a file in, if that is possible now. `back` is where one comes after
 * it, empty: the dossier. `refused` may be NULL. */
struct upload_view upload_view(const struct exchange *x, const struct dossier_view *d,
			       struct str back, const struct refused *refused);

#endif
