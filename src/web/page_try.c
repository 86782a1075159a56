/* Versions of procedures tried before they are in force (app/rehearsal). */
#include "page_try.h"

#include "admin_form.h"
#include "facts.h"
#include "field.h"
#include "form.h"
#include "law_draft.h"
#include "pages.h"
#include "top.h"
#include "view_try.h"
#include "word_version.h"

#include "app/rehearsal.h"

enum { FACTS = 6 };

struct trying {
	struct exchange *x;
	const struct law *law;
	const struct law_draft *draft;	/* or NULL: in force */
	const struct procedure *p;
	struct asking ask;
	struct rehearsal_asked q;
	struct str path;		/* of this page, without what was asked */
};

/* ---- addresses ---- */

static struct str with_way(const struct trying *t, struct str way)
{
	const struct form *f = t->x->form;
	struct str s = STR_JOIN(t->x->a, t->path, STR("?way="), http_encode(t->x->a, way));
	static const char *const kept[] = { "v", "with", "at", "unit" };
	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		struct str value = form_get(f, kept[i]);
		if (value.n > 0) {
			s = STR_JOIN(t->x->a, s, STR("&"), str_of(kept[i]), STR("="),
				     http_encode(t->x->a, value));
		}
	}
	return STR_JOIN(t->x->a, s, STR("#steps"));
}

/* ---- words ---- */

static struct str version_words(const struct trying *t, const struct procedure_version *v)
{
	struct text_arg args[] = { { "n", str_int(t->x->a, v->number) },
				   { "day", admin_day_words(t->x, v->from) } };
	return words(t->x, "admin.version", args, ARRAY_LEN(args));
}

static struct str way_words(const struct trying *t, const struct rehearsal_told *told,
			    const struct step *s, struct str way)
{
	const struct outcome *o = step_outcome(s, way);
	return o ? words_way(t->x, told->version, o) : words_of(t->x, "admin.try.way", way);
}

static struct str until(const struct trying *t, const struct rehearsal_row *r)
{
	return r->due != INSTANT_NONE ? words_moment(t->x, r->due) : STR("—");
}

static struct str cell(const struct trying *t, const struct rehearsal_row *r)
{
	struct str who = words_seat(t->x, &r->holder);
	return r->due == INSTANT_NONE ? who
	     : STR_JOIN(t->x->a, who, STR("; "), words_moment(t->x, r->due));
}

static struct str row_name(const struct trying *t, const struct rehearsal_row *r)
{
	switch (r->kind) {
	case OB_WAIT:
		return words0(t->x, "admin.try.wait");
	case OB_OPINION:
		return words0(t->x, "admin.try.opinion");
	case OB_HANDOUT:
		return words0(t->x, "admin.try.handout");
	case OB_NONE:
	case OB_STEP:
	case OB_ANSWER:
	case OB_URGE: case OB_RULING: case OB_APOLOGY:
	case OB_CONTEST: case OB_ESCALATION: case OB_RETURN:
		break;
	}
	return r->name;
}

/* ---- the run ---- */

static struct link_views ways(const struct trying *t, const struct rehearsal_told *told,
			      const struct rehearsal_row *r)
{
	const struct step *s = &told->version->step[r->step];
	struct str word[REHEARSAL_WORDS];
	size_t n = rehearsal_words(s, word), out = 0;
	struct link_view *l = arena_array(t->x->a, struct link_view, n);
	for (size_t i = 0; i < n; i++) {
		if (str_eq(word[i], r->act->way)) {
			continue;
		}
		struct str way = rehearsal_way(t->x->a, &told->run, r->turn, word[i]);
		l[out++] = (struct link_view){ .text = way_words(t, told, s, word[i]),
					       .href = with_way(t, way) };
	}
	return (struct link_views){ l, out };
}

static struct str left_words(const struct trying *t, const struct rehearsal_row *r)
{
	if (r->kind == OB_OPINION && r->silent) {
		return words0(t->x, "admin.try.silent");
	}
	return r->to == INSTANT_NONE || r->to == r->due ? STR("")
	     : words1(t->x, "admin.try.left", "when", words_moment(t->x, r->to));
}

