/* What looking ahead at a reorganisation and looking back at it share. */
#ifndef DUNGHEN_APP_REFORM_INT_H
#define DUNGHEN_APP_REFORM_INT_H

#include "reform.h"

bool reform_unit_ended(const struct app *app, struct unit_id id, struct day d);
/* The agency that was, or itself. */
struct unit_id reform_agency_of(const struct app *app, struct day on, struct unit_id id);
/* All agencies that have ended by r->on, with who goes on with what; then r->unit has room for
 * every one there is. One more, which is not among them. */
void reform_put_units(const struct app *app, struct arena *a, struct reform *r);
struct reform_unit *reform_put_unit(const struct app *app, struct arena *a, struct reform *r,
				    const struct unit *u);
/* Counts a dossier, which goes into r->dossier; *room is how many fit there. */
void reform_put_dossier(struct arena *a, struct reform *r, size_t *room,
			const struct reform_dossier *v);
/* Leaves out those that ended before and have nothing any more. */
void reform_drop_settled(const struct app *app, struct reform *r);

#endif
