/* Which cases of an event log count. */
#include "mine_filter.h"

#include <string.h>

static const char *const kind_name[MINE_FILTERS] = {
	[MINE_FILTER_NONE] = "", [MINE_FILTER_STARTED] = "started",
	[MINE_FILTER_ENDED] = "ended", [MINE_FILTER_WITHIN] = "within",
	[MINE_FILTER_ACTIVITY] = "activity", [MINE_FILTER_HOLDER] = "holder",
	[MINE_FILTER_NEXT] = "next", [MINE_FILTER_LATER] = "later",
	[MINE_FILTER_DURATION] = "duration", [MINE_FILTER_ATTRIBUTE] = "attribute",
	[MINE_FILTER_VARIANTS] = "variants",
};

/* ---- reading ---- */

enum { DAY_DIGITS = 10 };

static bool take_period(struct str s, mine_instant_fn *instant, int32_t zone_s,
			struct mine_filter *out)
{
	struct str from, to;

	if (!str_cut(s, '/', &from, &to) || (from.n == 0 && to.n == 0) ||
	    (from.n > 0 && !instant(from, zone_s, &out->least)) ||
	    (to.n > 0 && !instant(to, zone_s, &out->most))) {
		return false;
	}
	out->most += to.n == DAY_DIGITS ? MINE_DAY - 1 : 0;
	return out->least <= out->most;
}

static bool take_duration(struct str s, int64_t *out)
{
	static const struct { char unit; int64_t seconds; } unit[] = {
		{ 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', DAY_S }, { 'w', 7 * DAY_S },
	};

	for (size_t i = 0; s.n > 1 && i < ARRAY_LEN(unit); i++) {
		if (s.p[s.n - 1] == unit[i].unit) {
			int64_t n;
			bool good = str_to_int64(str_sub(s, 0, s.n - 1), &n) && n >= 0 &&
				    n <= INT64_MAX / MINE_SECOND / unit[i].seconds;

			*out = good ? n * unit[i].seconds * MINE_SECOND : 0;
			return good;
		}
	}
	return false;
}

static bool take_band(struct str s, struct mine_filter *out)
{
	struct str least, most;

	return str_cut(s, '/', &least, &most) && (least.n > 0 || most.n > 0) &&
	       (least.n == 0 || take_duration(least, &out->least)) &&
	       (most.n == 0 || take_duration(most, &out->most)) && out->least <= out->most;
}

static bool take_percent(struct str s, struct mine_filter *out)
{
	int64_t n;

	if (!str_ends(s, STR("%")) || !str_to_int64(str_sub(s, 0, s.n - 1), &n) || n < 1 ||
	    n > 100) {
		return false;
	}
	out->percent = (int)n;
	return true;
}

static bool take(struct str s, mine_instant_fn *instant, int32_t zone_s, struct mine_filter *out)
{
	out->text = s;
	switch (out->kind) {
	case MINE_FILTER_STARTED:
	case MINE_FILTER_ENDED:
	case MINE_FILTER_WITHIN:
		return take_period(s, instant, zone_s, out);
	case MINE_FILTER_DURATION:
		return take_band(s, out);
	case MINE_FILTER_VARIANTS:
		return take_percent(s, out);
	case MINE_FILTER_ACTIVITY:
	case MINE_FILTER_HOLDER:
		return s.n > 0;
	case MINE_FILTER_NEXT:
	case MINE_FILTER_LATER:
		return str_find(s, '>') < s.n;
	case MINE_FILTER_ATTRIBUTE:
		return str_find(s, '=') > 0 && str_find(s, '=') < s.n;
	case MINE_FILTER_NONE:
	case MINE_FILTERS:
		return false;
	}
	return false;
}

static bool refuse(struct str s, struct err *e)
{
	char text[2 * ERR_VALUE_SIZE];		/* err_set cuts it where it may be cut */
	size_t n = s.n < sizeof(text) - 1 ? s.n : sizeof(text) - 1;

	memcpy(text, s.p, n);
	text[n] = '\0';
	return err_set(e, ERR_INVALID, "mine.filter", "value", text, NULL);
}

bool mine_filter_read(struct str s, mine_instant_fn *instant, int32_t zone_s,
		      struct mine_filter *out, struct err *e)
{
	struct mine_filter f = { .least = INT64_MIN, .most = INT64_MAX };
	struct str rest = s, word;

	f.not = str_starts(rest, STR("not:"));
	rest = f.not ? str_sub(rest, 4, rest.n) : rest;
	if (str_cut(rest, ':', &word, &rest)) {
		for (size_t i = 1; i < MINE_FILTERS; i++) {
			f.kind = str_is(word, kind_name[i]) ? (enum mine_filter_kind)i : f.kind;
		}
	}
	if (!take(rest, instant, zone_s, &f)) {
		return refuse(s, e);
	}
	*out = f;
	return true;
}

/* ---- keeping ---- */

struct sieve {
	const struct mine_log *log;
	struct mine_view *v;
	uint8_t *keep;
	int32_t a, b;			/* names as numbers, MINE_NONE: the log has none such */
};

static int32_t find(const struct mine_names *m, struct str s)
{
	for (int32_t i = 0; i < m->n; i++) {
		if (str_eq(mine_names_text(m, i), s)) {
			return i;
		}
	}
	return MINE_NONE;
}

/* A name may have the sign in it: where both sides are names it parts them. */
static void find_both(struct sieve *s, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '>') {
			continue;
		}
		s->a = find(&s->log->activities, str_trim(str_sub(text, 0, i)));
		s->b = find(&s->log->activities, str_trim(str_sub(text, i + 1, text.n)));
		if (s->a != MINE_NONE && s->b != MINE_NONE) {
			return;
		}
	}
	s->a = s->b = MINE_NONE;
}

