/* Apologies to be signed. */
#include "apology.h"

#include "app_int.h"
#include "forms.h"
#include "inbox.h"
#include "sight.h"
#include "task_int.h"
#include "view.h"

#include "core/decide.h"
#include "core/lateness.h"

#include "base/num.h"

bool app_apologies_owed(struct app *app, struct arena *a, const struct asking *ask,
			struct unit_id unit, struct str after, int64_t limit,
			struct tasks *out, struct err *e)
{
	struct work_query q = { .of = WORK_FREE, .unit = unit, .queue = STR("-apology"),
				.limit = limit };

	return tasks_page(app, a, ask, q, after, out, e);
}

bool app_apologies_count(struct app *app, struct unit_id unit, int64_t *out, struct err *e)
{
	return store_work_free_count(app->store, unit, STR("-apology"), COUNT_MOST, out, e);
}

/* ---- who may have caused it ---- */

static void add_unit(const struct app *app, struct arena *a, const struct asking *ask,
		     struct unit_id id, struct apology_view *v)
{
	const struct unit *u = org_unit(&app->org, id);

	for (size_t i = 0; i < v->units; i++) {
		if (v->unit[i].id.v == id.v) {
			return;
		}
	}
	if (u != NULL) {
		v->unit[v->units++] = (struct apology_unit){
			.id = id, .key = str_dup(a, u->key),
			.name = label_unit(app, id, ask->now) };
	}
}

static void swap_down(struct apology_unit *u, size_t i)
{
	for (; i > 0 && u[i].overrun_s > u[i - 1].overrun_s; i--) {
		struct apology_unit t = u[i];

		u[i] = u[i - 1];
		u[i - 1] = t;
	}
}

/* Every unit that had a duty of it, and the agency; most minutes over the plan first. */
static void put_units(const struct app *app, struct arena *a, const struct asking *ask,
		      const struct dossier *d, struct apology_view *v)
{
	struct lateness l;
	struct unit_share *share;

	lateness_overruns(a, d, ask->now, &l);
	size_t n = lateness_by_unit(a, &l, &share);

	v->unit = arena_array(a, struct apology_unit, d->obs + 1);
	for (size_t i = 0; i < d->obs; i++) {
		if (d->ob[i].holder.kind == PARTY_SEAT && d->ob[i].kind != OB_APOLOGY) {
			add_unit(app, a, ask, d->ob[i].holder.seat.unit, v);
		}
	}
	add_unit(app, a, ask, d->competent, v);
	for (size_t i = 0; i < v->units; i++) {
		for (size_t k = 0; k < n; k++) {
			if (share[k].unit.v == v->unit[i].id.v) {
				v->unit[i].overrun_s = share[k].overrun_s;
			}
		}
		swap_down(v->unit, i);
	}
}

/* As asked for; else the one the draft names, else who is over the plan most. */
static struct apology_unit *choose(const struct dossier *d, struct str key,
				   struct apology_view *v)
{
	const struct apology *open = dossier_apology(d);
	struct apology_unit *found = v->units > 0 ? &v->unit[0] : NULL;

	for (size_t i = 0; i < v->units; i++) {
		bool named = open != NULL && open->cause.v == v->unit[i].id.v;

		if (key.n > 0 ? str_eq(key, v->unit[i].key) : named) {
			found = &v->unit[i];
		}
	}
	if (found != NULL) {
		found->chosen = true;
	}
	return found;
}

/* ---- how it stands ---- */

bool apology_state(const struct app *app, const struct asking *ask, const struct dossier *d,
		   struct apology_state *out, struct err *e)
{
	const struct apology *open = dossier_apology(d);
	struct apology_state v = { .sign_by = INSTANT_NONE, .signed_at = d->form04_at };

	if (open != NULL) {
		v.owed = true;
		v.passed = open->passed;
		v.missed = open->missed_at != INSTANT_NONE;
		v.chance = open->chance;
		v.sign_by = open->sign_by;
		v.owes = label_party(app, ask, &d->ob[open->obligation].holder, ask->now);
	}
	if (d->form04_at != INSTANT_NONE) {
		v.cause = label_unit(app, d->form04_cause, d->form04_at);
	}
	if (d->received_at != INSTANT_NONE && d->rules->late_day_amount > 0) {
		v.late_days = lateness_days(d, ask->now);
		if (!num_mul(v.late_days, d->rules->late_day_amount, &v.compensation)) {
			return err_set(e, ERR_LIMIT, "fee.overflow", NULL);
		}
	}
	*out = v;
	return true;
}

