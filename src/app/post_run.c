/* Carrying parcels out, round by round. */
#include "post_run.h"

#include "world.h"

#include <pthread.h>
#include <time.h>

struct post_runner {
	struct post_run_options o;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t told;
	bool stopping;
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

static bool stopping(struct post_runner *r)
{
	pthread_mutex_lock(&r->lock);
	bool yes = r->stopping;

	pthread_mutex_unlock(&r->lock);
	return yes;
}

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

	for (size_t i = 0; i < r->parcels.n && !r->gone && !stopping(r); i++) {
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

/* A second, or until it is to end. */
static void rest(struct post_runner *r)
{
	struct timespec until;

	pthread_mutex_lock(&r->lock);
	(void)clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 1;
	while (!r->stopping && pthread_cond_timedwait(&r->told, &r->lock, &until) == 0) {
	}
	pthread_mutex_unlock(&r->lock);
}

/* What cannot be noted is not sent again meanwhile: while the disk fails nobody is told
 * the same each second. */
static void note_all(struct post_runner *r)
{
	while (!ask(r, note) && !stopping(r)) {
		rest(r);
	}
}

/* True: there may be more at once. */
static bool round_of(struct post_runner *r)
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

static void *run(void *ctx)
{
	struct post_runner *r = ctx;

	while (!stopping(r) && !r->gone) {
		bool again = round_of(r);

		arena_reset(&r->a);
		if (!again) {
			rest(r);
		}
	}
	if (r->gone && !stopping(r) && r->o.gone) {
		r->o.gone(r->o.gone_ctx);
	}
	return NULL;
}

bool post_run_start(struct arena *a, const struct post_run_options *o, struct post_runner **out,
		    struct err *e)
{
	struct post_runner *r = arena_new(a, struct post_runner);

	r->o = *o;
	arena_init(&r->a, 0);
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->told, NULL);
	if (pthread_create(&r->thread, NULL, run, r) != 0) {
		arena_done(&r->a);
		return err_set(e, ERR_IO, "writer.thread", NULL);
	}
	*out = r;
	return true;
}

void post_run_stop(struct post_runner *r)
{
	if (r == NULL) {
		return;
	}
	pthread_mutex_lock(&r->lock);
	r->stopping = true;
	pthread_cond_broadcast(&r->told);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	arena_done(&r->a);
}
