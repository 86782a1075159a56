/* The demonstration as a whole: birth, the loop over time, the end. */
#include "demo_sim.h"

#include "attach.h"

/* Nothing is simulated before the two-level government of this day. */
static struct day first_day(void)
{
	return day_make(2025, 7, 1);
}

static bool find_period(const struct demo_options *o, int64_t *from, int64_t *to, struct err *e)
{
	int year, month, day;
	day_split(o->until, &year, &month, &day);
	int64_t months = (int64_t)year * 12 + month - 1 - o->months;
	int y = (int)(months / 12), m = (int)(months % 12) + 1;
	while (!day_valid(y, m, day)) {
		day--;
	}
	struct day start = day_make(y, m, day);
	start = start.n < first_day().n ? first_day() : start;
	if (o->until.n - start.n < 2) {
		char first[DAY_TEXT];
		return err_set(e, ERR_INVALID, "demo.period", "first",
			       day_vi(first_day(), first), NULL);
	}
	*from = day_start(start);
	*to = day_start(o->until);
	return true;
}

uint64_t demo_number(struct str seed)
{
	struct hash h = hash_of(seed.p, seed.n);
	uint64_t n = 0;
	for (int i = 0; i < 8; i++) {
		n = n << 8 | h.b[i];
	}
	return n;
}

bool demo_ground(struct demo *d, struct day day, struct err *e)
{
	static const char paper[] = "Kết quả minh họa. Không có giá trị pháp lý.\n";
	const struct law *l = app_law(d->app);
	const struct calendar_version *v = law_calendar_on(l, day);
	if (!app_file_put(d->app, STR(paper), &d->paper, e)) {
		return false;
	}
	(void)hash_hex(d->paper, d->paper_hex);
	d->rules = law_rule_set(l, day);
	d->cal = v ? law_calendar(l, v->id, STR("A")) : NULL;
	if (!d->cal || !d->rules || !calendar_covers(d->cal, d->to)) {
		return err_set(e, ERR_LIMIT, "demo.calendar", NULL);
	}
	return true;
}

static bool found(struct demo *d, struct err *e)
{
	struct app_birth birth = {
		.dir = d->o->dir, .name = STR("demo"), .mode = APP_DEMO, .seed = d->o->seed,
		.admin = STR("admin"), .at = d->from, .law = d->o->law, .laws = d->o->laws,
	};
	struct day last;
	if (!app_create(d->arena, &birth, &d->app, e) || !app_sync_off(d->app, e) ||
	    !demo_ground(d, day_of(d->from), e)) {
		return false;
	}
	if (d->o->until_working &&
	    calendar_day_before(d->cal, (struct day){ d->o->until.n + 1 }, 1, &last)) {
		d->to = day_start(last);
	}
	d->beyond = d->count->to = d->to;
	return true;
}

/* ---- time goes on ---- */

static bool known(struct demo *d, struct life *f, struct err *e)
{
	/* Its first command is still in the group: the id comes with the answer. */
	return f->known || desk_flush(d, e);
}

static bool is_officers(enum act act)
{
	return act == ACT_WORK || act == ACT_TAKE || act == ACT_RESUME || act == ACT_OPINION ||
	       act == ACT_HEAD || act == ACT_READY;
}

/* Living on, whatever came to nothing is looked at again: the law or somebody else may
 * have changed its course. */
static bool live_dossier(struct demo *d, struct life *f, const struct event *ev, struct err *e)
{
	int64_t commands = d->commands;
	uint64_t order = d->queue.order;
	if (d->on && resume_keeps_off(d, f)) {
		life_later(d, f, ev->act, d->now + chance_between(&f->chance, 300, 900), ev->arg);
		return true;
	}
	if (!(is_officers(ev->act) ? officer_act : counter_act)(d, f, ev, e)) {
		return false;
	}
	if (d->on && ev->act != ACT_HEAD && f->used && f->stamp == ev->stamp &&
	    d->commands == commands && d->queue.order == order) {
		f->lost = true;
		life_later(d, f, ev->act, d->now + chance_between(&f->chance, 1200, 3600), ev->arg);
	}
	return true;
}

