/* A study of some of the ledger's own log. */
#include "own_log_int.h"

#include "world.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	MAP_SHOWN = 16,			/* activities: more are too small on a page */
	WAITED_S = 4,			/* for the first reading of a large ledger */
};

struct picking {
	struct own_log *l;
	struct app *app;
	struct arena *a;
	const struct own_ask *ask;
	struct own_study *out;
	bool posts;			/* holders are posts */
	struct imap below[2];		/* of agencies, by side: 1 yes, 2 no */
	uint8_t *wanted;		/* of procedures: 1 */
	int64_t *of_procedure;		/* dossiers among the agencies and days */
	uint32_t *pick;			/* rows of the log: those that moved, others that stand */
	size_t picks, moved, events;
	struct own_range side[2];
	int64_t *in_unit;		/* of these dossiers, by unit */
	uint32_t *seen;
	int32_t *activity, *holder;	/* numbers of the study by those of the log, + 1 */
	int32_t few;			/* the holder of many, + 1 */
};

static const struct own_event *events_of(const struct own_log *l, const struct own_row *r)
{
	return (const struct own_event *)(const void *)l->events.p + r->first;
}

/* ---- which dossiers ---- */

static bool below(struct picking *p, int side, struct unit_id agency)
{
	const struct figures f = { .made_at = app_now(p->app) };
	struct unit_id top = side == 0 ? p->ask->top : p->ask->beside->top;
	uintptr_t known = (uintptr_t)imap_get(&p->below[side], agency.v);

	if (known == 0) {
		known = figures_within(p->app, &f, agency, top) ? 1 : 2;
		imap_put(&p->below[side], agency.v, (void *)known);
	}
	return known == 1;
}

static void want_procedures(struct picking *p)
{
	size_t n = (size_t)p->l->procedures.n;

	p->wanted = arena_array(p->a, uint8_t, n);
	p->of_procedure = arena_array(p->a, int64_t, n);
	for (size_t i = 0; i < n; i++) {
		struct str code = mine_names_text(&p->l->procedures, (int32_t)i);
		const struct procedure *law = law_procedure(&p->app->law, code);

		p->wanted[i] = (p->ask->procedure.n == 0 || str_eq(code, p->ask->procedure)) &&
			       (p->ask->field.n == 0 ||
				(law != NULL && str_eq(law->field, p->ask->field)));
	}
}

static bool stands(const struct picking *p, const struct own_row *r)
{
	return events_of(p->l, r)[r->n - 1].unit != MINE_NONE;
}

/* It moved within the days of that side. */
static bool is_of(struct picking *p, int side, const struct own_row *r)
{
	struct days days = side == 0 ? p->ask->days : p->ask->beside->days;

	return r->from < day_start(days.until) && r->to >= day_start(days.from) &&
	       below(p, side, r->competent);
}

/* What a dossier is picked as; of two sides, those of both stand between those of one. */
enum { OF_FIRST = 1, OF_SECOND = 2, STANDS = 4 };

static uint8_t belongs(struct picking *p, const struct own_row *r)
{
	uint8_t of = 0;

	if (r->n == 0) {
		return 0;
	}
	of |= is_of(p, 0, r) ? OF_FIRST : 0;
	of |= p->ask->beside != NULL && is_of(p, 1, r) ? OF_SECOND : 0;
	if (of != 0) {
		p->of_procedure[r->procedure]++;
	} else if (p->ask->beside == NULL && stands(p, r) && below(p, 0, r->competent)) {
		of = STANDS;
	}
	return p->wanted[r->procedure] != 0 ? of : 0;
}

/* Gives how many there are now. */
static size_t take(struct picking *p, const uint8_t *of, uint8_t as)
{
	for (size_t i = 0; i < own_cases(p->l); i++) {
		if (of[i] == as) {
			p->pick[p->picks++] = (uint32_t)i;
			p->events += own_rows(p->l)[i].n;
		}
	}
	return p->picks;
}

