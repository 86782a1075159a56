/* People of the office, for an administrator. */
#include "page_people.h"

#include "admin_form.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "word_scope.h"

#include "app/away.h"
#include "app/directory.h"
#include "app/inbox.h"

#include "base/vi.h"

enum { ROWS = 50 };

/* ---- the list ---- */

static struct str post_words(const struct exchange *x, const struct seat_label *l)
{
	return str_fmt(x->a, "%.*s · %.*s", STR_ARG(l->post), STR_ARG(l->unit));
}

static struct person_line_view line(const struct exchange *x, const struct person *p)
{
	struct asking ask = asking_inside(x);
	const struct post_held *held;
	size_t n = app_person_posts(x->app, x->a, &ask, p->id, &held), now = 0;
	while (now < n && held[now].when == HELD_NOW) {
		now++;
	}
	return (struct person_line_view){
		.name = words_person(x, p->id), .key = p->key,
		.href = admin_person_href(x, p->key), .more = now > 1 ? (int64_t)now - 1 : 0,
		.post = now > 0 ? post_words(x, &held[0].seat) : words0(x, "accounts.no_post"),
	};
}

static struct str page_href(const struct exchange *x, struct str query, size_t skip)
{
	return str_fmt(x->a, "/admin/people?q=%.*s&after=%zu",
		       STR_ARG(http_encode(x->a, query)), skip);
}

static bool put_lines(struct exchange *x, size_t skip, struct people_view *v, struct err *e)
{
	const struct org *o = app_org(x->app);
	struct person_line_view *out = arena_array(x->a, struct person_line_view, ROWS);
	struct str folded = vi_fold(x->a, v->query);
	size_t met = 0;
	bool fits;
	v->rows.p = out;
	for (size_t i = 0; i < o->persons; i++) {
		if (!app_person_fits(x->app, x->a, o->person[i], folded, &fits, e)) {
			return false;
		}
		if (!fits || met++ < skip) {
			continue;
		}
		if (v->rows.n == ROWS) {
			v->pager.next = page_href(x, v->query, skip + ROWS);
			return true;
		}
		out[v->rows.n++] = line(x, o->person[i]);
	}
	return true;
}

