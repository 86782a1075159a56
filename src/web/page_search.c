/* The ledger searched, for an administrator. */
#include "page_search.h"

#include "admin_form.h"
#include "pages.h"
#include "table_out.h"
#include "top.h"
#include "view_search.h"
#include "word_event.h"

#include "app/audit.h"
#include "app/directory.h"

#include "base/vi.h"

#include <string.h>

static const char *const filters[] = { "who", "unit", "kind", "code", "from", "to" };

/* ---- what is asked ---- */

enum { SEVERAL = 3 };

/* Somebody by key, or the only one whose name has these words. */
static bool read_who(struct exchange *x, struct audit_query *q, struct err *e)
{
	const struct org *o = app_org(x->app);
	struct str value = form_get(x->form, "who"), keys = STR("");
	struct str folded = vi_fold(x->a, value);
	const struct person *found = org_person_by_key(o, value);
	bool known = found || folded.n == 0, yes;
	size_t n = 0;
	for (size_t i = 0; !known && n <= SEVERAL && i < o->persons; i++) {
		if (!app_person_fits(x->app, x->a, o->person[i], folded, &yes, e)) {
			return false;
		}
		if (yes) {
			found = o->person[i];
			keys = n++ == 0 ? found->key
					: STR_JOIN(x->a, keys, STR(", "), found->key);
		}
	}
	if (n > 1) {
		return err_set(e, ERR_INVALID, "admin.people.several", "name", "who", "value",
			       str_cstr(x->a, value), "keys", str_cstr(x->a, keys), NULL);
	}
	if (value.n > 0 && !found) {
		return err_set(e, ERR_NOT_FOUND, "person.unknown", "name", "who", "value",
			       str_cstr(x->a, value), NULL);
	}
	q->who = found ? found->id : (struct person_id){ 0 };
	return true;
}

static bool read_day(const struct exchange *x, const char *name, struct day none,
		     struct day *out, struct err *e)
{
	struct str value = form_get(x->form, name);
	*out = none;
	return value.n == 0 || day_parse(value, out, e) || (err_add(e, "name", name), false);
}

static bool read_unit(struct exchange *x, struct audit_query *q, struct err *e)
{
	struct json *args = json_new_obj(x->a);
	if (!admin_unit(x, args, "unit", e)) {
		return false;
	}
	const struct unit *u = org_unit_by_key(app_org(x->app), json_str(args, "unit"));
	q->unit = u ? u->id : (struct unit_id){ 0 };
	return true;
}

/* A filter that is none must not show what it should leave out. */
static bool read_kind(const struct exchange *x, struct audit_query *q, struct err *e)
{
	struct str value = form_get(x->form, "kind");
	q->kind = kind_of(value);
	return value.n == 0 || q->kind != KIND_NONE ||
	       err_set(e, ERR_INVALID, "admin.search.kind", "name", "kind", "value",
		       str_cstr(x->a, value), NULL);
}

static bool read_query(struct exchange *x, struct audit_query *q, struct err *e)
{
	q->searcher = x->person;
	q->code = form_get(x->form, "code");
	if (!str_to_int64(form_get(x->form, "after"), &q->before) || q->before < 0) {
		q->before = 0;
	}
	return read_who(x, q, e) && read_unit(x, q, e) && read_kind(x, q, e) &&
	       read_day(x, "from", (struct day){ 0 }, &q->from, e) &&
	       read_day(x, "to", (struct day){ INT32_MAX }, &q->to, e);
}

/* The same question elsewhere, or from another entry on (0: from the newest). */
static struct str address(const struct exchange *x, const char *path, int64_t before)
{
	struct str s = str_fmt(x->a, "%s?", path);
	for (size_t i = 0; i < ARRAY_LEN(filters); i++) {
		struct str value = form_get(x->form, filters[i]);
		if (value.n > 0) {
			s = str_fmt(x->a, "%.*s%s=%.*s&", STR_ARG(s), filters[i],
				    STR_ARG(http_encode(x->a, value)));
		}
	}
	return before > 0 ? str_fmt(x->a, "%.*safter=%lld", STR_ARG(s), (long long)before)
			  : str_sub(s, 0, s.n - 1);
}

