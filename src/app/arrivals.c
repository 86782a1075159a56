/* The ledger as events. */
#include "arrivals.h"

#include "app_int.h"

struct walk {
	struct app *app;
	const struct arrivals_sink *sink;
	struct arena arena;		/* of a dossier */
};

static struct str activity_of(const struct case_facts *f, const struct case_duty *d)
{
	if (d->kind != OB_STEP) {
		return str_of(d->kind == OB_WAIT ? "wait" : "handout");
	}
	return f->version != NULL && d->step >= 0 && (size_t)d->step < f->version->steps
	       ? f->version->step[d->step].name.vi : STR("step");
}

static struct arrival arrival_of(struct walk *w, const struct case_facts *f,
				 const struct case_duty *d)
{
	const struct unit *u = org_unit(&w->app->org, d->unit);
	struct arrival a = { .activity = activity_of(f, d), .at = d->from };

	if (d->holder != PARTY_SEAT) {
		a.unit = a.post = str_of(d->holder == PARTY_CITIZEN ? "citizen"
							    : wait_holder_name(d->body));
		return a;
	}
	a.unit = u != NULL ? u->key : STR("?");
	a.post = STR_JOIN(&w->arena, a.unit, STR("."), str_of(d->post.code));
	return a;
}

/* Rule 35: a return, or a step that none of the one before leads to. Waits in between change
 * nothing. */
static bool came_back(const struct case_facts *f, const struct case_duty *before,
		      const struct case_duty *d)
{
	const struct procedure_version *v = f->version;

	if (before == NULL || d->kind != OB_STEP) {
		return false;
	}
	if (before->ended == ENDED_BACK) {
		return true;
	}
	if (v == NULL || before->step == d->step || before->step < 0 || d->step < 0 ||
	    before->span != d->span || (size_t)before->step >= v->steps) {
		return false;
	}
	const struct step *s = &v->step[before->step];

	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].to_step == (size_t)d->step) {
			return false;
		}
	}
	return true;
}

static bool close_at(struct walk *w, int64_t at, struct err *e)
{
	const struct arrival closed = { .activity = STR("closed"), .unit = STR(""),
					.post = STR(""), .at = at };

	return w->sink->arrive(w->sink->ctx, &closed, e);
}

static bool holds(struct walk *w, const struct case_facts *f, struct err *e)
{
	const struct case_duty *step = NULL;	/* the last one */
	int64_t end = INSTANT_NONE;

	for (size_t i = 0; i < f->duties; i++) {
		const struct case_duty *d = &f->duty[i];

		if (d->kind != OB_STEP && d->kind != OB_WAIT && d->kind != OB_HANDOUT) {
			continue;
		}
		struct arrival a = arrival_of(w, f, d);

		a.back = came_back(f, step, d);
		step = d->kind == OB_STEP ? d : step;

		if ((end != INSTANT_NONE && end < d->from && !close_at(w, end, e)) ||
		    !w->sink->arrive(w->sink->ctx, &a, e)) {
			return false;
		}
		end = d->to;
	}
	return end == INSTANT_NONE || close_at(w, end, e);
}

static bool look(void *ctx, struct case_row *row, struct err *e)
{
	struct walk *w = ctx;
	const struct procedure *p = law_procedure(&w->app->law, row->procedure);

	arena_reset(&w->arena);
	row->facts.version = p != NULL ? procedure_version(p, row->version) : NULL;
	return w->sink->begin(w->sink->ctx, row, e) && holds(w, &row->facts, e) &&
	       w->sink->end(w->sink->ctx, e);
}

bool arrivals_between(struct app *app, int64_t after, int64_t upto,
		      const struct arrivals_sink *sink, struct err *e)
{
	struct walk w = { .app = app, .sink = sink };

	arena_init(&w.arena, 0);
	bool ok = store_cases(app->store, after, upto, look, &w, e);

	arena_done(&w.arena);
	return ok;
}

bool arrivals_each(struct app *app, const struct arrivals_sink *sink, struct err *e)
{
	return arrivals_between(app, INT64_MIN, INT64_MAX, sink, e);
}