static void pick(struct picking *p)
{
	size_t n = own_cases(p->l);
	uint8_t *of = arena_array(p->a, uint8_t, n);

	p->pick = arena_array(p->a, uint32_t, n);
	for (size_t i = 0; i < n; i++) {
		of[i] = belongs(p, &own_rows(p->l)[i]);
	}
	p->side[1].from = take(p, of, OF_FIRST);
	p->side[0].until = take(p, of, OF_FIRST | OF_SECOND);
	p->side[1].until = p->moved = take(p, of, OF_SECOND);
	(void)take(p, of, STANDS);	/* they stand behind those that moved */
}

/* ---- what may be chosen ---- */

static int by_code(const void *x, const void *y)
{
	const struct own_choice *a = x, *b = y;

	return str_cmp(a->code, b->code);
}

/* Those of one code together. */
static size_t gather(struct own_choice *all, size_t n)
{
	size_t out = 0;

	if (n > 0) {
		qsort(all, n, sizeof(*all), by_code);
	}
	for (size_t i = 0; i < n; i++) {
		if (out > 0 && str_eq(all[out - 1].code, all[i].code)) {
			all[out - 1].dossiers += all[i].dossiers;
		} else {
			all[out++] = all[i];
		}
	}
	return out;
}

static void choices(struct picking *p)
{
	size_t n = (size_t)p->l->procedures.n;
	struct own_study *out = p->out;

	out->field = arena_array(p->a, struct own_choice, n);
	out->procedure = arena_array(p->a, struct own_choice, n);
	for (size_t i = 0; i < n; i++) {
		struct str code = str_dup(p->a, mine_names_text(&p->l->procedures, (int32_t)i));
		const struct procedure *law = law_procedure(&p->app->law, code);
		struct str field = law != NULL ? law->field : STR("");

		if (p->of_procedure[i] == 0) {
			continue;
		}
		out->field[out->fields++] = (struct own_choice){ str_dup(p->a, field),
								 p->of_procedure[i] };
		if (p->ask->field.n == 0 || str_eq(field, p->ask->field)) {
			out->procedure[out->procedures++] =
				(struct own_choice){ code, p->of_procedure[i] };
		}
	}
	out->fields = gather(out->field, out->fields);
	out->procedures = gather(out->procedure, out->procedures);
}

/* ---- holders ---- */

static void count_units(struct picking *p)
{
	size_t units = (size_t)p->l->units.n;

	p->in_unit = arena_array(p->a, int64_t, units);
	p->seen = arena_array(p->a, uint32_t, units);
	for (size_t i = 0; i < p->picks; i++) {
		const struct own_row *r = &own_rows(p->l)[p->pick[i]];
		const struct own_event *ev = events_of(p->l, r);

		for (uint32_t k = 0; k < r->n; k++) {
			if (ev[k].unit != MINE_NONE && p->seen[ev[k].unit] != i + 1) {
				p->seen[ev[k].unit] = (uint32_t)i + 1;
				p->in_unit[ev[k].unit]++;
			}
		}
	}
}

/* How many posts of that unit have a number already. */
static int32_t numbered(const struct own_study *out, int32_t holders, struct unit_id unit)
{
	int32_t n = 0;

	for (int32_t i = 0; i < holders; i++) {
		n += out->holder[i].unit.v == unit.v;
	}
	return n;
}

static struct own_holder holder_of(struct picking *p, const struct own_event *ev, int32_t holders)
{
	struct str key = str_dup(p->a, mine_names_text(&p->l->units, ev->unit));
	const struct unit *u = org_unit_by_key(&p->app->org, key);
	struct own_holder h = { .key = key };

	if (u == NULL) {
		h.outside = key;
		return h;
	}
	h.unit = u->id;
	if (p->posts && u->id.v == p->ask->own.v) {
		struct str post = mine_names_text(&p->l->posts, ev->post);

		h.key = str_dup(p->a, post);
		h.post = str_sub(h.key, key.n + 1, h.key.n);
	} else if (p->posts) {
		h.key = STR("");
		h.number = numbered(p->out, holders, u->id) + 1;
	}
	return h;
}

