/* The head's page of a unit. */
#ifndef DUNGHEN_WEB_PAGE_UNIT_H
#define DUNGHEN_WEB_PAGE_UNIT_H

#include "handler.h"

handler_fn unit_show;

#endif
