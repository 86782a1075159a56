/* Search in all one may see: one box for codes, numbers and names. */
#include "page_find.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "trail.h"
#include "view_queue.h"
#include "words.h"

#include "app/find.h"

static struct found_row_view row_view(const struct exchange *x, const struct trail *here,
				      const struct found_dossier *d)
{
	return (struct found_row_view){
		.code = d->code, .href = trail_dossier(x, here, d->code),
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

static void put_pager(const struct exchange *x, struct trail here, size_t skip,
		      const struct found *f, struct find_view *v)
{
	here.after = STR("");
	v->pager.first = skip > 0 ? trail_back(x, &here) : STR("");
	here.after = str_fmt(x->a, "%zu", skip + f->n);
	v->pager.next = f->more ? trail_back(x, &here) : STR("");
	v->pager.from = (int64_t)skip + 1;
	v->pager.to = (int64_t)(skip + f->n);
	v->cut = f->cut;
}

void find_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct trail here = trail_here(x);
	struct find_view v = {
		.top = top_inside(x, words0(x, "find.title")), .query = form_get(x->form, "q"),
		.empty = { .text = words0(x, "find.none") },
	};
	struct found found = { 0 };
	int64_t skip = 0;
	struct err e;
	if (!str_to_int64(here.after, &skip) || skip < 0) {
		skip = 0;
	}
	v.asked = v.query.n > 0;
	if (v.asked && !app_find(x->app, x->a, &ask, x->person, v.query, (size_t)skip, &found,
				 &e)) {
		reply_err(x, &e);
		return;
	}
	/* A code that is one dossier's needs no list. */
	if (skip == 0 && found.n == 1 && !found.cut && found.by == FOUND_CODE) {
		reply_see(x, row_view(x, &here, &found.row[0]).href);
		return;
	}
	struct found_row_view *row = arena_array(x->a, struct found_row_view, found.n);
	for (size_t i = 0; i < found.n; i++) {
		row[i] = row_view(x, &here, &found.row[i]);
	}
	v.rows.p = row;
	v.rows.n = found.n;
	v.by = found_by(x, found.by);
	put_pager(x, here, (size_t)skip, &found, &v);
	page_find(x->page, x->lang, &v);
	reply_page(x, 200);
}
