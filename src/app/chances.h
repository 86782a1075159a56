/*
 * How likely open dossiers are to be late (core/forecast.h), learnt of what had its result in
 * the last CHANCES_DAYS. For the house alone: no citizen is shown a number.
 *
 * A shelf keeps what was learnt for all workers of a server; whoever finds it older than an
 * hour learns anew, while the others go on with what there is.
 */
#ifndef DUNGHEN_APP_CHANCES_H
#define DUNGHEN_APP_CHANCES_H

#include "app.h"

#include "core/forecast.h"

enum { CHANCES_DAYS = 90, CHANCES_FRESH_S = 3600, CHANCE_LIKELY = 50 /* per cent */ };

/* Of all that had its first result from … until; settled. */
bool chances_learn(struct app *app, struct arena *a, int64_t from, int64_t until,
		   struct forecast **out, struct err *e) MUST_USE;

struct chances;				/* the shelf */
struct chances *chances_open(struct arena *a);
void chances_close(struct chances *c);
/* Per cent that there is no result by the date in force; below 0: it cannot be said. */
bool chances_of(struct chances *c, struct app *app, struct dossier_id id, int64_t now,
		int *out, struct err *e) MUST_USE;

#endif
