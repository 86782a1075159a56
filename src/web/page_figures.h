/* What the city owes its people, in figures: public, and of no person. */
#ifndef DUNGHEN_WEB_PAGE_FIGURES_H
#define DUNGHEN_WEB_PAGE_FIGURES_H

#include "handler.h"
#include "table_out.h"
#include "view_figures.h"

#include "app/figures.h"

handler_fn figures_show, figures_csv, figures_xlsx, figures_late_csv, figures_late_xlsx;

/* The cards of this month, for the home page too. False: there are none to be had. */
bool figures_cards(const struct exchange *x, struct figures_view *out);

/* As a file, of the agencies below `top` (v 0: all): the columns of the official form, then
 * as lived, then now. Also for the board. */
void figures_file(struct exchange *x, const struct figures *f, struct unit_id top,
		  enum table_kind kind);

#endif
