/*
 * What-if as JSON, the same from the command line and from the server. Numbers are whole
 * (RFC 8785): shares in hundredths of a per cent, dossiers of the mean run in hundredths.
 */
#ifndef DUNGHEN_APP_WHATIF_JSON_H
#define DUNGHEN_APP_WHATIF_JSON_H

#include "whatif.h"

#include "base/json.h"

/* `back` may be NULL: not asked for. */
struct json *whatif_json(const struct app *app, struct arena *a, const struct whatif_ask *ask,
			 const struct whatif_answer *w, const struct whatif_back *back);

#endif
