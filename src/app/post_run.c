/* Carrying parcels out, round by round. */
#include "post_run.h"

#include "rounds.h"
#include "world.h"

struct post_runner {
	struct post_run_options o;
	struct rounds rounds;
	struct arena a;			/* of a round */
	struct parcels parcels;
	bool gone;			/* whoever sends is */
};

struct errand {
	struct ticket ticket;		/* first: its ctx is the writer's while it waits */
	struct post_runner *r;
};

static struct post_runner *runner_of(struct ticket *t)
{
	return ((struct errand *)(void *)t)->r;
}

/* ---- on the writer's thread ---- */

static bool gather(struct ticket *t, struct app *app, struct err *e)
{
	struct post_runner *r = runner_of(t);

	return r->o.kind.due(&r->o.kind, app, &r->a, world_clock(), &r->parcels, e);
}

static bool note(struct ticket *t, struct app *app, struct err *e)
{
	const struct post_runner *r = runner_of(t);

	return r->o.kind.note(app, &r->parcels, world_clock(), e);
}

/* ---- on its own ---- */

static bool ask(struct post_runner *r, bool (*job)(struct ticket *, struct app *, struct err *))
{
	struct errand one = { .ticket = { .job = job }, .r = r };

	writer_do(r->o.writer, &one.ticket);
	return one.ticket.answer.ok;
}

/* One person's address that nobody has says nothing of the next one's. */
static bool silences(const struct parcel *p)
{
	return !parcel_arrived(p) && (p->mail.way == MAIL_HOOK || p->answer.status == 0);
}

/* How many were tried. */
static size_t send_all(struct post_runner *r)
{
	int64_t silent = 0;		/* who failed in this round */
	size_t n = 0;

	for (size_t i = 0; i < r->parcels.n && !r->gone && !rounds_stopping(&r->rounds); i++) {
		struct parcel *p = &r->parcels.parcel[i];

		if (p->to == silent) {
			continue;
		}
		if (!r->o.post(r->o.post_ctx, &p->mail, &p->answer)) {
			r->gone = true;
			break;
		}
		p->tried = true;
		n++;
		silent = silences(p) ? p->to : silent;
	}
	return n;
}

/* What cannot be noted is not sent again meanwhile: while the disk fails nobody is told
 * the same each second. */
static void note_all(struct post_runner *r)
{
	while (!ask(r, note) && !rounds_stopping(&r->rounds)) {
		rounds_rest(&r->rounds);
	}
}

/* True: there may be more at once. */
static bool carry(struct post_runner *r)
{
	r->parcels = (struct parcels){ .n = 0 };
	if (!ask(r, gather)) {
		return false;
	}
	size_t tried = send_all(r);

	if (tried > 0) {
		note_all(r);
	}
	return tried > 0 || r->parcels.more;
}

static enum round_end round_of(void *ctx)
{
	struct post_runner *r = ctx;
	bool again = carry(r);

	arena_reset(&r->a);
	if (r->gone && r->o.gone && !rounds_stopping(&r->rounds)) {
		r->o.gone(r->o.gone_ctx);
	}
	return r->gone ? ROUND_LAST : again ? ROUND_AGAIN : ROUND_REST;
}

bool post_run_start(struct arena *a, const struct post_run_options *o, struct post_runner **out,
		    struct err *e)
{
	struct post_runner *r = arena_new(a, struct post_runner);

	r->o = *o;
	arena_init(&r->a, 0);
	if (!rounds_start(&r->rounds, round_of, r, e)) {
		arena_done(&r->a);
		return false;
	}
	*out = r;
	return true;
}

void post_run_stop(struct post_runner *r)
{
	if (r == NULL) {
		return;
	}
	rounds_stop(&r->rounds);
	arena_done(&r->a);
}