static bool is_few(struct picking *p, int32_t unit)
{
	struct str key = mine_names_text(&p->l->units, unit);
	const struct unit *u = org_unit_by_key(&p->app->org, key);

	return u != NULL && u->id.v != p->ask->own.v && p->in_unit[unit] < p->ask->least;
}

/* The number of the event's holder in the study. */
static int32_t holder_at(struct picking *p, const struct own_event *ev)
{
	int32_t of = p->posts ? ev->post : ev->unit;
	int32_t *known;

	if (ev->unit == MINE_NONE) {
		return MINE_NONE;
	}
	known = &p->holder[of];
	if (*known == 0 && is_few(p, ev->unit)) {
		if (p->few == 0) {
			int32_t n = p->out->s.view.holders++;

			p->out->holder[n] = (struct own_holder){ .number = 0 };
			p->few = n + 1;
		}
		*known = p->few;
	} else if (*known == 0) {
		int32_t n = p->out->s.view.holders;

		p->out->holder[n] = holder_of(p, ev, n);
		*known = ++p->out->s.view.holders;
	}
	return *known - 1;
}

/* ---- the view ---- */

static int32_t activity_at(struct picking *p, int32_t of)
{
	if (p->activity[of] == 0) {
		int32_t n = p->out->s.view.activities;

		p->out->activity[n] = str_dup(p->a, mine_names_text(&p->l->activities, of));
		p->activity[of] = ++p->out->s.view.activities;
	}
	return p->activity[of] - 1;
}

static void copy(struct picking *p)
{
	struct mine_view *v = &p->out->s.view;
	uint32_t *start = arena_array(p->a, uint32_t, p->picks + 1);
	int64_t *time = arena_array(p->a, int64_t, p->events);
	int32_t *activity = arena_array(p->a, int32_t, p->events);
	int32_t *holder = arena_array(p->a, int32_t, p->events);
	uint8_t *back = arena_array(p->a, uint8_t, p->events);
	size_t n = 0;

	for (size_t i = 0; i < p->picks; i++) {
		const struct own_row *r = &own_rows(p->l)[p->pick[i]];
		const struct own_event *ev = events_of(p->l, r);

		p->out->in[i] = (struct own_case){
			.id = { r->id }, .competent = r->competent,
			.code = str_dup(p->a, (struct str){ p->l->codes.p + r->code_at,
							    r->code_n }),
			.procedure = str_dup(p->a, mine_names_text(&p->l->procedures,
								   r->procedure)),
		};
		for (uint32_t k = 0; k < r->n; k++, n++) {
			time[n] = ev[k].at * MINE_SECOND;
			activity[n] = activity_at(p, ev[k].activity);
			holder[n] = holder_at(p, &ev[k]);
			back[n] = ev[k].back;
		}
		start[i + 1] = (uint32_t)n;
	}
	v->cases = p->picks;
	v->events = n;
	v->start = start;
	v->time = time;
	v->activity = activity;
	v->holder = holder;
	v->back = back;
}

/* ---- beside the steps ---- */

/* Posts of units that are no more are not judged. */
static bool is_judged(struct picking *p, const struct own_mark *m)
{
	const struct unit *u = org_unit_by_key(&p->app->org,
					       mine_names_text(&p->l->units, m->unit));

	return m->kind != CONFORM_POST || (u != NULL && u->to.n == INT32_MAX);
}

static void copy_steps(struct picking *p, const struct own_row *r, struct own_steps *out)
{
	const struct own_mark *m = (const struct own_mark *)(const void *)p->l->marks.p + r->mark;
	const struct procedure *law = law_procedure(&p->app->law,
						    mine_names_text(&p->l->procedures,
								    r->procedure));
	struct own_deviation *mark = arena_array(p->a, struct own_deviation, r->marks);

	*out = (struct own_steps){
		.state = (enum conform_state)r->state, .cost = r->cost, .most = r->most,
		.returns = r->returns, .outside = r->outside, .mark = mark,
		.version = law != NULL ? procedure_version(law, r->version) : NULL,
	};
	if (out->version == NULL && out->state == CONFORM_MEASURED) {
		out->state = CONFORM_LAWLESS;
	}
	for (uint32_t i = 0; i < r->marks; i++) {
		const struct own_event at = { .post = MINE_NONE, .unit = m[i].unit };

		if (is_judged(p, &m[i])) {
			mark[out->marks++] = (struct own_deviation){
				.holder = holder_at(p, &at), .step = m[i].step,
				.kind = m[i].kind,
			};
		}
	}
}

