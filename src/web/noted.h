/*
 * Pages that open the vault: the opening is on record before the page is sent, so that
 * the citizen's access log tells every one (rule 42) and what is signed was read (47).
 */
#ifndef DUNGHEN_WEB_NOTED_H
#define DUNGHEN_WEB_NOTED_H

#include "handler.h"

#include "app/read.h"

/* Writes the row, then runs `render` with x->state as it is now; what could not be
 * written is the reply instead. */
void exchange_noted(struct exchange *x, const struct access_note *note, handler_fn *render);

#endif
