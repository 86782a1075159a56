/* A store that was filled before goes on: who is there, what is open, what people did. */
#include "demo_sim.h"

#include "province.h"
#include "view.h"

#include "base/map.h"
#include "core/opinion.h"

#include <string.h>

enum { PAGE = 200, MINUTE_S = 60 };

/* ---- people in person ---- */

/* Who has the post of a step that is signed or numbered has the queue to themselves, and so
 * has a head what waits for them and nobody has opened. */
static bool queue_is_theirs(struct demo *d, const struct life *f)
{
	const struct step *s = &f->version->step[f->step];
	bool queue = s->kind == STEP_SIGN || s->kind == STEP_ISSUE ||
		     (post_is(s->post, "head") && f->holder == NOBODY);
	int32_t unit = queue ? life_bureau(d, f) : NOBODY;
	if (unit == NOBODY || f->phase != PHASE_OPEN) {
		return false;
	}
	const struct bureau *b = &d->bureau[unit];
	for (int32_t i = b->first; i < b->first + b->n; i++) {
		if (d->officer[i].self && post_eq(d->officer[i].post, s->post)) {
			return true;
		}
	}
	return false;
}

bool resume_keeps_off(struct demo *d, const struct life *f)
{
	if (f->holder != NOBODY && d->officer[f->holder].self) {
		return true;
	}
	for (size_t i = 0; i < d->on->opens; i++) {
		if (str_is(f->code, d->on->opened[i])) {
			return true;
		}
	}
	return queue_is_theirs(d, f);
}

/* ---- the next act of a dossier as the ledger has it ---- */

/* In office hours; later each time the law said no in a row. */
static int64_t soon(struct demo *d, struct life *f, int64_t least, int64_t most)
{
	int64_t patience = f->attempts < 12 ? f->attempts : 12;
	int64_t wait = chance_between(&f->chance, least, most) +
		       patience * patience * 10 * MINUTE_S;
	return work_next(d->cal, d->now + wait);
}

/* The last of that kind; NOTICE_NONE: that asks the citizen for something. */
static const struct notice *last_notice(const struct dossier *t, enum notice_kind kind)
{
	const struct notice *last = NULL;
	for (size_t i = 0; i < t->notices; i++) {
		enum notice_kind k = t->notice[i].kind;
		bool of_citizen = k == NOTICE_SUPPLEMENT || k == NOTICE_PAYMENT;
		last = k == kind || (kind == NOTICE_NONE && of_citizen) ? &t->notice[i] : last;
	}
	return last;
}

/* Asked and not answered: the citizen must be told, then comes. */
static bool next_of_notice(struct demo *d, struct life *f, const struct dossier *t)
{
	const struct notice *n = last_notice(t, NOTICE_NONE);
	if (!n || n->answered_at != INSTANT_NONE || n->asked_at < t->span_from) {
		return false;
	}
	f->waits_for = n->kind;
	f->lawful = n->lawful;
	if (n->told_at == INSTANT_NONE) {
		life_later(d, f, ACT_NOTICE_SENT, soon(d, f, 600, 5400), 0);
	} else if (n->delivered_at == INSTANT_NONE) {
		life_later(d, f, ACT_NOTICE_ARRIVED, soon(d, f, 1800, 60000), 0);
	} else {
		life_later(d, f, ACT_CITIZEN, soon(d, f, 3600, 4 * DAY_S), 0);
	}
	return true;
}

static bool next_of_opinions(struct demo *d, struct life *f, const struct dossier *t)
{
	int64_t last = INSTANT_NONE;
	for (size_t i = 0; i < t->opinions; i++) {
		const struct opinion *o = &t->opinion[i];
		if (opinion_owed(t, o) && !o->silent) {
			last = soon(d, f, 3600, 2 * DAY_S);
			life_later(d, f, ACT_OPINION, last, o->number);
		}
	}
	if (last == INSTANT_NONE) {
		return false;
	}
	life_later(d, f, ACT_WORK, work_next(d->cal, last + 2 * 3600), 0);
	return true;
}