/* ---- its form ---- */

static void put_kinds(struct admin_form *f)
{
	struct option_view *o = arena_array(f->x->a, struct option_view, KIND_COUNT);
	o[0] = (struct option_view){ .text = words0(f->x, "admin.search.any") };
	for (int k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		struct str name = str_of(kind_name((enum entry_kind)k));
		o[k] = (struct option_view){ name, words_of(f->x, "kind", name), false };
	}
	admin_options(f, "kind", o, KIND_COUNT);
}

/* Which input the refusal is about, or none. */
static void put_form(const struct exchange *x, const struct err *wrong, struct search_view *v)
{
	struct admin_form f = admin_form(x, "search", "search", STR(""), true, NULL);
	bool said = !wrong;
	admin_text(&f, "who", STR(""), false);
	admin_text(&f, "unit", STR(""), false);
	admin_label(&f, "search_unit");
	put_kinds(&f);
	admin_text(&f, "code", STR(""), false);
	admin_day(&f, "from", STR(""), false);
	admin_label(&f, "search_from");
	admin_day(&f, "to", STR(""), false);
	admin_label(&f, "search_to");
	for (size_t i = 0; wrong && i < f.n; i++) {
		struct field_view *field = &f.input[i].field;
		bool code = strcmp(wrong->key, "dossier.unknown") == 0 &&
			    str_is(field->name, "code");
		if (code || str_is(field->name, err_arg(wrong, "name"))) {
			field->error = words_err(x, wrong);
			field->focus = true;
			said = true;
		}
	}
	if (!said) {
		v->wrong = words_err(x, wrong);
		v->hint = words_hint(x, wrong);
	}
	v->inputs.p = f.input;
	v->inputs.n = f.n;
}

/* ---- a line in words ---- */

static struct str who(const struct exchange *x, const struct audit_line *l)
{
	return l->actor.v != 0 ? words_person(x, l->actor) : words0(x, "admin.search.system");
}

static struct str join(const struct exchange *x, struct str a, const char *between, struct str b)
{
	return a.n == 0 ? b : b.n == 0 ? a : STR_JOIN(x->a, a, str_of(between), b);
}

static struct str seat(const struct exchange *x, const struct seat_label *l)
{
	return join(x, l->post, " · ", l->unit);
}

/* Units change at the beginning of a day, which needs no hour. */
static struct str moment(const struct exchange *x, int64_t at)
{
	return words_near(x, at, at != INSTANT_NONE && at != day_start(day_of(at)));
}

/* "từ 08:00 02/03 đến 17:00 30/06" */
static struct str times(const struct exchange *x, const struct audit_line *l)
{
	struct text_arg args[] = { { "from", moment(x, l->from) },
				   { "to", moment(x, l->until) } };
	bool from = l->from != INSTANT_NONE, to = l->until != INSTANT_NONE;
	return from && to ? words(x, "admin.search.from_to", args, 2)
	     : from ? words(x, "admin.search.from", args, 1)
	     : to ? words1(x, "admin.search.to", "to", args[1].value) : STR("");
}

static struct str detail(const struct exchange *x, const struct audit_line *l)
{
	struct str s = l->name;
	if (l->code.n > 0) {
		struct str to = l->to.kind == PARTY_SEAT ? seat(x, &l->to)
							 : words_unit_of(x, &l->to);
		return to.n > 0 ? words1(x, "admin.search.then", "who", to) : STR("");
	}
	s = join(x, s, ", ", seat(x, &l->post));
	s = join(x, s, ", ", words_person(x, l->other));
	return join(x, s, ", ", times(x, l));
}

