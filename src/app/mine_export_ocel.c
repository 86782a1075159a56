/* The ledger written as an object-centric event log. */
#include "mine_export_ocel.h"

#include "app_int.h"
#include "arrivals.h"

#include "core/mine_names.h"

#include "base/day.h"

#include <assert.h>

enum { ATTRS = 8, LINKS = 4, TIMES = 8 };

static const size_t names_most = (size_t)1 << 30;

/* Sets of names that must be known before the first object is written. */
enum set { SET_ACTIVITY, SET_UNIT, SET_POST, SETS };

struct writing {
	struct app *app;
	struct ocel_out *out;
	struct mine_names set[SETS];
	struct buf dossiers;		/* struct dossier_id, by their numbers */
	struct arena arena;		/* of a thing */
	/* the thing at hand */
	struct ocel_attr attr[ATTRS];
	struct ocel_link link[LINKS];
	char text[TIMES][INSTANT_TEXT];
	size_t times;
	struct ocel_item it;
	struct str dossier;		/* the one at hand */
	int64_t number, events;
};

/* ---- types ---- */

/* The schema of the XML form wants names of attributes that no other type has. So events,
 * whose types are the steps of procedures, have none: who holds stands in relations. */
static const struct ocel_column of_dossiers[] = {
	{ "procedure", OCEL_STRING }, { "channel", OCEL_STRING }, { "state", OCEL_STRING },
	{ "received_at", OCEL_TIME }, { "first_due", OCEL_TIME }, { "due", OCEL_TIME },
	{ "ready_at", OCEL_TIME }, { "closed_at", OCEL_TIME },
};
static const struct ocel_column of_units[] = { { "name", OCEL_STRING }, { "role", OCEL_STRING } };
static const struct ocel_column of_posts[] = { { "outside", OCEL_BOOLEAN } };
static const struct ocel_column of_opinions[] = {
	{ "planned", OCEL_BOOLEAN }, { "silent", OCEL_BOOLEAN }, { "said", OCEL_STRING },
	{ "answer_due", OCEL_TIME },
};
static const struct ocel_column of_papers[] = {
	{ "what", OCEL_STRING }, { "paper", OCEL_STRING }, { "type", OCEL_STRING },
	{ "size", OCEL_INTEGER },
};

#define COLUMNS(list) (list), ARRAY_LEN(list)
static const struct ocel_type fixed[] = {
	{ OCEL_OBJECT, STR_INIT("dossier"), COLUMNS(of_dossiers) },
	{ OCEL_OBJECT, STR_INIT("unit"), COLUMNS(of_units) },
	{ OCEL_OBJECT, STR_INIT("post"), COLUMNS(of_posts) },
	{ OCEL_OBJECT, STR_INIT("opinion"), COLUMNS(of_opinions) },
	{ OCEL_OBJECT, STR_INIT("document"), COLUMNS(of_papers) },
};

static const struct str fixed_events[] = { STR_INIT("opinion asked"),
					   STR_INIT("opinion answered"),
					   STR_INIT("document handed in") };

/* ---- the thing at hand ---- */

static void start(struct writing *w, enum ocel_kind kind, struct str id, struct str type)
{
	w->it = (struct ocel_item){ .kind = kind, .id = id, .type = type, .attr = w->attr,
				    .link = w->link };
	w->times = 0;
}

/* What is empty is not said. */
static void say(struct writing *w, const char *name, struct str value)
{
	if (value.n > 0) {
		assert(w->it.attrs < ATTRS);
		w->attr[w->it.attrs++] = (struct ocel_attr){ .name = str_of(name),
							     .value = value };
	}
}

static struct str time_text(struct writing *w, int64_t at)
{
	assert(w->times < TIMES);
	return str_of(instant_text(at, w->text[w->times++]));
}

static void say_time(struct writing *w, const char *name, int64_t at)
{
	if (at != INSTANT_NONE) {
		say(w, name, time_text(w, at));
	}
}

static void concern(struct writing *w, struct str object, const char *type,
		    const char *qualifier)
{
	assert(w->it.links < LINKS);
	w->link[w->it.links++] = (struct ocel_link){ .object = object, .type = str_of(type),
						     .qualifier = str_of(qualifier) };
}

static bool tell(struct writing *w, struct err *e)
{
	return w->out->item(w->out, &w->it, e);
}

static struct str id_of(struct writing *w, const char *type, struct str key)
{
	return STR_JOIN(&w->arena, str_of(type), STR(":"), key);
}

