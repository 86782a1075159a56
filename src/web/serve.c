/* Requests in a queue, workers that run their handlers, tickets in between. */
#include "web_int.h"

#include "asset.h"
#include "form.h"
#include "guard.h"
#include "page_files.h"
#include "page_metrics.h"
#include "upload.h"

#include "app/chances.h"
#include "app/figures.h"
#include "app/own_log.h"
#include "app/law_shelf.h"
#include "app/reform_run.h"
#include "app/reform_shelf.h"
#include "app/whatif_shelf.h"
#include "app/world.h"

#include <assert.h>
#include <string.h>

static int64_t clock_now(const struct web *web)
{
	return web->o.clock ? web->o.clock(web->o.clock_ctx) : world_clock();
}

/* ---- a moment of the store ---- */

/*
 * While others wait and the writer has written nothing, the moment one request was
 * answered from is the newest there is for the next. Not for long: as long as it is
 * kept the log cannot be emptied.
 */
enum { LOOKS_MOST = 16 };

static void let_look_go(struct worker *w)
{
	if (w->looks > 0) {
		app_looked(w->app);
		w->looks = 0;
	}
}

static bool look(struct worker *w, int64_t now, struct err *e)
{
	uint64_t turns = writer_turns(w->web->o.writer);
	if (w->looks > 0 && w->looks < LOOKS_MOST && w->turns == turns) {
		w->looks++;
		app_look_on(w->app, now);
		return true;
	}
	let_look_go(w);
	if (!app_look(w->app, now, e)) {
		return false;
	}
	w->looks = 1;
	w->turns = turns;
	return true;
}

/* ---- the queue ---- */

static void push(struct web *web, struct exchange *x)
{
	x->next = NULL;
	pthread_mutex_lock(&web->lock);
	*web->last = x;
	web->last = &x->next;
	pthread_mutex_unlock(&web->lock);
	/* After: whoever wakes needs the lock. */
	pthread_cond_signal(&web->work);
}

/* NULL: the end. Who has to wait keeps no moment of the store. */
static struct exchange *pop(struct worker *w)
{
	struct web *web = w->web;
	pthread_mutex_lock(&web->lock);
	while (!web->first && !web->stopping) {
		if (w->looks > 0) {
			pthread_mutex_unlock(&web->lock);
			let_look_go(w);
			pthread_mutex_lock(&web->lock);
		} else {
			pthread_cond_wait(&web->work, &web->lock);
		}
	}
	struct exchange *x = web->first;
	if (x) {
		web->first = x->next;
		web->last = web->first ? web->last : &web->first;
	}
	pthread_mutex_unlock(&web->lock);
	return x;
}

/* ---- what a handler left behind ---- */

static void ticket_done(struct ticket *t)
{
	struct exchange *x = t->ctx;
	push(x->web, x);
}

static struct str actor(const struct exchange *x)
{
	char id[ID_TEXT];
	return x->signed_in ? str_dup(x->a, str_of(id_text('p', x->person.v, id)))
			    : STR("portal");
}

void exchange_act(struct exchange *x, const char *verb, const struct json *args,
		  struct str key, handler_fn *then)
{
	bool ours = key.n == 0 || str_starts(key, STR("w-"));
	exchange_enter(x, verb, args,
		       ours ? key : str_fmt(x->a, "w-%.*s", STR_ARG(key)), then);
}

void exchange_enter(struct exchange *x, const char *verb, const struct json *args,
		    struct str key, handler_fn *then)
{
	x->command = (struct command){ .key = key, .as = actor(x),
				       .verb = str_of(verb),
				       .args = args, .at = INSTANT_NONE, .by_form = true };
	if (x->signed_in && !x->by_token) {
		x->command.where = (struct machine){ x->login.no, x->login.came,
						     x->login.device };
	}
	x->ticket = (struct ticket){ .command = &x->command, .a = x->a, .done = ticket_done,
				     .ctx = x };
	x->then = then;
}

