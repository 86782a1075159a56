/*
 * The form by which somebody asks one or many at once about a registered matter (rule 31):
 * units, members by name, how many opinions are needed, by when.
 */
#ifndef DUNGHEN_WEB_MATTER_ASK_H
#define DUNGHEN_WEB_MATTER_ASK_H

#include "handler.h"
#include "view_matter.h"

#include "core/matter.h"

/* As it was sent, when it was refused; `wrong` or NULL. */
void matter_ask_form(const struct exchange *x, const struct matter *m, const struct err *wrong,
		     struct action_view *out);

#endif
