/* What is wrong with a form stands beside the field it is about, where there is one. */
#ifndef DUNGHEN_WEB_FIELD_H
#define DUNGHEN_WEB_FIELD_H

#include "handler.h"
#include "view_part.h"

/* Is the error about this field: by its argument `name`, or by its key ("deliver.how" is
 * about "how")? Then it says so, and takes the focus. */
bool field_blame(const struct exchange *x, struct field_view *f, const struct err *e);

#endif
