/* The dossiers of a way, a loop, work done again, an hour of the week, a month. */
#include "flow_int.h"

#include "figure_words.h"
#include "web_int.h"
#include "words.h"

#include "app/mine_words.h"

#include "base/hash.h"

#include <stdlib.h>

enum { WAY_BYTES = 8, MONTH_TEXT = 7, MONTHS = 12 };

/* Most first, or latest. */
static int by_most(const void *x, const void *y)
{
	const struct flow_which *a = x, *b = y;

	return a->by != b->by ? (a->by > b->by ? -1 : 1) : (a->in > b->in) - (a->in < b->in);
}

enum flow_word flow_asks_which(const struct flow *f)
{
	static const enum flow_word of[] = { FLOW_WAY, FLOW_LOOP, FLOW_AGAIN, FLOW_HOUR,
					     FLOW_BEGAN, FLOW_ENDED, FLOW_HAS, FLOW_LASTED };

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		if (f->word[of[i]].n > 0) {
			return of[i];
		}
	}
	return FLOW_WORDS;
}

static bool counts(const struct mine_view *v, size_t c)
{
	return mine_kept(v, c) && v->start[c] < v->start[c + 1];
}

static int64_t began(const struct mine_view *v, size_t c)
{
	return v->time[v->start[c]];
}

static int64_t ended(const struct mine_view *v, size_t c)
{
	return v->time[v->start[c + 1] - (size_t)1];
}

/* ---- of a way ---- */

struct str flow_way(const struct flow *f, size_t in)
{
	const struct mine_view *v = &f->study.s.view;
	struct hash_state h;

	hash_start(&h);
	for (size_t i = v->start[in]; i < v->start[in + 1]; i++) {
		struct str name = f->study.activity[v->activity[i]];

		hash_add(&h, name.p, name.n);
		hash_add(&h, "\x1f", 1);
	}
	struct hash of = hash_end(&h);

	return hex_text(f->x->a, of.b, WAY_BYTES);
}

static size_t find_way(struct flow *f, struct flow_which *out)
{
	const struct mine_view *v = &f->study.s.view;
	const struct mine_variants *ways = &f->study.s.variants;
	struct arena scratch;
	size_t way = 0, n = 0;

	while (way < ways->n && !str_eq(flow_way(f, ways->variant[way].like), f->word[FLOW_WAY])) {
		way++;
	}
	arena_init(&scratch, 0);
	const uint32_t *of = mine_variant_of(&f->work, &scratch, v, ways);

	arena_done(&scratch);
	for (size_t c = 0; c < v->cases; c++) {
		if (of[c] == way && counts(v, c)) {
			out[n++] = (struct flow_which){ (uint32_t)c, ended(v, c) - began(v, c), 0 };
		}
	}
	return n;
}

/* ---- what came back ---- */

struct returning {
	const struct flow *f;
	int64_t length;
	struct flow_which *of;		/* by case */
};

static void on_return(void *ctx, const struct mine_return *r)
{
	struct returning *k = ctx;
	const struct flow *f = k->f;
	bool asked = k->length > 0 ? r->length == k->length
				   : r->length == 0 &&
				     str_eq(flow_holder_key(f, r->before), f->word[FLOW_HOLDER]) &&
				     str_eq(flow_holder_key(f, r->again), f->word[FLOW_AGAIN]);

	if (asked) {
		k->of[r->in].by++;
		k->of[r->in].more += r->away;
	}
}

static bool find_returns(struct flow *f, struct flow_which *out, size_t *n, struct err *e)
{
	const struct mine_study *s = &f->study.s;
	struct returning k = { f, 0, NULL };
	struct mine_again ignored;
	struct arena scratch;

	if (f->word[FLOW_LOOP].n > 0 &&
	    (!str_to_int64(f->word[FLOW_LOOP], &k.length) || k.length < 1)) {
		return true;
	}
	k.of = arena_array(&f->work, struct flow_which, s->view.cases);
	arena_init(&scratch, 0);
	bool ok = mine_again(&f->work, &scratch, &s->view, s->holder_rank, &ignored, on_return, &k,
			     e);

	arena_done(&scratch);
	for (size_t c = 0; ok && c < s->view.cases; c++) {
		if (k.of[c].by > 0) {
			out[*n] = k.of[c];
			out[(*n)++].in = (uint32_t)c;
		}
	}
	return ok;
}

/* ---- when ---- */