static bool asked_here(const struct dossier *t)
{
	for (size_t i = 0; i < t->rounds; i++) {
		if (t->round[i].step == t->step) {
			return true;
		}
	}
	return false;
}

static void next_of_open(struct demo *d, struct life *f, const struct dossier *t)
{
	bool consults = f->version->step[f->step].kind == STEP_CONSULT;
	f->asked_step = consults && asked_here(t) ? f->step : -1;
	if (next_of_notice(d, f, t) || (consults && next_of_opinions(d, f, t))) {
		return;
	}
	if (f->holder == NOBODY) {
		life_arrived(d, f);
		return;
	}
	int64_t all = life_usual_time(d, f, f->holder);
	if (f->taken || consults) {
		int64_t rest = all * chance_between(&f->chance, 50, 800) / 1000;
		int64_t at = work_done_at(d, f, f->holder, rest, 600);
		int64_t least = soon(d, f, 300, 3600);
		life_later(d, f, ACT_WORK, at > least ? at : least, 0);
	} else {
		life_later(d, f, ACT_TAKE, soon(d, f, 600, 10800), (int32_t)(all / 2));
	}
}

static void next_of_ready(struct demo *d, struct life *f, const struct dossier *t)
{
	const struct notice *n = last_notice(t, NOTICE_RESULT);
	bool now = n && n->asked_at >= t->ready_at;
	int64_t lain = t->ready_at == INSTANT_NONE ? 0 : d->now - t->ready_at;
	f->ready_at = t->ready_at;
	f->told = now && n->delivered_at != INSTANT_NONE;
	if (f->told) {
		/* Who has not come for long is not in a hurry. */
		int64_t most = lain > 15 * DAY_S ? 40 * DAY_S : 3 * DAY_S;
		life_later(d, f, ACT_DELIVER, soon(d, f, 1200, most), 0);
	} else if (now && n->told_at != INSTANT_NONE) {
		life_later(d, f, ACT_RESULT_ARRIVED, soon(d, f, 900, 40000), 0);
	} else {
		life_later(d, f, ACT_TOLD, soon(d, f, 600, 7200), 0);
	}
}

void resume_next(struct demo *d, struct life *f, const struct dossier *truth)
{
	f->version = truth->version;
	switch (f->phase) {
	case PHASE_SUBMITTED:
		life_later(d, f, ACT_ANSWER, soon(d, f, 600, 5400), 0);
		break;
	case PHASE_ASKED:
		life_later(d, f, ACT_COMPLETE, soon(d, f, 3600, 2 * DAY_S), 0);
		break;
	case PHASE_OPEN:
		next_of_open(d, f, truth);
		break;
	case PHASE_WAITING:
		f->lawful = true;
		life_later(d, f, f->waits_for == NOTICE_NONE ? ACT_RESUME : ACT_CITIZEN,
			   soon(d, f, 3600, 6 * DAY_S), 0);
		break;
	case PHASE_READY:
		next_of_ready(d, f, truth);
		break;
	case PHASE_NEW:
	case PHASE_CLOSED:
		life_end(d, f);
		break;
	}
}

/* ---- taking up ---- */

static int32_t index_of(const struct law *l, const struct procedure *p)
{
	int32_t i = 0;
	while (l->procedure[i] != p) {
		i++;
	}
	return i;
}

