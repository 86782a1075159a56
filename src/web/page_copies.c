/* One screen for certified copies and extracts: who, what, how many, and all of it is
 * done and handed out by one button; the form stands ready for the next one. */
#include "page_copies.h"

#include "act_form.h"
#include "field.h"
#include "pages.h"
#include "top.h"
#include "view_copies.h"
#include "web_int.h"
#include "words.h"

#include "app/desk.h"

enum { CHOICES = 8, PAGES_MOST = 100000, COPIES_MOST = 10000 };

/* ---- what is typed ---- */

static struct str typed(const struct exchange *x, const char *name, const char *otherwise)
{
	struct str s = form_get(x->form, name);
	return s.n > 0 ? s : str_of(otherwise);
}

static int64_t whole(const struct exchange *x, const char *name, int64_t most)
{
	int64_t n;
	return str_to_int64(typed(x, name, "1"), &n) && n > 0 && n <= most ? n : 0;
}

/* The chosen procedure, or the first that is done here. */
static const struct procedure *chosen(const struct exchange *x)
{
	const struct law *l = app_law(x->app);
	struct str code = form_get(x->form, "procedure");
	const struct procedure *first = NULL;
	for (size_t i = 0; i < l->procedures; i++) {
		const struct procedure *p = l->procedure[i];
		if (desk_serves(p, day_of(x->now))) {
			if (str_eq(p->code, code)) {
				return p;
			}
			first = first ? first : p;
		}
	}
	return first;
}

static struct str fee_words(const struct exchange *x, const struct procedure *p)
{
	struct fee_case c = { .pages = whole(x, "pages", PAGES_MOST),
			      .copies = whole(x, "copies", COPIES_MOST),
			      .channel = STR("counter") };
	int64_t sum;
	struct err e;
	if (!p || c.pages == 0 || c.copies == 0 ||
	    !fee_sum(procedure_on(p, day_of(x->now)), &c, &sum, &e)) {
		return STR("—");
	}
	return sum > 0 ? words_money(x, sum) : words0(x, "copies.free");
}

/* ---- the page ---- */

static struct str amount_words(const struct exchange *x, const struct served *s)
{
	struct text_arg args[] = {
		{ "pages", str_int(x->a, s->pages) },
		{ "copies", str_int(x->a, s->copies) },
	};
	return s->pages > 0 ? words(x, "copies.amount", args, 2) : STR("—");
}

static struct copy_row_view row(const struct exchange *x, const struct asking *ask,
				const struct served *s)
{
	return (struct copy_row_view){
		.number = s->number, .book = s->book, .time = words_time(x, s->at),
		.code = s->code, .owner = s->owner, .amount = amount_words(x, s),
		.what = label_procedure(x->app, ask, s->procedure_code),
		.fee = s->fee > 0 ? words_money(x, s->fee) : words0(x, "copies.free"),
		.href = str_fmt(x->a, "/counter/hand-out/%.*s", STR_ARG(s->code)),
	};
}

static void put_done(const struct exchange *x, const struct served *s, struct copies_view *v)
{
	struct text_arg args[] = {
		{ "number", s->number }, { "book", s->book }, { "owner", s->owner },
		{ "fee", s->fee > 0 ? words_money(x, s->fee) : words0(x, "copies.free") },
		{ "receipt", str_int(x->a, s->receipt_no) },
	};
	v->done = words(x, s->receipt_no > 0 ? "copies.done.receipt" : "copies.done", args,
			ARRAY_LEN(args));
	v->done_slip = str_fmt(x->a, "/counter/hand-out/%.*s/slip", STR_ARG(s->code));
}

static void put_rows(const struct exchange *x, const struct asking *ask,
		     const struct served_day *day, struct copies_view *v)
{
	struct copy_row_view *out = arena_array(x->a, struct copy_row_view, day->n);
	struct str last = form_get(x->form, "done");
	for (size_t i = 0; i < day->n; i++) {
		out[i] = row(x, ask, &day->row[i]);
		if (last.n > 0 && str_eq(last, day->row[i].code)) {
			put_done(x, &day->row[i], v);
		}
	}
	v->rows.p = out;
	v->rows.n = day->n;
	v->count = day->count;
}

