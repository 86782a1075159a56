/* An opening on record, then its page. */
#include "noted.h"

struct noting {
	const struct access_note *note;
	handler_fn *render;
	void *state;			/* the page's own */
};

static bool write(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct noting *n = x->state;
	return access_write(app, x->a, n->note, 1, e);
}

static void written(struct exchange *x)
{
	const struct noting *n = x->state;
	x->state = n->state;
	if (x->ticket.answer.ok) {
		n->render(x);
	} else {
		reply_err(x, &x->ticket.answer.err);
	}
}

void exchange_noted(struct exchange *x, const struct access_note *note, handler_fn *render)
{
	struct noting *n = arena_new(x->a, struct noting);
	*n = (struct noting){ note, render, x->state };
	x->state = n;
	exchange_job(x, write, written);
}
