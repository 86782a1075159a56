/* Who of the unit one acts from signs what (rule 50). */
#ifndef DUNGHEN_WEB_PAGE_SCOPE_H
#define DUNGHEN_WEB_PAGE_SCOPE_H

#include "handler.h"

handler_fn scopes_show, scopes_act;

#endif