void people_list(struct exchange *x)
{
	struct people_view v = {
		.top = top_inside(x, words0(x, "admin.people")), .query = form_get(x->form, "q"),
		.empty = { .text = words0(x, "admin.people.none") },
	};
	int64_t skip = 0;
	struct err e;
	if (!str_to_int64(form_get(x->form, "after"), &skip) || skip < 0) {
		skip = 0;
	}
	if (!put_lines(x, (size_t)skip, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	v.pager.first = skip > 0 ? page_href(x, v.query, 0) : STR("");
	v.pager.from = skip + 1;
	v.pager.to = skip + (int64_t)v.rows.n;
	page_admin_people(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- one of them: posts ---- */

struct shown {
	const struct person *who;
	const struct post_held *held;
	size_t n;
	const struct err *wrong;	/* of the request, or NULL */
};

static bool came(const struct exchange *x, const char *verb)
{
	return str_is(x->param[1], verb);
}

static struct str held_words(const struct exchange *x, enum held_when when)
{
	static const char *const keys[] = { [HELD_NOW] = "admin.held.now",
					    [HELD_LATER] = "admin.held.later",
					    [HELD_BEFORE] = "admin.held.before" };
	return words0(x, keys[when]);
}

/* The moment an assignment is to end: what was typed is kept in the row it was typed in. */
static struct field_view until(const struct exchange *x, const struct post_held *h, size_t i)
{
	bool mine = came(x, "end") &&
		    str_eq(form_get(x->form, "unit"), h->seat.unit_key) &&
		    str_is(form_get(x->form, "post"), h->seat.post_code.code);
	return (struct field_view){
		.name = STR("to"), .label = words0(x, "admin.field.until"),
		.hint = words0(x, "admin.field.until.hint"),
		.type = STR("datetime-local"), .form = str_fmt(x->a, "end-%zu-", i),
		.value = mine ? form_get(x->form, "to") : STR(""),
	};
}

static void put_posts(const struct exchange *x, const struct shown *s,
		      struct person_admin_view *v)
{
	struct post_row_view *out = arena_array(x->a, struct post_row_view, s->n);
	for (size_t i = 0; i < s->n; i++) {
		const struct post_held *h = &s->held[i];
		out[i] = (struct post_row_view){
			.unit = h->seat.unit, .post = h->seat.post,
			.unit_href = admin_unit_href(x, h->seat.unit_key),
			.from = words_near(x, h->from, true), .to = words_near(x, h->to, true),
			.state = held_words(x, h->when), .now = h->when == HELD_NOW,
			.may_end = h->when == HELD_NOW, .unit_key = h->seat.unit_key,
			.post_code = str_dup(x->a, str_of(h->seat.post_code.code)),
			.key = top_form_key(x), .until = until(x, h, i),
		};
	}
	v->posts.p = out;
	v->posts.n = s->n;
}

static struct admin_form_view assign_form(const struct exchange *x, const struct shown *s)
{
	struct str path = STR_JOIN(x->a, admin_person_href(x, s->who->key), STR("/assign"));
	struct admin_form f = admin_form(x, "assign", "assign", path, came(x, "assign"),
					 s->wrong);
	struct admin_list posts = { .family = "admin.post", .none = true };
	posts.n = app_post_codes(x->app, x->a, &posts.word);
	admin_text(&f, "unit", STR(""), true);
	admin_choice(&f, "post", STR(""), &posts);
	admin_moment(&f, "from", false);
	admin_label(&f, "assign_from");
	admin_moment(&f, "to", false);
	admin_label(&f, "assign_to");
	return admin_form_view(&f);
}

/* ---- delegations ---- */

/* A delegation that lists procedures or fields gives the signature by these alone. */
static struct str only(const struct exchange *x, const struct extent *by)
{
	return by->procedures + by->fields == 0 ? STR("")
		: words1(x, "admin.given.only", "what", words_extent(x, by));
}

static void put_given(const struct exchange *x, const struct shown *s,
		      struct person_admin_view *v)
{
	struct asking ask = asking_inside(x);
	const struct away *list;
	size_t n = app_delegations_of(x->app, x->a, &ask, s->who->id, &list);
	struct given_row_view *out = arena_array(x->a, struct given_row_view, n);
	for (size_t i = 0; i < n; i++) {
		const struct away *w = &list[i];
		char at[INSTANT_TEXT];
		out[i] = (struct given_row_view){
			.who = words_person(x, w->who.person_id), .post = post_words(x, &w->who),
			.other = words_person(x, w->other.person_id), .now = w->now,
			.only = only(x, w->by),
			.from = words_near(x, w->from, true), .to = words_near(x, w->to, true),
			.may_end = w->who.person_id.v == s->who->id.v,
			.other_key = w->other.person, .unit_key = w->who.unit_key,
			.post_code = str_dup(x->a, str_of(w->who.post_code.code)),
			.at = str_dup(x->a, str_of(instant_text(w->from, at))),
			.key = top_form_key(x),
		};
	}
	v->given.p = out;
	v->given.n = n;
}

/* "25195 head": a seat as one value. */
static struct str seat_value(const struct exchange *x, const struct seat_label *l)
{
	return str_fmt(x->a, "%.*s %s", STR_ARG(l->unit_key), l->post_code.code);
}

/* Posts held now, and whom each could be given to: together, for which post is chosen
 * only when the form comes. */
static size_t givable(const struct exchange *x, const struct shown *s,
		      struct option_view **seats, struct option_view **others, size_t *n)
{
	struct asking ask = asking_inside(x);
	struct option_view *seat = arena_array(x->a, struct option_view, s->n);
	struct option_view *other = arena_array(x->a, struct option_view, AWAY_MOST);
	size_t k = 0, m = 0;
	for (size_t i = 0; i < s->n && s->held[i].when == HELD_NOW; i++) {
		const struct seat_label *l = &s->held[i].seat, *list;
		size_t some = app_delegates(x->app, x->a, &ask, l->unit_id, s->who->id, &list);
		seat[k++] = (struct option_view){ seat_value(x, l), post_words(x, l), false };
		for (size_t j = 0; j < some && m < AWAY_MOST; j++) {
			other[m++] = (struct option_view){ list[j].person,
				str_fmt(x->a, "%.*s · %.*s",
					STR_ARG(words_person(x, list[j].person_id)),
					STR_ARG(post_words(x, &list[j]))), false };
		}
	}
	*seats = seat;
	*others = other;
	*n = m;
	return k;
}

static bool delegate_form(const struct exchange *x, const struct shown *s,
			  struct admin_form_view *out)
{
	struct str path = STR_JOIN(x->a, admin_person_href(x, s->who->key), STR("/delegate"));
	struct admin_form f = admin_form(x, "delegate", "delegate", path, came(x, "delegate"),
					 s->wrong);
	struct option_view *seat, *other;
	size_t others, seats = givable(x, s, &seat, &other, &others);
	if (seats == 0 || others == 0) {
		return false;
	}
	admin_options(&f, "seat", seat, seats);
	admin_options(&f, "to", other, others);
	admin_label(&f, "delegate");
	admin_moment(&f, "from", false);
	admin_label(&f, "assign_from");
	admin_moment(&f, "until", true);
	*out = admin_form_view(&f);
	return true;
}

/* ---- the page ---- */

static bool row_verb(const struct exchange *x)
{
	return came(x, "end") || came(x, "undelegate");
}

static void put_notice(const struct exchange *x, struct person_admin_view *v)
{
	static const char *const done[] = { "add", "assign", "end", "delegate", "undelegate" };
	struct str what = form_get(x->form, "done");
	for (size_t i = 0; i < ARRAY_LEN(done); i++) {
		if (str_is(what, done[i])) {
			v->notice = words_of(x, "admin.person.done", what);
		}
	}
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct shown s = { .who = org_person_by_key(app_org(x->app), x->param[0]),
			   .wrong = wrong };
	if (!s.who) {
		reply_status(x, 404);
		return;
	}
	struct person_admin_view v = {
		.name = words_person(x, s.who->id), .key = s.who->key,
		.path = admin_person_href(x, s.who->key),
		.account = STR_JOIN(x->a, STR("/admin/accounts/"), s.who->key),
	};
	struct admin_form_view *forms = arena_array(x->a, struct admin_form_view, ADMIN_FORMS);
	v.top = top_inside(x, v.name);
	s.n = app_person_posts(x->app, x->a, &ask, s.who->id, &s.held);
	put_notice(x, &v);
	if (wrong && row_verb(x)) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	put_posts(x, &s, &v);
	put_given(x, &s, &v);
	forms[v.forms.n++] = assign_form(x, &s);
	v.forms.n += delegate_form(x, &s, &forms[v.forms.n]) ? 1 : 0;
	v.forms.p = forms;
	page_admin_person(x->page, x->lang, &v);
	reply_page(x, status);
}

void person_admin(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- adding ---- */

static void show_new(struct exchange *x, int status, const struct err *wrong)
{
	struct admin_new_view v = {
		.title = words0(x, "admin.form.add_person"),
		.about = words0(x, "admin.people.new.about"),
		.back = { .text = words0(x, "admin.people"), .href = STR("/admin/people") },
	};
	struct admin_form_view *form = arena_new(x->a, struct admin_form_view);
	struct admin_form f = admin_form(x, "new", "add_person", STR("/admin/new-person"),
					 x->in->method == HTTP_POST, wrong);
	admin_text(&f, "key", STR(""), true);
	admin_text(&f, "name", STR(""), true);
	admin_label(&f, "person_name");
	*form = admin_form_view(&f);
	v.top = top_inside(x, v.title);
	v.forms.p = form;
	v.forms.n = 1;
	page_admin_new(x->page, x->lang, &v);
	reply_page(x, status);
}

void person_new(struct exchange *x)
{
	show_new(x, 200, NULL);
}

static void added(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, STR_JOIN(x->a, admin_person_href(x, form_get(x->form, ADMIN_OWN_KEY)),
				      STR("?done=add")));
		return;
	}
	show_new(x, refused_status(e), e);
}

void person_add(struct exchange *x)
{
	struct json *args = json_new_obj(x->a);
	json_set_str(x->a, args, "key", form_get(x->form, ADMIN_OWN_KEY));
	json_set_str(x->a, args, "name", form_get(x->form, "name"));
	exchange_act(x, "add_person", args, form_get(x->form, "key"), added);
}

/* ---- posts and delegations ---- */

static const struct person_verb {
	const char *name, *action;
} verbs[] = {
	{ "assign", "assign" }, { "end", "end_assignment" }, { "delegate", "delegate" },
	{ "undelegate", "end_delegation" },
};

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "%.*s?done=%.*s",
				     STR_ARG(admin_person_href(x, x->param[0])),
				     STR_ARG(x->param[1])));
		return;
	}
	show(x, refused_status(e), e);
}

