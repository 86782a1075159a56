/* Handlers of handing results out at the counter (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_HANDOUT_H
#define DUNGHEN_WEB_PAGE_HANDOUT_H

#include "handler.h"

handler_fn handout_show, handout_slip, handout_deliver, handout_fee, handout_reopen;

#endif
