/* Scorecards of units, agencies, fields and procedures. */
#include "score_int.h"

#include "base/num.h"

#include <string.h>

static const char *const names[] = {
	[SCORE_UNIT] = "unit", [SCORE_AGENCY] = "agency", [SCORE_FIELD] = "field",
	[SCORE_PROCEDURE] = "procedure", [SCORE_PERSON] = "person",
};

const char *score_by_name(enum score_by by)
{
	return names[by];
}

enum score_by score_by_named(struct str s)
{
	int i = 0;
	while (i < SCORE_KINDS && !str_is(s, names[i])) {
		i++;
	}
	return (enum score_by)i;
}

int64_t score_least(const struct app *app, int64_t now)
{
	const struct rule_set *r = law_rule_set(&app->law, day_of(now));
	return r ? r->small_group : 0;
}

bool score_told(const struct score *c, int64_t least)
{
	return c->sums.steps + c->sums.asked >= least;
}

/* ---- cells: what all of a sort did of a procedure ---- */

static struct str sort_of(const struct scoring *s, const struct unit *u)
{
	const struct unit *agency = org_agency(&s->app->org, u, s->last);
	bool room = agency && agency != u && str_starts(u->key, agency->key);
	return room ? str_sub(u->key, agency->key.n, u->key.n) : unit_on(u, s->last)->type;
}

static struct peer_sums peers_of(const struct work_sums *n)
{
	return (struct peer_sums){ .steps = n->steps, .held_s = n->held_s, .late = n->late };
}

static void peers_plus(struct peer_sums *to, const struct peer_sums *p, int64_t times)
{
	to->steps += times * p->steps;
	to->held_s += times * p->held_s;
	to->late += times * p->late;
}

static struct cell *cell_of(struct scoring *s, const struct unit *u, struct str procedure)
{
	struct str key = STR_JOIN(s->a, sort_of(s, u), STR("/"), procedure);
	struct cell *c = map_get(&s->cells, key);
	if (!c) {
		c = arena_new(s->a, struct cell);
		*c = (struct cell){ .key = key };
		map_put(&s->cells, key, c);
	}
	return c;
}

void scoring_init(struct scoring *s, struct app *app, struct arena *a, struct days days)
{
	*s = (struct scoring){ .app = app, .a = a, .days = days, .last = { days.until.n - 1 } };
	map_init(&s->cells, a);
	map_init(&s->place, a);
	map_init(&s->own, a);
}

void scoring_total(void *ctx, struct unit_id id, struct str procedure, const struct work_sums *n)
{
	struct scoring *s = ctx;
	const struct unit *u = org_unit(&s->app->org, id);
	if (u) {
		struct cell *c = cell_of(s, u, procedure);
		struct peer_sums p = peers_of(n);
		peers_plus(&c->total, &p, 1);
		c->units += n->steps > 0;
	}
}

/* ---- cards ---- */

static struct score *more(struct scoring *s)
{
	if (s->n == s->room) {
		size_t room = s->room > 0 ? 2 * s->room : 64;
		struct score *grown = arena_array(s->a, struct score, room);
		if (s->n > 0) {
			memcpy(grown, s->score, s->n * sizeof(*grown));
		}
		s->score = grown;
		s->room = room;
	}
	return &s->score[s->n++];
}

size_t scoring_card(struct scoring *s, struct str key, struct unit_id unit)
{
	size_t i = (size_t)(uintptr_t)map_get(&s->place, key);
	if (i == 0) {
		struct str kept = str_dup(s->a, key);
		*more(s) = (struct score){ .unit = unit, .key = kept,
					   .established = NOT_MEASURED,
					   .praised = NOT_MEASURED };
		i = s->n;
		map_put(&s->place, kept, (void *)(uintptr_t)i);
	}
	return i - 1;
}

/* What a card did of a cell, to be left out of what others did. */
static void keep_own(struct scoring *s, size_t card, struct cell *c, const struct work_sums *n)
{
	struct str key = str_fmt(s->a, "%zu/%.*s", card, STR_ARG(c->key));
	struct own *o = map_get(&s->own, key);
	if (!o) {
		o = arena_new(s->a, struct own);
		*o = (struct own){ .card = card, .cell = c, .next = s->owns };
		s->owns = o;
		map_put(&s->own, key, o);
	}
	struct peer_sums p = peers_of(n);
	peers_plus(&o->sums, &p, 1);
	o->units += n->steps > 0;
}