/* "0-13": its cell; -1: none. */
static int hour_asked(const struct flow *f)
{
	struct str day, hour;
	int64_t d, h;
	bool good = str_cut(f->word[FLOW_HOUR], '-', &day, &hour) && str_to_int64(day, &d) &&
		    str_to_int64(hour, &h) && d >= 0 && d < MINE_WEEK_DAYS && h >= 0 &&
		    h < MINE_DAY_HOURS;

	return good ? (int)(d * MINE_DAY_HOURS + h) : -1;
}

static size_t find_hour(struct flow *f, struct flow_which *out)
{
	const struct mine_view *v = &f->study.s.view;
	int cell = hour_asked(f);
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		struct flow_which one = { (uint32_t)c, 0, 0 };

		for (size_t i = v->start[c]; mine_kept(v, c) && i < v->start[c + 1]; i++) {
			one.by += mine_heat_cell(v->time[i], f->study.s.zone_s) == cell;
		}
		if (one.by > 0) {
			out[n++] = one;
		}
	}
	return n;
}

/* "2026-11": from its first day until the next month's. */
static bool month_asked(struct str s, struct day *from, struct day *until)
{
	struct str year, month;
	int64_t y, m;

	if (s.n != MONTH_TEXT || !str_cut(s, '-', &year, &month) || !str_to_int64(year, &y) ||
	    !str_to_int64(month, &m) || m < 1 || m > MONTHS || y < 1900 || y > 9998) {
		return false;
	}
	*from = day_make((int)y, (int)m, 1);
	*until = m == MONTHS ? day_make((int)y + 1, 1, 1) : day_make((int)y, (int)m + 1, 1);
	return true;
}

static size_t find_month(struct flow *f, struct flow_which *out)
{
	const struct mine_view *v = &f->study.s.view;
	bool end = f->word[FLOW_ENDED].n > 0;
	struct day from, until;
	size_t n = 0;

	if (!month_asked(f->word[end ? FLOW_ENDED : FLOW_BEGAN], &from, &until)) {
		return 0;
	}
	for (size_t c = 0; c < v->cases; c++) {
		if (!counts(v, c) || (end && !mine_load_ended(v, f->study.s.reading, c))) {
			continue;
		}
		int64_t at = end ? ended(v, c) : began(v, c);

		if (at >= day_start(from) * MINE_SECOND && at < day_start(until) * MINE_SECOND) {
			out[n++] = (struct flow_which){ (uint32_t)c, at,
							ended(v, c) - began(v, c) };
		}
	}
	return n;
}

/* ---- how long ---- */

/* A step, or the passage from it directly to another. */
static bool has(const struct flow *f, size_t c, int32_t step, const int32_t *next)
{
	const struct mine_view *v = &f->study.s.view;

	for (size_t i = v->start[c]; i < v->start[c + 1]; i++) {
		if (v->activity[i] == step &&
		    (next == NULL || (i + 1 < v->start[c + 1] && v->activity[i + 1] == *next))) {
			return true;
		}
	}
	return false;
}

static size_t find_having(struct flow *f, struct flow_which *out)
{
	const struct mine_view *v = &f->study.s.view;
	bool all = f->word[FLOW_HAS].n == 0;
	int32_t step = flow_activity_named(f, f->word[FLOW_HAS]);
	int32_t next = flow_activity_named(f, f->word[FLOW_NEXT]);
	size_t n = 0;

	if (!all && (step == MINE_NONE || (f->word[FLOW_NEXT].n > 0 && next == MINE_NONE))) {
		return 0;
	}
	for (size_t c = 0; c < v->cases; c++) {
		if (counts(v, c) &&
		    (all || has(f, c, step, f->word[FLOW_NEXT].n > 0 ? &next : NULL))) {
			out[n++] = (struct flow_which){ (uint32_t)c, ended(v, c) - began(v, c), 0 };
		}
	}
	return n;
}

/* ---- all of them ---- */

bool flow_find_which(struct flow *f, struct flow_which *out, size_t *n, struct err *e)
{
	enum flow_word word = flow_asks_which(f);

	*n = 0;
	if (f->study.few) {
		return true;
	}
	if (word == FLOW_WAY) {
		*n = find_way(f, out);
	} else if (word == FLOW_HOUR) {
		*n = find_hour(f, out);
	} else if (word == FLOW_BEGAN || word == FLOW_ENDED) {
		*n = find_month(f, out);
	} else if (word == FLOW_HAS || word == FLOW_LASTED) {
		*n = find_having(f, out);
	} else if (!find_returns(f, out, n, e)) {
		return false;
	}
	if (*n > 0) {
		qsort(out, *n, sizeof(*out), by_most);
	}
	return true;
}

/* ---- the list ---- */

/* Of each: the title, the head of its column, what a row says. */
struct sort {
	const char *title, *head, *row;
};

