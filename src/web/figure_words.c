/* Figures in words. */
#include "figure_words.h"

#include "page.h"
#include "web_int.h"
#include "words.h"

static struct str tenths(const struct exchange *x, int64_t per_ten_thousand, const char *unit)
{
	int64_t n = (per_ten_thousand + 5) / 10;
	return str_fmt(x->a, "%lld%c%lld%s", (long long)(n / 10), x->lang == TEXT_VI ? ',' : '.',
		       (long long)(n % 10), unit);
}

struct str words_share(const struct exchange *x, int64_t per_ten_thousand)
{
	return per_ten_thousand < 0 ? words0(x, "figures.unmeasured")
				    : tenths(x, per_ten_thousand, "%");
}

struct str words_points(const struct exchange *x, int64_t per_ten_thousand)
{
	return tenths(x, per_ten_thousand < 0 ? -per_ten_thousand : per_ten_thousand, "");
}

struct str words_count(const struct exchange *x, int64_t n)
{
	struct buf *b = &x->worker->words;
	buf_reset(b);
	page_number(b, x->lang, n);
	return str_dup(x->a, buf_view(b));
}

struct str words_took(const struct exchange *x, int64_t days)
{
	return days < 0 ? words0(x, "figures.unmeasured")
	     : days == 0 ? words0(x, "figures.same_day")
	     : words1(x, days == 1 ? "figures.days.one" : "figures.days", "n",
		      words_count(x, days));
}

struct str words_agency(const struct exchange *x, struct unit_id agency)
{
	const struct unit *u = org_unit(app_org(x->app), agency);
	return u ? unit_on(u, day_of(x->now))->name : STR("?");
}

int64_t figure_solved(const struct rates *r)
{
	return r->early + r->on_time + r->late;
}

int64_t figure_lived(const struct rates *r)
{
	return r->lived_on_time + r->lived_late + r->lived_open_late;
}
