/* Lists of escalations, and what was passed up to the head of a unit. */
#include "escalations.h"

#include "app_int.h"
#include "task_int.h"

static struct list_line line(const struct app *app, const struct asking *ask,
			     const struct matter *m, const struct dossier_row *r)
{
	struct list_line l = { .code = r->code, .state = r->state, .due = r->due,
			       .procedure = label_procedure(app, ask, r->procedure) };

	if (r->holder_from != INSTANT_NONE) {
		l.holder = label_party(app, ask, &r->holder, ask->now);
	}
	if (r->state == DOSSIER_OPEN && r->due != INSTANT_NONE && ask->now > r->due) {
		l.late_s = work_between(m->cal, calendar_clamp(m->cal, r->due),
					calendar_clamp(m->cal, ask->now));
	}
	return l;
}

bool app_list_lines(struct app *app, struct arena *a, const struct asking *ask,
		    const struct matter *m, struct list_line **out, size_t *n, struct err *e)
{
	struct list_line *v = arena_array(a, struct list_line, m->listeds);

	for (size_t i = 0; i < m->listeds; i++) {
		struct dossier_row r;

		if (!store_dossier(app->store, a, m->listed[i].dossier, &r, e)) {
			return false;
		}
		v[i] = line(app, ask, m, &r);
	}
	*out = v;
	*n = m->listeds;
	return true;
}

bool app_escalated(struct app *app, struct arena *a, const struct asking *ask,
		   struct unit_id unit, struct str after, int64_t limit, struct tasks *out,
		   struct err *e)
{
	struct work_query q = { .of = WORK_FREE, .unit = unit, .queue = STR("-escalation"),
				.limit = limit };

	return tasks_page(app, a, ask, q, after, out, e);
}
