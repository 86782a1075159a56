/* Inspections: the list, opened and concluded. */
#include "page_inspections.h"

#include "act_form.h"
#include "field.h"
#include "pages.h"
#include "top.h"
#include "view_inspection.h"
#include "words.h"

enum { ROWS = 200 };

static bool decides(const struct exchange *x)
{
	return post_is(x->seat.post, "admin");
}

static bool sent(const struct inspection *v, struct person_id p)
{
	for (size_t i = 0; i < v->inspectors; i++) {
		if (v->inspector[i].v == p.v) {
			return true;
		}
	}
	return false;
}

static struct str names(const struct exchange *x, const struct inspection *v)
{
	struct str s = STR("");
	for (size_t i = 0; i < v->inspectors; i++) {
		struct str one = words_person(x, v->inspector[i]);
		s = s.n > 0 ? STR_JOIN(x->a, s, STR(", "), one) : one;
	}
	return s;
}

static struct inspection_row_view row(const struct exchange *x, const struct inspection *v)
{
	const struct unit *u = org_unit(app_org(x->app), v->unit);
	bool over = v->concluded_at != INSTANT_NONE || v->to <= x->now;
	bool coming = !over && v->from > x->now;
	return (struct inspection_row_view){
		.decision = v->decision, .unit = label_unit(x->app, v->unit, x->now),
		.unit_key = u->key, .from = words_near(x, v->from, true),
		.until = words_near(x, v->to, true), .who = names(x, v),
		.board = STR_JOIN(x->a, STR("/board?unit="), u->key),
		.chip = { .kind = over ? CHIP_OUT : coming ? CHIP_NEAR : CHIP_OK,
			  .text = words0(x, over ? "inspections.over"
					   : coming ? "inspections.coming" : "inspections.now") },
		.mine = !over && !coming && sent(v, x->person),
		.open = v->concluded_at == INSTANT_NONE && decides(x),
	};
}

static void put_rows(const struct exchange *x, struct inspections_view *v)
{
	const struct org *o = app_org(x->app);
	struct inspection_row_view *out = arena_array(x->a, struct inspection_row_view, ROWS);
	for (size_t i = o->inspections; i > 0 && v->rows.n < ROWS; i--) {
		const struct inspection *in = &o->inspection[i - 1];
		if (decides(x) || sent(in, x->person)) {
			out[v->rows.n++] = row(x, in);
		}
	}
	v->rows.p = out;
}

static struct field_view text(const struct exchange *x, const char *name, const char *label,
			      const char *hint)
{
	return (struct field_view){ .name = str_of(name), .label = words0(x, label),
				    .hint = hint ? words0(x, hint) : STR(""), .max = 200,
				    .value = form_get(x->form, name), .required = true };
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct str done = form_get(x->form, "done");
	struct inspections_view v = {
		.top = top_inside(x, words0(x, "inspections.title")), .key = top_form_key(x),
		.decides = decides(x), .empty = { .text = words0(x, "inspections.none") },
		.unit = text(x, "unit", "factor_units.key", "factor_units.key.hint"),
		.decision = text(x, "decision", "inspections.decision", NULL),
		.until = text(x, "until", "inspections.until", NULL),
		.inspectors = text(x, "inspectors", "inspections.who", "inspections.who.hint"),
	};
	v.until.type = STR("datetime-local");
	if (str_is(done, "open") || str_is(done, "conclude")) {
		v.notice = words_of(x, "inspections.done", done);
	}
	put_rows(x, &v);
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
		(void)(field_blame(x, &v.unit, wrong) || field_blame(x, &v.decision, wrong) ||
		       field_blame(x, &v.until, wrong) || field_blame(x, &v.inspectors, wrong));
	}
	page_inspections(x->page, x->lang, &v);
	reply_page(x, status);
}

void inspections_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- deciding ---- */

/* Keys with blanks, commas or semicolons between them. */
static struct json *keys(const struct exchange *x)
{
	struct json *list = json_new_arr(x->a);
	struct str s = form_get(x->form, "inspectors");
	for (size_t i = 0, from = 0; i <= s.n; i++) {
		if (i < s.n && s.p[i] != ' ' && s.p[i] != ',' && s.p[i] != ';') {
			continue;
		}
		if (i > from) {
			json_push(x->a, list, json_new_str(x->a, str_sub(s, from, i)));
		}
		from = i + 1;
	}
	return list;
}

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/inspections?done=%.*s", STR_ARG(x->param[0])));
		return;
	}
	show(x, refused_status(e), e);
}

void inspections_act(struct exchange *x)
{
	bool opens = str_is(x->param[0], "open");
	const char *verb = opens ? "open_inspection" : "conclude_inspection";
	struct json *args;
	struct err e;
	if (!opens && !str_is(x->param[0], "conclude")) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action_find(str_of(verb)), &args, &e)) {
		show(x, 422, &e);
		return;
	}
	if (opens) {
		json_set(x->a, args, "inspectors", keys(x));
	}
	exchange_act(x, verb, args, form_get(x->form, "key"), acted);
}
