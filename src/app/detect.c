/* Detectors over the store, and their rows. */
#include "detect.h"

#include "app_int.h"

#include "store/case_row.h"
#include "store/finding_row.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct looking {
	struct app *app;
	looked_fn *fn;
	void *ctx;
};

static const struct calendar *calendar_of(const struct app *app, const struct case_row *r)
{
	const struct unit *u = org_unit(&app->org, r->facts.competent);

	return law_calendar(&app->law, r->calendar,
			    u != NULL && u->profile.n > 0 ? u->profile : STR("A"));
}

/* Where that person worked: the newest seat of that moment. */
static struct unit_id place_of(const struct app *app, struct person_id id, int64_t at)
{
	for (size_t i = 0; i < app->org.assignments; i++) {
		const struct assignment *s = &app->org.assignment[i];

		if (s->person.v == id.v && s->from <= at && (s->to == INSTANT_NONE || at < s->to)) {
			return s->unit;
		}
	}
	return (struct unit_id){ 0 };
}

static bool name_it(struct looking *l, struct detected *d, struct err *e)
{
	if (detector_of_unit(d->f.what)) {
		d->unit = d->f.unit;
		return true;
	}
	if (!store_actor(l->app->store, d->f.actor_seq, &d->person, e)) {
		return false;
	}
	d->unit = place_of(l->app, d->person, d->f.from);
	return true;
}

static bool look(void *ctx, struct case_row *r, struct err *e)
{
	struct looking *l = ctx;
	struct finding found[FINDINGS_MOST];
	struct detected d[FINDINGS_MOST];
	const struct procedure *p = law_procedure(&l->app->law, r->procedure);
	struct detect_bounds b = detect_bounds_of(law_rule_set_by_id(&l->app->law, r->rule_set));
	size_t kept = 0;

	r->facts.version = p != NULL ? procedure_version(p, r->version) : NULL;
	r->facts.cal = calendar_of(l->app, r);
	size_t n = detect_case(&r->facts, &b, found);

	for (size_t i = 0; i < n; i++) {
		d[kept] = (struct detected){ .f = found[i], .dossier = r->facts.id };
		if (!name_it(l, &d[kept], e)) {
			return false;
		}
		/* Nobody of the office did it: time, the portal, a citizen. */
		kept += d[kept].person.v != 0 || detector_of_unit(d[kept].f.what);
	}
	return l->fn(l->ctx, r->facts.id, r->facts.last_seq, d, kept, e);
}

bool app_detect(struct app *app, int64_t after, int64_t upto, looked_fn *fn, void *ctx,
		struct err *e)
{
	struct looking l = { .app = app, .fn = fn, .ctx = ctx };

	return store_cases(app->store, after, upto, look, &l, e);
}

/* ---- all of them ---- */

struct gathering {
	struct arena *a;
	int64_t now, ahead;
	struct detected_list *out;
};

static bool gather(void *ctx, struct dossier_id id, int64_t last_seq, const struct detected *d,
		   size_t n, struct err *e)
{
	struct gathering *g = ctx;
	struct detected_list *l = g->out;

	(void)id;
	(void)last_seq;
	(void)e;
	l->cases++;
	for (size_t i = 0; i < n; i++) {
		if (d[i].f.at > g->now + (detector_good(d[i].f.what) ? g->ahead : 0)) {
			continue;
		}
		if (l->n == l->cap) {
			size_t cap = l->cap == 0 ? 256 : l->cap * 2;
			struct detected *v = arena_array(g->a, struct detected, cap);

			if (l->n > 0) {
				memcpy(v, l->v, l->n * sizeof(*v));
			}
			l->v = v;
			l->cap = cap;
		}
		l->v[l->n++] = d[i];
	}
	return true;
}

/* ---- what is something only together ---- */

static int order(int64_t x, int64_t y)
{
	return (x > y) - (x < y);
}

/* Of the same detector, about the same person, else the same unit, with the same in common. */
static int by_kin(const struct detected *x, const struct detected *y)
{
	int n = order(x->f.what, y->f.what);

	n = n != 0 ? n : order(x->person.v, y->person.v);
	n = n != 0 || x->person.v != 0 ? n : order(x->unit.v, y->unit.v);
	return n != 0 ? n : order(x->f.common, y->f.common);
}

