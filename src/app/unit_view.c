/* Views of a unit's work for those who answer for it. */
#include "unit_view.h"

#include "sight.h"
#include "task_int.h"

enum { ABSENCE_S = 14 * DAY_S };

/* ---- work ---- */

bool app_unit_work(struct app *app, struct arena *a, const struct asking *ask,
		   struct unit_id unit, struct str after, int64_t limit, struct tasks *out,
		   struct err *e)
{
	bool taken = after.n > 0 && after.p[0] == 't';
	struct work_query q = { .of = taken ? WORK_TAKEN : WORK_UNTAKEN, .unit = unit,
				.limit = limit };
	struct str cursor = taken ? str_sub(after, 1, after.n) : after;
	struct tasks rest;

	if (!tasks_page(app, a, ask, q, cursor, out, e)) {
		return false;
	}
	if (taken) {
		out->next = out->next.n > 0 ? str_fmt(a, "t%.*s", STR_ARG(out->next)) : out->next;
		return true;
	}
	if (out->next.n > 0 || out->n == (size_t)limit) {
		out->next = out->next.n > 0 ? out->next : STR("t");
		return true;
	}
	q.of = WORK_TAKEN;
	q.limit = limit - (int64_t)out->n;
	if (!tasks_page(app, a, ask, q, STR(""), &rest, e)) {
		return false;
	}
	tasks_append(a, out, &rest);
	out->next = rest.next.n > 0 ? str_fmt(a, "t%.*s", STR_ARG(rest.next)) : rest.next;
	return true;
}

int64_t unit_soon(const struct app *app, struct unit_id unit, int64_t now, int32_t days)
{
	const struct unit *u = org_unit(&app->org, unit);
	const struct calendar_version *v = law_calendar_on(&app->law, day_of(now));
	struct str profile = u != NULL && u->profile.n > 0 ? u->profile : STR("A");
	const struct calendar *c = v != NULL ? law_calendar(&app->law, v->id, profile) : NULL;
	struct day d;

	if (c == NULL || !calendar_covers(c, now) ||
	    !calendar_day_after(c, day_of(now), days, &d)) {
		return day_end(now, days);
	}
	return day_close(c, d);
}

/* ---- people ---- */

static struct member_load *member_of(struct unit_people *p, struct person_id who)
{
	for (size_t i = 0; i < p->members; i++) {
		if (p->member[i].seat.person_id.v == who.v) {
			return &p->member[i];
		}
	}
	p->member[p->members] = (struct member_load){ .seat.person_id = who };
	return &p->member[p->members++];
}

static void put_members(const struct app *app, const struct asking *ask,
			struct unit_id unit, struct unit_people *p)
{
	const struct org *o = &app->org;

	for (size_t i = 0; i < o->assignments && p->members < LOADS_MOST; i++) {
		const struct assignment *s = &o->assignment[i];

		if (s->unit.v == unit.v && org_holds(o, s->person, unit, s->post, ask->now)) {
			struct member_load *m = member_of(p, s->person);

			m->seat = label_seat(app, ask, (struct seat){ unit, s->post, s->person },
					     ask->now);
			m->member = true;
			m->on_leave = org_on_leave(o, s->person, ask->now);
		}
	}
}

static bool put_load(struct app *app, struct arena *a, const struct asking *ask,
		     struct unit_id unit, struct unit_people *p, struct err *e)
{
	struct work_load *load;
	size_t n;

	if (!store_work_load(app->store, a, unit, ask->now, &load, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		struct member_load *m = member_of(p, load[i].person);

		if (!m->member) {
			m->seat = label_seat(app, ask, (struct seat){ .unit = unit,
							.person = load[i].person }, ask->now);
		}
		m->held = load[i].held;
		m->untaken = load[i].untaken;
		m->late = load[i].late;
	}
	return true;
}

/* A unit has few people: the plain way. */
static void sort_members(struct unit_people *p)
{
	for (size_t i = 1; i < p->members; i++) {
		struct member_load m = p->member[i];
		size_t k = i;

		for (; k > 0 && p->member[k - 1].held < m.held; k--) {
			p->member[k] = p->member[k - 1];
		}
		p->member[k] = m;
	}
}

static struct str key_of(const struct app *app, struct person_id id)
{
	const struct person *p = org_person(&app->org, id);

	return p != NULL ? p->key : (struct str){ 0 };
}

static void put_absences(const struct app *app, struct arena *a, const struct asking *ask,
			 struct unit_id unit, struct unit_people *p)
{
	const struct org *o = &app->org;
	size_t n = 0;

