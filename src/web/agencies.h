/* Agencies that may decide what is received for them (rule 19), by name. */
#ifndef DUNGHEN_WEB_AGENCIES_H
#define DUNGHEN_WEB_AGENCIES_H

#include "handler.h"
#include "view_part.h"

#include "core/law.h"

/* Names to type one of: those the version fits, or all when it is NULL, but the agency
 * of whoever asks. */
struct option_views {
	const struct option_view *p;
	size_t n;
};
struct option_views agencies_for(const struct exchange *x, const struct procedure_version *v);

/* The key of the one among them that the words mean: a key, a name, or a part of one
 * name alone, accents or none. Empty: none or several. */
struct str agency_meant(const struct exchange *x, const struct procedure_version *v,
			struct str words);

#endif
