/* A reorganisation: looked at, begun, watched. */
#include "page_reform.h"

#include "field.h"
#include "form.h"
#include "page_forms.h"
#include "pages.h"
#include "table_out.h"
#include "top.h"
#include "view_reform.h"
#include "web_int.h"
#include "words.h"

#include "app/action.h"
#include "app/reform_paper.h"
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

/* The minutes to be signed, one for each pair of units with anything to hand over. */
static void put_pairs(const struct exchange *x, const struct reform *r, struct reform_view *v)
{
	struct reform_pairs p;
	app_reform_pairs(x->app, x->a, r, &p);
	struct reform_pair_view *out = arena_array(x->a, struct reform_pair_view, p.n);
	for (size_t i = 0; i < p.n; i++) {
		const struct reform_pair *one = &p.pair[i];
		const struct unit *from = org_unit(app_org(x->app), one->from);
		const struct unit *to = org_unit(app_org(x->app), one->to);
		if (one->dossiers + one->persons == 0) {
			continue;
		}
		out[v->pairs.n++] = (struct reform_pair_view){
			.from = unit_on(from, r->on)->name, .to = unit_on(to, r->on)->name,
			.dossiers = one->dossiers, .persons = one->persons,
			.href = str_fmt(x->a, "/admin/reform/%.*s/%.*s/minutes.pdf?on=%.*s",
					STR_ARG(from->key), STR_ARG(to->key),
					STR_ARG(v->on_value)) };
	}
	v->pairs.p = out;
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

static bool look(struct exchange *x, struct day on, struct reform *r, struct err *e)
{
	struct asking ask = asking_inside(x);
	return app_reform(x->app, x->a, &ask, on, r, e);
}

/* ---- the page ---- */

static void put_run(const struct exchange *x, struct reform_view *v, struct err *failed)
{
	struct reform_state s;
	reform_run_state(x->web->reform, &s);
	v->begun = s.begun;
	v->under_way = s.under_way;
	v->passed = s.passed;
	v->left = s.left;
	v->ended = s.posts;
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
	struct reform r;
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
	if (text.n > 0) {
		if (!day_parse(text, &on, &e) || !look(x, on, &r, &e)) {
			put_wrong(x, &v, &e);
			page_reform(x->page, x->lang, &v);
			reply_page(x, 422);
			return;
		}
		v.day = str_dup(x->a, str_of(day_vi(on, day)));
		v.on_value = str_dup(x->a, str_of(day_text(on, day)));
		v.today = on.n == day_of(x->now).n;
		put_units(x, &r, &v);
		put_open(x, &r, &v);
		put_pairs(x, &r, &v);
		put_sums(&r, &v);
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
	struct str on = form_get(x->form, "on"), minutes = form_get(x->form, "minutes");
	char id[ID_TEXT], text[DAY_TEXT];
	struct err e;
	struct day day;
	struct json *args = json_new_obj(x->a);
	json_set_str(x->a, args, "dossier", STR("-"));
	json_set_str(x->a, args, "minutes", minutes);
	if (!day_parse(on, &day, &e) ||
	    !action_check(action_find(STR("succeed_dossier")), args, &e)) {
		show(x, 422, &e);
		return;
	}
	if (day.n != day_of(x->now).n) {
		(void)err_set(&e, ERR_CONFLICT, "reform.day", "day", day_vi(day, text), NULL);
		show(x, 409, &e);
		return;
	}
	(void)reform_run_start(x->web->reform, str_of(id_text('p', x->person.v, id)), minutes);
	reply_see(x, STR_JOIN(x->a, STR("/admin/reform?on="), on));
}

/* ---- the minutes, and the list for them ---- */

/* Always in Vietnamese. */
void reform_minutes(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct sheet *sheet = arena_new(x->a, struct sheet);
	struct reform_pairs p;
	struct reform r;
	struct day on;
	struct err e;
	ask.lang = TEXT_VI;
	if (!day_parse(form_get(x->form, "on"), &on, &e) ||
	    !app_reform(x->app, x->a, &ask, on, &r, &e)) {
		reply_err(x, &e);
		return;
	}
	app_reform_pairs(x->app, x->a, &r, &p);
	struct str name = STR_JOIN(x->a, x->param[0], STR("-"), x->param[1], STR(".pdf"));
	for (size_t i = 0; i < p.n; i++) {
		if (!str_eq(reform_paper_name(x->app, x->a, &p.pair[i]), name)) {
			continue;
		}
		if (app_reform_paper(x->app, x->a, &r, &p.pair[i], STR(""), sheet, &e)) {
			reply_sheet(x, sheet, str_sub(name, 0, name.n - 4));
		} else {
			reply_err(x, &e);
		}
		return;
	}
	reply_status(x, 404);
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
	struct table_out t;
	struct reform r;
	struct day on;
	struct err e;
	if (!day_parse(form_get(x->form, "on"), &on, &e) || !look(x, on, &r, &e)) {
		reply_err(x, &e);
		return;
	}
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(head); i++) {
		table_text(&t, words0(x, head[i]));
	}
	table_end_row(&t);
	for (size_t i = 0; i < r.dossiers; i++) {
		put_row(x, &t, &r.dossier[i]);
	}
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
