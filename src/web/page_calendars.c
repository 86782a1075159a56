/*
 * Calendars, for an administrator. The dry run is that of `dunghen law calendar apply
 * --dry-run`: nothing is written. Moving for good stays on the command line, for it holds
 * the writer as long as it lasts.
 */
#include "page_calendars.h"

#include "admin_form.h"
#include "calendar_moves.h"
#include "pages.h"
#include "top.h"
#include "view_version.h"

/* ---- what there is ---- */

/* Years whose days are those of a notice, and the others. */
static struct str sure_years(const struct exchange *x, const struct holiday_table *t)
{
	struct str s = STR("");
	for (int year = t->first_year; year <= t->last_year; year++) {
		if (!holidays_confirmed(t, year)) {
			struct str one = str_int(x->a, year);
			s = s.n > 0 ? STR_JOIN(x->a, s, STR(", "), one) : one;
		}
	}
	return s.n > 0 ? words1(x, "admin.calendar.unsure", "years", s)
		       : words0(x, "admin.calendar.sure");
}

static void put_rows(const struct exchange *x, struct calendars_view *v)
{
	const struct law *l = app_law(x->app);
	const struct calendar_version *now = law_calendar_on(l, day_of(x->now));
	struct calendar_row_view *out = arena_array(x->a, struct calendar_row_view, l->calendars);
	for (size_t i = 0; i < l->calendars; i++) {
		const struct calendar_version *c = &l->calendar[l->calendars - 1 - i];
		out[i] = (struct calendar_row_view){
			.id = c->id, .from = admin_day_words(x, c->from), .now = c == now,
			.years = str_fmt(x->a, "%d–%d", c->table.first_year, c->table.last_year),
			.sure = sure_years(x, &c->table), .days = (int64_t)c->table.rows,
		};
	}
	v->rows.p = out;
	v->rows.n = l->calendars;
}

static void put_hours(const struct exchange *x, struct calendars_view *v)
{
	const struct law *l = app_law(x->app);
	struct hours_row_view *out = arena_array(x->a, struct hours_row_view, l->profiles);
	for (size_t i = 0; i < l->profiles; i++) {
		const struct profile *p = &l->profile[i];
		bool en = x->lang == TEXT_EN && p->name_en.n > 0;
		out[i] = (struct hours_row_view){ p->id, en ? p->name_en : p->name_vi };
	}
	v->hours.p = out;
	v->hours.n = l->profiles;
}

/* ---- the page ---- */

static void show(struct exchange *x, bool tries)
{
	struct calendars_view v = { .top = top_inside(x, words0(x, "admin.calendars")) };
	struct err e;
	if (tries && !calendar_moves(x, NULL, STR(""), &v.moves, &e)) {
		reply_err(x, &e);
		return;
	}
	put_rows(x, &v);
	put_hours(x, &v);
	page_admin_calendars(x->page, x->lang, &v);
	reply_page(x, 200);
}

void calendars_show(struct exchange *x)
{
	show(x, false);
}

void calendars_try(struct exchange *x)
{
	show(x, true);
}
