/* One action for many dossiers. */
#include "page_bulk.h"

#include "colleagues.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "trail.h"
#include "view_bulk.h"
#include "words.h"

#include "app/trial.h"

enum { BULK_MOST = 50 };		/* a page of a list */

/* ---- what was ticked ---- */

static const char *const verbs[] = { "take", "hand_over", "sign", "reassign", "urge" };

/* What the form says is to be done; false: nothing that can be done to many. */
static bool order_of(const struct exchange *x, struct bulk_order *out)
{
	bool known = false;
	*out = (struct bulk_order){
		.verb = form_get(x->form, "do"), .outcome = form_get(x->form, "outcome"),
		.to = form_get(x->form, "to"), .note = form_get(x->form, "note"),
	};
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		known = known || str_is(out->verb, verbs[i]);
	}
	return known;
}

/* Each once, in the order of the list; more than a page of them is no list. */
static size_t codes(const struct exchange *x, struct str out[BULK_MOST])
{
	struct str code;
	size_t n = 0;
	for (size_t i = 0; n < BULK_MOST && form_nth(x->form, "code", i, &code); i++) {
		bool before = code.n == 0;
		for (size_t k = 0; k < n && !before; k++) {
			before = str_eq(out[k], code);
		}
		if (!before) {
			out[n++] = code;
		}
	}
	return n;
}

static struct link_view back_to(const struct exchange *x, const struct trail *t)
{
	return t->path.n > 0
		? (struct link_view){ .text = t->title, .href = trail_back(x, t) }
		: (struct link_view){ .text = words0(x, "nav.work"), .href = STR("/work") };
}

static struct str counted(const struct exchange *x, const char *key, size_t n)
{
	return words1(x, key, "n", str_fmt(x->a, "%zu", n));
}

/* "Take 3 dossiers", "3 dossiers taken". */
static struct str title_of(const struct exchange *x, struct str verb, const char *end, size_t n)
{
	return counted(x, str_fmt(x->a, "bulk.%.*s.%s", STR_ARG(verb), end).p, n);
}

/* ---- what will be done ---- */

static struct str goal(const struct exchange *x, const struct trial_result *r,
		       struct str from)
{
	struct str who = words_who(x, &r->holder), seat = words_seat(x, &r->holder);
	struct text_arg args[] = { { "step", r->step },
				   { "who", r->holder.person_id.v == 0 ? seat
				     : str_fmt(x->a, "%.*s (%.*s)", STR_ARG(who),
					       STR_ARG(seat)) } };
	bool moves = r->step.n > 0 && !str_eq(r->step, from);
	return words(x, moves ? "bulk.to.step" : "bulk.to", args, ARRAY_LEN(args));
}

static struct bulk_row_view row_view(const struct exchange *x, const struct trail *t,
				     const struct bulk_row *r)
{
	struct bulk_row_view v = { .code = r->code, .procedure = r->procedure,
				   .owner = r->owner, .step = r->step };
	if (r->procedure.n > 0) {
		v.href = trail_dossier(x, t, r->code);
	}
	if (r->result.refused) {
		v.wrong = words_err(x, &r->result.why);
		v.hint = words_hint(x, &r->result.why);
	} else {
		v.to = goal(x, &r->result, r->step);
	}
	return v;
}

static void put_rows(const struct exchange *x, const struct trail *t, const struct bulk *b,
		     struct bulk_view *v)
{
	struct bulk_row_view *will = arena_array(x->a, struct bulk_row_view, b->rows);
	struct bulk_row_view *wont = arena_array(x->a, struct bulk_row_view, b->rows);
	size_t good = 0, bad = 0;
	for (size_t i = 0; i < b->rows; i++) {
		const struct bulk_row *r = &b->row[i];
		*(r->result.refused ? &wont[bad++] : &will[good++]) = row_view(x, t, r);
	}
	v->will.rows.p = will;
	v->will.rows.n = good;
	v->wont.rows.p = wont;
	v->wont.rows.n = bad;
	v->good = (int64_t)good;
	v->bad = (int64_t)bad;
	v->chosen = b->chosen > 0 ? counted(x, "bulk.chosen", b->chosen) : STR("");
}

/* To whom, and why: said before, and here once more if it was left out. A trial without
 * a note has a stand-in. */
static bool put_reassign(struct exchange *x, struct bulk_order *o, struct bulk_view *v,
			 struct err *e)
{
	if (!str_is(o->verb, "reassign")) {
		return true;
	}
	v->to = (struct field_view){ .name = STR("to"), .value = o->to,
				     .label = words0(x, "field.to") };
	v->note = (struct field_view){ .name = STR("note"), .value = o->note, .required = true,
				       .label = words0(x, "field.note") };
	if (!colleagues_ask(x, x->seat.unit, &v->to, e)) {
		return false;
	}
	o->to = v->to.value;
	if (o->note.n == 0) {
		v->note.error = words0(x, "bulk.note");
		o->note = STR("-");
	}
	return true;
}

