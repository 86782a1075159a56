/* Promised, and no result yet: by who holds it. */
#include "page_promised.h"

#include "form.h"
#include "page_queue.h"
#include "pages.h"
#include "top.h"
#include "view_promised.h"
#include "word_task.h"
#include "words.h"

#include "app/action.h"
#include "app/unit_view.h"

#include "core/code.h"

static const struct {
	const char *path, *action;
} verbs[] = { { "urge", "urge" }, { "came", "came_for_nothing" } };

bool promised_rows(struct exchange *x, const struct asking *ask, struct str after,
		   struct tasks *out, struct err *e)
{
	return app_counter_promised(x->app, x->a, ask, x->seat.unit, after, QUEUE_ROWS, out, e);
}

/* ---- rows ---- */

static struct str urged(const struct exchange *x, const struct task *t)
{
	if (t->urge_due != INSTANT_NONE) {
		return words1(x, x->now > t->urge_due ? "promised.silent" : "promised.urged", "due",
			      words_near(x, t->urge_due, true));
	}
	return t->urges > 0 ? words1(x, "promised.answered", "n",
				     str_fmt(x->a, "%d", (int)t->urges)) : STR("");
}

static struct str held(const struct exchange *x, const struct task *t)
{
	struct text_arg args[] = {
		{ "who", t->untaken ? words_seat(x, &t->holder)
				    : words_person(x, t->holder.person_id) },
		{ "since", words_near(x, t->held_from, true) },
	};
	return words(x, t->untaken ? "dossier.waits" : "promised.held.since", args,
		     ARRAY_LEN(args));
}

static struct promised_row_view row(const struct exchange *x, const struct task *t,
				    const struct task_view *v)
{
	bool leads = post_is(x->seat.post, "head") || post_is(x->seat.post, "deputy");
	struct promised_row_view r = {
		.code = t->code, .href = v->href, .procedure = t->procedure, .owner = t->owner,
		.step = t->step, .held = held(x, t), .due = words_near(x, t->due, true),
		.urged = urged(x, t), .late = x->now > t->due,
		.silent = t->urge_due != INSTANT_NONE && x->now > t->urge_due,
		.may_urge = leads && t->urge_due == INSTANT_NONE,
		.may_note = t->first_due != INSTANT_NONE &&
			    day_of(t->first_due).n <= day_of(x->now).n,
	};
	if (t->came_for_nothing > 0) {
		r.came = words1(x, "promised.came.times", "n",
				str_fmt(x->a, "%d", (int)t->came_for_nothing));
	}
	return r;
}

static struct str unit_of(const struct task *t)
{
	return t->holder.unit.n > 0 ? t->holder.unit : t->holder.body;
}

/* By unit in the order of the first due of each; within it by due, as they come. */
static void put_groups(const struct exchange *x, const struct tasks *t,
		       const struct task_table_view *table, struct promised_view *v)
{
	struct promised_group_view *out = arena_array(x->a, struct promised_group_view, t->n);
	bool *done = arena_array(x->a, bool, t->n);
	size_t groups = 0;
	for (size_t i = 0; i < t->n; i++) {
		struct promised_row_view *rows;
		struct str unit = unit_of(&t->task[i]);
		size_t n = 0;
		if (done[i]) {
			continue;
		}
		rows = arena_array(x->a, struct promised_row_view, t->n - i);
		for (size_t k = i; k < t->n; k++) {
			if (!done[k] && str_eq(unit_of(&t->task[k]), unit)) {
				rows[n++] = row(x, &t->task[k], &table->rows.p[k]);
				done[k] = true;
			}
		}
		out[groups++] = (struct promised_group_view){ .unit = unit, .rows = { rows, n } };
	}
	v->groups.p = out;
	v->groups.n = groups;
}

/* ---- the page ---- */

static struct str just_done(const struct exchange *x)
{
	struct dossier_code code;
	struct err e;
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		struct str done = form_get(x->form, verbs[i].path);
		if (done.n > 0 && code_parse(done, &code, &e)) {
			return words1(x, str_fmt(x->a, "promised.done.%s", verbs[i].path).p,
				      "code", done);
		}
	}
	return STR("");
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct str after = wrong ? STR("") : form_get(x->form, "after");
	struct tasks tasks;
	struct err e;
	if (!promised_rows(x, &ask, after, &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view q = queue_view(x, "promised", &tasks, "/dossiers");
	struct promised_view v = {
		.top = q.top, .title = q.title, .hint = q.hint, .key = top_form_key(x),
		.tabs = q.tabs, .pager = q.list.pager, .empty = q.list.empty,
		.notice = just_done(x),
	};
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
	}
	put_groups(x, &tasks, &q.list.table, &v);
	page_promised(x->page, x->lang, &v);
	reply_page(x, status);
}

void promised_show(struct exchange *x)
{
	show(x, 200, NULL);
}

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (!x->ticket.answer.ok) {
		show(x, refused_status(e), e);
		return;
	}
	reply_see(x, str_fmt(x->a, "/counter/promised?%.*s=%.*s", STR_ARG(x->param[1]),
			     STR_ARG(http_encode(x->a, x->param[0]))));
}

void promised_act(struct exchange *x)
{
	struct json *args = json_new_obj(x->a);
	struct str key = form_get(x->form, "key");
	const char *action = NULL;
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		action = str_is(x->param[1], verbs[i].path) ? verbs[i].action : action;
	}
	if (!action) {
		reply_status(x, 404);
		return;
	}
	json_set_str(x->a, args, "dossier", x->param[0]);
	/* One form holds the buttons of all rows. */
	exchange_act(x, action, args,
		     str_fmt(x->a, "%.*s.%.*s.%.*s", STR_ARG(key), STR_ARG(x->param[1]),
			     STR_ARG(x->param[0])), acted);
}
