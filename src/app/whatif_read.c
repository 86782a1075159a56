/* What-if: the past as the typed columns tell it. */
#include "whatif_int.h"

#include "store/case_row.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

void *rows_add(struct arena *a, struct rows *r, size_t size)
{
	if (r->n == r->cap) {
		size_t cap = r->cap == 0 ? 256 : r->cap * 2;
		char *v = arena_array(a, char, cap * size);

		if (r->n > 0) {
			memcpy(v, r->v, r->n * size);
		}
		r->v = v;
		r->cap = cap;
	}
	return (char *)r->v + r->n++ * size;
}

/* ---- posts ---- */

static const struct calendar *hours_of(const struct app *app, const struct unit *u, int64_t at)
{
	const struct calendar_version *v = law_calendar_on(&app->law, day_of(at));

	return v == NULL ? NULL
	       : law_calendar(&app->law, v->id, u->profile.n > 0 ? u->profile : STR("A"));
}

/* Chains begin at what the map has, less one: it cannot hold a zero. */
static int32_t chain_of(const struct past *p, struct unit_id id)
{
	return (int32_t)((intptr_t)imap_get(&p->post_of_unit, id.v) - 1);
}

int32_t past_post_at(struct past *p, const struct unit *u, struct post post, bool make)
{
	int32_t first = chain_of(p, u->id), i = first;

	while (i != NO_POST && !post_eq(past_post(p, i)->post, post)) {
		i = past_post(p, i)->next;
	}
	if (i != NO_POST || !make) {
		return i;
	}
	i = (int32_t)p->posts.n;
	struct past_post *new = rows_add(p->a, &p->posts, sizeof(*new));

	*new = (struct past_post){ .unit = u->id, .post = post, .next = first,
				   .cal = hours_of(p->app, u, p->until) };
	imap_put(&p->post_of_unit, u->id.v, (void *)(intptr_t)(i + 1));
	return i;
}

/* ---- procedures ---- */

static struct way_version *version_at(struct past *p, struct str code, int64_t number)
{
	const struct procedure *proc = law_procedure(&p->app->law, code);
	const struct procedure_version *v = proc ? procedure_version(proc, number) : NULL;

	if (v == NULL) {
		return NULL;
	}
	struct str key = str_fmt(p->a, "%.*s/%lld", STR_ARG(code), (long long)number);
	struct way_version *w = map_get(&p->version_of, key);

	if (w == NULL) {
		w = arena_new(p->a, struct way_version);
		*w = (struct way_version){ .v = v, .first = p->slots };
		p->slots += (int32_t)v->steps + WAY_BODIES;
		map_put(&p->version_of, key, w);
		*(struct way_version **)rows_add(p->a, &p->versions, sizeof(w)) = w;
	}
	return w;
}

/* ---- promises ---- */

/* The limit that gives the promise as it stands with the waits as they were; without one
 * the promise is taken as given. */
static void find_promise(struct sim_case *s, const struct case_facts *f,
			 const struct rule_set *rules, const struct pause *waits, size_t n)
{
	const struct procedure_version *v = f->version;
	int64_t starts[] = { f->received_at, f->submitted_at };

	for (size_t i = 0; rules != NULL && i <= v->variants; i++) {
		for (size_t k = 0; k < ARRAY_LEN(starts); k++) {
			s->promise = (struct sim_promise){
				.start = starts[k], .mode = rules->due_mode,
				.cutoff_s = rules->cutoff_s,
				.limit = i == 0 ? v->limit : v->variant[i - 1].limit };
			if (starts[k] != INSTANT_NONE &&
			    sim_promised(s->cal, &s->promise, waits, n) == f->lived_due) {
				return;
			}
		}
	}
	int64_t given = n > 0 && f->first_due != INSTANT_NONE ? f->first_due : f->lived_due;

	s->promise = (struct sim_promise){ .start = INSTANT_NONE,
					   .fixed = given == INSTANT_NONE ? INT64_MAX : given };
}

static size_t waits_of(const struct case_facts *f, int64_t now, struct pause *out)
{
	size_t n = 0;

	for (size_t i = 0; i < f->duties && n < SIM_WAITS; i++) {
		const struct case_duty *d = &f->duty[i];

		if (d->kind == OB_WAIT && d->holder == PARTY_CITIZEN && d->span == 0) {
			out[n++] = (struct pause){ d->from, d->to == INSTANT_NONE ? now : d->to,
						   PAUSE_HOLD };
		}
	}
	return n;
}

