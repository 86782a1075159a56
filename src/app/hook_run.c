/* Telling webhooks, round by round. */
#include "hook_run.h"

#include "world.h"

#include <pthread.h>
#include <time.h>

struct hook_runner {
	struct hook_run_options o;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t told;
	bool stopping;
	struct arena a;			/* of a round */
	struct hook_mails mails;
	bool more;			/* entries wait that were not looked at */
	bool gone;			/* whoever sends is */
};

struct errand {
	struct ticket ticket;		/* first: its ctx is the writer's while it waits */
	struct hook_runner *r;
};

static struct hook_runner *runner_of(struct ticket *t)
{
	return ((struct errand *)(void *)t)->r;
}

/* ---- on the writer's thread ---- */

static bool gather(struct ticket *t, struct app *app, struct err *e)
{
	struct hook_runner *r = runner_of(t);
	int64_t now = world_clock();

	return hook_gather(app, now, &r->more, e) && hook_due(app, &r->a, now, &r->mails, e);
}

static bool note(struct ticket *t, struct app *app, struct err *e)
{
	const struct hook_runner *r = runner_of(t);

	return hook_note(app, &r->mails, world_clock(), e);
}

/* ---- on its own ---- */

static bool stopping(struct hook_runner *r)
{
	pthread_mutex_lock(&r->lock);
	bool yes = r->stopping;

	pthread_mutex_unlock(&r->lock);
	return yes;
}

static bool ask(struct hook_runner *r, bool (*job)(struct ticket *, struct app *, struct err *))
{
	struct errand one = { .ticket = { .job = job }, .r = r };

	writer_do(r->o.writer, &one.ticket);
	return one.ticket.answer.ok;
}

static bool failed(const struct hook_mail *m)
{
	return m->answer.status < 200 || m->answer.status >= 300;
}

/* How many were tried. */
static size_t send_all(struct hook_runner *r)
{
	int64_t silent = 0;		/* hook that failed in this round */
	size_t n = 0;

	for (size_t i = 0; i < r->mails.n && !r->gone && !stopping(r); i++) {
		struct hook_mail *m = &r->mails.mail[i];

		if (m->hook == silent) {
			continue;
		}
		if (!r->o.post(r->o.post_ctx, &m->post, &m->answer)) {
			r->gone = true;
			break;
		}
		m->tried = true;
		n++;
		silent = failed(m) ? m->hook : silent;
	}
	return n;
}

/* A second, or until it is to end. */
static void rest(struct hook_runner *r)
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
static void note_all(struct hook_runner *r)
{
	while (!ask(r, note) && !stopping(r)) {
		rest(r);
	}
}

/* True: there may be more at once. */
static bool round_of(struct hook_runner *r)
{
	r->mails.n = 0;
	r->more = false;
	if (!ask(r, gather)) {
		return false;
	}
	size_t tried = send_all(r);

	if (tried > 0) {
		note_all(r);
	}
	return tried > 0 || r->more;
}

static void *run(void *ctx)
{
	struct hook_runner *r = ctx;

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

bool hook_run_start(struct arena *a, const struct hook_run_options *o, struct hook_runner **out,
		    struct err *e)
{
	struct hook_runner *r = arena_new(a, struct hook_runner);

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

void hook_run_stop(struct hook_runner *r)
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
