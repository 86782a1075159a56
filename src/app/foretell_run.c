/* Looking once an hour. */
#include "foretell_run.h"

#include "foretell.h"
#include "rounds.h"
#include "world.h"

struct foretell_runner {
	struct foretell_options o;
	struct app *app;		/* a reader */
	struct rounds rounds;
	int64_t looked_at;		/* INSTANT_NONE: not yet */
	struct arena a;			/* of a round */
	struct foresight found;
};

struct errand {
	struct ticket ticket;		/* first: its ctx is the writer's while it waits */
	struct foretell_runner *r;
};

/* On the writer's thread. */
static bool draft(struct ticket *t, struct app *app, struct err *e)
{
	int64_t entries;

	return app_foretell(app, &((struct errand *)(void *)t)->r->found, &entries, e);
}

static bool look(struct foretell_runner *r, int64_t now, struct err *e)
{
	if (!app_look(r->app, now, e)) {
		return false;
	}
	bool ok = app_foresee(r->app, &r->a, now, &r->found, e);

	app_looked(r->app);
	return ok;
}

/* What fails is tried again an hour later: time drafts each at its last moment anyway. */
static enum round_end round_of(void *ctx)
{
	struct foretell_runner *r = ctx;
	int64_t now = r->o.clock ? r->o.clock(r->o.clock_ctx) : world_clock();
	struct err ignored;

	if (r->looked_at != INSTANT_NONE && now >= r->looked_at &&
	    now - r->looked_at < FORETELL_EVERY_S) {
		return ROUND_REST;
	}
	r->looked_at = now;
	if (look(r, now, &ignored) && r->found.n > 0) {
		struct errand one = { .ticket = { .job = draft }, .r = r };

		writer_do(r->o.writer, &one.ticket);
	}
	arena_reset(&r->a);
	return ROUND_REST;
}

bool foretell_run_start(struct arena *a, const struct foretell_options *o,
			struct foretell_runner **out, struct err *e)
{
	struct foretell_runner *r = arena_new(a, struct foretell_runner);
	struct app_options app = { .dir = o->dir, .access = APP_READER, .clock = INSTANT_NONE };

	r->o = *o;
	r->looked_at = INSTANT_NONE;
	if (!app_open(a, &app, &r->app, e)) {
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

void foretell_run_stop(struct foretell_runner *r)
{
	if (r == NULL) {
		return;
	}
	rounds_stop(&r->rounds);
	app_close(r->app);
	arena_done(&r->a);
}