static struct field_view line(const struct exchange *x, const char *name, int64_t max)
{
	return (struct field_view){ .name = str_of(name), .max = max,
				    .value = form_get(x->form, name),
				    .label = words_of(x, "copies", str_of(name)),
				    .autocomplete = STR("off") };
}

static void put_procedures(const struct exchange *x, const struct asking *ask,
			   const struct procedure *now, struct field_view *f)
{
	const struct law *l = app_law(x->app);
	struct option_view *out = arena_array(x->a, struct option_view, CHOICES);
	size_t n = 0;
	for (size_t i = 0; i < l->procedures && n < CHOICES; i++) {
		const struct procedure *p = l->procedure[i];
		if (desk_serves(p, day_of(x->now))) {
			out[n++] = (struct option_view){ p->code,
				label_procedure(x->app, ask, p->code), p == now };
		}
	}
	f->options.p = out;
	f->options.n = n;
}

/* The book that was used last for it today, else the usual one. */
static struct str book_for(const struct exchange *x, const struct served_day *day,
			   const struct procedure *p)
{
	struct str given = form_get(x->form, "book");
	for (size_t i = 0; i < day->n && given.n == 0 && p; i++) {
		if (str_eq(day->row[i].procedure_code, p->code)) {
			given = day->row[i].book;
		}
	}
	return given.n > 0 || !p ? given : words_of(x, "copies.book", p->code);
}

static void put_fields(const struct exchange *x, const struct asking *ask,
		       const struct served_day *day, struct copies_view *v)
{
	const struct procedure *p = chosen(x);
	v->procedure = line(x, "procedure", 0);
	put_procedures(x, ask, p, &v->procedure);
	v->owner = line(x, "owner", 200);
	v->owner.required = v->owner.focus = true;
	v->id_number = line(x, "id_number", 12);
	v->id_number.inputmode = STR("numeric");
	v->subject = line(x, "subject", 300);
	v->subject.required = true;
	v->pages = line(x, "pages", 6);
	v->copies = line(x, "copies", 5);
	v->pages.value = typed(x, "pages", "1");
	v->copies.value = typed(x, "copies", "1");
	v->pages.inputmode = v->copies.inputmode = STR("numeric");
	v->book = line(x, "book", 40);
	v->book.required = true;
	v->book.value = book_for(x, day, p);
	v->fee = fee_words(x, p);
}

/* Beside the field it is about; what is about none stands above them. */
static void put_wrong(const struct exchange *x, const struct err *wrong, struct copies_view *v)
{
	struct field_view *field[] = { &v->owner, &v->id_number, &v->subject, &v->pages,
				       &v->copies, &v->book };
	bool beside = false;
	for (size_t i = 0; i < ARRAY_LEN(field) && !beside; i++) {
		beside = field_blame(x, field[i], wrong);
	}
	if (beside && !v->owner.error.n) {
		v->owner.focus = false;
	}
	if (!beside) {
		v->form.wrong = words_err(x, wrong);
		v->form.hint = words_hint(x, wrong);
	}
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct served_day day;
	struct err e;
	struct copies_view v = {
		.top = top_inside(x, words0(x, "copies.title")), .form.key = top_form_key(x),
		.empty.text = words0(x, "copies.none"),
	};
	if (!app_served_today(x->app, x->a, &ask, x->seat.unit, &day, &e)) {
		reply_err(x, &e);
		return;
	}
	put_rows(x, &ask, &day, &v);
	put_fields(x, &ask, &day, &v);
	if (wrong) {
		put_wrong(x, wrong, &v);
	}
	page_copies(x->page, x->lang, &v);
	reply_page(x, status);
}

void copies_show(struct exchange *x)
{
	show(x, 200, NULL);
}

