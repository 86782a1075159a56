/*
 * Counting the province: both rates over all dossiers of the store.
 */
#ifndef DUNGHEN_APP_COUNT_H
#define DUNGHEN_APP_COUNT_H

#include "app.h"

#include "core/rates.h"

/* All dossiers, or those of one competent agency (key or id); as seen now. */
bool app_rates(struct app *app, struct str agency, struct period p, struct rates *out,
	       struct err *e) MUST_USE;

#endif