	for (size_t i = 0; i < o->leaves; i++) {
		const struct leave *l = &o->leave[i];

		n += l->to > ask->now && l->from < ask->now + ABSENCE_S;
	}
	p->absence = arena_array(a, struct absence, n);
	for (size_t i = 0; i < o->leaves; i++) {
		const struct leave *l = &o->leave[i];

		if (l->to <= ask->now || l->from >= ask->now + ABSENCE_S ||
		    !org_member(o, l->person, unit, ask->now)) {
			continue;
		}
		size_t k = p->absences++;

		for (; k > 0 && p->absence[k - 1].from > l->from; k--) {
			p->absence[k] = p->absence[k - 1];
		}
		p->absence[k] = (struct absence){
			.person = l->person, .deputy = l->deputy, .from = l->from, .to = l->to,
			.person_key = key_of(app, l->person),
			.deputy_key = key_of(app, l->deputy) };
	}
}

bool app_unit_people(struct app *app, struct arena *a, const struct asking *ask,
		     struct unit_id unit, struct unit_people *out, struct err *e)
{
	/* Members, and as many again who only hold something there. */
	struct unit_people p = { .member = arena_array(a, struct member_load, 2 * LOADS_MOST) };

	put_members(app, ask, unit, &p);
	if (!put_load(app, a, ask, unit, &p, e)) {
		return false;
	}
	sort_members(&p);
	put_absences(app, a, ask, unit, &p);
	if (!store_work_came(app->store, unit, &p.came_for, &p.came, e)) {
		return false;
	}
	*out = p;
	return true;
}

/* ---- the counter ---- */

bool app_counter_online(struct app *app, struct arena *a, const struct asking *ask,
			struct unit_id unit, struct str after, int64_t limit,
			struct tasks *out, struct err *e)
{
	struct work_query q = { .of = WORK_FREE, .unit = unit, .queue = STR("-answer"),
				.limit = limit };

	return tasks_page(app, a, ask, q, after, out, e);
}

/* Whether the citizen heard of this result, and what is to be paid first. */
static bool put_handout(struct app *app, struct arena *a, struct task *t, int64_t too_old,
			struct err *e)
{
	struct dossier *d;

	t->told_at = INSTANT_NONE;
	t->uncollected = t->ready_at <= too_old;
	if (!sight_code(app, a, t->code, &d, e)) {
		return false;
	}
	for (size_t i = 0; i < d->notices; i++) {
		const struct notice *n = &d->notice[i];

		/* One of before it was reopened told of another result. */
		if (n->kind == NOTICE_RESULT && n->told_at != INSTANT_NONE &&
		    n->told_at >= t->ready_at) {
			t->told_at = n->told_at;
			t->told_how = str_dup(a, n->how);
		}
	}
	return dossier_fee_owed(d, &t->fee_owed, e);
}

bool app_counter_ready(struct app *app, struct arena *a, const struct asking *ask,
		       struct unit_id unit, enum handout which, struct str after,
		       int64_t limit, struct tasks *out, struct err *e)
{
	const struct rule_set *rules = law_rule_set(&app->law, day_of(ask->now));
	int64_t days = rules != NULL ? rules->uncollected_days : 0;
	struct work_query q = { .of = WORK_READY, .unit = unit, .limit = limit };

	int64_t too_old = ask->now - days * DAY_S;

	q.until = which == HANDOUT_UNCOLLECTED ? too_old : 0;
	if (!tasks_page(app, a, ask, q, after, out, e)) {
		return false;
	}
	for (size_t i = 0; i < out->n; i++) {
		if (!put_handout(app, a, &out->task[i], too_old, e)) {
			return false;
		}
	}
	return true;
}

bool app_counter_promised(struct app *app, struct arena *a, const struct asking *ask,
			  struct unit_id unit, struct str after, int64_t limit,
			  struct tasks *out, struct err *e)
{
	struct work_query q = { .of = WORK_PROMISED, .unit = unit, .limit = limit,
				.until = unit_soon(app, unit, ask->now, 1) };

	return tasks_page(app, a, ask, q, after, out, e);
}

bool app_counter_counts(struct app *app, struct unit_id unit, struct counter_counts *out,
			struct err *e)
{
	return store_work_free_count(app->store, unit, STR("-answer"), COUNTED_MOST,
				     &out->online, e) &&
	       store_work_ready_count(app->store, unit, COUNTED_MOST, &out->ready, e);
}
