/* Who of the unit one acts from signs what (rule 50). */
#include "page_scope.h"

#include "act_form.h"
#include "field.h"
#include "page_queue.h"
#include "pages.h"
#include "top.h"
#include "view_scope.h"
#include "word_scope.h"

#include "app/away.h"
#include "app/catalog.h"

static bool decides(const struct exchange *x)
{
	return post_is(x->seat.post, "head") && x->seat.behalf.v == 0;
}

/* ---- the list ---- */

static void put_rows(const struct exchange *x, struct scopes_view *v)
{
	struct asking ask = asking_inside(x);
	const struct scope *list;
	size_t n = app_scopes(x->app, x->a, &ask, x->seat.unit, (struct person_id){ 0 }, &list);
	struct scope_row_view *out = arena_array(x->a, struct scope_row_view, n);
	for (size_t i = 0; i < n; i++) {
		const struct scope *s = &list[i];
		char at[INSTANT_TEXT];
		out[i] = (struct scope_row_view){
			.who = words_person(x, s->who.person_id), .post = s->who.post,
			.unit = s->who.unit, .what = words_extent(x, s->by), .now = s->now,
			.from = words_near(x, s->from, true), .to = words_near(x, s->to, true),
			.person = s->who.person, .unit_key = s->who.unit_key,
			.post_code = str_dup(x->a, str_of(s->who.post_code.code)),
			.at = str_dup(x->a, str_of(instant_text(s->from, at))),
		};
	}
	v->rows.p = out;
	v->rows.n = n;
}

/* ---- the form ---- */

/* Whom it is decided for, as one value: "person unit post". */
static void put_seats(const struct exchange *x, struct scopes_view *v)
{
	struct asking ask = asking_inside(x);
	const struct seat_label *list;
	size_t n = app_delegates(x->app, x->a, &ask, x->seat.unit, x->person, &list);
	struct option_view *out = arena_array(x->a, struct option_view, n);
	v->seat = (struct field_view){ .name = STR("seat"), .label = words0(x, "scope.who"),
				       .value = form_get(x->form, "seat"), .required = true };
	for (size_t i = 0; i < n; i++) {
		const struct seat_label *l = &list[i];
		struct option_view *o = &out[v->seat.options.n];
		if (!post_is(l->post_code, "head") && !post_is(l->post_code, "deputy")) {
			continue;
		}
		o->value = str_fmt(x->a, "%.*s %.*s %s", STR_ARG(l->person),
				   STR_ARG(l->unit_key), l->post_code.code);
		o->text = str_fmt(x->a, "%.*s · %.*s", STR_ARG(words_person(x, l->person_id)),
				  STR_ARG(words_seat(x, l)));
		o->chosen = str_eq(o->value, v->seat.value);
		v->seat.options.n++;
	}
	v->seat.options.p = out;
}

static bool ticked(const struct exchange *x, const char *name, struct str value)
{
	struct str one;
	for (size_t i = 0; form_nth(x->form, name, i, &one); i++) {
		if (str_eq(one, value)) {
			return true;
		}
	}
	return false;
}

static void put_fields(const struct exchange *x, struct scopes_view *v)
{
	struct asking ask = asking_inside(x);
	struct catalog_field *list;
	size_t n;
	app_catalog_fields(x->app, x->a, &ask, &list, &n);
	struct option_view *out = arena_array(x->a, struct option_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct option_view){ list[i].name, list[i].name,
					       ticked(x, "fields", list[i].name) };
	}
	v->fields = (struct field_view){ .name = STR("fields"),
					 .label = words0(x, "scope.fields") };
	v->fields.options.p = out;
	v->fields.options.n = n;
	v->codes = (struct field_view){ .name = STR("codes"), .label = words0(x, "scope.codes"),
					.hint = words0(x, "scope.codes.hint"), .max = 400,
					.value = form_get(x->form, "codes") };
	v->all = form_get(x->form, "all").n > 0;
}

static struct field_view moment(const struct exchange *x, const char *name, const char *label,
				const char *hint)
{
	return (struct field_view){ .name = str_of(name), .label = words0(x, label),
				    .hint = words0(x, hint), .type = STR("datetime-local"),
				    .value = form_get(x->form, name) };
}

/* ---- the page ---- */

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct str done = form_get(x->form, "done");
	struct scopes_view v = {
		.top = top_inside(x, words0(x, "scope.title")), .key = top_form_key(x),
		.may_decide = decides(x), .empty = { .text = words0(x, "scope.none") },
		.tabs = queue_tabs(x),
		.from = moment(x, "from", "away.from", "away.from.hint"),
		.to = moment(x, "to", "away.to", "scope.to.hint"),
	};
	if (str_is(done, "add") || str_is(done, "end")) {
		v.notice = words_of(x, "scope.done", done);
	}
	put_rows(x, &v);
	put_seats(x, &v);
	put_fields(x, &v);
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
		(void)(field_blame(x, &v.from, wrong) || field_blame(x, &v.to, wrong) ||
		       field_blame(x, &v.codes, wrong));
	}
	page_scope(x->page, x->lang, &v);
	reply_page(x, status);
}

void scopes_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- deciding ---- */

/* Codes with blanks, commas or semicolons between them. */
static void put_codes(struct exchange *x, struct json *args)
{
	struct json *list = json_new_arr(x->a);
	struct str s = form_get(x->form, "codes");
	for (size_t i = 0, from = 0; i <= s.n; i++) {
		if (i < s.n && s.p[i] != ' ' && s.p[i] != ',' && s.p[i] != ';') {
			continue;
		}
		if (i > from) {
			json_push(x->a, list, json_new_str(x->a, str_sub(s, from, i)));
		}
		from = i + 1;
	}
	if (json_len(list) > 0) {
		json_set(x->a, args, "procedures", list);
	}
}

/* All, or what is listed: one of both, so that nothing ticked is not everything. */
static bool put_decision(struct exchange *x, struct json *args, struct err *e)
{
	static const char *const names[] = { "person", "unit", "post" };
	struct str rest = form_get(x->form, "seat"), one;
	bool all = form_get(x->form, "all").n > 0;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		(void)str_cut(rest, ' ', &one, &rest);
		json_set_str(x->a, args, names[i], one);
	}
	put_codes(x, args);
	if (all == (json_get(args, "fields") || json_get(args, "procedures"))) {
		return err_set(e, ERR_INVALID, "scope.choose", NULL);
	}
	return true;
}

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/unit/signing?done=%.*s", STR_ARG(x->param[0])));
		return;
	}
	show(x, refused_status(e), e);
}

void scopes_act(struct exchange *x)
{
	bool adds = str_is(x->param[0], "add");
	const char *verb = adds ? "set_signing_scope" : "end_signing_scope";
	struct json *args;
	struct err e;
	if (!adds && !str_is(x->param[0], "end")) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action_find(str_of(verb)), &args, &e) ||
	    (adds && !put_decision(x, args, &e))) {
		show(x, 422, &e);
		return;
	}
	exchange_act(x, verb, args, form_get(x->form, "key"), acted);
}
