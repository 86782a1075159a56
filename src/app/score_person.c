/* The card of a person: for that person and their direct head alone (rule 36). */
#include "score_int.h"

/* Who heads a seat: the head of its unit; of a head that of the unit above. */
static struct person_id direct_head(const struct org *o, struct seat s, int64_t now)
{
	const struct unit *u = org_unit(o, s.unit);
	struct seat head;
	struct err nobody;
	for (int i = 0; u && i < ORG_DEPTH; i++) {
		if (org_head(o, u->id, now, &head, &nobody) && head.person.v != s.person.v) {
			return head.person;
		}
		u = org_unit(o, unit_on(u, day_of(now))->parent);
	}
	return (struct person_id){ 0 };
}

static struct seat seat_of(const struct assignment *a)
{
	return (struct seat){ a->unit, a->post, a->person };
}

bool score_shown(const struct app *app, struct person_id who, struct person_id asks, int64_t now)
{
	const struct org *o = &app->org;
	const struct assignment *a = NULL;
	if (who.v == 0 || asks.v == 0 || !org_employed(o, asks, now)) {
		return false;
	}
	if (who.v == asks.v) {
		return true;
	}
	while ((a = org_post_after(o, who, a, now)) != NULL) {
		if (direct_head(o, seat_of(a), now).v == asks.v) {
			return true;
		}
	}
	return false;
}

/* ---- the card ---- */

static void take(void *ctx, struct unit_id id, struct str procedure, const struct work_sums *n)
{
	struct scoring *s = ctx;
	const struct unit *u = org_unit(&s->app->org, id);
	if (u) {
		scoring_add(s, 0, u, procedure, n);
	}
}

static void spread(void *ctx, struct unit_id id, struct str procedure, int band, int64_t n)
{
	struct scoring *s = ctx;
	(void)id;
	(void)procedure;
	s->score[0].spread[band] += n;
}

static bool make(struct app *app, struct arena *a, struct worked_ask *own, struct score *out,
		 struct err *e)
{
	struct worked_ask all = { .from = own->from, .until = own->until };
	struct signal_tally *t;
	struct scoring s;
	size_t n;
	scoring_init(&s, app, a, (struct days){ own->from, own->until });
	(void)scoring_card(&s, STR("person"), (struct unit_id){ 0 });
	if (!store_worked(app->store, &all, scoring_total, &s, e) ||
	    !store_worked(app->store, own, take, &s, e) ||
	    !store_spread(app->store, own, spread, &s, e)) {
		return false;
	}
	scoring_compare(&s);
	*out = s.score[0];
	out->established = out->praised = 0;
	if (!scoring_signals(app, a, s.days, own->who, &t, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		scoring_signal(out, &t[i]);
	}
	return true;
}

/* What a head left undone stands on the head's card: chair and members have the same one. */
static bool put_heads(struct app *app, struct person_id who, int64_t now, struct person_score *p,
		      struct err *e)
{
	const struct assignment *a = NULL;
	while ((a = org_post_after(&app->org, who, a, now)) != NULL) {
		int64_t rulings, calls;
		if (!post_is(a->post, "head") && !post_is(a->post, "deputy")) {
			continue;
		}
		p->heads = true;
		if (!post_is(a->post, "head")) {
			continue;
		}
		if (!store_owed_late(app->store, a->unit, now, &rulings, &calls, e)) {
			return false;
		}
		p->rulings_owed += rulings;
		p->calls_owed += calls;
	}
	return true;
}

bool app_person_score(struct app *app, struct arena *a, struct days days, struct person_id who,
		      struct person_id asks, struct person_score *out, struct err *e)
{
	int64_t now = app_now(app);
	struct worked_ask own = { .from = days.from, .until = days.until, .who = who };
	const struct rule_set *r = law_rule_set(&app->law, day_of(now));
	const struct assignment *post = org_post_after(&app->org, who, NULL, now);
	struct person_score p = { .days = days, .least = r ? r->card_dossiers : 0 };
	if (!score_shown(app, who, asks, now)) {
		return err_set(e, ERR_DENIED, "score.denied", NULL);
	}
	p.seat = post ? seat_of(post) : (struct seat){ .person = who };
	if (!store_worked_dossiers(app->store, &own, &p.dossiers, e) ||
	    !put_heads(app, who, now, &p, e)) {
		return false;
	}
	p.enough = p.least > 0 && p.dossiers >= p.least;
	if (p.enough && !make(app, a, &own, &p.score, e)) {
		return false;
	}
	p.score.person = who;
	p.score.unit = p.seat.unit;
	*out = p;
	return true;
}

/* ---- whose head one is ---- */

static bool before(const struct org *o, const struct seat *x, const struct seat *y)
{
	return str_cmp(org_person(o, x->person)->key, org_person(o, y->person)->key) < 0;
}

static bool has(const struct seat *list, size_t n, struct person_id who)
{
	for (size_t i = 0; i < n; i++) {
		if (list[i].person.v == who.v) {
			return true;
		}
	}
	return false;
}

size_t app_score_people(const struct app *app, struct arena *a, struct person_id asks, int64_t now,
			struct seat **out)
{
	enum { PEOPLE_MOST = 500 };
	const struct org *o = &app->org;
	struct seat *list = arena_array(a, struct seat, PEOPLE_MOST);
	size_t found = 0;
	for (size_t i = 0; i < o->assignments && found < PEOPLE_MOST; i++) {
		const struct assignment *s = &o->assignment[i];
		if (s->person.v == asks.v || has(list, found, s->person) ||
		    !org_holds(o, s->person, s->unit, s->post, now) ||
		    direct_head(o, seat_of(s), now).v != asks.v) {
			continue;
		}
		size_t k = found++;
		struct seat x = seat_of(s);
		for (; k > 0 && before(o, &x, &list[k - 1]); k--) {
			list[k] = list[k - 1];
		}
		list[k] = x;
	}
	*out = list;
	return found;
}
