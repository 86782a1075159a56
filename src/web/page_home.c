/* The home page, and the switch of language. */
#include "page_home.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_home.h"
#include "web_int.h"
#include "words.h"

void home_page(struct exchange *x)
{
	struct home_view v = { .top = top_public(x, words0(x, "home.title"), SECTION_NONE) };
	page_home(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* A path of this program, never another host's. */
static bool own_path(struct str s)
{
	if (s.n == 0 || s.p[0] != '/' || (s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\'))) {
		return false;
	}
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '\\' || (unsigned char)s.p[i] > '~') {
			return false;
		}
	}
	return true;
}

/* A preference of the browser's, no state of anybody: a link may set it. */
void language_set(struct exchange *x)
{
	struct str back = form_get(x->form, "back");
	if (!str_is(x->param[0], "vi") && !str_is(x->param[0], "en")) {
		reply_status(x, 404);
		return;
	}
	reply_see(x, own_path(back) ? back : STR("/"));
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "lang=%.*s; Path=/; Max-Age=31536000; SameSite=Lax%s",
			   STR_ARG(x->param[0]), x->web->o.secure ? "; Secure" : ""));
}
