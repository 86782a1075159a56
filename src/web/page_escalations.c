/* A list of what was passed up, who has to act, and the form to do so. */
#include "page_escalations.h"

#include "act_form.h"
#include "field.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_escalations.h"
#include "web_int.h"
#include "words.h"

#include "app/escalations.h"
#include "app/matter.h"

/* False when a reply was given. */
static bool load(struct exchange *x, const struct matter **out)
{
	struct matter_id id;
	struct err e;
	if (!id_parse('m', x->param[0], &id.v) || !app_matter(x->app, x->a, id, out, &e) ||
	    (*out)->kind != MATTER_ESCALATIONS) {
		reply_status(x, 404);
		return false;
	}
	if (!app_matter_reads(x->app, *out, x->person, x->now)) {
		reply_status(x, 403);
		return false;
	}
	return true;
}

static bool put_lines(const struct exchange *x, const struct matter *m,
		      struct escalations_view *v, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct list_line *line;
	size_t n;
	if (!app_list_lines(x->app, x->a, &ask, m, &line, &n, e)) {
		return false;
	}
	struct list_line_view *out = arena_array(x->a, struct list_line_view, n);
	for (size_t i = 0; i < n; i++) {
		const struct list_line *l = &line[i];
		out[i] = (struct list_line_view){
			.code = l->code, .procedure = l->procedure,
			.href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(l->code)),
			.holder = l->state != DOSSIER_OPEN
				? words_of(x, "dossier.state", str_of(state_name(l->state)))
				: words_seat(x, &l->holder),
			.due = l->due != INSTANT_NONE ? words_stamp(x, l->due) : STR("—"),
			.late = l->late_s > 0
				? words1(x, "task.late", "time", words_work(x, l->late_s))
				: STR(""),
		};
	}
	v->lines.p = out;
	v->lines.n = n;
	return true;
}

static struct str said(const struct matter_text *text, size_t n, int64_t duty)
{
	for (size_t i = 0; i < n; i++) {
		if (text[i].n == duty) {
			return text[i].value;
		}
	}
	return STR("");
}

static bool leads(const struct exchange *x, struct unit_id unit)
{
	return x->seat.unit.v == unit.v &&
	       (post_is(x->seat.post, "head") || post_is(x->seat.post, "deputy"));
}

static bool put_duties(const struct exchange *x, const struct matter *m,
		       struct escalations_view *v, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct matter_text *text;
	size_t n;
	if (!app_matter_texts(x->app, x->a, m, &text, &n, e)) {
		return false;
	}
	struct list_duty_view *out = arena_array(x->a, struct list_duty_view, m->oweds);
	for (size_t i = 0; i < m->oweds; i++) {
		const struct owed *o = &m->owed[i];
		struct seat_label l = label_seat(x->app, &ask, o->holder, x->now);
		bool open = o->to == INSTANT_NONE;
		out[i] = (struct list_duty_view){
			.who = words_seat(x, &l), .text = said(text, n, (int64_t)i + 1),
			.late = open && x->now > o->due,
			.state = !open && o->answer[0] != '\0'
				? words_of(x, "how", str_of(o->answer))
				: words1(x, open ? "escalations.due" : "escalations.ended", "due",
					 words_near(x, o->due, true)),
		};
		v->mine = v->mine || (open && (leads(x, o->holder.unit) ||
					       o->holder.person.v == x->person.v));
	}
	v->duties.p = out;
	v->duties.n = m->oweds;
	return true;
}

static void put_form(const struct exchange *x, const struct err *wrong,
		     struct escalations_view *v)
{
	static const char *const hows[] = { "reassigned", "helped", "explained" };
	struct option_view *out = arena_array(x->a, struct option_view, ARRAY_LEN(hows));
	for (size_t i = 0; i < ARRAY_LEN(hows); i++) {
		out[i] = (struct option_view){ str_of(hows[i]),
					       words_of(x, "how", str_of(hows[i])),
					       str_is(form_get(x->form, "how"), hows[i]) };
	}
	v->how = (struct field_view){ .name = STR("how"), .required = true,
				      .label = words0(x, "field.act_on_list.how") };
	v->how.options.p = out;
	v->how.options.n = ARRAY_LEN(hows);
	v->text = (struct field_view){ .name = STR("text"), .max = 4000, .required = true,
				       .label = words0(x, "field.act_on_list.text"),
				       .value = form_get(x->form, "text") };
	if (wrong) {
		v->wrong = words_err(x, wrong);
		v->wrong_hint = words_hint(x, wrong);
		(void)(field_blame(x, &v->how, wrong) || field_blame(x, &v->text, wrong));
	}
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	const struct matter *m;
	struct err e;
	if (!load(x, &m)) {
		return;
	}
	struct text_arg args[] = { { "unit", label_unit(x->app, m->unit, m->opened_at) },
				   { "day", words_day(x, m->opened_at) } };
	struct str title = words(x, "escalations.title", args, ARRAY_LEN(args));
	struct escalations_view v = {
		.top = top_inside(x, title), .title = title, .key = top_form_key(x),
		.href = str_fmt(x->a, "/escalations/%.*s", STR_ARG(x->param[0])),
	};
	if (form_get(x->form, "done").n > 0) {
		v.notice = words0(x, "escalations.done");
	}
	if (!put_lines(x, m, &v, &e) || !put_duties(x, m, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	put_form(x, wrong, &v);
	page_escalations(x->page, x->lang, &v);
	reply_page(x, status);
}

void escalations_show(struct exchange *x)
{
	show(x, 200, NULL);
}

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/escalations/%.*s?done=1", STR_ARG(x->param[0])));
		return;
	}
	show(x, refused_status(e), e);
}

void escalations_act(struct exchange *x)
{
	struct json *args;
	struct err e;
	if (!act_args(x, action_find(STR("act_on_list")), &args, &e)) {
		show(x, 422, &e);
		return;
	}
	json_set_str(x->a, args, "matter", x->param[0]);
	exchange_act(x, "act_on_list", args, form_get(x->form, "key"), acted);
}