static void adopt(struct demo *d, const struct dossier *t)
{
	int32_t receiving = bureau_of(d, t->receiving), competent = bureau_of(d, t->competent);
	if (receiving == NOBODY || competent == NOBODY || dossier_closed(t)) {
		return;
	}
	struct life *f = life_new(d, d->on->next_number++);
	f->plan = (struct plan){ .channel = t->channel,
				 .procedure = index_of(app_law(d->app), t->version->procedure) };
	plan_fate(&f->plan, &f->chance, t->version);
	/* What was handed in whole then is not asked for now. */
	f->plan.supplement = f->plan.supplement &&
			     !dossier_has_paper(t, habit_lacking(t->version));
	f->plan.organisation = str_is(t->person_class, "organisation");
	f->version = t->version;
	f->known = true;
	(void)id_text('d', t->id.v, f->ref);
	f->code = str_dup(d->arena, t->code);
	f->receiving = receiving;
	f->competent = competent;
	f->came_at = t->submitted_at;
	f->answer_from = t->answer >= 0 ? t->ob[t->answer].from : t->submitted_at;
	f->received_at = t->received_at;
	if (t->received_at != INSTANT_NONE) {
		life_due(d, f, t->first_limit, t->received_at);
	}
	f->since = d->now;
	f->supplemented = t->supplements > 0;
	f->returns = t->returns;
	f->sent_back = t->returns > 0;
	f->asked_back = t->asked_backs > 0;
	f->reopened = t->reopened > 0;
	f->told_late = t->form04_count > 0;
	f->paid = last_notice(t, NOTICE_PAYMENT) != NULL;
	life_believe(d, f, t);
	resume_next(d, f, t);
}

static struct life *life_of(struct demo *d, const char *ref)
{
	for (int32_t i = 0; i < d->lives; i++) {
		if (d->life[i].used && strcmp(d->life[i].ref, ref) == 0) {
			return &d->life[i];
		}
	}
	return NULL;
}

static bool take_up(struct demo *d, struct dossier_id id, struct err *e)
{
	char ref[ID_TEXT];
	const struct dossier *t;
	struct life *f = life_of(d, id_text('d', id.v, ref));
	if (f) {
		f->attempts = 0;
		return life_sync(d, f, e);
	}
	arena_reset(&d->scratch);
	if (!app_dossier(d->app, &d->scratch, str_of(ref), &t, e)) {
		return false;
	}
	adopt(d, t);
	return true;
}

/* Every open dossier that has no life here. */
static bool take_up_all(struct demo *d, struct err *e)
{
	struct arena a;
	struct imap known;
	struct list_filter q = { .open = true, .limit = PAGE };
	struct list_page page;
	bool ok = true, more = true;
	arena_init(&a, 0);
	imap_init(&known, &a);
	for (int32_t i = 0; i < d->lives; i++) {
		struct life *f = &d->life[i];
		int64_t id;
		if (f->used && f->known && id_parse('d', str_of(f->ref), &id)) {
			imap_put(&known, id, f);
		}
	}
	while (ok && more) {
		ok = app_list(d->app, &a, &q, &page, e);
		for (size_t i = 0; ok && i < page.n; i++) {
			ok = imap_get(&known, page.row[i].id.v) || take_up(d, page.row[i].id, e);
		}
		more = ok && page.next.n > 0;
		q.after = page.next;
	}
	arena_done(&a);
	return ok;
}

/* ---- what people did ---- */

static bool is_ours(struct str key)
{
	return str_starts(key, STR("demo-")) || str_starts(key, STR("tick-"));
}

/* At most `PAGE` entries; the dossiers that people touched. */
static size_t touched(const struct entry_list *list, struct dossier_id *out)
{
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct entry *en = &list->entry[i];
		bool again = n > 0 && out[n - 1].v == en->stream.id;
		bool theirs = en->cmd.n > 0 && !is_ours(en->cmd);
		if (theirs && en->stream.kind == STREAM_DOSSIER && !again) {
			out[n++].v = en->stream.id;
		}
	}
	return n;
}

bool resume_follow(struct demo *d, struct err *e)
{
	struct app_last last;
	struct dossier_id id[PAGE];
	if (!app_last(d->app, &last, e)) {
		return false;
	}
	while (d->on->seen < last.seq) {
		struct entry_list list;
		int64_t upto = d->on->seen + PAGE < last.seq ? d->on->seen + PAGE : last.seq;
		arena_reset(&d->scratch);
		if (!app_range(d->app, &d->scratch, d->on->seen + 1, upto, &list, e)) {
			return false;
		}
		size_t n = touched(&list, id);
		d->on->seen = upto;
		for (size_t i = 0; i < n; i++) {
			if (!take_up(d, id[i], e)) {
				return false;
			}
		}
	}
	return true;
}

