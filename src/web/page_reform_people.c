/*
 * The table of who gets which post on the day of a reorganisation. It stands in memory
 * (app/reform_shelf) until the reorganisation is begun, which gives the posts first.
 */
#include "page_reform_people.h"

#include "form.h"
#include "pages.h"
#include "reform_plan.h"
#include "top.h"
#include "upload.h"
#include "view_reform.h"
#include "web_int.h"
#include "words.h"

#include "app/directory.h"

enum { ROWS = 100, LOST_SHOWN = 50, KEY_MOST = 40 };

static const char *const column[PLACES_COLUMNS] = { "person", "unit", "post" };

struct showing {
	struct day on;
	struct reform_made made;
	int64_t line;			/* of the row that is edited */
	struct reform_place row;	/* as it was typed, or stands there */
};

/* ---- names ---- */

static struct str page_href(const struct exchange *x, struct day on, const char *more)
{
	char day[DAY_TEXT];
	return str_fmt(x->a, "/admin/reform/people?on=%s%s", day_text(on, day), more);
}

static struct str person_name(const struct exchange *x, struct str key)
{
	const struct person *p = org_person_by_key(app_org(x->app), key);
	struct str name = p ? words_person(x, p->id) : STR("");
	return str_eq(name, key) ? STR("") : name;
}

static struct str unit_name(const struct exchange *x, struct str key, struct day on)
{
	const struct unit *u = org_unit_by_key(app_org(x->app), key);
	return u ? unit_on(u, on)->name : STR("");
}

static struct str post_name(const struct exchange *x, const struct reform_place *p, struct day on)
{
	const struct unit *u = org_unit_by_key(app_org(x->app), p->field[PLACES_UNIT]);
	struct asking ask = asking_inside(x);
	if (!law_post_known(app_law(x->app), p->field[PLACES_POST])) {
		return STR("");
	}
	return label_named(&ask, law_title(app_law(x->app), p->field[PLACES_POST],
					   u ? unit_on(u, on)->type : STR("*")));
}

/* ---- the page ---- */

static void put_rows(const struct exchange *x, const struct showing *s,
		     struct reform_people_view *v)
{
	const struct reform_places *p = &s->made.places;
	int64_t after = 0;
	if (!str_to_int64(form_get(x->form, "after"), &after) || after < 0 ||
	    (size_t)after >= p->n) {
		after = 0;
	}
	struct reform_place_view *out = arena_array(x->a, struct reform_place_view, ROWS);
	for (size_t i = (size_t)after; i < p->n && v->rows.n < ROWS; i++) {
		const struct reform_place *r = &p->place[i];
		out[v->rows.n++] = (struct reform_place_view){
			.line = r->line, .there = r->there, .person = r->field[PLACES_PERSON],
			.person_name = person_name(x, r->field[PLACES_PERSON]),
			.unit = r->field[PLACES_UNIT],
			.unit_name = unit_name(x, r->field[PLACES_UNIT], s->on),
			.post = r->field[PLACES_POST], .post_name = post_name(x, r, s->on),
			.wrong = r->why.code != ERR_NONE ? words_err(x, &r->why) : STR(""),
			.edit = str_fmt(x->a, "%.*s&line=%lld#row",
					STR_ARG(page_href(x, s->on, "")), (long long)r->line) };
	}
	v->rows.p = out;
	int64_t end = after + (int64_t)v->rows.n;
	struct str here = page_href(x, s->on, "&after=");
	v->pager = (struct pager_view){
		.first = after > 0 ? page_href(x, s->on, "") : STR(""),
		.next = (size_t)end < p->n ? STR_JOIN(x->a, here, str_int(x->a, end)) : STR(""),
		.from = after + 1, .to = end, .all = (int64_t)p->n };
}

