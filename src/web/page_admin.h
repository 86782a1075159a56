/* The administrator's first page. */
#ifndef DUNGHEN_WEB_PAGE_ADMIN_H
#define DUNGHEN_WEB_PAGE_ADMIN_H

#include "handler.h"

handler_fn admin_home;

#endif
