/* Search in all one may see. */
#ifndef DUNGHEN_WEB_PAGE_FIND_H
#define DUNGHEN_WEB_PAGE_FIND_H

#include "handler.h"

handler_fn find_show, find_post;

#endif
