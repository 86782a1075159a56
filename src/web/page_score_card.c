/* One scorecard: of a unit, an agency, a field, a procedure; of a person (rule 36). */
#include "page_score.h"

#include "api.h"
#include "figure_words.h"
#include "form.h"
#include "page_board.h"
#include "pages.h"
#include "top.h"
#include "view_score.h"
#include "words.h"

#include "app/score.h"

/* ---- what stands on any card ---- */

struct putting {
	const struct exchange *x;
	struct score_fact_view *out;
	size_t n;
};

enum { FACTS_MOST = 24 };

static void put(struct putting *p, const char *key, struct str value)
{
	p->out[p->n++] = (struct score_fact_view){ .name = words0(p->x, key), .value = value };
}

static void put_n(struct putting *p, const char *key, int64_t n)
{
	put(p, key, words_count(p->x, n));
}

/* "3 of 40, late": of how many, and how many were. */
static void put_of(struct putting *p, const char *key, int64_t late, int64_t of)
{
	struct text_arg args[] = { { "late", words_count(p->x, late) },
				   { "of", words_count(p->x, of) } };
	put(p, key, words(p->x, "score.card.late_of", args, ARRAY_LEN(args)));
	p->out[p->n - 1].bad = late > 0;
}

static void put_work(struct putting *p, const struct work_sums *s)
{
	put_n(p, "score.steps", s->steps);
	put_of(p, "score.card.late", s->late, s->steps);
	put(p, "score.card.held", words_work(p->x, s->held_s));
	put(p, "score.card.over", words_work(p->x, s->over_s));
	put(p, "score.card.wait", words_work(p->x, s->wait_s));
	put(p, "score.card.away", words_work(p->x, s->away_s));
	put_n(p, "score.card.given", s->given);
	put_n(p, "score.card.taken", s->taken);
	put_of(p, "score.card.asked", s->asked_late, s->asked);
}

/* What heads answer for: theirs alone on a person's card, all heads' on one of a unit. */
static void put_lead(struct putting *p, const struct work_sums *s)
{
	put(p, "score.card.untaken", words_work(p->x, s->untaken_s));
	put_of(p, "score.card.ruled", s->ruled_late, s->ruled);
	put_of(p, "score.card.called", s->called_late, s->called);
}

static void put_contests(struct putting *p, const struct score *c)
{
	struct text_arg args[] = { { "won", words_count(p->x, c->won) },
				   { "lost", words_count(p->x, c->lost) } };
	struct text_arg sent[] = { { "wrong", words_count(p->x, c->sent_wrong) },
				   { "of", words_count(p->x, c->sent) } };
	put(p, "score.card.contests", words(p->x, "score.card.won_lost", args, 2));
	put(p, "score.card.sent", words(p->x, "score.card.wrong_of", sent, 2));
}

static void put_rates(struct putting *p, const struct score *c, int64_t least)
{
	bool enough = c->rated && figure_solved(&c->rates) >= least;
	int64_t official = enough ? rates_official(&c->rates) : -1;
	int64_t lived = enough ? rates_lived(&c->rates) : -1;
	if (c->rated) {
		put(p, "score.csv.official", words_share(p->x, official));
		put(p, "score.csv.lived", words_share(p->x, lived));
	}
}

static void put_signals(struct putting *p, const struct score *c)
{
	if (c->established == NOT_MEASURED) {
		put(p, "score.card.signals", words0(p->x, "figures.unmeasured"));
		return;
	}
	put_n(p, "score.card.signals", c->established);
	p->out[p->n - 1].bad = c->established > 0;
	put_n(p, "score.card.praise", c->praised);
}

static void put_times(struct exchange *x, const struct score *c, struct score_card_view *v)
{
	static const struct {
		const char *key;
		int64_t n, of;
	} part[] = {
		{ "score.card.quarter", 1, 4 }, { "score.card.half", 1, 2 },
		{ "score.card.three", 3, 4 }, { "score.card.nine", 9, 10 },
	};
	struct putting p = { .x = x,
			     .out = arena_array(x->a, struct score_fact_view, FACTS_MOST) };
	for (size_t i = 0; i < ARRAY_LEN(part); i++) {
		put(&p, part[i].key,
		    score_within(x, work_band_at(c->spread, part[i].n, part[i].of)));
	}
	v->times.p = p.out;
	v->times.n = p.n;
	struct text_arg args[] = { { "share", words_share(x, score_beside(c)) },
				   { "n", words_count(x, c->peers) } };
	v->beside = score_beside(c) < 0 ? words0(x, "score.card.alone")
					: words(x, "score.card.beside", args, ARRAY_LEN(args));
}

