/*
 * A pass: who has shown the digits of a dossier keeps it open in this browser for an
 * hour, so that the page can be read again, in the other language, and printed. A
 * cookie for the tracking pages, bound to the code, signed with a key of this process;
 * after a restart the digits are asked again.
 */
#ifndef DUNGHEN_WEB_PASS_H
#define DUNGHEN_WEB_PASS_H

#include "handler.h"

/* Sets the cookie on the reply. */
void pass_give(struct exchange *x, struct str code);
/* Does the request bring one that is valid now? */
bool pass_holds(const struct exchange *x, struct str code);

#endif
