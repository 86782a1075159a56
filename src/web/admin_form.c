/* Forms of the administrator's pages. */
#include "admin_form.h"

#include "refused_field.h"
#include "top.h"

#include "app/directory.h"
#include "app/trial.h"

#include <string.h>

struct admin_form admin_form(const struct exchange *x, const char *verb, const char *action,
			     struct str path, bool came, const struct err *wrong)
{
	struct admin_form f = { .x = x, .verb = verb, .action = action, .kept = came,
				.wrong = came ? wrong : NULL };
	f.view.path = path;
	f.view.title = words_of(x, "admin.form", str_of(action));
	f.view.button = words_of(x, "admin.do", str_of(action));
	f.view.key = top_form_key(x);
	f.input = arena_array(x->a, struct input_view, ADMIN_INPUTS);
	return f;
}

/* Empty when there is no such sentence. */
static struct str sentence(const struct exchange *x, const char *name, const char *end)
{
	struct str key = str_fmt(x->a, "admin.field.%s%s", name, end);
	return text_get(x->lang, key.p).n > 0 ? words0(x, key.p) : STR("");
}

/* `key` in a form is that of its sending (handler.h); a unit's or person's goes beside it. */
static const char *input_name(const char *name)
{
	return strcmp(name, "key") == 0 ? ADMIN_OWN_KEY : name;
}

static struct field_view *put(struct admin_form *f, const char *name, struct str value)
{
	const char *input = input_name(name);
	const struct exchange *x = f->x;
	struct input_view *i = &f->input[f->n++];
	*i = (struct input_view){ .kind = INPUT_LINE, .field = {
		.name = str_of(input), .label = sentence(x, name, ""),
		.hint = sentence(x, name, ".hint"), .form = str_fmt(x->a, "%s-", f->verb),
		.value = f->kept ? form_get(x->form, input) : value } };
	return &i->field;
}

void admin_label(struct admin_form *f, const char *name)
{
	struct field_view *v = &f->input[f->n - 1].field;
	v->label = sentence(f->x, name, "");
	v->hint = sentence(f->x, name, ".hint");
}

void admin_text(struct admin_form *f, const char *name, struct str value, bool must)
{
	struct field_view *v = put(f, name, value);
	v->max = 200;
	v->required = must;
	v->autocomplete = STR("off");
}

void admin_day(struct admin_form *f, const char *name, struct str value, bool must)
{
	struct field_view *v = put(f, name, value);
	v->type = STR("date");
	v->required = must;
}

void admin_moment(struct admin_form *f, const char *name, bool must)
{
	struct field_view *v = put(f, name, STR(""));
	v->type = STR("datetime-local");
	v->required = must;
}

void admin_options(struct admin_form *f, const char *name, struct option_view *option, size_t n)
{
	struct field_view *v = put(f, name, STR(""));
	f->input[f->n - 1].kind = INPUT_CHOICE;
	for (size_t i = 0; i < n; i++) {
		option[i].chosen = v->value.n > 0 && str_eq(option[i].value, v->value);
	}
	v->options.p = option;
	v->options.n = n;
}

void admin_choice(struct admin_form *f, const char *name, struct str value,
		  const struct admin_list *list)
{
	struct option_view *o = arena_array(f->x->a, struct option_view, list->n + 1);
	size_t n = 0;
	if (list->none) {
		o[n++] = (struct option_view){ .text = words0(f->x, "field.choose") };
	}
	for (size_t i = 0; i < list->n; i++) {
		o[n++] = (struct option_view){ .value = list->word[i],
			.text = words_of(f->x, list->family, list->word[i]) };
	}
	admin_options(f, name, o, n);
	struct field_view *v = &f->input[f->n - 1].field;
	for (size_t i = 0; !f->kept && i < n; i++) {
		o[i].chosen = value.n > 0 && str_eq(o[i].value, value);
	}
	v->required = list->none;
}

static bool blame_input(struct admin_form *f, const char *name)
{
	for (size_t i = 0; name && i < f->n; i++) {
		struct field_view *v = &f->input[i].field;
		if (str_is(v->name, input_name(name))) {
			v->error = refused_words(f->x, f->wrong);
			v->focus = true;
			return true;
		}
	}
	return false;
}

/* Beside the input it is about, also one that is none of the action's; false: there is
 * none. */
static bool blame(struct admin_form *f)
{
	return blame_input(f, err_arg(f->wrong, "name")) ||
	       blame_input(f, refused_field(action_find(str_of(f->action)), f->wrong));
}

struct admin_form_view admin_form_view(struct admin_form *f)
{
	if (f->wrong && !blame(f)) {
		f->view.wrong = words_err(f->x, f->wrong);
		f->view.hint = words_hint(f->x, f->wrong);
	}
	f->view.inputs.p = f->input;
	f->view.inputs.n = f->n;
	return f->view;
}

/* ---- acting ---- */

enum { SEVERAL = 3 };

static bool several(const struct exchange *x, const struct unit_line *line, size_t n,
		    const char *name, struct str value, struct err *e)
{
	struct str keys = STR("");
	for (size_t i = 0; i < n && i < SEVERAL; i++) {
		keys = i == 0 ? line[i].unit->key
			      : STR_JOIN(x->a, keys, STR(", "), line[i].unit->key);
	}
	return err_set(e, ERR_INVALID, "admin.units.several", "name", name, "value",
		       str_cstr(x->a, value), "keys", str_cstr(x->a, keys), NULL);
}

bool admin_unit(struct exchange *x, struct json *args, const char *name, struct err *e)
{
	struct str value = form_get(x->form, name);
	struct units_asked q = { .on = day_of(x->now), .words = value, .limit = SEVERAL + 1 };
	const struct unit_line *line;
	bool more;
	if (value.n == 0) {
		return true;
	}
	const struct unit *u = app_unit_named(x->app, x->a, q.on, value);
	size_t n = u ? 0 : app_unit_lines(x->app, x->a, &q, &line, &more);
	if (!u && n > 1) {
		return several(x, line, n, name, value, e);
	}
	if (!u && n == 0) {
		return err_set(e, ERR_NOT_FOUND, "unit.unknown", "name", name, "value",
			       str_cstr(x->a, value), NULL);
	}
	json_set_str(x->a, args, name, u ? u->key : line[0].unit->key);
	return true;
}

bool admin_would(struct exchange *x, const char *action, const struct json *args,
		 struct err *e)
{
	char id[ID_TEXT];
	struct command c = { .key = STR("try"), .verb = str_of(action), .args = args,
			     .as = str_dup(x->a, str_of(id_text('p', x->person.v, id))),
			     .at = INSTANT_NONE };
	return app_would(x->app, x->a, &c, e);
}

/* ---- words ---- */

struct str admin_day_words(const struct exchange *x, struct day d)
{
	char text[DAY_TEXT];
	return d.n == INT32_MAX ? STR("") : str_dup(x->a, str_of(day_vi(d, text)));
}

struct str admin_unit_href(const struct exchange *x, struct str key)
{
	return STR_JOIN(x->a, STR("/admin/units/"), key);
}

struct str admin_person_href(const struct exchange *x, struct str key)
{
	return STR_JOIN(x->a, STR("/admin/people/"), key);
}
