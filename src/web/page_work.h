/* "My work today", and taking the next. */
#ifndef DUNGHEN_WEB_PAGE_WORK_H
#define DUNGHEN_WEB_PAGE_WORK_H

#include "handler.h"

#include "app/task.h"

handler_fn work_show, take_next;

/* The rows of that page alone. `show` is its filter. */
bool work_rows(struct exchange *x, const struct asking *ask, struct str show,
	       struct str after, struct tasks *out, struct err *e) MUST_USE;

#endif
