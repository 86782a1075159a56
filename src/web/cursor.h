/*
 * Cursors of the JSON API: where a page of a list ended, as a word that says nothing to
 * whoever gets it and is good for the same question only.
 */
#ifndef DUNGHEN_WEB_CURSOR_H
#define DUNGHEN_WEB_CURSOR_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

enum { CURSOR_MOST = 512 };		/* characters of one */

/* `question` is the address and its filter, as text; `after` what app's list goes on from.
 * Empty for an empty one: the end. */
struct str cursor_write(struct arena *a, struct str question, struct str after);
/* False: it is none, or of another question. */
bool cursor_read(struct arena *a, struct str question, struct str cursor,
		 struct str *after) MUST_USE;

#endif
