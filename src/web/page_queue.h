/* Lists of work: of the counter, the signer, the records clerk, a unit. */
#ifndef DUNGHEN_WEB_PAGE_QUEUE_H
#define DUNGHEN_WEB_PAGE_QUEUE_H

#include "handler.h"

#define QUEUE(name, function, question) extern handler_fn function;
#include "queues.def"
#undef QUEUE

#endif
