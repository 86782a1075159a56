/* One input of a form. */
#include "action_input.h"

#include "colleagues.h"
#include "form.h"

#include <string.h>

enum { OPTIONS_MOST = 64, UNITS_MOST = 400 };

/* Coded words that stand in no list of the law: the words of the action's rule. */
static const struct {
	const char *action, *field, *words;
} coded[] = {
	{ "tell", "how", "counter phone sms email post portal" },
	{ "notice_delivered", "how", "signature code portal postal_receipt" },
	{ "deliver", "how", "counter post electronic" },
	{ "deliver", "proof", "signature code postal_receipt portal" },
	{ "reopen", "fault", "office citizen" },
	{ "change_contact", "way", "phone email" },
	{ "change_result_by", "result_by", "counter post electronic" },
	{ "correct", "what", "owner submitter proxy paper" },
	{ "answer_opinion", "answer", "agree conditions object not_competent" },
	{ "rule_opinion", "verdict", "upheld dismissed" },
	{ "rule_contest", "ruling", "upheld dismissed" },
	{ "rule_return", "ruling", "passed_on kept" },
	{ "act_on_escalation", "how", "reassigned helped explained" },
};

static struct str value_of(const struct making *m, const char *name)
{
	return m->kept ? form_get(m->x->form, name) : STR("");
}

/* ---- choices ---- */

/* Nothing is chosen for anybody, unless there is but one. */
static void options(const struct making *m, struct field_view *f, const struct option_view *list,
		    size_t n)
{
	struct option_view *out = arena_array(m->x->a, struct option_view, n + 1);
	struct str value = f->value;
	size_t first = f->required && n < 2 ? 0 : 1;
	out[0] = (struct option_view){ STR(""), words0(m->x, f->required ? "field.choose"
									  : "field.open"),
				       false };
	for (size_t i = 0; i < n; i++) {
		out[first + i] = list[i];
		out[first + i].chosen = value.n > 0 ? str_eq(value, list[i].value)
						    : f->required && n == 1;
	}
	f->options.p = out;
	f->options.n = first + n;
}

/* Does its number say which question of the dossier? */
static bool dossier_asks(const struct action *action)
{
	return str_among("answer_opinion|supplement_opinion|mark_insufficient|rule_opinion",
			 str_of(action->name));
}

/* Codes of the law's lists stand before their names: people know them by both. */
static struct str choice_words(const struct making *m, const struct choice *c)
{
	int64_t number;
	if (strcmp(m->p->field, "number") == 0 && dossier_asks(m->action) &&
	    str_to_int64(c->id, &number)) {
		struct str question = opinion_question(m->d, number);
		struct text_arg args[] = { { "n", c->id },
					   { "question", question.n > 0 ? question : c->name } };
		return words(m->x, "dossier.question", args, ARRAY_LEN(args));
	}
	if (strcmp(m->p->field, "reason") == 0 && c->name.n > 0 && c->id.p[0] == 'R') {
		return str_fmt(m->x->a, "%.*s · %.*s", STR_ARG(c->id), STR_ARG(c->name));
	}
	return c->name.n > 0 ? c->name : words_of(m->x, "notice", c->id);
}

static void offered(const struct making *m, struct field_view *f)
{
	struct option_view list[OPTIONS_MOST];
	size_t n = 0;
	for (size_t i = 0; i < m->p->choices && n < OPTIONS_MOST; i++) {
		const struct choice *c = &m->p->choice[i];
		list[n++] = (struct option_view){ c->id, choice_words(m, c), false };
	}
	options(m, f, list, n);
}

static bool coded_words(const struct making *m, struct field_view *f)
{
	for (size_t i = 0; i < ARRAY_LEN(coded); i++) {
		if (strcmp(coded[i].action, m->action->name) != 0 ||
		    !str_is(f->name, coded[i].field)) {
			continue;
		}
		struct option_view list[OPTIONS_MOST];
		struct str rest = str_of(coded[i].words), one;
		size_t n = 0;
		while (rest.n > 0) {
			(void)str_cut(rest, ' ', &one, &rest);
			list[n++] = (struct option_view){ one, words_of(m->x, coded[i].field, one),
							  false };
		}
		options(m, f, list, n);
		return true;
	}
	return false;
}

