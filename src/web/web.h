/*
 * The face in the browser: takes whole requests from the server (edge/httpd, by
 * way of base/http.h), gives them to a few workers, and their replies back.
 *
 * Each worker has a reader of its own and runs one handler at a time. A handler
 * that must write leaves a ticket; the worker takes the next request, and when
 * the ticket is done the request queues again for its second half. So neither a
 * loop nor a worker ever waits for the writer.
 */
#ifndef DUNGHEN_WEB_WEB_H
#define DUNGHEN_WEB_WEB_H

#include "app/account.h"
#include "app/demo_living.h"
#include "app/writer.h"

#include "base/http.h"
#include "base/qr.h"
#include "base/sheet.h"

struct web;

struct web_options {
	const char *dir;		/* of the store */
	struct writer *writer;
	int workers;
	/* The clock of a demo whose time runs by another measure; NULL: the system's. */
	int64_t (*clock)(void *ctx);
	void *clock_ctx;
	struct living *living;		/* a demo that lives on, or NULL */
	bool hooks;			/* webhooks are told while it serves */
	bool hooks_local;		/* … also programs on this machine */
	bool secure;			/* behind TLS: cookies say so */
	bool proxied;			/* our own proxy says whose request it is */
	bool sends[CONTACT_WAYS];	/* messages to people go out in these ways */
	struct sessions *sessions;
	struct tries *tries;
	sheet_pdf_fn *pdf;		/* how sheets are drawn */
	qr_fn *qr;			/* how QR codes are */
	/* Appends what the servers counted, as text for whoever watches; or NULL. */
	void (*counted)(void *ctx, struct buf *b);
	void *counted_ctx;
	uint8_t key[KEY_SIZE];		/* of this process, for what it hands out and takes back */
};

/* Errors: those of app_open; web.thread. */
bool web_open(struct arena *a, const struct web_options *o, struct web **out,
	      struct err *e) MUST_USE;
/* What the server is to call. */
struct http_calls web_calls(struct web *web);
/* What a server on an address of its own is to call, that only answers /metrics. */
struct http_calls web_watch_calls(struct web *web);
/* No longer ready: whoever balances load sends nobody any more. */
void web_drain(struct web *web);
/* After the server has stopped; before the writer does. */
void web_close(struct web *web);

#endif