/* ---- first pass: names ---- */

static bool note(struct writing *w, enum set set, struct str name, struct err *e)
{
	int32_t id;

	return mine_names_id(&w->set[set], name, &id, e);
}

static bool note_unit(struct writing *w, struct unit_id id, struct err *e)
{
	const struct unit *u = org_unit(&w->app->org, id);

	return u == NULL || note(w, SET_UNIT, u->key, e);
}

/* "25195.kt.officer", of whom an opinion was asked. */
static struct str post_text(struct writing *w, const struct case_duty *d)
{
	const struct unit *u = org_unit(&w->app->org, d->unit);

	return u == NULL || d->holder != PARTY_SEAT ? STR("")
	       : STR_JOIN(&w->arena, u->key, STR("."), str_of(d->post.code));
}

/* Its duty, or NULL. */
static const struct case_duty *duty_of(const struct case_facts *f, const struct case_opinion *o)
{
	return o->duty >= 0 && (size_t)o->duty < f->duties ? &f->duty[o->duty] : NULL;
}

static bool note_opinions(struct writing *w, const struct case_facts *f, struct err *e)
{
	for (size_t i = 0; i < f->opinions; i++) {
		const struct case_duty *d = duty_of(f, &f->opinion[i]);
		struct str post = d != NULL ? post_text(w, d) : STR("");

		if (d != NULL && post.n > 0 &&
		    !(note_unit(w, d->unit, e) && note(w, SET_POST, post, e))) {
			return false;
		}
	}
	return true;
}

static bool note_dossier(void *ctx, const struct case_row *row, struct err *e)
{
	struct writing *w = ctx;

	arena_reset(&w->arena);
	buf_add(&w->dossiers, &row->facts.id, sizeof(row->facts.id));
	return (buf_ok(&w->dossiers) || err_set(e, ERR_LIMIT, "log.many", NULL)) &&
	       note_unit(w, row->facts.receiving, e) && note_unit(w, row->facts.competent, e) &&
	       note_opinions(w, &row->facts, e);
}

/* Who holds outside has the same name as unit and as post. */
static bool outside(const struct arrival *a)
{
	return str_eq(a->post, a->unit);
}

static bool note_arrival(void *ctx, const struct arrival *a, struct err *e)
{
	struct writing *w = ctx;

	return note(w, SET_ACTIVITY, a->activity, e) &&
	       (a->post.n == 0 || note(w, SET_POST, a->post, e)) &&
	       (a->post.n == 0 || outside(a) || note(w, SET_UNIT, a->unit, e));
}

static bool go_on(void *ctx, struct err *e)
{
	(void)ctx, (void)e;
	return true;
}

static bool write_types(struct writing *w, struct arena *a, struct err *e)
{
	struct mine_names *names = &w->set[SET_ACTIVITY];

	for (size_t i = 0; i < ARRAY_LEN(fixed_events); i++) {
		if (!note(w, SET_ACTIVITY, fixed_events[i], e)) {
			return false;
		}
	}
	size_t n = ARRAY_LEN(fixed) + (size_t)names->n;
	struct ocel_type *type = arena_array(a, struct ocel_type, n);

	memcpy(type, fixed, sizeof(fixed));
	for (int32_t i = 0; i < names->n; i++) {
		type[ARRAY_LEN(fixed) + (size_t)i] = (struct ocel_type){
			OCEL_EVENT, str_dup(a, mine_names_text(names, i)), NULL, 0,
		};
	}
	return w->out->types(w->out, type, n, e);
}

/* ---- second pass: objects ---- */

static bool write_units(struct writing *w, struct err *e)
{
	for (int32_t i = 0; i < w->set[SET_UNIT].n; i++) {
		struct str key = mine_names_text(&w->set[SET_UNIT], i);
		const struct unit *u = org_unit_by_key(&w->app->org, key);

		arena_reset(&w->arena);
		start(w, OCEL_OBJECT, id_of(w, "unit", key), STR("unit"));
		if (u != NULL) {
			say(w, "name", u->attrs > 0 ? u->attr[u->attrs - 1].name : STR(""));
			say(w, "role", u->role);
		}
		if (!tell(w, e)) {
			return false;
		}
	}
	return true;
}

/* "25195.kt.officer" is of the unit before the last dot, "citizen" of none. Posts go by
 * their own names: so mining by them says what mining the ledger says. */
