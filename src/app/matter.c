/* Matters: folded from their streams, and what is owed in them. */
#include "matter.h"

#include "app_int.h"
#include "signals.h"

#include "store/matter_row.h"

#include <string.h>

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

/* ---- reading ---- */

static bool of_unit(const struct app *app, struct person_id person, struct unit_id unit,
		    int64_t now)
{
	const struct unit *u = org_unit(&app->org, unit);
	bool member = org_member(&app->org, person, unit, now);
	for (int depth = 0; !member && u && depth < ORG_DEPTH; depth++) {
		member = org_holds(&app->org, person, u->id, post_of("head"), now) ||
			 org_holds(&app->org, person, u->id, post_of("deputy"), now);
		u = org_unit(&app->org, unit_on(u, day_of(now))->parent);
	}
	return member;
}

bool app_matter_reads(const struct app *app, const struct matter *m, struct person_id person,
		      int64_t now)
{
	if (m->signal) {
		return app_signal_reads(app, m, person, now);
	}
	bool may = of_unit(app, person, m->unit, now);
	for (size_t i = 0; !may && i < m->oweds; i++) {
		may = of_unit(app, person, m->owed[i].holder.unit, now);
	}
	return may;
}

bool app_matter_asks(const struct app *app, const struct matter *m, struct person_id person,
		     int64_t now)
{
	return m->kind == MATTER_REGISTERED && m->closed_at == INSTANT_NONE &&
	       of_unit(app, person, m->unit, now);
}

struct texts {
	struct app *app;
	struct arena *a;
	struct matter_text *text;
	size_t n, room;
};

static bool put_text(struct texts *t, const struct entry *en, size_t member, struct err *e)
{
	struct vault_text opened;
	struct hash h;
	struct str name = en->body->k[member];
	if (!str_ends(name, STR("_c")) || en->body->v[member]->type != JSON_STR ||
	    !hash_from_hex(en->body->v[member]->s, &h)) {
		return true;
	}
	if (!store_unseal(t->app->store, t->a, h, &opened, e)) {
		return false;
	}
	if (t->n == t->room) {
		size_t room = t->room > 0 ? 2 * t->room : 8;
		struct matter_text *grown = arena_array(t->a, struct matter_text, room);
		if (t->n > 0) {
			memcpy(grown, t->text, t->n * sizeof(*grown));
		}
		t->text = grown;
		t->room = room;
	}
	t->text[t->n++] = (struct matter_text){
		.seq = en->seq, .n = json_int(en->body, "n", 0),
		.field = str_dup(t->a, str_sub(name, 0, name.n - 2)), .value = opened.value,
	};
	return true;
}

static bool texts_of(void *ctx, const struct stored *s, struct err *e)
{
	struct texts *t = ctx;
	struct entry en;
	if (!entry_read(t->a, str_dup(t->a, s->bytes), &en, e)) {
		return false;
	}
	for (size_t i = 0; i < en.body->n; i++) {
		if (!put_text(t, &en, i, e)) {
			return false;
		}
	}
	return true;
}

bool app_matter_texts(struct app *app, struct arena *a, const struct matter *m,
		      struct matter_text **out, size_t *n, struct err *e)
{
	struct stream stream = { STREAM_MATTER, m->id.v };
	struct texts t = { .app = app, .a = a };
	if (!store_stream(app->store, stream, 0, texts_of, &t, e)) {
		return false;
	}
	*out = t.text;
	*n = t.n;
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
