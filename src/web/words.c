/* Facts in words. */
#include "words.h"

#include "web_int.h"

#include "app/staff.h"

#include "core/calendar.h"
#include "core/limit.h"

#include <string.h>

struct asking asking_public(const struct exchange *x)
{
	return (struct asking){ .lang = x->lang, .whom = LABEL_PUBLIC, .now = x->now };
}

struct asking asking_inside(const struct exchange *x)
{
	return (struct asking){ .lang = x->lang, .whom = LABEL_INSIDE, .now = x->now };
}

/* What stands in the buffer, kept; the buffer is let go. */
static struct str kept(const struct exchange *x, struct buf *b)
{
	struct str s = str_dup(x->a, buf_view(b));
	buf_done(b);
	return s;
}

struct str words(const struct exchange *x, const char *key, const struct text_arg *args,
		 size_t n)
{
	/* Some hundred of a page: they share the worker's buffer. */
	struct buf *b = &x->worker->words;
	buf_reset(b);
	text_put(b, x->lang, key, args, n);
	return str_dup(x->a, buf_view(b));
}

struct str words0(const struct exchange *x, const char *key)
{
	struct str s = text_get(x->lang, key);
	return s.n > 0 ? s : str_of(key);
}

struct str words1(const struct exchange *x, const char *key, const char *name, struct str value)
{
	struct text_arg arg = { name, value };
	return words(x, key, &arg, 1);
}

struct str words_of(const struct exchange *x, const char *family, struct str code)
{
	if (code.n == 0) {
		return code;
	}
	struct str key = STR_JOIN(x->a, str_of(family), STR("."), code);
	struct str s = text_get(x->lang, key.p);
	return s.n > 0 ? s : code;
}

struct str words_err(const struct exchange *x, const struct err *e)
{
	struct buf b;
	buf_init(&b, SENTENCE_MOST);
	text_err(&b, x->lang, e);
	return kept(x, &b);
}

/* "<key>.hint.page" where what helps at a command line is none to whoever has a browser. */
struct str words_hint(const struct exchange *x, const struct err *e)
{
	char space[TEXT_HINT_KEY];
	const char *key = text_hint_key(e, space);
	struct str page = key ? str_fmt(x->a, "%s.page", key) : STR("");
	struct buf b;
	buf_init(&b, SENTENCE_MOST);
	if (page.n > 0 && text_get(x->lang, page.p).n > 0) {
		text_put(&b, x->lang, page.p, NULL, 0);
	} else {
		text_hint(&b, x->lang, e);
	}
	return kept(x, &b);
}

/* ---- times ---- */

/* A page has some hundred of them: no format is read for each, and one copy is made. */
enum { STAMP_MOST = 40 };

static size_t put_digits(char *p, int n, size_t width)
{
	for (size_t i = width; i > 0; i--, n /= 10) {
		p[i - 1] = (char)('0' + n % 10);
	}
	return width;
}

static size_t put_date(char *p, const struct civil *c, bool year)
{
	size_t n = put_digits(p, c->day, 2);
	p[n++] = '/';
	n += put_digits(p + n, c->month, 2);
	if (year) {
		p[n++] = '/';
		n += put_digits(p + n, c->year, 4);
	}
	return n;
}

static size_t put_time(char *p, const struct civil *c)
{
	size_t n = put_digits(p, c->hour, 2);
	p[n++] = ':';
	return n + put_digits(p + n, c->minute, 2);
}

static bool other_year(const struct exchange *x, const struct civil *c)
{
	return c->year != civil_of(x->now).year;
}

static struct str date_of(const struct exchange *x, const struct civil *c, bool year)
{
	char text[STAMP_MOST];
	return str_dup(x->a, (struct str){ text, put_date(text, c, year) });
}

struct str words_time(const struct exchange *x, int64_t at)
{
	char text[STAMP_MOST];
	if (at == INSTANT_NONE) {
		return STR("");
	}
	struct civil c = civil_of(at);
	return str_dup(x->a, (struct str){ text, put_time(text, &c) });
}

struct str words_day(const struct exchange *x, int64_t at)
{
	if (at == INSTANT_NONE) {
		return STR("");
	}
	struct civil c = civil_of(at);
	return date_of(x, &c, other_year(x, &c));
}