static bool leads(const struct seat_label *s)
{
	return post_is(s->post_code, "head") || post_is(s->post_code, "deputy");
}

/* Work goes to whoever is there and does not have it yet; a signature comes from a head. */
static bool fits(const struct making *m, const struct field_view *f,
		 const struct member_load *p)
{
	if (str_is(f->name, "signer")) {
		return leads(&p->seat);
	}
	bool has = p->seat.person_id.v == m->d->holder.person_id.v &&
		   m->d->taken_at != INSTANT_NONE;
	return p->member && !p->on_leave && !has;
}

/* People of the unit that has it, who has least in hand first. */
static void colleagues(const struct making *m, struct field_view *f)
{
	struct asking ask = asking_inside(m->x);
	struct unit_people people;
	struct str value = f->value;
	size_t n = 0;
	struct err e;
	if (!app_unit_people(m->x->app, m->x->a, &ask, m->d->holder.unit_id, &people, &e)) {
		return;		/* the field stays a line: a key may be typed */
	}
	for (size_t i = 0; i < people.members; i++) {
		if (fits(m, f, &people.member[i])) {
			people.member[n++] = people.member[i];
		}
	}
	people.members = n;
	colleagues_put(m->x, &people, f);
	f->value = value;
	if (f->options.n > 0) {
		options(m, f, f->options.p, f->options.n);
	}
}

/* Agencies; where it is about whose it is, also the rooms of the one that has it. */
static bool offered_unit(const struct making *m, const struct org *o, const struct unit *u,
			 struct day today)
{
	const struct unit *has = org_unit(o, m->d->holder.unit_id);
	bool whose = str_is(str_of(m->action->name), "contest") ||
		     str_is(str_of(m->action->name), "rule_contest");
	return str_is(u->role, "agency") ||
	       (whose && has && u != has && org_agency(o, u, today) == org_agency(o, has, today));
}

static void units(const struct making *m, struct field_view *f)
{
	const struct org *o = app_org(m->x->app);
	struct option_view *list = arena_array(m->x->a, struct option_view, UNITS_MOST);
	struct day today = day_of(m->x->now);
	size_t n = 0;
	for (size_t i = 0; i < o->units && n < UNITS_MOST; i++) {
		const struct unit *u = o->unit[i];
		if (unit_exists(u, today) && offered_unit(m, o, u, today)) {
			list[n++] = (struct option_view){ u->key, unit_on(u, today)->name, false };
		}
	}
	options(m, f, list, n);
}

static bool ticked(const struct making *m, const char *name, struct str value)
{
	struct str one;
	for (size_t i = 0; m->kept && form_nth(m->x->form, name, i, &one); i++) {
		if (str_eq(one, value)) {
			return true;
		}
	}
	return false;
}

/* Many of a long list: nothing chosen is nothing said. */
static void chosen_of(const struct making *m, struct field_view *f, struct option_view *list,
		      size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		list[i].chosen = ticked(m, name, list[i].value);
	}
	f->options.p = list;
	f->options.n = n;
}

static void units_many(const struct making *m, struct field_view *f, const char *name)
{
	const struct org *o = app_org(m->x->app);
	struct option_view *list = arena_array(m->x->a, struct option_view, UNITS_MOST);
	struct day today = day_of(m->x->now);
	size_t n = 0;
	for (size_t i = 0; i < o->units && n < UNITS_MOST; i++) {
		const struct unit *u = o->unit[i];
		if ((str_is(u->role, "agency") || str_is(u->role, "body")) &&
		    unit_exists(u, today)) {
			list[n++] = (struct option_view){ u->key, unit_on(u, today)->name, false };
		}
	}
	chosen_of(m, f, list, n, name);
}

