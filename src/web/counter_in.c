/* Reading the form of reception. */
#include "counter_in.h"

#include "act_form.h"
#include "agencies.h"
#include "words.h"

#include <string.h>

/* ---- people ---- */

static struct str field(const struct exchange *x, const char *prefix, const char *name)
{
	return form_get(x->form, str_fmt(x->a, "%s-%s", prefix, name).p);
}

static struct str given(const struct exchange *x, const char *name, const char *otherwise)
{
	struct str v = form_get(x->form, name);
	return v.n > 0 ? v : str_of(otherwise);
}

static size_t digits_in(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		n += s.p[i] >= '0' && s.p[i] <= '9';
	}
	return n;
}

/* "0750 9012 3318" and "b1234567" as they stand on the paper. */
static struct str number_of(struct arena *a, struct str s)
{
	char *p = arena_array(a, char, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c != ' ' && c != '.') {
			p[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		}
	}
	return (struct str){ p, n };
}

static bool is_number(struct str s)
{
	return digits_in(s) > 0;
}

static void choose(const struct exchange *x, struct party_in *p)
{
	struct str id = field(x, p->prefix, "id"), was = field(x, p->prefix, "was");
	char text[ID_TEXT];
	if (!str_eq(was, p->find)) {
		id = STR("");		/* of another search */
	}
	for (size_t i = 0; i < p->found.n; i++) {
		if (str_is(id, id_text('s', p->found.row[i].id.v, text))) {
			p->known = &p->found.row[i];
		}
	}
	if (!p->known && p->found.n == 1 && id.n == 0) {
		p->known = &p->found.row[0];
	}
	p->state = p->known ? PARTY_IN_KNOWN
		 : p->found.n == 0 || str_is(id, "new") ? PARTY_IN_FRESH : PARTY_IN_OPEN;
}

bool counter_read_party(struct exchange *x, const char *prefix, struct party_in *p,
			struct err *e)
{
	struct asking ask = asking_inside(x);
	*p = (struct party_in){
		.prefix = prefix, .find = field(x, prefix, "find"),
		.kind = field(x, prefix, "kind"), .name = field(x, prefix, "name"),
		.number = number_of(x->a, field(x, prefix, "number")),
		.birth = field(x, prefix, "birth"), .address = field(x, prefix, "address"),
		.phone = field(x, prefix, "phone"), .email = field(x, prefix, "email"),
	};
	if (is_number(p->find)) {
		p->find = number_of(x->a, p->find);
	}
	if (p->find.n == 0) {
		return true;
	}
	if (!app_find_people(x->app, x->a, &ask, p->find, &p->found, e)) {
		return false;
	}
	choose(x, p);
	if (p->state == PARTY_IN_FRESH && is_number(p->find) && p->number.n == 0) {
		p->number = p->find;
	} else if (p->state == PARTY_IN_FRESH && !is_number(p->find) && p->name.n == 0) {
		p->name = p->find;
	}
	p->kind = p->kind.n > 0 ? p->kind : STR("person");
	return true;
}

const struct party_in *counter_owner(const struct counter_in *in)
{
	return in->owner.state == PARTY_IN_EMPTY ? &in->submitter : &in->owner;
}

struct subject_id counter_owner_id(const struct counter_in *in)
{
	const struct party_in *p = counter_owner(in);
	return p->known ? p->known->id : (struct subject_id){ 0 };
}

/* ---- the procedure and its papers ---- */

bool counter_read_procedure(struct exchange *x, struct counter_in *in, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct str code = form_get(x->form, "procedure");
	in->procedure_find = form_get(x->form, "procedure-find");
	if (in->procedure_find.n == 0) {
		return true;
	}
	if (!app_procedures_find(x->app, x->a, &ask, in->procedure_find, PROCEDURE_HITS,
				 &in->hit, &in->hits, e)) {
		return false;
	}
	if (!str_eq(form_get(x->form, "procedure-was"), in->procedure_find)) {
		code = STR("");
	}
	for (size_t i = 0; i < in->hits; i++) {
		if (str_eq(in->hit[i].code, code)) {
			in->chosen = &in->hit[i];
		}
	}
	/* The one used most stands first; the others are a key away. */
	if (!in->chosen && in->hits > 0) {
		in->chosen = &in->hit[0];
	}
	return true;
}

static bool read_papers(struct exchange *x, struct counter_in *in, struct err *e)
{
	struct asking ask = asking_inside(x);
	if (!in->chosen) {
		return true;
	}
	in->version = procedure_on(law_procedure(app_law(x->app), in->chosen->code),
				   day_of(x->now));
	in->fresh_list = !str_eq(form_get(x->form, "checked-for"), in->chosen->code);
	return app_intake_papers(x->app, x->a, &ask, in->version, counter_owner_id(in),
				 (struct dossier_id){ 0 }, &in->paper, &in->papers, e);
}