/* ---- the letter, as it would be ---- */

static struct json *arguments(struct arena *a, const struct apology_unit *cause, int64_t days)
{
	struct json *args = json_new_obj(a);
	char id[ID_TEXT];

	json_set_int(a, args, "days", days);
	if (cause != NULL) {
		json_set_str(a, args, "cause", str_dup(a, str_of(id_text('u', cause->id.v, id))));
	}
	return args;
}

static bool try_it(struct app *app, struct arena *a, struct decide *x, int64_t due_before,
		   struct str reason, struct apology_view *v, struct err *e)
{
	struct stream stream = { .kind = STREAM_DOSSIER, .id = x->d->id.v };

	if (!decide_right(x, RIGHT_APOLOGY, e)) {
		return false;
	}
	v->refused = !decide_sign_apology(x, &v->why);
	if (v->refused) {
		return true;
	}
	struct entry *on = arena_new(a, struct entry);

	*on = (struct entry){ .seq = x->next_seq, .at = x->at, .actor = x->actor,
			      .stream = stream, .kind = x->draft[0].kind,
			      .version = kind_version(x->draft[0].kind), .cmd = x->cmd,
			      .body = x->draft[0].body };
	struct form_trial trial = { .d = x->d, .on = on, .due_before = due_before,
				    .typed = reason };

	v->new_due = x->d->due;
	return app_form_trial(app, a, &trial, &v->letter, e);
}

static bool fold_copy(struct app *app, struct arena *a, struct dossier_id id,
		      struct dossier **out, struct err *e)
{
	struct dossier *d = arena_new(a, struct dossier);
	struct entry_list list;

	if (!app_entries(app, a, id, &list, e)) {
		return false;
	}
	dossier_init(d, a, id);
	for (size_t i = 0; i < list.n; i++) {
		if (!dossier_apply(&app->law, d, &list.entry[i], e)) {
			return false;
		}
	}
	*out = d;
	return true;
}

static bool facts(struct app *app, struct arena *a, const struct asking *ask,
		  const struct dossier *d, struct apology_view *v, struct err *e)
{
	const struct apology *open = dossier_apology(d);
	const struct obligation *hold = dossier_hold(d);

	*v = (struct apology_view){
		.id = d->id, .code = str_dup(a, d->code),
		.procedure = label_named(ask, d->version->procedure->name),
		.due = d->due, .first_due = d->first_due, .drafted = open != NULL,
		.sign_by = INSTANT_NONE, .new_due = INSTANT_NONE,
		.days_most = d->rules->form04_max_days,
	};
	if (hold != NULL) {
		v->holder = label_party(app, ask, &hold->holder, ask->now);
	}
	if (open != NULL) {
		v->passed = open->passed;
		v->missed = open->missed_at != INSTANT_NONE;
		v->chance = open->chance;
		v->sign_by = open->sign_by;
		v->owes = label_party(app, ask, &d->ob[open->obligation].holder, ask->now);
	}
	put_units(app, a, ask, d, v);
	return label_subject(app, a, d->owner, &v->owner, e);
}

bool app_apology(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, struct str ref, const struct apology_wish *wish,
		 struct apology_view *out, struct err *e)
{
	struct dossier *seen, *d;

	if (!sight(app, a, ref, &seen, e) || !fold_copy(app, a, seen->id, &d, e) ||
	    !facts(app, a, ask, d, out, e)) {
		return false;
	}
	struct apology_unit *cause = choose(d, wish->cause, out);

	out->days = wish->days > 0 ? wish->days : num_min(2, out->days_most);
	struct decide x = {
		.arena = a, .law = &app->law, .org = &app->org, .d = d,
		.at = num_max(ask->now, d->at), .actor = who, .cmd = STR("try"),
		.args = arguments(a, cause, out->days), .next_seq = d->seq + 1,
	};

	return try_it(app, a, &x, d->due, wish->reason, out, e);
}
