/* What must hold after every step of the walk. */
#include "walk.h"

#include "base/num.h"
#include "core/due.h"
#include "core/lateness.h"
#include "core/tally.h"

#include <string.h>

bool is_holder(const struct dossier *d, struct person_id p, int64_t at)
{
	struct seat s = d->office.seat;
	const struct obligation *o = dossier_hold(d);

	if (o == NULL) {
		return false;
	}
	s = o->holder.kind == PARTY_SEAT ? o->holder.seat : s;
	for (size_t i = 0; i < walk.w.org.delegations; i++) {
		const struct delegation *g = &walk.w.org.delegation[i];

		if (g->to_person.v == p.v && g->from_person.v == s.person.v &&
		    g->unit.v == s.unit.v && post_eq(g->post, s.post) && g->from <= at &&
		    at < g->to) {
			return true;
		}
	}
	return s.person.v == p.v;
}

bool is_staff(struct person_id p, int64_t at)
{
	for (size_t i = 0; i < walk.w.org.assignments; i++) {
		const struct assignment *as = &walk.w.org.assignment[i];

		if (as->person.v == p.v && as->from <= at &&
		    (as->to == INSTANT_NONE || at < as->to)) {
			return true;
		}
	}
	return false;
}

/* G2: nobody without a place in the organisation changes anything, but for citizens who
 * proved who they are (rule 41); G14: only the holder moves a dossier on. */
void check_right(const struct act *a)
{
	const char *name = a->row->name;

	if (a->row->right == RIGHT_HOLDER && !a->holder) {
		world_fault(&walk.w, "%s by somebody who does not hold", name);
	}
	if (a->actor.v != 0 && !a->employed) {
		world_fault(&walk.w, "%s by somebody without a post", name);
	}
	if (a->actor.v == 0 && a->row->right != RIGHT_PORTAL && a->row->right != RIGHT_SYSTEM &&
	    !(a->row->right == RIGHT_CITIZEN && a->proved)) {
		world_fault(&walk.w, "%s by the system", name);
	}
}

static bool working(const struct calendar *c, int32_t n)
{
	return calendar_working(c, (struct day){ n });
}

/* The day the clock starts: a working day before the evening, else the next. */
static int32_t start_day(const struct calendar *c, int64_t at)
{
	int32_t n = day_of(at).n;

	if (working(c, n) && at < day_start((struct day){ n }) + 17 * 3600) {
		return n;
	}
	do {
		n++;
	} while (!working(c, n));
	return n;
}

static int64_t evening(int32_t n)
{
	return day_start((struct day){ n }) + 17 * 3600;
}

/* Due of a limit from one instant, by stepping over days; hours are left to the
 * tests of core/deadline. */
static int64_t plain_due(const struct calendar *c, struct limit l, int64_t at, int64_t cutoff_s)
{
	int32_t n = start_day(c, at);
	bool afternoon = n == day_of(at).n && at > day_start((struct day){ n }) + cutoff_s;
	int64_t left = l.unit == LIMIT_SAME_DAY ? (afternoon ? 1 : 0) : l.amount;

	if (l.unit == LIMIT_CDAY) {
		n = day_of(at).n + (int32_t)l.amount;
		while (!working(c, n)) {
			n++;
		}
		return evening(n);
	}
	while (left > 0) {
		n++;
		left -= working(c, n) ? 1 : 0;
	}
	return evening(n);
}

/* The due of a working-day limit under its pauses, one after the other. */
static int64_t paused_due(const struct dossier *d, const struct term *t)
{
	struct limit l = t->limit;

	l.amount += d->statutory_add;
	int64_t due = plain_due(t->cal, l, d->received_at, d->rules->cutoff_s);

	for (size_t i = 0; i < d->pauses; i++) {
		struct pause p = d->pause[i].pause;

		if (p.from > due) {
			continue;
		}
		if (p.policy == PAUSE_RESET) {
			due = plain_due(t->cal, l, p.to, d->rules->cutoff_s);
			continue;
		}
		int32_t from = start_day(t->cal, p.from), to = start_day(t->cal, p.to);
		int32_t n = day_of(due).n;

		for (int32_t k = from + 1; k <= to; k++) {
			if (working(t->cal, k)) {
				do {
					n++;
				} while (!working(t->cal, n));
			}
		}
		due = evening(n);
	}
	return due;
}

static bool all_of(const struct dossier *d, enum limit_unit unit)
{
	for (size_t i = 0; i < d->terms; i++) {
		if (d->term[i].limit.unit != unit) {
			return false;
		}
	}
	return d->terms > 0;
}

/* G3: the due comes from law and acts alone. */
static void check_due(const struct dossier *d)
{
	int64_t due = INT64_MAX;

	if (d->state != DOSSIER_OPEN || d->imported || d->form04_count > 0) {
		return;
	}
	if (all_of(d, LIMIT_WDAY) ||
	    (d->pauses == 0 && (all_of(d, LIMIT_CDAY) || all_of(d, LIMIT_SAME_DAY)))) {
		for (size_t i = 0; i < d->terms; i++) {
			due = num_min(due, paused_due(d, &d->term[i]));
		}
		if (due != d->due) {
			world_fault(&walk.w, "due %lld, by days %lld (%zu terms, %zu pauses)",
				    (long long)d->due, (long long)due, d->terms, d->pauses);
		}
	}
}