static void all_steps(struct picking *p)
{
	p->out->steps = arena_array(p->a, struct own_steps, p->picks);
	for (size_t i = 0; i < p->picks; i++) {
		copy_steps(p, &own_rows(p->l)[p->pick[i]], &p->out->steps[i]);
	}
}

static bool read_view(struct picking *p, struct err *e)
{
	struct own_log *l = p->l;

	if (!own_log_catch_up(l, p->app, e)) {
		return false;
	}
	imap_init(&p->below[0], p->a);
	imap_init(&p->below[1], p->a);
	want_procedures(p);
	pick(p);
	choices(p);
	count_units(p);
	p->activity = arena_array(p->a, int32_t, (size_t)l->activities.n);
	p->holder = arena_array(p->a, int32_t, (size_t)(p->posts ? l->posts.n : l->units.n));
	p->out->activity = arena_array(p->a, struct str, (size_t)l->activities.n);
	p->out->holder = arena_array(p->a, struct own_holder,
				     (size_t)(p->posts ? l->posts.n : l->units.n) + 1);
	p->out->in = arena_array(p->a, struct own_case, p->picks);
	copy(p);
	if (p->ask->steps) {
		all_steps(p);
	}
	return true;
}

/* ---- what counts ---- */

/* What citizens and others outside let stand is nobody's bottleneck here. So is no result that
 * nobody comes for: once its owner was told, they hold it. */
static bool in_office(const struct own_study *s, int32_t holder)
{
	return holder != MINE_NONE && s->holder[holder].outside.n == 0;
}

/* Those that stand, and of `keep` only those that moved; gives how many these are. */
static size_t split(struct arena *a, struct own_study *s, size_t moved, uint8_t *keep)
{
	const struct mine_view *v = &s->s.view;
	uint8_t *standing = arena_array(a, uint8_t, v->cases);
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		standing[c] = keep[c] != 0 && mine_stands_now(v, c) &&
			      in_office(s, v->holder[v->start[c + 1] - (size_t)1]);
		keep[c] = keep[c] != 0 && c < moved;
		n += keep[c];
	}
	s->standing = standing;
	return n;
}

struct spelled {
	struct str name;
	int32_t id;
};

static int by_name(const void *x, const void *y)
{
	const struct spelled *a = x, *b = y;
	int order = str_cmp(a->name, b->name);

	return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static int32_t *ranks(struct arena *a, struct spelled *all, int32_t n)
{
	int32_t *rank = arena_array(a, int32_t, (size_t)n);

	if (n > 0) {
		qsort(all, (size_t)n, sizeof(*all), by_name);
	}
	for (int32_t i = 0; i < n; i++) {
		rank[all[i].id] = i;
	}
	return rank;
}

static void set_ranks(struct arena *a, struct own_study *s)
{
	int32_t n = s->s.view.activities, m = s->s.view.holders;
	struct spelled *all = arena_array(a, struct spelled, (size_t)(n > m ? n : m));

	for (int32_t i = 0; i < n; i++) {
		all[i] = (struct spelled){ s->activity[i], i };
	}
	s->s.activity_rank = ranks(a, all, n);
	for (int32_t i = 0; i < m; i++) {
		all[i] = (struct spelled){ s->holder[i].key, i };
	}
	s->s.holder_rank = ranks(a, all, m);
}

static void set_hours(const struct app *app, struct arena *a, struct own_study *s)
{
	const struct calendar_version *v = law_calendar_on(&app->law, day_of(app_now(app)));
	const struct calendar *c = v != NULL ? law_calendar(&app->law, v->id, STR("A")) : NULL;
	int64_t first = INT64_MAX, last = s->now;

	for (size_t i = 0; i < s->s.view.events; i++) {
		first = s->s.view.time[i] < first ? s->s.view.time[i] : first;
		last = s->s.view.time[i] > last ? s->s.view.time[i] : last;
	}
	if (c != NULL && first <= last && calendar_covers(c, first / MINE_SECOND) &&
	    calendar_covers(c, last / MINE_SECOND)) {
		mine_hours_law(a, c, first, last, &s->hours);
		s->s.hours = &s->hours;
	}
}

static void within_office(struct own_study *out)
{
	struct mine_stays *s = &out->s.stays;
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->places; i++) {
		const struct mine_place *p = &s->place[i];

		if (in_office(out, p->holder)) {
			s->place[n++] = *p;
		} else {
			s->stays -= p->stays;
			s->stay -= p->stay;
			s->lost -= p->lost;
		}
	}
	s->places = n;
}

