/* The ledger's own event log, kept in memory. */
#include "own_log_int.h"

#include "arrivals.h"
#include "world.h"

#include "store/finding_row.h"

#include <string.h>

enum { NOTHING_READ = -1, TOUCHED_MOST = 2000, WASTE_LEAST = 65536 };

static const size_t column_most = (size_t)8 << 30;

static void bufs_of(struct own_log *l, struct buf *out[OWN_BUFS])
{
	struct mine_names *const names[] = { &l->activities, &l->posts, &l->units,
					     &l->procedures };
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		out[n++] = &names[i]->text;
		out[n++] = &names[i]->at;
		out[n++] = &names[i]->slot[0];
		out[n++] = &names[i]->slot[1];
	}
	out[n++] = &l->cases;
	out[n++] = &l->events;
	out[n++] = &l->codes;
	out[n++] = &l->marks;
}

struct own_log *own_log_open(struct arena *a)
{
	struct own_log *l = arena_new(a, struct own_log);
	struct buf *buf[OWN_BUFS];

	l->seq = NOTHING_READ;
	bufs_of(l, buf);
	for (size_t i = 0; i < OWN_BUFS; i++) {
		buf_init(buf[i], column_most);
	}
	arena_init(&l->places, 0);
	imap_init(&l->place, &l->places);
	pthread_mutex_init(&l->lock, NULL);
	return l;
}

void own_log_close(struct own_log *l)
{
	struct buf *buf[OWN_BUFS];

	if (l == NULL) {
		return;
	}
	if (l->reader != NULL) {
		rounds_stop(&l->rounds);
		app_close(l->reader);
	}
	bufs_of(l, buf);
	for (size_t i = 0; i < OWN_BUFS; i++) {
		buf_done(buf[i]);
	}
	arena_done(&l->places);
	pthread_mutex_destroy(&l->lock);
}

/* ---- what is read ---- */

struct reading {
	struct own_log *l;
	struct app *app;
	struct own_row row;		/* of the dossier at hand */
	struct conformer conformer;
	struct arena graphs, scratch;
};

static bool unit_number(struct reading *r, struct unit_id id, int32_t *out, struct err *e)
{
	const struct unit *u = org_unit(&r->app->org, id);

	return mine_names_id(&r->l->units, u != NULL ? u->key : STR("?"), out, e);
}