void scoring_add(struct scoring *s, size_t card, const struct unit *u, struct str procedure,
		 const struct work_sums *n)
{
	struct score *c = &s->score[card];
	work_plus(&c->sums, n, 1);
	c->facts.parts_early += n->early + n->asked_early;
	c->facts.parts_late += n->late + n->asked_late;
	c->facts.parts_even += n->steps - n->early - n->late + n->asked - n->asked_early -
			       n->asked_late;
	keep_own(s, card, cell_of(s, u, procedure), n);
}

void scoring_compare(struct scoring *s)
{
	for (const struct own *o = s->owns; o; o = o->next) {
		struct score *c = &s->score[o->card];
		struct peer_sums others = o->cell->total;
		peers_plus(&others, &o->sums, -1);
		score_standard(&c->beside, &o->sums, &others);
		if (o->sums.steps > 0) {
			c->peers = num_max(c->peers, o->cell->units - o->units);
		}
	}
}

/* ---- by what is asked ---- */

static bool within(const struct scoring *s, const struct unit *u)
{
	const struct unit *t = org_unit(&s->app->org, s->ask->top);
	return u && (!t || t == u || org_below(&s->app->org, u, t, s->last));
}

/* Of the unit, by what cards are asked for; SIZE_MAX: none is. */
static size_t card_of(struct scoring *s, const struct unit *u, struct str code)
{
	const struct procedure *p = law_procedure(&s->app->law, code);
	const struct unit *agency = org_agency(&s->app->org, u, s->last);
	switch (s->ask->by) {
	case SCORE_UNIT:
		return scoring_card(s, u->key, u->id);
	case SCORE_AGENCY:
		u = agency ? agency : u;
		return scoring_card(s, u->key, u->id);
	case SCORE_FIELD:
		return scoring_card(s, p ? p->field : STR("?"), (struct unit_id){ 0 });
	case SCORE_PROCEDURE:
		return scoring_card(s, code, (struct unit_id){ 0 });
	case SCORE_PERSON:
		break;
	}
	return SIZE_MAX;
}

static void take(void *ctx, struct unit_id id, struct str procedure, const struct work_sums *n)
{
	struct scoring *s = ctx;
	const struct unit *u = org_unit(&s->app->org, id);
	scoring_total(s, id, procedure, n);
	if (within(s, u)) {
		scoring_add(s, card_of(s, u, procedure), u, procedure, n);
	}
}

static void spread(void *ctx, struct unit_id id, struct str procedure, int band, int64_t n)
{
	struct scoring *s = ctx;
	const struct unit *u = org_unit(&s->app->org, id);
	if (within(s, u)) {
		s->score[card_of(s, u, procedure)].spread[band] += n;
	}
}

static void contested(void *ctx, const struct contested *c)
{
	struct scoring *s = ctx;
	const struct unit *by = org_unit(&s->app->org, c->by);
	const struct unit *sender = org_unit(&s->app->org, c->sender);
	bool upheld = c->end == CONTEST_UPHELD;
	if (within(s, by)) {
		struct score *x = &s->score[card_of(s, by, c->procedure)];
		x->contested += c->n;
		x->won += upheld ? c->n : 0;
		x->lost += c->end == CONTEST_DISMISSED || c->end == CONTEST_LAPSED ? c->n : 0;
	}
	if (within(s, sender)) {
		struct score *x = &s->score[card_of(s, sender, c->procedure)];
		x->sent += c->n;
		x->sent_wrong += upheld ? c->n : 0;
	}
}

/* ---- signals ---- */

bool scoring_signals(struct app *app, struct arena *a, struct days days, struct person_id who,
		     struct signal_tally **out, size_t *n, struct err *e)
{
	return app_signals_counted(app, a, day_start(days.from), day_start(days.until),
				   (struct unit_id){ 0 }, who, out, n, e);
}

void scoring_signal(struct score *to, const struct signal_tally *t)
{
	*(t->good ? &to->praised : &to->established) += t->n;
}

