/* What an address of the bottlenecks asks for, and how it is called. */
#include "flow_int.h"

#include "form.h"
#include "guard.h"
#include "page.h"
#include "web_int.h"
#include "words.h"

#include "app/label.h"
#include "app/score.h"

enum { WORK_MOST = 1 << 30, HOURS_MOST = 1000000 };

static const char *const names[FLOW_WORDS] = {
	[FLOW_FIELD] = "field", [FLOW_PROCEDURE] = "procedure", [FLOW_BY] = "by",
	[FLOW_VIEW] = "view", [FLOW_ACTIVITY] = "activity", [FLOW_FROM] = "from",
	[FLOW_TO] = "to", [FLOW_GIVER] = "giver", [FLOW_TAKER] = "taker", [FLOW_AT] = "at",
	[FLOW_HOLDER] = "holder", [FLOW_NOISE] = "noise", [FLOW_OPEN] = "open",
	[FLOW_DEVIATION] = "deviation", [FLOW_STEP] = "step", [FLOW_VERSION] = "version",
	[FLOW_LATER] = "later", [FLOW_LEAST] = "least", [FLOW_MOST] = "most",
	[FLOW_WAYS] = "ways", [FLOW_SPAN] = "span", [FLOW_CAUSE] = "cause",
	[FLOW_STAND] = "stand", [FLOW_WAY] = "way", [FLOW_LOOP] = "loop",
	[FLOW_AGAIN] = "again", [FLOW_HOUR] = "hour", [FLOW_BEGAN] = "began",
	[FLOW_ENDED] = "ended", [FLOW_UNIT2] = "unit2", [FLOW_OF2] = "of2", [FLOW_HAS] = "has",
	[FLOW_NEXT] = "next", [FLOW_LASTED] = "lasted", [FLOW_AFTER] = "after",
};

const char *flow_name(enum flow_word word)
{
	return names[word];
}

/* ---- addresses ---- */

struct str flow_href(const struct flow *f, const char *path)
{
	struct buf b;

	buf_init(&b, SENTENCE_MOST);
	for (int i = 0; i < FLOW_WORDS; i++) {
		if (f->word[i].n > 0) {
			buf_fmt(&b, "&%s=", names[i]);
			page_url_part_str(&b, f->word[i]);
		}
	}
	struct str href = board_href(f->x, &f->q, path, buf_view(&b));

	href = str_dup(f->x->a, href);
	buf_done(&b);
	return href;
}

struct str flow_with2(const struct flow *f, const char *path, enum flow_word one,
		      struct str first, enum flow_word two, struct str second)
{
	struct flow other = *f;

	other.word[one] = first;
	other.word[two] = second;
	return flow_href(&other, path);
}

struct str flow_with(const struct flow *f, const char *path, enum flow_word word, struct str value)
{
	return flow_with2(f, path, word, value, word, value);
}

void flow_leave_list(struct flow *f)
{
	static const enum flow_word of[] = {
		FLOW_AT, FLOW_HOLDER, FLOW_DEVIATION, FLOW_STEP, FLOW_VERSION, FLOW_CAUSE,
		FLOW_SPAN, FLOW_STAND, FLOW_WAY, FLOW_LOOP, FLOW_AGAIN, FLOW_HOUR, FLOW_BEGAN,
		FLOW_ENDED, FLOW_HAS, FLOW_NEXT, FLOW_LASTED, FLOW_AFTER,
	};

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		f->word[of[i]] = STR("");
	}
}

/* ---- names ---- */

int32_t flow_activity_named(const struct flow *f, struct str name)
{
	for (int32_t i = 0; i < f->study.s.view.activities; i++) {
		if (str_eq(f->study.activity[i], name)) {
			return i;
		}
	}
	return MINE_NONE;
}

struct str flow_activity(const struct flow *f, int32_t id)
{
	static const char *const own[] = { "wait", "handout", "closed" };

	for (size_t i = 0; i < ARRAY_LEN(own); i++) {
		if (str_is(f->study.activity[id], own[i])) {
			return words_of(f->x, "flow.activity", f->study.activity[id]);
		}
	}
	return f->study.activity[id];
}

static struct str post_title(const struct flow *f, const struct own_holder *h)
{
	const struct asking ask = asking_inside(f->x);
	const struct seat seat = { .unit = h->unit, .post = post_of_str(h->post) };

	return label_seat(f->x->app, &ask, seat, f->x->now).post;
}

struct str flow_holder(const struct flow *f, int32_t id)
{
	const struct own_holder *h = &f->study.holder[id];
	const struct exchange *x = f->x;

	if (h->outside.n > 0) {
		return words_of(x, "party", h->outside);
	}
	if (h->unit.v == 0) {
		return words1(x, "flow.few_units", "k", str_int(x->a, f->least));
	}
	struct str unit = label_unit(x->app, h->unit, x->now);

