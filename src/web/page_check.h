/* Whether a proof holds, in plain words (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_CHECK_H
#define DUNGHEN_WEB_PAGE_CHECK_H

#include "handler.h"

void check_ask(struct exchange *x);
void check_proof(struct exchange *x);

#endif