/* Second by second the span belongs to one holder each (rule 1, G14). */
static void check_partition(const struct dossier *d)
{
	int64_t from = INSTANT_NONE, to = INSTANT_NONE, sum = 0;
	size_t open = 0;

	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];

		if (!obligation_primary(o)) {
			continue;
		}
		if (o->span == d->span) {
			from = from == INSTANT_NONE ? o->from : from;
			sum += obligation_work(d, o, walk.w.at);
			to = o->to == INSTANT_NONE ? walk.w.at : o->to;
		}
		open += o->to == INSTANT_NONE ? 1 : 0;
	}
	if (open > 1 || (open == 0) != (dossier_closed(d) || d->received_at == INSTANT_NONE)) {
		world_fault(&walk.w, "%zu open holds in state %s", open, state_name(d->state));
	}
	if (from != INSTANT_NONE && sum != work_between(d->cal, from, to)) {
		world_fault(&walk.w, "holds add up to %lld s, not to the span", (long long)sum);
	}
}

static void check_notices(const struct dossier *d)
{
	size_t waits = 0;
	int64_t lawful = 0;

	for (size_t i = 0; i < d->notices; i++) {
		const struct notice *n = &d->notice[i];

		lawful += n->kind == NOTICE_SUPPLEMENT && n->lawful ? 1 : 0;
	}
	for (size_t i = 0; i < d->obs; i++) {
		waits += d->ob[i].kind == OB_WAIT && d->ob[i].to == INSTANT_NONE ? 1 : 0;
	}
	if (waits > 1 || (waits == 1) != (d->state == DOSSIER_WAITING)) {
		world_fault(&walk.w, "%zu waits open in state %s", waits, state_name(d->state));
	}
	/* Rule 14 and G4: further requests never stop the clock. */
	if (waits == 1 && d->ob[d->hold].number > 0 &&
	    !d->notice[d->ob[d->hold].number - 1].lawful) {
		world_fault(&walk.w, "a further request stopped the clock");
	}
	if (lawful > d->version->supplement.times && d->state != DOSSIER_NONE) {
		world_fault(&walk.w, "%lld lawful supplements", (long long)lawful);
	}
	if (d->form04_count > 1) {
		world_fault(&walk.w, "form 04 twice");
	}
}

/* Rule 39: one draft at most, for the promise that stands; signed once it is no more owed. */
static void check_apology(const struct dossier *d)
{
	const struct apology *owed = dossier_apology(d);
	size_t open = 0, is_signed = 0;

	for (size_t i = 0; i < d->obs; i++) {
		open += d->ob[i].kind == OB_APOLOGY && d->ob[i].to == INSTANT_NONE ? 1 : 0;
	}
	for (size_t i = 0; i < d->apologies; i++) {
		is_signed += d->apology[i].signed_at != INSTANT_NONE ? 1 : 0;
	}
	if (open != (owed != NULL ? 1 : 0) || is_signed > 1) {
		world_fault(&walk.w, "%zu apologies owed, %zu signed", open, is_signed);
	}
	if (owed != NULL && (d->state != DOSSIER_OPEN || owed->due != d->due ||
			     d->form04_count > 0 || owed->sign_by < owed->drafted_at)) {
		world_fault(&walk.w, "an apology is owed in state %s", state_name(d->state));
	}
}

/* Rule 27: the parts are the whole, by seat and by unit. */
static void check_lateness(const struct dossier *d)
{
	struct lateness l;
	struct unit_share *unit;
	int64_t promise, seats = 0, units = 0;
	struct err e;

	if (d->received_at == INSTANT_NONE || !dossier_lived_due(d, walk.w.at, &promise, &e)) {
		return;
	}
	lateness_split(&walk.w.scratch, d, promise, walk.w.at, &l);
	for (size_t i = 0; i < l.shares; i++) {
		seats += l.share[i].late_s;
	}
	size_t n = lateness_by_unit(&walk.w.scratch, &l, &unit);

	for (size_t i = 0; i < n; i++) {
		units += unit[i].late_s;
	}
	/* Ended before it was taken over: nobody here ever had it. */
	bool had = false;

	for (size_t i = 0; i < d->obs; i++) {
		had = had || d->ob[i].kind == OB_STEP;
	}
	if (l.shares == 0 ? had && l.late_s != 0 : seats != l.late_s || units != l.late_s) {
		world_fault(&walk.w, "%lld s late, shared %lld by seat, %lld by unit",
			    (long long)l.late_s, (long long)seats, (long long)units);
	}
}

