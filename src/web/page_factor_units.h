/* Which units must sign in with a second factor, for an administrator. */
#ifndef DUNGHEN_WEB_PAGE_FACTOR_UNITS_H
#define DUNGHEN_WEB_PAGE_FACTOR_UNITS_H

#include "handler.h"

handler_fn factor_units_show, factor_units_act;

#endif
