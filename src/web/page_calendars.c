/*
 * Calendars, for an administrator. The dry run is that of `dunghen law calendar apply
 * --dry-run`: nothing is written. Moving for good stays on the command line, for it holds
 * the writer as long as it lasts.
 */
#include "page_calendars.h"

#include "admin_form.h"
#include "pages.h"
#include "top.h"
#include "view_version.h"

#include "app/amend.h"

enum { MOVED_MOST = 500 };

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

/* ---- what would become of open dossiers ---- */

struct moving {
	const struct exchange *x;
	struct moved_row_view *row;
	size_t n;
};

static struct str due_words(const struct exchange *x, int64_t due)
{
	return due == INSTANT_NONE ? words0(x, "admin.calendar.waiting") : words_moment(x, due);
}

static void tell(void *ctx, const struct redated *r)
{
	struct moving *m = ctx;
	if (r->due == r->new_due || m->n == MOVED_MOST) {
		return;
	}
	m->row[m->n++] = (struct moved_row_view){ str_dup(m->x->a, r->code),
						  due_words(m->x, r->due),
						  due_words(m->x, r->new_due) };
}

static bool try_all(struct exchange *x, struct calendars_view *v, struct err *e)
{
	struct moving m = { .x = x, .row = arena_array(x->a, struct moved_row_view, MOVED_MOST) };
	struct redating sum;
	if (!app_apply_calendar(x->app, AMEND_TRY, tell, &m, &sum, e)) {
		return false;
	}
	struct text_arg args[] = { { "calendar", sum.calendar },
				   { "moved", str_int(x->a, sum.moved) },
				   { "earlier", str_int(x->a, sum.earlier) } };
	v->tried = true;
	v->would = words(x, "law.calendar.would", args, ARRAY_LEN(args));
	v->looked = words1(x, "admin.calendar.looked", "n", str_int(x->a, sum.open));
	v->moved.p = m.row;
	v->moved.n = m.n;
	if (sum.earlier > (int64_t)m.n) {
		v->more = words1(x, "admin.calendar.more", "n",
				 str_int(x->a, sum.earlier - (int64_t)m.n));
	}
	return true;
}

/* ---- the page ---- */

static void show(struct exchange *x, bool tries)
{
	struct calendars_view v = { .top = top_inside(x, words0(x, "admin.calendars")),
				    .empty = { .text = words0(x, "admin.calendar.none") } };
	struct err e;
	if (tries && !try_all(x, &v, &e)) {
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
