/* Absences and delegations of the unit one acts from. */
#include "page_away.h"

#include "act_form.h"
#include "field.h"
#include "page_queue.h"
#include "pages.h"
#include "top.h"
#include "view_away.h"
#include "words.h"

#include "app/away.h"

/* The two pages differ in their lists, fields and actions. */
struct kind {
	bool delegation;
	const char *name, *path;	/* sentences away.<name>, .about, .none, .done.… */
	const char *add, *end;		/* actions */
	const char *other, *to;		/* names of the fields */
};
static const struct kind absences = { false, "absences", "/unit/absences", "record_leave",
				      "end_leave", "deputy", "to" };
static const struct kind delegations = { true, "delegations", "/unit/delegations", "delegate",
					 "end_delegation", "to", "until" };

static bool leads(const struct exchange *x)
{
	return post_is(x->seat.post, "head") || post_is(x->seat.post, "deputy");
}

/* ---- the list ---- */

static struct str named(const struct exchange *x, const struct seat_label *l)
{
	return l->person_id.v == 0 ? STR("")
		: str_fmt(x->a, "%.*s · %.*s", STR_ARG(words_person(x, l->person_id)),
			  STR_ARG(l->post));
}

static void put_rows(const struct exchange *x, const struct kind *k, struct away_view *v)
{
	struct asking ask = asking_inside(x);
	const struct away *list;
	size_t n = k->delegation ? app_delegations(x->app, x->a, &ask, x->seat.unit, &list)
				 : app_absences(x->app, x->a, &ask, x->seat.unit, &list);
	struct away_row_view *out = arena_array(x->a, struct away_row_view, n);
	for (size_t i = 0; i < n; i++) {
		const struct away *w = &list[i];
		char at[INSTANT_TEXT];
		out[i] = (struct away_row_view){
			.who = words_person(x, w->who.person_id), .post = w->who.post,
			.other = named(x, &w->other), .now = w->now,
			.from = words_near(x, w->from, true), .to = words_near(x, w->to, true),
			.may_end = leads(x) || w->who.person_id.v == x->person.v,
			.person = w->who.person, .other_key = w->other.person,
			.unit_key = w->who.unit_key, .post_code = str_of(w->who.post_code.code),
			.at = str_dup(x->a, str_of(instant_text(w->from, at))),
		};
	}
	v->rows.p = out;
	v->rows.n = n;
}

/* ---- the form ---- */

/* Somebody to choose: first nobody if that is allowed, then each with the post. */
static void put_people(const struct exchange *x, const struct seat_label *list, size_t n,
		       bool nobody, struct field_view *f)
{
	struct option_view *out = arena_array(x->a, struct option_view, n + 1);
	size_t k = 0;
	if (nobody) {
		out[k++] = (struct option_view){ STR(""), words0(x, "away.by_post"), false };
	}
	for (size_t i = 0; i < n; i++) {
		out[k] = (struct option_view){ list[i].person, named(x, &list[i]), false };
		out[k].chosen = str_eq(out[k].value, f->value);
		k++;
	}
	f->options.p = out;
	f->options.n = k;
}

static struct field_view moment(const struct exchange *x, const char *name, const char *label)
{
	return (struct field_view){ .name = str_of(name), .label = words0(x, label),
				    .type = STR("datetime-local"), .required = true,
				    .value = form_get(x->form, name) };
}

/* Whoever leads enters it for anybody of the unit, others for themselves. */
static void put_person(const struct exchange *x, const struct asking *ask,
		       struct away_view *v)
{
	const struct seat_label *all;
	struct seat s = { x->seat.unit, x->seat.post, x->person };
	struct seat_label me = label_seat(x->app, ask, s, x->now);
	size_t n = app_delegates(x->app, x->a, ask, x->seat.unit, (struct person_id){ 0 }, &all);
	v->person.label = words0(x, "away.who");
	v->person.value = v->person.value.n > 0 ? v->person.value : me.person;
	put_people(x, leads(x) ? all : &me, leads(x) ? n : 1, false, &v->person);
}

