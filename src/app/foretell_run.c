/* Looking once an hour. */
#include "foretell_run.h"

#include "foretell.h"
#include "rounds.h"
#include "world.h"

struct foretell_runner {
	struct foretell_options o;
	struct reading_rounds reading;
	int64_t looked_at;		/* INSTANT_NONE: not yet */
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
	if (!app_look(r->reading.app, now, e)) {
		return false;
	}
	bool ok = app_foresee(r->reading.app, &r->reading.a, now, &r->found, e);

	app_looked(r->reading.app);
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
	return ROUND_REST;
}

bool foretell_run_start(struct arena *a, const struct foretell_options *o,
			struct foretell_runner **out, struct err *e)
{
	struct foretell_runner *r = arena_new(a, struct foretell_runner);

	r->o = *o;
	r->looked_at = INSTANT_NONE;
	if (!reading_rounds_start(a, &r->reading, o->dir, round_of, r, e)) {
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
	reading_rounds_stop(&r->reading);
}
