/* What mining found, for people: the most of each. */
#include "mine_found.h"

#include "table.h"

#include <string.h>

enum { MOST = 10, NAME_COLUMNS = 44, PATH_COLUMNS = 100, LIST_MOST = 4096 };

static struct mine_words words(struct cli *c)
{
	return (struct mine_words){ c->arena, c->lang };
}

static mine_sum seconds(double s)
{
	return (mine_sum)(s * 1e6);
}

static struct str moment(struct cli *c, int64_t us)
{
	char text[INSTANT_TEXT];
	int64_t at = us / MINE_SECOND - (us % MINE_SECOND < 0);
	int64_t last = day_start(day_make(9999, 12, 31)) + DAY_S - 1;

	at = at < last ? at : last;	/* the end of that year elsewhere */
	return str_dup(c->arena, str_of(instant_vi(at, text)));
}

void mine_heading(struct cli *c, const char *key)
{
	cli_line(c, STYLE_PLAIN, STR(""));
	cli_line(c, STYLE_STRONG, cli_text(c, key, NULL, 0));
}

/* ---- the log ---- */

static void columns(struct cli *c, const struct str word_of[static LOG_ROLES],
		    const bool told[static LOG_ROLES])
{
	struct table t;

	table_init(&t, c, 3);
	for (int i = 0; i < LOG_ROLES; i++) {
		struct str word = word_of[i];
		struct str *cell = table_row(&t, word.n > 0 ? STYLE_PLAIN : STYLE_FAINT);

		cell[0] = str_of(log_role_name((enum log_role)i));
		cell[1] = word.n > 0 ? word : STR("–");
		cell[2] = cli_text(c, word.n == 0 ? "import.left"
				   : told[i] ? "import.told"
				   : "import.guessed", NULL, 0);
	}
	table_print(&t);
}

/* Of each file, where they differ. */
static void taken(struct cli *c, const struct mine_found *f)
{
	int n = 0;

	if (f->taken == NULL) {
		struct str word[LOG_ROLES];
		bool told[LOG_ROLES];

		for (int i = 0; i < LOG_ROLES; i++) {
			word[i] = mine_word(f->in, (enum log_role)i);
			told[i] = mine_word_told(f->in, (enum log_role)i);
		}
		columns(c, word, told);
		return;
	}
	for (const struct mine_taken *t = f->taken; t != NULL && n < MOST; t = t->next, n++) {
		struct text_arg arg = { "file", t->file };

		if (f->taken->next != NULL) {
			cli_sentence(c, "mine.from_file", &arg, 1);
		}
		columns(c, t->word, t->told);
	}
}

static void objects(struct cli *c, const struct mine_objects *o)
{
	struct buf b;

	buf_init(&b, LIST_MOST);
	for (size_t i = 0; i < o->types; i++) {
		struct text_arg arg[] = { { "name", o->type[i].name },
					  { "objects", str_int(c->arena, o->type[i].objects) },
					  { "events", str_int(c->arena, o->type[i].events) } };

		struct str type = cli_text(c, "mine.object_type", arg, ARRAY_LEN(arg));

		buf_text(&b, i > 0 ? ", " : "");
		if (b.n + type.n > LIST_MOST - 8) {	/* more than anybody reads */
			buf_text(&b, "…");
			break;
		}
		buf_str(&b, type);
	}
	struct text_arg arg[] = {
		{ "types", buf_view(&b) }, { "type", o->type[o->chosen].name },
		{ "how", cli_text(c, o->told ? "mine.object_told" : "mine.object_guessed", NULL,
				  0) },
		{ "outside", str_int(c->arena, o->outside) },
		{ "shared", str_int(c->arena, o->shared) },
	};

	cli_sentence(c, "mine.objects", arg, ARRAY_LEN(arg));
	if (o->outside > 0 || o->shared > 0) {
		cli_sentence(c, "mine.objects_outside", arg, ARRAY_LEN(arg));
	}
	buf_done(&b);
}

