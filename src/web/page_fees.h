/* The day book of a counter's fees (rule 23). */
#ifndef DUNGHEN_WEB_PAGE_FEES_H
#define DUNGHEN_WEB_PAGE_FEES_H

#include "handler.h"

handler_fn fees_show, fees_undo;

#endif