/* What is in hand there goes to whoever answers for the unit then; a post that is not the
 * last one there keeps it. */
static struct str becomes(const struct exchange *x, struct seat s, int64_t open)
{
	struct asking ask = asking_inside(x);
	const struct post_held *held;
	struct seat_label heir;
	size_t n = app_person_posts(x->app, x->a, &ask, s.person, &held);
	for (size_t i = 0; i < n && held[i].when == HELD_NOW; i++) {
		if (held[i].seat.unit_id.v == s.unit.v &&
		    !post_eq(held[i].seat.post_code, s.post)) {
			return words1(x, "sure.post.end.kept", "n", str_int(x->a, open));
		}
	}
	if (!app_heir(x->app, &ask, s, &heir)) {
		return words1(x, "sure.post.end.nobody", "n", str_int(x->a, open));
	}
	struct text_arg args[] = { { "n", str_int(x->a, open) },
				   { "name", words_person(x, heir.person_id) },
				   { "who", words_seat(x, &heir) } };
	return words(x, "sure.post.end.open", args, ARRAY_LEN(args));
}

static bool are_sure(struct exchange *x, const struct person *who, const struct json *args)
{
	struct asking ask = asking_inside(x);
	const struct unit *u = org_unit_by_key(app_org(x->app), json_str(args, "unit"));
	struct seat s = { u->id, post_of_str(json_str(args, "post")), who->id };
	struct seat_label l = label_seat(x->app, &ask, s, x->now);
	int64_t open = 0, to = x->now;
	struct err e;
	if (!app_inbox_count(x->app, who->id, u->id, x->now, &open, &e)) {
		reply_err(x, &e);
		return false;
	}
	if (!instant_parse(json_str(args, "to"), &to, &e)) {
		to = x->now;
	}
	struct str name = words_person(x, who->id);
	struct text_arg what[] = { { "name", name }, { "post", post_words(x, &l) },
				   { "when", words_moment(x, to) } };
	struct sure_plain q = {
		.title = words0(x, "admin.do.end_assignment"), .whom = name, .typed = true,
		.back = admin_person_href(x, who->key),
		.what = words(x, "sure.post.end", what, ARRAY_LEN(what)),
		.to = open > 0 ? becomes(x, s, open) : words0(x, "sure.post.end.empty"),
	};
	return sure_plain(x, &q);
}