static void summary(struct cli *c, const struct mine_found *f)
{
	const struct mine_flow *w = &f->s.flow;
	const struct mine_spread *d = &f->s.duration;
	int64_t activities = 0;

	for (int32_t i = 0; i < f->s.view.activities; i++) {
		activities += w->activity[i].events > 0;
	}
	struct text_arg arg[] = {
		{ "cases", str_int(c->arena, (int64_t)w->cases) },
		{ "events", str_int(c->arena, (int64_t)w->events) },
		{ "activities", str_int(c->arena, activities) },
		{ "variants", str_int(c->arena, (int64_t)f->s.variants.n) },
		{ "again", str_int(c->arena, w->again_cases) },
		{ "share", mine_say_share(words(c), w->again_cases, (int64_t)w->cases) },
		{ "first", moment(c, w->first) }, { "last", moment(c, w->last) },
		{ "median", mine_say_time(words(c), seconds(d->median_s)) },
		{ "mean", mine_say_time(words(c), seconds(d->mean_s)) },
		{ "p90", mine_say_time(words(c), seconds(d->linear_s[2])) },
		{ "most", mine_say_time(words(c), d->max) },
	};

	cli_sentence(c, "mine.summary", arg, ARRAY_LEN(arg));
	if (w->events > 0) {
		cli_sentence(c, "mine.span", arg, ARRAY_LEN(arg));
		cli_sentence(c, "mine.lasted", arg, ARRAY_LEN(arg));
		cli_sentence(c, "mine.again", arg, ARRAY_LEN(arg));
	}
}

/* ---- where time goes ---- */

struct lost {
	mine_sum sum;
	uint32_t edge;
};

static bool before(const struct lost *a, const struct lost *b)
{
	return a->sum != b->sum ? a->sum > b->sum : a->edge < b->edge;
}

/* The first MOST by sum, most first: there may be millions of pairs, and few are shown. */
static uint32_t most_lost(const struct mine_found *f, struct lost most[static MOST])
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->s.flow.edges; i++) {
		const struct mine_edge *e = &f->s.flow.edge[i];
		const struct lost now = { f->s.hours != NULL ? e->working : e->sum, i };
		uint32_t at = n;

		while (at > 0 && before(&now, &most[at - 1])) {
			at--;
		}
		if (at == MOST) {
			continue;
		}
		n = n < MOST ? n + 1 : n;
		memmove(most + at + 1, most + at, (n - at - 1) * sizeof(*most));
		most[at] = now;
	}
	return n;
}

static void slow(struct cli *c, const struct mine_found *f)
{
	static const char *const heads[] = { "mine.from", "mine.to", "mine.times",
					     "mine.median", "mine.total", "mine.working" };
	struct lost lost[MOST];
	uint32_t n = most_lost(f, lost);
	struct table t;

	mine_heading(c, f->s.hours != NULL ? "mine.slow_working" : "mine.slow");
	table_init(&t, c, f->s.hours != NULL ? 6 : 5);
	t.most[0] = t.most[1] = NAME_COLUMNS;
	table_head(&t, heads);
	for (uint32_t i = 0; i < n; i++) {
		const struct mine_edge *e = &f->s.flow.edge[lost[i].edge];
		struct str *cell = table_row(&t, STYLE_PLAIN);

		cell[0] = mine_activity(f, e->from);
		cell[1] = mine_activity(f, e->to);
		cell[2] = mine_say_count(words(c), e->count);
		cell[3] = mine_say_time(words(c), seconds(e->median_s));
		cell[4] = mine_say_time(words(c), e->sum);
		if (f->s.hours != NULL) {
			cell[5] = mine_say_hours(words(c), e->working);
		}
	}
	table_print(&t);
}

static void ways(struct cli *c, const struct mine_found *f)
{
	static const char *const heads[] = { "mine.cases", "mine.covered", "mine.way" };
	struct table t;
	int64_t sum = 0;

	mine_heading(c, "mine.ways");
	table_init(&t, c, ARRAY_LEN(heads));
	t.most[2] = PATH_COLUMNS;
	table_head(&t, heads);
	for (size_t i = 0; i < f->s.variants.n && i < MOST; i++) {
		const struct mine_variant *v = &f->s.variants.variant[i];
		struct str *cell = table_row(&t, STYLE_PLAIN), way = STR("");
		size_t from = f->s.view.start[v->like], to = f->s.view.start[v->like + 1];

		/* No more of a long one than can be seen. */
		for (size_t k = from; k < to && way.n < 4 * PATH_COLUMNS; k++) {
			struct str name = mine_activity(f, f->s.view.activity[k]);

			way = STR_JOIN(c->arena, way, str_of(k > from ? " → " : ""), name);
		}
		sum += v->cases;
		cell[0] = mine_say_count(words(c), v->cases);
		cell[1] = mine_say_share(words(c), sum, (int64_t)f->s.flow.cases);
		cell[2] = way;
	}
	table_print(&t);
}

/* ---- holders ---- */

static struct str ledger_dimension(struct cli *c, const struct mine_found *f)
{
	return cli_text(c, str_is(f->dimension, "unit") ? "mine.by_unit" : "mine.by_post", NULL, 0);
}

