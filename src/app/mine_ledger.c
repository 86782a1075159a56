/* The ledger itself as an event log. */
#include "mine_ledger.h"

#include "app_int.h"
#include "arrivals.h"
#include "mine_int.h"

#include "core/mine_hours.h"

struct reading {
	struct mine_in *m;
	struct app *app;
	bool units;			/* holders are units */
	int32_t in;			/* the dossier at hand */
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

static bool add_time(struct reading *r, const struct case_facts *f, struct err *e)
{
	const struct mine_want *w = &r->m->want;
	struct mine_log *l = &r->m->log;
	int64_t due = w->due.n == 0 ? INSTANT_NONE
		      : str_is(w->due, "due") ? f->due : f->first_due;
	int64_t ended = w->ended.n == 0 ? INSTANT_NONE
			: str_is(w->ended, "ready_at") ? f->ready_at : f->closed_at;

	return (due == INSTANT_NONE || mine_log_due(l, r->in, due * MINE_SECOND, e)) &&
	       (ended == INSTANT_NONE || mine_log_ended(l, r->in, ended * MINE_SECOND, e));
}

static bool on_begin(void *ctx, const struct case_row *row, struct err *e)
{
	struct reading *r = ctx;
	const struct case_facts *f = &row->facts;
	struct mine_in *m = r->m;
	char id[ID_TEXT];
	uint8_t marks = (uint8_t)(mine_marks(m, STR("procedure"), row->procedure) |
				  mine_marks(m, STR("receiving"),
					     unit_key(r->app, f->receiving)) |
				  mine_marks(m, STR("competent"),
					     unit_key(r->app, f->competent)));

	return mine_names_id(&m->log.cases, str_of(id_text('d', f->id.v, id)), &r->in, e) &&
	       add_time(r, f, e) &&
	       (marks == 0 || mine_log_flag(&m->log, r->in, marks, e));
}

static bool on_arrive(void *ctx, const struct arrival *a, struct err *e)
{
	struct reading *r = ctx;
	struct mine_log *l = &r->m->log;
	struct str holder = r->units ? a->unit : a->post;
	struct mine_event ev = { .in = r->in, .holder = MINE_NONE,
				 .time = a->at * MINE_SECOND };

	mine_saw(r->m);
	buf_char(&r->m->back, (char)a->back);
	return mine_names_id(&l->activities, a->activity, &ev.activity, e) &&
	       (holder.n == 0 || mine_names_id(&l->holders, holder, &ev.holder, e)) &&
	       mine_log_add(l, &ev, e);
}

static bool on_end(void *ctx, struct err *e)
{
	(void)ctx, (void)e;
	return true;
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
	const struct arrivals_sink sink = { &r, on_begin, on_arrive, on_end };

	return arrivals_each(app, &sink, e);
}
