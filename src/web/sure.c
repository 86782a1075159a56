/* Asking once more. */
#include "sure.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_sure.h"
#include "words.h"

#include "app/trial.h"

#include <string.h>

/* Each has a sentence sure.<action>. */
static const char *const harmful[] = {
	"send_back", "deny", "not_eligible", "withdraw", "stop", "decline", "recall",
	"cancel_fee", "refund_fee", "correct_procedure", "reopen",
};

bool sure_harms(const char *action)
{
	for (size_t i = 0; i < ARRAY_LEN(harmful); i++) {
		if (strcmp(action, harmful[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* Of the fields of a form those of its own housekeeping. */
static bool of_the_form(struct str name)
{
	static const char *const names[] = { "token", "key", "sure", "again" };
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_is(name, names[i])) {
			return true;
		}
	}
	return false;
}

static void put_hidden(const struct exchange *x, struct sure_view *v)
{
	struct sure_hidden_view *out = arena_array(x->a, struct sure_hidden_view, x->form->n);
	size_t n = 0;
	for (size_t i = 0; i < x->form->n; i++) {
		const struct form_field *f = &x->form->field[i];
		if (!of_the_form(f->name)) {
			out[n++] = (struct sure_hidden_view){ f->name, f->value };
		}
	}
	v->hidden.p = out;
	v->hidden.n = n;
}

/* The law's list that a code is of, by action and field. */
static const struct coded *in_law(const struct law *l, const char *action, const char *field,
				  struct str id)
{
	bool reason = strcmp(field, "reason") == 0, ground = strcmp(field, "ground") == 0;
	if (reason && strcmp(action, "send_back") == 0) {
		return coded_find(l->return_reason, l->return_reasons, id);
	}
	if (reason && strcmp(action, "decline") == 0) {
		return coded_find(l->decline_reason, l->decline_reasons, id);
	}
	if (ground && strcmp(action, "stop") == 0) {
		return coded_find(l->stop_ground, l->stop_grounds, id);
	}
	return NULL;
}

/* A code with its name. */
static struct str shown(const struct exchange *x, const struct action *action,
			const struct field *f, struct str value)
{
	struct asking ask = asking_inside(x);
	const struct coded *c = in_law(app_law(x->app), action->name, f->name, value);
	if (strcmp(f->name, "procedure") == 0) {
		struct str called = label_procedure(x->app, &ask, value);
		return str_fmt(x->a, "%.*s %.*s", STR_ARG(value), STR_ARG(called));
	}
	struct str name = c ? label_named(&ask, c->name) : STR("");
	return c ? str_fmt(x->a, "%.*s %.*s", STR_ARG(value), STR_ARG(name))
	     : f->type == FIELD_CODE ? words_of(x, f->name, value) : value;
}

/* One argument as it was typed; empty: none, or a list. */
static struct str typed(const struct exchange *x, const struct field *f, const struct json *args)
{
	switch (f->type) {
	case FIELD_INT:
		return json_get(args, f->name)
			? str_int(x->a, json_int(args, f->name, 0)) : STR("");
	case FIELD_MATTER:
	case FIELD_DOSSIER:	/* what it is about anyway */
	case FIELD_PAPERS:
	case FIELD_LIST:
	case FIELD_UNITS:
	case FIELD_PERSONS:
	case FIELD_NAMES:
	case FIELD_DOSSIERS:
	case FIELD_CHILDREN:
	case FIELD_BOOL:
	case FIELD_ONCE:
		return STR("");
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_NAME:
	case FIELD_AT:
	case FIELD_DAY:
	case FIELD_UNIT:
	case FIELD_PERSON:
	case FIELD_SUBJECT:
	case FIELD_LIMIT:
	case FIELD_HASH:
	case FIELD_FILE:
		break;
	}
	return json_str(args, f->name);
}

static void put_lines(const struct exchange *x, const struct action *action,
		      const struct json *args, struct sure_view *v)
{
	struct sure_line_view *out = arena_array(x->a, struct sure_line_view,
						 action_fields(action));
	size_t n = 0;
	for (size_t i = 0; i < action_fields(action); i++) {
		const struct field *f = action_field(action, i);
		struct str value = typed(x, f, args);
		if (value.n > 0) {
			out[n++] = (struct sure_line_view){
				words_of(x, "field", str_of(f->name)),
				shown(x, action, f, value) };
		}
	}
	v->lines.p = out;
	v->lines.n = n;
}

static struct str holder_words(const struct exchange *x, const struct trial_result *r)
{
	struct text_arg args[] = { { "who", words_seat(x, &r->holder) },
				   { "name", words_person(x, r->holder.person_id) },
				   { "step", r->step } };
	if (r->holder.unit.n == 0) {
		return STR("");
	}
	return words(x, args[1].value.n > 0 ? "sure.to.name" : "sure.to", args,
		     ARRAY_LEN(args));
}

static struct str path_of(const struct exchange *x)
{
	return str_fmt(x->a, "%.*s%s%.*s", STR_ARG(x->in->path), x->in->query.n > 0 ? "?" : "",
		       STR_ARG(x->in->query));
}

static void ask_page(struct exchange *x, const struct action *action,
		     const struct json *args, const struct sure_place *place, struct str to)
{
	struct str name = str_of(action->name), title = words_of(x, "do", name);
	struct sure_view v = {
		.top = top_inside(x, title), .title = title, .about = place->about,
		.what = words_of(x, "sure", name), .to = to, .back = place->back,
		.action = path_of(x), .key = form_get(x->form, "key"), .typed = true,
	};
	put_lines(x, action, args, &v);
	put_hidden(x, &v);
	page_sure(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* What would be refused needs no second question. */
static bool would_go(struct exchange *x, const struct action *action, const struct json *args,
		     struct str *to, struct err *e)
{
	char id[ID_TEXT];
	struct asking ask = asking_inside(x);
	struct command c = { .key = STR("try"), .verb = str_of(action->name), .args = args,
			     .as = str_dup(x->a, str_of(id_text('p', x->person.v, id))),
			     .at = INSTANT_NONE };
	struct trial_result r;
	if (!app_trial(x->app, x->a, &ask, &c, &r, e)) {
		return false;
	}
	if (r.refused) {
		*e = r.why;
		return false;
	}
	*to = holder_words(x, &r);
	return true;
}

enum sure_end sure_ask(struct exchange *x, const struct action *action,
		       const struct json *args, const struct sure_place *place, struct err *e)
{
	return sure_harms(action->name) ? sure_ask_of(x, action, args, place, e) : SURE_GO_ON;
}

enum sure_end sure_ask_of(struct exchange *x, const struct action *action,
			  const struct json *args, const struct sure_place *place, struct err *e)
{
	struct str to = STR("");
	if (form_get(x->form, "sure").n > 0) {
		return SURE_GO_ON;
	}
	if (form_get(x->form, "again").n > 0) {
		return SURE_AGAIN;
	}
	if (json_get(args, "dossier") && !would_go(x, action, args, &to, e)) {
		return SURE_REFUSED;
	}
	ask_page(x, action, args, place, to);
	return SURE_ASKED;
}

bool sure_plain(struct exchange *x, const struct sure_plain *q)
{
	if (form_get(x->form, "sure").n > 0) {
		return true;
	}
	struct sure_view v = {
		.top = q->top ? *q->top : top_inside(x, q->title),
		.title = q->title, .about = q->whom,
		.what = q->what, .to = q->to, .back = q->back, .action = path_of(x),
		.key = form_get(x->form, "key"), .typed = q->typed,
	};
	put_hidden(x, &v);
	page_sure(x->page, x->lang, &v);
	reply_page(x, 200);
	return false;
}
