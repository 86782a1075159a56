/* Following the ledger with the detectors. */
#include "detect_run.h"

#include "detect.h"
#include "rounds.h"
#include "signal_tell.h"
#include "world.h"

struct detect_runner {
	struct writer *writer;
	struct reading_rounds reading;
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
	if (!app_look(r->reading.app, world_clock(), e)) {
		return false;
	}
	bool ok = app_detected_upto(r->reading.app, from, e) &&
		  app_detect_since(r->reading.app, &r->reading.a, *from, &r->changes, e);

	app_looked(r->reading.app);
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

	if (!app_look(r->reading.app, world_clock(), e)) {
		return false;
	}
	bool ok = app_last(r->reading.app, &last, e) &&
		  app_signal_news(r->reading.app, &r->reading.a, last.at, &r->news, e);

	app_looked(r->reading.app);
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
	return follow(r) ? ROUND_AGAIN : ROUND_REST;
}

bool detect_run_start(struct arena *a, const char *dir, struct writer *writer,
		      struct detect_runner **out, struct err *e)
{
	struct detect_runner *r = arena_new(a, struct detect_runner);

	r->writer = writer;
	if (!reading_rounds_start(a, &r->reading, dir, round_of, r, e)) {
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
	reading_rounds_stop(&r->reading);
}
