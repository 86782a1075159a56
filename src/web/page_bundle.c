/* Several dossiers of one submission: each with its date, one bad one stops no other. */
#include "page_bundle.h"

#include "counter_act.h"
#include "counter_show.h"
#include "pages.h"
#include "top.h"
#include "view_bundle.h"
#include "web_int.h"

#include "app/bundle_view.h"

#include "base/limits.h"

enum { ROWS_FIRST = 3, ROWS_MORE = 3, ROWS_MOST = 12, HITS = 6 };

/* Of the fields of a row: the owner's begin with another letter. */
static const struct {
	const char *row, *owner;
} prefixes[ROWS_MOST] = {
	{ "c1", "o1" }, { "c2", "o2" }, { "c3", "o3" }, { "c4", "o4" }, { "c5", "o5" },
	{ "c6", "o6" }, { "c7", "o7" }, { "c8", "o8" }, { "c9", "o9" }, { "c10", "o10" },
	{ "c11", "o11" }, { "c12", "o12" },
};

struct row_in {
	const char *prefix;
	struct str find;
	struct procedure_hit *hit;
	size_t hits;
	const struct procedure_hit *chosen;
	struct party_in owner;
	int64_t count;			/* so many dossiers alike */
	bool whole;
	struct intake_promise promise;
};

struct bundle_in {
	struct counter_in in;		/* its submitter, and what is wrong */
	struct row_in row[ROWS_MOST];
	size_t rows;
};

/* ---- reading ---- */

static struct str field(const struct exchange *x, const char *prefix, const char *name)
{
	return form_get(x->form, str_fmt(x->a, "%s-%s", prefix, name).p);
}

static struct str name_of(const struct exchange *x, const char *prefix, const char *name)
{
	return str_fmt(x->a, "%s-%s", prefix, name);
}

static bool row_used(const struct row_in *r)
{
	return r->find.n > 0;
}

static const struct party_in *owner_of(const struct bundle_in *b, const struct row_in *r)
{
	return r->owner.state == PARTY_IN_EMPTY ? &b->in.submitter : &r->owner;
}

static bool promise_row(struct exchange *x, const struct bundle_in *b, struct row_in *r,
			struct err *e)
{
	struct asking ask = asking_inside(x);
	const struct party_in *owner = owner_of(b, r);
	char me[ID_TEXT], unit[ID_TEXT];
	struct intake_ask q = {
		.procedure = r->chosen->code, .channel = STR("counter"),
		.receiving = str_of(id_text('u', x->seat.unit.v, unit)),
		.class_id = counter_class(owner), .received_at = INSTANT_NONE,
		.arrived_at = INSTANT_NONE,
	};
	if (owner->known) {
		q.owner = owner->known->id;
	}
	return app_intake_promise(x->app, x->a, &ask, str_of(id_text('p', x->person.v, me)), &q,
				  &r->promise, e);
}

static bool read_row(struct exchange *x, struct bundle_in *b, size_t i, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct row_in *r = &b->row[i];
	*r = (struct row_in){ .prefix = prefixes[i].row };
	r->find = field(x, r->prefix, "find");
	r->whole = field(x, r->prefix, "whole").n > 0;
	if (!str_to_int64(field(x, r->prefix, "count"), &r->count)) {
		r->count = 1;
	}
	if (!counter_read_party(x, prefixes[i].owner, &r->owner, e)) {
		return false;
	}
	if (!row_used(r)) {
		return true;
	}
	if (!app_procedures_find(x->app, x->a, &ask, r->find, HITS, &r->hit, &r->hits, e)) {
		return false;
	}
	struct str code = str_eq(field(x, r->prefix, "was"), r->find)
		? field(x, r->prefix, "code") : STR("");
	for (size_t k = 0; k < r->hits; k++) {
		if (!r->chosen && (code.n == 0 || str_eq(r->hit[k].code, code))) {
			r->chosen = &r->hit[k];
		}
	}
	return !r->chosen || promise_row(x, b, r, e);
}

