/* The day book: receipts of a day in their order, cancelled ones too. */
#include "page_fees.h"

#include "form.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "view_fees.h"
#include "web_int.h"
#include "words.h"

#include "app/view.h"

/* Whose form stays unfolded, and what was refused about it. */
struct undone {
	struct str code, number;
	bool refused;
	struct err err;
};

static struct str number_of(const struct exchange *x, int64_t n)
{
	return str_fmt(x->a, "%06lld", (long long)n);
}

static struct str state_of(const struct exchange *x, const struct fee_line *l)
{
	if (l->cancelled_at != INSTANT_NONE) {
		return words1(x, "fees.cancelled.at", "at", words_stamp(x, l->cancelled_at));
	}
	return l->refunded > 0 ? words1(x, "fees.refunded.of", "amount",
					words_money(x, l->refunded)) : STR("");
}

static struct fee_row_view row(const struct exchange *x, const struct fee_line *l,
			       const struct undone *undone)
{
	struct fee_row_view v = {
		.number = number_of(x, l->number), .time = words_time(x, l->at), .code = l->code,
		.clerk = words_person(x, l->clerk_id), .amount = words_money(x, l->amount),
		.state = state_of(x, l), .key = top_form_key(x),
	};
	v.receipt = str_fmt(x->a, "/dossiers/%.*s/forms/fee-%lld.pdf",
			    STR_ARG(http_encode(x->a, l->code)), (long long)l->number);
	v.may_undo = v.state.n == 0;
	v.reason = (struct field_view){
		.name = str_fmt(x->a, "reason-%.*s", STR_ARG(v.number)), .max = 400,
		.label = words0(x, "fees.reason"), .required = true, .autocomplete = STR("off"),
	};
	if (undone && str_eq(undone->code, l->code) && str_eq(undone->number, v.number)) {
		v.open = true;
		v.reason.value = form_get(x->form, v.reason.name.p);
	}
	if (v.open && undone->refused) {
		v.reason.error = words_err(x, &undone->err);
		v.reason.hint = words_hint(x, &undone->err);
	}
	return v;
}

/* By clerk, in the order of their first receipt. */
static void put_sums(const struct exchange *x, const struct fee_book *b, struct fees_view *v)
{
	struct fee_sum_view *sum = arena_array(x->a, struct fee_sum_view, b->n);
	struct person_id *who = arena_array(x->a, struct person_id, b->n);
	int64_t *amount = arena_array(x->a, int64_t, b->n);
	size_t n = 0;
	for (size_t i = 0; i < b->n; i++) {
		const struct fee_line *l = &b->line[i];
		bool stands = l->cancelled_at == INSTANT_NONE;
		size_t k = 0;
		while (k < n && who[k].v != l->clerk_id.v) {
			k++;
		}
		if (k == n) {
			who[n] = l->clerk_id;
			sum[n++].clerk = words_person(x, l->clerk_id);
		}
		sum[k].receipts++;
		sum[k].cancelled += !stands;
		amount[k] += stands ? l->amount - l->refunded : 0;
	}
	for (size_t i = 0; i < n; i++) {
		sum[i].amount = words_money(x, amount[i]);
	}
	v->sums.p = sum;
	v->sums.n = n;
}

static struct str link_to(const struct exchange *x, struct day d)
{
	char text[DAY_TEXT];
	return str_fmt(x->a, "/counter/fees?day=%s", day_text(d, text));
}

static struct day day_asked(const struct exchange *x)
{
	struct err e;
	struct day d;
	struct str text = form_get(x->form, "day");
	return text.n > 0 && day_parse(text, &d, &e) ? d : day_of(x->now);
}

static void show(struct exchange *x, int status, const struct undone *undone)
{
	struct day day = day_asked(x), today = day_of(x->now);
	struct fee_book book;
	struct err e;
	char text[DAY_TEXT], unit[ID_TEXT];
	if (!app_fee_book(x->app, x->a, str_of(id_text('u', x->seat.unit.v, unit)), day, &book,
			  &e)) {
		reply_err(x, &e);
		return;
	}
	struct fee_row_view *rows = arena_array(x->a, struct fee_row_view, book.n);
	for (size_t i = 0; i < book.n; i++) {
		rows[i] = row(x, &book.line[i], undone);
	}
	struct fees_view v = {
		.top = top_inside(x, words0(x, "fees.title")),
		.title = words1(x, "fees.title.day", "day", words_date(x, day_start(day))),
		.day_text = str_dup(x->a, str_of(day_text(day, text))),
		.rows = { rows, book.n }, .total = words_money(x, book.total),
		.empty = { .text = words0(x, "fees.none") },
	};
	v.day = (struct field_view){ .name = STR("day"), .label = words0(x, "fees.day"),
				     .type = STR("date"), .value = v.day_text };
	v.from = (struct field_view){ .name = STR("from"), .label = words0(x, "register.first"),
				      .type = STR("date"), .value = v.day_text,
				      .required = true };
	v.to = v.from;
	v.to.name = STR("to");
	v.to.label = words0(x, "register.last");
	v.previous = link_to(x, (struct day){ day.n - 1 });
	if (day.n < today.n) {
		v.next = link_to(x, (struct day){ day.n + 1 });
	}
	put_sums(x, &book, &v);
	page_fees(x->page, x->lang, &v);
	reply_page(x, status);
}

void fees_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- cancelling, giving back ---- */

static void refused(struct exchange *x, const struct err *e)
{
	struct undone u = { form_get(x->form, "code"), form_get(x->form, "no"), true, *e };
	show(x, refused_status(e), &u);
}

static void undone(struct exchange *x)
{
	if (x->ticket.answer.ok) {
		reply_see(x, link_to(x, day_asked(x)));
	} else {
		refused(x, &x->ticket.answer.err);
	}
}

/* A numbered receipt that is struck out stays struck out: asked about once more. */
static bool surely(struct exchange *x, const struct action *action, const struct json *args)
{
	struct sure_place place = { form_get(x->form, "code"), link_to(x, day_asked(x)) };
	struct undone again = { .code = place.about, .number = form_get(x->form, "no") };
	struct err e = { 0 };
	switch (sure_ask(x, action, args, &place, &e)) {
	case SURE_GO_ON:
		return true;
	case SURE_ASKED:
		return false;
	case SURE_AGAIN:
		show(x, 200, &again);
		return false;
	case SURE_REFUSED:
		refused(x, &e);
		return false;
	}
	return false;
}

void fees_undo(struct exchange *x)
{
	struct json *args = json_new_obj(x->a);
	struct str number = form_get(x->form, "no"), reason;
	bool refund = str_is(form_get(x->form, "do"), "refund");
	const struct action *action = action_find(refund ? STR("refund_fee") : STR("cancel_fee"));
	int64_t no = 0;
	if (!str_to_int64(number, &no)) {
		reply_status(x, 400);
		return;
	}
	reason = form_get(x->form, str_fmt(x->a, "reason-%.*s", STR_ARG(number)).p);
	json_set_str(x->a, args, "dossier", form_get(x->form, "code"));
	json_set_int(x->a, args, "no", no);
	if (reason.n > 0) {
		json_set_str(x->a, args, "reason", reason);
	}
	if (surely(x, action, args)) {
		exchange_act(x, action->name, args, form_get(x->form, "key"), undone);
	}
}
