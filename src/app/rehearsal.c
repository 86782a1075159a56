/* Versions tried on a made-up dossier, for faces. */
#include "rehearsal.h"

#include "app_int.h"
#include "directory.h"

#include <stdio.h>

static const struct procedure_version *version_asked(const struct rehearsal_asked *q,
						     const struct law *law, int64_t at,
						     struct err *e)
{
	const struct procedure *p = law_procedure(law, q->code);
	const struct procedure_version *v;
	char code[64];

	if (p == NULL) {
		(void)snprintf(code, sizeof(code), "%.*s", STR_ARG(q->code));
		(void)err_set(e, ERR_NOT_FOUND, "law.no_procedure", "code", code, NULL);
		return NULL;
	}
	if (q->version == 0) {
		v = procedure_on(p, day_of(at));
		return v != NULL ? v : &p->version[p->versions - 1];
	}
	v = procedure_version(p, q->version);
	if (v == NULL) {
		(void)err_set(e, ERR_NOT_FOUND, "rehearsal.version", NULL);
		(void)err_add_int(e, "value", q->version);
	}
	return v;
}

static bool unit_asked(struct app *app, struct arena *a, const struct rehearsal_asked *q,
		       int64_t at, struct unit_id *out, struct err *e)
{
	const struct unit *u;

	if (q->unit.n == 0) {
		return true;
	}
	u = app_unit_named(app, a, day_of(at), q->unit);
	if (u == NULL) {
		return err_set(e, ERR_NOT_FOUND, "unit.unknown", "value", str_cstr(a, q->unit),
			       NULL);
	}
	*out = u->id;
	return true;
}

static size_t words_of(struct arena *a, struct str way, struct str **out)
{
	struct str *word = arena_array(a, struct str, REHEARSAL_ACTS), one, rest = way;
	size_t n = 0;

	while (n < REHEARSAL_ACTS && rest.n > 0) {
		(void)str_cut(rest, ',', &one, &rest);
		word[n++] = one;
	}
	*out = word;
	return n;
}

/* What nobody had for a moment is none: it was taken at once. */
static bool shown(const struct obligation *o)
{
	return (obligation_primary(o) || o->kind == OB_OPINION) &&
	       !(o->to == o->from && o->ended == ENDED_TAKEN);
}

static bool silent(const struct dossier *d, size_t ob)
{
	for (size_t i = 0; i < d->opinions; i++) {
		if ((size_t)d->opinion[i].obligation == ob) {
			return d->opinion[i].silent;
		}
	}
	return false;
}

static void put_rows(struct app *app, struct arena *a, const struct asking *ask,
		     struct rehearsal_told *t)
{
	const struct dossier *d = t->run.dossier;

	t->row = arena_array(a, struct rehearsal_row, d->obs);
	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];
		struct rehearsal_row *r = &t->row[t->rows];

		if (!shown(o)) {
			continue;
		}
		*r = (struct rehearsal_row){
			.kind = o->kind, .step = o->step, .from = o->from, .to = o->to,
			.due = o->due, .work_s = o->work_s, .plan_s = o->plan_s,
			.name = label_step(ask, d->version, o->step), .silent = silent(d, i),
			.holder = label_party(app, ask, &o->holder, o->from),
		};
		for (size_t k = 0; k < t->run.acts; k++) {
			if (t->run.act[k].hold == i && o->kind == OB_STEP) {
				r->act = &t->run.act[k];
				r->turn = k;
			}
		}
		t->rows++;
	}
}

bool app_rehearse(struct app *app, struct arena *a, const struct asking *ask,
		  const struct rehearsal_asked *q, struct rehearsal_told *out, struct err *e)
{
	const struct law *law = q->law != NULL ? q->law : &app->law;
	struct rehearsal_told t = { .at = q->at != INSTANT_NONE ? q->at : ask->now };
	struct rehearsal_wish w = { .law = law, .org = &app->org, .at = t.at };
	struct str *word;
	struct due_view due;

	t.version = version_asked(q, law, t.at, e);
	if (t.version == NULL || !unit_asked(app, a, q, t.at, &w.competent, e)) {
		return false;
	}
	w.version = t.version;
	w.ways = words_of(a, q->way, &word);
	w.way = word;
	if (!rehearse(a, &w, &t.run, e) ||
	    !dossier_explain(a, t.run.dossier, &due, &t.trace, e)) {
		return false;
	}
	const struct dossier *d = t.run.dossier;
	struct asking then = *ask;

	/* A post and not a name: another one of the unit may have it. */
	then.whom = LABEL_PUBLIC;
	then.now = t.run.end;
	t.competent = label_unit(app, t.run.competent, t.at);
	t.receiving = label_unit(app, t.run.receiving, t.at);
	t.rule_set = d->rules->id;
	t.calendar = d->calendar_id;
	t.first_due = d->first_due;
	t.due = due.due;
	put_rows(app, a, &then, &t);
	ribbon_make(app, a, &then, d, &t.ribbon);
	*out = t;
	return true;
}

struct str rehearsal_way(struct arena *a, const struct rehearsal *r, size_t n, struct str more)
{
	struct str s = STR("");

	for (size_t i = 0; i < n && i < r->acts; i++) {
		s = i == 0 ? r->act[i].way : STR_JOIN(a, s, STR(","), r->act[i].way);
	}
	return more.n == 0 ? s : s.n > 0 ? STR_JOIN(a, s, STR(","), more) : more;
}

/* ---- two beside one another ---- */

static struct str step_id(const struct rehearsal_told *t, const struct rehearsal_row *r)
{
	return r->step >= 0 && (size_t)r->step < t->version->steps ? t->version->step[r->step].id
								 : STR("");
}

static bool same_place(const struct rehearsal_told *one, const struct rehearsal_row *a,
		       const struct rehearsal_told *other, const struct rehearsal_row *b)
{
	return a->kind == b->kind && str_eq(step_id(one, a), step_id(other, b));
}

bool rehearsal_differs(const struct rehearsal_told *one, const struct rehearsal_row *row,
		       const struct rehearsal_told *other, const struct rehearsal_row **there)
{
	size_t turn = 0;

	for (const struct rehearsal_row *r = one->row; r < row; r++) {
		turn += same_place(one, r, one, row);
	}
	*there = NULL;
	for (size_t i = 0; i < other->rows && *there == NULL; i++) {
		const struct rehearsal_row *r = &other->row[i];

		if (same_place(one, row, other, r) && turn-- == 0) {
			*there = r;
		}
	}
	return *there == NULL || !label_same(&row->holder, &(*there)->holder) ||
	       row->plan_s != (*there)->plan_s || row->due != (*there)->due ||
	       !str_eq(row->name, (*there)->name);
}
