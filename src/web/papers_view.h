/* Papers in words, for the page of a dossier (pages/part_papers.html). */
#ifndef DUNGHEN_WEB_PAPERS_VIEW_H
#define DUNGHEN_WEB_PAPERS_VIEW_H

#include "view_papers.h"
#include "words.h"

#include "app/dossier_view.h"

struct papers_view papers_view(const struct exchange *x, const struct dossier_view *d);

#endif
