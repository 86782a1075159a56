/* One's own second factor: set up, its codes for one time, its end. */
#ifndef DUNGHEN_WEB_PAGE_FACTOR_H
#define DUNGHEN_WEB_PAGE_FACTOR_H

#include "handler.h"

handler_fn factor_show, factor_take, factor_drop;

/* Only somebody with the password changes what opens the door; demo people have none,
 * and whoever must set up a second factor gave it a moment ago. */
bool factor_asks_password(const struct exchange *x);
/* The password of the form is right, where one is asked for. Errors: those of
 * account_prove. */
bool factor_proved(struct exchange *x, struct err *e) MUST_USE;

#endif
