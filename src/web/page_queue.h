/* Lists of work: of the counter, the signer, the records clerk, a unit. */
#ifndef DUNGHEN_WEB_PAGE_QUEUE_H
#define DUNGHEN_WEB_PAGE_QUEUE_H

#include "handler.h"

#include "app/task.h"

typedef bool queue_rows(struct exchange *x, const struct asking *ask, struct str after,
			struct tasks *out, struct err *e);

struct queue {
	const char *name;		/* its sentence is queue.<name> */
	handler_fn *handler;
	queue_rows *rows;
};

/* The row of queues.def whose page that is, or NULL. */
const struct queue *queue_of(handler_fn *handler);

#define QUEUE(name, function, question) extern handler_fn function;
#include "queues.def"
#undef QUEUE

#endif