static int by_kin_and_time(const void *a, const void *b)
{
	const struct detected *x = *(const struct detected *const *)a;
	const struct detected *y = *(const struct detected *const *)b;
	int n = by_kin(x, y);

	n = n != 0 ? n : order(x->f.at, y->f.at);
	return n != 0 ? n : order(x->dossier.v, y->dossier.v);
}

static int64_t each_of(const struct detected *d)
{
	return d->f.each != 0 ? d->f.each : d->dossier.v;
}

/* Do the first ones, sorted, up to the last within the days, count as many as it takes? */
static size_t window(struct detected *const *v, size_t n, int32_t *counted)
{
	int64_t last = day_of(v[0]->f.at).n + detector_within(v[0]->f.what);
	size_t i = 0;

	*counted = 0;
	while (i < n && by_kin(v[0], v[i]) == 0 && day_of(v[i]->f.at).n < last) {
		bool again = false;

		for (size_t k = 0; k < i && !again && *counted < detector_least(v[0]->f.what);
		     k++) {
			again = each_of(v[k]) == each_of(v[i]);
		}
		*counted += !again;
		i++;
	}
	return i;
}

/* Takes out those that lack their like; the others stay in their order. */
static void keep_enough(struct arena *a, struct detected_list *l)
{
	struct detected **v = arena_array(a, struct detected *, l->n);
	bool *kept = arena_array(a, bool, l->n);
	size_t n = 0, out = 0;

	for (size_t i = 0; i < l->n; i++) {
		kept[i] = detector_least(l->v[i].f.what) == 1;
		if (!kept[i]) {
			v[n++] = &l->v[i];
		}
	}
	if (n > 0) {
		qsort(v, n, sizeof(struct detected *), by_kin_and_time);
	}
	for (size_t i = 0; i < n; i++) {
		int32_t counted;
		size_t upto = window(v + i, n - i, &counted);

		for (size_t k = i; counted >= detector_least(v[i]->f.what) && k < i + upto; k++) {
			kept[v[k] - l->v] = true;
		}
	}
	for (size_t i = 0; i < l->n; i++) {
		if (kept[i]) {
			l->v[out++] = l->v[i];
		}
	}
	l->n = out;
}

bool app_detect_all(struct app *app, struct arena *a, int64_t now, int64_t ahead,
		    struct detected_list *out, struct err *e)
{
	struct gathering g = { .a = a, .now = now, .ahead = ahead, .out = out };

	*out = (struct detected_list){ 0 };
	if (!app_detect(app, INT64_MIN, INT64_MAX, gather, &g, e)) {
		return false;
	}
	keep_enough(a, out);
	return true;
}

/* ---- the rows there are ---- */

struct checking {			/* what stands in the store of a dossier */
	struct app *app;
	int64_t upto;
	struct detected row[FINDINGS_MOST];
	size_t rows;
};

static bool read_row(void *ctx, const struct detected *d, struct err *e)
{
	struct checking *c = ctx;

	(void)e;
	if (c->rows < FINDINGS_MOST) {
		c->row[c->rows++] = *d;
	}
	return true;
}

static bool same(const struct detected *x, const struct detected *y)
{
	/* Where a person sat then may be entered later: it is no part of what was found. */
	bool equal = x->f.what == y->f.what && x->person.v == y->person.v &&
		     (!detector_of_unit(x->f.what) || x->unit.v == y->unit.v) &&
		     x->f.at == y->f.at && x->f.from == y->f.from &&
		     x->f.to == y->f.to && x->f.work_s == y->f.work_s &&
		     x->f.other.v == y->f.other.v && x->f.common == y->f.common &&
		     x->f.each == y->f.each && x->f.seqs == y->f.seqs;

	for (size_t i = 0; equal && i < x->f.seqs; i++) {
		equal = x->f.seq[i] == y->f.seq[i];
	}
	return equal;
}

static bool unchanged(struct checking *c, struct dossier_id id, const struct detected *d,
		      size_t n, bool *out, struct err *e)
{
	c->rows = 0;
	if (!store_findings(c->app->store, id.v - 1, id.v, read_row, c, e)) {
		return false;
	}
	*out = c->rows == n;
	for (size_t i = 0; *out && i < n; i++) {
		*out = same(&c->row[i], &d[i]);
	}
	return true;
}

