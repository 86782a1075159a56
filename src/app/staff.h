/*
 * What members of staff are called on pages: "Trần Thị Mai", opened from the vault
 * where add_person sealed it, and kept in memory by the handle.
 *
 * A staff name is no secret inside the house (rule 40: names by right inside, post
 * and unit outside), so that showing it is no reading of a citizen's file and
 * leaves no row in the access table. Public pages do not ask for it.
 */
#ifndef DUNGHEN_APP_STAFF_H
#define DUNGHEN_APP_STAFF_H

#include "app.h"

/* The name, or the staff key when none was given; empty for nobody (v 0) or an
 * unknown person. Valid as long as the handle. Errors: those of the store. */
bool staff_name(struct app *app, struct person_id person, struct str *out,
		struct err *e) MUST_USE;

#endif