/* Who would have no post any more, were the table carried out. */
static bool put_lost(struct exchange *x, const struct showing *s, struct reform_people_view *v,
		     struct err *e)
{
	struct asking ask = asking_inside(x);
	struct reform_plan plan = { .made = s->made };
	struct reform_lost_view *out = arena_array(x->a, struct reform_lost_view, LOST_SHOWN);
	if (!reform_plan_with(x, &ask, s->on, &plan, e)) {
		return false;
	}
	for (size_t i = 0; i < plan.r.posts; i++) {
		const struct reform_post *p = &plan.r.post[i];
		const struct person *who = org_person(app_org(x->app), p->person);
		struct seat_label had = label_seat(x->app, &ask, (struct seat){
			p->unit, p->post, { 0 } }, day_start(s->on) - 1);
		v->losing += p->last;
		if (!p->last || v->lost.n == LOST_SHOWN) {
			v->more_lost = v->more_lost || p->last;
			continue;
		}
		struct unit_id unit = app_reform_suggest(x->app, s->on, p->unit);
		const struct unit *to = org_unit(app_org(x->app), unit);
		out[v->lost.n++] = (struct reform_lost_view){
			.person = who->key, .name = person_name(x, who->key),
			.had = words_seat(x, &had),
			.add = str_fmt(x->a, "%.*s&person=%.*s&unit=%.*s&post=%s#row",
				       STR_ARG(page_href(x, s->on, "")), STR_ARG(who->key),
				       STR_ARG(to ? to->key : STR("")), p->post.code) };
	}
	reform_plan_close(x, &plan);
	v->lost.p = out;
	return true;
}

static void put_posts(const struct exchange *x, struct str value, struct field_view *f)
{
	const struct str *code;
	size_t n = app_post_codes(x->app, x->a, &code);
	struct option_view *o = arena_array(x->a, struct option_view, n + 1);
	o[0] = (struct option_view){ .text = words0(x, "reform.places.choose") };
	for (size_t i = 0; i < n; i++) {
		o[i + 1] = (struct option_view){ code[i], words_of(x, "admin.post", code[i]),
						 str_eq(code[i], value) };
	}
	f->options.p = o;
	f->options.n = n + 1;
}

static struct field_view field(const struct exchange *x, const struct showing *s,
			       enum places_column c)
{
	static const char *const label[] = { "reform.person", "reform.new_unit", "reform.post" };
	static const char *const hint[] = { "reform.person.hint", "reform.new_unit.hint", NULL };
	const struct reform_place *r = &s->row;
	bool wrong = r->why.code != ERR_NONE && r->about == c;
	return (struct field_view){
		.form = STR("row-"), .name = str_of(column[c]), .label = words0(x, label[c]),
		.hint = hint[c] ? words0(x, hint[c]) : STR(""), .value = r->field[c],
		.max = KEY_MOST, .required = true, .focus = wrong,
		.error = wrong ? words_err(x, &r->why) : STR("") };
}

static void put_form(const struct exchange *x, const struct showing *s,
		     struct reform_people_view *v)
{
	v->line = s->line;
	v->person = field(x, s, PLACES_PERSON);
	v->unit = field(x, s, PLACES_UNIT);
	v->post = field(x, s, PLACES_POST);
	put_posts(x, s->row.field[PLACES_POST], &v->post);
}

static struct str notice(const struct exchange *x)
{
	static const char *const known[] = { "taken", "row", "drop", "fill", "clear" };
	struct str done = form_get(x->form, "done");
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (str_is(done, known[i])) {
			return words_of(x, "reform.places.done", done);
		}
	}
	return STR("");
}

