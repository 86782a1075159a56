/* The published log: checkpoint, tiles, bundles, key. */
#include "page_log.h"

#include "web_int.h"

#include "app/published.h"

/* A page of whoever watches the log may read it too: it is the same for everybody. */
static void reply_file(struct exchange *x, struct str body, const char *type, const char *kept)
{
	x->out.status = 200;
	x->out.body = str_dup(x->a, body);
	x->replied = true;
	reply_guard(&x->out);
	http_field(&x->out, "Content-Type", str_of(type));
	http_field(&x->out, "Cache-Control", str_of(kept));
	http_field(&x->out, "Access-Control-Allow-Origin", STR("*"));
	reply_tag(&x->out, x->in, body);
}

/* ---- the checkpoint ---- */

static bool hand_out(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	return app_published_checkpoint(app, x->a, x->state, e);
}

static void handed_out(struct exchange *x)
{
	const struct str *note = x->state;
	if (!x->ticket.answer.ok) {
		reply_err(x, &x->ticket.answer.err);
		return;
	}
	reply_file(x, *note, "text/plain; charset=utf-8", "no-cache");
}

void log_checkpoint(struct exchange *x)
{
	x->state = arena_new(x->a, struct str);
	exchange_job(x, hand_out, handed_out);
}

/* ---- what never changes ---- */

void log_tile(struct exchange *x)
{
	struct str path = STR_JOIN(x->a, STR("tile/"), x->param[0]);
	struct buf b;
	struct err e;
	buf_init(&b, PUBLISHED_MOST);
	if (app_published_tile(x->app, x->a, path, &b, &e)) {
		reply_file(x, buf_view(&b), "application/octet-stream",
			   "public, max-age=31536000, immutable");
	} else {
		reply_err(x, &e);
	}
	buf_done(&b);
}

void log_key(struct exchange *x)
{
	struct str key;
	struct err e;
	if (!app_published_key(x->app, x->a, &key, &e)) {
		reply_err(x, &e);
		return;
	}
	reply_file(x, STR_JOIN(x->a, key, STR("\n")), "text/plain; charset=utf-8", "no-cache");
}