/* Who leads an agency that is no commune's, and those who lead the competent one. */
static bool may_be_member(const struct making *m, const struct assignment *a)
{
	const struct org *o = app_org(m->x->app);
	const struct unit *u = org_unit(o, a->unit);
	struct str type = u != NULL ? unit_on(u, day_of(m->x->now))->type : STR("");
	bool commune = str_is(type, "commune") || str_is(type, "ward");
	return u != NULL && (post_is(a->post, "head") || post_is(a->post, "deputy")) &&
	       str_is(u->role, "agency") && (!commune || u->id.v == m->d->competent_id.v) &&
	       org_holds(o, a->person, a->unit, a->post, m->x->now);
}

static void members_many(const struct making *m, struct field_view *f, const char *name)
{
	const struct org *o = app_org(m->x->app);
	struct option_view *list = arena_array(m->x->a, struct option_view, UNITS_MOST);
	struct asking ask = asking_inside(m->x);
	size_t n = 0;
	for (size_t i = 0; i < o->assignments && n < UNITS_MOST; i++) {
		const struct assignment *a = &o->assignment[i];
		const struct person *p = org_person(o, a->person);
		if (p == NULL || !may_be_member(m, a)) {
			continue;
		}
		struct seat seat = { a->unit, a->post, a->person };
		struct seat_label l = label_seat(m->x->app, &ask, seat, m->x->now);
		list[n++] = (struct option_view){ p->key, words_asked(m->x, &l), false };
	}
	chosen_of(m, f, list, n, name);
}

/* What has been put into the dossier and may go with a question. */
static void files_many(const struct making *m, struct field_view *f, const char *name)
{
	struct option_view *list = arena_array(m->x->a, struct option_view, m->d->files);
	size_t n = 0;
	for (size_t i = 0; i < m->d->files; i++) {
		const struct file_view *v = &m->d->file[i];
		struct str number = str_fmt(m->x->a, "%d", (int)v->number);
		if (!v->withdrawn && !v->erased) {
			list[n++] = (struct option_view){ number, v->name.n > 0 ? v->name
				: words1(m->x, "dossier.file.number", "n", number), false };
		}
	}
	chosen_of(m, f, list, n, name);
}

static void papers(const struct making *m, struct field_view *f, const char *name)
{
	struct option_view *list = arena_array(m->x->a, struct option_view, m->d->papers);
	for (size_t i = 0; i < m->d->papers; i++) {
		const struct paper_view *p = &m->d->paper[i];
		list[i] = (struct option_view){ p->id, p->name, ticked(m, name, p->id) };
	}
	f->options.p = list;
	f->options.n = m->d->papers;
}

/* What of several can be chosen at once. */
static void several(const struct making *m, struct field_view *v, const struct field *f)
{
	if (f->type == FIELD_UNITS) {
		units_many(m, v, f->name);
	} else if (f->type == FIELD_PERSONS) {
		members_many(m, v, f->name);
	} else if (strcmp(f->name, "files") == 0) {
		files_many(m, v, f->name);
	} else {
		papers(m, v, f->name);
	}
}

/* The signed results that were put in, the newest first: it is to be numbered. */
static void results(const struct making *m, struct field_view *f)
{
	struct option_view *list = arena_array(m->x->a, struct option_view, m->d->files);
	char hex[HASH_HEX];
	size_t n = 0;
	for (size_t i = m->d->files; i > 0; i--) {
		const struct file_view *v = &m->d->file[i - 1];
		if (v->as == ATTACHED_RESULT && !v->withdrawn && !v->erased) {
			list[n++] = (struct option_view){
				str_dup(m->x->a, str_of(hash_hex(v->file, hex))),
				v->name.n > 0 ? v->name : words1(m->x, "dossier.file.number", "n",
					str_fmt(m->x->a, "%d", (int)v->number)), false };
		}
	}
	options(m, f, list, n);
	if (n == 0) {
		f->hint = words0(m->x, "field.file.none");
	}
}

/* ---- one input ---- */

/* "field.<action>.<name>", where an action has a word of its own for it. */
static struct str label(const struct making *m, struct str name)
{
	struct str own = str_fmt(m->x->a, "field.%s.%.*s", m->action->name, STR_ARG(name));
	return text_get(m->x->lang, own.p).n > 0 ? words0(m->x, own.p)
						 : words_of(m->x, "field", name);
}

