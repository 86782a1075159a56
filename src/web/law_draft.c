/* Drafts of law for pages. */
#include "law_draft.h"

#include "web_int.h"
#include "words.h"

struct str law_draft_href(const struct exchange *x, const struct law_draft *d)
{
	return str_fmt(x->a, "/admin/law/%s", d->id);
}

struct link_views law_draft_crumbs(const struct exchange *x, const struct law_draft *d)
{
	struct link_view *l = arena_array(x->a, struct link_view, 2);
	l[0] = (struct link_view){ .text = words0(x, "admin.law"), .href = STR("/admin/law") };
	l[1] = (struct link_view){ .text = d->name, .href = law_draft_href(x, d) };
	return (struct link_views){ l, 2 };
}

bool law_draft_look(struct exchange *x, struct law_draft *d, struct law_outlook *out)
{
	struct err e;
	if (!law_shelf_take(x->web->drafts, x->a, x->param[0], d)) {
		(void)err_set(&e, ERR_NOT_FOUND, "law.draft", NULL);
		reply_err(x, &e);
		return false;
	}
	if (!app_law_outlook(x->app, x->a, d->file, d->files, out, &e)) {
		reply_err(x, &e);
		return false;
	}
	return true;
}
