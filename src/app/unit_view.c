/* Views of a unit's work for those who answer for it. */
#include "unit_view.h"

#include "sight.h"
#include "task_int.h"

#include "core/signature.h"

enum { SOON_DAYS = 3, ABSENCE_S = 14 * DAY_S };

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

/* The close of that working day from now on, by the unit's hours. */
static int64_t soon(const struct app *app, struct unit_id unit, int64_t now, int32_t days)
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

bool app_unit_late_soon(struct app *app, struct arena *a, const struct asking *ask,
			struct unit_id unit, struct str after, int64_t limit,
			struct tasks *out, struct err *e)
{
	struct work_query q = { .of = WORK_UNIT, .unit = unit, .limit = limit,
				.until = soon(app, unit, ask->now, SOON_DAYS) };

	return tasks_page(app, a, ask, q, after, out, e);
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

/* ---- queues ---- */

static bool add_queue(struct app *app, struct arena *a, const struct asking *ask,
		      struct work_query q, struct tasks *out, struct err *e)
{
	struct tasks more;

	q.limit = QUEUE_MOST;
	if (!tasks_page(app, a, ask, q, STR(""), &more, e)) {
		return false;
	}
	tasks_append(a, out, &more);
	return true;
}

/* By due; the same one twice (waiting for whom it is held by) once. */
static void sort_queue(struct tasks *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct task k = t->task[i];
		size_t at = kept;
		bool twice = false;

		for (size_t j = 0; j < kept && !twice; j++) {
			twice = t->task[j].id.v == k.id.v;
		}
		if (twice) {
			continue;
		}
		for (; at > 0 && t->task[at - 1].step_due > k.step_due; at--) {
			t->task[at] = t->task[at - 1];
		}
		t->task[at] = k;
		kept++;
	}
	t->n = kept < QUEUE_MOST ? kept : QUEUE_MOST;
}

/* Since it came to the step, which may be before whoever has it took it. */
static bool put_opened(struct app *app, struct person_id who, struct tasks *t, struct err *e)
{
	for (size_t i = 0; i < t->n; i++) {
		struct task *k = &t->task[i];
		struct dossier *d;

		if (!store_access_since(app->store, k->id, who, k->held_from, &k->opened, e)) {
			return false;
		}
		if (!k->opened &&
		    (!cache_load(app, k->id, &d, e) ||
		     !store_access_since(app->store, k->id, who, dossier_came_at(d), &k->opened,
					 e))) {
			return false;
		}
	}
	return true;
}

/* By the decision of the head others sign it (rule 50). */
static bool outside_scope(struct app *app, const struct asking *ask, struct seat me,
			  struct str procedure)
{
	const struct procedure *p = law_procedure(&app->law, procedure);
	struct signing s = { .agency = me.unit, .unit = me.unit, .post = me.post,
			     .person = me.person, .at = ask->now };
	struct signature v;

	if (p == NULL) {
		return false;
	}
	s.by = (struct signed_by){ p->code, p->field };
	return signature_of(&app->law, &app->org, &s, &v) &&
	       !signature_in_scope(&app->org, &s, &v);
}

/* What waits there for the seat's post, and what its person has in hand. */
static bool step_rows(struct app *app, struct arena *a, const struct asking *ask,
		      struct seat at, enum step_kind kind, struct tasks *out, struct err *e)
{
	struct work_query waits = { .of = WORK_FREE, .unit = at.unit, .step_kind = kind,
				    .queue = str_of(at.post.code) };
	struct work_query heads = waits;
	struct work_query held = { .of = WORK_PERSON, .unit = at.unit, .person = at.person,
				   .step_kind = kind };

	heads.queue = STR("head");
	return add_queue(app, a, ask, waits, out, e) &&
	       (!post_is(at.post, "deputy") || add_queue(app, a, ask, heads, out, e)) &&
	       add_queue(app, a, ask, held, out, e);
}

/* What is for signing by one of these procedures alone: of the one who gave it. */
static bool given_rows(struct app *app, struct arena *a, const struct asking *ask,
		       struct person_id who, const struct delegation *g, struct tasks *out,
		       struct err *e)
{
	struct seat theirs = { g->unit, g->post, g->from_person };
	struct tasks all = { 0 };
	size_t kept = 0;

	if (!step_rows(app, a, ask, theirs, STEP_SIGN, &all, e)) {
		return false;
	}
	for (size_t i = 0; i < all.n; i++) {
		const struct procedure *p = law_procedure(&app->law,
							  all.task[i].procedure_code);
		struct signed_by by = p != NULL ? (struct signed_by){ p->code, p->field }
						: (struct signed_by){ 0 };

		if (p != NULL && org_sign_delegator(&app->org, who, g->unit, g->post, by,
						    ask->now).v == g->from_person.v) {
			all.task[kept++] = all.task[i];
		}
	}
	all.n = kept;
	tasks_append(a, out, &all);
	return true;
}

static bool all_given(struct app *app, struct arena *a, const struct asking *ask,
		      struct person_id who, struct tasks *out, struct err *e)
{
	const struct delegation *g = NULL;

	while ((g = org_given_to_sign(&app->org, who, g, ask->now)) != NULL) {
		if (!given_rows(app, a, ask, who, g, out, e)) {
			return false;
		}
	}
	return true;
}

bool app_step_queue(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, enum step_kind kind, struct tasks *out, struct err *e)
{
	*out = (struct tasks){ 0 };
	if (!step_rows(app, a, ask, me, kind, out, e)) {
		return false;
	}
	sort_queue(out);
	return put_opened(app, me.person, out, e);
}

bool app_sign_queue(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, struct person_id behalf, struct tasks *out, struct err *e)
{
	struct seat theirs = { me.unit, me.post, behalf };

	*out = (struct tasks){ 0 };
	if ((post_is(me.post, "head") || post_is(me.post, "deputy")) &&
	    (!step_rows(app, a, ask, me, STEP_SIGN, out, e) ||
	     (behalf.v != 0 && !step_rows(app, a, ask, theirs, STEP_SIGN, out, e)))) {
		return false;
	}
	for (size_t i = 0; i < out->n; i++) {
		struct task *k = &out->task[i];

		k->outside = outside_scope(app, ask, me, k->procedure_code);
	}
	if (!all_given(app, a, ask, me.person, out, e)) {
		return false;
	}
	sort_queue(out);
	return put_opened(app, me.person, out, e);
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
				.until = soon(app, unit, ask->now, 1) };

	return tasks_page(app, a, ask, q, after, out, e);
}

bool app_counter_counts(struct app *app, struct unit_id unit, struct counter_counts *out,
			struct err *e)
{
	return store_work_free_count(app->store, unit, STR("-answer"), COUNTED_MOST,
				     &out->online, e) &&
	       store_work_ready_count(app->store, unit, COUNTED_MOST, &out->ready, e);
}