/* ---- behind the ledger ---- */

bool app_detected_upto(struct app *app, int64_t *out, struct err *e)
{
	return store_found_upto(app->store, out, e);
}

struct since {
	struct app *app;
	struct arena *a;
	struct detect_changes *out;
	struct checking stands;
};

static struct detect_change *next_change(struct since *s)
{
	struct detect_changes *c = s->out;

	if (c->n == c->cap) {
		size_t cap = c->cap == 0 ? 64 : c->cap * 2;
		struct detect_change *v = arena_array(s->a, struct detect_change, cap);

		if (c->n > 0) {
			memcpy(v, c->v, c->n * sizeof(*v));
		}
		c->v = v;
		c->cap = cap;
	}
	return &c->v[c->n++];
}

static bool note(void *ctx, struct dossier_id id, int64_t last_seq, const struct detected *d,
		 size_t n, struct err *e)
{
	struct since *s = ctx;
	bool equal = false;

	(void)last_seq;
	if (!unchanged(&s->stands, id, d, n, &equal, e)) {
		return false;
	}
	if (!equal) {
		*next_change(s) = (struct detect_change){
			.dossier = id, .d = n > 0 ? arena_copy(s->a, d, n * sizeof(*d)) : NULL,
			.n = n };
	}
	return true;
}

static bool touched(void *ctx, struct dossier_id id, struct err *e)
{
	struct since *s = ctx;

	return app_detect(s->app, id.v - 1, id.v, note, s, e);
}

bool app_detect_since(struct app *app, struct arena *a, int64_t from,
		      struct detect_changes *out, struct err *e)
{
	struct since s = { .app = app, .a = a, .out = out, .stands = { .app = app } };
	struct store_last last;

	*out = (struct detect_changes){ .upto = from };
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	out->more = last.seq > from + DETECT_ENTRIES;
	out->upto = out->more ? from + DETECT_ENTRIES : last.seq;
	return store_touched(app->store, from, out->upto, touched, &s, e);
}

bool app_detect_write(struct app *app, const struct detect_changes *c, struct err *e)
{
	assert(app->access == APP_WRITER);
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = store_set_found_upto(app->store, c->upto, e);

	for (size_t i = 0; i < c->n && ok; i++) {
		ok = store_findings_put(app->store, c->v[i].dossier, c->v[i].d, c->v[i].n, e);
	}
	ok = ok && store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

bool app_detect_catch_up(struct app *app, struct err *e)
{
	struct detect_changes c = { .more = true };
	struct arena a;
	int64_t from = -1;
	bool ok = app_detected_upto(app, &from, e);

	arena_init(&a, 0);
	while (ok && c.more) {
		arena_reset(&a);
		ok = app_detect_since(app, &a, from, &c, e) &&
		     (c.upto == from || app_detect_write(app, &c, e));
		from = c.upto;
	}
	arena_done(&a);
	return ok;
}

static bool put_again(void *ctx, struct dossier_id id, int64_t last_seq,
		      const struct detected *d, size_t n, struct err *e)
{
	struct app *app = ctx;

	(void)last_seq;
	return n == 0 || store_findings_put(app->store, id, d, n, e);
}

bool app_detect_refill(struct app *app, struct err *e)
{
	struct store_last last;

	return store_clear_findings(app->store, e) && store_last(app->store, &last, e) &&
	       app_detect(app, INT64_MIN, INT64_MAX, put_again, app, e) &&
	       store_set_found_upto(app->store, last.seq, e);
}

/* ---- verify ---- */

static bool check_one(void *ctx, struct dossier_id id, int64_t last_seq,
		      const struct detected *d, size_t n, struct err *e)
{
	struct checking *c = ctx;
	char text[ID_TEXT];

	if (last_seq > c->upto) {
		return true;
	}
	bool equal = false;

	if (!unchanged(c, id, d, n, &equal, e)) {
		return false;
	}
	return equal || err_set(e, ERR_CORRUPT, "verify.row", "table", "finding", "row",
				id_text('d', id.v, text), NULL);
}

bool app_detect_check(struct app *app, struct err *e)
{
	struct checking c = { .app = app };

	return store_found_upto(app->store, &c.upto, e) &&
	       app_detect(app, INT64_MIN, INT64_MAX, check_one, &c, e);
}
