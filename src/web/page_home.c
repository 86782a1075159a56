/* The home page, and the switch of language. */
#include "page_home.h"

#include "form.h"
#include "guard.h"
#include "page_figures.h"
#include "pages.h"
#include "top.h"
#include "view_home.h"
#include "web_int.h"
#include "words.h"

void home_page(struct exchange *x)
{
	if (kept_find(x)) {
		reply_kept_page(x);
		return;
	}
	struct home_view v = { .top = top_public(x, words0(x, "home.title"), SECTION_NONE) };
	v.measured = figures_cards(x, &v.figures);
	page_home(x->page, x->lang, &v);
	kept_put(x);
	reply_kept_page(x);
}

/* A preference of the browser's, no state of anybody: a link may set it. */
void language_set(struct exchange *x)
{
	struct str back = form_get(x->form, "back");
	if (!str_is(x->param[0], "vi") && !str_is(x->param[0], "en")) {
		reply_status(x, 404);
		return;
	}
	reply_see(x, guard_own_path(back) ? back : STR("/"));
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "lang=%.*s; Path=/; Max-Age=31536000; SameSite=Lax%s",
			   STR_ARG(x->param[0]), x->web->o.secure ? "; Secure" : ""));
}
