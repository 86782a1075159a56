/* Batch lists, read back from the ledger. */
#include "batch.h"

#include "sight.h"

#include "store/work.h"

#include <string.h>

/* ---- one list ---- */

struct printed {
	struct arena *a;
	struct entry en;
	bool found;
};

static bool read_printed(void *ctx, const struct stored *s, struct err *e)
{
	struct printed *p = ctx;

	p->found = true;
	return entry_read(p->a, str_dup(p->a, s->bytes), &p->en, e);
}

static bool printed_at(struct app *app, struct arena *a, int64_t seq, struct printed *out,
		       struct err *e)
{
	*out = (struct printed){ .a = a };
	return store_range(app->store, seq, 1, read_printed, out, e) &&
	       (out->found || err_set(e, ERR_CORRUPT, "app.entry", "name", "batch", NULL));
}

static struct unit_id unit_in(const struct json *body, const char *name)
{
	struct unit_id u = { 0 };

	return id_parse('u', json_str(body, name), &u.v) ? u : (struct unit_id){ 0 };
}

bool batch_listing(struct app *app, struct arena *a, struct unit_id unit,
		   struct dossier_id dossier, struct listing *out, struct err *e)
{
	struct printed p;
	int64_t seq;

	*out = (struct listing){ 0 };
	if (!store_serial(app->store, listed_scope(a, unit, dossier), &seq, e)) {
		return false;
	}
	if (seq == 0) {
		return true;
	}
	if (!printed_at(app, a, seq, &p, e)) {
		return false;
	}
	*out = (struct listing){ .seq = seq, .at = p.en.at, .to = unit_in(p.en.body, "to"),
				 .number = json_int(p.en.body, "batch", 0) };
	return true;
}

/* ---- one row ---- */

/* A tick counts for the list before it. */
static enum batch_state state_of(const struct dossier *d, int64_t listed_at, struct unit_id to)
{
	const struct obligation *hold = dossier_hold(d);

	if (d->paper_missing_at != INSTANT_NONE && d->paper_missing_at >= listed_at) {
		return BATCH_MISSING;
	}
	if (d->paper_seen_at != INSTANT_NONE && d->paper_seen_at >= listed_at) {
		return BATCH_ARRIVED;
	}
	return hold != NULL && hold->holder.kind == PARTY_SEAT &&
	       hold->holder.seat.unit.v == to.v ? BATCH_AWAITED : BATCH_GONE;
}

static bool row_of(struct app *app, struct arena *a, const struct asking *ask,
		   const struct dossier *d, struct batch_row *out, struct err *e)
{
	struct subject_id owner = d->owner;

	*out = (struct batch_row){
		.id = d->id, .code = str_dup(a, d->code), .at = INSTANT_NONE,
		.procedure = label_named(ask, d->version->procedure->name),
	};
	return label_subject(app, a, owner, &out->owner, e);
}

static void put_tick(const struct dossier *d, struct batch_row *r)
{
	if (r->state == BATCH_MISSING) {
		r->at = d->paper_missing_at;
	} else if (r->state == BATCH_ARRIVED) {
		r->at = d->paper_seen_at;
	}
}

/* ---- what is on its way ---- */

/* Handed on by one unit and held at another since. */
static bool handed_on(const struct work_row *r, struct unit_id from, struct unit_id to)
{
	return r->kind == OB_STEP && r->came_from.kind == PARTY_SEAT &&
	       r->came_how == ENDED_FORWARD && r->holder.kind == PARTY_SEAT &&
	       (from.v != 0 ? r->came_from.seat.unit.v == from.v &&
			      r->holder.seat.unit.v != from.v
			    : r->came_from.seat.unit.v != to.v);
}

static int order(const struct batch_row *x, const struct batch_row *y)
{
	int by_unit = str_cmp(x->unit_key, y->unit_key);

	return x->at != y->at ? (x->at < y->at ? -1 : 1)
			      : by_unit != 0 ? by_unit : str_cmp(x->code, y->code);
}

