/* Handlers of what is done while the citizen waits (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_COPIES_H
#define DUNGHEN_WEB_PAGE_COPIES_H

#include "handler.h"

handler_fn copies_show, copies_fee, copies_serve;

#endif