static bool write_posts(struct writing *w, struct err *e)
{
	for (int32_t i = 0; i < w->set[SET_POST].n; i++) {
		struct str post = mine_names_text(&w->set[SET_POST], i);
		size_t dot = post.n;

		while (dot > 0 && post.p[dot - 1] != '.') {
			dot--;
		}
		arena_reset(&w->arena);
		start(w, OCEL_OBJECT, post, STR("post"));
		say(w, "outside", str_of(dot == 0 ? "true" : "false"));
		if (dot > 0) {
			concern(w, id_of(w, "unit", str_sub(post, 0, dot - 1)), "unit", "of");
		}
		if (!tell(w, e)) {
			return false;
		}
	}
	return true;
}

static void next_dossier(struct writing *w)
{
	arena_reset(&w->arena);
	w->dossier = id_of(w, "dossier", str_int(&w->arena, ++w->number));
}

static struct str opinion_id(struct writing *w, const struct case_opinion *o)
{
	return STR_JOIN(&w->arena, STR("opinion"), str_sub(w->dossier, 7, w->dossier.n),
			STR("."), str_int(&w->arena, o->number));
}

static bool write_opinion(struct writing *w, const struct case_facts *f,
			  const struct case_opinion *o, struct err *e)
{
	const struct case_duty *d = duty_of(f, o);
	struct str post = d != NULL ? post_text(w, d) : STR("");

	start(w, OCEL_OBJECT, opinion_id(w, o), STR("opinion"));
	say(w, "planned", str_of(o->planned ? "true" : "false"));
	say(w, "silent", str_of(o->silent ? "true" : "false"));
	say(w, "said", str_of(said_name(o->said)));
	say_time(w, "answer_due", o->due);
	concern(w, w->dossier, "dossier", "about");
	if (post.n > 0) {
		concern(w, post, "post", "asked of");
	}
	return tell(w, e);
}

static void concern_unit(struct writing *w, struct unit_id id, const char *qualifier)
{
	const struct unit *u = org_unit(&w->app->org, id);

	if (u != NULL) {
		concern(w, id_of(w, "unit", u->key), "unit", qualifier);
	}
}

static bool write_dossier(void *ctx, const struct case_row *row, struct err *e)
{
	struct writing *w = ctx;
	const struct case_facts *f = &row->facts;

	next_dossier(w);
	start(w, OCEL_OBJECT, w->dossier, STR("dossier"));
	say(w, "procedure", row->procedure);
	say(w, "channel", str_of(channel_name(f->channel)));
	say(w, "state", str_of(state_name(f->state)));
	say_time(w, "received_at", f->received_at);
	say_time(w, "first_due", f->first_due);
	say_time(w, "due", f->due);
	say_time(w, "ready_at", f->ready_at);
	say_time(w, "closed_at", f->closed_at);
	concern_unit(w, f->receiving, "received by");
	concern_unit(w, f->competent, "competent");
	bool ok = tell(w, e);

	for (size_t i = 0; ok && i < f->opinions; i++) {
		ok = write_opinion(w, f, &f->opinion[i], e);
	}
	return ok;
}

static bool pass_over(void *ctx, const struct arrival *a, struct err *e)
{
	(void)ctx, (void)a, (void)e;
	return true;
}

/* ---- papers ---- */

/* Numbers of dossiers go by their ids: false, there is none. */
static bool find_dossier(struct writing *w, struct dossier_id id)
{
	const struct dossier_id *all = (const struct dossier_id *)(void *)w->dossiers.p;
	size_t low = 0, high = w->dossiers.n / sizeof(*all);

	while (low < high) {
		size_t half = low + (high - low) / 2;

		if (all[half].v < id.v) {
			low = half + 1;
		} else {
			high = half;
		}
	}
	w->number = (int64_t)low;
	next_dossier(w);
	return low < w->dossiers.n / sizeof(*all) && all[low].v == id.v;
}

static struct str paper_id(struct writing *w, const struct case_file *f)
{
	return STR_JOIN(&w->arena, STR("document"), str_sub(w->dossier, 7, w->dossier.n),
			STR("."), str_int(&w->arena, f->number));
}

static bool write_paper(void *ctx, const struct case_file *f, struct err *e)
{
	struct writing *w = ctx;

	if (!find_dossier(w, f->dossier)) {
		return true;
	}
	start(w, OCEL_OBJECT, paper_id(w, f), STR("document"));
	say(w, "what", f->what);
	say(w, "paper", f->paper);
	say(w, "type", f->type);
	say(w, "size", str_int(&w->arena, f->size));
	concern(w, w->dossier, "dossier", "belongs to");
	return tell(w, e);
}