static void insert(struct batch_rows *rows, const struct batch_row *r)
{
	size_t at = rows->n;

	if (rows->n == BATCH_ROWS) {
		rows->more = true;
		return;
	}
	for (; at > 0 && order(&rows->row[at - 1], r) > 0; at--) {
		rows->row[at] = rows->row[at - 1];
	}
	rows->row[at] = *r;
	rows->n++;
}

static bool candidate(struct app *app, struct arena *a, const struct asking *ask,
		      const struct work_row *w, struct unit_id counter, struct batch_rows *out,
		      struct err *e)
{
	struct dossier *d;
	struct listing last;
	struct batch_row r;

	if (!cache_load(app, w->dossier, &d, e) || !row_of(app, a, ask, d, &r, e)) {
		return false;
	}
	int64_t handed_at = d->handed_at;
	bool missing = d->paper_missing_at != INSTANT_NONE;
	bool seen = d->paper_seen_at != INSTANT_NONE && d->paper_seen_at >= handed_at;

	if (seen || !batch_listing(app, a, counter, w->dossier, &last, e)) {
		return seen;
	}
	if (last.seq != 0 && last.at >= handed_at && !missing) {
		return true;
	}
	r.state = missing ? BATCH_MISSING : BATCH_AWAITED;
	r.unit = label_unit(app, w->holder.seat.unit, ask->now);
	r.unit_key = org_unit(&app->org, w->holder.seat.unit)->key;
	insert(out, &r);
	return true;
}

static bool owed(struct app *app, struct arena *a, const struct asking *ask,
		 const struct work_row *w, struct unit_id unit, struct batch_rows *out,
		 struct err *e)
{
	struct unit_id from = w->came_from.seat.unit;
	const struct unit *u = org_unit(&app->org, from);
	struct dossier *d;
	struct listing last;
	struct batch_row r;

	if (u == NULL || !batch_listing(app, a, from, w->dossier, &last, e)) {
		return u == NULL;
	}
	if (last.seq == 0 || last.to.v != unit.v) {
		return true;
	}
	if (!cache_load(app, w->dossier, &d, e) || !row_of(app, a, ask, d, &r, e)) {
		return false;
	}
	r.state = state_of(d, last.at, unit);
	if (last.at < d->handed_at ||
	    (r.state != BATCH_AWAITED && r.state != BATCH_MISSING)) {
		return true;
	}
	r.at = last.at;
	r.number = last.number;
	r.year = civil_of(last.at).year;
	r.unit = label_unit(app, from, ask->now);
	r.unit_key = u->key;
	insert(out, &r);
	return true;
}

static bool each_work(struct app *app, struct arena *a, const struct asking *ask,
		      struct work_query q, struct unit_id from, struct batch_rows *out,
		      struct err *e)
{
	struct work_page page = { .more = true };

	q.limit = LIST_MAX;
	out->row = arena_array(a, struct batch_row, BATCH_ROWS);
	while (page.more && !out->more) {
		if (!store_work(app->store, a, &q, &page, e)) {
			return false;
		}
		for (size_t i = 0; i < page.n; i++) {
			const struct work_row *w = &page.row[i];

			if (handed_on(w, from, q.unit) &&
			    !(from.v != 0 ? candidate(app, a, ask, w, from, out, e)
					  : owed(app, a, ask, w, q.unit, out, e))) {
				return false;
			}
		}
		q.after = page.next;
	}
	return true;
}

bool app_batch_candidates(struct app *app, struct arena *a, const struct asking *ask,
			  struct unit_id counter, struct batch_rows *out, struct err *e)
{
	struct work_query q = { .of = WORK_PROMISED, .unit = counter };
	struct batch_rows rows = { 0 };

	if (!each_work(app, a, ask, q, counter, &rows, e)) {
		return false;
	}
	*out = rows;
	return true;
}

