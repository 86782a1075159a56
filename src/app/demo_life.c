/* One dossier as the simulation sees it: its place, its pace, its next event. */
#include "demo_sim.h"

#include "view.h"

#include <string.h>

enum { ATTEMPTS_MOST = 6 };

/* ---- births and endings ---- */

static void grow(struct demo *d)
{
	int32_t cap = d->lives_cap == 0 ? 1024 : d->lives_cap * 2;
	struct life *v = arena_array(d->arena, struct life, (size_t)cap);
	if (d->lives > 0) {
		memcpy(v, d->life, (size_t)d->lives * sizeof(*v));
	}
	d->life = v;
	d->lives_cap = cap;
}

struct life *life_new(struct demo *d, int64_t number)
{
	int32_t i = d->free_life;
	if (i != NOBODY) {
		d->free_life = d->life[i].next_free;
	} else {
		if (d->lives == d->lives_cap) {
			grow(d);
		}
		i = d->lives++;
	}
	struct life *f = &d->life[i];
	*f = (struct life){
		.used = true,
		.next_free = NOBODY,
		.number = number,
		.chance = chance_of(d->seed ^ 0xD0551E5, (uint64_t)number),
		.holder = NOBODY,
		.worker = NOBODY,
		.asked_step = -1,
		.owner = -1,
		.since = INSTANT_NONE,
		.arrived_at = INSTANT_NONE,
		.answer_from = INSTANT_NONE,
		.asked_of = NOBODY,
		.next_at = INSTANT_NONE,
		.untold_from = INSTANT_NONE,
		.came_here = INSTANT_NONE,
		.backed_at = INSTANT_NONE,
		.asker = NOBODY,
		.contester = NOBODY, .acts_by = NOBODY,
		.contested_at = INSTANT_NONE,
		.given_at = INSTANT_NONE,
		.placed = NOBODY,
		.helper = NOBODY,
		.empty_by = NOBODY,
		.scale = 1000,
		.due = INSTANT_NONE,
		.stamp = f->stamp + 1,
	};
	return f;
}

int32_t life_index(const struct demo *d, const struct life *f)
{
	return (int32_t)(f - d->life);
}

void life_end(struct demo *d, struct life *f)
{
	habit_told(d, f);
	truth_ended(d, f);
	f->used = false;
	f->stamp++;
	f->next_free = d->free_life;
	d->free_life = life_index(d, f);
}

void life_later(struct demo *d, struct life *f, enum act act, int64_t at, int32_t arg)
{
	/* Beyond the end of the calendar or of the demonstration nothing happens. */
	if (at == INSTANT_NONE || at >= d->beyond) {
		return;
	}
	queue_put(d->arena, &d->queue, (struct event){
		.at = at < d->now ? d->now : at, .act = act, .who = life_index(d, f),
		.stamp = f->stamp, .arg = arg });
	if (act == ACT_WORK || act == ACT_TAKE) {
		f->next_at = at;
	}
}

/* ---- pace ---- */

void life_due(struct demo *d, struct life *f, struct limit limit, int64_t from)
{
	struct deadline_in in = { .cal = d->cal, .received_at = from, .limit = limit,
				  .mode = d->rules->due_mode, .cutoff_s = d->rules->cutoff_s };
	struct deadline out;
	struct err ignored;
	int64_t plan = 0;
	if (!deadline_compute(&in, &out, &ignored)) {
		return;
	}
	f->due = out.due;
	for (size_t i = 0; i < f->version->steps; i++) {
		plan += f->version->step[i].plan_s;
	}
	int64_t room = work_between(d->cal, from, f->due);
	f->scale = plan > room ? room * 1000 / plan : 1000;
}

/* Later the same day, when they like to finish things. */
static int64_t at_their_hour(struct life *f, const struct officer *o, int64_t at)
{
	int64_t hour = day_start(day_of(at)) + o->hour;
	bool room = f->due == INSTANT_NONE || hour + DAY_S / 2 < f->due;
	if (hour > at && room && chance_hit(&f->chance, 3000)) {
		return hour + chance_below(&f->chance, 1500);
	}
	return at;
}