static void put_rows(const struct trying *t, const struct rehearsal_told *told,
		     struct try_view *v)
{
	struct try_row_view *out = arena_array(t->x->a, struct try_row_view, told->rows);
	for (size_t i = 0; i < told->rows; i++) {
		const struct rehearsal_row *r = &told->row[i];
		const struct step *s = r->step >= 0 ? &told->version->step[r->step] : NULL;
		out[i] = (struct try_row_view){
			.name = row_name(t, r), .who = words_seat(t->x, &r->holder),
			.from = words_moment(t->x, r->from), .planned = until(t, r),
			.left = left_words(t, r), .waits = r->kind != OB_STEP,
			.note = r->kind == OB_STEP && r->plan_s > 0
				? words1(t->x, "admin.try.plan", "time",
					 words_work(t->x, r->plan_s)) : STR(""),
		};
		if (r->act && s) {
			out[i].way = way_words(t, told, s, r->act->way);
			out[i].ways = ways(t, told, r);
		}
	}
	v->rows.p = out;
	v->rows.n = told->rows;
}

static void put_facts(const struct trying *t, const struct rehearsal_told *told,
		      struct try_view *v)
{
	const struct exchange *x = t->x;
	struct facts f = facts_start(x, FACTS);
	fact(x, &f, "admin.try.received", words_moment(x, told->at));
	fact(x, &f, "admin.try.counter", told->receiving);
	fact(x, &f, "admin.try.agency", told->competent);
	fact(x, &f, "dossier.limit", words_limit(x, limit_text(x->a, told->version->limit)));
	fact(x, &f, "admin.try.rule_set", told->rule_set);
	fact(x, &f, "admin.try.calendar", told->calendar);
	v->facts = facts_view(&f);
}

static struct str end_words(const struct trying *t, const struct rehearsal_told *told)
{
	const struct dossier *d = told->run.dossier;
	const char *key = d->state != DOSSIER_READY ? "admin.try.end.open"
			: d->ready_at > told->first_due && d->due == told->first_due
				? "admin.try.end.late" : "admin.try.end.ready";
	return words1(t->x, key, "when", words_moment(t->x, told->run.end));
}

static void put_run(const struct trying *t, const struct rehearsal_told *told,
		    struct try_view *v)
{
	const struct exchange *x = t->x;
	v->ran = true;
	v->title = version_words(t, told->version);
	v->first_due = words1(x, "admin.try.promised", "when", words_moment(x, told->first_due));
	v->due = told->due != INSTANT_NONE ? words_moment(x, told->due) : STR("");
	v->end = end_words(t, told);
	v->ribbon = words_ribbon(x, &told->ribbon, NULL);
	if (told->run.stuck) {
		v->stuck = words_err(x, &told->run.why);
		v->stuck_hint = words_hint(x, &told->run.why);
	}
	if (t->q.way.n > 0) {
		v->straight = with_way(t, STR(""));
	}
	v->trace.n = words_trace(x, &told->trace, &v->trace.p);
	put_rows(t, told, v);
	put_facts(t, told, v);
}

/* ---- two beside one another ---- */

static size_t put_beside(const struct trying *t, const struct rehearsal_told *now,
			 const struct rehearsal_told *old, struct try_view *v)
{
	struct try_beside_view *out = arena_array(t->x->a, struct try_beside_view,
						  now->rows + old->rows);
	size_t n = 0, differ = 0;
	for (size_t i = 0; i < now->rows; i++) {
		const struct rehearsal_row *there;
		bool differs = rehearsal_differs(now, &now->row[i], old, &there);
		out[n++] = (struct try_beside_view){
			row_name(t, &now->row[i]), there ? cell(t, there) : STR(""),
			cell(t, &now->row[i]), differs };
		differ += differs;
	}
	for (size_t i = 0; i < old->rows; i++) {
		const struct rehearsal_row *there;
		(void)rehearsal_differs(old, &old->row[i], now, &there);
		if (!there) {
			out[n++] = (struct try_beside_view){
				row_name(t, &old->row[i]), cell(t, &old->row[i]), STR(""), true };
			differ++;
		}
	}
	v->beside.p = out;
	v->beside.n = n;
	return differ;
}

static bool compare(const struct trying *t, int64_t with, const struct rehearsal_told *now,
		    struct try_view *v, struct err *e)
{
	struct rehearsal_asked q = t->q;
	struct rehearsal_told old;
	q.version = with;
	/* By its own usual way: its steps may have other words. */
	q.way = STR("");
	if (!app_rehearse(t->x->app, t->x->a, &t->ask, &q, &old, e)) {
		return false;
	}
	v->compared = true;
	v->old_title = version_words(t, old.version);
	v->old_due = words1(t->x, "admin.try.promised", "when",
			    words_moment(t->x, old.first_due));
	if (put_beside(t, now, &old, v) == 0 && old.first_due == now->first_due) {
		v->same = words0(t->x, "admin.try.same");
	}
	return true;
}

/* ---- the page ---- */

