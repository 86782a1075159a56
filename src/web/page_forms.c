/* Forms as PDF. */
#include "page_forms.h"

#include "form.h"
#include "noted.h"
#include "pass.h"
#include "web_int.h"
#include "words.h"

#include "app/register.h"

#include <string.h>

struct showing {
	struct sheet sheet;
	struct access_note note;
	struct str name;
};

void reply_sheet(struct exchange *x, const struct sheet *s, struct str name)
{
	struct err e;
	/* Straight into the page: one that is too large for it fails, and is not cut short. */
	if (x->web->o.pdf(s, x->page, &e)) {
		http_field(&x->out, "Content-Disposition",
			   str_fmt(x->a, "inline; filename=\"%.*s.pdf\"", STR_ARG(name)));
		reply_text(x, 200, "application/pdf");
	} else {
		reply_err(x, &e);
	}
}

struct str forms_site(const struct exchange *x)
{
	return str_fmt(x->a, "%s://%.*s", x->web->o.secure ? "https" : "http",
		       STR_ARG(x->in->header[HTTP_HOST]));
}

static void send(struct exchange *x)
{
	const struct showing *s = x->state;
	reply_sheet(x, &s->sheet, s->name);
}

/* "supplement-2.pdf"; without the end it is none. */
static struct str word_of(struct str file)
{
	struct str end = STR(".pdf");
	return str_ends(file, end) ? str_sub(file, 0, file.n - end.n) : STR("");
}

static bool make(struct exchange *x, struct person_id who, bool masked, struct showing *s,
		 struct err *e)
{
	struct form_asked asked = {
		.dossier = x->param[0], .form = word_of(x->param[1]), .site = forms_site(x),
		.who = who, .at = x->now, .masked = masked,
	};
	struct str code = str_trim(x->param[0]);	/* blanks around it are let pass */
	if (!app_form(x->app, x->a, &asked, &s->sheet, &s->note, e)) {
		return false;
	}
	s->name = STR_JOIN(x->a, asked.form, STR("-"), code);
	x->state = s;
	return true;
}

void form_reply(struct exchange *x, struct person_id who)
{
	struct showing *s = arena_new(x->a, struct showing);
	struct err e;
	if (make(x, who, false, s, &e)) {
		exchange_noted(x, &s->note, send);
	} else {
		reply_err(x, &e);
	}
}

void form_show(struct exchange *x)
{
	form_reply(x, x->person);
}

/* Code and digits open the masked copy alone: what they stand on can be lost in the
 * street (rule 41). */
void track_form_show(struct exchange *x)
{
	struct showing *s = arena_new(x->a, struct showing);
	struct err e;
	if (!pass_holds(x, x->param[0])) {
		reply_see(x, str_fmt(x->a, "/track?code=%.*s",
				     STR_ARG(http_encode(x->a, x->param[0]))));
	} else if (make(x, x->person, true, s, &e)) {
		send(x);
	} else {
		reply_err(x, &e);
	}
}

/* ---- the register ---- */

static struct day day_in(const struct exchange *x, const char *name)
{
	struct str text = form_get(x->form, name);
	struct err e;
	struct day d;
	return text.n > 0 && day_parse(text, &d, &e) ? d : day_of(x->now);
}

/* Of the counter one sits at; nothing in it is opened. */
void register_show(struct exchange *x)
{
	struct day first = day_in(x, "from"), last = day_in(x, "to");
	char unit[ID_TEXT], a[DAY_TEXT], b[DAY_TEXT];
	struct sheet *s = arena_new(x->a, struct sheet);
	struct err e;
	if (app_register(x->app, x->a, x->person, x->now,
			 str_of(id_text('u', x->seat.unit.v, unit)), first, last, s, &e)) {
		reply_sheet(x, s, str_fmt(x->a, "register-%s-%s", day_text(first, a),
					  day_text(last, b)));
	} else {
		reply_err(x, &e);
	}
}

/* ---- links ---- */

/* One that there are several of is told by its number. */
static struct str title(const struct exchange *x, const struct form_list *list, size_t i)
{
	const struct form_line *l = &list->form[i];
	bool more = l->slip || l->n > 1 || (i + 1 < list->n && list->form[i + 1].n == 2);
	struct text_arg args[] = { { "name", words_of(x, "form.name", str_of(l->name)) },
				   { "n", str_fmt(x->a, "%lld", (long long)l->n) } };
	return more ? words(x, "dossier.form.nth", args, 2) : words(x, "dossier.form", args, 1);
}

static struct link_view link_to(const struct exchange *x, const char *at, struct str code,
				const struct form_list *list, size_t i)
{
	return (struct link_view){
		.text = title(x, list, i),
		.href = str_fmt(x->a, "%s/%.*s/forms/%.*s.pdf", at,
				STR_ARG(http_encode(x->a, code)),
				STR_ARG(form_word(x->a, &list->form[i]))) };
}

struct link_views form_links(const struct exchange *x, const char *at, struct str code,
			     const struct form_list *list, bool citizen)
{
	struct link_view *v = arena_array(x->a, struct link_view, list->n);
	size_t n = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (!citizen || list->form[i].citizen) {
			v[n++] = link_to(x, at, code, list, i);
		}
	}
	return (struct link_views){ v, n };
}

struct link_view form_link(const struct exchange *x, const char *at, struct str code,
			   const struct form_list *list, const char *name)
{
	for (size_t i = list->n; i > 0; i--) {
		if (strcmp(list->form[i - 1].name, name) == 0) {
			return link_to(x, at, code, list, i - 1);
		}
	}
	return (struct link_view){ .count = 0 };
}
