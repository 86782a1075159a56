/* What-if in words. */
#include "whatif_text.h"

#include "app_int.h"
#include "label.h"

#include "base/limits.h"

static struct str say(struct arena *a, enum text_lang lang, const char *key,
		      const struct text_arg *args, size_t n)
{
	struct buf b;

	buf_init(&b, LIMIT_TEXT);
	text_put(&b, lang, key, args, n);
	struct str s = str_dup(a, buf_view(&b));

	buf_done(&b);
	return s;
}

static struct str one_digit(struct arena *a, enum text_lang lang, double v)
{
	char *s = str_cstr(a, str_fmt(a, "%.1f", v));

	for (char *c = s; lang == TEXT_VI && *c != '\0'; c++) {
		*c = *c == '.' ? ',' : *c;
	}
	return str_of(s);
}

struct str whatif_days(struct arena *a, enum text_lang lang, double work_s)
{
	return one_digit(a, lang, work_s / WORKING_DAY_S);
}

struct str whatif_percent(struct arena *a, enum text_lang lang, double v)
{
	return one_digit(a, lang, v);
}

struct str whatif_band_text(struct arena *a, enum text_lang lang, int band)
{
	bool last = band == WHATIF_BANDS - 1;
	struct text_arg args[] = {
		{ "from", str_int(a, band > 0 ? whatif_band_days(band - 1) : 0) },
		{ "to", str_int(a, last ? 0 : whatif_band_days(band)) },
	};

	return say(a, lang, last ? "whatif.longer" : "whatif.between", args, ARRAY_LEN(args));
}

struct str whatif_signed(struct arena *a, double v)
{
	int64_t n = (int64_t)(v < 0 ? v - 0.5 : v + 0.5);

	return n == 0 ? STR("0") : str_fmt(a, "%s%lld", n < 0 ? "−" : "+",
					   (long long)(n < 0 ? -n : n));
}

/* ---- the change ---- */

static struct str persons_text(const struct app *app, struct arena *a, enum text_lang lang,
			       const struct whatif_change *c)
{
	const struct unit *u = org_unit_by_key(&app->org, c->unit);
	struct day today = day_of(app_now(app));
	struct named title = { 0 };

	if (u != NULL) {
		title = law_title(&app->law, c->post, unit_on(u, today)->type);
	}
	struct str post = lang == TEXT_VI ? title.vi : title.en;
	struct text_arg args[] = {
		{ "n", str_int(a, c->n < 0 ? -c->n : c->n) },
		{ "post", post.n > 0 ? post : c->post },
		{ "unit", u != NULL ? unit_on(u, today)->name : c->unit },
	};

	return say(a, lang, c->n < 0 ? "whatif.change.fewer" : "whatif.change.more", args,
		   ARRAY_LEN(args));
}

static struct str limit_words(struct arena *a, enum text_lang lang, struct limit l)
{
	struct text_arg n = { "n", str_int(a, l.unit == LIMIT_WHOUR ? l.amount / 3600
								     : l.amount) };

	switch (l.unit) {
	case LIMIT_SAME_DAY:
		return say(a, lang, "words.limit.same_day", NULL, 0);
	case LIMIT_WDAY:
		return say(a, lang, "words.limit.days", &n, 1);
	case LIMIT_WHOUR:
		return say(a, lang, "words.limit.hours", &n, 1);
	case LIMIT_CDAY:
		break;
	}
	return say(a, lang, "words.limit.calendar", &n, 1);
}

static struct str change_text(const struct app *app, struct arena *a, enum text_lang lang,
			      const struct whatif_change *c)
{
	const struct asking ask = { .lang = lang };
	struct text_arg args[] = {
		{ "n", str_int(a, c->n) },
		{ "procedure", label_procedure(app, &ask, c->procedure) },
		{ "limit", c->kind == WHATIF_LIMIT ? limit_words(a, lang, c->limit) : STR("") },
		{ "from", c->from }, { "to", c->to },
	};

	switch (c->kind) {
	case WHATIF_PERSONS:
		return persons_text(app, a, lang, c);
	case WHATIF_LIMIT:
		return say(a, lang, "whatif.change.limit", args, ARRAY_LEN(args));
	case WHATIF_SILENCE:
		return say(a, lang, "whatif.change.silence", args, ARRAY_LEN(args));
	case WHATIF_ROUTE:
		return say(a, lang, "whatif.change.route", args, ARRAY_LEN(args));
	case WHATIF_PARALLEL:
		break;
	}
	return say(a, lang, "whatif.change.parallel", args, 0);
}

struct str whatif_change_text(const struct app *app, struct arena *a, enum text_lang lang,
			      const struct whatif_ask *ask)
{
	struct str all = { 0 };

	for (size_t i = 0; i < ask->changes; i++) {
		struct str one = change_text(app, a, lang, &ask->change[i]);

		all = i == 0 ? one : STR_JOIN(a, all, STR("; "), one);
	}
	return all;
}

/* ---- the answer ---- */

struct str whatif_sentence(const struct app *app, struct arena *a, enum text_lang lang,
			   const struct whatif_ask *ask, const struct whatif_answer *w)
{
	bool fewer = w->less.mean < 0;		/* the least change comes first */
	struct text_arg args[] = {
		{ "change", whatif_change_text(app, a, lang, ask) },
		{ "less", whatif_signed(a, w->less.mean) },
		{ "low", whatif_signed(a, fewer ? w->less.high : w->less.low) },
		{ "high", whatif_signed(a, fewer ? w->less.low : w->less.high) },
		{ "cases", str_int(a, w->base.cases) },
		{ "was", str_int(a, (int64_t)(w->base.late.mean + 0.5)) },
		{ "is", str_int(a, (int64_t)(w->changed.late.mean + 0.5)) },
	};

	if (!w->any) {
		return say(a, lang, "whatif.says.none", args, ARRAY_LEN(args));
	}
	return say(a, lang, "whatif.says", args, ARRAY_LEN(args));
}