/* What is nearly due is hurried, mostly. */
static int64_t hurried(struct demo *d, struct life *f, int64_t seconds)
{
	int64_t rest = 0, room;
	if (f->due == INSTANT_NONE) {
		return seconds;
	}
	for (size_t i = (size_t)f->step; i < f->version->steps; i++) {
		rest += f->version->step[i].plan_s;
	}
	room = work_between(d->cal, d->now, f->due);
	if (room == 0) {
		return seconds * 6 / 10;
	}
	int64_t share = rest > 0 ? room * f->version->step[f->step].plan_s / rest : room;
	if (seconds > share && chance_hit(&f->chance, 8200)) {
		return share * chance_between(&f->chance, 600, 990) / 1000;
	}
	return seconds;
}

int64_t work_done_at(struct demo *d, struct life *f, int32_t officer, int64_t seconds,
		     int64_t effort)
{
	struct officer *o = &d->officer[officer];
	int64_t from = work_next(d->cal, d->now);
	int64_t at = from == INSTANT_NONE ? from : work_add(d->cal, from, seconds);
	if (at == INSTANT_NONE) {
		return at;
	}
	if (o->backlog_at < from) {
		o->backlog_at = from;
	}
	int64_t free_at = work_add(d->cal, o->backlog_at, effort);
	if (free_at == INSTANT_NONE) {
		return free_at;
	}
	o->backlog_at = free_at;
	at = at_their_hour(f, o, at < free_at ? free_at : at);
	/* Some evenings somebody stays. */
	if (chance_hit(&f->chance, 150)) {
		struct day day = day_of(at);
		return calendar_working(d->cal, day)
			? day_close(d->cal, day) + chance_between(&f->chance, 600, 10000) : at;
	}
	return work_next(d->cal, at);
}

/* ---- places ---- */

int32_t life_bureau(struct demo *d, const struct life *f)
{
	const struct step *s = &f->version->step[f->step];
	const struct org *o = app_org(d->app);
	if (s->kind == STEP_INTAKE) {
		return f->receiving;
	}
	if (f->given_at != INSTANT_NONE && f->placed != NOBODY && f->step == f->placed_step) {
		return f->placed;
	}
	const struct unit *agency = org_unit(o, d->bureau[f->competent].id);
	const struct unit *u = agency ? org_relative(o, agency, s->unit) : NULL;
	return u ? bureau_of(d, u->id) : NOBODY;
}

int32_t life_actor(struct demo *d, struct life *f)
{
	int32_t bureau = life_bureau(d, f);
	return bureau == NOBODY ? NOBODY :
		people_choose(d, bureau, f->version->step[f->step].post, d->now);
}

int64_t life_usual_time(struct demo *d, struct life *f, int32_t officer)
{
	const struct step *s = &f->version->step[f->step];
	const struct officer *o = &d->officer[officer];
	int64_t t = s->plan_s * f->scale / 1000 * 46 / 100;
	t = t * chance_spread(&f->chance) / 1000 * o->pace / 1000;
	t = t * d->bureau[o->bureau].strain / 1000;
	t = hurried(d, f, t) * f->plan.pace / 1000;
	return t < 240 ? 240 : t;
}

/* When the officer's habit is to sign on certain days: the last working afternoon
 * of a month, whatever is due; a session on Friday morning, for what can wait. A date
 * given anew may lie ahead of a dossier that was late already: nothing good is said of it. */
static int64_t signing_day(struct demo *d, struct life *f, const struct officer *o)
{
	struct day today = day_of(d->now), day = today;
	int year, month, date;
	if (o->signs == BATCH_SIGNING) {
		day.n += 4 - day_weekday(today);
		int64_t at = day_start(day) + 9 * 3600 + chance_below(&f->chance, 1200);
		bool fits = day.n > today.n && day.n - today.n <= 2 && at < f->due &&
			    !f->told_late && calendar_working(d->cal, day);
		return fits ? at : INSTANT_NONE;
	}
	day_split(today, &year, &month, &date);
	struct day next = month == 12 ? day_make(year + 1, 1, 1) : day_make(year, month + 1, 1);
	bool soon = calendar_day_before(d->cal, next, 1, &day) && day.n > today.n &&
		    day.n - today.n <= 6;
	return soon ? day_close(d->cal, day) - chance_between(&f->chance, 300, 4200)
		    : INSTANT_NONE;
}

