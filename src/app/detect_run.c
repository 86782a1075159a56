/* Following the ledger with the detectors. */
#include "detect_run.h"

#include "detect.h"
#include "rounds.h"
#include "signal_tell.h"
#include "world.h"

struct detect_runner {
	struct writer *writer;
	struct app *app;		/* a reader */
	struct rounds rounds;
	struct arena a;			/* of a round */
	struct detect_changes changes;
	struct signal_news news;
	bool all_told;			/* all that was found is told, as far as it was true */
};

struct errand {
	struct ticket ticket;		/* first: its ctx is the writer's while it waits */
	struct detect_runner *r;
};

/* On the writer's thread. */
static bool put_rows(struct ticket *t, struct app *app, struct err *e)
{
	return app_detect_write(app, &((struct errand *)(void *)t)->r->changes, e);
}

static bool tell_news(struct ticket *t, struct app *app, struct err *e)
{
	return app_signals_write(app, &((struct errand *)(void *)t)->r->news, e);
}

static bool read_changes(struct detect_runner *r, int64_t *from, struct err *e)
{
	if (!app_look(r->app, world_clock(), e)) {
		return false;
	}
	bool ok = app_detected_upto(r->app, from, e) &&
		  app_detect_since(r->app, &r->a, *from, &r->changes, e);

	app_looked(r->app);
	return ok;
}

/* False: it failed. */
static bool let_writer(struct detect_runner *r, bool (*job)(struct ticket *, struct app *,
							    struct err *))
{
	struct errand one = { .ticket = { .job = job }, .r = r };

	writer_do(r->writer, &one.ticket);
	return one.ticket.answer.ok;
}

/* Once all findings are written: what becomes a signal. The time is that of the last entry;
 * what is true a little later waits for the next one. */
static bool read_news(struct detect_runner *r, struct err *e)
{
	struct app_last last;

	if (!app_look(r->app, world_clock(), e)) {
		return false;
	}
	bool ok = app_last(r->app, &last, e) &&
		  app_signal_news(r->app, &r->a, last.at, &r->news, e);

	app_looked(r->app);
	return ok;
}

static void tell(struct detect_runner *r)
{
	struct err ignored;

	if (!read_news(r, &ignored)) {
		return;
	}
	r->all_told = r->news.n == 0 && r->news.gones == 0;
	if (!r->all_told) {
		(void)let_writer(r, tell_news);		/* else in the next round */
	}
}

/* True: there is more at once. What fails is tried again a second later; whoever sends
 * the next command is told what is wrong with the store. */
static bool follow(struct detect_runner *r)
{
	int64_t from;
	struct err ignored;

	if (!read_changes(r, &from, &ignored)) {
		return false;
	}
	if (r->changes.upto != from) {
		r->all_told = false;
		if (!let_writer(r, put_rows)) {
			return false;
		}
	}
	if (!r->changes.more && !r->all_told) {
		tell(r);
	}
	return r->changes.more;
}

static enum round_end round_of(void *ctx)
{
	struct detect_runner *r = ctx;
	bool again = follow(r);

	arena_reset(&r->a);
	return again ? ROUND_AGAIN : ROUND_REST;
}

bool detect_run_start(struct arena *a, const char *dir, struct writer *writer,
		      struct detect_runner **out, struct err *e)
{
	struct detect_runner *r = arena_new(a, struct detect_runner);
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };

	r->writer = writer;
	if (!app_open(a, &o, &r->app, e)) {
		return false;
	}
	arena_init(&r->a, 0);
	if (!rounds_start(&r->rounds, round_of, r, e)) {
		arena_done(&r->a);
		app_close(r->app);
		return false;
	}
	*out = r;
	return true;
}

void detect_run_stop(struct detect_runner *r)
{
	if (r == NULL) {
		return;
	}
	rounds_stop(&r->rounds);
	app_close(r->app);
	arena_done(&r->a);
}