/* ---- third pass: events ---- */

static void start_event(struct writing *w, struct str type, int64_t at)
{
	start(w, OCEL_EVENT, STR_JOIN(&w->arena, STR("e"), str_int(&w->arena, ++w->events)),
	      type);
	w->it.time = time_text(w, at);
}

static bool write_paper_event(void *ctx, const struct case_file *f, struct err *e)
{
	struct writing *w = ctx;

	if (!find_dossier(w, f->dossier)) {
		return true;
	}
	start_event(w, fixed_events[2], f->at);
	concern(w, paper_id(w, f), "document", "handed in");
	return tell(w, e);
}

static bool opinion_event(struct writing *w, const struct case_facts *f,
			  const struct case_opinion *o, struct str type, int64_t at,
			  struct err *e)
{
	const struct case_duty *d = duty_of(f, o);
	struct str post = d != NULL ? post_text(w, d) : STR("");

	if (at == INSTANT_NONE) {
		return true;
	}
	start_event(w, type, at);
	concern(w, opinion_id(w, o), "opinion", "opinion");
	if (post.n > 0) {
		concern(w, post, "post", "asked of");
		concern_unit(w, d->unit, "asked of");
	}
	return tell(w, e);
}

static bool begin_events(void *ctx, const struct case_row *row, struct err *e)
{
	struct writing *w = ctx;
	const struct case_facts *f = &row->facts;

	next_dossier(w);
	for (size_t i = 0; i < f->opinions; i++) {
		const struct case_opinion *o = &f->opinion[i];

		if (!opinion_event(w, f, o, fixed_events[0], o->asked_at, e) ||
		    !opinion_event(w, f, o, fixed_events[1], o->answered_at, e)) {
			return false;
		}
	}
	return true;
}

static bool write_arrival(void *ctx, const struct arrival *a, struct err *e)
{
	struct writing *w = ctx;

	start_event(w, a->activity, a->at);
	concern(w, w->dossier, "dossier", "dossier");
	if (a->post.n > 0) {
		concern(w, a->post, "post", "holder");
	}
	if (a->post.n > 0 && !outside(a)) {
		concern(w, id_of(w, "unit", a->unit), "unit", "holder's unit");
	}
	return tell(w, e);
}

/* ---- all of it ---- */

static bool write_all(struct writing *w, struct arena *types, struct err *e)
{
	const struct arrivals_sink notes = { w, note_dossier, note_arrival, go_on };
	const struct arrivals_sink objects = { w, write_dossier, pass_over, go_on };
	const struct arrivals_sink events = { w, begin_events, write_arrival, go_on };
	struct store *s = w->app->store;

	if (!arrivals_each(w->app, &notes, e) || !write_types(w, types, e) ||
	    !write_units(w, e) || !write_posts(w, e) || !arrivals_each(w->app, &objects, e) ||
	    !store_case_files(s, write_paper, w, e)) {
		return false;
	}
	w->number = 0;
	return arrivals_each(w->app, &events, e) &&
	       store_case_files(s, write_paper_event, w, e);
}

static void names(struct writing *w, void (*each)(struct writing *, struct buf *))
{
	for (size_t i = 0; i < SETS; i++) {
		each(w, &w->set[i].text);
		each(w, &w->set[i].at);
		each(w, &w->set[i].slot[0]);
		each(w, &w->set[i].slot[1]);
	}
	each(w, &w->dossiers);
}

static void open_buf(struct writing *w, struct buf *b)
{
	(void)w;
	buf_init(b, names_most);
}

static void close_buf(struct writing *w, struct buf *b)
{
	(void)w;
	buf_done(b);
}

bool mine_export_ocel(struct app *app, struct ocel_out *out, struct err *e)
{
	struct writing *w = arena_new(app->home, struct writing);
	struct arena types;
	struct err late;

	*w = (struct writing){ .app = app, .out = out };
	arena_init(&w->arena, 0);
	arena_init(&types, 0);
	names(w, open_buf);
	bool ok = write_all(w, &types, e), ended = out->end(out, ok ? e : &late);

	names(w, close_buf);
	arena_done(&types);
	arena_done(&w->arena);
	return ok && ended;
}
