/* What an address of the bottlenecks narrows down to, in words. */
#include "flow_int.h"

#include "words.h"

#include "app/mine_words.h"

enum { SAID_MOST = 4096 };

const char *const flow_causes[MINE_CAUSES] = {
	[MINE_BATCHING] = "batching", [MINE_PRIORITY] = "priority",
	[MINE_CONTENTION] = "contention", [MINE_OFF_HOURS] = "off",
	[MINE_EXTRANEOUS] = "extraneous",
};

static struct str activity_said(const struct flow *f, struct str name)
{
	int32_t i = flow_activity_named(f, name);

	return i == MINE_NONE ? name : flow_activity(f, i);
}

static struct str holder_named(const struct flow *f, struct str key)
{
	for (int32_t i = 0; i < f->study.s.view.holders; i++) {
		if (str_eq(flow_holder_key(f, i), key)) {
			return flow_holder(f, i);
		}
	}
	return key;
}

static struct str said(const struct flow *f, enum flow_word word)
{
	struct str s = f->word[word];
	bool holder = word == FLOW_GIVER || word == FLOW_TAKER || word == FLOW_HOLDER ||
		      word == FLOW_AGAIN;

	bool number = word == FLOW_LEAST || word == FLOW_MOST || word == FLOW_WAYS;

	return s.n == 0 || number ? s : holder ? holder_named(f, s) : activity_said(f, s);
}

/* ---- of the page ---- */

/* One sentence of two words, or of one of them. */
static const struct { enum flow_word word, with; const char *text, *alone; } filters[] = {
	{ FLOW_ACTIVITY, FLOW_ACTIVITY, "flow.filter.activity", "flow.filter.activity" },
	{ FLOW_FROM, FLOW_TO, "flow.filter.passage", "flow.filter.from" },
	{ FLOW_GIVER, FLOW_TAKER, "flow.filter.handover", "flow.filter.giver" },
	{ FLOW_LEAST, FLOW_MOST, "flow.filter.band", "flow.filter.least" },
	{ FLOW_MOST, FLOW_MOST, "flow.filter.most", "flow.filter.most" },
	{ FLOW_WAYS, FLOW_WAYS, "flow.filter.ways", "flow.filter.ways" },
};

/* A band says both its ends. */
static bool holds(const struct flow *f, size_t i)
{
	return f->word[filters[i].word].n > 0 &&
	       (filters[i].word != FLOW_MOST || f->word[FLOW_LEAST].n == 0);
}

static struct str filter_said(const struct flow *f, size_t i)
{
	bool both = f->word[filters[i].with].n > 0;
	struct text_arg arg[] = { { "a", said(f, filters[i].word) },
				  { "b", said(f, filters[i].with) } };

	if (filters[i].word == FLOW_FROM && both && f->word[FLOW_LATER].n > 0) {
		return words(f->x, "flow.filter.later", arg, ARRAY_LEN(arg));
	}
	return words(f->x, both ? filters[i].text : filters[i].alone, arg,
		     both && filters[i].word != filters[i].with ? 2 : 1);
}

void flow_put_filters(const struct flow *f, struct flow_view *v)
{
	struct link_view *out = arena_array(f->x->a, struct link_view, ARRAY_LEN(filters));

	for (size_t i = 0; i < ARRAY_LEN(filters); i++) {
		if (holds(f, i)) {
			out[v->filters.n++] = (struct link_view){
				.text = filter_said(f, i),
				.href = flow_with2(f, FLOW_PAGE, filters[i].word, STR(""),
						   filters[i].with, STR("")),
			};
		}
	}
	v->filters.p = out;
}

/* ---- of a list ---- */

static void add(struct buf *b, struct str sentence)
{
	if (sentence.n > 0) {
		buf_text(b, b->n > 0 ? " · " : "");
		buf_str(b, sentence);
	}
}

static struct str said_as(const struct flow *f, const char *key, struct str value)
{
	return value.n > 0 ? words1(f->x, key, "a", value) : value;
}

static struct str cause_said(const struct flow *f)
{
	for (int i = 0; i < MINE_CAUSES; i++) {
		if (str_is(f->word[FLOW_CAUSE], flow_causes[i])) {
			return words0(f->x, mine_cause_key[i]);
		}
	}
	return STR("");
}

struct str flow_said(const struct flow *f)
{
	struct buf b;

	buf_init(&b, SAID_MOST);
	for (size_t i = 0; i < ARRAY_LEN(filters); i++) {
		if (holds(f, i)) {
			add(&b, filter_said(f, i));
		}
	}
	if (str_is(f->word[FLOW_VIEW], "beside")) {
		add(&b, flow_side_name(f, 0));
	}
	add(&b, said_as(f, "flow.of.at", said(f, FLOW_AT)));
	add(&b, said_as(f, "flow.of.next", f->word[FLOW_HAS].n > 0 ? STR("") : said(f, FLOW_NEXT)));
	add(&b, said_as(f, f->word[FLOW_AGAIN].n > 0 ? "flow.of.before" : "flow.of.holder",
			said(f, FLOW_HOLDER)));
	add(&b, said_as(f, "flow.of.again", said(f, FLOW_AGAIN)));
	add(&b, said_as(f, "flow.of.cause", cause_said(f)));
	if (f->word[FLOW_SPAN].n > 0) {
		add(&b, words0(f->x, "flow.of.span"));
	}
	if (str_is(f->word[FLOW_STAND], "beyond")) {
		add(&b, words0(f->x, "flow.of.beyond"));
	}
	struct str out = buf_ok(&b) ? str_dup(f->x->a, buf_view(&b)) : STR("");

	buf_done(&b);
	return out;
}

struct link_view flow_back(const struct flow *f)
{
	struct flow page = *f;

	flow_leave_list(&page);
	return (struct link_view){ .text = words0(f->x, "flow.back"),
				   .href = flow_href(&page, FLOW_PAGE) };
}

/* What is no number asks for the first page. */
struct flow_slice flow_slice(const struct flow *f, size_t n)
{
	int64_t after = 0;
	struct flow_slice s = { .from = 0 };

	if (str_to_int64(f->word[FLOW_AFTER], &after) && after > 0 && (size_t)after < n) {
		s.from = (size_t)after;
		s.pager.first = flow_with(f, FLOW_PAGE "/dossiers", FLOW_AFTER, STR(""));
	}
	if (s.from > FLOW_LINES) {
		s.pager.previous = flow_with(f, FLOW_PAGE "/dossiers", FLOW_AFTER,
					     str_int(f->x->a, (int64_t)s.from - FLOW_LINES));
	}
	s.rows = n - s.from < FLOW_LINES ? n - s.from : FLOW_LINES;
	if (s.from + s.rows < n) {
		s.pager.next = flow_with(f, FLOW_PAGE "/dossiers", FLOW_AFTER,
					 str_int(f->x->a, (int64_t)(s.from + s.rows)));
	}
	s.arg[0] = (struct text_arg){ "from", str_int(f->x->a, (int64_t)s.from + (n > 0)) };
	s.arg[1] = (struct text_arg){ "to", str_int(f->x->a, (int64_t)(s.from + s.rows)) };
	s.arg[2] = (struct text_arg){ "all", str_int(f->x->a, (int64_t)n) };
	return s;
}
