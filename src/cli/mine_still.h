/*
 * Tables of a report that are counted anew when something is pressed (mine_click.h), as they
 * are before: of all cases, the most of each, without JavaScript and on paper too.
 */
#ifndef DUNGHEN_CLI_MINE_STILL_H
#define DUNGHEN_CLI_MINE_STILL_H

#include "mine_found.h"

/* Ways are empty until a script fills them: the report has that table beside its picture. */
enum mine_still { STILL_ACTIVITIES, STILL_PASSAGES, STILL_WAYS, STILL_CASES };

/* <details> with its table. */
void mine_still_part(struct buf *b, struct mine_words w, const struct mine_found *f,
		     enum mine_still which);

#endif