bool counter_read_answer(struct exchange *x, const struct dossier_view *d,
			 struct counter_in *out, struct err *e)
{
	struct asking ask = asking_inside(x);
	const struct procedure *p = law_procedure(app_law(x->app), d->procedure_code);
	*out = (struct counter_in){ .d = d, .version = procedure_version(p, d->version) };
	out->fresh_list = !str_eq(form_get(x->form, "checked-for"), d->code);
	return app_intake_papers(x->app, x->a, &ask, out->version, d->owner.id, d->id,
				 &out->paper, &out->papers, e);
}

/* What came with the submission, in the same order as the papers asked for. */
static const struct paper_view *brought(const struct counter_in *in, struct str id)
{
	for (size_t i = 0; in->d && i < in->d->papers; i++) {
		if (in->d->paper[i].brought && str_eq(in->d->paper[i].id, id)) {
			return &in->d->paper[i];
		}
	}
	return NULL;
}

static bool asked(const struct exchange *x, const char *name, struct str value)
{
	struct str one;
	for (size_t i = 0; form_nth(x->form, name, i, &one); i++) {
		if (str_eq(one, value)) {
			return true;
		}
	}
	return false;
}

bool counter_ticked(const struct exchange *x, const struct counter_in *in, size_t paper)
{
	const struct intake_paper *p = &in->paper[paper];
	if (str_is(form_get(x->form, "do"), "all") && !p->optional) {
		return true;
	}
	/* Rule 22: what is there already is not asked for. */
	return in->fresh_list ? p->held_at != INSTANT_NONE || brought(in, p->id)
			      : asked(x, "paper", p->id);
}

size_t counter_missing(const struct exchange *x, const struct counter_in *in)
{
	size_t n = 0;
	for (size_t i = 0; i < in->papers; i++) {
		n += !in->paper[i].optional && !counter_ticked(x, in, i);
	}
	return n;
}

static int64_t count_of(const char *name, int64_t originals, int64_t certified, int64_t copies)
{
	return strcmp(name, "originals") == 0 ? originals
	     : strcmp(name, "certified") == 0 ? certified : copies;
}

struct str counter_paper_value(const struct exchange *x, const struct counter_in *in,
			       size_t paper, const char *name)
{
	const struct intake_paper *p = &in->paper[paper];
	const struct paper_view *there = brought(in, p->id);
	bool held = !there && p->held_at != INSTANT_NONE;
	if (!in->fresh_list) {
		return form_get(x->form, str_fmt(x->a, "paper.%.*s.%s", STR_ARG(p->id), name).p);
	}
	if (strcmp(name, "source") == 0) {
		return held ? p->source[0] : there ? there->source : STR("");
	}
	int64_t n = held ? 0 : there ? count_of(name, there->originals, there->certified,
						there->copies)
			 : count_of(name, p->originals, p->certified, p->copies);
	return str_int(x->a, n);
}

/* ---- the whole ---- */

struct str counter_class(const struct party_in *p)
{
	static const struct {
		const char *kind, *class_id;
	} usual[] = { { "company", "organisation" }, { "newborn", "newborn" },
		      { "foreigner", "foreigner" } };
	for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
		if (p->state == PARTY_IN_FRESH && str_is(p->kind, usual[i].kind)) {
			return str_of(usual[i].class_id);
		}
	}
	return p->known && p->known->organisation ? STR("organisation") : STR("individual");
}

/* The clerk's word, as long as it was said of the same owner. */
static struct str class_of(const struct exchange *x, const struct counter_in *in)
{
	struct str chosen = form_get(x->form, "class"), usual = counter_class(counter_owner(in));
	bool same = str_eq(form_get(x->form, "class-usual"), usual);
	return chosen.n > 0 && same ? chosen : usual;
}

bool counter_read(struct exchange *x, struct counter_in *out, struct err *e)
{
	*out = (struct counter_in){ .role = given(x, "role", "helper"),
				    .way = given(x, "way", "counter") };
	if (!counter_read_party(x, "p", &out->submitter, e) ||
	    !counter_read_party(x, "o", &out->owner, e) ||
	    !counter_read_party(x, "x", &out->proxy, e) || !counter_read_procedure(x, out, e) ||
	    !read_papers(x, out, e)) {
		return false;
	}
	out->class_id = class_of(x, out);
	return true;
}

struct str counter_channel(const struct counter_in *in)
{
	return str_is(in->way, "post") ? STR("post") : STR("counter");
}

void counter_wrong(struct counter_in *in, struct str name, struct str text)
{
	if (in->wrongs < WRONGS_MOST && counter_wrong_at(in, name).n == 0) {
		in->wrong[in->wrongs++] = (struct wrong_in){ name, text };
	}
}

