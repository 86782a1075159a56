/* A letter each working day (rule 38): asked for, stopped, and what it would say. */
#ifndef DUNGHEN_WEB_PAGE_DIGEST_H
#define DUNGHEN_WEB_PAGE_DIGEST_H

#include "handler.h"

handler_fn digest_show, digest_change;

#endif
