/* The clock of a living demonstration, its thread, and its jobs for the writer. */
#include "demo_living.h"

#include "demo_sim.h"

#include "world.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

enum {
	JOB_EVENTS = 24,		/* of one job: some ten milliseconds */
	OPENED_S = 300, PRESENT_S = 900,	/* of the machine's time */
};

struct opened {
	char code[OPENED_TEXT];
	int64_t at;
};

struct living {
	/* The writer's thread (before it starts, the one that opens). */
	struct demo demo;
	struct living_on on;
	struct arena home, scratch;
	struct sessions *sessions;

	struct writer *writer;
	pthread_t thread;
	bool started;
	struct ticket ticket;

	pthread_mutex_t lock;		/* guards what follows */
	pthread_cond_t moved;
	int64_t base_at, base_us, speed;	/* the clock; base_us: of the machine's */
	struct living_jump jump;
	struct opened opened[OPENED_MOST];
	size_t opens;			/* so far: the oldest gives way */
	struct living_count count;
	bool under_way;			/* a job is with the writer */
	bool stopping;
};

/* ---- the clock ---- */

/* With the lock held. It never runs beyond what dates can be reckoned with. */
static int64_t clock_now(const struct living *l)
{
	if (l->jump.under_way || l->speed == 0) {
		return l->base_at;
	}
	int64_t at = l->base_at + (world_ticks_us() - l->base_us) * l->speed / 1000000;
	return at < l->demo.beyond ? at : l->demo.beyond;
}

static void set_clock(struct living *l, int64_t at)
{
	l->base_at = at;
	l->base_us = world_ticks_us();
}

int64_t living_clock(void *living)
{
	struct living *l = living;
	pthread_mutex_lock(&l->lock);
	int64_t at = clock_now(l);
	pthread_mutex_unlock(&l->lock);
	return at;
}

/* The first opening of the office after `at`. */
static int64_t next_morning(const struct demo *d, int64_t at)
{
	struct day day = day_of(at);
	if (calendar_working(d->cal, day) && at < day_open(d->cal, day)) {
		return day_open(d->cal, day);
	}
	bool there = calendar_day_after(d->cal, day, 1, &day) &&
		     day_open(d->cal, day) < d->beyond;
	return there ? day_open(d->cal, day) : INSTANT_NONE;
}

bool living_jump(struct living *l, struct living_jump *out)
{
	pthread_mutex_lock(&l->lock);
	int64_t now = clock_now(l);
	int64_t morning = next_morning(&l->demo, now);
	if (!l->jump.under_way && morning != INSTANT_NONE) {
		l->jump = (struct living_jump){ true, now, now, morning };
		set_clock(l, now);
		pthread_cond_broadcast(&l->moved);
	}
	*out = l->jump;
	pthread_mutex_unlock(&l->lock);
	return out->under_way;
}

void living_jumping(struct living *l, struct living_jump *out)
{
	pthread_mutex_lock(&l->lock);
	*out = l->jump;
	pthread_mutex_unlock(&l->lock);
}

struct living_count living_counted(struct living *l)
{
	pthread_mutex_lock(&l->lock);
	struct living_count count = l->count;
	pthread_mutex_unlock(&l->lock);
	return count;
}

/* ---- people ---- */

/* As the store has it: an address may have been typed, with blanks or small letters. */
static bool code_of_store(struct str typed, char out[OPENED_TEXT])
{
	struct str s = str_trim(typed);
	for (size_t i = 0; i < s.n && s.n < OPENED_TEXT; i++) {
		out[i] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 'a' + 'A') : s.p[i];
	}
	out[s.n < OPENED_TEXT ? s.n : 0] = '\0';
	return s.n > 0 && s.n < OPENED_TEXT;
}

void living_opened(struct living *l, struct str typed)
{
	char text[OPENED_TEXT];
	int64_t now = world_clock();
	if (!code_of_store(typed, text)) {
		return;		/* no code of ours */
	}
	struct str code = str_of(text);
	pthread_mutex_lock(&l->lock);
	size_t i = 0, n = l->opens < OPENED_MOST ? l->opens : OPENED_MOST;
	while (i < n && !str_is(code, l->opened[i].code)) {
		i++;
	}
	if (i == n) {
		i = l->opens++ % OPENED_MOST;
	}
	l->opened[i] = (struct opened){ .at = now };
	memcpy(l->opened[i].code, code.p, code.n);
	pthread_mutex_unlock(&l->lock);
}

static void look_who_is_there(struct living *l, int64_t now)
{
	struct demo *d = &l->demo;
	struct session_list list;
	arena_reset(&l->scratch);
	session_list(l->sessions, &l->scratch, (struct person_id){ 0 }, now, &list);
	for (int32_t i = 0; i < d->officers; i++) {
		d->officer[i].self = false;
	}
	for (size_t i = 0; i < list.n; i++) {
		const struct person *p = org_person(app_org(d->app), list.login[i].person);
		for (int32_t k = 0; p && list.login[i].seen_at >= now - PRESENT_S &&
		     k < d->officers; k++) {
			/* at each of their posts */
			d->officer[k].self |= str_eq(d->officer[k].key, p->key);
		}
	}
}