static bool study(struct picking *p, struct arena *scratch, struct err *e)
{
	struct own_study *s = p->out;

	if (s->few) {
		return true;
	}
	s->s.without = p->ask->without | MINE_PART_BATCHES;
	return mine_study(p->a, scratch, &s->s, e) &&
	       (p->ask->unmapped ||
		mine_map_steady(p->a, scratch, &s->s.view, &s->s.flow, s->s.activity_rank,
				MAP_SHOWN, &s->map, e));
}

/* Where nothing went through nobody knows what is usual: then all of a stay is lost. */
static bool stand(struct arena *a, struct arena *scratch, struct own_study *s, struct err *e)
{
	struct mine_view v = s->s.view;
	const struct mine_usual *usual = s->s.stays.activity;

	v.keep = s->standing;
	if (usual == NULL) {
		usual = arena_array(scratch, struct mine_usual, (size_t)v.activities);
	}
	return mine_stand(a, scratch, &v, s->s.hours, s->now, usual, s->s.activity_rank,
			  s->s.holder_rank, &s->stands, e);
}

static bool count(struct picking *p, struct err *e)
{
	struct arena *a = p->a, scratch;
	struct own_study *out = p->out;
	uint8_t *kept = arena_array(a, uint8_t, out->s.view.cases);

	own_sift(a, p->ask, p->moved, out, kept);
	size_t n = split(a, out, p->moved, kept);

	out->dossiers = (int64_t)p->moved;
	out->few = (int64_t)n < p->ask->least;
	out->s.view.keep = n < out->s.view.cases ? kept : NULL;
	arena_init(&scratch, 0);
	bool ok = study(p, &scratch, e) && stand(a, &scratch, out, e);

	arena_done(&scratch);
	within_office(out);
	return ok;
}

static bool look(struct picking *p, struct err *e)
{
	struct own_study *out = p->out;

	out->now = app_now(p->app) * MINE_SECOND;
	out->s.reading = MINE_READS_ARRIVAL;
	out->s.zone_s = ZONE_S;
	set_ranks(p->a, out);
	set_hours(p->app, p->a, out);
	return p->ask->beside != NULL ? own_beside(p->a, p->ask, p->side, out, e) : count(p, e);
}

bool own_log_study(struct own_log *log, struct app *app, struct arena *a,
		   const struct own_ask *ask, struct own_study *out, struct err *e)
{
	struct picking p = { .l = log, .app = app, .a = a, .ask = ask, .out = out,
			     .posts = ask->posts && !ask->steps };
	const struct timespec until = { .tv_sec = world_clock() + WAITED_S };

	*out = (struct own_study){ .dossiers = 0 };
	if (pthread_mutex_timedlock(&log->lock, &until) != 0) {
		return err_set(e, ERR_BUSY, "flow.loading", NULL);
	}
	bool ok = read_view(&p, e);

	pthread_mutex_unlock(&log->lock);
	return ok && look(&p, e);
}