/* Of units and agencies, which they are about. */
static bool put_signals(struct scoring *s, struct err *e)
{
	struct person_id anybody = { 0 };
	struct signal_tally *t;
	size_t n;
	if (s->ask->by != SCORE_UNIT && s->ask->by != SCORE_AGENCY) {
		return true;
	}
	if (!scoring_signals(s->app, s->a, s->days, anybody, &t, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < s->n; i++) {
		s->score[i].established = s->score[i].praised = 0;
	}
	for (size_t i = 0; i < n; i++) {
		const struct unit *u = org_unit(&s->app->org, t[i].unit);
		if (within(s, u)) {
			size_t before = s->n, card = card_of(s, u, STR(""));
			if (s->n > before) {
				s->score[card].established = s->score[card].praised = 0;
			}
			scoring_signal(&s->score[card], &t[i]);
		}
	}
	return true;
}

/* ---- rates and criteria ---- */

/* Of the agency whose dossiers they are: where cards are of units, its own card. */
static void add_rates(struct scoring *s, const struct agency_rates *g)
{
	const struct unit *u = org_unit(&s->app->org, g->agency);
	if (!within(s, u)) {
		return;
	}
	struct score *c = &s->score[card_of(s, u, g->procedure)];
	const struct rates *r = &g->rates;
	const struct procedure *p = law_procedure(&s->app->law, g->procedure);
	const struct procedure_version *v = p ? procedure_on(p, s->last) : NULL;
	struct criteria_facts *f = &c->facts;
	rates_plus(&c->rates, r);
	c->rated = true;
	f->early += r->early;
	f->on_time += r->on_time;
	f->late += r->late;
	f->asked_none += g->how.asked_none;
	f->asked_once += g->how.asked_once;
	f->asked_more += g->how.asked_more;
	f->received_online += r->received_online_self + r->received_online_helped;
	f->received += r->received_online_self + r->received_online_helped + r->received_direct;
	f->online_late += g->how.online_late;
	/* A field and a procedure have the level of the law, whoever decides. */
	f->level = s->ask->by == SCORE_AGENCY || s->ask->by == SCORE_UNIT || !p
		 ? score_level(s, u) : p->level;
	scoring_procedure(s, (size_t)(c - s->score), g, v);
}

struct str score_level(const struct scoring *s, const struct unit *u)
{
	struct str type = unit_on(u, s->last)->type;
	bool commune = str_is(type, "commune") || str_is(type, "ward");
	return commune ? STR("commune") : STR("province");
}

static bool at_counter(const struct procedure_version *v)
{
	for (size_t i = 0; i < v->steps; i++) {
		if (v->step[i].kind != STEP_INTAKE && !str_is(v->step[i].unit, "@mc")) {
			return false;
		}
	}
	return true;
}

/* A procedure that something was received or solved by counts once on a card. */
void scoring_procedure(struct scoring *s, size_t card, const struct agency_rates *g,
		       const struct procedure_version *v)
{
	const struct rates *r = &g->rates;
	struct str key = str_fmt(s->a, "p%zu/%.*s", card, STR_ARG(g->procedure));
	bool any = r->early + r->on_time + r->late + r->received_direct +
		   r->received_online_self + r->received_online_helped > 0;
	if (!any || !v || map_get(&s->own, key)) {
		return;
	}
	map_put(&s->own, key, (void *)(uintptr_t)1);
	struct criteria_facts *f = &s->score[card].facts;
	f->procedures++;
	f->procedures_online += v->online;
	f->procedures_at_counter += at_counter(v);
}

static void sort_cards(struct scoring *s)
{
	for (size_t i = 1; i < s->n; i++) {
		struct score x = s->score[i];
		size_t k = i;
		for (; k > 0 && str_cmp(s->score[k - 1].key, x.key) > 0; k--) {
			s->score[k] = s->score[k - 1];
		}
		s->score[k] = x;
	}
}

bool app_scores(struct app *app, struct arena *a, const struct score_ask *ask, struct scores *out,
		struct err *e)
{
	struct worked_ask days = { .from = ask->days.from, .until = ask->days.until };
	struct scoring s;
	struct sums parts;
	scoring_init(&s, app, a, ask->days);
	s.ask = ask;
	if (!store_worked(app->store, &days, take, &s, e) ||
	    !store_spread(app->store, &days, spread, &s, e) ||
	    !store_worked_contests(app->store, &days, contested, &s, e) ||
	    !app_sum_parts(app, a, ask->days, &parts, e)) {
		return false;
	}
	for (size_t i = 0; i < parts.n; i++) {
		add_rates(&s, &parts.agency[i]);
	}
	if (!put_signals(&s, e)) {
		return false;
	}
	scoring_compare(&s);
	const struct rule_set *r = law_rule_set(&app->law, s.last);
	for (size_t i = 0; i < s.n; i++) {
		s.score[i].score = score_total(&app->law, r, &s.score[i].facts);
	}
	sort_cards(&s);
	*out = (struct scores){ .days = ask->days, .by = ask->by, .score = s.score, .n = s.n };
	return true;
}