/* ---- stays ---- */

static uint8_t stay_kind(const struct case_facts *f, const struct case_duty *d)
{
	if (d->kind == OB_WAIT) {
		return d->holder == PARTY_CITIZEN ? SIM_CITIZEN : SIM_OUTSIDE;
	}
	return f->version->step[d->step].kind == STEP_CONSULT ? SIM_IN_OFFICE : SIM_AT_POST;
}

/* Given to a colleague, taken, moved by leave: it lies at the same step. */
static bool goes_on(const struct stay *last, const struct case_duty *d)
{
	return last != NULL && d->kind == OB_STEP && last->step == d->step && last->to == d->from;
}

static void add_stay(struct past *p, struct past_case *c, const struct case_facts *f,
		     const struct case_duty *d)
{
	const struct unit *u = org_unit(&p->app->org, d->unit);
	struct stay *last = c->stays > 0 ? past_stay(p, c, c->stays - 1) : NULL;

	if (goes_on(last, d)) {
		last->to = d->to;
		last->person = d->person.v;
		return;
	}
	struct stay s = { .from = d->from, .to = d->to, .person = d->person.v, .post = NO_POST,
			  .step = d->kind == OB_STEP ? (int16_t)d->step : -1,
			  .body = d->holder == PARTY_CITIZEN ? WAIT_CITIZEN : (uint8_t)d->body,
			  .kind = stay_kind(f, d) };

	if (s.kind == SIM_AT_POST) {
		if (u != NULL) {
			s.post = past_post_at(p, u, f->version->step[d->step].post, true);
		} else {
			s.kind = SIM_IN_OFFICE;
		}
	}
	*(struct stay *)rows_add(p->a, &p->stays, sizeof(s)) = s;
	c->stays++;
}

/* The first life, up to its result or its end. */
static void add_stays(struct past *p, struct past_case *c, const struct case_facts *f)
{
	for (size_t i = 0; i < f->duties; i++) {
		const struct case_duty *d = &f->duty[i];
		bool step = d->kind == OB_STEP && d->step >= 0 &&
			    (size_t)d->step < f->version->steps;

		if (d->span > 0 || d->kind == OB_HANDOUT) {
			break;
		}
		if (step || d->kind == OB_WAIT) {
			add_stay(p, c, f, d);
		}
	}
}

static int32_t plan_rest(const struct procedure_version *v, int step)
{
	int64_t sum = 0;

	for (size_t i = step < 0 ? v->steps : (size_t)step; i < v->steps; i++) {
		sum += v->step[i].plan_s;
	}
	return (int32_t)num_min(sum, INT32_MAX);
}

static void put_urgency(struct past *p, struct past_case *c)
{
	struct pause waits[SIM_WAITS];
	size_t n = 0;
	int64_t promise = sim_promised(c->cal, &c->promise, NULL, 0);

	for (size_t i = 0; i < c->stays; i++) {
		struct stay *t = past_stay(p, c, i);

		t->urgency = sim_urgency(c->cal, t->from, promise, plan_rest(c->way->v, t->step));
		if (t->kind == SIM_CITIZEN && t->to != INSTANT_NONE && n < SIM_WAITS) {
			waits[n++] = (struct pause){ t->from, t->to, PAUSE_HOLD };
			promise = sim_promised(c->cal, &c->promise, waits, n);
		}
	}
}

/* ---- a dossier ---- */

static bool fits(const struct past *p, const struct case_facts *f)
{
	return f->version != NULL && f->cal != NULL && !f->imported && f->corrected == 0 &&
	       f->state != DOSSIER_UNDONE && f->version->steps > 0 &&
	       calendar_covers(f->cal, f->received_at) && calendar_covers(f->cal, p->until);
}

