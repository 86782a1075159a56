/* The ledger itself as an event log. */
#include "mine_ledger.h"

#include "app_int.h"
#include "mine_int.h"

#include "store/case_row.h"

#include "core/mine_hours.h"

struct reading {
	struct mine_in *m;
	struct app *app;
	struct arena arena;		/* of a dossier */
	bool units;			/* holders are units */
};

/* ---- what is wanted ---- */

static bool known(const char *option, struct str value, const char *words, struct err *e)
{
	char text[ERR_VALUE_SIZE] = "";

	if (value.n == 0 || str_among(words, value)) {
		return true;
	}
	if (value.n < sizeof(text)) {
		memcpy(text, value.p, value.n);
	}
	return err_set(e, ERR_INVALID, "mine.key", "option", option, "value", text, "have", words,
		       NULL);
}

static bool understood(const struct mine_want *w, struct err *e)
{
	for (size_t i = 0; i < w->marks; i++) {
		if (!known("filter", w->mark[i].key, "procedure|receiving|competent", e)) {
			return false;
		}
	}
	return known("holder", w->holder, "post|unit", e) &&
	       known("due", w->due, "due|first_due", e) &&
	       known("ended", w->ended, "ready_at|closed_at", e);
}

/* ---- a dossier ---- */

static struct str unit_key(const struct app *app, struct unit_id id)
{
	const struct unit *u = org_unit(&app->org, id);

	return u != NULL ? u->key : STR("?");
}

static struct str holder_of(struct reading *r, const struct case_duty *d)
{
	if (d->holder == PARTY_CITIZEN) {
		return str_of("citizen");
	}
	if (d->holder == PARTY_BODY) {
		return str_of(wait_holder_name(d->body));
	}
	struct str unit = unit_key(r->app, d->unit);

	return r->units ? unit
			: STR_JOIN(&r->arena, unit, STR("."), str_of(d->post.code));
}

static struct str activity_of(const struct case_facts *f, const struct case_duty *d)
{
	if (d->kind != OB_STEP) {
		return str_of(d->kind == OB_WAIT ? "wait" : "handout");
	}
	return f->version != NULL && d->step >= 0 && (size_t)d->step < f->version->steps
	       ? f->version->step[d->step].name.vi : STR("step");
}

static bool add(struct reading *r, int32_t in, struct str activity, struct str holder,
		int64_t at, struct err *e)
{
	struct mine_log *l = &r->m->log;
	struct mine_event ev = { .in = in, .holder = MINE_NONE, .time = at * MINE_SECOND };

	mine_saw(r->m);
	return mine_names_id(&l->activities, activity, &ev.activity, e) &&
	       (holder.n == 0 || mine_names_id(&l->holders, holder, &ev.holder, e)) &&
	       mine_log_add(l, &ev, e);
}

/* Holds partition a life: each begins where the one before ended, but for reopenings. */
static bool add_holds(struct reading *r, int32_t in, const struct case_facts *f, struct err *e)
{
	static const struct str closed = STR_INIT("closed"), nobody = STR_INIT("");
	int64_t end = INSTANT_NONE;

	for (size_t i = 0; i < f->duties; i++) {
		const struct case_duty *d = &f->duty[i];

		if (d->kind != OB_STEP && d->kind != OB_WAIT && d->kind != OB_HANDOUT) {
			continue;
		}
		if (end != INSTANT_NONE && end < d->from &&
		    !add(r, in, closed, nobody, end, e)) {
			return false;
		}
		if (!add(r, in, activity_of(f, d), holder_of(r, d), d->from, e)) {
			return false;
		}
		end = d->to;
	}
	return end == INSTANT_NONE || add(r, in, closed, nobody, end, e);
}

static bool add_time(struct reading *r, int32_t in, const struct case_facts *f, struct err *e)
{
	const struct mine_want *w = &r->m->want;
	struct mine_log *l = &r->m->log;
	int64_t due = w->due.n == 0 ? INSTANT_NONE
		      : str_is(w->due, "due") ? f->due : f->first_due;
	int64_t ended = w->ended.n == 0 ? INSTANT_NONE
			: str_is(w->ended, "ready_at") ? f->ready_at : f->closed_at;

	return (due == INSTANT_NONE || mine_log_due(l, in, due * MINE_SECOND, e)) &&
	       (ended == INSTANT_NONE || mine_log_ended(l, in, ended * MINE_SECOND, e));
}

static bool look(void *ctx, struct case_row *row, struct err *e)
{
	struct reading *r = ctx;
	const struct procedure *p = law_procedure(&r->app->law, row->procedure);
	struct case_facts *f = &row->facts;
	char id[ID_TEXT];
	int32_t in;

	arena_reset(&r->arena);
	f->version = p != NULL ? procedure_version(p, row->version) : NULL;
	uint8_t marks = (uint8_t)(mine_marks(r->m, STR("procedure"), row->procedure) |
				  mine_marks(r->m, STR("receiving"),
					     unit_key(r->app, f->receiving)) |
				  mine_marks(r->m, STR("competent"),
					     unit_key(r->app, f->competent)));

	return mine_names_id(&r->m->log.cases, str_of(id_text('d', f->id.v, id)), &in, e) &&
	       add_holds(r, in, f, e) && add_time(r, in, f, e) &&
	       (marks == 0 || mine_log_flag(&r->m->log, in, marks, e));
}

bool mine_ledger(struct mine_in *m, struct app *app, struct err *e)
{
	struct reading r = { .m = m, .app = app, .units = str_is(m->want.holder, "unit") };

	if (!understood(&m->want, e)) {
		return false;
	}
	mine_words(m, LOG_ROLE_CASE, STR(""), STR("dossier"));
	mine_words(m, LOG_ROLE_ACTIVITY, STR(""), STR("step"));
	mine_words(m, LOG_ROLE_TIME, STR(""), STR("from"));
	mine_words(m, LOG_ROLE_RESOURCE, m->want.holder, str_of(r.units ? "unit" : "post"));
	arena_init(&r.arena, 0);
	bool ok = store_cases(app->store, INT64_MIN, INT64_MAX, look, &r, e);

	arena_done(&r.arena);
	return ok;
}