static bool read_bundle(struct exchange *x, struct bundle_in *b, struct err *e)
{
	int64_t rows;
	if (!str_to_int64(form_get(x->form, "rows"), &rows) || rows < ROWS_FIRST) {
		rows = ROWS_FIRST;
	}
	if (str_is(form_get(x->form, "do"), "more")) {
		rows += ROWS_MORE;
	}
	b->rows = rows > ROWS_MOST ? ROWS_MOST : (size_t)rows;
	if (!counter_read_party(x, "p", &b->in.submitter, e)) {
		return false;
	}
	for (size_t i = 0; i < b->rows; i++) {
		if (!read_row(x, b, i, e)) {
			return false;
		}
	}
	return true;
}

/* ---- checking ---- */

static void check_row(const struct exchange *x, struct bundle_in *b, const struct row_in *r)
{
	counter_check_party(x, &b->in, &r->owner);
	if (!r->chosen) {
		counter_wrong(&b->in, name_of(x, r->prefix, "find"),
			      words0(x, "counter.procedure.none"));
	}
	if (r->count < 1 || r->count > LIMIT_CHILDREN) {
		counter_wrong(&b->in, name_of(x, r->prefix, "count"),
			      words1(x, "bundle.wrong.count", "most",
				     str_fmt(x->a, "%d", LIMIT_CHILDREN)));
	}
	if (!r->whole) {
		counter_wrong(&b->in, name_of(x, r->prefix, "whole"),
			      words0(x, "bundle.wrong.whole"));
	}
	/* Twice named without a number would be two people. */
	const struct party_in *s = &b->in.submitter;
	if (r->owner.state == PARTY_IN_EMPTY && s->state == PARTY_IN_FRESH && s->number.n == 0) {
		counter_wrong(&b->in, STR("p-number"), words0(x, "bundle.wrong.number"));
	}
}

static bool check_bundle(const struct exchange *x, struct bundle_in *b)
{
	int64_t children = 0;
	if (b->in.submitter.state == PARTY_IN_EMPTY) {
		counter_wrong(&b->in, STR("p-find"), words0(x, "counter.wrong.who"));
	}
	counter_check_party(x, &b->in, &b->in.submitter);
	for (size_t i = 0; i < b->rows; i++) {
		if (row_used(&b->row[i])) {
			check_row(x, b, &b->row[i]);
			children += b->row[i].count;
		}
	}
	if (children == 0) {
		counter_wrong(&b->in, STR("c1-find"), words0(x, "counter.wrong.procedure"));
	} else if (children > LIMIT_CHILDREN) {
		counter_wrong(&b->in, STR("c1-count"),
			      words1(x, "bundle.wrong.count", "most",
				     str_fmt(x->a, "%d", LIMIT_CHILDREN)));
	}
	return b->in.wrongs == 0;
}

/* All dates that will be promised were seen. */
static bool seen(const struct exchange *x, const struct bundle_in *b)
{
	for (size_t i = 0; i < b->rows; i++) {
		const struct row_in *r = &b->row[i];
		struct str shown = field(x, r->prefix, "seen");
		if (row_used(r) && !r->promise.refused &&
		    !counter_same_date(shown, r->chosen->code, r->promise.due)) {
			return false;
		}
	}
	return true;
}

/* ---- the form ---- */

static struct field_view line(const struct exchange *x, const struct bundle_in *b,
			      const struct row_in *r, const char *name, const char *label,
			      struct str value)
{
	struct str full = name_of(x, r->prefix, name);
	return (struct field_view){ .name = full, .label = words0(x, label), .value = value,
				    .error = counter_wrong_at(&b->in, full) };
}

static void put_choice(const struct exchange *x, const struct bundle_in *b,
		       const struct row_in *r, struct bundle_row_view *v)
{
	struct option_view *o = arena_array(x->a, struct option_view, r->hits);
	for (size_t i = 0; i < r->hits; i++) {
		const struct procedure_hit *h = &r->hit[i];
		o[i] = (struct option_view){ h->code,
			str_fmt(x->a, "%.*s %.*s", STR_ARG(h->code), STR_ARG(h->name)),
			h == r->chosen };
	}
	v->code = line(x, b, r, "code", "bundle.code", STR(""));
	v->code.options.p = o;
	v->code.options.n = r->hits;
}