/* With the lock held. */
static void look_what_is_open(struct living *l, int64_t now)
{
	size_t n = l->opens < OPENED_MOST ? l->opens : OPENED_MOST;
	l->on.opens = 0;
	for (size_t i = 0; i < n; i++) {
		if (l->opened[i].at >= now - OPENED_S) {
			memcpy(l->on.opened[l->on.opens++], l->opened[i].code, OPENED_TEXT);
		}
	}
}

/* ---- a job ---- */

static bool live(struct ticket *t, struct app *app, struct err *e)
{
	struct living *l = t->ctx;
	struct demo *d = &l->demo;
	int64_t now = world_clock();
	bool all = false;
	pthread_mutex_lock(&l->lock);
	look_what_is_open(l, now);
	bool jumps = l->jump.under_way;
	/* The writer has brought the app to the clock; a jump goes ahead of it. */
	int64_t until = jumps ? l->jump.to : app_now(app);
	pthread_mutex_unlock(&l->lock);
	look_who_is_there(l, now);
	d->now = app_now(app);
	bool ok = resume_follow(d, e) &&
		  resume_on(d, jumps ? until : until + 1, JOB_EVENTS, &all, e);
	pthread_mutex_lock(&l->lock);
	l->count = (struct living_count){ d->count->commands, d->count->refused };
	if (jumps) {
		/* One that fails ends where it is: the day goes on from there. */
		l->jump.now = all ? until : d->now;
		l->jump.under_way = ok && !all;
		set_clock(l, l->jump.now);
	}
	pthread_mutex_unlock(&l->lock);
	return ok;
}

static void lived(struct ticket *t)
{
	struct living *l = t->ctx;
	pthread_mutex_lock(&l->lock);
	l->under_way = false;
	pthread_cond_broadcast(&l->moved);
	pthread_mutex_unlock(&l->lock);
}

/* ---- the thread: hands in a job each second, in a jump one after the other ---- */

static void *run(void *ctx)
{
	struct living *l = ctx;
	pthread_mutex_lock(&l->lock);
	while (!l->stopping) {
		struct timespec until;
		struct err e;
		bool full = false;
		if (!l->under_way) {
			l->ticket = (struct ticket){ .job = live, .done = lived, .ctx = l };
			l->under_way = writer_hand(l->writer, &l->ticket, &e);
			full = !l->under_way;
		}
		(void)clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += 1;
		bool in_time = true;
		while (!l->stopping && in_time && (full || l->under_way || !l->jump.under_way)) {
			in_time = pthread_cond_timedwait(&l->moved, &l->lock, &until) == 0;
		}
	}
	while (l->under_way) {
		pthread_cond_wait(&l->moved, &l->lock);
	}
	pthread_mutex_unlock(&l->lock);
	return NULL;
}

/* ---- opening and closing ---- */

/* Outside office hours there is nothing to be seen: on to the next morning. */
static bool to_office_hours(struct living *l, struct err *e)
{
	struct demo *d = &l->demo;
	int64_t morning = next_morning(d, d->now), written;
	struct day day = day_of(d->now);
	bool open = calendar_working(d->cal, day) && d->now >= day_open(d->cal, day) &&
		    d->now < day_close(d->cal, day);
	bool all = open || morning == INSTANT_NONE;
	while (!all) {
		if (!resume_on(d, morning, JOB_EVENTS, &all, e)) {
			return false;
		}
	}
	d->now = open || morning == INSTANT_NONE ? d->now : morning;
	return app_advance(d->app, d->now, &written, e);
}

bool living_open(struct arena *a, const struct living_options *o, struct living **out,
		 struct err *e)
{
	struct living *l = arena_new(a, struct living);
	struct demo *d = &l->demo;
	if (app_mode_of(o->app) != APP_DEMO) {
		return err_set(e, ERR_INVALID, "demo.production", NULL);
	}
	arena_init(&l->home, 0);
	arena_init(&l->scratch, 0);
	arena_init(&l->on.day, 0);
	arena_init(&d->scratch, 0);
	arena_init(&d->desk.arena, 0);
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->moved, NULL);
	l->sessions = o->sessions;
	l->speed = o->speed;
	d->arena = &l->home;
	d->app = o->app;
	d->on = &l->on;
	d->o = &l->on.options;
	d->count = &l->on.count;
	d->free_life = NOBODY;
	if (!resume_open(d, e) || !to_office_hours(l, e)) {
		living_close(l);
		return false;
	}
	set_clock(l, d->now);
	*out = l;
	return true;
}

bool living_start(struct living *l, struct writer *w, struct err *e)
{
	l->writer = w;
	pthread_mutex_lock(&l->lock);
	set_clock(l, l->base_at);
	pthread_mutex_unlock(&l->lock);
	if (pthread_create(&l->thread, NULL, run, l) != 0) {
		return err_set(e, ERR_IO, "writer.thread", NULL);
	}
	l->started = true;
	return true;
}

void living_stop(struct living *l)
{
	if (!l || !l->started) {
		return;
	}
	pthread_mutex_lock(&l->lock);
	l->stopping = true;
	pthread_cond_broadcast(&l->moved);
	pthread_mutex_unlock(&l->lock);
	pthread_join(l->thread, NULL);
	l->started = false;
}

void living_close(struct living *l)
{
	if (!l) {
		return;
	}
	arena_done(&l->home);
	arena_done(&l->scratch);
	arena_done(&l->on.day);
	arena_done(&l->demo.scratch);
	arena_done(&l->demo.desk.arena);
}
