/*
 * Search in all one may see: one box for codes, numbers and names.
 *
 * The box is sent by POST. Codes and names lead to an address (/find?q=…) that can be
 * come back to; what tells an identity number is answered at once and stands in no
 * address: browsers of shared desks and proxies keep those.
 */
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
	struct str next = f->more ? str_fmt(x->a, "%zu", skip + f->n) : STR("");
	if (find_tells_number(v->query)) {
		v->next = next;
		return;
	}
	here.after = STR("");
	v->pager.first = skip > 0 ? trail_back(x, &here) : STR("");
	here.after = next;
	v->pager.next = f->more ? trail_back(x, &here) : STR("");
	v->pager.from = (int64_t)skip + 1;
	v->pager.to = (int64_t)(skip + f->n);
	v->cut = f->cut;
}

static void show(struct exchange *x)
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
	if (find_tells_number(v.query)) {
		here.words = STR("");
	}
	if (!str_to_int64(form_get(x->form, "after"), &skip) || skip < 0) {
		skip = 0;
	}
	v.top.search = false;
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

void find_show(struct exchange *x)
{
	/* Typed into the address by hand: it shall not go on from page to page. */
	if (find_tells_number(form_get(x->form, "q"))) {
		reply_see(x, STR("/find"));
		return;
	}
	show(x);
}

void find_post(struct exchange *x)
{
	struct str words = str_trim(form_get(x->form, "q"));
	if (words.n == 0) {
		reply_see(x, STR("/find"));
	} else if (find_tells_number(words)) {
		show(x);
	} else {
		reply_see(x, str_fmt(x->a, "/find?q=%.*s", STR_ARG(http_encode(x->a, words))));
	}
}