static struct bundle_row_view row_view(const struct exchange *x, const struct bundle_in *b,
				       size_t i)
{
	const struct row_in *r = &b->row[i];
	struct bundle_row_view v = {
		.prefix = str_of(r->prefix), .chosen = r->chosen != NULL, .whole = r->whole,
		.title = words1(x, "bundle.row", "n", str_fmt(x->a, "%zu", i + 1)),
		.find = line(x, b, r, "find", "counter.procedure", r->find),
		.count = line(x, b, r, "count", "bundle.count",
			      str_int(x->a, r->count)),
		.owner = counter_party_view(x, &b->in, &r->owner, "bundle.owner"),
		.whole_wrong = counter_wrong_at(&b->in, name_of(x, r->prefix, "whole")),
	};
	v.find.autocomplete = STR("off");
	v.count.inputmode = STR("numeric");
	put_choice(x, b, r, &v);
	if (r->chosen && r->promise.refused) {
		v.refused = words_err(x, &r->promise.refusal);
		v.hint = words_hint(x, &r->promise.refusal);
	} else if (r->chosen) {
		v.due = words_moment(x, r->promise.due);
		v.seen = counter_seen(x, r->chosen->code, r->promise.due);
		v.fee = r->promise.has_fee ? words_money(x, r->promise.fee) : STR("");
	}
	return v;
}

struct showing {
	int status;
	const struct err *err;
	const char *notice;
};

static void show(struct exchange *x, const struct bundle_in *b, const struct showing *s)
{
	struct bundle_row_view *rows = arena_array(x->a, struct bundle_row_view, b->rows);
	struct str key = form_get(x->form, "key");
	struct bundle_view v = {
		.top = top_inside(x, words0(x, "bundle.title")),
		.key = key.n > 0 ? key : top_form_key(x), .rows = { rows, b->rows },
		.submitter = counter_party_view(x, &b->in, &b->in.submitter,
						"counter.submitter"),
		.rows_n = str_fmt(x->a, "%zu", b->rows), .room = b->rows < ROWS_MOST,
	};
	for (size_t i = 0; i < b->rows; i++) {
		rows[i] = row_view(x, b, i);
		v.children += row_used(&b->row[i]) ? b->row[i].count : 0;
	}
	if (s->err) {
		v.wrong = words_err(x, s->err);
		v.hint = words_hint(x, s->err);
	} else if (b->in.wrongs > 0) {
		v.wrong = words0(x, "counter.wrong");
	}
	if (s->notice) {
		v.notice = words0(x, s->notice);
	}
	if (b->in.submitter.state == PARTY_IN_EMPTY) {
		v.submitter.find.focus = true;
	} else if (b->row[0].find.n == 0) {
		rows[0].find.focus = true;
	}
	page_bundle(x->page, x->lang, &v);
	reply_page(x, s->status);
}

void bundle_new(struct exchange *x)
{
	struct bundle_in *b = arena_new(x->a, struct bundle_in);
	struct err e;
	if (!read_bundle(x, b, &e)) {
		reply_err(x, &e);
		return;
	}
	show(x, b, &(struct showing){ .status = 200 });
}

/* ---- sending ---- */

static void refused(struct exchange *x, const struct err *e)
{
	struct bundle_in *b = arena_new(x->a, struct bundle_in);
	struct err why;
	int status = refused_status(e);
	if (!read_bundle(x, b, &why)) {
		reply_err(x, &why);
		return;
	}
	show(x, b, &(struct showing){ .status = status, .err = e });
}

static void see(struct exchange *x, const struct json *made)
{
	reply_see(x, str_fmt(x->a, "/counter/bundle/%.*s", STR_ARG(json_str(made, "bundle"))));
}

static void sent(struct exchange *x)
{
	if (x->ticket.answer.ok) {
		see(x, x->ticket.answer.made);
	} else {
		refused(x, &x->ticket.answer.err);
	}
}