static bool add_mark(struct reading *r, struct unit_id unit, int32_t step, int kind, struct err *e)
{
	struct own_mark m = { .step = (int16_t)step, .kind = (uint8_t)kind };

	if (!unit_number(r, unit, &m.unit, e)) {
		return false;
	}
	buf_add(&r->l->marks, &m, sizeof(m));
	r->row.marks++;
	return buf_ok(&r->l->marks) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

static bool beside_steps(struct reading *r, const struct case_facts *f, struct err *e)
{
	struct conform_one one;
	bool ok = true;

	arena_reset(&r->scratch);
	conformer_measure(&r->conformer, &r->scratch, f, &one);
	r->row.mark = own_marks(r->l);
	r->row.state = (uint8_t)one.state;
	r->row.version = f->version != NULL ? (int32_t)f->version->number : 0;
	r->row.cost = (int32_t)one.cost;
	r->row.most = (int32_t)one.most;
	r->row.returns = one.d.returns;
	r->row.outside = one.d.outside;
	for (size_t i = 0; ok && i < one.marks; i++) {
		ok = add_mark(r, one.mark[i].unit, one.mark[i].step, (int)one.mark[i].kind, e);
	}
	for (size_t i = 0; ok && i < one.units; i++) {
		ok = add_mark(r, one.unit[i], 0, CONFORM_KINDS, e);
	}
	return ok;
}

static bool on_begin(void *ctx, const struct case_row *row, struct err *e)
{
	struct reading *r = ctx;
	struct own_log *l = r->l;

	r->row = (struct own_row){
		.id = row->facts.id.v, .competent = row->facts.competent,
		.first = own_events(l), .code_at = (uint32_t)l->codes.n,
		.code_n = (uint16_t)row->code.n, .from = INT64_MAX, .to = INT64_MIN,
	};
	buf_add(&l->codes, row->code.p, row->code.n);
	return mine_names_id(&l->procedures, row->procedure, &r->row.procedure, e) &&
	       beside_steps(r, &row->facts, e);
}

static bool on_arrive(void *ctx, const struct arrival *a, struct err *e)
{
	struct reading *r = ctx;
	struct own_log *l = r->l;
	struct own_event ev = { .post = MINE_NONE, .unit = MINE_NONE, .back = a->back,
				.at = a->at };

	if (!mine_names_id(&l->activities, a->activity, &ev.activity, e) ||
	    (a->post.n > 0 && !mine_names_id(&l->posts, a->post, &ev.post, e)) ||
	    (a->unit.n > 0 && !mine_names_id(&l->units, a->unit, &ev.unit, e))) {
		return false;
	}
	buf_add(&l->events, &ev, sizeof(ev));
	r->row.n++;
	r->row.from = ev.at < r->row.from ? ev.at : r->row.from;
	r->row.to = ev.at > r->row.to ? ev.at : r->row.to;
	return buf_ok(&l->events) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

/* Instead of what was known of the dossier before. */
static bool on_end(void *ctx, struct err *e)
{
	struct reading *r = ctx;
	struct own_log *l = r->l;
	void *known = imap_get(&l->place, r->row.id);

	if (known != NULL) {
		struct own_row *old = &own_rows(l)[(size_t)(uintptr_t)known - 1];

		l->waste += old->n;
		*old = r->row;
		return true;
	}
	buf_add(&l->cases, &r->row, sizeof(r->row));
	imap_put(&l->place, r->row.id, (void *)(uintptr_t)own_cases(l));
	return buf_ok(&l->cases) || err_set(e, ERR_LIMIT, "log.many", NULL);
}

static bool read_span(struct own_log *l, struct app *app, int64_t after, int64_t upto,
		      struct err *e)
{
	struct reading r = { .l = l, .app = app };
	const struct arrivals_sink sink = { &r, on_begin, on_arrive, on_end };

	arena_init(&r.graphs, 0);
	arena_init(&r.scratch, 0);
	conformer_init(&r.conformer, app, &r.graphs);
	bool ok = arrivals_between(app, after, upto, &sink, e);

	arena_done(&r.graphs);
	arena_done(&r.scratch);
	return ok;
}

static void forget(struct own_log *l)
{
	buf_reset(&l->cases);
	buf_reset(&l->events);
	buf_reset(&l->codes);
	buf_reset(&l->marks);
	arena_reset(&l->places);
	imap_init(&l->place, &l->places);
	l->waste = 0;
	l->seq = NOTHING_READ;
}

static bool read_all(struct own_log *l, struct app *app, struct err *e)
{
	forget(l);
	return read_span(l, app, INT64_MIN, INT64_MAX, e);
}

/* ---- keeping up ---- */

struct touched {
	int64_t id[TOUCHED_MOST];
	size_t n;
	bool more;
};

static bool touch(void *ctx, struct dossier_id id, struct err *e)
{
	struct touched *t = ctx;

	(void)e;
	t->more = t->more || t->n == TOUCHED_MOST;
	if (!t->more) {
		t->id[t->n++] = id.v;
	}
	return true;
}

/* Only the dossiers of new entries; all when these are many, or what is left of older states of
 * dossiers is most of it. */
static bool follow(struct own_log *l, struct app *app, int64_t upto, struct err *e)
{
	struct arena_mark mark = arena_mark(&l->places);
	struct touched *t = arena_new(&l->places, struct touched);

	if (!store_touched(app->store, l->seq, upto, touch, t, e)) {
		return false;
	}
	struct touched some = *t;

	arena_release(&l->places, mark);
	if (some.more || l->waste > own_events(l) / 2 + WASTE_LEAST) {
		return read_all(l, app, e);
	}
	for (size_t i = 0; i < some.n; i++) {
		if (!read_span(l, app, some.id[i] - 1, some.id[i], e)) {
			return false;
		}
	}
	return true;
}

bool own_log_catch_up(struct own_log *l, struct app *app, struct err *e)
{
	struct store_last last;

	if (!store_last(app->store, &last, e)) {
		return false;
	}
	/* Another worker's moment may be later: then it has read more than is seen here. */
	if (last.seq <= l->seq) {
		return true;
	}
	if (!(l->seq == NOTHING_READ ? read_all(l, app, e) : follow(l, app, last.seq, e))) {
		forget(l);
		return false;
	}
	l->seq = last.seq;
	return true;
}

/* ---- a second behind ---- */

/* What fails is tried again a second later; whoever asks meanwhile is told why. */
static enum round_end round_of(void *ctx)
{
	struct own_log *l = ctx;
	struct err ignored;
	bool ok = app_look(l->reader, world_clock(), &ignored);

	if (ok) {
		pthread_mutex_lock(&l->lock);
		ok = own_log_catch_up(l, l->reader, &ignored);
		pthread_mutex_unlock(&l->lock);
		app_looked(l->reader);
	}
	return ROUND_REST;
}

bool own_log_follow(struct own_log *l, struct arena *a, const char *dir, struct err *e)
{
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };

	if (!app_open(a, &o, &l->reader, e)) {
		return false;
	}
	if (!rounds_start(&l->rounds, round_of, l, e)) {
		app_close(l->reader);
		l->reader = NULL;
		return false;
	}
	return true;
}
