/* Rows of work: from the store's rows to what lists show. */
#include "task_int.h"

int64_t day_end(int64_t at, int32_t days)
{
	return day_start((struct day){ day_of(at).n + days + 1 }) - 1;
}

static const struct calendar *calendar_of(const struct app *app, const struct work_row *r)
{
	const struct unit *u = org_unit(&app->org, r->competent);
	struct str profile = u != NULL && u->profile.n > 0 ? u->profile : STR("A");

	return law_calendar(&app->law, r->calendar, profile);
}

static void put_mark(const struct app *app, const struct asking *ask,
		     const struct work_row *r, struct task *t)
{
	const struct calendar *c = calendar_of(app, r);

	if (r->kind == OB_WAIT) {
		t->mark = TASK_STOPPED;
		return;
	}
	if (r->step_due == INSTANT_NONE || c == NULL) {
		t->mark = TASK_OPEN;
		return;
	}
	int64_t now = calendar_clamp(c, ask->now), due = calendar_clamp(c, r->step_due);

	t->left_s = now > due ? work_between(c, due, now) : work_between(c, now, due);
	t->mark = ask->now > r->step_due ? TASK_LATE
		  : t->left_s < WORKING_DAY_S ? TASK_NEAR : TASK_OK;
}

static struct str step_name(const struct app *app, const struct asking *ask,
			    const struct work_row *r)
{
	const struct procedure *p = law_procedure(&app->law, r->procedure);

	if (p == NULL || (r->kind != OB_STEP && r->kind != OB_WAIT)) {
		return (struct str){ 0 };
	}
	return label_step(ask, procedure_version(p, r->version), r->step);
}

bool task_of(struct app *app, struct arena *a, const struct asking *ask,
	     const struct work_row *r, struct task *out, struct err *e)
{
	struct task t = {
		.id = r->dossier, .code = r->code, .procedure_code = r->procedure,
		.procedure = label_procedure(app, ask, r->procedure),
		.step = step_name(app, ask, r), .kind = r->kind, .step_kind = r->step_kind,
		.state = r->state, .channel = r->channel,
		.holder = label_party(app, ask, &r->holder, ask->now),
		.untaken = r->holder.kind == PARTY_SEAT && r->taken_at == INSTANT_NONE,
		.held_from = r->from, .taken_at = r->taken_at,
		.from = label_party(app, ask, &r->came_from, ask->now), .how = r->came_how,
		.returns = r->returns, .opinions_open = r->opinions_open,
		.urge_due = r->urge_due, .urges = r->urges,
		.came_for_nothing = r->came_for_nothing,
		.no = r->no, .number = r->number, .step_due = r->step_due, .due = r->due,
		.first_due = r->first_due, .submitted_at = r->submitted_at,
		.ready_at = r->ready_at,
	};

	if (r->answer_at != INSTANT_NONE && r->answer_at >= r->from) {
		t.answered_by = label_unit(app, r->answer_unit, r->answer_at);
	}
	/* An opinion comes from the agency whose dossier it is. */
	if (r->kind == OB_OPINION || r->kind == OB_RULING) {
		t.from = (struct seat_label){ .kind = PARTY_SEAT, .unit_id = r->competent,
					      .unit = label_unit(app, r->competent, ask->now) };
	}
	put_mark(app, ask, r, &t);
	*out = t;
	return label_subject(app, a, r->owner, &out->owner, e);
}

/* ---- pages ---- */

struct str task_cursor_text(struct arena *a, const struct list_cursor *c)
{
	return str_fmt(a, "%lld:%lld:%lld", (long long)c->key, (long long)c->id,
		       (long long)c->no);
}

bool task_cursor_read(struct arena *a, struct str s, struct list_cursor *out, struct err *e)
{
	struct str key, rest, id, no;

	*out = (struct list_cursor){ .set = s.n > 0 };
	if (s.n == 0 || (str_cut(s, ':', &key, &rest) && str_cut(rest, ':', &id, &no) &&
			 str_to_int64(key, &out->key) && str_to_int64(id, &out->id) &&
			 str_to_int64(no, &out->no))) {
		return true;
	}
	return err_set(e, ERR_INVALID, "list.after", "value", str_cstr(a, s), NULL);
}

bool tasks_page(struct app *app, struct arena *a, const struct asking *ask,
		struct work_query q, struct str after, struct tasks *out, struct err *e)
{
	struct work_page page;

	if (q.limit < 1 || q.limit > TASKS_MOST) {
		(void)err_set(e, ERR_INVALID, "list.limit", NULL);
		return err_add_int(e, "max", TASKS_MOST);
	}
	if (!task_cursor_read(a, after, &q.after, e) || !store_work(app->store, a, &q, &page, e)) {
		return false;
	}
	struct tasks t = { .task = arena_array(a, struct task, page.n), .n = page.n };

	for (size_t i = 0; i < page.n; i++) {
		if (!task_of(app, a, ask, &page.row[i], &t.task[i], e)) {
			return false;
		}
	}
	t.next = page.more ? task_cursor_text(a, &page.next) : (struct str){ 0 };
	*out = t;
	return true;
}

void tasks_append(struct arena *a, struct tasks *t, const struct tasks *more)
{
	struct task *all = arena_array(a, struct task, t->n + more->n);

	for (size_t i = 0; i < t->n + more->n; i++) {
		all[i] = i < t->n ? t->task[i] : more->task[i - t->n];
	}
	t->task = all;
	t->n += more->n;
	t->next = more->next;
}