static bool put_children(struct exchange *x, const struct bundle_in *b, const struct row_in *r,
			 struct json *list, struct err *e)
{
	const struct party_in *owner = owner_of(b, r);
	struct json *child = json_new_obj(x->a);
	json_set_str(x->a, child, "procedure", r->chosen->code);
	json_set_str(x->a, child, "channel", STR("counter"));
	json_set_str(x->a, child, "class", counter_class(owner));
	if (!counter_put_party(x, child, "owner", owner, e)) {
		return false;
	}
	for (int64_t i = 0; i < r->count; i++) {
		json_push(x->a, list, child);
	}
	return true;
}

static bool arguments(struct exchange *x, const struct bundle_in *b, struct json **out,
		      struct err *e)
{
	struct json *args = json_new_obj(x->a), *list = json_new_arr(x->a);
	char unit[ID_TEXT];
	json_set_str(x->a, args, "receiving",
		     str_dup(x->a, str_of(id_text('u', x->seat.unit.v, unit))));
	if (!counter_put_party(x, args, "submitter", &b->in.submitter, e)) {
		return false;
	}
	for (size_t i = 0; i < b->rows; i++) {
		if (row_used(&b->row[i]) && !put_children(x, b, &b->row[i], list, e)) {
			return false;
		}
	}
	json_set(x->a, args, "children", list);
	*out = args;
	return true;
}

/* By the key: sent twice, people named the first time are known by now. */
static bool sent_before(struct exchange *x, bool *found, struct err *e)
{
	struct answer before;
	if (!app_answered(x->app, x->a, form_get(x->form, "key"), &before, found, e)) {
		return false;
	}
	if (*found) {
		see(x, before.made);
	}
	return true;
}

static void receive(struct exchange *x, struct bundle_in *b)
{
	struct json *args;
	struct err e;
	bool found;
	if (!sent_before(x, &found, &e)) {
		reply_err(x, &e);
	} else if (found) {
		return;
	} else if (!check_bundle(x, b)) {
		show(x, b, &(struct showing){ .status = 422 });
	} else if (!seen(x, b)) {
		show(x, b, &(struct showing){ .status = 200, .notice = "counter.look_again" });
	} else if (!arguments(x, b, &args, &e)) {
		refused(x, &e);
	} else {
		exchange_act(x, "receive_bundle", args, form_get(x->form, "key"), sent);
	}
}

void bundle_send(struct exchange *x)
{
	struct bundle_in *b = arena_new(x->a, struct bundle_in);
	struct err e;
	if (!read_bundle(x, b, &e)) {
		reply_err(x, &e);
	} else if (str_is(form_get(x->form, "do"), "receive")) {
		receive(x, b);
	} else {
		show(x, b, &(struct showing){ .status = 200 });
	}
}

/* ---- what came of it ---- */

void bundle_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct bundle_list b;
	struct err e;
	if (!app_bundle(x->app, x->a, &ask, x->person, x->param[0], &b, &e)) {
		reply_err(x, &e);
		return;
	}
	struct bundle_child_view *child = arena_array(x->a, struct bundle_child_view, b.children);
	struct fact_view *bad = arena_array(x->a, struct fact_view, b.refusals);
	for (size_t i = 0; i < b.children; i++) {
		const struct bundle_child *c = &b.child[i];
		child[i] = (struct bundle_child_view){ c->code, c->procedure, c->owner,
						       c->competent, words_moment(x, c->due) };
	}
	for (size_t i = 0; i < b.refusals; i++) {
		struct err why;
		err_set(&why, ERR_INVALID, str_cstr(x->a, b.refused[i].key), NULL);
		bad[i] = (struct fact_view){
			words1(x, "bundle.row", "n",
			       str_int(x->a, b.refused[i].number)),
			words_hint(x, &why) };
	}
	struct bundle_done_view v = {
		.top = top_inside(x, words0(x, "bundle.title")), .title = words0(x, "bundle.done"),
		.when = words_moment(x, b.at), .submitter = b.submitter,
		.good = (int64_t)b.children, .bad = (int64_t)b.refusals,
		.children = { child, b.children }, .refused = { { bad, b.refusals } },
	};
	page_bundle_done(x->page, x->lang, &v);
	reply_page(x, 200);
}