void exchange_job(struct exchange *x, bool (*job)(struct ticket *, struct app *, struct err *),
		  handler_fn *then)
{
	x->ticket = (struct ticket){ .job = job, .a = x->a, .done = ticket_done, .ctx = x };
	x->then = then;
}

/* ---- what its views point into ---- */

/* Of each worker that had a part in it: what one has found another one may show. */
struct held_frame {
	struct frame *frame;
	struct held_frame *next;
};

static void hold_frame(struct exchange *x)
{
	struct frame *f = app_hold_frame(x->app);
	for (const struct held_frame *h = x->frames; h; h = h->next) {
		if (h->frame == f) {
			frame_let_go(f);
			return;
		}
	}
	struct held_frame *h = arena_new(x->a, struct held_frame);
	*h = (struct held_frame){ f, x->frames };
	x->frames = h;
}

static void let_go(struct exchange *x)
{
	for (struct held_frame *h = x->frames; h; h = h->next) {
		frame_let_go(h->frame);
	}
	x->frames = NULL;
}

/* From here on the exchange may be another worker's: touch nothing after. */
static void leave(struct exchange *x)
{
	struct err e;
	if (!x->replied) {
		assert(x->then);	/* a handler must do one or the other */
		if (writer_hand(x->web->o.writer, &x->ticket, &e)) {
			return;
		}
		reply_err(x, &e);
	}
	let_go(x);
	x->in->answer(x->in, &x->out);
}

/* ---- a worker ---- */

/* The fields of the body or of the query. */
static bool read_form(struct exchange *x, struct err *e)
{
	if (x->route->upload) {
		upload_whole(x);
		return true;
	}
	struct form *f = arena_new(x->a, struct form);
	struct str type = x->in->header[HTTP_CONTENT_TYPE];
	x->form = f;
	if (x->in->method != HTTP_POST) {
		return form_parse(x->a, x->in->query, f, e);
	}
	return !str_starts(type, STR("application/x-www-form-urlencoded")) ||
	       form_parse(x->a, x->in->body, f, e);
}

/* A demonstration that lives on leaves alone what its people look at. */
static void note_opened(const struct exchange *x)
{
	bool one = strstr(x->route->path, "/{code}") != NULL;
	if (x->web->o.living && x->signed_in && one) {
		living_opened(x->web->o.living, x->param[0]);
	}
}

static void enter(struct worker *w, struct exchange *x)
{
	x->worker = w;
	x->app = w->app;
	x->page = &w->page;
	buf_reset(&w->page);
}

static void handle(struct exchange *x)
{
	struct worker *w = x->worker;
	struct err e;
	handler_fn *fn = x->then ? x->then : x->route->handler;
	bool begins = x->then == NULL;
	x->then = NULL;
	x->now = clock_now(w->web);
	if (begins && !read_form(x, &e)) {
		reply_err(x, &e);
		return;
	}
	if (!look(w, x->now, &e)) {
		reply_err(x, &e);
		return;
	}
	app_look_until(w->app, world_ticks_us() + WORKED_MOST_S * INT64_C(1000000));
	hold_frame(x);
	x->now = app_now(w->app);
	if (begins) {
		guard_know(x);
	}
	if (!begins || guard_admit(x)) {
		note_opened(x);
		fn(x);
	}
}

/* Who has waited so long has left, or is one of too many. */
static bool waited_too_long(const struct exchange *x)
{
	return !x->then && world_ticks_us() - x->ready_us > WAITED_MOST_S * INT64_C(1000000);
}

static void handle_turn(struct exchange *x)
{
	if (waited_too_long(x)) {
		reply_status(x, 503);
	} else {
		handle(x);
	}
	leave(x);
}

