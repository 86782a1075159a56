/* Rows of work in words. */
#include "word_task.h"

#include "trail.h"

static struct chip_view chip(const struct exchange *x, const struct task *t)
{
	struct str left = words_work(x, t->left_s);
	switch (t->mark) {
	case TASK_OK:
		return (struct chip_view){ CHIP_OK, false, words1(x, "task.left", "time", left) };
	case TASK_NEAR:
		return (struct chip_view){ CHIP_NEAR, false, words1(x, "task.left", "time", left) };
	case TASK_LATE:
		return (struct chip_view){ CHIP_LATE, false, words1(x, "task.late", "time", left) };
	case TASK_STOPPED:
		return (struct chip_view){ CHIP_OUT, false, words0(x, "words.paused") };
	case TASK_OPEN:
		break;
	}
	return (struct chip_view){ .kind = CHIP_NONE };
}

static struct str how(const struct exchange *x, const struct task *t)
{
	if (t->kind == OB_OPINION || t->kind == OB_RULING) {
		return STR("");		/* what others were asked is not its own */
	}
	if (t->urge_due != INSTANT_NONE) {
		const char *key = x->now > t->urge_due ? "task.urged.late" : "task.urged";
		return words1(x, key, "due", words_near(x, t->urge_due, true));
	}
	if (t->came_for_nothing > 0) {
		return words1(x, "promised.came.times", "n",
			      str_fmt(x->a, "%d", (int)t->came_for_nothing));
	}
	if (t->answered_by.n > 0) {
		return words1(x, "task.answered", "unit", t->answered_by);
	}
	if (t->returns > 0) {
		return words1(x, "task.returned", "n",
			      str_fmt(x->a, "%d", (int)t->returns));
	}
	return t->opinions_open > 0
		? words1(x, "task.asked", "n", str_fmt(x->a, "%d", (int)t->opinions_open))
		: STR("");
}

struct task_view words_task(const struct exchange *x, const struct task *t)
{
	return (struct task_view){
		.code = t->code, .href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(t->code)),
		.procedure = t->procedure,
		.step = t->step.n > 0 ? t->step
			: words_of(x, "obligation", str_of(obligation_name(t->kind))),
		.owner = t->owner, .from = words_unit_of(x, &t->from), .how = how(x, t),
		.chip = chip(x, t), .untaken = t->untaken && t->kind == OB_STEP,
		.waits = t->kind == OB_WAIT,
		.due = t->due != INSTANT_NONE ? words_near(x, t->due, false)
			: t->state == DOSSIER_WAITING ? words0(x, "task.due.waiting") : STR("—"),
	};
}

struct task_table_view words_tasks_to(const struct exchange *x, const struct tasks *t,
				      const char *where)
{
	struct task_view *row = arena_array(x->a, struct task_view, t->n);
	struct trail here = trail_here(x);
	struct str query = trail_query(x, &here);
	for (size_t i = 0; i < t->n; i++) {
		row[i] = words_task(x, &t->task[i]);
		row[i].href = str_fmt(x->a, "%s/%.*s%.*s", where, STR_ARG(row[i].code),
				      STR_ARG(query));
	}
	return (struct task_table_view){ .rows = { row, t->n } };
}

struct task_table_view words_tasks(const struct exchange *x, const struct tasks *t)
{
	return words_tasks_to(x, t, "/dossiers");
}
