/* Paper follows the screen by printed lists: the counter chooses and prints, the
 * receiver ticks what has arrived, many at once (rule 21). */
#include "page_batch.h"

#include "act_form.h"
#include "pages.h"
#include "top.h"
#include "view_batch.h"
#include "web_int.h"
#include "words.h"

#include "app/batch.h"

#include <string.h>

/* ---- rows ---- */

static struct str list_words(const struct exchange *x, int64_t number, int64_t year)
{
	return str_fmt(x->a, "%lld/%lld", (long long)number, (long long)year);
}

static struct str list_href(const struct exchange *x, struct str unit, int64_t year, int64_t number)
{
	return str_fmt(x->a, "/batches/%.*s/%lld/%lld", STR_ARG(http_encode(x->a, unit)),
		       (long long)year, (long long)number);
}

static struct str state_words(const struct exchange *x, const struct batch_row *r)
{
	static const char *const keys[] = {
		[BATCH_AWAITED] = "batch.state.awaited", [BATCH_ARRIVED] = "batch.state.arrived",
		[BATCH_MISSING] = "batch.state.missing", [BATCH_GONE] = "batch.state.gone",
	};
	return words0(x, keys[r->state]);
}

static struct batch_line_view line(const struct exchange *x, const struct batch_row *r)
{
	struct batch_line_view v = {
		.code = r->code, .href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(r->code)),
		.procedure = r->procedure, .owner = r->owner, .state = state_words(x, r),
		.from = r->unit, .bad = r->state == BATCH_MISSING,
	};
	if (r->number > 0) {
		v.list = list_words(x, r->number, r->year);
		v.list_href = list_href(x, r->unit_key, r->year, r->number);
	}
	return v;
}

static bool in_form(const struct exchange *x, const char *name, struct str value)
{
	struct str one;
	for (size_t i = 0; form_nth(x->form, name, i, &one); i++) {
		if (str_eq(one, value)) {
			return true;
		}
	}
	return false;
}

/* ---- choosing, at the counter ---- */

/* Rows come by unit: each unit has a form of its own, all of it ticked at first. */
static void put_groups(const struct exchange *x, const struct batch_rows *rows,
		       const struct err *wrong, struct batch_choose_view *v)
{
	struct batch_group_view *group = arena_array(x->a, struct batch_group_view, rows->n);
	struct batch_line_view *lines = arena_array(x->a, struct batch_line_view, rows->n);
	struct str to = form_get(x->form, "to");
	size_t n = 0;
	for (size_t i = 0; i < rows->n; i++) {
		const struct batch_row *r = &rows->row[i];
		if (n == 0 || !str_eq(group[n - 1].unit_key, r->unit_key)) {
			group[n] = (struct batch_group_view){
				.unit = r->unit, .unit_key = r->unit_key,
				.form.key = top_form_key(x), .lines.p = &lines[i] };
			n++;
		}
		struct batch_group_view *g = &group[n - 1];
		bool sent = wrong && str_eq(to, g->unit_key);
		lines[i] = line(x, r);
		lines[i].ticked = !sent || in_form(x, "dossiers", r->code);
		g->lines.n++;
		if (sent) {
			g->form.wrong = words_err(x, wrong);
			g->form.hint = words_hint(x, wrong);
		}
	}
	v->groups.p = group;
	v->groups.n = n;
	v->more = rows->more;
}

static void put_sent(const struct exchange *x, const struct batches *b,
		     struct batch_choose_view *v)
{
	struct link_view *out = arena_array(x->a, struct link_view, b->n);
	for (size_t i = 0; i < b->n; i++) {
		const struct batch *one = &b->batch[i];
		struct text_arg args[] = { { "number", list_words(x, one->number, one->year) },
					   { "unit", one->to },
					   { "when", words_moment(x, one->at) } };
		out[i] = (struct link_view){
			.text = words(x, "batch.sent.row", args, ARRAY_LEN(args)),
			.href = list_href(x, one->from_key, one->year, one->number) };
	}
	v->sent.p = out;
	v->sent.n = b->n;
}

static void choose(struct exchange *x, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct batch_rows rows;
	struct batches sent;
	struct err e;
	struct batch_choose_view v = {
		.top = top_inside(x, words0(x, "batch.title")),
		.empty = { .text = words0(x, "batch.none") },
	};
	if (!app_batch_candidates(x->app, x->a, &ask, x->seat.unit, &rows, &e) ||
	    !app_batches_sent(x->app, x->a, &ask, x->seat.unit, &sent, &e)) {
		reply_err(x, &e);
		return;
	}
	put_groups(x, &rows, wrong, &v);
	put_sent(x, &sent, &v);
	page_batch_choose(x->page, x->lang, &v);
	reply_page(x, status);
}

void batch_choose(struct exchange *x)
{
	choose(x, 200, NULL);
}

static struct str own_key(const struct exchange *x)
{
	return org_unit(app_org(x->app), x->seat.unit)->key;
}

static void printed(struct exchange *x)
{
	const struct answer *a = &x->ticket.answer;
	if (!a->ok) {
		choose(x, a->err.code == ERR_DENIED ? 403 : 422, &a->err);
		return;
	}
	reply_see(x, list_href(x, own_key(x), civil_of(a->at).year, json_int(a->made, "batch", 0)));
}