/* What has parts: nothing of the exchange may be touched after `more`. */
static void part_turn(struct exchange *x)
{
	switch (x->turn) {
	case TURN_PART:
		let_look_go(x->worker);
		x->now = clock_now(x->web);
		upload_part(x);
		break;
	case TURN_FILL:
		file_fill(x);
		break;
	case TURN_LEFT:
		upload_left(x);
		file_left(x);
		break;
	case TURN_HANDLE:
		break;
	}
	x->in->more(x->in);
}

static void *work(void *ctx)
{
	struct worker *w = ctx;
	struct exchange *x;
	while ((x = pop(w)) != NULL) {
		enter(w, x);
		if (x->turn == TURN_HANDLE) {
			handle_turn(x);
		} else {
			part_turn(x);
		}
	}
	let_look_go(w);
	return NULL;
}

/* ---- what the server calls ---- */

/* The words after a method that is not allowed, for the Allow header. */
static bool refuse_route(struct http_request *r, enum route_found found,
			 struct http_reply *reply)
{
	static const int status[] = { [ROUTE_NONE] = 404, [ROUTE_METHOD] = 405,
				      [ROUTE_BAD] = 400 };
	reply_bare(reply, r, status[found]);
	if (found == ROUTE_METHOD) {
		http_field(reply, "Allow", r->method == HTTP_POST ? STR("GET, HEAD")
								  : STR("POST"));
	}
	return true;
}

/* Style, fonts, scripts: what stands at such an address never changes. */
static bool serve_asset(struct http_request *r, struct http_reply *reply)
{
	const struct asset *a = r->method == HTTP_GET || r->method == HTTP_HEAD
		? asset_find(r->path) : NULL;
	if (!a) {
		return false;
	}
	bool squeezed = a->gzip.n > 0 && http_accepts(r->header[HTTP_ACCEPT_ENCODING], "gzip");
	r->label = "/static";
	reply->status = 200;
	reply->body = squeezed ? a->gzip : a->raw;
	reply_guard(reply);
	http_field(reply, "Content-Type", a->type);
	http_field(reply, "Cache-Control", STR("public, max-age=31536000, immutable"));
	http_field(reply, "Vary", STR("Accept-Encoding"));
	if (squeezed) {
		http_field(reply, "Content-Encoding", STR("gzip"));
	}
	/* Its address has the hash of what it says. */
	reply_tag(reply, r, r->path);
	return true;
}

/* A request of that row; gives how many bytes of body may follow. */
static size_t take_in(struct web *web, struct exchange *x, struct http_request *r)
{
	x->in = r;
	x->a = r->a;
	x->web = web;
	x->lang = request_lang(r);
	r->made = x;
	r->label = x->route->path;
	r->streamed = x->route->upload;
	return x->route->limit;
}

static bool on_head(void *ctx, struct http_request *r, size_t *body_limit,
		    struct http_reply *reply)
{
	struct web *web = ctx;
	struct exchange *x = arena_new(r->a, struct exchange);
	r->label = "-";
	if (serve_asset(r, reply)) {
		return true;
	}
	enum route_found found = r->method == HTTP_OTHER ? ROUTE_METHOD :
		route_find(r->a, r->method, r->path, &x->route, x->param);
	if (found != ROUTE_FOUND) {
		return refuse_route(r, found, reply);
	}
	*body_limit = take_in(web, x, r);
	return false;
}

/* On an address of its own, so that whoever may ask the pages cannot ask this. */
static bool on_watch_head(void *ctx, struct http_request *r, size_t *body_limit,
			  struct http_reply *reply)
{
	struct exchange *x = arena_new(r->a, struct exchange);
	r->label = "-";
	x->route = &metrics_route;
	if (!str_is(r->path, metrics_route.path)) {
		return refuse_route(r, ROUTE_NONE, reply);
	}
	if (r->method != HTTP_GET && r->method != HTTP_HEAD) {
		return refuse_route(r, ROUTE_METHOD, reply);
	}
	*body_limit = take_in(ctx, x, r);
	return false;
}

