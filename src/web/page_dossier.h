/* One dossier, and what can be done with it. */
#ifndef DUNGHEN_WEB_PAGE_DOSSIER_H
#define DUNGHEN_WEB_PAGE_DOSSIER_H

#include "handler.h"

handler_fn dossier_show, dossier_act;

/* The dossier's page (x->param[0]) that says at the form of an action why it was
 * refused. */
void dossier_refused(struct exchange *x, struct str verb, const struct err *e);

#endif