static struct input_view by_type(const struct making *m, const struct field *f,
				 struct input_view v)
{
	switch (f->type) {
	case FIELD_TEXT:
		v.kind = INPUT_AREA;
		break;
	case FIELD_CODE:
		v.kind = coded_words(m, &v.field) ? INPUT_CHOICE : INPUT_LINE;
		break;
	case FIELD_INT:
		v.field.inputmode = STR("numeric");
		break;
	case FIELD_BOOL:
		v.kind = INPUT_TICK;
		break;
	case FIELD_AT:
		v.field.type = STR("datetime-local");
		break;
	case FIELD_DAY:
		v.field.type = STR("date");
		break;
	case FIELD_PERSON:
		colleagues(m, &v.field);
		v.kind = v.field.options.n > 0 ? INPUT_CHOICE : INPUT_LINE;
		break;
	case FIELD_UNIT:
		units(m, &v.field);
		v.kind = v.field.options.n > 0 ? INPUT_CHOICE : INPUT_LINE;
		break;
	case FIELD_UNITS: case FIELD_PERSONS:
	case FIELD_LIST: case FIELD_NAMES:
		v.kind = f->type == FIELD_UNITS || f->type == FIELD_PERSONS ? INPUT_MANY
									     : INPUT_TICKS;
		several(m, &v.field, f);
		break;
	case FIELD_HASH:
		results(m, &v.field);
		v.kind = v.field.options.n > 0 ? INPUT_CHOICE : INPUT_LINE;
		break;
	case FIELD_ONCE:
		v.field.inputmode = STR("numeric");
		v.field.autocomplete = STR("one-time-code");
		break;
	case FIELD_NAME:
	case FIELD_DOSSIER:
	case FIELD_MATTER:
	case FIELD_SUBJECT:
	case FIELD_LIMIT:
	case FIELD_FILE:
	case FIELD_PAPERS:
	case FIELD_DOSSIERS:
	case FIELD_CHILDREN:
		break;
	}
	return v;
}

/* There are more procedures than a list can hold: typed for as at the reception. */
static void found_by_typing(const struct making *m, struct input_view *v)
{
	v->kind = INPUT_PROCEDURE;
	v->field.name = STR("procedure-find");
	v->field.hint = words0(m->x, "counter.procedure.hint");
	v->field.autocomplete = STR("off");
	if (v->field.value.n == 0) {
		v->field.value = value_of(m, "procedure-find");
	}
}

struct input_view action_input(const struct making *m, const struct field *f)
{
	struct input_view v = { .field = {
		.name = str_of(f->name), .value = value_of(m, f->name), .required = f->must,
		.form = str_fmt(m->x->a, "%s-", m->action->name),
		.label = label(m, str_of(f->name)),
	} };
	if (strcmp(m->action->name, "correct_procedure") == 0 &&
	    strcmp(f->name, "procedure") == 0) {
		found_by_typing(m, &v);
	} else if (m->p->field && strcmp(m->p->field, f->name) == 0) {
		v.kind = INPUT_CHOICE;
		offered(m, &v.field);
	} else {
		v = by_type(m, f, v);
	}
	if (m->wrong && strcmp(m->wrong, f->name) == 0) {
		v.field.error = m->wrong_words;
		v.field.focus = true;
	}
	return v;
}

/* ---- what people typed ---- */

struct str typed_with(const struct dossier_view *d, int64_t seq, const char *field)
{
	for (size_t i = 0; i < d->texts; i++) {
		if (d->text[i].seq == seq && str_is(d->text[i].field, field)) {
			return d->text[i].value;
		}
	}
	return STR("");
}

struct str round_question(const struct dossier_view *d, const struct round_view *r)
{
	return r->question.n > 0 ? r->question : typed_with(d, r->seq, "question");
}

struct str opinion_question(const struct dossier_view *d, int64_t number)
{
	for (size_t i = 0; i < d->rounds; i++) {
		const struct round_view *r = &d->round[i];
		if (number >= r->first && number < r->first + r->asked) {
			return round_question(d, r);
		}
	}
	return STR("");
}