struct str counter_wrong_at(const struct counter_in *in, struct str name)
{
	for (size_t i = 0; i < in->wrongs; i++) {
		if (str_eq(in->wrong[i].field, name)) {
			return in->wrong[i].text;
		}
	}
	return STR("");
}

void counter_check_party(const struct exchange *x, struct counter_in *in,
			 const struct party_in *p)
{
	struct str find = str_fmt(x->a, "%s-find", p->prefix);
	if (p->state == PARTY_IN_OPEN) {
		counter_wrong(in, find, words0(x, "counter.wrong.choose"));
	} else if (p->state == PARTY_IN_FRESH && p->name.n == 0) {
		counter_wrong(in, str_fmt(x->a, "%s-name", p->prefix),
			      words0(x, "counter.wrong.name"));
	}
}

/* The key of the agency it is received for; empty: as the procedure says. */
static struct str competent(const struct exchange *x, const struct counter_in *in)
{
	return str_is(in->way, "elsewhere")
		? agency_meant(x, in->version, form_get(x->form, "competent")) : STR("");
}

bool counter_whole(const struct exchange *x, struct counter_in *in)
{
	if (in->submitter.state == PARTY_IN_EMPTY) {
		counter_wrong(in, STR("p-find"), words0(x, "counter.wrong.who"));
	}
	counter_check_party(x, in, &in->submitter);
	counter_check_party(x, in, &in->owner);
	counter_check_party(x, in, &in->proxy);
	if (!in->chosen) {
		counter_wrong(in, STR("procedure-find"), words0(x, "counter.wrong.procedure"));
	}
	if (str_is(in->way, "post") && form_get(x->form, "arrived_at").n == 0) {
		counter_wrong(in, STR("arrived_at"), words0(x, "counter.wrong.stamp"));
	}
	if (str_is(in->way, "elsewhere") && competent(x, in).n == 0) {
		counter_wrong(in, STR("competent"), words0(x, "counter.wrong.competent"));
	}
	return in->wrongs == 0;
}

/* ---- the endings ---- */

void counter_check_papers(const struct exchange *x, struct counter_in *in)
{
	for (size_t i = 0; i < in->papers; i++) {
		if (!in->paper[i].optional && !counter_ticked(x, in, i)) {
			counter_wrong(in, str_fmt(x->a, "paper-%.*s", STR_ARG(in->paper[i].id)),
				      words0(x, "counter.wrong.paper"));
		}
	}
}

bool counter_asked(struct exchange *x, struct counter_in *in, struct json **out)
{
	struct str note = form_get(x->form, "ask-note"), items = STR("");
	struct json *wanted = json_new_arr(x->a), *args = json_new_obj(x->a);
	int n = 0;
	for (size_t i = 0; i < in->papers; i++) {
		const struct intake_paper *p = &in->paper[i];
		if (p->optional || counter_ticked(x, in, i)) {
			continue;
		}
		if (p->held_at != INSTANT_NONE) {	/* rule 22 */
			counter_wrong(in, str_fmt(x->a, "paper-%.*s", STR_ARG(p->id)),
				      words0(x, "counter.wrong.held"));
		}
		items = str_fmt(x->a, "%.*s%d. %.*s\n", STR_ARG(items), ++n, STR_ARG(p->name));
		json_push(x->a, wanted, json_new_str(x->a, p->id));
	}
	if (n == 0 && note.n == 0) {
		counter_wrong(in, STR("ask-note"), words0(x, "counter.wrong.ask"));
	}
	if (in->wrongs > 0) {
		return false;
	}
	json_set_str(x->a, args, "items",
		     str_trim(str_fmt(x->a, "%.*s%.*s", STR_ARG(items), STR_ARG(note))));
	if (n > 0) {
		json_set(x->a, args, "wanted", wanted);
	}
	*out = args;
	return true;
}

bool counter_declined(struct exchange *x, struct counter_in *in, struct json **out)
{
	struct str reason = form_get(x->form, "reason"), note = form_get(x->form, "note");
	struct json *args = json_new_obj(x->a);
	if (reason.n == 0) {
		counter_wrong(in, STR("reason"), words0(x, "counter.wrong.reason"));
	}
	if (note.n == 0) {
		counter_wrong(in, STR("note"), words0(x, "counter.wrong.note"));
	}
	json_set_str(x->a, args, "reason", reason);
	json_set_str(x->a, args, "note", note);
	*out = args;
	return in->wrongs == 0;
}

/* ---- the promise ---- */

static struct str own_unit(const struct exchange *x)
{
	return org_unit(app_org(x->app), x->seat.unit)->key;
}

