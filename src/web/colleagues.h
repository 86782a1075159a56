/* The people of a unit to choose from, each with the load in hand and whether away. */
#ifndef DUNGHEN_WEB_COLLEAGUES_H
#define DUNGHEN_WEB_COLLEAGUES_H

#include "handler.h"
#include "view_part.h"

#include "app/unit_view.h"

/* Options of `f`, by staff key; chosen is f->value, or the first. Least in hand first,
 * those away last. */
void colleagues_put(const struct exchange *x, const struct unit_people *people,
		    struct field_view *f);
/* The same, asked of the store. */
bool colleagues_ask(const struct exchange *x, struct unit_id unit, struct field_view *f,
		    struct err *e) MUST_USE;

#endif
