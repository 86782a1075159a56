/* /health and /ready. */
#include "page_health.h"

#include "web_int.h"

#include "app/timepiece.h"

void health_live(struct exchange *x)
{
	buf_text(x->page, "ok\n");
	reply_text(x, 200, "text/plain; charset=utf-8");
}

/* A worker got here, so its reader could look at the store. A clock that looks wrong is
 * told and stops nobody. */
void health_ready(struct exchange *x)
{
	bool ready = !atomic_load(&x->web->draining);
	struct err what;
	buf_text(x->page, ready ? "ready\n" : "stopping\n");
	if (app_clock_wrong(x->app, &what)) {
		buf_fmt(x->page, "%s: ", what.key);
		text_err(x->page, x->lang, &what);
		buf_text(x->page, "\n");
	}
	reply_text(x, ready ? 200 : 503, "text/plain; charset=utf-8");
}