void copies_fee(struct exchange *x)
{
	struct copies_fee_view v = { fee_words(x, chosen(x)) };
	page_copies_fee(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- serving ---- */

struct serving {
	struct str procedure;		/* its code: the law may be read anew meanwhile */
	struct str text;
	struct hash file;
};

static void refused(struct exchange *x, const struct err *e)
{
	show(x, refused_status(e), e);
}

static void served(struct exchange *x)
{
	const struct answer *a = &x->ticket.answer;
	if (!a->ok) {
		refused(x, &a->err);
		return;
	}
	/* The next one mostly wants the same, from the same book. */
	reply_see(x, str_fmt(x->a, "/counter/copies?done=%.*s&procedure=%.*s&book=%.*s",
			     STR_ARG(http_encode(x->a, json_str(a->made, "code"))),
			     STR_ARG(http_encode(x->a, form_get(x->form, "procedure"))),
			     STR_ARG(http_encode(x->a, form_get(x->form, "book")))));
}

static struct json *person(struct exchange *x)
{
	struct json *o = json_new_obj(x->a);
	struct str number = form_get(x->form, "id_number");
	json_set_str(x->a, o, "name", form_get(x->form, "owner"));
	if (number.n > 0) {
		json_set_str(x->a, o, "id_number", number);
	}
	return o;
}

/* The certification is kept: now the act that names it. */
static void kept(struct exchange *x)
{
	const struct serving *s = x->state;
	struct str name = form_get(x->form, "owner");
	struct json *args;
	char hex[HASH_HEX];
	struct err e;
	if (!x->ticket.answer.ok) {
		refused(x, &x->ticket.answer.err);
		return;
	}
	if (!act_args(x, action_find(STR("serve_at_once")), &args, &e)) {
		refused(x, &e);
		return;
	}
	json_set_str(x->a, args, "procedure", s->procedure);
	json_set_str(x->a, args, "channel", STR("counter"));
	json_set_str(x->a, args, "receiving", org_unit(app_org(x->app), x->seat.unit)->key);
	json_set(x->a, args, "owner", person(x));
	json_set_str(x->a, args, "collector", name);
	json_set_str(x->a, args, "file", str_dup(x->a, str_of(hash_hex(s->file, hex))));
	exchange_act(x, "serve_at_once", args, form_get(x->form, "key"), served);
}

static bool keep(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct serving *s = x->state;
	return app_file_put(app, s->text, &s->file, e);
}

/* What the certificate says, in the language of the office. Its number, book and signer
 * stand in the entry that names this text. */
static struct str certificate(struct exchange *x, const struct procedure *p)
{
	const struct unit *u = org_unit(app_org(x->app), x->seat.unit);
	const struct unit *agency = u ? org_agency(app_org(x->app), u, day_of(x->now)) : NULL;
	struct text_arg args[] = {
		{ "unit", agency ? unit_on(agency, day_of(x->now))->name : STR("") },
		{ "procedure", p->name.vi }, { "day", words_date(x, x->now) },
		{ "pages", typed(x, "pages", "1") }, { "copies", typed(x, "copies", "1") },
	};
	enum text_lang lang = x->lang;
	x->lang = TEXT_VI;
	args[2].value = words_date(x, x->now);
	struct str text = words(x, "copies.certificate", args, ARRAY_LEN(args));
	x->lang = lang;
	return text;
}

void copies_serve(struct exchange *x)
{
	struct serving *s = arena_new(x->a, struct serving);
	const struct procedure *p = chosen(x);
	struct err e;
	if (!p) {
		reply_status(x, 404);
		return;
	}
	if (form_get(x->form, "owner").n == 0) {
		err_set(&e, ERR_INVALID, "arg.missing", "name", "owner", NULL);
		refused(x, &e);
		return;
	}
	s->procedure = str_dup(x->a, p->code);
	s->text = certificate(x, p);
	x->state = s;
	exchange_job(x, keep, kept);
}