static int64_t whole(const struct exchange *x, const char *name)
{
	int64_t n;
	return str_to_int64(form_get(x->form, name), &n) ? n : 0;
}

static bool instant(struct str text, int64_t *out)
{
	struct err e;
	return text.n > 0 && instant_parse(text, out, &e);
}

bool counter_promise(struct exchange *x, const struct counter_in *in,
		     struct intake_promise *out, struct err *e)
{
	struct asking ask = asking_inside(x);
	char me[ID_TEXT];
	struct intake_ask q = {
		.procedure = in->chosen->code, .receiving = own_unit(x),
		.competent = competent(x, in), .channel = counter_channel(in),
		.class_id = in->class_id, .variant = form_get(x->form, "variant"),
		.owner = counter_owner_id(in), .received_at = INSTANT_NONE,
		.arrived_at = INSTANT_NONE, .receipt_no = form_get(x->form, "receipt_no"),
		.pages = whole(x, "pages"), .copies = whole(x, "copies"),
	};
	if (in->fresh_list) {
		q.variant = STR("");
	}
	if (q.receipt_no.n > 0) {
		(void)instant(form_get(x->form, "received_at"), &q.received_at);
	}
	if (str_is(in->way, "post")) {
		(void)instant(form_get(x->form, "arrived_at"), &q.arrived_at);
	}
	if (!app_intake_promise(x->app, x->a, &ask, str_of(id_text('p', x->person.v, me)), &q, out,
				e)) {
		return false;
	}
	/* Which agency is not known yet: the date of another one would be no promise. */
	if (!out->refused && str_is(in->way, "elsewhere") && q.competent.n == 0) {
		out->refused = true;
		(void)refuse(&out->refusal, "counter.wrong.competent", NULL);
	}
	return true;
}

/* ---- the command ---- */

static void put(struct exchange *x, struct json *o, const char *name, struct str v)
{
	if (v.n > 0) {
		json_set_str(x->a, o, name, v);
	}
}

bool counter_put_party(struct exchange *x, struct json *args, const char *name,
		       const struct party_in *p, struct err *e)
{
	const struct json *who;
	if (p->state == PARTY_IN_KNOWN) {
		if (!app_intake_person(x->app, x->a, p->known->id, p->phone, p->email, &who, e)) {
			return false;
		}
		json_set(x->a, args, name, who);
		return true;
	}
	struct json *o = json_new_obj(x->a);
	put(x, o, "name", p->name);
	put(x, o, "id_number", p->number);
	put(x, o, "birth", p->birth);
	put(x, o, "address", p->address);
	put(x, o, "phone", p->phone);
	put(x, o, "email", p->email);
	json_set(x->a, args, name, o);
	return true;
}

static bool put_people(struct exchange *x, struct json *args, const struct counter_in *in,
		       struct err *e)
{
	const struct party_in *owner = counter_owner(in);
	if (!counter_put_party(x, args, "owner", owner, e)) {
		return false;
	}
	if (owner != &in->submitter &&
	    !counter_put_party(x, args, "submitter", &in->submitter, e)) {
		return false;
	}
	if (in->proxy.state != PARTY_IN_EMPTY) {
		return counter_put_party(x, args, "proxy", &in->proxy, e);
	}
	/* Only a person with a number or known before can be named twice as one. */
	if (owner != &in->submitter && str_is(in->role, "proxy") &&
	    (in->submitter.known || in->submitter.number.n > 0)) {
		return counter_put_party(x, args, "proxy", &in->submitter, e);
	}
	return true;
}

bool counter_args(struct exchange *x, const struct counter_in *in, const char *verb,
		  struct json **out, struct err *e)
{
	struct json *args;
	bool receives = strcmp(verb, "receive_new") == 0;
	if (!act_args(x, action_find(STR("receive")), &args, e)) {
		return false;
	}
	struct json *o = json_new_obj(x->a);
	put(x, o, "procedure", in->chosen->code);
	put(x, o, "channel", counter_channel(in));
	put(x, o, "receiving", own_unit(x));
	put(x, o, "competent", competent(x, in));
	put(x, o, "class", in->class_id);
	put(x, o, "result_by", form_get(x->form, "result_by"));
	if (json_get(args, "papers")) {
		json_set(x->a, o, "papers", json_get(args, "papers"));
	}
	if (str_is(in->way, "post")) {
		put(x, o, "arrived_at", form_get(x->form, "arrived_at"));
	}
	if (receives) {
		put(x, o, "variant", form_get(x->form, "variant"));
	}
	if (receives && form_get(x->form, "receipt_no").n > 0) {
		put(x, o, "receipt_no", form_get(x->form, "receipt_no"));
		put(x, o, "received_at", form_get(x->form, "received_at"));
	}
	*out = o;
	return put_people(x, o, in, e);
}