/* ---- going on ---- */

/* As many as the store had for the same weight, the rest by chance. */
static bool draw_day(struct demo *d, struct err *e)
{
	struct living_on *on = d->on;
	int64_t from = on->drawn_to, to = day_start(day_of(from)) + DAY_S;
	struct chance c = chance_of(d->seed ^ 0xDA11, (uint64_t)from);
	arena_reset(&on->day);
	d->arrivals = d->arrived = 0;
	if (to >= d->beyond) {
		on->drawn_to = d->beyond;
		return true;
	}
	int64_t parts = arrivals_weight(d, from, to) * on->options.dossiers;
	int64_t n = parts / on->weight + (chance_below(&c, on->weight) < parts % on->weight);
	arrivals_draw(d, &on->day, &c, from, to, n);
	on->drawn_to = to;
	people_look(d);
	/* A reception that failed half-way, or one whose course was lost. */
	return take_up_all(d, e);
}

bool resume_on(struct demo *d, int64_t until, int most, bool *all, struct err *e)
{
	struct app_last last;
	bool more = true;
	d->truth.n = 0;		/* nothing is planted here */
	d->desk.tick_known = false;	/* others' commands may have brought time's acts nearer */
	for (int i = 0; i < most && more; i++) {
		int64_t stop = until < d->on->drawn_to ? until : d->on->drawn_to;
		if (!demo_step(d, stop, &more, e)) {
			return false;
		}
		if (!more && stop < until) {
			more = true;
			d->now = stop > d->now ? stop : d->now;
			if (!draw_day(d, e)) {
				return false;
			}
		}
	}
	if (!desk_flush(d, e) || !app_last(d->app, &last, e)) {
		return false;
	}
	d->on->seen = last.seq;
	*all = !more;
	return true;
}

static bool read_past(struct demo *d, struct err *e)
{
	struct app_last last;
	struct entry_list first;
	struct province p;
	struct living_on *on = d->on;
	arena_reset(&d->scratch);
	if (!app_last(d->app, &last, e) || !app_range(d->app, &d->scratch, 0, 0, &first, e)) {
		return false;
	}
	d->from = day_start(day_of(first.entry[0].at));
	d->to = d->now;
	on->seen = on->next_number = last.seq;
	on->keys = str_fmt(d->arena, "%lld-", (long long)last.seq);
	if (!app_province(d->app, &d->scratch, (struct period){ d->from, d->to }, &p, e)) {
		return false;
	}
	on->options.dossiers = p.dossiers > 0 ? p.dossiers : 1;
	return true;
}

bool resume_open(struct demo *d, struct err *e)
{
	struct living_on *on = d->on;
	d->now = d->beyond = app_now(d->app);
	if (!read_past(d, e)) {
		return false;
	}
	d->seed = demo_number(str_fmt(d->arena, "living-%lld", (long long)on->seen));
	if (!demo_ground(d, day_of(d->now), e)) {
		return false;
	}
	/* Dates are reckoned some months ahead. */
	d->beyond = d->cal->end_at - 366 * DAY_S;
	int64_t weight = arrivals_weight(d, d->from, d->to);
	on->weight = weight > 0 ? weight : 1;
	on->drawn_to = d->now;
	d->outage = (struct blackout){ .agency = NOBODY, .onestop = NOBODY };
	people_find(d);
	for (int32_t i = 0; i < d->bureaus; i++) {
		if (d->bureau[i].n > 2) {
			leave_plan(d, i, d->now);
		}
	}
	outage_plan(d, d->now);
	heads_plan(d, d->now - DAY_S);
	return take_up_all(d, e);
}
