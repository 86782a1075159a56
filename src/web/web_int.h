/* The inside of the face, for the files of this folder only. */
#ifndef DUNGHEN_WEB_WEB_INT_H
#define DUNGHEN_WEB_WEB_INT_H

#include "handler.h"
#include "kept.h"
#include "route.h"
#include "web.h"

#include "base/buf.h"
#include "base/gzip.h"

#include <pthread.h>
#include <stdatomic.h>

enum { WORKERS_MOST = 16, PAGE_MOST = 4 << 20, SENTENCE_MOST = 64 << 10, WAITED_MOST_S = 10 };
enum { WORKED_MOST_S = 10 };		/* on one page; what an act begins it ends */

struct worker {
	struct web *web;
	pthread_t thread;
	struct arena arena;		/* of its reader */
	struct app *app;
	struct buf page;
	struct buf words;		/* of one sentence */
	struct gzip *gzip;
	struct kept kept;
	int looks;			/* requests answered from the moment it sees; 0: none */
	uint64_t turns;			/* of the writer before it looked */
};

struct chances;
struct own_log;
struct figures_shelf;
struct law_shelf;
struct reform_run;
struct reform_shelf;
struct whatif_shelf;

struct web {
	struct web_options o;
	struct figures_shelf *figures;
	struct chances *chances;
	struct own_log *own_log;
	struct law_shelf *drafts;
	struct reform_run *reform;
	struct reform_shelf *places;	/* who gets which post then */
	struct whatif_shelf *whatif;
	struct worker worker[WORKERS_MOST];
	int workers;
	atomic_bool draining;

	pthread_mutex_t lock;		/* guards the queue */
	pthread_cond_t work;
	struct exchange *first, **last;
	bool stopping;
};

/* A status without a store, for the server's own refusals: a page for whoever reads
 * HTML, else two lines. */
void reply_bare(struct http_reply *reply, struct http_request *r, int status);
/* What every reply carries. */
void reply_guard(struct http_reply *reply);
/* An ETag of what is said; whoever has it already is told 304 and nothing more. */
void reply_tag(struct http_reply *reply, struct http_request *r, struct str said);
enum text_lang request_lang(const struct http_request *r);

#endif
