/* Handlers of the tokens of programs (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_TOKENS_H
#define DUNGHEN_WEB_PAGE_TOKENS_H

#include "handler.h"

void tokens_list(struct exchange *x);
void tokens_make(struct exchange *x);
void tokens_revoke(struct exchange *x);

#endif
