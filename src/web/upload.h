/*
 * A form with a file in it, taken while it comes (routes.def, UPLOAD and TAKE): its fields
 * gather, the file is sealed for the dossier of the address or kept in memory. The fields must come
 * before the file, the form's token among them: without it, or without the right,
 * nothing is written.
 *
 * What was wrong on the way is kept for the handler, which runs when all is in: a
 * browser shows no answer before it has sent everything.
 */
#ifndef DUNGHEN_WEB_UPLOAD_H
#define DUNGHEN_WEB_UPLOAD_H

#include "handler.h"

#include "app/attach.h"

struct incoming {
	bool failed;
	struct err err;			/* then */
	bool came;			/* a file is there: */
	struct uploaded file;		/* of UPLOAD */
	struct str bytes;		/* of TAKE */
	struct str name;		/* as the browser calls it, without a path; or empty */
};

/* Takes x->in->part. */
void upload_part(struct exchange *x);
/* All is in: the fields become x->form, the rest x->incoming. */
void upload_whole(struct exchange *x);
/* The command that was to enter the file has answered; NULL: there was none. */
void upload_settled(struct exchange *x, const struct answer *answer);
/* The page to go to now. A script that has sent the file goes there itself (201 with the
 * address): a redirect it would follow, and the page would be made twice. */
void upload_see(struct exchange *x, struct str where);
/* The connection ended before all was in, or all is done: nothing is left open. */
void upload_left(struct exchange *x);

#endif
