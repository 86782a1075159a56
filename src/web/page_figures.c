/* Public figures: this month's cards, the agencies side by side, the table as a file. */
#include "page_figures.h"

#include "figure_words.h"
#include "form.h"
#include "late_words.h"
#include "pages.h"
#include "table_out.h"
#include "top.h"
#include "web_int.h"
#include "words.h"

#include <stdlib.h>

static const struct figures_ask this_month = { FIGURES_MONTH, FIGURES_BEFORE };

/* ---- the cards ---- */

static struct str share_or_few(const struct exchange *x, int64_t share, int64_t of)
{
	return of > 0 && of < SHARE_FROM ? words0(x, "figures.few") : words_share(x, share);
}

static struct figures_view cards(const struct exchange *x, const struct figures *f)
{
	struct figures_total t = figures_total(x->app, f, (struct unit_id){ 0 });
	int64_t solved = figure_solved(&t.now), lived = figure_lived(&t.now);
	bool few = solved < SHARE_FROM;
	return (struct figures_view){
		.title = words1(x, "figures.month", "place", top_province(x)),
		.made = words1(x, "figures.made", "time", words_time(x, f->made_at)),
		.data = STR("/figures.csv"), .where = STR("/figures"), .overdue = t.overdue,
		.official = share_or_few(x, rates_official(&t.now), solved),
		.lived = words1(x, "figures.lived", "share",
				share_or_few(x, rates_lived(&t.now), lived)),
		.half = words_took(x, few ? -1 : f->half_days),
		.nine = words1(x, "figures.nine", "time", words_took(x, few ? -1 : f->nine_days)),
	};
}

bool figures_cards(const struct exchange *x, struct figures_view *out)
{
	struct figures f;
	struct err e;
	if (!figures_get(x->web->figures, x->app, x->a, this_month, &f, &e)) {
		return false;
	}
	*out = cards(x, &f);
	return true;
}

/* ---- the agencies ---- */

static int by_overdue(const void *a, const void *b)
{
	const struct agency_figures *x = a, *y = b;
	int64_t more = y->overdue - x->overdue;
	int64_t id = more != 0 ? more : x->agency.v - y->agency.v;
	return id < 0 ? -1 : id > 0;
}

static void put_agencies(const struct exchange *x, struct figures *f, struct figures_page_view *v)
{
	struct agency_view *out = arena_array(x->a, struct agency_view, f->agencies);
	if (f->agencies > 0) {
		qsort(f->agency, f->agencies, sizeof(*f->agency), by_overdue);
	}
	for (size_t i = 0; i < f->agencies; i++) {
		const struct agency_figures *g = &f->agency[i];
		int64_t solved = figure_solved(&g->now), lived = figure_lived(&g->now);
		out[i] = (struct agency_view){
			.name = words_agency(x, g->agency), .overdue = g->overdue,
			.solved = solved,
			.official = share_or_few(x, rates_official(&g->now), solved),
			.lived = share_or_few(x, rates_lived(&g->now), lived),
		};
	}
	v->agencies.p = out;
	v->agencies.n = f->agencies;
}

/* ?units=now: by the units there are now. */
static bool as_is(const struct exchange *x)
{
	return str_is(form_get(x->form, "units"), "now");
}

static bool get(struct exchange *x, struct figures *f)
{
	struct err e;
	if (!figures_get(x->web->figures, x->app, x->a, this_month, f, &e)) {
		reply_err(x, &e);
		return false;
	}
	if (as_is(x)) {
		figures_as_is(app_org(x->app), x->a, f);
	}
	return true;
}

static void put_trees(const struct exchange *x, struct figures_page_view *v)
{
	struct link_view *out = arena_array(x->a, struct link_view, 2);
	bool now = as_is(x);
	out[0] = (struct link_view){ .text = words0(x, "figures.as_was"), .href = STR("/figures"),
				     .current = !now };
	out[1] = (struct link_view){ .text = words0(x, "figures.as_is"), .current = now,
				     .href = STR("/figures?units=now") };
	v->trees = (struct link_views){ out, 2 };
	v->figures.data = now ? STR("/figures.csv?units=now") : v->figures.data;
}

