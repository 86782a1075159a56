/*
 * Forms of the administrator's pages: inputs with what was typed into the form that came,
 * what was wrong beside its input, and the act itself. One form is one action
 * (act_form.h); several stand on a page, told apart by the verb in their address.
 */
#ifndef DUNGHEN_WEB_ADMIN_FORM_H
#define DUNGHEN_WEB_ADMIN_FORM_H

#include "act_form.h"
#include "view_admin.h"
#include "words.h"

enum { ADMIN_INPUTS = 10, ADMIN_FORMS = 4 };

/* A form being made. Its inputs are those of `verb`; when the request is of that verb and
 * was refused, `wrong` says why. */
struct admin_form {
	const struct exchange *x;
	struct admin_form_view view;
	const char *verb, *action;
	bool kept;			/* its values are those that came */
	const struct err *wrong;	/* or NULL */
	struct input_view *input;
	size_t n;
};

/* `path`: of the form. `came`: the request is of this form. */
struct admin_form admin_form(const struct exchange *x, const char *verb, const char *action,
			     struct str path, bool came, const struct err *wrong);
/* Where a form has the key of what it makes. */
#define ADMIN_OWN_KEY "own_key"
/* An input each; `value` is what stands there before anything was typed. Labels are
 * sentences admin.field.<name>, hints admin.field.<name>.hint where there is one. */
void admin_text(struct admin_form *f, const char *name, struct str value, bool must);
void admin_day(struct admin_form *f, const char *name, struct str value, bool must);
void admin_moment(struct admin_form *f, const char *name, bool must);
/* Another label for the last input, with its hint. */
void admin_label(struct admin_form *f, const char *name);
/* Words of a list, shown as <family>.<word>; `none`: nothing is one of them. */
struct admin_list {
	const struct str *word;
	size_t n;
	const char *family;
	bool none;
};
void admin_choice(struct admin_form *f, const char *name, struct str value,
		  const struct admin_list *list);
/* The same with ready options. */
void admin_options(struct admin_form *f, const char *name, struct option_view *option, size_t n);
/* The form, finished: what was not said beside an input stands above them. */
struct admin_form_view admin_form_view(struct admin_form *f);

/* Puts the key of the unit that a field names, by key or name, among the arguments. An
 * empty field stays out. Errors: unit.unknown, admin.units.several, each with `name`. */
bool admin_unit(struct exchange *x, struct json *args, const char *name,
		struct err *e) MUST_USE;
/* Would the action be accepted, of whoever is signed in? */
bool admin_would(struct exchange *x, const char *action, const struct json *args,
		 struct err *e) MUST_USE;

/* "05/03/2026", or empty for a day without an end. */
struct str admin_day_words(const struct exchange *x, struct day d);
struct str admin_unit_href(const struct exchange *x, struct str key);
struct str admin_person_href(const struct exchange *x, struct str key);

#endif
