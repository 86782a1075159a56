/*
 * The forms of the page of what-if: what can be chosen, and the change that was.
 */
#ifndef DUNGHEN_WEB_WHATIF_FORM_H
#define DUNGHEN_WEB_WHATIF_FORM_H

#include "page_board.h"
#include "view_whatif.h"

/* The change asked for, as whatif_parse reads it; empty: none. */
struct str whatif_change_asked(const struct exchange *x);
/* Fills the fields; what was chosen stays chosen. */
void whatif_fields(const struct exchange *x, const struct board_asked *q, struct whatif_view *v);

#endif