bool app_paper_owed(struct app *app, struct arena *a, const struct asking *ask,
		    struct unit_id unit, struct batch_rows *out, struct err *e)
{
	struct work_query q = { .of = WORK_UNIT, .unit = unit };
	struct batch_rows rows = { 0 };

	if (!each_work(app, a, ask, q, (struct unit_id){ 0 }, &rows, e)) {
		return false;
	}
	*out = rows;
	return true;
}

/* ---- printed lists ---- */

static bool found_at(struct app *app, struct arena *a, struct unit_id unit, int64_t year,
		     int64_t number, struct printed *out, struct err *e)
{
	int64_t seq;

	if (!store_serial(app->store, batch_scope(a, unit, (int)year, number), &seq, e)) {
		return false;
	}
	if (seq == 0) {
		(void)err_set(e, ERR_NOT_FOUND, "batch.unknown", NULL);
		return err_add_int(e, "batch", number);
	}
	return printed_at(app, a, seq, out, e);
}

static struct batch head_of(const struct app *app, const struct asking *ask,
			    struct unit_id unit, const struct printed *p)
{
	struct unit_id to = unit_in(p->en.body, "to");
	const struct unit *f = org_unit(&app->org, unit), *t = org_unit(&app->org, to);

	return (struct batch){
		.from = label_unit(app, unit, ask->now), .from_key = f != NULL ? f->key : STR(""),
		.to = label_unit(app, to, ask->now), .to_key = t != NULL ? t->key : STR(""),
		.number = json_int(p->en.body, "batch", 0), .at = p->en.at,
		.year = civil_of(p->en.at).year, .by = p->en.actor,
	};
}

static bool rows_of(struct app *app, struct arena *a, const struct asking *ask,
		    const struct printed *p, struct batch_rows *out, struct err *e)
{
	const struct json *list = json_arr(p->en.body, "dossiers");
	struct unit_id to = unit_in(p->en.body, "to");
	struct dossier_id id;
	struct dossier *d;

	out->row = arena_array(a, struct batch_row, json_len(list));
	for (size_t i = 0; i < json_len(list); i++) {
		struct batch_row *r = &out->row[out->n];

		if (!id_parse('d', json_at(list, i)->s, &id.v) || !cache_load(app, id, &d, e) ||
		    !row_of(app, a, ask, d, r, e)) {
			return false;
		}
		r->state = state_of(d, p->en.at, to);
		put_tick(d, r);
		out->n++;
	}
	return true;
}

bool app_batch(struct app *app, struct arena *a, const struct asking *ask,
	       struct person_id who, struct str unit, int64_t year, int64_t number,
	       struct batch *out, struct err *e)
{
	struct unit_id id, to;
	struct printed p;

	if (!resolve_unit(app, unit, &id, e) || !found_at(app, a, id, year, number, &p, e)) {
		return false;
	}
	to = unit_in(p.en.body, "to");
	if (!sight_of_unit(app, a, ask, who, id) && !sight_of_unit(app, a, ask, who, to)) {
		return refuse(e, "right.reader", NULL);
	}
	*out = head_of(app, ask, id, &p);
	return rows_of(app, a, ask, &p, &out->rows, e);
}

bool app_batches_sent(struct app *app, struct arena *a, const struct asking *ask,
		      struct unit_id counter, struct batches *out, struct err *e)
{
	struct batches v = { .batch = arena_array(a, struct batch, BATCHES_SHOWN) };
	int year = civil_of(ask->now).year;
	struct printed p;
	int64_t last;

	for (int y = year; y >= year - 1; y--) {
		if (!store_serial(app->store, serial_scope(a, "batch", counter, y), &last, e)) {
			return false;
		}
		for (int64_t no = last; no > 0 && v.n < BATCHES_SHOWN; no--) {
			if (!found_at(app, a, counter, y, no, &p, e)) {
				return false;
			}
			v.batch[v.n++] = head_of(app, ask, counter, &p);
		}
	}
	*out = v;
	return true;
}
