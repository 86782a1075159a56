/* Units that end: what is touched, passing it on, the list for the minutes. */
#ifndef DUNGHEN_WEB_PAGE_REFORM_H
#define DUNGHEN_WEB_PAGE_REFORM_H

#include "handler.h"

#include "base/sheet.h"

handler_fn reform_show, reform_start, reform_minutes, reform_csv, reform_xlsx;

/* The minutes that the address asks for (its first two parameters, `on`, `done`); *found false:
 * nothing passes between these. Errors: those of the day and the store. */
bool reform_print(struct exchange *x, struct sheet *sheet, bool *found, struct err *e) MUST_USE;

#endif
