/* Lists of work: of the counter, the signer, the records clerk, a unit. */
#ifndef DUNGHEN_WEB_PAGE_QUEUE_H
#define DUNGHEN_WEB_PAGE_QUEUE_H

#include "handler.h"
#include "view_queue.h"

#include "app/task.h"

enum { QUEUE_ROWS = 50 };		/* of a page */

typedef bool queue_rows(struct exchange *x, const struct asking *ask, struct str after,
			struct tasks *out, struct err *e);

struct queue {
	const char *name;		/* its sentence is queue.<name> */
	handler_fn *handler;
	queue_rows *rows;
};

/* The row of queues.def whose page that is, or NULL. */
const struct queue *queue_of(handler_fn *handler);

/* The lists that stand beside this one, as tabs; none for most. */
struct link_views queue_tabs(const struct exchange *x);

/* What the pages of lists share: titles, sentences, paging. `where` is the path in front
 * of the codes of its rows. */
struct queue_view queue_view(struct exchange *x, const char *name, const struct tasks *tasks,
			     const char *where);

#define QUEUE(name, function, question) extern handler_fn function;
#define QUEUE_OWN(name, function, question) extern handler_fn function; extern queue_rows question;
#include "queues.def"
#undef QUEUE
#undef QUEUE_OWN

#endif
