/*
 * The citizen's door (app/proved.h): who has shown the digits of a dossier proves by a code
 * who they are, and keeps that in a cookie of the tracking pages, beside the pass and apart
 * from any session of staff. In a browser that the office uses it does not open: the clerk
 * would be the citizen.
 */
#ifndef DUNGHEN_WEB_PROVED_H
#define DUNGHEN_WEB_PROVED_H

#include "handler.h"

#include "app/proved.h"

struct proved {
	struct proof_place place;
	struct str at;			/* "/track/CODE/proved" */
	struct str token;		/* of the session, as acts bring it */
	struct str form;		/* token of its forms */
	int64_t until;			/* it ends by itself */
};
/* True: it is them, and a form that comes is of their own page. False: the reply is
 * there (the page that asks, or the way to the digits). */
bool proved_admit(struct exchange *x, struct proved *out);

/* Can a code go out this way? In a demonstration it is shown instead. */
bool proved_can_send(const struct exchange *x, enum contact_way way);

handler_fn proved_enter, proved_send, proved_leave;

#endif