static void put_bands(struct exchange *x, const struct score *c, struct score_card_view *v)
{
	struct score_band_view *out = arena_array(x->a, struct score_band_view, WORK_BANDS);
	int64_t all = 0, most = 1;
	for (int i = 0; i < WORK_BANDS; i++) {
		all += c->spread[i];
		most = c->spread[i] > most ? c->spread[i] : most;
	}
	/* From the shortest to the longest there is. */
	int first = 0, last = WORK_BANDS - 1;
	while (first < last && c->spread[first] == 0) {
		first++;
	}
	while (last > first && c->spread[last] == 0) {
		last--;
	}
	for (int i = first; i <= last && all > 0; i++) {
		out[v->bands.n++] = (struct score_band_view){
			.up_to = score_within(x, i), .n = c->spread[i],
			.share = words_share(x, c->spread[i] * 10000 / all),
			.x = c->spread[i] * 1000 / most };
	}
	v->bands.p = out;
}

static void put_criteria(struct exchange *x, const struct score *c, struct score_card_view *v)
{
	struct asking ask = asking_inside(x);
	const struct law *l = app_law(x->app);
	const struct rule_set *r = law_rule_set(l, day_of(x->now));
	struct criterion_view *out = arena_array(x->a, struct criterion_view,
						 r ? r->criteria : 0);
	for (size_t i = 0; r && i < r->criteria; i++) {
		const struct criterion *k = law_criterion(l, r->criterion[i]);
		int64_t points = k ? score_criterion(k, &c->facts) : NOT_MEASURED;
		bool measured = points != NOT_MEASURED;
		out[v->criteria.n++] = (struct criterion_view){
			.name = k ? label_named(&ask, k->name) : r->criterion[i],
			.points = score_points(x, points), .measured = measured,
			.most = measured ? str_int(x->a, k->best) : STR("—") };
	}
	v->criteria.p = out;
	v->scored = c->rated && v->criteria.n > 0;
	v->points = STR_JOIN(x->a, score_points(x, c->score.points), STR(" / "),
			     score_points(x, c->score.most));
	v->rank = c->score.rank ? label_named(&ask, c->score.rank->name)
				: words0(x, "figures.unmeasured");
}

/* ---- of a unit, an agency, a field, a procedure ---- */

static const struct score *find(const struct scores *all, struct str key)
{
	for (size_t i = 0; i < all->n; i++) {
		if (str_eq(all->score[i].key, key)) {
			return &all->score[i];
		}
	}
	return NULL;
}

static struct link_views periods(const struct exchange *x, const struct board_asked *q,
				 struct str more)
{
	static const char *const of[] = { "", "last", "quarter", "year" };
	struct link_view *out = arena_array(x->a, struct link_view, ARRAY_LEN(of));
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		struct board_asked other = *q;
		other.of = str_of(of[i]);
		out[i] = (struct link_view){
			.text = words_of(x, "board.of", i == 0 ? STR("month") : other.of),
			.href = board_href(x, &other, "/board/score/card", more),
			.current = str_eq(q->of, other.of) };
	}
	return (struct link_views){ out, ARRAY_LEN(of) };
}

static void fill(struct exchange *x, const struct score *c, struct score_card_view *v)
{
	struct putting p = { .x = x,
			     .out = arena_array(x->a, struct score_fact_view, FACTS_MOST) };
	int64_t least = score_least(x->app, x->now);
	if (!score_told(c, least)) {
		v->none = words0(x, "score.how.few");
		return;
	}
	put_rates(&p, c, least);
	put_work(&p, &c->sums);
	put_lead(&p, &c->sums);
	put_contests(&p, c);
	put_signals(&p, c);
	v->facts.p = p.out;
	v->facts.n = p.n;
	put_times(x, c, v);
	put_bands(x, c, v);
	put_criteria(x, c, v);
}

