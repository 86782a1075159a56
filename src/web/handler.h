/*
 * One request on its way through the program: what a handler gets and gives.
 *
 * A handler runs on a worker, with a reader that sees one moment of the store. It
 * parses, asks one question of `app`, fills a view and replies; or it hands a
 * command to the writer and says with which function to go on when the answer is
 * there. It decides nothing. Whatever it makes lives in the request's arena, for
 * the second function may run on another worker.
 */
#ifndef DUNGHEN_WEB_HANDLER_H
#define DUNGHEN_WEB_HANDLER_H

#include "app/session.h"
#include "app/token.h"
#include "app/writer.h"

#include "base/http.h"
#include "base/text.h"

struct exchange;
struct form;
struct incoming;
struct route;
struct web;
struct worker;

typedef void handler_fn(struct exchange *x);

enum { ROUTE_PARAMS = 4 };

/* Run the handler, or what follows its ticket; take the part of an upload that came;
 * bring the next part of a file that is sent; give back what is held. */
enum turn { TURN_HANDLE, TURN_PART, TURN_FILL, TURN_LEFT };

struct exchange {
	struct http_request *in;
	struct arena *a;
	const struct route *route;
	struct str param[ROUTE_PARAMS];	/* decoded parts of the path, in its order */
	struct web *web;
	enum text_lang lang;
	const struct form *form;	/* of a POST; else its fields are of the query */

	/* Valid while a handler runs: another one may come next time. */
	struct worker *worker;
	struct app *app;		/* a reader, looking */
	int64_t now;
	bool signed_in;			/* then: (guard.h) */
	struct login login;
	struct person_id person;
	struct seat_choice seat;	/* acted from */
	struct str name;
	bool by_token;			/* a program's; then `token`, and no login */
	struct token token;
	struct buf *page;		/* empty; for a page or other text */

	/* What a handler leaves behind: a reply or a ticket. */
	struct http_reply out;
	bool replied;
	struct exchange *next;		/* in the queue */
	handler_fn *then;		/* runs when the ticket is done */
	void *state;			/* between handler and `then` */
	struct held_frame *frames;	/* serve.c: what views of this request point into */
	int64_t ready_us;		/* when all of it was in */
	enum turn turn;			/* what a worker is to do with it */
	void *taking;			/* upload.c: what comes */
	const struct incoming *incoming;	/* of a route UPLOAD, when all is in */
	void *download;			/* page_files.c: what is sent */
	struct ticket ticket;
	struct command command;
};

/* ---- replies (reply.c) ---- */

/* The text in x->page as a page of HTML. Personal or changing pages are never
 * kept by anybody between. */
void reply_page(struct exchange *x, int status);
/* The same with 200 for what is public: a browser asks again by its ETag. Not kept for
 * whoever is signed in. */
void reply_kept_page(struct exchange *x);
/* Any other text; `type` as in Content-Type. */
void reply_text(struct exchange *x, int status, const char *type);
/* After a form: see there (303). `where` is a path of this program. */
void reply_see(struct exchange *x, struct str where);
/* A page that says what was wrong and what to do. */
void reply_err(struct exchange *x, const struct err *e);
void reply_status(struct exchange *x, int status);
/* The status of a page that is shown again and says why not. */
int refused_status(const struct err *e);

/* ---- commands (serve.c) ---- */

/*
 * Hands the command `verb` with its arguments to the writer in the name of whoever is
 * signed in, or of the portal for a citizen. `then` finds the answer in
 * x->ticket.answer. `key` is that of the form, so that one sent twice acts once; keys of
 * forms all begin with "w-", whatever a browser sends, so that nobody can take beforehand
 * one that the program makes itself.
 */
void exchange_act(struct exchange *x, const char *verb, const struct json *args,
		  struct str key, handler_fn *then);
/* The same without a form, by a key of the program's own. */
void exchange_enter(struct exchange *x, const char *verb, const struct json *args,
		    struct str key, handler_fn *then);
/* A job of the writer (app/writer.h); it finds the exchange in ticket->ctx. */
void exchange_job(struct exchange *x, bool (*job)(struct ticket *, struct app *, struct err *),
		  handler_fn *then);

#endif
