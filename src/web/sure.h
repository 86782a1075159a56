/*
 * What ends, undoes or accuses is asked about once more before it is done: a page that
 * says what will happen and repeats what was typed. It needs no script: the form comes
 * again with `sure`, or with `again` to be changed.
 */
#ifndef DUNGHEN_WEB_SURE_H
#define DUNGHEN_WEB_SURE_H

#include "handler.h"
#include "view_part.h"

#include "app/action.h"

bool sure_harms(const char *action);

enum sure_end {
	SURE_GO_ON,		/* it does no harm, or they are sure: act */
	SURE_ASKED,		/* the page that asks is the reply */
	SURE_AGAIN,		/* show the form again with its input kept */
	SURE_REFUSED,		/* it would be refused: *e */
};

/* `args` are those of the action on the dossier x->param[0]; `back` leads away. */
enum sure_end sure_ask(struct exchange *x, const struct action *action,
		       const struct json *args, struct str back, struct err *e);

#endif
