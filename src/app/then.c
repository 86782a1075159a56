/* A dossier as it was. */
#include "then.h"

#include "sight.h"
#include "view.h"

static void put_events(struct arena *a, const struct entry_list *list, int64_t at,
		       struct then_view *v)
{
	v->event = arena_array(a, struct then_event, list->n);
	for (size_t i = 0; i < list->n && list->entry[i].at <= at; i++) {
		const struct entry *en = &list->entry[i];
		v->event[v->events++] = (struct then_event){ en->seq, en->at, en->kind, en->actor };
	}
}

bool app_then(struct app *app, struct arena *a, const struct asking *ask, struct person_id who,
	      struct str code, int64_t at, struct then_view *out, struct err *e)
{
	struct asking then = *ask;
	struct dossier_row row;
	struct entry_list list;
	const struct dossier *d;
	bool may;
	then.now = at < ask->now ? at : ask->now;
	if (!app_dossier_at(app, a, code, then.now, &d, e) ||
	    !store_dossier(app->store, a, d->id, &row, e) ||
	    !sight_may(app, a, ask->now, who, &row, &may, e)) {
		return false;
	}
	if (!may) {
		return refuse(e, "right.reader", NULL);
	}
	if (!app_entries(app, a, d->id, &list, e)) {
		return false;
	}
	const struct obligation *hold = dossier_hold(d);
	struct then_view v = {
		.id = d->id, .code = d->code, .state = d->state, .at = then.now, .due = d->due,
		.first_due = d->first_due, .step = label_step(&then, d->version, d->step),
		.procedure = label_procedure(app, &then, d->version->procedure->code),
		.holder = label_party(app, &then, hold ? &hold->holder : &d->office, then.now),
	};
	ribbon_make(app, a, &then, d, &v.ribbon);
	put_events(a, &list, then.now, &v);
	*out = v;
	return true;
}
