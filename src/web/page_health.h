/* Whether the program lives, and whether it takes work: for machines. */
#ifndef DUNGHEN_WEB_PAGE_HEALTH_H
#define DUNGHEN_WEB_PAGE_HEALTH_H

#include "handler.h"

handler_fn health_live, health_ready;

#endif