static void show(struct exchange *x, int status, struct showing *s, const struct err *wrong)
{
	char day[DAY_TEXT];
	struct err e;
	struct text_arg sum[] = { { "n", str_int(x->a, (int64_t)s->made.places.n) },
				  { "there", str_int(x->a, (int64_t)s->made.places.there) } };
	struct reform_people_view v = {
		.top = top_inside(x, words0(x, "reform.places")),
		.on = str_dup(x->a, str_of(day_text(s->on, day))),
		.day = str_dup(x->a, str_of(day_vi(s->on, day))), .notice = notice(x),
		.table = str_dup(x->a, str_of(s->made.table.id)),
		.most = words1(x, "reform.places.file.hint", "n",
			       str_int(x->a, PLACES_BYTES >> 20)),
	};
	v.back = STR_JOIN(x->a, STR("/admin/reform?on="), v.on);
	v.csv = STR_JOIN(x->a, STR("/admin/reform/people.csv?on="), v.on);
	if (s->made.places.n > 0) {
		v.sum = words(x, "reform.placed", sum, ARRAY_LEN(sum));
	}
	if (s->made.places.wrong > 0) {
		v.misplaced = words1(x, "reform.places.wrong", "n",
				     str_int(x->a, (int64_t)s->made.places.wrong));
	}
	put_rows(x, s, &v);
	put_form(x, s, &v);
	if (!put_lost(x, s, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
	}
	page_reform_people(x->page, x->lang, &v);
	reply_page(x, status);
}

/* The day and its table. False: the refusal is said. */
static bool open_table(struct exchange *x, struct showing *s)
{
	struct err e;
	*s = (struct showing){ .row = { .why = { .code = ERR_NONE } } };
	if (!day_parse(form_get(x->form, "on"), &s->on, &e) ||
	    !reform_made(x, s->on, &s->made, &e)) {
		reply_err(x, &e);
		return false;
	}
	return true;
}

static void typed(const struct exchange *x, struct showing *s)
{
	for (size_t c = 0; c < PLACES_COLUMNS; c++) {
		s->row.field[c] = form_get(x->form, column[c]);
	}
}

void reform_people_show(struct exchange *x)
{
	struct showing s;
	if (!open_table(x, &s)) {
		return;
	}
	typed(x, &s);
	if (str_to_int64(form_get(x->form, "line"), &s.line)) {
		const struct reform_place *row = app_reform_place(&s.made.places, s.line);
		s.line = row ? s.line : 0;
		s.row = row ? *row : s.row;
	}
	show(x, 200, &s, NULL);
}

/* ---- changed ---- */

static void keep(struct exchange *x, struct showing *s, struct str text, const char *done)
{
	struct err e;
	if (!reform_shelf_put(x->web->places, s->on, form_get(x->form, "table"), text)) {
		(void)err_set(&e, ERR_CONFLICT, "reform.places.changed", NULL);
		show(x, 409, s, &e);
		return;
	}
	reply_see(x, STR_JOIN(x->a, page_href(x, s->on, "&done="), str_of(done)));
}

/* A whole table in the place of what there was; rows may be wrong in it. */
void reform_people_take(struct exchange *x)
{
	const struct incoming *in = x->incoming;
	struct reform_places places;
	struct showing s;
	struct err e;
	if (!open_table(x, &s)) {
		return;
	}
	if (in->failed || !in->came) {
		if (!in->failed) {
			(void)err_set(&e, ERR_INVALID, "reform.places.none", NULL);
		}
		show(x, 422, &s, in->failed ? &in->err : &e);
		return;
	}
	if (in->bytes.n > PLACES_BYTES ||
	    !app_reform_places(x->app, x->a, in->bytes, s.on, &places, &e)) {
		if (in->bytes.n > PLACES_BYTES) {
			(void)err_set(&e, ERR_LIMIT, "reform.places.large", NULL);
		}
		show(x, e.code == ERR_LIMIT ? 413 : 422, &s, &e);
		return;
	}
	keep(x, &s, app_reform_places_text(x->a, &places), "taken");
}

/* The rows of a table, with room for so many more. */
static struct reform_places rows_and(const struct exchange *x, const struct reform_places *p,
				     size_t more)
{
	struct reform_places out = { .place = arena_array(x->a, struct reform_place, p->n + more),
				     .n = p->n };
	for (size_t i = 0; i < p->n; i++) {
		out.place[i] = p->place[i];
	}
	return out;
}

static struct reform_place *new_row(struct reform_places *p)
{
	struct reform_place *row = &p->place[p->n];
	row->line = p->n > 0 ? p->place[p->n - 1].line + 1 : 2;
	p->n++;
	return row;
}

static void save(struct exchange *x, struct showing *s)
{
	struct reform_places p = rows_and(x, &s->made.places, 1), after;
	struct reform_place *row = NULL;
	struct err e;
	typed(x, s);
	if (str_to_int64(form_get(x->form, "line"), &s->line) && s->line > 0) {
		row = app_reform_place(&p, s->line);
	}
	row = row ? row : new_row(&p);
	for (size_t c = 0; c < PLACES_COLUMNS; c++) {
		row->field[c] = s->row.field[c];
	}
	struct str text = app_reform_places_text(x->a, &p);
	if (!app_reform_places(x->app, x->a, text, s->on, &after, &e)) {
		show(x, 422, s, &e);
		return;
	}
	s->row = *app_reform_place(&after, row->line);
	if (s->row.why.code != ERR_NONE) {
		show(x, 422, s, &s->row.why);
		return;
	}
	keep(x, s, text, "row");
}

static void drop(struct exchange *x, struct showing *s)
{
	struct reform_places p = { .n = 0 };
	int64_t line;
	if (!str_to_int64(form_get(x->form, "line"), &line)) {
		line = 0;		/* none of them: nothing goes */
	}
	p.place = arena_array(x->a, struct reform_place, s->made.places.n);
	for (size_t i = 0; i < s->made.places.n; i++) {
		if (s->made.places.place[i].line != line) {
			p.place[p.n++] = s->made.places.place[i];
		}
	}
	keep(x, s, p.n > 0 ? app_reform_places_text(x->a, &p) : STR(""), "drop");
}

/* A row for everybody who would have no post any more: the same post at the unit in the place
 * of theirs. */
static void fill(struct exchange *x, struct showing *s)
{
	struct asking ask = asking_inside(x);
	struct reform_plan plan = { .made = s->made };
	struct err e;
	if (!reform_plan_with(x, &ask, s->on, &plan, &e)) {
		show(x, refused_status(&e), s, &e);
		return;
	}
	struct reform_places p = rows_and(x, &s->made.places, plan.r.posts);
	for (size_t i = 0; i < plan.r.posts && p.n < PLACES_MOST; i++) {
		const struct reform_post *one = &plan.r.post[i];
		const struct unit *to = org_unit(app_org(x->app),
						 app_reform_suggest(x->app, s->on, one->unit));
		if (one->last && to) {
			struct reform_place *row = new_row(&p);
			row->field[PLACES_PERSON] = org_person(app_org(x->app), one->person)->key;
			row->field[PLACES_UNIT] = to->key;
			row->field[PLACES_POST] = str_dup(x->a, str_of(one->post.code));
		}
	}
	struct str text = p.n > 0 ? app_reform_places_text(x->a, &p) : STR("");
	reform_plan_close(x, &plan);
	keep(x, s, text, "fill");
}

void reform_people_act(struct exchange *x)
{
	struct showing s;
	if (!open_table(x, &s)) {
		return;
	}
	if (str_is(x->param[0], "row")) {
		save(x, &s);
	} else if (str_is(x->param[0], "drop")) {
		drop(x, &s);
	} else if (str_is(x->param[0], "fill")) {
		fill(x, &s);
	} else if (str_is(x->param[0], "clear")) {
		keep(x, &s, STR(""), "clear");
	} else {
		reply_status(x, 404);
	}
}

void reform_people_csv(struct exchange *x)
{
	struct showing s;
	if (!open_table(x, &s)) {
		return;
	}
	buf_str(x->page, app_reform_places_text(x->a, &s.made.places));
	reply_text(x, 200, "text/csv; charset=utf-8");
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-nhan-su-%.*s.csv\"",
			   STR_ARG(form_get(x->form, "on"))));
}
