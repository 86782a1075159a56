/* What somebody owes in matters. */
#include "owed.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"
#include "words.h"

enum { OWED_ROWS = 50 };

struct str matter_path(const struct exchange *x, enum matter_kind kind, struct matter_id id)
{
	static const char *const path[] = { [MATTER_NONE] = "matters",
					    [MATTER_REGISTERED] = "matters",
					    [MATTER_ESCALATIONS] = "escalations",
					    [MATTER_SIGNAL] = "signals" };
	char text[ID_TEXT];
	return str_fmt(x->a, "/%s/%s", path[kind], id_text('m', id.v, text));
}

struct owed_list_view words_owed(const struct exchange *x, const struct owed_tasks *t)
{
	struct owed_view *out = arena_array(x->a, struct owed_view, t->n);
	for (size_t i = 0; i < t->n; i++) {
		const struct owed_task *o = &t->task[i];
		struct str what = words_of(x, "owed.kind", str_of(owed_name(o->kind)));
		out[i] = (struct owed_view){
			.href = matter_path(x, o->matter_kind, o->matter),
			.what = o->reference.n > 0
				? STR_JOIN(x->a, what, STR(" · "), o->reference) : what,
			.unit = o->unit, .due = words_near(x, o->due, true),
			.chip = { .kind = o->late ? CHIP_LATE : CHIP_OK,
				  .text = words0(x, o->late ? "owed.late" : "owed.open") },
		};
	}
	return (struct owed_list_view){ out, t->n };
}

void owed_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct str after = form_get(x->form, "after");
	struct owed_page_view v = { .top = top_inside(x, words0(x, "owed.title")),
				    .empty = { .text = words0(x, "owed.none") } };
	struct owed_tasks tasks;
	struct err e;
	if (!app_owed(x->app, x->a, &ask, x->person, (struct unit_id){ 0 }, after, OWED_ROWS,
		      &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	v.list = words_owed(x, &tasks);
	v.pager.first = after.n > 0 ? STR("/owed") : STR("");
	v.pager.next = tasks.next.n > 0
		? STR_JOIN(x->a, STR("/owed?after="), tasks.next) : STR("");
	page_owed(x->page, x->lang, &v);
	reply_page(x, 200);
}
