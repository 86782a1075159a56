/* The administrator's first page: where one may go. */
#include "page_admin.h"

#include "pages.h"
#include "top.h"
#include "view_admin.h"
#include "words.h"

/* Sentences admin.<name> and admin.<name>.about. */
static const char *const places[] = {
	"units", "reform", "people", "accounts", "factor", "search", "procedures", "calendars",
	"rule-sets", "law", "tokens", "webhooks",
};

void admin_home(struct exchange *x)
{
	struct admin_link_view *out = arena_array(x->a, struct admin_link_view,
						  ARRAY_LEN(places));
	struct admin_view v = { .top = top_inside(x, words0(x, "admin.title")) };
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		out[i] = (struct admin_link_view){
			str_fmt(x->a, "/admin/%s", places[i]),
			words_of(x, "admin", str_of(places[i])),
			words0(x, str_fmt(x->a, "admin.%s.about", places[i]).p) };
	}
	v.links.p = out;
	v.links.n = ARRAY_LEN(places);
	page_admin(x->page, x->lang, &v);
	reply_page(x, 200);
}
