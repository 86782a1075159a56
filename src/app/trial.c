/* Commands tried and forgotten. */
#include "trial.h"

#include "sight.h"

/* ---- one command ---- */

bool app_trial(struct app *app, struct arena *a, const struct asking *ask,
	       const struct command *c, struct trial_result *out, struct err *e)
{
	struct passage *p = arena_new(a, struct passage);
	struct trial_result r = { .refused = true };
	bool good = true;

	*p = (struct passage){ .app = app, .a = a, .command = c };
	if (passage_try(p, &r.why)) {
		const struct obligation *hold = dossier_hold(p->d);

		r.refused = false;
		r.chosen = p->decide.given.passed_over;
		r.state = p->d->state;
		r.step = label_step(ask, p->d->version, p->d->step);
		if (hold != NULL) {
			r.holder = label_party(app, ask, &hold->holder, ask->now);
		}
	} else if (err_exit_status(r.why.code) != 1) {
		*e = r.why;
		good = false;
	}
	/* Nothing of it was ever said. */
	cache_drop(&app->cache, p->dossier);
	*out = r;
	return good;
}

bool app_would(struct app *app, struct arena *a, const struct command *c, struct err *e)
{
	struct passage *p = arena_new(a, struct passage);

	*p = (struct passage){ .app = app, .a = a, .command = c };
	return passage_try(p, e);
}

/* ---- many at once ---- */

struct trying {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	struct person_id who;
	struct command command;
	struct bulk_order order;
};

/* Where a row stands: rows at one place can go on together. */
struct place {
	const struct procedure_version *version;	/* NULL: not to be read */
	int32_t step;
};

static bool hands_over(const struct trying *t)
{
	return str_is(t->order.verb, "hand_over");
}

static bool refuse_row(struct bulk_row *r, const struct err *why)
{
	r->result = (struct trial_result){ .refused = true, .why = *why };
	return true;
}

/* What may be known of a row; one that may not be read is refused. */
static bool look(struct trying *t, struct bulk_row *r, struct place *at, struct err *e)
{
	struct decide x = { .arena = t->a, .law = &t->app->law, .org = &t->app->org,
			    .at = t->ask->now, .actor = t->who };
	struct dossier *d;
	struct err why;

	if (!sight_code(t->app, t->a, r->code, &d, &why)) {
		*e = why;
		return why.code == ERR_NOT_FOUND && refuse_row(r, &why);
	}
	x.d = d;
	if (!decide_right(&x, RIGHT_READER, &why)) {
		return refuse_row(r, &why);
	}
	*at = (struct place){ d->version, d->step };
	r->code = str_dup(t->a, d->code);
	r->procedure = label_named(t->ask, d->version->procedure->name);
	r->step = label_step(t->ask, d->version, d->step);
	return label_subject(t->app, t->a, d->owner, &r->owner, e);
}

static bool same_place(struct place a, struct place b)
{
	return a.version != NULL && a.version == b.version && a.step == b.step;
}

/* Ways lead on from it. */
static bool goes_on(struct place p)
{
	const struct step *s = p.version != NULL && p.step >= 0 ? &p.version->step[p.step]
								 : NULL;

	for (size_t i = 0; s != NULL && i < s->outcomes; i++) {
		if (s->outcome[i].kind == OUTCOME_FORWARD) {
			return s->kind != STEP_SIGN && s->kind != STEP_ISSUE;
		}
	}
	return false;
}

/* The place of most rows from which ways lead on; of equals the first. */
static struct place common(const struct place *at, size_t n)
{
	struct place best = { 0 };
	size_t most = 0;

	for (size_t i = 0; i < n; i++) {
		size_t here = 0;

		for (size_t k = 0; k < n; k++) {
			here += same_place(at[i], at[k]);
		}
		if (here > most && goes_on(at[i])) {
			best = at[i];
			most = here;
		}
	}
	return best;
}

static bool put_outcomes(struct trying *t, struct str code, struct bulk *b, struct err *e)
{
	struct dossier *d;

	if (!sight_code(t->app, t->a, code, &d, e)) {
		return false;
	}
	b->outcome = arena_array(t->a, struct choice, CHOICES_MOST);
	b->outcomes = possible_outcomes(t->app, t->ask, d, OUTCOME_FORWARD, b->outcome);
	if (t->order.outcome.n == 0 && b->outcomes > 0) {
		t->order.outcome = b->outcome[0].id;
	}
	return true;
}

struct json *bulk_args(struct arena *a, const struct bulk_order *o, struct str code)
{
	struct json *args = json_new_obj(a);

	json_set_str(a, args, "dossier", code);
	if (str_is(o->verb, "hand_over")) {
		json_set_str(a, args, "outcome", o->outcome);
	} else if (str_is(o->verb, "reassign")) {
		json_set_str(a, args, "to", o->to);
		json_set_str(a, args, "note", o->note);
	} else if (str_is(o->verb, "sign")) {
		json_set_bool(a, args, "many", true);
	}
	return args;
}

static bool try_row(struct trying *t, struct bulk_row *r, struct err *e)
{
	t->command.args = bulk_args(t->a, &t->order, r->code);
	return app_trial(t->app, t->a, t->ask, &t->command, &r->result, e);
}

static bool try_rows(struct trying *t, const struct place *at, struct bulk *b, struct err *e)
{
	struct place here = hands_over(t) ? common(at, b->rows) : (struct place){ 0 };
	struct err other;

	(void)err_set(&other, ERR_CONFLICT, here.version != NULL ? "bulk.other_step"
								 : "bulk.no_way", NULL);
	for (size_t i = 0; i < b->rows; i++) {
		struct bulk_row *r = &b->row[i];

		if (at[i].version == NULL) {
			continue;
		}
		if (hands_over(t) && !same_place(at[i], here)) {
			(void)refuse_row(r, &other);
			continue;
		}
		if ((hands_over(t) && b->outcomes == 0 && !put_outcomes(t, r->code, b, e)) ||
		    !try_row(t, r, e)) {
			return false;
		}
		b->good += !r->result.refused;
		b->chosen += !r->result.refused && r->result.chosen;
	}
	return true;
}

bool app_bulk(struct app *app, struct arena *a, const struct asking *ask,
	      struct person_id who, const struct bulk_order *o, const struct str *code,
	      size_t codes, struct bulk *out, struct err *e)
{
	char id[ID_TEXT];
	struct trying t = {
		.app = app, .a = a, .ask = ask, .who = who, .order = *o,
		.command = { .key = STR("try"), .verb = o->verb, .at = INSTANT_NONE,
			     .as = str_dup(a, str_of(id_text('p', who.v, id))) } };
	struct bulk b = { .row = arena_array(a, struct bulk_row, codes), .rows = codes };
	struct place *at = arena_array(a, struct place, codes);

	for (size_t i = 0; i < codes; i++) {
		b.row[i] = (struct bulk_row){ .code = code[i] };
		at[i] = (struct place){ 0 };
		if (!look(&t, &b.row[i], &at[i], e)) {
			return false;
		}
	}
	if (!try_rows(&t, at, &b, e)) {
		return false;
	}
	*out = b;
	return true;
}