static void people(struct cli *c, const struct mine_found *f)
{
	static const char *const heads[] = { "mine.holder", "mine.events", "mine.held",
					     "mine.held_share", "mine.working" };
	const struct mine_people *p = &f->s.people;
	size_t n;
	int32_t *order = mine_by_held(f->arena, f, &n);
	struct text_arg arg[] = {
		{ "dimension", f->said == NULL ? f->dimension : ledger_dimension(c, f) },
		{ "transfers", str_int(c->arena, p->transfer.total) },
		{ "back", str_int(c->arena, p->back_segment.total) },
		{ "revisits", str_int(c->arena, p->revisits) },
		{ "holders", str_int(c->arena, p->named) },
		{ "unheld", mine_say_time(words(c), p->unheld) },
	};
	struct table t;

	mine_heading(c, "mine.holders");
	if (p->named == 0) {
		cli_sentence(c, "mine.no_holders", arg, ARRAY_LEN(arg));
		return;
	}
	cli_sentence(c, "mine.handed", arg, ARRAY_LEN(arg));
	table_init(&t, c, f->s.hours != NULL ? 5 : 4);
	t.most[0] = NAME_COLUMNS;
	table_head(&t, heads);
	for (size_t i = 0; i < n && i < MOST; i++) {
		const struct mine_holder *h = &p->holder[order[i]];
		struct str *cell = table_row(&t, STYLE_PLAIN);

		cell[0] = mine_holder(f, order[i]);
		cell[1] = mine_say_count(words(c), h->events);
		cell[2] = mine_say_time(words(c), h->held);
		cell[3] = mine_say_share(words(c), (int64_t)(h->held / MINE_SECOND),
				(int64_t)(f->s.duration.sum / MINE_SECOND));
		if (f->s.hours != NULL) {
			cell[4] = mine_say_hours(words(c), h->held_working);
		}
	}
	table_print(&t);
	if (p->unheld > 0) {
		cli_sentence(c, "mine.unheld", arg, ARRAY_LEN(arg));
	}
}

/* ---- promises, what was passed over ---- */

static void places(struct cli *c, const struct mine_skips *s, const char *said)
{
	struct text_arg arg[] = { { "n", str_int(c->arena, s->n) },
				  { "more", str_int(c->arena, s->n - MINE_SKIPS_SHOWN) } };

	cli_sentence(c, said, arg, ARRAY_LEN(arg));
	for (int64_t i = 0; i < s->n && i < MINE_SKIPS_SHOWN; i++) {
		struct buf b;

		struct text_arg file = { "file", str_of(err_arg(&s->first[i], "file")) };

		buf_init(&b, 4096);
		if (file.value.n > 0) {
			text_put(&b, c->lang, "input.file", &file, 1);
			buf_char(&b, ' ');
		}
		text_err(&b, c->lang, &s->first[i]);
		cli_line(c, STYLE_FAINT, buf_view(&b));
		buf_done(&b);
	}
	if (s->n > MINE_SKIPS_SHOWN) {
		cli_sentence(c, "mine.skipped_more", arg, ARRAY_LEN(arg));
	}
}

static void due(struct cli *c, const struct mine_found *f)
{
	const struct mine_promises *p = &f->promises;
	struct text_arg arg[] = {
		{ "key", f->due }, { "with", str_int(c->arena, p->with_due) },
		{ "open", str_int(c->arena, p->open) },
		{ "late", str_int(c->arena, p->late) },
		{ "on", str_int(c->arena, p->on_time) },
		{ "share", mine_say_share(words(c), p->on_time, p->completed) },
		{ "days", str_int(c->arena, p->on_day) },
		{ "day_share", mine_say_share(words(c), p->on_day, p->completed) },
		{ "median", mine_say_time(words(c), seconds(p->lateness.median_s)) },
	};

	mine_heading(c, "mine.due");
	cli_sentence(c, "mine.promises", arg, ARRAY_LEN(arg));
	if (p->late > 0) {
		cli_sentence(c, "mine.lateness", arg, ARRAY_LEN(arg));
	}
	if (mine_unread_of(f->in)->n > 0) {
		places(c, mine_unread_of(f->in), "mine.unread");
	}
}
void mine_tell(struct cli *c, const struct mine_found *f)
{
	summary(c, f);
	if (f->said == NULL) {		/* of the ledger nothing is guessed */
		taken(c, f);
	}
	if (mine_objects_of(f->in) != NULL) {
		objects(c, mine_objects_of(f->in));
	}
	if (f->s.flow.edges > 0) {
		slow(c, f);
	}
	if (f->s.variants.n > 0) {
		ways(c, f);
	}
	mine_tell_study(c, f);
	people(c, f);
	if (f->due.n > 0) {
		due(c, f);
	}
	if (mine_skips_of(f->in)->n > 0) {
		mine_heading(c, "mine.skipped_head");
		places(c, mine_skips_of(f->in), "mine.skipped");
	}
}
