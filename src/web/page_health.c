/* /health and /ready. */
#include "page_health.h"

#include "web_int.h"

void health_live(struct exchange *x)
{
	buf_text(x->page, "ok\n");
	reply_text(x, 200, "text/plain; charset=utf-8");
}

/* A worker got here, so its reader could look at the store. */
void health_ready(struct exchange *x)
{
	bool ready = !atomic_load(&x->web->draining);
	buf_text(x->page, ready ? "ready\n" : "stopping\n");
	reply_text(x, ready ? 200 : 503, "text/plain; charset=utf-8");
}
