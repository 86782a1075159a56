/*
 * The ledger's own log in words: what its activities and holders are called, for texts and
 * pictures. Programs are told the names of the log, which other exports have too.
 *
 * Dossiers are told by the number that an export gives them (mine_export.h): a report is handed
 * on, and who reads it need not be able to look a dossier up.
 */
#ifndef DUNGHEN_APP_MINE_SAID_H
#define DUNGHEN_APP_MINE_SAID_H

#include "app.h"

#include "core/mine_log.h"

#include "base/text.h"

struct mine_said {
	const struct str *activity, *holder;	/* by number */
};

/* In `a`. Holders are posts or units, by their keys, or who is outside. */
void mine_said(struct arena *a, const struct app *app, enum text_lang lang,
	       const struct mine_log *l, struct mine_said *out);

#endif
