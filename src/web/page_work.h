/* "My work today", and taking the next. */
#ifndef DUNGHEN_WEB_PAGE_WORK_H
#define DUNGHEN_WEB_PAGE_WORK_H

#include "handler.h"

handler_fn work_show, take_next;

#endif
