/*
 * Wrong pickup codes are counted before it is known that they are wrong, so that many at
 * once are no way around the limit (app/pickup.h). Whoever hands in `deliver` for somebody
 * begins here and settles when the answer is there.
 */
#ifndef DUNGHEN_WEB_PICKUP_TRIES_H
#define DUNGHEN_WEB_PICKUP_TRIES_H

#include "handler.h"

/* May the code among the arguments be tried? Without one there is nothing to count.
 * Errors: deliver.tries (about `pickup`): no more today, a signature is taken. */
bool pickup_tries_begin(struct exchange *x, const struct json *args, struct err *e) MUST_USE;
/* Takes the count back unless the answer to these arguments was that the code is wrong. */
void pickup_tries_settle(struct exchange *x, const struct json *args);

#endif