/* Arguments that the form has under other names. */
static bool put_args(struct exchange *x, const struct person *who, struct json *args,
		     struct err *e)
{
	struct str unit, post;
	json_set_str(x->a, args, "person", who->key);
	if (came(x, "delegate")) {
		(void)str_cut(form_get(x->form, "seat"), ' ', &unit, &post);
		json_set_str(x->a, args, "unit", unit);
		json_set_str(x->a, args, "post", post);
	}
	return !came(x, "assign") || admin_unit(x, args, "unit", e);
}

void person_act(struct exchange *x)
{
	const struct person *who = org_person_by_key(app_org(x->app), x->param[0]);
	const struct person_verb *verb = NULL;
	struct json *args;
	struct err e;
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		verb = came(x, verbs[i].name) ? &verbs[i] : verb;
	}
	if (!verb || !who) {
		reply_status(x, 404);
		return;
	}
	if (form_get(x->form, "again").n > 0) {
		show(x, 200, NULL);
		return;
	}
	if (!act_args(x, action_find(str_of(verb->action)), &args, &e) ||
	    !put_args(x, who, args, &e)) {
		show(x, 422, &e);
		return;
	}
	if (came(x, "end") && form_get(x->form, "sure").n == 0) {
		if (!admin_would(x, verb->action, args, &e)) {
			show(x, refused_status(&e), &e);
			return;
		}
		if (!are_sure(x, who, args)) {
			return;
		}
	}
	exchange_act(x, verb->action, args, form_get(x->form, "key"), acted);
}