static void queue(struct web *web, struct exchange *x, enum turn turn)
{
	x->turn = turn;
	x->ready_us = world_ticks_us();
	push(web, x);
}

static void on_ready(void *ctx, struct http_request *r)
{
	queue(ctx, r->made, TURN_HANDLE);
}

static void on_part(void *ctx, struct http_request *r)
{
	queue(ctx, r->made, TURN_PART);
}

static void on_fill(void *ctx, struct http_request *r)
{
	queue(ctx, r->made, TURN_FILL);
}

static void on_left(void *ctx, struct http_request *r)
{
	queue(ctx, r->made, TURN_LEFT);
}

static void on_refuse(void *ctx, struct http_request *r, int status, struct http_reply *reply)
{
	(void)ctx;
	reply_bare(reply, r, status);
}

struct http_calls web_calls(struct web *web)
{
	return (struct http_calls){ .ctx = web, .head = on_head, .ready = on_ready,
				    .part = on_part, .fill = on_fill, .left = on_left,
				    .refuse = on_refuse };
}

struct http_calls web_watch_calls(struct web *web)
{
	struct http_calls calls = web_calls(web);
	calls.head = on_watch_head;
	return calls;
}

/* ---- opening and closing ---- */

static bool start_worker(struct web *web, struct worker *w, struct err *e)
{
	struct app_options o = { .dir = web->o.dir, .access = APP_READER,
				 .clock = INSTANT_NONE };
	arena_init(&w->arena, 0);
	w->web = web;
	if (!app_open(&w->arena, &o, &w->app, e)) {
		arena_done(&w->arena);
		return false;
	}
	buf_init(&w->page, PAGE_MOST);
	buf_init(&w->words, SENTENCE_MOST);
	w->gzip = gzip_open(1);
	kept_init(&w->kept);
	if (pthread_create(&w->thread, NULL, work, w) != 0) {
		app_close(w->app);
		arena_done(&w->arena);
		return err_set(e, ERR_IO, "web.thread", NULL);
	}
	return true;
}

bool web_open(struct arena *a, const struct web_options *o, struct web **out, struct err *e)
{
	struct web *web = arena_new(a, struct web);
	web->o = *o;
	web->last = &web->first;
	web->figures = figures_open(a);
	web->chances = chances_open(a);
	web->own_log = own_log_open(a);
	web->drafts = law_shelf_open(a);
	web->reform = reform_run_new(a, o->writer);
	web->places = reform_shelf_open(a);
	pthread_mutex_init(&web->lock, NULL);
	pthread_cond_init(&web->work, NULL);
	if (!whatif_shelf_open(a, o->dir, &web->whatif, e)) {
		web_close(web);
		return false;
	}
	while (web->workers < o->workers && web->workers < WORKERS_MOST) {
		if (!start_worker(web, &web->worker[web->workers], e)) {
			web_close(web);
			return false;
		}
		web->workers++;
	}
	if (!own_log_follow(web->own_log, a, web->o.dir, e)) {
		web_close(web);
		return false;
	}
	*out = web;
	return true;
}

void web_drain(struct web *web)
{
	atomic_store(&web->draining, true);
}

void web_close(struct web *web)
{
	pthread_mutex_lock(&web->lock);
	web->stopping = true;
	pthread_cond_broadcast(&web->work);
	pthread_mutex_unlock(&web->lock);
	for (int i = 0; i < web->workers; i++) {
		struct worker *w = &web->worker[i];
		pthread_join(w->thread, NULL);
		app_close(w->app);
		gzip_close(w->gzip);
		kept_done(&w->kept);
		buf_done(&w->page);
		buf_done(&w->words);
		arena_done(&w->arena);
	}
	whatif_shelf_close(web->whatif);
	figures_close(web->figures);
	chances_close(web->chances);
	own_log_close(web->own_log);
	law_shelf_close(web->drafts);
	reform_shelf_close(web->places);
	reform_run_close(web->reform);
}
