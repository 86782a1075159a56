/* Parts of the officer's page of a dossier, in words. */
#ifndef DUNGHEN_WEB_DOSSIER_PARTS_H
#define DUNGHEN_WEB_DOSSIER_PARTS_H

#include "view_dossier.h"

#include "app/dossier_view.h"

/* Newest first, each with what was typed with it. */
void put_events(const struct exchange *x, const struct dossier_view *d,
		struct dossier_page_view *v);
void put_facts(const struct exchange *x, const struct dossier_view *d,
	       struct dossier_page_view *v);
/* Opinions: who was asked what, until when, and what came. */
void put_returns(const struct exchange *x, const struct dossier_view *d,
		 struct dossier_page_view *v);
void put_contests(const struct exchange *x, const struct dossier_view *d,
		  struct dossier_page_view *v);
void put_opinions(const struct exchange *x, const struct dossier_view *d,
		  struct dossier_page_view *v);

#endif
