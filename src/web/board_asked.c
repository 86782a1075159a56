/* What an address of the board asks for, and for whom it is. */
#include "page_board.h"

#include "figure_words.h"
#include "form.h"
#include "guard.h"
#include "web_int.h"
#include "words.h"

static const struct {
	const char *name;
	enum figures_of of;
} periods[] = {
	{ "month", FIGURES_MONTH }, { "last", FIGURES_LAST_MONTH },
	{ "quarter", FIGURES_QUARTER }, { "year", FIGURES_YEAR },
};

/* A word that is none of them asks for this month. */
static size_t period_of(struct str name)
{
	size_t i = ARRAY_LEN(periods) - 1;
	while (i > 0 && !str_is(name, periods[i].name)) {
		i--;
	}
	return i;
}

static bool below(const struct exchange *x, struct unit_id unit, struct unit_id top)
{
	const struct figures f = { .made_at = x->now };
	return figures_within(x->app, &f, unit, top);
}

/* Who leads sees their own; else only who inspects a unit, that one. */
static bool ask_unit(struct exchange *x, struct str key, struct board_asked *q)
{
	const struct unit *u = org_unit_by_key(app_org(x->app), key);
	struct unit_id top = figures_top(x->app, x->seat.unit, x->now);
	bool own = u && guard_leads(x) && below(x, u->id, top);

	if (!own && !(u && org_inspects(app_org(x->app), x->person, u, x->now))) {
		reply_status(x, 403);
		return false;
	}
	q->top = own ? top : u->id;
	q->unit = u->id;
	q->unit_key = !own || u->id.v != top.v ? key : STR("");
	return true;
}

static void ask_period(struct board_asked *q, size_t period)
{
	q->ask.of = periods[period].of;
	q->of = period > 0 ? str_of(periods[period].name) : STR("");
}

bool board_asked(struct exchange *x, struct board_asked *out)
{
	bool year = str_is(form_get(x->form, "with"), "year");
	struct str key = form_get(x->form, "unit");
	struct board_asked q = {
		.ask = { .beside = year ? FIGURES_YEAR_BEFORE : FIGURES_BEFORE },
		.top = figures_top(x->app, x->seat.unit, x->now),
		.with = year ? STR("year") : STR(""),
	};

	q.unit = q.top;
	ask_period(&q, period_of(form_get(x->form, "of")));
	if (key.n == 0 && !guard_leads(x)) {
		reply_status(x, 403);
		return false;
	}
	if (key.n > 0 && !ask_unit(x, key, &q)) {
		return false;
	}
	*out = q;
	return true;
}

bool board_asked_beside(struct exchange *x, const struct board_asked *q, struct board_asked *out)
{
	struct str key = form_get(x->form, "unit2"), of = form_get(x->form, "of2");
	struct board_asked other = *q;
	size_t period = period_of(of);

	if (key.n > 0 && !ask_unit(x, key, &other)) {
		return false;
	}
	if (str_is(of, periods[period].name)) {
		ask_period(&other, period);
	} else if (other.unit.v == q->unit.v) {
		ask_period(&other, period_of(str_is(q->of, "last") ? STR("month") : STR("last")));
	}
	*out = other;
	return true;
}

struct str board_href(const struct exchange *x, const struct board_asked *q, const char *path,
		      struct str more)
{
	struct str of = q->of.n > 0 ? STR_JOIN(x->a, STR("&of="), q->of) : STR("");
	struct str with = q->with.n > 0 ? STR_JOIN(x->a, STR("&with="), q->with) : STR("");
	struct str unit = q->unit_key.n > 0 ? STR_JOIN(x->a, STR("&unit="), q->unit_key) : STR("");
	struct str all = STR_JOIN(x->a, of, with, unit, more);
	return all.n > 0 ? STR_JOIN(x->a, str_of(path), STR("?"), str_sub(all, 1, all.n))
			 : str_of(path);
}

struct str board_period(const struct exchange *x, enum figures_of of, struct days days)
{
	int year, month, day;
	day_split(days.from, &year, &month, &day);
	struct text_arg args[] = {
		{ "month", str_fmt(x->a, "%d", month) },
		{ "quarter", str_fmt(x->a, "%d", (month + 2) / 3) },
		{ "year", str_fmt(x->a, "%d", year) },
	};
	switch (of) {
	case FIGURES_QUARTER:
		return words(x, "board.period.quarter", args + 1, 2);
	case FIGURES_YEAR:
		return words(x, "board.period.year", args + 2, 1);
	case FIGURES_MONTH:
	case FIGURES_LAST_MONTH:
		break;
	}
	struct text_arg of_month[] = { args[0], args[2] };
	return words(x, "board.period.month", of_month, 2);
}

struct link_views board_periods(const struct exchange *x, const struct board_asked *q,
				const char *path)
{
	static const char *const of[] = { "", "last", "quarter", "year" };
	struct link_view *out = arena_array(x->a, struct link_view, ARRAY_LEN(of));
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		struct board_asked other = *q;
		other.of = str_of(of[i]);
		out[i] = (struct link_view){
			.text = words_of(x, "board.of", i == 0 ? STR("month") : other.of),
			.href = board_href(x, &other, path, STR("")),
			.current = str_eq(q->of, other.of),
		};
	}
	return (struct link_views){ out, ARRAY_LEN(of) };
}

struct field_view board_units(const struct exchange *x, const struct board_asked *q)
{
	const struct org *org = app_org(x->app);
	struct option_view *o = arena_array(x->a, struct option_view, org->units + 1);
	size_t n = 0;
	o[n++] = (struct option_view){ STR(""), words_agency(x, q->top), false };
	for (size_t i = 0; i < org->units; i++) {
		const struct unit *u = org->unit[i];
		if (u->agency_code.n > 0 && u->id.v != q->top.v && below(x, u->id, q->top)) {
			o[n++] = (struct option_view){ u->key, words_agency(x, u->id),
						       u->id.v == q->unit.v };
		}
	}
	return (struct field_view){ .name = STR("unit"), .label = words0(x, "figures.agency"),
				    .options = { o, n } };
}