void batch_print(struct exchange *x)
{
	struct json *args;
	struct err e;
	if (!act_args(x, action_find(STR("list_batch")), &args, &e)) {
		choose(x, 422, &e);
		return;
	}
	json_set_str(x->a, args, "unit", own_key(x));
	if (!json_get(args, "dossiers")) {
		json_set(x->a, args, "dossiers", json_new_arr(x->a));
	}
	exchange_act(x, "list_batch", args, form_get(x->form, "key"), printed);
}

/* ---- one list ---- */

void batch_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct batch b;
	struct err e;
	int64_t year, number;
	if (!str_to_int64(x->param[1], &year) || !str_to_int64(x->param[2], &number) ||
	    year < 1 || year > 9999) {
		reply_status(x, 404);
		return;
	}
	if (!app_batch(x->app, x->a, &ask, x->person, x->param[0], year, number, &b, &e)) {
		reply_err(x, &e);
		return;
	}
	struct str title = words1(x, "batch.list", "number", list_words(x, b.number, b.year));
	struct batch_line_view *lines = arena_array(x->a, struct batch_line_view, b.rows.n);
	for (size_t i = 0; i < b.rows.n; i++) {
		lines[i] = line(x, &b.rows.row[i]);
	}
	struct batch_view v = {
		.top = top_inside(x, title), .title = title, .from = b.from, .to = b.to,
		.when = words_moment(x, b.at), .by = words_person(x, b.by),
		.count = (int64_t)b.rows.n, .lines = { lines, b.rows.n },
	};
	page_batch(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- ticking, at the receiver ---- */

struct ticking {
	const char *verb;
	struct batch_row *row;
	struct err *why;		/* code ERR_NONE: done */
	size_t n, at;
};

static const struct err *why_not(const struct ticking *t, struct str code)
{
	for (size_t i = 0; t && i < t->n; i++) {
		if (str_eq(t->row[i].code, code) && t->why[i].code != ERR_NONE) {
			return &t->why[i];
		}
	}
	return NULL;
}

static void on_its_way(struct exchange *x, int status, const struct ticking *t)
{
	struct asking ask = asking_inside(x);
	struct batch_rows rows;
	struct err e;
	struct batches_view v = {
		.top = top_inside(x, words0(x, "batches.title")), .form.key = top_form_key(x),
		.empty = { .text = words0(x, "batches.none") },
	};
	struct str done = form_get(x->form, "done");
	if (!app_paper_owed(x->app, x->a, &ask, x->seat.unit, &rows, &e)) {
		reply_err(x, &e);
		return;
	}
	struct batch_line_view *lines = arena_array(x->a, struct batch_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct err *why = why_not(t, rows.row[i].code);
		lines[i] = line(x, &rows.row[i]);
		if (why) {
			lines[i].wrong = words_err(x, why);
			lines[i].ticked = true;
			v.form.wrong = words0(x, "batches.some");
		}
	}
	v.lines.p = lines;
	v.lines.n = rows.n;
	if (!t && done.n > 0 && done.n < 6) {
		v.done = words1(x, "batches.done", "n", done);
	}
	page_batches(x->page, x->lang, &v);
	reply_page(x, status);
}

void batches_show(struct exchange *x)
{
	on_its_way(x, 200, NULL);
}

static void next(struct exchange *x);

static void ticked(struct exchange *x)
{
	struct ticking *t = x->state;
	if (!x->ticket.answer.ok) {
		t->why[t->at] = x->ticket.answer.err;
	}
	t->at++;
	next(x);
}

static void next(struct exchange *x)
{
	struct ticking *t = x->state;
	size_t bad = 0;
	if (t->at < t->n) {
		const struct batch_row *r = &t->row[t->at];
		struct json *args = json_new_obj(x->a);
		json_set_str(x->a, args, "dossier", r->code);
		json_set_int(x->a, args, "batch", r->number);
		exchange_act(x, t->verb, args,
			     str_fmt(x->a, "%.*s.%.*s", STR_ARG(form_get(x->form, "key")),
				     STR_ARG(r->code)), ticked);
		return;
	}
	for (size_t i = 0; i < t->n; i++) {
		bad += t->why[i].code != ERR_NONE;
	}
	if (bad > 0) {
		on_its_way(x, 422, t);
	} else {
		reply_see(x, str_fmt(x->a, "/batches?done=%zu", t->n));
	}
}

/* Only rows that stand there: what somebody else ticked meanwhile is done. */
void batches_tick(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct ticking *t = arena_new(x->a, struct ticking);
	struct str verb = form_get(x->form, "do");
	struct batch_rows rows;
	struct err e;
	t->verb = str_is(verb, "arrived") ? "paper_arrived"
		: str_is(verb, "missing") ? "paper_missing" : NULL;
	if (!t->verb) {
		reply_status(x, 400);
		return;
	}
	if (!app_paper_owed(x->app, x->a, &ask, x->seat.unit, &rows, &e)) {
		reply_err(x, &e);
		return;
	}
	t->row = arena_array(x->a, struct batch_row, rows.n);
	t->why = arena_array(x->a, struct err, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		if (in_form(x, "code", rows.row[i].code)) {
			t->row[t->n++] = rows.row[i];
		}
	}
	x->state = t;
	next(x);
}
