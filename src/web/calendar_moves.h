/* A dry run of a calendar over the open dossiers, as pages show it. */
#ifndef DUNGHEN_WEB_CALENDAR_MOVES_H
#define DUNGHEN_WEB_CALENDAR_MOVES_H

#include "handler.h"
#include "view_version.h"

#include "core/law.h"

/* The calendar in force, or that of a law that is not applied yet (`law` not NULL). */
bool calendar_moves(struct exchange *x, const struct law *law, struct str calendar,
		    struct moves_view *out, struct err *e) MUST_USE;

#endif