static void put_ways(const struct exchange *x, const struct bulk *b, struct str outcome,
		     struct bulk_view *v)
{
	struct option_view *way = arena_array(x->a, struct option_view, b->outcomes);
	for (size_t i = 0; i < b->outcomes; i++) {
		const struct choice *c = &b->outcome[i];
		struct text_arg args[] = { { "name", c->name }, { "post", c->post },
					   { "unit", c->unit } };
		way[i] = (struct option_view){
			c->id, words(x, "bulk.way", args, ARRAY_LEN(args)),
			outcome.n > 0 ? str_eq(outcome, c->id) : i == 0 };
	}
	v->outcome = (struct field_view){ .name = STR("outcome"),
					  .label = words0(x, "field.outcome"),
					  .options = { way, b->outcomes } };
}

void bulk_ask(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct trail t = trail_read(x);
	struct str code[BULK_MOST];
	size_t n = codes(x, code);
	struct bulk_order o;
	struct bulk b = { 0 };
	struct err e;
	if (!order_of(x, &o)) {
		reply_status(x, 400);
		return;
	}
	struct bulk_view v = {
		.back = back_to(x, &t),
		.action = str_fmt(x->a, "/bulk/do%.*s", STR_ARG(trail_query(x, &t))),
		.again = str_fmt(x->a, "/bulk%.*s", STR_ARG(trail_query(x, &t))),
		.verb = o.verb, .key = top_form_key(x),
		.empty = { .text = words0(x, "bulk.none"), .link = back_to(x, &t) },
	};
	if (!put_reassign(x, &o, &v, &e) ||
	    !app_bulk(x->app, x->a, &ask, x->person, &o, code, n, &b, &e)) {
		reply_err(x, &e);
		return;
	}
	v.title = title_of(x, o.verb, "title", b.good);
	v.top = top_inside(x, v.title);
	put_rows(x, &t, &b, &v);
	put_ways(x, &b, o.outcome, &v);
	page_bulk(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- what was done ---- */

/* One command after the other, each with a key of its own: the form's and the code. */
struct doing {
	struct bulk_order order;
	struct str code[BULK_MOST];
	size_t n, at;
	bool ok[BULK_MOST];
	struct err why[BULK_MOST];
};

static void tell(struct exchange *x)
{
	const struct doing *d = x->state;
	struct trail t = trail_read(x);
	struct bulk_row_view *row = arena_array(x->a, struct bulk_row_view, 2 * d->n);
	size_t good = 0, bad = 0;
	for (size_t i = 0; i < d->n; i++) {
		struct bulk_row_view v = { .code = d->code[i],
					   .href = trail_dossier(x, &t, d->code[i]) };
		if (!d->ok[i]) {
			v.wrong = words_err(x, &d->why[i]);
			v.hint = words_hint(x, &d->why[i]);
		}
		row[d->ok[i] ? good++ : d->n + bad++] = v;
	}
	struct str title = title_of(x, d->order.verb, "done", good);
	struct bulk_done_view v = {
		.top = top_inside(x, title), .title = title, .back = back_to(x, &t),
		.good = (int64_t)good, .bad = (int64_t)bad,
		.done.rows = { row, good }, .refused.rows = { row + d->n, bad },
	};
	page_bulk_done(x->page, x->lang, &v);
	reply_page(x, 200);
}

static void next(struct exchange *x);

static void done(struct exchange *x)
{
	struct doing *d = x->state;
	d->ok[d->at] = x->ticket.answer.ok;
	d->why[d->at++] = x->ticket.answer.err;
	next(x);
}

static void next(struct exchange *x)
{
	struct doing *d = x->state;
	struct str key = form_get(x->form, "key");
	if (d->at == d->n) {
		tell(x);
		return;
	}
	exchange_act(x, str_cstr(x->a, d->order.verb),
		     bulk_args(x->a, &d->order, d->code[d->at]),
		     str_fmt(x->a, "%.*s.%.*s", STR_ARG(key), STR_ARG(d->code[d->at])), done);
}

void bulk_do(struct exchange *x)
{
	struct doing *d = arena_new(x->a, struct doing);
	d->n = codes(x, d->code);
	if (!order_of(x, &d->order) || d->n == 0) {
		reply_status(x, 400);
		return;
	}
	x->state = d;
	next(x);
}