static bool live(struct demo *d, const struct event *ev, struct err *e)
{
	if (ev->act == ACT_LEAVE) {
		return leave_record(d, ev, e);
	}
	if (ev->act == ACT_MORNING) {
		return heads_morning(d, e);
	}
	if (ev->act == ACT_HEARING) {
		return hearing_act(d, &d->hearing[ev->who], e);
	}
	if (ev->act == ACT_OUTAGE) {
		return outage_declare(d, e);
	}
	struct life *f = &d->life[ev->who];
	if (!f->used || f->stamp != ev->stamp) {
		return true;
	}
	if (ev->act == ACT_PAPER) {
		return arrival_at_counter(d, f, e);
	}
	int64_t over = outage_over(d, f, d->now);
	if (over > d->now) {
		f->signing = PLANTED_NOTHING;
		life_later(d, f, ev->act, over + chance_between(&f->chance, 60, 5400), ev->arg);
		return true;
	}
	if (!known(d, f, e)) {
		return false;
	}
	return f->lost || !f->known ? life_sync(d, f, e) : live_dossier(d, f, ev, e);
}

static void tell_progress(const struct demo *d, int64_t done)
{
	if (d->o->progress.fn && done % 100 == 0) {
		d->o->progress.fn(d->o->progress.ctx, "demo.progress", done, d->arrivals);
	}
}

bool demo_step(struct demo *d, int64_t until, bool *more, struct err *e)
{
	const struct event *first = queue_first(&d->queue);
	bool arrives = d->arrived < d->arrivals &&
		       (!first || d->arrival[d->arrived] <= first->at);
	int64_t at = arrives ? d->arrival[d->arrived] : first ? first->at : until;
	*more = at < until;
	if (!*more) {
		return true;
	}
	d->now = at > d->now ? at : d->now;
	if (!desk_clock(d, e)) {
		return false;
	}
	if (arrives) {
		tell_progress(d, d->arrived);
		int64_t number = d->on ? d->on->next_number++ : d->arrived;
		d->arrived++;
		return arrival_enter(d, number, e);
	}
	struct event ev = queue_take(&d->queue);
	return live(d, &ev, e);
}

static bool live_on(struct demo *d, struct err *e)
{
	bool more = true;
	while (more) {
		if (!demo_step(d, d->to, &more, e)) {
			return false;
		}
	}
	return true;
}

static bool close_books(struct demo *d, struct err *e)
{
	int64_t written;
	d->now = d->to;
	struct app_last last;
	if (!desk_flush(d, e) || !attachments_tidy(d->app, e) ||
	    !app_advance(d->app, d->to, &written, e) ||
	    !app_last(d->app, &last, e) || !app_sync_on(d->app, e)) {
		return false;
	}
	d->count->entries = last.seq + 1;
	return truth_close(d, e) && app_root(d->app, &d->count->root, e) &&
	       (!d->o->truth || truth_write(d, d->o->truth, e));
}

static bool run(struct demo *d, struct err *e)
{
	d->now = d->from;
	if (!found(d, e) || !people_hire(d, e)) {
		return false;
	}
	struct chance c = chance_of(d->seed, 3);
	arrivals_draw(d, d->arena, &c, d->from, d->to, d->o->dossiers);
	for (int32_t i = 0; i < d->bureaus; i++) {
		if (d->bureau[i].n > 2) {
			leave_plan(d, i, d->from);
		}
	}
	outage_plan(d, d->from);
	heads_plan(d, d->from);
	return live_on(d, e) && close_books(d, e);
}

bool demo_run(struct arena *a, const struct demo_options *o, struct app **out,
	      struct demo_count *count, struct err *e)
{
	struct demo *d = arena_new(a, struct demo);
	*count = (struct demo_count){ 0 };
	d->arena = a;
	d->o = o;
	d->count = count;
	d->free_life = NOBODY;
	d->seed = demo_number(o->seed);
	for (int i = 0; i < SERIES; i++) {
		d->series[i].competent = d->series[i].receiving = NOBODY;
	}
	if (!find_period(o, &d->from, &d->to, e)) {
		return false;
	}
	count->from = d->from;
	arena_init(&d->scratch, 0);
	arena_init(&d->desk.arena, 0);
	bool ok = run(d, e);
	arena_done(&d->scratch);
	arena_done(&d->desk.arena);
	if (!ok) {
		app_close(d->app);
		return false;
	}
	*out = d->app;
	return true;
}
