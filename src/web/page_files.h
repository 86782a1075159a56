/* Handlers of attached files (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_FILES_H
#define DUNGHEN_WEB_PAGE_FILES_H

#include "handler.h"

handler_fn files_add, file_show;

/* The one asked for (its number is the second part of the path) as this person reads it. */
void file_reply(struct exchange *x, struct person_id who);

/* The next bytes of one that is shown, into x->in->part; and its end (serve.c). */
handler_fn file_fill, file_left;

#endif
