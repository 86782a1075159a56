/* A reorganisation: looked at, begun, watched. */
#include "page_reform.h"

#include "field.h"
#include "form.h"
#include "page_forms.h"
#include "pages.h"
#include "reform_plan.h"
#include "table_out.h"
#include "top.h"
#include "view_reform.h"
#include "web_int.h"
#include "words.h"

#include "app/reform_run.h"

enum { OPEN_SHOWN = 100 };

/* ---- what is touched ---- */

static struct str successors(const struct exchange *x, const struct reform_unit *u)
{
	struct str s = STR("");
	for (size_t i = 0; i < u->nexts; i++) {
		struct str one = label_unit(x->app, u->next[i].unit, x->now);
		if (!str_is(u->next[i].scope, "all")) {
			struct str scope = words_of(x, "reform.scope", u->next[i].scope);
			one = STR_JOIN(x->a, one, STR(" ("), scope, STR(")"));
		}
		s = s.n > 0 ? STR_JOIN(x->a, s, STR("; "), one) : one;
	}
	return s;
}

static void put_units(const struct exchange *x, const struct reform *r, struct reform_view *v)
{
	struct reform_unit_view *out = arena_array(x->a, struct reform_unit_view, r->units);
	for (size_t i = 0; i < r->units; i++) {
		const struct reform_unit *u = &r->unit[i];
		out[i] = (struct reform_unit_view){
			.key = u->unit->key, .name = unit_on(u->unit, r->on)->name,
			.next = successors(x, u), .dossiers = u->dossiers,
		};
	}
	v->units.p = out;
	v->units.n = r->units;
}

static void put_open(const struct exchange *x, const struct reform *r, struct reform_view *v)
{
	struct reform_dossier_view *out = arena_array(x->a, struct reform_dossier_view,
						      OPEN_SHOWN);
	for (size_t i = 0; i < r->dossiers; i++) {
		const struct reform_dossier *d = &r->dossier[i];
		if (d->how == REFORM_PASSES) {
			continue;
		}
		if (v->open.n == OPEN_SHOWN) {
			v->more_open = true;
			break;
		}
		out[v->open.n++] = (struct reform_dossier_view){
			.code = d->code, .why = words_err(x, &d->why),
			.href = STR_JOIN(x->a, STR("/dossiers/"), d->code),
			.unit = label_unit(x->app, d->was, x->now),
		};
	}
	v->open.p = out;
}

static struct reform_pair_view pair_view(const struct exchange *x, struct day on,
					 const struct reform_pair *p, const struct str *minutes)
{
	const struct unit *from = org_unit(app_org(x->app), p->from);
	const struct unit *to = org_unit(app_org(x->app), p->to);
	char day[DAY_TEXT];
	struct str href = str_fmt(x->a, "/admin/reform/%.*s/%.*s/minutes.pdf?on=%s",
				  STR_ARG(from->key), STR_ARG(to->key), day_text(on, day));
	if (minutes) {
		href = STR_JOIN(x->a, href, STR("&done="), http_encode(x->a, *minutes));
	}
	return (struct reform_pair_view){
		.minutes = minutes && minutes->n > 0 ? *minutes : STR("—"),
		/* As they are called while they exist. */
		.from = unit_on(from, (struct day){ from->to.n <= on.n ? from->to.n - 1 : on.n })
				->name,
		.to = unit_on(to, on)->name, .href = href,
		.dossiers = p->dossiers, .persons = p->persons };
}

/* The minutes to be signed, one for each pair of units with anything to hand over. */
static void put_pairs(const struct exchange *x, const struct reform *r, struct reform_view *v)
{
	struct reform_pairs p;
	app_reform_pairs(x->app, x->a, r, &p);
	struct reform_pair_view *out = arena_array(x->a, struct reform_pair_view, p.n);
	for (size_t i = 0; i < p.n; i++) {
		if (p.pair[i].dossiers + p.pair[i].persons > 0) {
			out[v->pairs.n++] = pair_view(x, r->on, &p.pair[i], NULL);
		}
	}
	v->pairs.p = out;
}

/* Those of what was handed over that day. */
static bool put_passed(const struct exchange *x, struct day on, struct reform_view *v,
		       struct err *e)
{
	struct asking ask = asking_inside(x);
	struct reform_done done;
	size_t most = 0;
	if (!app_reform_done(x->app, x->a, &ask, on, &done, e)) {
		return false;
	}
	for (size_t i = 0; i < done.n; i++) {
		most += done.record[i].pairs.n;
	}
	struct reform_pair_view *out = arena_array(x->a, struct reform_pair_view, most);
	for (size_t i = 0; i < done.n; i++) {
		const struct reform_record *one = &done.record[i];
		for (size_t k = 0; k < one->pairs.n; k++) {
			const struct reform_pair *p = &one->pairs.pair[k];
			if (p->dossiers + p->persons > 0) {
				out[v->passed.n++] = pair_view(x, on, p, &one->minutes);
			}
		}
	}
	v->passed.p = out;
	return true;
}