static void put_form(const struct exchange *x, const struct kind *k, const struct err *wrong,
		     struct away_view *v)
{
	struct asking ask = asking_inside(x);
	struct seat s = { x->seat.unit, x->seat.post, x->person };
	struct seat_label me = label_seat(x->app, &ask, s, x->now);
	const struct seat_label *others;
	size_t n = app_delegates(x->app, x->a, &ask, x->seat.unit,
				 k->delegation ? x->person : (struct person_id){ 0 }, &others);
	/* What was delegated is not passed on. */
	v->may_add = !k->delegation || x->seat.behalf.v == 0;
	v->person = (struct field_view){ .name = STR("person"),
					 .value = form_get(x->form, "person") };
	v->other = (struct field_view){
		.name = str_of(k->other), .value = form_get(x->form, k->other),
		.label = words0(x, k->delegation ? "away.delegate" : "away.deputy"),
		.hint = words0(x, k->delegation ? "away.delegate.hint" : "away.deputy.hint") };
	v->from = moment(x, "from", "away.from");
	v->to = moment(x, k->to, "away.to");
	if (k->delegation) {
		v->person.value = me.person;
		v->unit_key = me.unit_key;
		v->post_code = str_of(x->seat.post.code);
		v->seat = words1(x, "away.own_post", "post", words_seat(x, &me));
		v->from.required = false;
		v->from.hint = words0(x, "away.from.hint");
	} else {
		put_person(x, &ask, v);
	}
	put_people(x, others, n, !k->delegation, &v->other);
	if (wrong) {
		(void)(field_blame(x, &v->other, wrong) || field_blame(x, &v->from, wrong) ||
		       field_blame(x, &v->to, wrong));
	}
}

/* ---- the pages ---- */

static void show(struct exchange *x, const struct kind *k, int status, const struct err *wrong)
{
	struct str done = form_get(x->form, "done");
	struct away_view v = {
		.title = words_of(x, "away", str_of(k->name)), .path = str_of(k->path),
		.hint = words0(x, str_fmt(x->a, "away.%s.about", k->name).p),
		.delegation = k->delegation, .key = top_form_key(x),
		.empty = { .text = words0(x, str_fmt(x->a, "away.%s.none", k->name).p) },
	};
	v.top = top_inside(x, v.title);
	if (leads(x)) {
		v.tabs = queue_tabs(x);
	}
	if (str_is(done, "add") || str_is(done, "end")) {
		v.notice = words0(x, str_fmt(x->a, "away.%s.done.%.*s", k->name,
					     STR_ARG(done)).p);
	}
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
	}
	put_rows(x, k, &v);
	put_form(x, k, wrong, &v);
	page_away(x->page, x->lang, &v);
	reply_page(x, status);
}

static const struct kind *which(const struct exchange *x)
{
	return str_starts(x->in->path, str_of(delegations.path)) ? &delegations : &absences;
}

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	const struct kind *k = which(x);
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "%s?done=%.*s", k->path, STR_ARG(x->param[0])));
		return;
	}
	show(x, k, refused_status(e), e);
}

static void act(struct exchange *x, const struct kind *k)
{
	const char *verb = str_is(x->param[0], "add") ? k->add
			 : str_is(x->param[0], "end") ? k->end : NULL;
	struct json *args;
	struct err e;
	if (!verb) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action_find(str_of(verb)), &args, &e)) {
		show(x, k, 422, &e);
		return;
	}
	json_set_str(x->a, args, "person", form_get(x->form, "person"));
	exchange_act(x, verb, args, form_get(x->form, "key"), acted);
}

void absences_show(struct exchange *x)
{
	show(x, &absences, 200, NULL);
}

void absences_act(struct exchange *x)
{
	act(x, &absences);
}

void delegations_show(struct exchange *x)
{
	show(x, &delegations, 200, NULL);
}

void delegations_act(struct exchange *x)
{
	act(x, &delegations);
}
