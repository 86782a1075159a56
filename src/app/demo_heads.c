/*
 * What heads do of a morning with what they owe beside the work: letters of apology
 * (rule 39), what was passed up to them (rule 38), rulings on contests, on answers and on
 * second returns (rules 30, 32, 33). Mostly they do it; some things lie.
 */
#include "demo_sim.h"

#include "app_int.h"
#include "demo_names.h"
#include "view.h"

#include "store/matter_row.h"
#include "store/work.h"

enum { MINUTE_S = 60, NUMBERS = 1000 };

/* The word of ACT_HEAD: a kind of duty and its number. */
static int32_t word_of(enum obligation_kind kind, int32_t number)
{
	return (int32_t)kind * NUMBERS + number;
}

/* ---- who ---- */

int32_t heads_who(struct demo *d, struct person_id person, struct unit_id unit)
{
	const struct person *p = org_person(app_org(d->app), person);
	int32_t bureau = bureau_of(d, unit), who = NOBODY;
	for (int32_t i = 0; p && bureau != NOBODY && i < d->bureau[bureau].n; i++) {
		int32_t k = d->bureau[bureau].first + i;
		bool there = !officer_away(&d->officer[k], d->now) && !d->officer[k].self;
		who = there && str_eq(d->officer[k].key, p->key) ? k : who;
	}
	who = who == NOBODY && bureau != NOBODY
		? people_choose(d, bureau, post_of("head"), d->now) : who;
	bool may = who != NOBODY && (post_is(d->officer[who].post, "head") ||
				     post_is(d->officer[who].post, "deputy"));
	return may ? who : NOBODY;
}

/* ---- mornings ---- */

void heads_plan(struct demo *d, int64_t after)
{
	struct day day;
	if (calendar_day_after(d->cal, day_of(after), 1, &day)) {
		int64_t at = day_open(d->cal, day) + 20 * MINUTE_S;
		if (at < d->beyond) {
			queue_put(d->arena, &d->queue,
				  (struct event){ .at = at, .act = ACT_MORNING, .who = NOBODY });
		}
	}
}

/* When today it is thought of; what is only just drafted may wait until the afternoon. */
static int64_t hour_of(struct demo *d, struct life *f, enum obligation_kind kind)
{
	int64_t soon = d->now + chance_between(&f->chance, 10, 170) * MINUTE_S;
	bool ahead = kind == OB_APOLOGY && f->due > d->now + DAY_S / 2;
	return ahead ? d->now + chance_between(&f->chance, 330, 410) * MINUTE_S : soon;
}

struct owing {				/* a duty of a head, and the life it is of */
	struct demo *d;
	int32_t *by_id;			/* lives, by the id of their dossiers */
	int64_t *id;
	size_t lives;
};

