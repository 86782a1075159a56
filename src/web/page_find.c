/* Search in all one may see: one box for codes, numbers and names. */
#include "page_find.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_queue.h"
#include "words.h"

#include "app/find.h"

static struct found_row_view row_view(const struct exchange *x, const struct found_dossier *d)
{
	return (struct found_row_view){
		.code = d->code, .href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(d->code)),
		.procedure = d->procedure, .owner = d->owner, .late = d->late,
		.state = words_of(x, "dossier.state", str_of(state_name(d->state))),
		.where = words_unit_of(x, &d->holder), .due = words_near(x, d->due, false),
	};
}

static struct str found_by(const struct exchange *x, enum found_by by)
{
	static const char *const keys[] = {
		[FOUND_NOTHING] = "find.by.nothing", [FOUND_CODE] = "find.by.code",
		[FOUND_NUMBER] = "find.by.number", [FOUND_NAME] = "find.by.name",
	};
	return words0(x, keys[by]);
}

void find_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct find_view v = {
		.top = top_inside(x, words0(x, "find.title")), .query = form_get(x->form, "q"),
		.empty = { .text = words0(x, "find.none") },
	};
	struct found found = { 0 };
	struct err e;
	v.asked = v.query.n > 0;
	if (v.asked && !app_find(x->app, x->a, &ask, x->person, v.query, &found, &e)) {
		reply_err(x, &e);
		return;
	}
	/* A code that is one dossier's needs no list. */
	if (found.n == 1 && found.by == FOUND_CODE) {
		reply_see(x, row_view(x, &found.row[0]).href);
		return;
	}
	struct found_row_view *row = arena_array(x->a, struct found_row_view, found.n);
	for (size_t i = 0; i < found.n; i++) {
		row[i] = row_view(x, &found.row[i]);
	}
	v.rows.p = row;
	v.rows.n = found.n;
	v.more = found.more;
	v.by = found_by(x, found.by);
	page_find(x->page, x->lang, &v);
	reply_page(x, 200);
}
