/* Dossiers of a filled store to ask for. */
#include "sample.h"

#include "measure.h"

#include "base/chance.h"
#include "app/view.h"

struct sampling {
	int64_t id;
};

static bool note_stream(void *ctx, const struct stored *s, struct err *e)
{
	struct sampling *x = ctx;
	(void)e;
	x->id = s->stream.kind == STREAM_DOSSIER ? s->stream.id : 0;
	return true;
}

void sample_any(struct app *app, struct arena *a, struct dossier_row *row, size_t n)
{
	struct store *s = app_store(app);
	struct chance c = chance_of(1, 1);
	struct store_last last;
	struct err e;
	if (!store_last(s, &last, &e)) {
		give_up("sample", e.key);
	}
	for (size_t i = 0; i < n;) {
		struct sampling x = { 0 };
		if (!store_range(s, chance_below(&c, last.seq), 1, note_stream, &x, &e) ||
		    (x.id != 0 &&
		     !store_dossier(s, a, (struct dossier_id){ x.id }, &row[i], &e))) {
			give_up("sample", e.key);
		}
		i += x.id != 0;
	}
}

void sample_open(struct app *app, struct arena *a, struct dossier_row *row, size_t n)
{
	struct list_query q = { .by = LIST_OPEN, .limit = LIST_MAX };
	struct dossier_page page;
	struct err e;
	for (size_t i = 0; i < n;) {
		if (!store_list(app_store(app), a, &q, &page, &e)) {
			give_up("sample", e.key);
		}
		for (size_t k = 0; k < page.n && i < n; k += 2) {
			row[i++] = page.row[k];
		}
		q.after = page.next;
	}
}

struct person_id sample_holder(struct app *app, struct str code)
{
	const struct dossier *d;
	struct arena a;
	struct err e;
	arena_init(&a, 0);
	if (!app_dossier(app, &a, code, &d, &e)) {
		give_up("sample", e.key);
	}
	struct person_id who = d->office.seat.person;
	arena_done(&a);
	return who;
}