/* Same-day work is signed as it comes, by everybody. */
static bool signed_together(struct demo *d, struct life *f, int32_t who)
{
	const struct officer *o = &d->officer[who];
	if (o->signs == PLANTED_NOTHING || f->version->limit.unit == LIMIT_SAME_DAY ||
	    f->plan.planted != PLANTED_NOTHING) {
		return false;
	}
	int64_t at = signing_day(d, f, o);
	if (at == INSTANT_NONE) {
		return false;
	}
	f->signing = o->signs;
	f->since = d->now;
	life_later(d, f, ACT_WORK, at, 0);
	return true;
}

/* It lies at a step that nobody has opened: when will it be, and done. */
void life_arrived(struct demo *d, struct life *f)
{
	const struct step *s = &f->version->step[f->step];
	if (s->kind == STEP_CONSULT) {
		int64_t at = work_next(d->cal, d->now + chance_between(&f->chance, 600, 7200));
		life_later(d, f, ACT_WORK, at, 0);
		return;
	}
	f->holder = NOBODY;
	f->arrived_at = f->came_here = d->now;
	int32_t who = life_actor(d, f);
	if (who == NOBODY) {
		return;
	}
	int64_t all = life_usual_time(d, f, who);
	if (s->kind == STEP_SIGN && signed_together(d, f, who)) {
		return;
	}
	if (s->kind == STEP_SIGN || s->kind == STEP_ISSUE) {
		life_later(d, f, ACT_WORK, work_done_at(d, f, who, all, 150), 0);
		return;
	}
	int64_t until = all / 4 + f->plan.forgotten_s;
	f->plan.forgotten_s = 0;
	life_later(d, f, ACT_TAKE, work_done_at(d, f, who, until, 60), (int32_t)(all / 4 * 3));
}

void life_received(struct demo *d, struct life *f, int32_t clerk, int64_t received_at)
{
	struct limit limit = f->version->limit;
	if (f->plan.variant && f->version->variants > 0) {
		limit = f->version->variant[0].limit;
	}
	f->phase = PHASE_OPEN;
	f->step = 0;
	f->holder = clerk;
	f->received_at = received_at;
	f->held_from = d->now;
	life_due(d, f, limit, received_at);
	life_later(d, f, ACT_WORK,
		   work_done_at(d, f, clerk, life_usual_time(d, f, clerk) / 2, 300), 0);
	if (f->plan.withdraw && f->due != INSTANT_NONE) {
		int64_t room = work_between(d->cal, d->now, f->due);
		int64_t after = room * chance_between(&f->chance, 10, 90) / 100;
		after = f->plan.withdraw_at > 0 ? room * f->plan.withdraw_at / 100 : after;
		life_later(d, f, ACT_WITHDRAW, work_add(d->cal, d->now, after), 0);
	}
}

/* ---- the truth ---- */

static enum phase phase_of(enum dossier_state s)
{
	switch (s) {
	case DOSSIER_SUBMITTED:
		return PHASE_SUBMITTED;
	case DOSSIER_ASKED:
		return PHASE_ASKED;
	case DOSSIER_OPEN:
		return PHASE_OPEN;
	case DOSSIER_WAITING:
		return PHASE_WAITING;
	case DOSSIER_READY:
		return PHASE_READY;
	case DOSSIER_NONE:
	case DOSSIER_DECLINED:
	case DOSSIER_DELIVERED:
	case DOSSIER_WITHDRAWN:
	case DOSSIER_STOPPED:
	case DOSSIER_UNDONE:
		break;
	}
	return PHASE_CLOSED;
}

