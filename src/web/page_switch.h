/* Handlers of a desk that several people share (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_SWITCH_H
#define DUNGHEN_WEB_PAGE_SWITCH_H

#include "handler.h"

handler_fn own_park, switch_show, switch_to;

#endif
