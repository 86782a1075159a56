/* The records clerk: number, book, file, ready. */
#include "page_records.h"

#include "page_queue.h"
#include "pages.h"
#include "words.h"

#include "app/unit_view.h"

bool records_rows(struct exchange *x, const struct asking *ask, struct str after,
		  struct tasks *out, struct err *e)
{
	struct seat me = { x->seat.unit, x->seat.post, x->person };
	(void)after;		/* it is one page */
	return app_step_queue(x->app, x->a, ask, me, STEP_ISSUE, out, e);
}

void records_list(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct tasks tasks;
	struct err e;
	if (!records_rows(x, &ask, STR(""), &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view v = queue_view(x, "records", &tasks, "/dossiers");
	page_queue(x->page, x->lang, &v);
	reply_page(x, 200);
}