static void describe(struct past *p, struct past_case *c, const struct case_row *row)
{
	const struct case_facts *f = &row->facts;
	const struct whatif_ask *ask = p->ask;
	struct day day = day_of(f->received_at);
	const struct unit *top = org_unit(&p->app->org, ask->top);
	struct sim_case s = { .cal = c->cal };
	struct pause waits[SIM_WAITS];
	size_t n = waits_of(f, p->until, waits);

	find_promise(&s, f, law_rule_set_by_id(&p->app->law, row->rule_set), waits, n);
	c->promise = s.promise;
	c->received_at = f->received_at;
	c->ready_at = f->first_ready_at;
	c->closed_at = f->closed_at;
	c->lived_due = f->lived_due;
	c->result = f->first_ready_at != INSTANT_NONE;
	c->ended = c->result || f->closed_at != INSTANT_NONE;
	c->waiting = f->state == DOSSIER_WAITING;
	c->counts = day.n >= ask->from.n && day.n <= ask->to.n &&
		    (top == NULL || (c->agency != NULL &&
				     org_below(&p->app->org, c->agency, top, day)));
}

/* Neither after the days asked about nor over long before them. */
static bool wanted(const struct past *p, const struct case_facts *f)
{
	const struct whatif_ask *ask = p->ask;
	int64_t over = f->first_ready_at != INSTANT_NONE ? f->first_ready_at : f->closed_at;

	return f->received_at != INSTANT_NONE && day_of(f->received_at).n <= ask->to.n &&
	       (ask->from.n == INT32_MIN || over == INSTANT_NONE ||
		over >= day_start(ask->from) - WHATIF_BEFORE_S);
}

static bool told_of_reading(const struct past *p, struct err *e)
{
	const struct whatif_ask *ask = p->ask;

	if (ask->progress.fn != NULL) {
		ask->progress.fn(ask->progress.ctx, "progress.whatif.read", (int64_t)p->cases.n,
				 0);
	}
	return ask->stop == NULL || !ask->stop(ask->stop_ctx) ||
	       err_set(e, ERR_BUSY, "whatif.stopped", NULL);
}

static bool take(void *ctx, struct case_row *row, struct err *e)
{
	struct past *p = ctx;
	struct case_facts *f = &row->facts;

	if (!wanted(p, f)) {
		return true;
	}
	struct way_version *w = version_at(p, row->procedure, row->version);
	const struct unit *agency = org_unit(&p->app->org, f->competent);

	f->version = w != NULL ? w->v : NULL;
	f->cal = law_calendar(&p->app->law, row->calendar,
			      agency != NULL && agency->profile.n > 0 ? agency->profile : STR("A"));
	if (!fits(p, f)) {
		p->left_out++;
		return true;
	}
	struct past_case c = { .id = f->id.v, .way = w, .agency = agency, .cal = f->cal,
			       .counter = org_unit(&p->app->org, f->receiving),
			       .stay = (uint32_t)p->stays.n };

	describe(p, &c, row);
	add_stays(p, &c, f);
	c.came_at = c.stays > 0 ? past_stay(p, &c, 0)->from : c.received_at;
	put_urgency(p, &c);
	opinions_saved(p, &c, f);
	*(struct past_case *)rows_add(p->a, &p->cases, sizeof(c)) = c;
	if (p->cases.n % 5000 == 0 && !told_of_reading(p, e)) {
		return false;
	}
	return (p->cases.n < WHATIF_CASES_MOST && p->stays.n < WHATIF_STAYS_MOST) ||
	       err_set(e, ERR_LIMIT, "whatif.many", NULL);
}

/* A replay takes them in as they come. */
static int by_coming(const void *x, const void *y)
{
	const struct past_case *a = x, *b = y;

	if (a->came_at != b->came_at) {
		return a->came_at < b->came_at ? -1 : 1;
	}
	return a->id < b->id ? -1 : a->id > b->id;
}

bool past_read(struct app *app, struct arena *a, const struct whatif_ask *ask, struct past *out,
	       struct err *e)
{
	struct store_last last;

	*out = (struct past){ .app = app, .a = a, .ask = ask };
	imap_init(&out->post_of_unit, a);
	map_init(&out->version_of, a);
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	out->until = last.at;
	if (!store_cases(app->store, INT64_MIN, INT64_MAX, take, out, e)) {
		return false;
	}
	if (out->cases.n == 0) {
		return err_set(e, ERR_NOT_FOUND, "whatif.none", NULL);
	}
	qsort(out->cases.v, out->cases.n, sizeof(struct past_case), by_coming);
	out->from = past_case(out, 0)->came_at;
	return true;
}