static struct life *life_of(const struct owing *o, int64_t id)
{
	size_t low = 0, high = o->lives;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (o->id[o->by_id[mid]] < id) {
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	return low < o->lives && o->id[o->by_id[low]] == id ? &o->d->life[o->by_id[low]] : NULL;
}

static bool see(void *ctx, struct dossier_id dossier, enum obligation_kind kind, int32_t number,
		struct err *e)
{
	struct owing *o = ctx;
	struct life *f = life_of(o, dossier.v);
	(void)e;
	if (!f || f->owed_to_heads[kind] == number) {
		return true;
	}
	f->owed_to_heads[kind] = number;
	f->letters = f->letters || kind == OB_APOLOGY;
	/* One in ten of what was passed up is left to the next rung. */
	if (kind != OB_ESCALATION || !chance_hit(&f->chance, 1000)) {
		life_later(o->d, f, ACT_HEAD, hour_of(o->d, f, kind), word_of(kind, number));
	}
	return true;
}

/* Lives stand in no order of ids; few are open at a time, and a heap sorts them. */
static void sift(struct owing *o, size_t i, size_t n)
{
	for (size_t k = 2 * i + 1; k < n; i = k, k = 2 * i + 1) {
		k += k + 1 < n && o->id[o->by_id[k + 1]] > o->id[o->by_id[k]];
		if (o->id[o->by_id[k]] <= o->id[o->by_id[i]]) {
			return;
		}
		int32_t kept = o->by_id[i];
		o->by_id[i] = o->by_id[k];
		o->by_id[k] = kept;
	}
}

static void sort_lives(struct owing *o)
{
	for (size_t i = o->lives / 2; i > 0; i--) {
		sift(o, i - 1, o->lives);
	}
	for (size_t n = o->lives; n > 1; n--) {
		int32_t kept = o->by_id[0];
		o->by_id[0] = o->by_id[n - 1];
		o->by_id[n - 1] = kept;
		sift(o, 0, n - 1);
	}
}

/* The day's lists of what is overdue, read over coffee: one act for a list. */
enum { LISTS_MOST = 64 };
struct lists {
	struct demo *d;
	struct matter_id matter[LISTS_MOST];
	int32_t by[LISTS_MOST];
	size_t n;
};

static bool see_list(void *ctx, struct matter_id matter, struct unit_id unit,
		     struct person_id person, struct err *e)
{
	struct lists *l = ctx;
	int32_t by = heads_who(l->d, person, unit);
	bool seen = l->n > 0 && l->matter[l->n - 1].v == matter.v;
	(void)e;
	if (by != NOBODY && !seen && l->n < LISTS_MOST) {
		l->matter[l->n] = matter;
		l->by[l->n++] = by;
	}
	return true;
}

static bool act_on_lists(const struct lists *l, struct err *e)
{
	struct demo *d = l->d;
	for (size_t i = 0; i < l->n; i++) {
		struct chance c = chance_of(d->seed ^ 0x115757, (uint64_t)l->matter[i].v);
		struct json *args = desk_args(d);
		char text[ID_TEXT];
		json_set_str(&d->desk.arena, args, "matter",
			     str_dup(&d->desk.arena, str_of(id_text('m', l->matter[i].v, text))));
		json_set_str(&d->desk.arena, args, "how",
			     chance_hit(&c, 6000) ? STR("explained") : STR("helped"));
		desk_text(d, args, "text", &c);
		if (!desk_put(d, NOBODY, d->officer[l->by[i]].key, "act_on_list", args, e)) {
			return false;
		}
	}
	return true;
}

bool heads_morning(struct demo *d, struct err *e)
{
	struct arena *a = &d->scratch;
	heads_plan(d, d->now);
	if (!desk_flush(d, e) || !hearings_morning(d, e)) {
		return false;
	}
	arena_reset(a);
	struct owing o = { .d = d, .by_id = arena_array(a, int32_t, (size_t)d->lives),
			   .id = arena_array(a, int64_t, (size_t)d->lives) };
	for (int32_t i = 0; i < d->lives; i++) {
		const struct life *f = &d->life[i];
		if (f->used && f->known && id_parse('d', str_of(f->ref), &o.id[i])) {
			o.by_id[o.lives++] = i;
		}
	}
	sort_lives(&o);
	struct lists l = { .d = d };
	return store_duties_of_heads(d->app->store, see, &o, e) &&
	       store_lists_owed(d->app->store, see_list, &l, e) && act_on_lists(&l, e);
}

/* ---- letters of apology ---- */

static int64_t passed_at(const struct apology *p)
{
	return (p->due > p->sign_by ? p->due : p->sign_by) + 1;
}

/* As things go, will it be there by the promise? */
static bool seems_late(struct demo *d, const struct life *f)
{
	int64_t rest = 0, at = f->next_at > d->now ? f->next_at : d->now;
	for (size_t i = (size_t)f->step + 1; i < f->version->steps; i++) {
		rest += f->version->step[i].plan_s * f->scale / 1000 * 3 / 4;
	}
	at = work_next(d->cal, at);
	at = at == INSTANT_NONE ? at : work_add(d->cal, at, rest);
	return at == INSTANT_NONE || f->due == INSTANT_NONE || at > f->due;
}

static bool sign_letter(struct demo *d, struct life *f, const struct dossier *t, int32_t by,
			struct err *e)
{
	const struct apology *p = dossier_apology(t);
	struct json *args = desk_args(d);
	int64_t days = chance_between(&f->chance, 1, 5), due;
	struct err ignored;
	struct unit_id cause = p->cause.v != 0 ? p->cause : t->competent;
	const struct unit *u = org_unit(app_org(d->app), cause);
	if (!u || t->form04_count > 0) {
		return true;
	}
	json_set_int(&d->desk.arena, args, "days", days);
	json_set_str(&d->desk.arena, args, "cause", u->key);
	desk_text(d, args, "reason", &f->chance);
	if (f->due != INSTANT_NONE &&
	    deadline_extend_wdays(d->cal, f->due, days, &due, &ignored)) {
		f->due = due;
	}
	f->told_late = true;
	if (d->now <= p->sign_by) {
		truth_tell(d, f, LETTER_IN_TIME, by, p->drafted_at);
	}
	return desk_act(d, f, by, "sign_apology", args, e);
}

/* Signed in time where it will be late; what was missed is made good some time, or not. */
static bool letter(struct demo *d, struct life *f, const struct dossier *t,
		   const struct obligation *duty, int32_t by, struct err *e)
{
	const struct apology *p = dossier_apology(t);
	bool silent = f->plan.planted == NO_APOLOGY;
	int64_t passed = passed_at(p);
	if (d->now > passed ||
	    (d->now <= p->sign_by && f->plan.letter && !silent && seems_late(d, f))) {
		return sign_letter(d, f, t, by, e);
	}
	if (silent && chance_hit(&f->chance, 5000)) {
		return true;
	}
	int64_t wait = silent ? chance_between(&f->chance, 300, 2000)
			      : chance_between(&f->chance, 15, 90);
	int64_t from = work_next(d->cal, passed);
	life_later(d, f, ACT_HEAD, from == INSTANT_NONE ? from : from + wait * MINUTE_S,
		   word_of(OB_APOLOGY, duty->number));
	return true;
}

/* The letter that was missing, or came late, as the ledger has it; what is open ends now,
 * unless it is the end of all. */
static void account_one(struct demo *d, struct life *f, const struct dossier *t,
			const struct apology *p)
{
	const struct obligation *duty = &t->ob[p->obligation];
	bool over = duty->to == INSTANT_NONE && d->now >= d->to;
	bool missed = p->missed_at != INSTANT_NONE || (over && d->now >= passed_at(p));
	bool is_signed = p->signed_at != INSTANT_NONE;
	if (is_signed ? p->signed_at <= p->sign_by : !missed) {
		return;
	}
	int64_t to = duty->to != INSTANT_NONE ? duty->to : over ? INSTANT_NONE : d->now;
	truth_also(d, f, NO_APOLOGY, NOBODY, p->sign_by, to)->bureau =
		bureau_of(d, duty->holder.seat.unit);
	f->noted = f->noted || f->plan.planted == NO_APOLOGY;
}

bool heads_account(struct demo *d, struct life *f, struct err *e)
{
	const struct dossier *t;
	bool late = f->due != INSTANT_NONE && d->now > f->due;
	if (d->on || !f->known || !(f->letters || late)) {
		return true;
	}
	f->letters = false;
	if (!desk_flush(d, e)) {
		return false;
	}
	arena_reset(&d->scratch);
	if (!app_dossier(d->app, &d->scratch, str_of(f->ref), &t, e)) {
		return false;
	}
	for (size_t i = 0; i < t->apologies; i++) {
		account_one(d, f, t, &t->apology[i]);
	}
	return true;
}

/* ---- what was passed up ---- */

/* Nothing else is under way that a head's word could not hurry. */
static bool can_be_helped(const struct life *f, const struct dossier *t)
{
	for (size_t i = 0; i < t->notices; i++) {
		const struct notice *n = &t->notice[i];
		bool asks = n->kind == NOTICE_SUPPLEMENT || n->kind == NOTICE_PAYMENT;
		if (asks && n->answered_at == INSTANT_NONE) {
			return false;
		}
	}
	enum step_kind kind = f->version->step[f->step].kind;
	return f->phase == PHASE_OPEN && !f->lost && !f->plan.withdraw && !t->is_numbered &&
	       t->state == DOSSIER_OPEN && t->step == f->step && !dossier_contest(t) &&
	       kind != STEP_CONSULT && kind != STEP_INTAKE;
}

void heads_afresh(struct life *f)
{
	f->stamp++;
	f->signing = PLANTED_NOTHING;
	for (size_t i = 0; i < ARRAY_LEN(f->owed_to_heads); i++) {
		f->owed_to_heads[i] = 0;
	}
}

/* Whoever helped within half of their time: it may go on within a working day. */
static void note_help(struct demo *d, struct life *f, const struct escalation *s, int32_t by)
{
	int64_t all = work_between(d->cal, s->at, s->due);
	if (work_between(d->cal, s->at, d->now) * 2 <= all) {
		f->helper = by;
		f->helped_at = d->now;
		f->helped_step = f->step;
	}
}

/* Whatever was foreseen is void: it is done now. */
static void hurry(struct demo *d, struct life *f)
{
	bool work = f->version->step[f->step].kind == STEP_WORK;
	int64_t at = work_next(d->cal, d->now + chance_between(&f->chance, 20, 150) * MINUTE_S);
	heads_afresh(f);
	life_later(d, f, work && f->holder == NOBODY ? ACT_TAKE : ACT_WORK, at, 1200);
}

/* Another of the unit at the post that does the step, with the least in hand; NOBODY. What
 * is planted to go from desk to desk does so by itself. */
static int32_t other_hand(const struct demo *d, const struct life *f, const struct dossier *t)
{
	const struct step *s = &f->version->step[f->step];
	const struct person *now = org_person(app_org(d->app), dossier_hold(t)->holder.seat.person);
	int32_t bureau = bureau_of(d, dossier_custody(t)), out = NOBODY;
	bool wanders = f->plan.planted == REASSIGN_CHAIN || f->plan.planted == REASSIGNED_ONCE;
	if (s->kind != STEP_WORK || bureau == NOBODY || !now || wanders || f->passed > 0) {
		return NOBODY;
	}
	const struct bureau *b = &d->bureau[bureau];
	for (int32_t i = b->first; i < b->first + b->n; i++) {
		const struct officer *o = &d->officer[i];
		bool fits = post_eq(o->post, s->post) && !o->self && !officer_away(o, d->now) &&
			    !str_eq(o->key, now->key);
		if (fits && (out == NOBODY || o->backlog_at < d->officer[out].backlog_at)) {
			out = i;
		}
	}
	return out;
}

/* Somebody else does it from now on: one who has time for it at once, or not. */
static bool give(struct demo *d, struct life *f, int32_t by, int32_t to, struct err *e)
{
	struct json *args = desk_args(d);
	int64_t at = work_next(d->cal, d->now + chance_between(&f->chance, 20, 150) * MINUTE_S);
	int64_t rest = chance_hit(&f->chance, 6000) ? 1200 : life_usual_time(d, f, to) / 2;
	habit_opened(d, f);
	heads_afresh(f);
	f->holder = to;
	f->held_from = d->now;
	f->passed++;
	life_later(d, f, ACT_TAKE, at, (int32_t)rest);
	json_set_str(&d->desk.arena, args, "to", d->officer[to].key);
	json_set_str(&d->desk.arena, args, "note", demo_words(&f->chance, "relieve"));
	return desk_act(d, f, by, "reassign", args, e);
}

static bool act_on(struct demo *d, struct life *f, const struct dossier *t, int32_t by,
		   struct err *e)
{
	const struct escalation *s = dossier_escalation(t);
	if (!s || s->acted_at != INSTANT_NONE) {
		return true;
	}
	bool can = can_be_helped(f, t), helps = can && chance_hit(&f->chance, 5000);
	int32_t to = can && chance_hit(&f->chance, 4000) ? other_hand(d, f, t) : NOBODY;
	if (helps || to != NOBODY) {
		note_help(d, f, s, by);
	}
	if (to != NOBODY) {
		return give(d, f, by, to, e);
	}
	if (helps) {
		hurry(d, f);
	}
	struct json *args = desk_args(d);
	json_set_str(&d->desk.arena, args, "how", helps ? STR("helped") : STR("explained"));
	desk_text(d, args, "text", &f->chance);
	return desk_act(d, f, by, "act_on_escalation", args, e);
}

/* ---- one thing ---- */

bool heads_act(struct demo *d, struct life *f, int32_t what, struct err *e)
{
	const struct dossier *t;
	const struct obligation *duty = NULL;
	enum obligation_kind kind = (enum obligation_kind)(what / NUMBERS);
	if (!f->known || !desk_flush(d, e)) {
		return !f->known;
	}
	if (f->lost) {
		return life_sync(d, f, e);
	}
	arena_reset(&d->scratch);
	if (!app_dossier(d->app, &d->scratch, str_of(f->ref), &t, e)) {
		return false;
	}
	for (size_t i = 0; i < t->obs; i++) {
		bool open = t->ob[i].kind == kind && t->ob[i].to == INSTANT_NONE;
		duty = open && t->ob[i].number == what % NUMBERS ? &t->ob[i] : duty;
	}
	int32_t by = duty ? heads_who(d, duty->holder.seat.person, duty->holder.seat.unit) : NOBODY;
	if (by == NOBODY) {
		return true;
	}
	switch (kind) {
	case OB_APOLOGY:
		return letter(d, f, t, duty, by, e);
	case OB_ESCALATION:
		return act_on(d, f, t, by, e);
	case OB_CONTEST:
		return contest_rule(d, f, t, by, e);
	case OB_RETURN:
		return return_rule(d, f, by, e);
	default:
		return opinion_rule(d, f, by, e);
	}
}