struct str words_date(const struct exchange *x, int64_t at)
{
	static const char *const weekday[] = {
		"words.monday", "words.tuesday", "words.wednesday", "words.thursday",
		"words.friday", "words.saturday", "words.sunday",
	};
	if (at == INSTANT_NONE) {
		return STR("");
	}
	struct civil c = civil_of(at);
	struct str day = words0(x, weekday[day_weekday(day_of(at))]);
	return STR_JOIN(x->a, day, STR(" "), date_of(x, &c, true));
}

struct str words_erased(const struct exchange *x, int64_t at)
{
	return at == INSTANT_NONE ? words0(x, "dossier.erased")
				  : words1(x, "dossier.erased.on", "day", words_date(x, at));
}

struct str words_moment(const struct exchange *x, int64_t at)
{
	struct str time = words_time(x, at), date = words_date(x, at);
	return at == INSTANT_NONE ? STR("")
				  : STR_JOIN(x->a, time, STR(" "), date);
}

struct str words_stamp(const struct exchange *x, int64_t at)
{
	static const struct str between = STR_INIT(" · ");
	char text[STAMP_MOST];
	if (at == INSTANT_NONE) {
		return STR("");
	}
	struct civil c = civil_of(at);
	size_t n = put_date(text, &c, other_year(x, &c));
	memcpy(text + n, between.p, between.n);
	n += between.n;
	n += put_time(text + n, &c);
	return str_dup(x->a, (struct str){ text, n });
}

struct str words_near(const struct exchange *x, int64_t at, bool timed)
{
	if (at == INSTANT_NONE) {
		return STR("");
	}
	struct str day = day_of(at).n == day_of(x->now).n ? words0(x, "words.today")
							    : words_day(x, at);
	struct str time = words_time(x, at);
	return timed ? STR_JOIN(x->a, time, STR(" "), day) : day;
}

/* ---- lengths ---- */

static struct str counted(const struct exchange *x, const char *unit, int64_t n)
{
	struct str key = STR_JOIN(x->a, STR("words."), str_of(unit),
				  n == 1 ? STR(".one") : STR(""));
	return words1(x, key.p, "n", str_int(x->a, n));
}

struct str words_work(const struct exchange *x, int64_t seconds)
{
	int64_t days = seconds / WORKING_DAY_S;
	int64_t hours = seconds % WORKING_DAY_S / 3600;
	int64_t minutes = seconds % 3600 / 60;
	struct str large, small;
	if (days > 0) {
		large = counted(x, "days", days);
		small = hours > 0 ? counted(x, "hours", hours)
		      : minutes > 0 ? counted(x, "minutes", minutes) : STR("");
	} else if (hours > 0) {
		large = counted(x, "hours", hours);
		small = minutes > 0 ? counted(x, "minutes", minutes) : STR("");
	} else {
		return counted(x, "minutes", minutes);
	}
	return small.n > 0 ? STR_JOIN(x->a, large, STR(" "), small) : large;
}

struct str words_limit(const struct exchange *x, struct str limit)
{
	static const struct {
		const char *end, *key;
	} kinds[] = { { "cd", "words.limit.calendar" }, { "d", "words.limit.days" },
		      { "h", "words.limit.hours" } };
	if (str_is(limit, "same-day")) {
		return words0(x, "words.limit.same_day");
	}
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct str end = str_of(kinds[i].end);
		if (str_ends(limit, end)) {
			return words1(x, kinds[i].key, "n", str_sub(limit, 0, limit.n - end.n));
		}
	}
	return limit;
}

struct str words_money(const struct exchange *x, int64_t amount)
{
	char digits[32];
	size_t n = sizeof(digits);
	int64_t rest = amount < 0 ? -amount : amount;
	int placed = 0;
	do {
		if (placed > 0 && placed % 3 == 0) {
			digits[--n] = x->lang == TEXT_VI ? '.' : ',';
		}
		digits[--n] = (char)('0' + rest % 10);
		rest /= 10;
		placed++;
	} while (rest > 0);
	return words1(x, "words.money", "n", (struct str){ digits + n, sizeof(digits) - n });
}

/* ---- papers ---- */

