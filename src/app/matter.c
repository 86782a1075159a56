/* Matters: folded from their streams, and what is owed in them. */
#include "matter.h"

#include "app_int.h"

#include "store/matter_row.h"

struct folding {
	struct app *app;
	struct matter *m;
};

static bool fold_one(void *ctx, const struct stored *s, struct err *e)
{
	struct folding *f = ctx;
	struct entry en;
	/* The fold copies what it keeps. */
	struct arena_mark mark = arena_mark(&f->app->scratch);
	bool ok = entry_read(&f->app->scratch, s->bytes, &en, e) &&
		  matter_apply(&f->app->law, f->m, &en, e);
	arena_release(&f->app->scratch, mark);
	return ok;
}

bool matter_load(struct app *app, struct arena *a, struct matter_id id, struct matter **out,
		 struct err *e)
{
	struct stream stream = { STREAM_MATTER, id.v };
	struct folding f = { app, arena_new(a, struct matter) };
	char text[ID_TEXT];
	matter_init(f.m, a, id);
	if (!store_stream(app->store, stream, 0, fold_one, &f, e)) {
		return false;
	}
	if (f.m->kind == MATTER_NONE) {
		return err_set(e, ERR_NOT_FOUND, "matter.unknown", "value",
			       id_text('m', id.v, text), NULL);
	}
	*out = f.m;
	return true;
}

bool app_matter(struct app *app, struct arena *a, struct matter_id id, const struct matter **out,
		struct err *e)
{
	struct matter *m;
	if (!matter_load(app, a, id, &m, e)) {
		return false;
	}
	*out = m;
	return true;
}

/* ---- what is owed ---- */

static bool cursor(struct str text, struct owed_after *out, struct err *e)
{
	struct str sort, matter, no, rest;
	*out = (struct owed_after){ 0 };
	if (text.n == 0) {
		return true;
	}
	return (str_cut(text, ':', &sort, &rest) && str_cut(rest, ':', &matter, &no) &&
		str_to_int64(sort, &out->sort) && str_to_int64(matter, &out->matter) &&
		str_to_int64(no, &out->no)) ||
	       err_set(e, ERR_INVALID, "list.after", NULL);
}

bool app_owed(struct app *app, struct arena *a, const struct asking *ask,
	      struct person_id person, struct unit_id unit, struct str after, int64_t limit,
	      struct owed_tasks *out, struct err *e)
{
	struct owed_after from;
	struct owed_rows rows;
	if (!cursor(after, &from, e) ||
	    !store_owed(app->store, a, person, unit, from, limit, &rows, e)) {
		return false;
	}
	struct owed_tasks v = { .task = arena_array(a, struct owed_task, rows.n) };
	for (; v.n < rows.n; v.n++) {
		const struct owed_row *r = &rows.row[v.n];
		v.task[v.n] = (struct owed_task){
			.matter = r->matter.id, .matter_kind = r->matter.kind,
			.number = r->no + 1, .kind = r->kind, .reference = r->matter.number,
			.unit = label_unit(app, r->matter.unit, r->matter.opened_at),
			.holder = label_seat(app, ask, r->holder, ask->now),
			.from = r->from, .due = r->due,
			.late = r->due != INSTANT_NONE && r->due < ask->now,
		};
	}
	if (rows.more) {
		const struct owed_row *r = &rows.row[rows.n - 1];
		v.next = str_fmt(a, "%lld:%lld:%d", (long long)r->sort,
				 (long long)r->matter.id.v, (int)r->no);
	}
	*out = v;
	return true;
}