static struct sort sort_of(const struct flow *f, enum flow_word word)
{
	int64_t length = 0;

	switch ((int)word) {
	case FLOW_WAY:
		return (struct sort){ "flow.which.way", "flow.lasted", "flow.row.lasted" };
	case FLOW_LOOP:
		return (struct sort){ str_to_int64(f->word[FLOW_LOOP], &length) &&
						      length == MINE_LOOP_MOST
				      ? "flow.which.loops" : "flow.which.loop",
				      "flow.detail", "flow.row.loop" };
	case FLOW_AGAIN:
		return (struct sort){ "flow.which.again", "flow.detail", "flow.row.again" };
	case FLOW_HOUR:
		return (struct sort){ "flow.which.hour", "flow.detail", "flow.row.hour" };
	case FLOW_BEGAN:
		return (struct sort){ "flow.which.began", "flow.detail", "flow.row.began" };
	case FLOW_HAS:
		return (struct sort){ "flow.which.has", "flow.lasted", "flow.row.lasted" };
	case FLOW_LASTED:
		return (struct sort){ "flow.which.lasted", "flow.lasted", "flow.row.lasted" };
	default:
		return (struct sort){ "flow.which.ended", "flow.detail", "flow.row.ended" };
	}
}

/* It goes by how long they last. */
static bool is_lasting(enum flow_word word)
{
	return word == FLOW_WAY || word == FLOW_HAS || word == FLOW_LASTED;
}

static struct str how(const struct flow *f, const struct sort *sort, enum flow_word word,
		      const struct flow_which *w)
{
	struct exchange *x = f->x;
	struct mine_words say = { x->a, x->lang };
	bool when = word == FLOW_BEGAN || word == FLOW_ENDED;
	struct text_arg arg[] = {
		{ "n", str_int(x->a, when ? 0 : w->by) },
		{ "at", when ? words_stamp(x, w->by / MINE_SECOND) : STR("") },
		{ "time", mine_say_time(say, is_lasting(word) ? w->by : w->more) },
	};

	return words(x, sort->row, arg, ARRAY_LEN(arg));
}

static struct str step_said(const struct flow *f, enum flow_word word)
{
	int32_t step = flow_activity_named(f, f->word[word]);

	return step == MINE_NONE ? f->word[word] : flow_activity(f, step);
}

/* What a title says beside its words. */
static struct str title_value(const struct flow *f, enum flow_word word)
{
	struct exchange *x = f->x;
	struct day from, until;
	int cell = hour_asked(f);

	if (word == FLOW_LOOP) {
		return f->word[FLOW_LOOP];
	}
	if (word == FLOW_HOUR && cell >= 0) {
		struct text_arg arg[] = {
			{ "day", words_of(x, "draw.weekday",
					  str_int(x->a, cell / MINE_DAY_HOURS)) },
			{ "hour", str_int(x->a, cell % MINE_DAY_HOURS) },
		};

		return words(x, "flow.hour", arg, ARRAY_LEN(arg));
	}
	if ((word == FLOW_BEGAN || word == FLOW_ENDED) &&
	    month_asked(f->word[word], &from, &until)) {
		return mine_say_month((struct mine_words){ x->a, x->lang }, from.n);
	}
	if (word == FLOW_HAS && f->word[FLOW_NEXT].n > 0) {
		return STR_JOIN(x->a, step_said(f, word), STR(" → "), step_said(f, FLOW_NEXT));
	}
	return word == FLOW_HAS ? step_said(f, word) : f->word[word];
}

void flow_list_which(struct flow *f)
{
	enum flow_word word = flow_asks_which(f);
	struct sort sort = sort_of(f, word);
	struct flow_which *all = arena_array(&f->work, struct flow_which, f->study.s.view.cases);
	struct err e;
	size_t n;

	if (!flow_find_which(f, all, &n, &e)) {
		reply_err(f->x, &e);
		return;
	}
	struct flow_told t = { .title = sort.title, .how = sort.head,
			       .about = is_lasting(word) ? "flow.which.longest"
							 : "flow.which.about",
			       .arg = { "a", title_value(f, word) }, .n = n };
	const struct flow_slice slice = flow_slice(f, n);
	struct flow_departing_view *row = arena_array(f->x->a, struct flow_departing_view,
						      slice.rows);

	for (size_t i = 0; i < slice.rows; i++) {
		const size_t at = slice.from + i;

		row[i] = flow_row(f, all[at].in);
		row[i].how = how(f, &sort, word, &all[at]);
	}
	t.row = row;
	flow_put_told(f, &t);
}