struct str words_counts(const struct exchange *x, int64_t originals, int64_t certified,
			int64_t copies)
{
	const struct {
		const char *key;
		int64_t n;
	} kinds[] = { { "dossier.paper.originals", originals },
		      { "dossier.paper.certified", certified },
		      { "dossier.paper.copies", copies } };
	struct str all = STR("");
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (kinds[i].n <= 0) {
			continue;
		}
		struct str one = words1(x, kinds[i].key, "n", str_int(x->a, kinds[i].n));
		all = all.n == 0 ? one : STR_JOIN(x->a, all, STR(", "), one);
	}
	return all;
}

/* ---- places ---- */

struct str words_unit_of(const struct exchange *x, const struct seat_label *l)
{
	if (l->kind == PARTY_CITIZEN && !x->signed_in) {
		return words0(x, "words.you.citizen");
	}
	return l->unit.n > 0 ? l->unit : l->body.n > 0 ? words_of(x, "party", l->body) : STR("");
}

struct str words_seat(const struct exchange *x, const struct seat_label *l)
{
	if (l->unit.n == 0 || l->post.n == 0) {
		return words_unit_of(x, l);
	}
	struct text_arg args[] = { { "post", l->post }, { "unit", l->unit } };
	return words(x, "words.seat", args, ARRAY_LEN(args));
}

struct str words_person(const struct exchange *x, struct person_id person)
{
	struct str name;
	struct err e;
	/* A name that cannot be read is no reason to show no page. */
	return staff_name(x->app, person, &name, &e) ? name : STR("");
}

/* ---- how late, and the ribbon ---- */

enum { NEAR_S = WORKING_DAY_S };	/* less than a working day left */

struct chip_view words_chip(const struct exchange *x, const struct ribbon *r, bool waiting,
			    bool over)
{
	if (over) {
		return (struct chip_view){ .kind = CHIP_NONE };
	}
	if (waiting) {
		return (struct chip_view){ CHIP_OUT, false, words0(x, "words.paused") };
	}
	if (r->due == INSTANT_NONE) {
		return (struct chip_view){ .kind = CHIP_NONE };
	}
	if (r->overdue) {
		return (struct chip_view){ CHIP_LATE, false,
			words1(x, "words.late", "time", words_work(x, r->late_s)) };
	}
	return (struct chip_view){ r->left_s < NEAR_S ? CHIP_NEAR : CHIP_OK, false,
		words1(x, "words.left", "time", words_work(x, r->left_s)) };
}

static enum seg_kind seg_of(const struct ribbon_segment *s, size_t i)
{
	switch (s->kind) {
	case RIBBON_HOLD:
		return s->back ? SEG_BACK : i == 0 ? SEG_DESK : SEG_HOLD;
	case RIBBON_WAIT:
		return SEG_WAIT;
	case RIBBON_LEFT:
	case RIBBON_GAP:
		break;
	}
	return SEG_LEFT;
}

struct str words_who(const struct exchange *x, const struct seat_label *l)
{
	if (l->person_id.v != 0 && x->signed_in && l->person_id.v == x->person.v) {
		return words0(x, "words.you");
	}
	struct str name = words_person(x, l->person_id);
	return name.n > 0 ? name : words_unit_of(x, l);
}

struct str words_asked(const struct exchange *x, const struct seat_label *l)
{
	struct str name = x->signed_in ? words_person(x, l->person_id) : STR("");
	return name.n > 0 ? str_fmt(x->a, "%.*s (%.*s)", STR_ARG(name), STR_ARG(words_seat(x, l)))
			  : words_seat(x, l);
}

/* What stands under the name: how long, or why it was sent back. */
static struct str under(const struct exchange *x, const struct ribbon_segment *s,
			const struct history *h)
{
	for (size_t i = 0; s->back && h && i < h->n; i++) {
		const struct event *ev = &h->event[i];
		if (ev->seq == s->end_seq && ev->reason_name.n > 0) {
			return words1(x, "words.segment.back", "reason", ev->reason_name);
		}
	}
	return s->kind == RIBBON_WAIT ? STR("") : words_work(x, s->work_s);
}