void score_card(struct exchange *x)
{
	struct str key = form_get(x->form, "key");
	enum score_by by = score_by_named(form_get(x->form, "by"));
	struct board_asked q;
	struct scores all;
	struct err e;
	if (!board_asked(x, &q)) {
		return;
	}
	struct score_ask ask = { .days = figures_days(q.ask, day_of(x->now)), .top = q.unit,
				 .by = by };
	if (by == SCORE_KINDS) {
		reply_status(x, 404);
		return;
	}
	if (!app_scores(x->app, x->a, &ask, &all, &e)) {
		reply_err(x, &e);
		return;
	}
	const struct score *c = find(&all, key);
	struct str more = STR_JOIN(x->a, STR("&by="), str_of(score_by_name(by)), STR("&key="),
				   http_encode(x->a, key));
	struct text_arg args[] = { { "unit", c ? score_name(x, by, c) : key },
				   { "period", board_period(x, q.ask.of, all.days) } };
	struct str title = words(x, "score.card.title", args, ARRAY_LEN(args));
	struct str list = STR_JOIN(x->a, STR("&by="), str_of(score_by_name(by)));
	struct score_card_view v = {
		.top = top_inside(x, title), .title = title, .about = words0(x, "score.about"),
		.periods = periods(x, &q, more),
		.back = { .text = words0(x, "score.link"),
			  .href = board_href(x, &q, "/board/score", list) },
		.none = c ? STR("") : words0(x, "score.none"),
	};
	if (c) {
		fill(x, c, &v);
	}
	page_score_card(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- of a person ---- */

static struct days person_days(const struct exchange *x, struct str of, enum figures_of *out)
{
	*out = str_is(of, "last") ? FIGURES_LAST_MONTH : str_is(of, "quarter") ? FIGURES_QUARTER
	     : str_is(of, "month") ? FIGURES_MONTH : FIGURES_YEAR;
	return figures_days((struct figures_ask){ .of = *out }, day_of(x->now));
}

static struct link_views person_periods(const struct exchange *x, const char *path,
					enum figures_of now)
{
	static const struct {
		const char *name;
		enum figures_of of;
	} of[] = {
		{ "month", FIGURES_MONTH }, { "last", FIGURES_LAST_MONTH },
		{ "quarter", FIGURES_QUARTER }, { "year", FIGURES_YEAR },
	};
	struct link_view *out = arena_array(x->a, struct link_view, ARRAY_LEN(of));
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		out[i] = (struct link_view){
			.text = words_of(x, "board.of", str_of(of[i].name)),
			.href = str_fmt(x->a, "%s?of=%s", path, of[i].name),
			.current = of[i].of == now };
	}
	return (struct link_views){ out, ARRAY_LEN(of) };
}

/* By key, with no figure beside a name. */
static struct link_views people(const struct exchange *x)
{
	struct seat *list;
	size_t n = app_score_people(x->app, x->a, x->person, x->now, &list);
	struct link_view *out = arena_array(x->a, struct link_view, n);
	for (size_t i = 0; i < n; i++) {
		const struct person *who = org_person(app_org(x->app), list[i].person);
		out[i] = (struct link_view){
			.text = STR_JOIN(x->a, words_person(x, list[i].person), STR(" · "),
					 label_unit(x->app, list[i].unit, x->now)),
			.href = STR_JOIN(x->a, STR("/score/"), who->key) };
	}
	return (struct link_views){ out, n };
}

static void fill_person(struct exchange *x, const struct person_score *s,
			struct score_card_view *v)
{
	struct putting p = { .x = x,
			     .out = arena_array(x->a, struct score_fact_view, FACTS_MOST) };
	if (!s->enough) {
		v->none = words1(x, "score.person.few", "n", str_int(x->a, s->least));
		return;
	}
	put_n(&p, "score.card.dossiers", s->dossiers);
	put_work(&p, &s->score.sums);
	if (s->heads) {
		put_lead(&p, &s->score.sums);
		put_n(&p, "score.card.rulings_owed", s->rulings_owed);
		put_n(&p, "score.card.calls_owed", s->calls_owed);
	}
	put_signals(&p, &s->score);
	v->facts.p = p.out;
	v->facts.n = p.n;
	put_times(x, &s->score, v);
	put_bands(x, &s->score, v);
}

static void show_person(struct exchange *x, struct person_id who, const char *path)
{
	struct person_score s;
	enum figures_of of;
	struct days days = person_days(x, form_get(x->form, "of"), &of);
	struct err e;
	if (!app_person_score(x->app, x->a, days, who, x->person, &s, &e)) {
		reply_err(x, &e);
		return;
	}
	struct text_arg args[] = { { "unit", words_person(x, who) },
				   { "period", board_period(x, of, s.days) } };
	struct str title = words(x, "score.card.title", args, ARRAY_LEN(args));
	bool own = who.v == x->person.v;
	struct score_card_view v = {
		.top = top_inside(x, title), .title = title,
		.about = words0(x, "score.person.about"), .periods = person_periods(x, path, of),
	};
	if (own) {
		v.people = people(x);
	} else {
		v.back = (struct link_view){ .text = words0(x, "score.own"),
					     .href = STR("/score") };
	}
	fill_person(x, &s, &v);
	page_score_card(x->page, x->lang, &v);
	reply_page(x, 200);
}

void score_own(struct exchange *x)
{
	show_person(x, x->person, "/score");
}

/* Of nobody one heads there is nothing, be there such a person or not. */
void score_person(struct exchange *x)
{
	const struct person *who = org_person_by_key(app_org(x->app), x->param[0]);
	if (!who || !score_shown(x->app, who->id, x->person, x->now)) {
		reply_status(x, 404);
		return;
	}
	show_person(x, who->id, str_fmt(x->a, "/score/%.*s", STR_ARG(who->key)).p);
}
