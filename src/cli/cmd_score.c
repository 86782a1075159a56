/* `dunghen score`. */
#include "cmd_score.h"

#include "store.h"
#include "table.h"

#include "app/score.h"

const struct opt_spec score_options[] = {
	DB_OPTION,
	{ "by", OPT_VALUE, "unit|agency|field|procedure" },
	{ "unit", OPT_VALUE, "UNIT" },
	{ "from", OPT_VALUE, "DAY" },
	{ "until", OPT_VALUE, "DAY" },
	{ "person", OPT_VALUE, "PERSON" },
	{ "as", OPT_VALUE, "PERSON" },
	{ NULL, OPT_END, NULL },
};

struct scoring_asked {
	struct cli *c;
	struct app *app;
	struct asking ask;
	struct score_ask what;
};

static bool day_given(const struct opts *o, const char *name, struct day *out, struct err *e)
{
	return !opt_has(o, name) || day_parse(opt_str(o, name), out, e);
}

/* The last twelve months, unless days are named. */
static bool read_options(struct scoring_asked *s, const struct opts *o, struct err *e)
{
	enum { DAYS = 365 };
	struct str by = opt_str(o, "by");
	const struct unit *top = org_unit_by_key(app_org(s->app), opt_str(o, "unit"));
	struct days d = { .until = { day_of(s->ask.now).n + 1 } };
	s->what.by = by.n > 0 ? score_by_named(by) : SCORE_UNIT;
	if (!day_given(o, "until", &d.until, e)) {
		return false;
	}
	d.from.n = d.until.n - DAYS;
	if (!day_given(o, "from", &d.from, e)) {
		return false;
	}
	if (s->what.by == SCORE_KINDS) {
		return err_set(e, ERR_INVALID, "score.by", "value", str_cstr(s->c->arena, by),
			       NULL);
	}
	if (opt_has(o, "unit") && top == NULL) {
		return err_set(e, ERR_NOT_FOUND, "unit.unknown", "value",
			       str_cstr(s->c->arena, opt_str(o, "unit")), NULL);
	}
	s->what.top = top != NULL ? top->id : (struct unit_id){ 0 };
	s->what.days = d;
	return d.from.n < d.until.n || err_set(e, ERR_INVALID, "score.days", NULL);
}

static void put_days(struct cli *c, struct json *o, struct days d)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	json_set_str(c->arena, o, "from", str_dup(c->arena, str_of(day_text(d.from, from))));
	json_set_str(c->arena, o, "to",
		     str_dup(c->arena, str_of(day_text((struct day){ d.until.n - 1 }, to))));
}

static struct str whole(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static struct str hours(struct cli *c, int64_t seconds)
{
	return str_fmt(c->arena, "%lld:%02lld", (long long)(seconds / 3600),
		       (long long)(seconds / 60 % 60));
}

static struct str within(struct cli *c, const struct score *s, int64_t n, int64_t of)
{
	int band = work_band_at(s->spread, n, of);
	int64_t end = band >= 0 ? work_band_end(band) : INT64_MAX;
	return band < 0 ? STR("-") : end == INT64_MAX ? STR(">") : hours(c, end);
}

static struct str share(struct cli *c, int64_t part, int64_t all)
{
	return all > 0 ? str_fmt(c->arena, "%lld%%", (long long)(part * 100 / all)) : STR("-");
}

static void print_table(struct scoring_asked *s, const struct scores *all, int64_t least)
{
	static const char *const heads[] = {
		"figures.csv.key", "score.steps", "score.card.held", "score.card.half",
		"score.card.nine", "score.beside", "score.card.late", "score.given",
		"score.taken", "score.asked", "score.points" };
	struct cli *c = s->c;
	struct table t;
	table_init(&t, c, ARRAY_LEN(heads));
	struct str *cell = table_row(&t, STYLE_FAINT);
	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		cell[i] = cli_text(c, heads[i], NULL, 0);
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct score *r = &all->score[i];
		if (!score_told(r, least)) {
			continue;
		}
		cell = table_row(&t, STYLE_PLAIN);
		cell[0] = r->key;
		cell[1] = whole(c, r->sums.steps);
		cell[2] = hours(c, r->sums.held_s);
		cell[3] = within(c, r, 1, 2);
		cell[4] = within(c, r, 9, 10);
		cell[5] = share(c, r->beside.own_s, r->beside.expected_s);
		cell[6] = share(c, r->sums.late, r->sums.steps);
		cell[7] = whole(c, r->sums.given);
		cell[8] = whole(c, r->sums.taken);
		cell[9] = whole(c, r->sums.asked);
		cell[10] = r->rated && r->score.measured > 0
			 ? str_fmt(c->arena, "%lld/%lld", (long long)r->score.points,
				   (long long)r->score.most) : STR("-");
	}
	table_print(&t);
}

static bool print_scores(struct scoring_asked *s, struct err *e)
{
	struct cli *c = s->c;
	struct scores all;
	int64_t least = score_least(s->app, s->ask.now), few = 0;
	if (!app_scores(s->app, c->arena, &s->what, &all, e)) {
		return false;
	}
	if (!c->json) {
		print_table(s, &all, least);
		return true;
	}
	struct json *o = json_new_obj(c->arena), *list = json_new_arr(c->arena);
	for (size_t i = 0; i < all.n; i++) {
		struct json *one = score_json(s->app, c->arena, &s->ask, all.by, &all.score[i],
					      least);
		few += one == NULL;
		if (one != NULL) {
			json_push(c->arena, list, one);
		}
	}
	put_days(c, o, all.days);
	json_set_str(c->arena, o, "by", str_of(score_by_name(all.by)));
	json_set_int(c->arena, o, "too_few", few);
	json_set(c->arena, o, "scores", list);
	cli_json(c, o);
	return true;
}

/* Rule 36 holds here too: whoever asks says who they are. */
static bool print_person(struct scoring_asked *s, const struct opts *o, struct err *e)
{
	const struct org *org = app_org(s->app);
	const struct person *who = org_person_by_key(org, opt_str(o, "person"));
	const struct person *asks = org_person_by_key(org, opt_str(o, "as"));
	struct person_id none = { 0 };
	struct person_score p;
	if (!app_person_score(s->app, s->c->arena, s->what.days, who != NULL ? who->id : none,
			      asks != NULL ? asks->id : none, &p, e)) {
		return false;
	}
	struct json *out = person_score_json(s->app, s->c->arena, &s->ask, &p);
	put_days(s->c, out, p.days);
	cli_json(s->c, out);
	return true;
}

int cmd_score(struct cli *c, const struct opts *o)
{
	struct scoring_asked s = { .c = c };
	struct err e;
	if (!opt_words(o, 0, 0, &e)) {
		return cli_fail(c, &e);
	}
	if (!db_open(c, o, APP_READER, &s.app, &e)) {
		return cli_fail(c, &e);
	}
	s.ask = (struct asking){ .lang = c->lang, .whom = LABEL_INSIDE, .now = app_now(s.app) };
	bool ok = read_options(&s, o, &e) &&
		  (opt_has(o, "person") ? print_person(&s, o, &e) : print_scores(&s, &e));
	app_close(s.app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
