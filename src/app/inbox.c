/* "My work today". */
#include "inbox.h"

#include "opinions.h"
#include "task_int.h"

/* Held work first; its end is followed by what waits, whose cursors begin with w. */
static bool waiting_page(struct app *app, struct arena *a, const struct asking *ask,
			 struct seat me, struct str after, int64_t limit, struct tasks *out,
			 struct err *e)
{
	struct work_query q = { .of = WORK_WAITING, .person = me.person, .unit = me.unit,
				.limit = limit };

	if (!tasks_page(app, a, ask, q, after, out, e)) {
		return false;
	}
	if (out->next.n > 0) {
		out->next = str_fmt(a, "w%.*s", STR_ARG(out->next));
	}
	return true;
}

static bool is_head(struct post p)
{
	return post_is(p, "head") || post_is(p, "deputy");
}

/* The hours of the unit, or NULL when they don't reach to now. */
static const struct calendar *hours(const struct app *app, struct unit_id unit, int64_t now)
{
	const struct unit *u = org_unit(&app->org, unit);
	const struct calendar_version *v = law_calendar_on(&app->law, day_of(now));
	struct str profile = u != NULL && u->profile.n > 0 ? u->profile : STR("A");
	const struct calendar *c = v != NULL ? law_calendar(&app->law, v->id, profile) : NULL;

	return c != NULL && calendar_covers(c, now) ? c : NULL;
}

/* The first instant that is a working day away. */
static int64_t near_end(const struct app *app, struct unit_id unit, int64_t now)
{
	const struct calendar *c = hours(app, unit, now);

	return c != NULL ? work_add(c, now, WORKING_DAY_S) : day_end(now, 1);
}

/* How late the worst is. */
static int64_t late_by(const struct app *app, struct unit_id unit, int64_t due, int64_t now)
{
	const struct calendar *c = hours(app, unit, now);

	return c != NULL && due != INSTANT_NONE && due < now
		       ? work_between(c, calendar_clamp(c, due), now) : 0;
}

static bool everything(struct app *app, struct arena *a, const struct asking *ask,
		       struct work_query q, struct str after, struct tasks *out,
		       struct err *e)
{
	struct seat me = { .unit = q.unit, .person = q.person };
	struct tasks waiting;

	if (after.n > 0 && after.p[0] == 'w') {
		return waiting_page(app, a, ask, me, str_sub(after, 1, after.n), q.limit, out,
				    e);
	}
	if (!tasks_page(app, a, ask, q, after, out, e)) {
		return false;
	}
	if (out->next.n > 0 || out->n == (size_t)q.limit) {
		/* A full page: the next one begins with what waits. */
		out->next = out->next.n > 0 ? out->next : STR("w");
		return true;
	}
	if (!waiting_page(app, a, ask, me, STR(""), q.limit - (int64_t)out->n, &waiting, e)) {
		return false;
	}
	tasks_append(a, out, &waiting);
	return true;
}

bool app_inbox_tasks(struct app *app, struct arena *a, const struct asking *ask,
		     struct seat me, enum inbox_show show, struct str after, int64_t limit,
		     struct tasks *out, struct err *e)
{
	struct work_query q = { .of = WORK_PERSON, .person = me.person, .unit = me.unit,
				.limit = limit };

	switch (show) {
	case INBOX_ALL:
		return everything(app, a, ask, q, after, out, e);
	case INBOX_LATE:
		q.timed = true;
		q.until = ask->now - 1;
		break;
	case INBOX_NEAR:
		/* The list goes by due: its first page begins behind what is late. */
		after = after.n > 0 ? after
				    : str_fmt(a, "%lld:%lld:0", (long long)ask->now - 1,
					      (long long)INT64_MAX);
		q.timed = true;
		q.until = near_end(app, me.unit, ask->now) - 1;
		break;
	case INBOX_WAITING:
		return waiting_page(app, a, ask, me, after.n > 0 && after.p[0] == 'w'
				    ? str_sub(after, 1, after.n) : after, limit, out, e);
	case INBOX_UNTAKEN:
		q.of = is_head(me.post) ? WORK_UNTAKEN : WORK_FREE;
		q.queue = str_of(me.post.code);
		break;
	}
	return tasks_page(app, a, ask, q, after, out, e);
}

bool app_inbox_next(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, struct task *out, bool *found, struct err *e)
{
	struct work_query q = { .of = is_head(me.post) ? WORK_UNTAKEN : WORK_FREE,
				.unit = me.unit, .queue = str_of(me.post.code), .steps = true,
				.limit = 1 };
	struct work_page page;

	*found = false;
	if (!store_work(app->store, a, &q, &page, e)) {
		return false;
	}
	*found = page.n > 0 && page.row[0].kind == OB_STEP;
	return !*found || task_of(app, a, ask, &page.row[0], out, e);
}

