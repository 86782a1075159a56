/* The province on a terminal: rates, agencies, holders. */
#include "print_province.h"

#include "table.h"

#include "app/view.h"

enum { NAME_COLUMNS = 58 };

static struct str number(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

/* 9421 → "94,21 %" ("94.21%" in English). */
static struct str percent(struct cli *c, int64_t per_ten_thousand)
{
	if (per_ten_thousand < 0) {
		return cli_text(c, "province.unmeasured", NULL, 0);
	}
	long long whole = (long long)per_ten_thousand / 100, part = per_ten_thousand % 100;
	return c->lang == TEXT_VI ? str_fmt(c->arena, "%lld,%02lld %%", whole, part)
				  : str_fmt(c->arena, "%lld.%02lld%%", whole, part);
}

static struct str points(struct cli *c, int64_t a, int64_t b)
{
	return a < 0 || b < 0 ? cli_text(c, "province.unmeasured", NULL, 0)
			      : percent(c, a > b ? a - b : b - a);
}

static void heading(struct cli *c, const char *key)
{
	cli_line(c, STYLE_PLAIN, STR(""));
	cli_line(c, STYLE_STRONG, cli_text(c, key, NULL, 0));
}

static void put_rate(struct table *t, enum style style, const char *key, struct str rate)
{
	struct str *cell = table_row(t, style);
	cell[0] = cli_text(t->c, key, NULL, 0);
	cell[1] = rate;
}

static void print_rates(struct cli *c, const struct province *p)
{
	const struct rates *r = &p->rates;
	char from[DAY_TEXT], to[DAY_TEXT];
	int64_t received = r->received_online_self + r->received_online_helped + r->received_direct;
	struct text_arg args[] = {
		{ "from", str_dup(c->arena, str_of(day_vi(day_of(p->period.from), from))) },
		{ "to", str_dup(c->arena, str_of(day_vi(day_of(p->period.to - 1), to))) },
		{ "received", number(c, received) },
		{ "online", percent(c, rates_online(r)) },
		{ "solved", number(c, r->early + r->on_time + r->late) },
		{ "early", number(c, r->early) },
		{ "on_time", number(c, r->on_time) },
		{ "late", number(c, r->late) },
		{ "open", number(c, p->open) },
		{ "waiting", number(c, p->waiting) },
		{ "overdue", number(c, p->late) },
		{ "ready", number(c, p->ready) },
	};
	static const char *const lines[] = { "province.received", "province.solved",
					     "province.open" };
	cli_line(c, STYLE_STRONG, cli_text(c, "province.title", args, ARRAY_LEN(args)));
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		cli_sentence(c, lines[i], args, ARRAY_LEN(args));
	}
	heading(c, "province.rates");
	struct table t;
	table_init(&t, c, 2);
	put_rate(&t, STYLE_PLAIN, "province.official", percent(c, rates_official(r)));
	put_rate(&t, STYLE_PLAIN, "province.lived", percent(c, rates_lived(r)));
	put_rate(&t, STYLE_STRONG, "province.gap",
		 points(c, rates_official(r), rates_lived(r)));
	table_print(&t);
}

static void put_heads(struct table *t, const char *const *heads, size_t n)
{
	struct str *cell = table_row(t, STYLE_FAINT);
	for (size_t i = 0; i < n; i++) {
		cell[i] = cli_text(t->c, heads[i], NULL, 0);
	}
}

static struct str unit_name(struct app *app, struct unit_id id, int64_t now)
{
	const struct unit *u = org_unit(app_org(app), id);
	return u ? unit_on(u, day_of(now))->name : STR("–");
}

static void print_agencies(struct cli *c, struct app *app, const struct province *p)
{
	static const char *const heads[] = { "label.unit", "label.open", "label.overdue",
					     "label.solved", "label.median" };
	struct table t;
	heading(c, "province.units");
	table_init(&t, c, ARRAY_LEN(heads));
	t.most[0] = NAME_COLUMNS;
	put_heads(&t, heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < p->agencies && i < PROVINCE_ROWS; i++) {
		const struct province_agency *g = &p->agency[i];
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = unit_name(app, g->id, p->now);
		cell[1] = number(c, g->open);
		cell[2] = number(c, g->late);
		cell[3] = number(c, g->solved);
		cell[4] = g->median_s < 0 ? STR("–") : work_text(c->arena, c->lang, g->median_s);
	}
	table_print(&t);
}

static void print_holders(struct cli *c, struct app *app, const struct province *p)
{
	static const char *const heads[] = { "label.holder", "label.untaken", "label.open",
					     "label.overdue", "label.since" };
	struct table t;
	heading(c, "province.holders");
	table_init(&t, c, ARRAY_LEN(heads));
	t.most[0] = NAME_COLUMNS;
	put_heads(&t, heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < p->holders && i < PROVINCE_ROWS; i++) {
		const struct province_holder *h = &p->holder[i];
		struct party party = { .kind = PARTY_SEAT, .seat = h->seat };
		char text[INSTANT_TEXT];
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = party_words(app, c->arena, &party, c->lang, day_of(p->now));
		cell[1] = number(c, h->untaken);
		cell[2] = number(c, h->open);
		cell[3] = number(c, h->late);
		cell[4] = str_dup(c->arena, str_of(instant_vi(h->oldest_from, text)));
	}
	table_print(&t);
}

void print_province(struct cli *c, struct app *app, const struct province *p)
{
	print_rates(c, p);
	print_agencies(c, app, p);
	print_holders(c, app, p);
}