static bool put_days(const struct exchange *x, struct reform_view *v, struct err *e)
{
	struct day day[REFORM_DAYS];
	char text[DAY_TEXT];
	size_t n;
	if (!app_reform_days(x->app, x->now, day, &n, e)) {
		return false;
	}
	struct link_view *out = arena_array(x->a, struct link_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i].text = str_dup(x->a, str_of(day_vi(day[i], text)));
		out[i].href = STR_JOIN(x->a, STR("/admin/reform?on="),
				       str_of(day_text(day[i], text)));
	}
	v->days = (struct link_views){ out, n };
	return true;
}

static void put_sums(const struct reform *r, struct reform_view *v)
{
	v->dossiers = (int64_t)r->dossiers;
	v->passing = r->passing;
	v->which = r->which;
	v->stuck = r->stuck;
	v->posts = (int64_t)r->posts;
	v->delegations = r->delegations;
	for (size_t i = 0; i < r->posts; i++) {
		v->without += r->post[i].last;
	}
}

/* The table of who gets which post, in one line. */
static void put_places(const struct exchange *x, const struct reform_made *m,
		       struct reform_view *v)
{
	struct text_arg args[] = { { "n", str_int(x->a, (int64_t)m->places.n) },
				   { "there", str_int(x->a, (int64_t)m->places.there) } };
	v->people = STR_JOIN(x->a, STR("/admin/reform/people?on="), v->on_value);
	v->placed = m->places.n > 0 ? words(x, "reform.placed", args, ARRAY_LEN(args)) : STR("");
	if (m->places.wrong > 0) {
		v->misplaced = words1(x, "reform.places.wrong", "n",
				      str_int(x->a, (int64_t)m->places.wrong));
	}
}

static bool put_plan(struct exchange *x, struct day on, struct reform_view *v, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct reform_plan plan;
	if (!reform_plan_open(x, &ask, on, &plan, e)) {
		return false;
	}
	put_units(x, &plan.r, v);
	put_open(x, &plan.r, v);
	put_pairs(x, &plan.r, v);
	put_sums(&plan.r, v);
	put_places(x, &plan.made, v);
	reform_plan_close(x, &plan);
	return true;
}

/* ---- the page ---- */

static void put_run(const struct exchange *x, struct reform_view *v, struct err *failed)
{
	struct reform_state s;
	reform_run_state(x->web->reform, &s);
	v->begun = s.begun;
	v->under_way = s.under_way;
	v->moved = s.passed;
	v->left = s.left;
	v->ended = s.posts;
	v->given = s.given;
	*failed = s.failed;
}

