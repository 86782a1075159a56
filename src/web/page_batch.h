/* Handlers of the paper hand-over (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_BATCH_H
#define DUNGHEN_WEB_PAGE_BATCH_H

#include "handler.h"

handler_fn batch_choose, batch_print, batch_show, batches_show, batches_tick;

#endif