static struct field_view versions(const struct trying *t, const char *name, const char *label,
				  int64_t chosen, bool none)
{
	const struct procedure *p = t->p;
	struct option_view *o = arena_array(t->x->a, struct option_view, p->versions + 1);
	size_t n = 0;
	if (none) {
		o[n++] = (struct option_view){ STR(""), words0(t->x, "admin.try.alone"), false };
	}
	for (size_t i = 0; i < p->versions; i++) {
		o[n++] = (struct option_view){ str_int(t->x->a, p->version[i].number),
					       version_words(t, &p->version[i]),
					       p->version[i].number == chosen };
	}
	return (struct field_view){ .name = str_of(name), .label = words0(t->x, label),
				    .options = { o, n } };
}

static int64_t number(const struct exchange *x, const char *name)
{
	int64_t n;
	return str_to_int64(form_get(x->form, name), &n) && n > 0 ? n : 0;
}

static bool read_asked(struct trying *t, struct err *e)
{
	const struct form *f = t->x->form;
	struct str at = form_get(f, "at");
	t->q = (struct rehearsal_asked){ .law = t->law, .code = t->p->code,
					 .version = number(t->x, "v"), .unit = form_get(f, "unit"),
					 .way = form_get(f, "way"), .at = INSTANT_NONE };
	return at.n == 0 || instant_parse(at, &t->q.at, e);
}

static void put_form(const struct trying *t, int64_t version, struct try_view *v)
{
	const struct exchange *x = t->x;
	char text[INSTANT_TEXT];
	struct str now = str_of(instant_text(x->now, text)), at = form_get(x->form, "at");
	v->version = versions(t, "v", "admin.try.version", version, false);
	v->with = versions(t, "with", "admin.try.with", number(x, "with"), true);
	v->at = (struct field_view){ .name = STR("at"), .label = words0(x, "admin.try.at"),
				     .type = STR("datetime-local"),
				     .value = at.n > 0 ? at : str_dup(x->a, str_sub(now, 0, 16)) };
	v->unit = (struct field_view){ .name = STR("unit"), .label = words0(x, "admin.try.unit"),
				       .hint = words0(x, "admin.try.unit.hint"), .max = 200,
				       .value = form_get(x->form, "unit") };
	v->way = form_get(x->form, "way");
}

static void put_place(const struct trying *t, struct try_view *v)
{
	struct link_view *l = arena_array(t->x->a, struct link_view, 3);
	size_t n = 1;
	l[0] = (struct link_view){ .text = words0(t->x, "admin.procedures"),
				   .href = STR("/admin/procedures") };
	if (t->draft) {
		struct link_views to = law_draft_crumbs(t->x, t->draft);
		for (n = 0; n < to.n; n++) {
			l[n] = to.p[n];
		}
		v->draft = words0(t->x, "admin.law.not_yet");
	}
	l[n++] = (struct link_view){ .text = v->code,
				     .href = str_sub(t->path, 0, t->path.n - 4) };
	v->crumbs = (struct link_views){ l, n };
	v->path = t->path;
}

static void show(struct trying *t, struct str base)
{
	struct exchange *x = t->x;
	struct try_view v = { .code = x->param[t->draft ? 1 : 0] };
	struct rehearsal_told told;
	struct err e;
	t->ask = asking_inside(x);
	t->p = law_procedure(t->law, v.code);
	if (!t->p) {
		reply_status(x, 404);
		return;
	}
	t->path = STR_JOIN(x->a, base, t->p->code, STR("/try"));
	v.name = label_named(&t->ask, t->p->name);
	v.top = top_inside(x, v.name);
	put_place(t, &v);
	bool ran = read_asked(t, &e) &&
		   app_rehearse(x->app, x->a, &t->ask, &t->q, &told, &e);
	put_form(t, ran ? told.version->number : t->q.version, &v);
	if (ran) {
		put_run(t, &told, &v);
		ran = number(x, "with") == 0 || compare(t, number(x, "with"), &told, &v, &e);
	}
	if (!ran) {
		v.wrong = words_err(x, &e);
		v.hint = words_hint(x, &e);
	}
	page_admin_try(x->page, x->lang, &v);
	reply_page(x, ran ? 200 : 422);
}

void try_show(struct exchange *x)
{
	struct trying t = { .x = x, .law = app_law(x->app) };
	show(&t, STR("/admin/procedures/"));
}

void try_draft(struct exchange *x)
{
	struct law_draft d;
	struct law_outlook look;
	if (!law_draft_look(x, &d, &look)) {
		return;
	}
	struct trying t = { .x = x, .law = &look.law, .draft = &d };
	if (look.law.procedures == 0) {
		reply_status(x, 404);
		return;
	}
	show(&t, STR_JOIN(x->a, law_draft_href(x, &d), STR("/procedures/")));
}
