/* The records clerk: number, book, file, ready. */
#include "page_records.h"

#include "facts.h"
#include "form.h"
#include "noted.h"
#include "page_queue.h"
#include "pages.h"
#include "papers_view.h"
#include "refused_field.h"
#include "top.h"
#include "upload.h"
#include "view_records.h"
#include "web_int.h"
#include "words.h"

#include "app/records.h"
#include "app/unit_view.h"

#include "base/limits.h"

#include "core/code.h"
#include "core/decide.h"

bool records_rows(struct exchange *x, const struct asking *ask, struct str after,
		  struct tasks *out, struct err *e)
{
	struct seat me = { x->seat.unit, x->seat.post, x->person };
	return app_step_queue(x->app, x->a, ask, me, STEP_ISSUE, after, QUEUE_ROWS, out, e);
}

void records_list(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct tasks tasks;
	struct err e;
	if (!records_rows(x, &ask, form_get(x->form, "after"), &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view v = queue_view(x, "records", &tasks, "/records");
	struct str done = form_get(x->form, "done");
	struct dossier_code code;
	if (done.n > 0 && code_parse(done, &code, &e)) {
		v.notice = words1(x, "records.done", "code", done);
	}
	page_queue(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- one result ---- */

struct showing {
	int status;
	struct err err;			/* of what was refused just now */
	bool refused;
	struct records_view r;
};

/* Of what was refused, as it was typed; else of the address, or the usual book. */
static void put_fields(const struct exchange *x, const struct showing *s,
		       struct records_page_view *v)
{
	struct str book = form_get(x->form, "book"), number = form_get(x->form, "number");
	const struct book_view *of = NULL;
	if (book.n == 0 && s->r.books > 0) {
		book = s->r.book[0].book;
	}
	for (size_t i = 0; i < s->r.books; i++) {
		of = str_eq(s->r.book[i].book, book) ? &s->r.book[i] : of;
	}
	if (number.n == 0) {
		number = str_int(x->a, (of ? of->next : 1));
	}
	v->book = (struct field_view){ .name = STR("book"), .value = book, .required = true,
				       .label = words0(x, "field.book"), .max = 40,
				       .hint = words0(x, "records.book.hint") };
	v->number = (struct field_view){ .name = STR("number"), .value = number, .max = 60,
					 .label = words0(x, "field.number"), .required = true,
					 .hint = words0(x, "records.number.hint") };
	v->sealed = form_get(x->form, "sealed").n > 0;
	if (s->refused) {
		struct field_view *all[] = { &v->book, &v->number };
		const char *name = refused_field(action_find(STR("number")), &s->err);
		for (size_t i = 0; i < ARRAY_LEN(all); i++) {
			if (name && str_is(all[i]->name, name)) {
				all[i]->error = refused_words(x, &s->err);
				all[i]->focus = true;
			}
		}
	}
}

static void put_books(const struct exchange *x, const struct showing *s,
		      struct records_page_view *v)
{
	struct link_view *out = arena_array(x->a, struct link_view, s->r.books);
	for (size_t i = 0; i < s->r.books; i++) {
		const struct book_view *b = &s->r.book[i];
		struct text_arg args[] = {
			{ "book", b->book }, { "next", str_int(x->a, b->next) },
		};
		out[i] = (struct link_view){
			.text = words(x, "records.book", args, ARRAY_LEN(args)),
			.href = str_fmt(x->a, "/records/%.*s?book=%.*s", STR_ARG(s->r.d.code),
					STR_ARG(http_encode(x->a, b->book))) };
	}
	v->books.p = out;
	v->books.n = s->r.books;
}

/* Results put in before: the newest is chosen. */
static void put_results(const struct exchange *x, const struct showing *s,
			struct records_page_view *v)
{
	const struct dossier_view *d = &s->r.d;
	struct option_view *out = arena_array(x->a, struct option_view, d->files);
	size_t n = 0;
	for (size_t i = d->files; i > 0; i--) {
		const struct file_view *f = &d->file[i - 1];
		if (f->as == ATTACHED_RESULT && !f->withdrawn && !f->erased) {
			struct str number = str_fmt(x->a, "%d", (int)f->number);
			out[n] = (struct option_view){ number, f->name.n > 0 ? f->name
				: words1(x, "dossier.file.number", "n", number), n == 0 };
			n++;
		}
	}
	v->results.p = out;
	v->results.n = n;
}

static void render(struct exchange *x)
{
	const struct showing *s = x->state;
	const struct dossier_view *d = &s->r.d;
	bool over = d->ready_at != INSTANT_NONE || d->closed_at != INSTANT_NONE;
	struct text_arg args[] = { { "who", words_person(x, s->r.signer) },
				   { "when", words_near(x, s->r.signed_at, true) } };
	struct records_page_view v = {
		.top = top_inside(x, d->code), .code = d->code, .procedure = d->procedure,
		.owner = fact_name(x, &d->owner),
		.chip = words_chip(x, &d->ribbon, d->state == DOSSIER_WAITING, over),
		.papers = papers_view(x, d), .key = top_form_key(x), .max_bytes = LIMIT_FILE,
		.may_issue = s->r.may_number, .may_ready = s->r.may_ready,
		.today = words_date(x, x->now),
		.none = words0(x, d->is_signed ? "records.nothing" : "records.unsigned"),
	};
	v.chip.large = true;
	if (s->r.signer.v != 0) {
		v.signed_by = words(x, "records.signed", args, ARRAY_LEN(args));
	}
	if (d->due != INSTANT_NONE) {
		v.due = words1(x, "dossier.promised_for", "due", words_near(x, d->due, true));
	}
	if (s->refused) {
		v.wrong = words_err(x, &s->err);
		v.hint = words_hint(x, &s->err);
	}
	put_fields(x, s, &v);
	put_books(x, s, &v);
	put_results(x, s, &v);
	page_records(x->page, x->lang, &v);
	reply_page(x, s->status);
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct showing *s = arena_new(x->a, struct showing);
	struct err e;
	if (!app_records(x->app, x->a, &ask, x->person, x->param[0], &s->r, &e)) {
		reply_err(x, &e);
		return;
	}
	s->status = status;
	if (wrong) {
		s->refused = true;
		s->err = *wrong;
	}
	x->state = s;
	exchange_noted(x, &s->r.d.note, render);
}

void records_show(struct exchange *x)
{
	show(x, 200, NULL);
}

static void refused(struct exchange *x, const struct err *e)
{
	show(x, e->code == ERR_DENIED ? 403 : e->code == ERR_BUSY ? 503
	      : e->code == ERR_LIMIT ? 413 : 422, e);
}

/* ---- file, number, ready: one form, three entries ---- */

/* Each step of one form has a key of its own, so that sent again it acts once. */
static struct str key_of(const struct exchange *x, const char *step)
{
	struct str key = form_get(x->form, "key");
	return key.n > 0 ? str_fmt(x->a, "%.*s.%s", STR_ARG(key), step) : key;
}

static struct json *of_dossier(const struct exchange *x)
{
	struct json *args = json_new_obj(x->a);
	json_set_str(x->a, args, "dossier", x->param[0]);
	return args;
}

static void made_ready(struct exchange *x)
{
	if (x->ticket.answer.ok) {
		upload_see(x, str_fmt(x->a, "/records?done=%.*s",
				      STR_ARG(http_encode(x->a, x->param[0]))));
	} else {
		refused(x, &x->ticket.answer.err);
	}
}

static void numbered(struct exchange *x)
{
	if (x->ticket.answer.ok) {
		exchange_act(x, "ready", of_dossier(x), key_of(x, "ready"), made_ready);
	} else {
		refused(x, &x->ticket.answer.err);
	}
}

static void number(struct exchange *x, struct hash file)
{
	struct json *args = of_dossier(x);
	struct str book = form_get(x->form, "book"), no = form_get(x->form, "number");
	char hex[HASH_HEX];
	if (no.n > 0) {
		json_set_str(x->a, args, "number", no);
	}
	if (book.n > 0) {
		json_set_str(x->a, args, "book", book);
	}
	if (form_get(x->form, "sealed").n > 0) {
		json_set_bool(x->a, args, "sealed", true);
	}
	json_set_str(x->a, args, "file", str_dup(x->a, str_of(hash_hex(file, hex))));
	exchange_act(x, "number", args, key_of(x, "number"), numbered);
}

static void attached(struct exchange *x)
{
	upload_settled(x, &x->ticket.answer);
	if (x->ticket.answer.ok) {
		number(x, x->incoming->file.file);
	} else {
		refused(x, &x->ticket.answer.err);
	}
}

static void attach(struct exchange *x)
{
	const struct incoming *in = x->incoming;
	struct json *args = of_dossier(x);
	char hex[HASH_HEX];
	json_set_str(x->a, args, "what", STR("result"));
	json_set_str(x->a, args, "file", str_dup(x->a, str_of(hash_hex(in->file.file, hex))));
	if (in->name.n > 0) {
		json_set_str(x->a, args, "name", in->name);
	}
	exchange_act(x, "attach", args, key_of(x, "file"), attached);
}

/* A result that was put in before, by its number. */
static bool chosen(struct exchange *x, struct hash *out, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct records_view r;
	int64_t no;
	if (!str_to_int64(form_get(x->form, "use"), &no)) {
		return refuse(e, "file.empty", NULL);
	}
	if (!app_records(x->app, x->a, &ask, x->person, x->param[0], &r, e)) {
		return false;
	}
	for (size_t i = 0; i < r.d.files; i++) {
		const struct file_view *f = &r.d.file[i];
		if (f->number == no && f->as == ATTACHED_RESULT && !f->withdrawn) {
			*out = f->file;
			return true;
		}
	}
	return refuse(e, "file.empty", NULL);
}

void records_issue(struct exchange *x)
{
	struct hash file;
	struct err e;
	if (x->incoming->failed) {
		refused(x, &x->incoming->err);
	} else if (x->incoming->came) {
		attach(x);
	} else if (!chosen(x, &file, &e)) {
		refused(x, &e);
	} else {
		number(x, file);
	}
}

void records_ready(struct exchange *x)
{
	exchange_act(x, "ready", of_dossier(x), key_of(x, "ready"), made_ready);
}
