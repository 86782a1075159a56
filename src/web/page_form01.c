/* Form 01 as PDF. */
#include "page_form01.h"

#include "noted.h"
#include "web_int.h"

#include "app/form01.h"

struct showing {
	struct sheet sheet;
	struct access_note note;
};

static void send(struct exchange *x)
{
	const struct showing *s = x->state;
	struct str code = str_trim(x->param[0]);	/* blanks around it are let pass */
	struct err e;
	/* Straight into the page: one that is too large for it fails, and is not cut short. */
	if (x->web->o.pdf(&s->sheet, x->page, &e)) {
		http_field(&x->out, "Content-Disposition",
			   str_fmt(x->a, "inline; filename=\"form01-%.*s.pdf\"", STR_ARG(code)));
		reply_text(x, 200, "application/pdf");
	} else {
		reply_err(x, &e);
	}
}

/* Where people find this program: as whoever asks does. */
static struct str site(const struct exchange *x)
{
	return str_fmt(x->a, "%s://%.*s", x->web->o.secure ? "https" : "http",
		       STR_ARG(x->in->header[HTTP_HOST]));
}

void form01_show(struct exchange *x)
{
	struct showing *s = arena_new(x->a, struct showing);
	struct err e;
	if (!app_form01(x->app, x->a, x->person, x->now, x->param[0], site(x), &s->sheet,
			&s->note, &e)) {
		reply_err(x, &e);
		return;
	}
	x->state = s;
	exchange_noted(x, &s->note, send);
}