bool app_returns_asked(struct app *app, struct arena *a, const struct asking *ask,
		       struct unit_id unit, struct str after, int64_t limit,
		       struct tasks *out, struct err *e)
{
	struct work_query q = { .of = WORK_FREE, .unit = unit, .queue = STR("-return"),
				.limit = limit };

	return tasks_page(app, a, ask, q, after, out, e);
}

/* ---- counts ---- */

/* What a unit holds follows from the ledger alone: a reader counts it once for all who
 * look while nothing is entered. */
static bool unit_load(struct app *app, struct arena *a, struct unit_id unit, int64_t now,
		      struct unit_load *out, struct err *e)
{
	struct unit_load *kept = &app->load[(uint64_t)unit.v % UNIT_LOADS];
	struct work_load *load;
	size_t n;

	if (app->access == APP_READER && kept->unit == unit.v && kept->seen == app->seen) {
		*out = *kept;
		return true;
	}
	if (!store_work_load(app->store, a, unit, now, &load, &n, e)) {
		return false;
	}
	*out = (struct unit_load){ .unit = unit.v, .seen = app->seen, .persons = (int64_t)n };
	for (size_t i = 0; i < n; i++) {
		out->held += load[i].held;
		out->untaken += load[i].untaken;
	}
	*kept = *out;
	return true;
}

static bool unit_counts(struct app *app, struct arena *a, const struct asking *ask,
			struct seat me, struct inbox_counts *c, struct err *e)
{
	struct unit_load load;

	if (!unit_load(app, a, me.unit, ask->now, &load, e)) {
		return false;
	}
	c->unit_held = load.held;
	c->untaken = is_head(me.post) ? load.untaken : 0;
	c->unit_persons = load.persons;
	c->unit_average = load.persons > 0 ? (load.held + load.persons / 2) / load.persons : 0;
	return is_head(me.post) ||
	       store_work_free_count(app->store, me.unit, str_of(me.post.code), COUNT_MOST,
				     &c->untaken, e);
}

static bool own_counts(struct app *app, const struct asking *ask, struct seat me,
		       struct inbox_counts *c, struct err *e)
{
	enum { DAYS = 30 };
	struct work_today t;

	if (!store_work_today(app->store, me.person, me.unit, ask->now,
			      near_end(app, me.unit, ask->now), day_end(ask->now, 0), &t, e) ||
	    !store_work_waiting_count(app->store, me.person, me.unit, &c->waiting, e) ||
	    !store_work_done(app->store, me.person, ask->now - DAYS * DAY_S, &c->ended_30,
			     &c->on_time_30, e)) {
		return false;
	}
	c->held = t.held;
	c->due_today = t.due_today;
	c->to_sign = t.to_sign;
	c->late = t.late;
	c->late_s = late_by(app, me.unit, t.earliest, ask->now);
	c->near = t.soon;
	c->rate_30 = c->ended_30 > 0
			     ? (c->on_time_30 * 10000 + c->ended_30 / 2) / c->ended_30 : -1;
	return true;
}

bool app_inbox_count(struct app *app, struct person_id person, struct unit_id unit,
		     int64_t now, int64_t *out, struct err *e)
{
	struct work_today t;
	int64_t waiting;

	if (!store_work_today(app->store, person, unit, now, now, now, &t, e) ||
	    !store_work_waiting_count(app->store, person, unit, &waiting, e)) {
		return false;
	}
	*out = t.held + waiting;
	return true;
}

/* What only whoever heads the unit has to do about dossiers of others. */
static bool lead_counts(struct app *app, struct seat me, struct inbox_counts *c, struct err *e)
{
	return !is_head(me.post) ||
	       (store_work_free_count(app->store, me.unit, STR("-escalation"), COUNT_MOST,
				      &c->escalated, e) &&
		store_work_free_count(app->store, me.unit, STR("-contest"), COUNT_MOST,
				      &c->to_rule, e) &&
		store_work_free_count(app->store, me.unit, STR("-return"), COUNT_MOST,
				      &c->returns, e));
}

bool app_inbox(struct app *app, struct arena *a, const struct asking *ask, struct seat me,
	       enum inbox_show show, struct str after, int64_t limit, struct inbox *out,
	       struct err *e)
{
	struct inbox b = { 0 };

	if (!app_inbox_tasks(app, a, ask, me, show, after, limit, &b.tasks, e) ||
	    !own_counts(app, ask, me, &b.count, e) ||
	    !unit_counts(app, a, ask, me, &b.count, e) || !lead_counts(app, me, &b.count, e) ||
	    (b.count.untaken > 0 && !app_inbox_next(app, a, ask, me, &b.next, &b.has_next, e)) ||
	    !app_opinions_count(app, me.unit, ask->now, &b.count.opinions_owed,
				&b.count.opinions_late, e)) {
		return false;
	}
	*out = b;
	return true;
}