void figures_show(struct exchange *x)
{
	struct figures f;
	if (!get(x, &f)) {
		return;
	}
	struct figures_page_view v = {
		.top = top_public(x, words0(x, "nav.figures"), SECTION_FIGURES),
		.figures = cards(x, &f), .empty = { .text = words0(x, "figures.none") },
	};
	v.figures.where = STR("");
	put_trees(x, &v);
	put_agencies(x, &f, &v);
	v.late = late_units(x, &f, (struct unit_id){ 0 });
	v.late.csv = STR("/figures/late.csv");
	v.late.xlsx = STR("/figures/late.xlsx");
	page_figures(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- the file ---- */

static const char *const columns[] = {
	"figures.csv.key", "figures.csv.agency", "figures.csv.from", "figures.csv.to",
	"figures.csv.online_self", "figures.csv.online_helped", "figures.csv.direct",
	"figures.csv.carried", "figures.csv.early", "figures.csv.on_time", "figures.csv.late",
	"figures.csv.official", "figures.csv.lived_on_time", "figures.csv.lived_late",
	"figures.csv.lived_open", "figures.csv.lived", "figures.csv.overdue",
	"figures.csv.asleep", "figures.csv.made",
};

static void put_share(struct table_out *t, int64_t share, int64_t of)
{
	table_share(t, of < SHARE_FROM ? -1 : share);
}

static void put_line(struct table_out *t, const struct exchange *x, const struct figures *f,
		     const struct agency_figures *g)
{
	const struct unit *u = org_unit(app_org(x->app), g->agency);
	const struct rates *r = &g->now;
	const int64_t first[] = { r->received_online_self, r->received_online_helped,
				  r->received_direct, r->carried, r->early, r->on_time, r->late };
	const int64_t lived[] = { r->lived_on_time, r->lived_late, r->lived_open_late };
	char from[DAY_TEXT], to[DAY_TEXT], made[INSTANT_TEXT];
	table_text(t, u ? u->key : STR("?"));
	table_text(t, words_agency(x, g->agency));
	table_text(t, str_of(day_text(f->days.from, from)));
	table_text(t, str_of(day_text((struct day){ f->days.until.n - 1 }, to)));
	for (size_t i = 0; i < ARRAY_LEN(first); i++) {
		table_int(t, first[i]);
	}
	put_share(t, rates_official(r), figure_solved(r));
	for (size_t i = 0; i < ARRAY_LEN(lived); i++) {
		table_int(t, lived[i]);
	}
	put_share(t, rates_lived(r), figure_lived(r));
	table_int(t, g->overdue);
	table_int(t, g->asleep);
	table_text(t, str_of(instant_text(f->made_at, made)));
	table_end_row(t);
}

void figures_file(struct exchange *x, const struct figures *f, struct unit_id top,
		  enum table_kind kind)
{
	struct table_out t;
	char from[DAY_TEXT];
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		table_text(&t, words0(x, columns[i]));
	}
	table_end_row(&t);
	for (size_t i = 0; i < f->agencies; i++) {
		if (figures_within(x->app, f, f->agency[i].agency, top)) {
			put_line(&t, x, f, &f->agency[i]);
		}
	}
	table_close(&t);
	reply_text(x, 200, table_type(kind));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-%s.%s\"",
			   day_text(f->days.from, from), table_ending(kind)));
}

static void this_months_file(struct exchange *x, enum table_kind kind)
{
	struct figures f;
	if (!get(x, &f)) {
		return;
	}
	figures_file(x, &f, (struct unit_id){ 0 }, kind);
}

void figures_csv(struct exchange *x)
{
	this_months_file(x, TABLE_CSV);
}

void figures_xlsx(struct exchange *x)
{
	this_months_file(x, TABLE_XLSX);
}

static void this_months_late(struct exchange *x, enum table_kind kind)
{
	struct figures f;
	struct err e;
	if (!figures_get(x->web->figures, x->app, x->a, this_month, &f, &e)) {
		reply_err(x, &e);
		return;
	}
	late_file(x, &f, (struct unit_id){ 0 }, kind);
}

void figures_late_csv(struct exchange *x)
{
	this_months_late(x, TABLE_CSV);
}

void figures_late_xlsx(struct exchange *x)
{
	this_months_late(x, TABLE_XLSX);
}