static void next_act(struct demo *d, struct life *f)
{
	int64_t soon = work_next(d->cal, d->now + chance_between(&f->chance, 600, 5400));
	switch (f->phase) {
	case PHASE_SUBMITTED:
		life_later(d, f, ACT_ANSWER, soon, 0);
		break;
	case PHASE_ASKED:
		life_later(d, f, ACT_COMPLETE, soon + DAY_S, 0);
		break;
	case PHASE_OPEN:
		if (f->holder == NOBODY) {
			life_arrived(d, f);
		} else if (f->taken || f->version->step[f->step].kind == STEP_CONSULT) {
			life_later(d, f, ACT_WORK, soon, 0);
		} else {
			life_later(d, f, ACT_TAKE, soon,
				   (int32_t)(life_usual_time(d, f, f->holder) / 2));
		}
		break;
	case PHASE_WAITING:
		life_later(d, f, f->waits_for == NOTICE_NONE ? ACT_RESUME : ACT_CITIZEN,
			   soon + DAY_S, 0);
		break;
	case PHASE_READY:
		life_later(d, f, f->told ? ACT_DELIVER : ACT_TOLD, soon, 0);
		break;
	case PHASE_NEW:
	case PHASE_CLOSED:
		life_end(d, f);
		break;
	}
}

/* The officer of a hold that somebody has opened, or that came to them by name. */
static int32_t holder_of(struct demo *d, const struct dossier *truth)
{
	const struct obligation *hold = dossier_hold(truth);
	if (!hold) {
		return NOBODY;
	}
	bool seat = hold->holder.kind == PARTY_SEAT;
	const struct seat *s = seat ? &hold->holder.seat : &truth->office.seat;
	/* Nobody opens what waits for opinions: whom it was moved to goes on with it. */
	bool consults = truth->step >= 0 &&
			truth->version->step[truth->step].kind == STEP_CONSULT;
	if (seat && !consults && hold->taken_at == INSTANT_NONE && post_is(s->post, "head")) {
		return NOBODY;
	}
	const struct person *who = org_person(app_org(d->app), s->person);
	return who ? officer_of(d, who->key) : NOBODY;
}

static enum notice_kind awaited(const struct dossier *truth)
{
	const struct obligation *hold = dossier_hold(truth);
	for (size_t i = 0; hold && i < truth->notices; i++) {
		if (truth->notice[i].number == hold->number) {
			return truth->notice[i].kind;
		}
	}
	return NOTICE_NONE;
}

void life_believe(struct demo *d, struct life *f, const struct dossier *truth)
{
	const struct obligation *hold = dossier_hold(truth);
	f->phase = phase_of(truth->state);
	f->holder = holder_of(d, truth);
	f->held_from = d->now;
	f->taken = hold && hold->taken_at != INSTANT_NONE;
	f->waits_for = truth->state == DOSSIER_WAITING ? awaited(truth) : NOTICE_NONE;
	if (truth->step >= 0) {
		f->step = truth->step;
	}
	if (truth->due != INSTANT_NONE) {
		f->due = truth->due;
	}
}

bool life_sync(struct demo *d, struct life *f, struct err *e)
{
	const struct dossier *truth;
	if (!desk_flush(d, e)) {
		return false;
	}
	f->lost = false;
	f->signing = PLANTED_NOTHING;
	/* What was foreseen is void; what goes on all the same is refused once. */
	f->stamp++;
	if (!f->known) {
		life_end(d, f);
		return true;
	}
	if (++f->attempts > ATTEMPTS_MOST && !d->on) {
		return true;		/* nobody thinks of it any more */
	}
	arena_reset(&d->scratch);
	if (!app_dossier(d->app, &d->scratch, str_of(f->ref), &truth, e)) {
		return false;
	}
	life_believe(d, f, truth);
	if (d->on) {
		resume_next(d, f, truth);
	} else if (f->phase == PHASE_OPEN && f->version->step[f->step].kind == STEP_CONSULT &&
		   f->asked_step == f->step) {
		uint64_t order = d->queue.order;
		opinions_again(d, f, truth);
		if (order == d->queue.order) {
			next_act(d, f);
		}
	} else {
		next_act(d, f);
	}
	return true;
}