static struct seg_view seg_view(const struct exchange *x, const struct ribbon_segment *s,
				size_t i, const struct history *h)
{
	struct seg_view v = { .kind = seg_of(s, i), .now = s->now, .x = s->x, .width = s->width };
	if (s->kind != RIBBON_HOLD && s->kind != RIBBON_WAIT) {
		return v;
	}
	struct str who = words_seat(x, &s->holder), name = words_who(x, &s->holder);
	struct text_arg args[] = {
		{ "who", s->holder.person_id.v != 0
			 ? str_fmt(x->a, "%.*s (%.*s)", STR_ARG(name), STR_ARG(who)) : who },
		{ "step", s->step }, { "work", words_work(x, s->work_s) },
		{ "from", words_stamp(x, s->from) }, { "to", words_stamp(x, s->to) },
	};
	v.title = words(x, s->step.n > 0 ? "words.segment.step" : "words.segment", args,
			ARRAY_LEN(args));
	struct text_arg few[] = { { "who", name }, { "step", s->step },
				  { "work", words_work(x, s->work_s) } };
	v.line = s->holder.person_id.v == 0 ? v.title
	       : words(x, s->step.n > 0 ? "words.segment.line.step" : "words.segment.line", few,
		       ARRAY_LEN(few));
	/* Words that could not be read are not begun. */
	if (s->width >= 60) {
		v.who = name;
		v.text = under(x, s, h);
	}
	return v;
}

static struct lane_view lane_view(const struct exchange *x, const struct ribbon_opinion *o)
{
	struct str who = o->member ? words_asked(x, &o->asked) : words_unit_of(x, &o->asked);
	int64_t time_s = o->late_s > 0 ? o->late_s : o->left_s;
	struct text_arg args[] = { { "who", who }, { "time", words_work(x, time_s) } };
	const char *key = o->ruling ? o->late_s > 0 ? "words.ruling.late"
				: o->open ? "words.ruling.open" : "words.ruling.done"
			: o->late_s > 0 && o->silent && o->open ? "words.opinion.silent"
			: o->late_s > 0 ? "words.opinion.late"
			: o->left_s > 0 ? "words.opinion.left"
			: o->open ? "words.opinion.open" : "words.opinion.done";
	struct lane_view v = { .x = o->x, .width = o->width, .y = o->lane * LANE_HEIGHT,
			       .text = words(x, key, args, ARRAY_LEN(args)) };
	if (o->late_s > 0 && o->due_x > o->x && o->width > 0) {
		v.over_x = (o->due_x - o->x) * RIBBON_WIDTH / o->width;
		v.over_width = RIBBON_WIDTH - v.over_x;
	} else if (o->late_s > 0) {
		v.over_width = RIBBON_WIDTH;
	}
	return v;
}

struct ribbon_view words_ribbon(const struct exchange *x, const struct ribbon *r,
				const struct history *h)
{
	struct seg_view *seg = arena_array(x->a, struct seg_view, r->segments);
	struct lane_view *lane = arena_array(x->a, struct lane_view, r->opinions);
	for (size_t i = 0; i < r->segments; i++) {
		seg[i] = seg_view(x, &r->segment[i], i, h);
	}
	for (size_t i = 0; i < r->opinions; i++) {
		lane[i] = lane_view(x, &r->opinion[i]);
	}
	struct ribbon_view v = {
		.segs = { seg, r->segments }, .lanes = { lane, r->opinions },
		.lanes_height = r->lanes * LANE_HEIGHT, .due_x = r->due_x,
		.due_left = r->due_x > RIBBON_WIDTH / 2, .overdue = r->overdue,
	};
	if (r->due_x >= 0 && r->due != INSTANT_NONE) {
		struct text_arg args[] = { { "day", words_day(x, r->due) },
					   { "time", words_time(x, r->due) } };
		v.due = words(x, "words.promised", args, ARRAY_LEN(args));
	}
	return v;
}

struct str words_foretold(const struct exchange *x, struct str state, int chance)
{
	struct text_arg args[] = { { "state", state }, { "n", str_int(x->a, chance) } };
	return chance > 0 ? words(x, "apology.foretold", args, ARRAY_LEN(args)) : state;
}

size_t words_trace(const struct exchange *x, const struct deadline_trace *t,
		   const struct line_view **out)
{
	struct line_view *line = arena_array(x->a, struct line_view, t->n);
	for (size_t i = 0; i < t->n; i++) {
		line[i] = (struct line_view){
			words(x, t->line[i].key, t->line[i].arg, t->line[i].args),
			str_of(t->line[i].rule),
		};
	}
	*out = line;
	return t->n;
}