static struct search_row_view row(const struct exchange *x, const struct audit_line *l)
{
	struct search_row_view v = { .seq = l->seq, .time = words_moment(x, l->at),
				     .who = who(x, l), .code = l->code };
	if (l->readable) {
		struct event_words w = words_event(x, &l->event, LABEL_INSIDE);
		v.what = w.text;
		v.detail = w.detail;
		v.bad = w.bad;
		v.href = STR_JOIN(x->a, STR("/dossiers/"), l->code);
		return v;
	}
	v.what = words_of(x, "kind", str_of(kind_name(l->kind)));
	v.detail = detail(x, l);
	if (l->unit.v != 0) {
		const struct unit *u = org_unit(app_org(x->app), l->unit);
		v.about = label_unit(x->app, l->unit, l->at);
		v.about_href = u ? admin_unit_href(x, u->key) : STR("");
	} else if (l->person.v != 0) {
		const struct person *p = org_person(app_org(x->app), l->person);
		v.about = words_person(x, l->person);
		v.about_href = p ? admin_person_href(x, p->key) : STR("");
	}
	return v;
}

/* ---- the page ---- */

static void put_rows(struct exchange *x, const struct audit *found, int64_t before,
		     struct search_view *v)
{
	struct search_row_view *out = arena_array(x->a, struct search_row_view, found->n);
	for (size_t i = 0; i < found->n; i++) {
		out[i] = row(x, &found->line[i]);
	}
	v->rows.p = out;
	v->rows.n = found->n;
	v->looked_to = words_moment(x, found->looked_to);
	v->pager.first = before > 0 ? address(x, "/admin/search", 0) : STR("");
	v->pager.next = found->next > 0 ? address(x, "/admin/search", found->next) : STR("");
	v->csv = address(x, "/admin/search.csv", 0);
}

void search_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct audit_query q = { .rows = AUDIT_ROWS, .stretch = AUDIT_STRETCH };
	struct audit found = { .looked_to = INSTANT_NONE };
	struct search_view v = { .top = top_inside(x, words0(x, "admin.search")),
				 .empty = { .text = words0(x, "admin.search.none") } };
	struct err e;
	bool ok = read_query(x, &q, &e) && app_audit(x->app, x->a, &ask, &q, &found, &e);
	if (!ok && (e.code == ERR_IO || e.code == ERR_CORRUPT || e.code == ERR_BUSY)) {
		reply_err(x, &e);
		return;
	}
	put_form(x, ok ? NULL : &e, &v);
	if (ok) {
		put_rows(x, &found, q.before, &v);
	}
	v.asked = ok;
	page_admin_search(x->page, x->lang, &v);
	reply_page(x, ok ? 200 : 422);
}

/* ---- the file ---- */

static const char *const columns[] = {
	"admin.csv.seq", "admin.csv.at", "admin.csv.key", "admin.csv.who", "admin.csv.kind",
	"admin.csv.what", "admin.csv.detail", "admin.csv.code", "admin.csv.about",
};

static void put_line(struct table_out *t, const struct exchange *x, const struct audit_line *l)
{
	const struct person *p = org_person(app_org(x->app), l->actor);
	struct search_row_view r = row(x, l);
	char at[INSTANT_TEXT];
	table_int(t, l->seq);
	table_text(t, str_of(instant_text(l->at, at)));
	table_text(t, p ? p->key : STR(""));
	table_text(t, r.who);
	table_text(t, str_of(kind_name(l->kind)));
	table_text(t, r.what);
	table_text(t, r.detail);
	table_text(t, r.code);
	table_text(t, r.about);
	table_end_row(t);
}

void search_csv(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct audit_query q = { .rows = AUDIT_FILE, .stretch = AUDIT_STRETCH };
	struct audit found;
	struct table_out t;
	struct err e;
	char day[DAY_TEXT];
	if (!read_query(x, &q, &e) || !app_audit(x->app, x->a, &ask, &q, &found, &e)) {
		reply_err(x, &e);
		return;
	}
	table_open(&t, TABLE_CSV, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		table_text(&t, words0(x, columns[i]));
	}
	table_end_row(&t);
	for (size_t i = 0; i < found.n; i++) {
		put_line(&t, x, &found.line[i]);
	}
	table_close(&t);
	reply_text(x, 200, table_type(TABLE_CSV));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-so-cai-%s.csv\"",
			   day_text(day_of(x->now), day)));
}