static void put_wrong(const struct exchange *x, struct reform_view *v, const struct err *e)
{
	v->wrong = words_err(x, e);
	v->wrong_hint = words_hint(x, e);
	(void)(field_blame(x, &v->on, e) || field_blame(x, &v->minutes, e));
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct str text = form_get(x->form, "on");
	struct err e, failed;
	struct day on;
	char day[DAY_TEXT];
	struct reform_view v = {
		.top = top_inside(x, words0(x, "reform.title")),
		.on = { .name = STR("on"), .label = words0(x, "reform.on"), .value = text,
			.type = STR("date"), .required = true },
		.minutes = { .name = STR("minutes"), .label = words0(x, "field.minutes"),
			     .hint = words0(x, "reform.minutes.hint"), .max = 40,
			     .value = form_get(x->form, "minutes"), .required = true },
		.empty = { .text = words0(x, "reform.none") },
	};
	put_run(x, &v, &failed);
	if (text.n == 0 && !put_days(x, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	if (text.n > 0) {
		bool good = day_parse(text, &on, &e);
		v.on_value = good ? str_dup(x->a, str_of(day_text(on, day))) : STR("");
		if (!good || !put_plan(x, on, &v, &e) || !put_passed(x, on, &v, &e)) {
			put_wrong(x, &v, &e);
			page_reform(x->page, x->lang, &v);
			reply_page(x, 422);
			return;
		}
		v.day = str_dup(x->a, str_of(day_vi(on, day)));
		v.today = on.n == day_of(x->now).n;
		v.csv = STR_JOIN(x->a, STR("/admin/reform.csv?on="), v.on_value);
		v.xlsx = STR_JOIN(x->a, STR("/admin/reform.xlsx?on="), v.on_value);
	}
	if (wrong || failed.key[0] != '\0') {
		put_wrong(x, &v, wrong ? wrong : &failed);
	}
	page_reform(x->page, x->lang, &v);
	reply_page(x, status);
}

void reform_show(struct exchange *x)
{
	show(x, 200, NULL);
}

void reform_start(struct exchange *x)
{
	struct str on = form_get(x->form, "on");
	struct reform_made made;
	struct err e;
	struct day day;
	if (!day_parse(on, &day, &e) || !reform_made(x, day, &made, &e) ||
	    !reform_begin(x, day, form_get(x->form, "minutes"), &made.places, &e)) {
		show(x, e.code == ERR_CONFLICT ? 409 : 422, &e);
		return;
	}
	reply_see(x, STR_JOIN(x->a, STR("/admin/reform?on="), on));
}

/* ---- the minutes, and the list for them ---- */

/* Of which pair, and what there is of it. */
struct printing {
	struct str name;		/* of the file */
	struct str done;		/* the number of what was done */
	bool past;
	struct day on;
	struct sheet *sheet;
};

static bool print_pair(struct exchange *x, const struct printing *p, const struct reform *r,
		       const struct reform_pairs *pairs, bool *found, struct err *e)
{
	for (size_t i = 0; i < pairs->n; i++) {
		const struct reform_pair *one = &pairs->pair[i];
		if (str_eq(reform_paper_name(x->app, x->a, one), p->name)) {
			*found = true;
			return app_reform_paper(x->app, x->a, r, one, p->done, p->sheet, e);
		}
	}
	return true;
}

static bool print_plan(struct exchange *x, const struct asking *ask, const struct printing *p,
		       bool *found, struct err *e)
{
	struct reform_pairs pairs;
	struct reform_plan plan;
	if (!reform_plan_open(x, ask, p->on, &plan, e)) {
		return false;
	}
	app_reform_pairs(x->app, x->a, &plan.r, &pairs);
	bool ok = print_pair(x, p, &plan.r, &pairs, found, e);
	reform_plan_close(x, &plan);
	return ok;
}

static bool print_past(struct exchange *x, const struct asking *ask, const struct printing *p,
		       bool *found, struct err *e)
{
	struct reform_done done;
	if (!app_reform_done(x->app, x->a, ask, p->on, &done, e)) {
		return false;
	}
	for (size_t i = 0; i < done.n && !*found; i++) {
		const struct reform_record *one = &done.record[i];
		if (str_eq(one->minutes, p->done) &&
		    !print_pair(x, p, &one->r, &one->pairs, found, e)) {
			return false;
		}
	}
	return true;
}

/* Always in Vietnamese. With `done`, the number of the minutes, what was passed on. */
bool reform_print(struct exchange *x, struct sheet *sheet, bool *found, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct printing p = { .sheet = sheet, .past = form_nth(x->form, "done", 0, &p.done),
			      .name = STR_JOIN(x->a, x->param[0], STR("-"), x->param[1],
					       STR(".pdf")) };
	ask.lang = TEXT_VI;
	*found = false;
	if (!day_parse(form_get(x->form, "on"), &p.on, e)) {
		return false;
	}
	return p.past ? print_past(x, &ask, &p, found, e) : print_plan(x, &ask, &p, found, e);
}

void reform_minutes(struct exchange *x)
{
	struct sheet *sheet = arena_new(x->a, struct sheet);
	bool found;
	struct err e;
	if (!reform_print(x, sheet, &found, &e)) {
		reply_err(x, &e);
	} else if (found) {
		reply_sheet(x, sheet, STR_JOIN(x->a, x->param[0], STR("-"), x->param[1]));
	} else {
		reply_status(x, 404);
	}
}

static void put_row(const struct exchange *x, struct table_out *t, const struct reform_dossier *d)
{
	table_text(t, d->code);
	table_text(t, label_unit(x->app, d->was, x->now));
	table_text(t, d->how == REFORM_PASSES ? label_unit(x->app, d->now, x->now) : STR(""));
	table_text(t, d->step);
	table_text(t, words_seat(x, &d->from));
	table_text(t, d->how == REFORM_PASSES ? words_seat(x, &d->to) : STR(""));
	table_text(t, words_near(x, d->due, true));
	table_text(t, d->how == REFORM_PASSES ? STR("") : words_err(x, &d->why));
	table_end_row(t);
}

static void list(struct exchange *x, enum table_kind kind)
{
	static const char *const head[] = {
		"reform.code", "reform.unit", "reform.next", "reform.step", "reform.from",
		"reform.to", "reform.due", "reform.why",
	};
	struct asking ask = asking_inside(x);
	struct reform_plan plan;
	struct table_out t;
	struct day on;
	struct err e;
	if (!day_parse(form_get(x->form, "on"), &on, &e) ||
	    !reform_plan_open(x, &ask, on, &plan, &e)) {
		reply_err(x, &e);
		return;
	}
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(head); i++) {
		table_text(&t, words0(x, head[i]));
	}
	table_end_row(&t);
	for (size_t i = 0; i < plan.r.dossiers; i++) {
		put_row(x, &t, &plan.r.dossier[i]);
	}
	reform_plan_close(x, &plan);
	table_close(&t);
	reply_text(x, 200, table_type(kind));
}

void reform_csv(struct exchange *x)
{
	list(x, TABLE_CSV);
}

void reform_xlsx(struct exchange *x)
{
	list(x, TABLE_XLSX);
}