static bool lacks(const char *key, struct str name, struct err *e)
{
	char text[ERR_VALUE_SIZE] = "…";

	if (name.n < sizeof(text)) {
		memcpy(text, name.p, name.n);
		text[name.n] = '\0';
	}
	return err_set(e, ERR_NOT_FOUND, key, "value", text, NULL);
}

bool mine_filter_known(const struct mine_log *l, const struct mine_filter *f, struct err *e)
{
	struct sieve s = { .log = l, .a = 0 };
	struct str from, to;

	if (l->events == 0) {
		return true;
	}
	if (f->kind == MINE_FILTER_ACTIVITY) {
		return find(&l->activities, f->text) != MINE_NONE ||
		       lacks("mine.no_activity", f->text, e);
	}
	if (f->kind == MINE_FILTER_HOLDER) {
		return find(&l->holders, f->text) != MINE_NONE ||
		       lacks("mine.no_holder", f->text, e);
	}
	if (f->kind == MINE_FILTER_NEXT || f->kind == MINE_FILTER_LATER) {
		find_both(&s, f->text);
		if (s.a == MINE_NONE) {
			(void)str_cut(f->text, '>', &from, &to);
			from = str_trim(from);
			to = str_trim(to);
			return lacks("mine.no_activity",
				     find(&l->activities, from) == MINE_NONE ? from : to, e);
		}
	}
	return true;
}

static bool occurs(const int32_t *column, size_t from, size_t to, int32_t what)
{
	for (size_t i = from; i < to; i++) {
		if (column[i] == what) {
			return true;
		}
	}
	return false;
}

static bool follows(const struct sieve *s, size_t from, size_t to, bool next)
{
	bool before = false;

	for (size_t i = from; i < to; i++) {
		int32_t now = s->v->activity[i];

		if (before && now == s->b) {
			return true;
		}
		before = now == s->a || (before && !next);
	}
	return false;
}

static bool between(const struct mine_filter *f, int64_t v)
{
	return f->least <= v && v <= f->most;
}

static bool keeps(const struct sieve *s, const struct mine_filter *f, size_t c)
{
	size_t from = s->v->start[c], to = s->v->start[c + 1];
	int64_t first = from < to ? s->v->time[from] : 0;
	int64_t last = from < to ? s->v->time[to - 1] : 0;

	switch (f->kind) {
	case MINE_FILTER_STARTED:
		return from < to && between(f, first);
	case MINE_FILTER_ENDED:
		return from < to && between(f, last);
	case MINE_FILTER_WITHIN:
		return from < to && between(f, first) && between(f, last);
	case MINE_FILTER_DURATION:
		return from < to && between(f, last - first);
	case MINE_FILTER_ACTIVITY:
		return s->a != MINE_NONE && occurs(s->v->activity, from, to, s->a);
	case MINE_FILTER_HOLDER:
		return s->a != MINE_NONE && occurs(s->v->holder, from, to, s->a);
	case MINE_FILTER_NEXT:
	case MINE_FILTER_LATER:
		return s->a != MINE_NONE && follows(s, from, to, f->kind == MINE_FILTER_NEXT);
	case MINE_FILTER_ATTRIBUTE:
		return (mine_flags(s->log, (int32_t)c) & f->flag) != 0;
	case MINE_FILTER_NONE:
	case MINE_FILTER_VARIANTS:
	case MINE_FILTERS:
		return true;
	}
	return true;
}

static void sift(struct sieve *s, const struct mine_filter *f)
{
	s->a = s->b = MINE_NONE;
	if (f->kind == MINE_FILTER_ACTIVITY || f->kind == MINE_FILTER_HOLDER) {
		s->a = find(f->kind == MINE_FILTER_HOLDER ? &s->log->holders
							  : &s->log->activities, f->text);
	} else if (f->kind == MINE_FILTER_NEXT || f->kind == MINE_FILTER_LATER) {
		find_both(s, f->text);
	}
	for (size_t c = 0; c < s->v->cases; c++) {
		s->keep[c] = s->keep[c] != 0 && keeps(s, f, c) != f->not;
	}
}

/* The commonest ways until the share is reached. */
static void sift_ways(struct arena *a, struct arena *scratch, struct sieve *s,
		      const struct mine_filter *f, const int32_t *rank)
{
	struct arena_mark mark = arena_mark(a);
	struct mine_variants all;
	size_t cases = 0, ways = 0, sum = 0;

	mine_variants(a, scratch, s->v, rank, &all);
	uint32_t *of = mine_variant_of(a, scratch, s->v, &all);

	for (size_t i = 0; i < all.n; i++) {
		cases += all.variant[i].cases;
	}
	while (ways < all.n && sum * 100 < cases * (size_t)f->percent) {
		sum += all.variant[ways++].cases;
	}
	for (size_t c = 0; c < s->v->cases; c++) {
		s->keep[c] = s->keep[c] != 0 && (of[c] < ways) != f->not;
	}
	arena_release(a, mark);
}

void mine_filter_apply(struct arena *a, struct arena *scratch, const struct mine_log *l,
		       const struct mine_filter *filter, size_t n, const int32_t *rank,
		       struct mine_view *v)
{
	struct sieve s = { .log = l, .v = v, .keep = arena_array(a, uint8_t, v->cases) };

	if (n == 0) {
		return;
	}
	memset(s.keep, 1, v->cases);
	v->keep = s.keep;
	for (size_t i = 0; i < n; i++) {
		if (filter[i].kind != MINE_FILTER_VARIANTS) {
			sift(&s, &filter[i]);
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (filter[i].kind == MINE_FILTER_VARIANTS) {
			sift_ways(a, scratch, &s, &filter[i], rank);
		}
	}
}