/* Rule 10: what is planned from now on fits before the due, unless it had gone. */
static void check_plan(const struct dossier *d)
{
	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];

		if (o->plan_s < 0 || (o->to != INSTANT_NONE && o->work_s < 0)) {
			world_fault(&walk.w, "obligation %zu plans %lld s", i,
				    (long long)o->plan_s);
		}
	}
}

static void check_promise(size_t i)
{
	struct walk *k = &walk;
	const struct dossier *d = &k->life[i].d;
	int64_t lived;
	struct err e;

	if (d->code.n > 0 && k->code[i].n == 0) {
		k->code[i] = d->code;
	}
	if (!str_eq(k->code[i], d->code)) {
		world_fault(&k->w, "the code changed");
	}
	if (k->first_due[i] == INSTANT_NONE) {
		k->first_due[i] = d->first_due;
		if (d->first_due != INSTANT_NONE && !d->imported &&
		    d->first_limit.unit != LIMIT_WHOUR &&
		    d->first_due != plain_due(d->first_cal, d->first_limit, d->received_at,
					      d->rules->cutoff_s)) {
			world_fault(&k->w, "first due %lld of %s", (long long)d->first_due,
				    d->version->procedure->code.p);
		}
	}
	if (k->first_due[i] != d->first_due) {
		world_fault(&k->w, "the first promise changed");
	}
	if (d->state != DOSSIER_NONE && !dossier_lived_due(d, k->w.at, &lived, &e)) {
		world_fault(&k->w, "no lived promise: %s", e.key);
	}
	/* G9: what was ready once stays known. */
	if (d->ready_at != INSTANT_NONE && (d->first_ready_at == INSTANT_NONE ||
					    d->first_ready_at > d->ready_at)) {
		world_fault(&k->w, "the first ready is lost");
	}
}

/* What the marks of one dossier say of the days from … until, as app/sums adds them up. */
static struct rates marked(const struct tally *t, int32_t from, int32_t until, int64_t now)
{
	struct tally_mark mark[TALLY_MARKS];
	size_t n = tally_marks(t, mark);
	int64_t within[TALLY_COLUMNS] = { 0 }, later[TALLY_COLUMNS] = { 0 };
	int64_t since[TALLY_COLUMNS] = { 0 }, open = 0;
	int64_t seen = num_min(day_start((struct day){ until }) - 1, now);

	for (size_t i = 0; i < n; i++) {
		int32_t day = mark[i].day;

		open += mark[i].column == TALLY_OPEN;
		within[mark[i].column] += day >= from && day < until;
		since[mark[i].column] += day >= from;
		later[mark[i].column] += day >= until;
	}
	return (struct rates){
		.received_online_self = within[TALLY_RECEIVED_SELF],
		.received_online_helped = within[TALLY_RECEIVED_HELPED],
		.received_direct = within[TALLY_RECEIVED_DIRECT],
		.carried = open + since[TALLY_EARLY] + since[TALLY_ON_TIME] + since[TALLY_LATE] -
			   since[TALLY_RECEIVED_SELF] - since[TALLY_RECEIVED_HELPED] -
			   since[TALLY_RECEIVED_DIRECT],
		.early = within[TALLY_EARLY], .on_time = within[TALLY_ON_TIME],
		.late = within[TALLY_LATE], .lived_on_time = within[TALLY_LIVED_ON_TIME],
		.lived_late = within[TALLY_LIVED_LATE],
		.lived_open_late = later[TALLY_LIVED_LATE] - later[TALLY_BROKEN] +
				   (t->ended_at == INSTANT_NONE &&
				    t->late_from != INSTANT_NONE && t->late_from <= seen),
	};
}

/* The sums of days say of any days what counting the dossier says. */
static void check_sums(const struct dossier *d)
{
	struct rate_facts f;
	struct tally t;
	struct err e;

	if (!rate_facts_of(d, &f, &e)) {
		world_fault(&walk.w, "no facts: %s", e.key);
		return;
	}
	tally_of(&f, tally_took(d), tally_asks(d), &t);
	for (int i = 0; i < 4; i++) {
		int32_t from = day_of(walk.w.at).n - (int32_t)chance(60);
		int32_t until = from + 1 + (int32_t)chance(40);
		struct period p = { day_start((struct day){ from }),
				    day_start((struct day){ until }) };
		struct rates counted = { 0 }, sums = marked(&t, from, until, walk.w.at);

		if (p.from > walk.w.at) {
			continue;
		}
		rates_add(&counted, &f, p, walk.w.at);
		counted.open_in_time = counted.open_late = counted.imported = 0;
		if (memcmp(&counted, &sums, sizeof(sums)) != 0) {
			world_fault(&walk.w, "of days %d to %d the sums say otherwise (state %s)",
				    from, until, state_name(d->state));
		}
	}
}

void check_walk(size_t i)
{
	const struct dossier *d = &walk.life[i].d;

	check_promise(i);
	if (d->state != DOSSIER_NONE) {
		check_partition(d);
		check_due(d);
		check_notices(d);
		check_apology(d);
		check_lateness(d);
		check_plan(d);
		check_sums(d);
	}
}