	if (h->post.n > 0) {
		return STR_JOIN(x->a, unit, STR(" · "), post_title(f, h));
	}
	return h->number == 0 ? unit
	       : STR_JOIN(x->a, unit, STR(" · "),
			  words1(x, "flow.post", "n", str_int(x->a, h->number)));
}

struct str flow_holder_key(const struct flow *f, int32_t id)
{
	return id == MINE_NONE ? STR("") : f->study.holder[id].key;
}

/* ---- what is asked ---- */

/* As pages and programs say it. */
static bool is_set(const struct flow *f, enum flow_word word)
{
	return str_is(f->word[word], "1") || str_is(f->word[word], "true");
}

/* What is no such number asks for nothing. */
static int64_t number(struct flow *f, enum flow_word word, int64_t most)
{
	int64_t n = 0;

	if (!str_to_int64(f->word[word], &n) || n < 1 || n > most) {
		f->word[word] = STR("");
		return 0;
	}
	return n;
}

static void read_words(struct flow *f, struct str view)
{
	for (int i = 0; i < FLOW_WORDS; i++) {
		f->word[i] = form_get(f->x->form, names[i]);
	}
	f->word[FLOW_VIEW] = view;
	if (!str_is(f->word[FLOW_BY], "post")) {
		f->word[FLOW_BY] = STR("");
	}
}

bool flow_open(struct exchange *x, struct flow *f, enum flow_use use)
{
	return flow_open_view(x, f, form_get(x->form, names[FLOW_VIEW]), use);
}

/* Parts that are not shown need not be reckoned. */
static unsigned without(const struct flow *f, enum flow_use use)
{
	static const unsigned seldom = MINE_PART_PEOPLE | MINE_PART_QUEUES | MINE_PART_AGAIN |
				       MINE_PART_TIME | MINE_PART_WAYS | MINE_PART_MIDDLES;
	static const struct { const char *view; unsigned with; } pages[] = {
		{ "map", MINE_PART_WAYS | MINE_PART_MIDDLES },
		{ "people", MINE_PART_PEOPLE | MINE_PART_QUEUES | MINE_PART_AGAIN },
		{ "time", MINE_PART_PEOPLE | MINE_PART_QUEUES | MINE_PART_TIME },
	};

	if (use == FLOW_FOR_ALL) {
		return 0;
	}
	if (use == FLOW_FOR_LIST) {
		return (seldom | MINE_PART_WAITS) &
		       ~(f->word[FLOW_WAY].n > 0 ? (unsigned)MINE_PART_WAYS : 0U);
	}
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		if (str_is(f->word[FLOW_VIEW], pages[i].view)) {
			return seldom & ~pages[i].with;
		}
	}
	return seldom;
}

/* A page of two sides has a second. False: x has its reply. */
static bool ask_beside(struct flow *f, enum flow_use use, const struct own_other **out)
{
	*out = NULL;
	if (use == FLOW_FOR_LIST || !str_is(f->word[FLOW_VIEW], "beside")) {
		return true;
	}
	if (!board_asked_beside(f->x, &f->q, &f->beside)) {
		return false;
	}
	f->other = (struct own_other){ f->beside.unit,
				       figures_days(f->beside.ask, day_of(f->x->now)) };
	*out = &f->other;
	return true;
}

bool flow_open_view(struct exchange *x, struct flow *f, struct str view, enum flow_use use)
{
	const struct own_other *beside;
	struct err e;

	*f = (struct flow){ .x = x, .least = score_least(x->app, x->now) };
	arena_init(&f->work, WORK_MOST);
	if (!board_asked(x, &f->q)) {
		return false;
	}
	read_words(f, view);
	if (!ask_beside(f, use, &beside)) {
		return false;
	}
	const struct own_ask ask = {
		.top = f->q.unit, .days = figures_days(f->q.ask, day_of(x->now)),
		.field = f->word[FLOW_FIELD], .procedure = f->word[FLOW_PROCEDURE],
		.posts = f->word[FLOW_BY].n > 0, .least = f->least,
		.own = guard_leads(x) ? x->seat.unit : (struct unit_id){ 0 },
		.activity = f->word[FLOW_ACTIVITY], .from = f->word[FLOW_FROM],
		.to = f->word[FLOW_TO], .giver = f->word[FLOW_GIVER],
		.taker = f->word[FLOW_TAKER], .later = is_set(f, FLOW_LATER),
		.least_h = number(f, FLOW_LEAST, HOURS_MOST),
		.most_h = number(f, FLOW_MOST, HOURS_MOST), .ways = (int)number(f, FLOW_WAYS, 100),
		.steps = str_is(f->word[FLOW_VIEW], "steps"), .without = without(f, use),
		.beside = beside,
		.unmapped = use == FLOW_FOR_LIST ||
			    (use == FLOW_FOR_PAGE && !str_is(f->word[FLOW_VIEW], "map")),
	};

	if (!own_log_study(x->web->own_log, x->app, &f->work, &ask, &f->study, &e)) {
		reply_err(x, &e);
		return false;
	}
	return true;
}

void flow_done(struct flow *f)
{
	arena_done(&f->work);
}
