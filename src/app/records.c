/* The records clerk's page of one result. */
#include "records.h"

#include "app_int.h"
#include "sight.h"

#include <string.h>

static void put_possible(struct records_view *v)
{
	for (size_t i = 0; i < v->d.possible.n; i++) {
		const char *name = v->d.possible.action[i].action;

		v->may_number = v->may_number || strcmp(name, "number") == 0;
		v->may_ready = v->may_ready || strcmp(name, "ready") == 0;
	}
}

static void put_signer(struct records_view *v)
{
	v->signed_at = INSTANT_NONE;
	for (size_t i = 0; i < v->d.history.n && v->d.is_signed; i++) {
		const struct event *ev = &v->d.history.event[i];

		if (ev->kind == KIND_SIGNED) {
			v->signer = ev->actor;
			v->signed_at = ev->at;
		}
	}
}

static bool put_books(struct app *app, struct arena *a, struct unit_id unit, int64_t now,
		      struct records_view *v, struct err *e)
{
	struct book_last *last;
	size_t n;

	if (!store_books(app->store, a, unit, civil_of(now).year, &last, &n, e)) {
		return false;
	}
	v->book = arena_array(a, struct book_view, n);
	for (size_t i = 0; i < n; i++) {
		size_t at = v->books++;

		for (; at > 0 && v->book[at - 1].next <= last[i].last; at--) {
			v->book[at] = v->book[at - 1];
		}
		v->book[at] = (struct book_view){ last[i].book, last[i].last + 1 };
	}
	return true;
}

bool app_records(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, struct str ref,
		 struct records_view *out, struct err *e)
{
	struct records_view v = { .books = 0 };
	struct dossier *d;

	if (!app_dossier_view(app, a, ask, who, ref, &v.d, e) || !sight(app, a, ref, &d, e) ||
	    !put_books(app, a, dossier_custody(d), ask->now, &v, e)) {
		return false;
	}
	put_possible(&v);
	put_signer(&v);
	*out = v;
	return true;
}
