/* Queues of those who sign and of the records clerk: several lists of work merged. */
#include "unit_view.h"

#include "task_int.h"

#include "core/signature.h"

/*
 * Each list gives a page from behind the same place; all are sorted alike. What stands
 * behind the end of a page that was cut may lack rows of that list and waits for the next.
 */
struct merged {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	struct str after;
	int64_t limit;
	struct tasks rows;
	bool cut;
	struct list_cursor whole;	/* up to there no list lacks a row */
};

static struct list_cursor key_of(const struct task *t)
{
	return (struct list_cursor){
		.set = true, .key = t->step_due != INSTANT_NONE ? t->step_due : DUE_FAR,
		.id = t->id.v, .no = t->no };
}

static bool before(const struct list_cursor *a, const struct list_cursor *b)
{
	return a->key != b->key ? a->key < b->key
	       : a->id != b->id ? a->id < b->id : a->no < b->no;
}

static bool add_list(struct merged *m, struct work_query q, struct err *e)
{
	struct list_cursor end;
	struct tasks page;

	q.limit = m->limit;
	if (!tasks_page(m->app, m->a, m->ask, q, m->after, &page, e)) {
		return false;
	}
	if (page.next.n > 0) {
		if (!task_cursor_read(m->a, page.next, &end, e)) {
			return false;
		}
		m->whole = !m->cut || before(&end, &m->whole) ? end : m->whole;
		m->cut = true;
	}
	tasks_append(m->a, &m->rows, &page);
	return true;
}

/* By due; the same one twice (waiting for whom it is held by) once. */
static void sort_rows(struct tasks *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct task k = t->task[i];
		struct list_cursor key = key_of(&k), other;
		size_t at = kept;
		bool twice = false;

		for (size_t j = 0; j < kept && !twice; j++) {
			twice = t->task[j].id.v == k.id.v;
		}
		if (twice) {
			continue;
		}
		for (; at > 0; at--) {
			other = key_of(&t->task[at - 1]);
			if (!before(&key, &other)) {
				break;
			}
			t->task[at] = t->task[at - 1];
		}
		t->task[at] = k;
		kept++;
	}
	t->n = kept;
}

/* The page: what is whole, as much as was asked for. */
static void put_page(struct merged *m, struct tasks *out)
{
	struct tasks *t = &m->rows;
	struct list_cursor key;
	size_t n = 0;

	sort_rows(t);
	while (n < t->n && n < (size_t)m->limit) {
		key = key_of(&t->task[n]);
		if (m->cut && before(&m->whole, &key)) {
			break;
		}
		n++;
	}
	t->next = (struct str){ 0 };
	if (n < t->n && n == (size_t)m->limit) {
		key = key_of(&t->task[n - 1]);
		t->next = task_cursor_text(m->a, &key);
	} else if (m->cut) {
		t->next = task_cursor_text(m->a, &m->whole);
	}
	t->n = n;
	*out = *t;
}

/* Since it came to the step, which may be before whoever has it took it. */
static bool put_opened(struct app *app, struct person_id who, struct tasks *t, struct err *e)
{
	for (size_t i = 0; i < t->n; i++) {
		struct task *k = &t->task[i];
		struct dossier *d;

		if (!store_access_since(app->store, k->id, who, k->held_from, &k->opened, e)) {
			return false;
		}
		if (!k->opened &&
		    (!cache_load(app, k->id, &d, e) ||
		     !store_access_since(app->store, k->id, who, dossier_came_at(d), &k->opened,
					 e))) {
			return false;
		}
	}
	return true;
}

/* By the decision of the head others sign it (rule 50). */
static bool outside_scope(struct app *app, const struct asking *ask, struct seat me,
			  struct str procedure)
{
	const struct procedure *p = law_procedure(&app->law, procedure);
	struct signing s = { .agency = me.unit, .unit = me.unit, .post = me.post,
			     .person = me.person, .at = ask->now };
	struct signature v;

	if (p == NULL) {
		return false;
	}
	s.by = (struct signed_by){ p->code, p->field };
	return signature_of(&app->law, &app->org, &s, &v) &&
	       !signature_in_scope(&app->org, &s, &v);
}

/* What waits there for the seat's post, and what its person has in hand. */
static bool step_rows(struct merged *m, struct seat at, enum step_kind kind, struct err *e)
{
	struct work_query waits = { .of = WORK_FREE, .unit = at.unit, .step_kind = kind,
				    .queue = str_of(at.post.code) };
	struct work_query heads = waits;
	struct work_query held = { .of = WORK_PERSON, .unit = at.unit, .person = at.person,
				   .step_kind = kind };

	heads.queue = STR("head");
	return add_list(m, waits, e) &&
	       (!post_is(at.post, "deputy") || add_list(m, heads, e)) && add_list(m, held, e);
}

/* What is for signing by one of these procedures alone: of the one who gave it. */
static bool given_rows(struct merged *m, struct person_id who, const struct delegation *g,
		       struct err *e)
{
	struct seat theirs = { g->unit, g->post, g->from_person };
	size_t kept = m->rows.n;

	if (!step_rows(m, theirs, STEP_SIGN, e)) {
		return false;
	}
	for (size_t i = kept; i < m->rows.n; i++) {
		const struct procedure *p = law_procedure(&m->app->law,
							  m->rows.task[i].procedure_code);
		struct signed_by by = p != NULL ? (struct signed_by){ p->code, p->field }
						: (struct signed_by){ 0 };

		if (p != NULL && org_sign_delegator(&m->app->org, who, g->unit, g->post, by,
						    m->ask->now).v == g->from_person.v) {
			m->rows.task[kept++] = m->rows.task[i];
		}
	}
	m->rows.n = kept;
	return true;
}

static bool sign_rows(struct merged *m, struct seat me, struct person_id behalf, struct err *e)
{
	struct seat theirs = { me.unit, me.post, behalf };
	const struct delegation *g = NULL;

	if ((post_is(me.post, "head") || post_is(me.post, "deputy")) &&
	    (!step_rows(m, me, STEP_SIGN, e) ||
	     (behalf.v != 0 && !step_rows(m, theirs, STEP_SIGN, e)))) {
		return false;
	}
	for (size_t i = 0; i < m->rows.n; i++) {
		struct task *k = &m->rows.task[i];

		k->outside = outside_scope(m->app, m->ask, me, k->procedure_code);
	}
	while ((g = org_given_to_sign(&m->app->org, me.person, g, m->ask->now)) != NULL) {
		if (!given_rows(m, me.person, g, e)) {
			return false;
		}
	}
	return true;
}

bool app_step_queue(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, enum step_kind kind, struct str after, int64_t limit,
		    struct tasks *out, struct err *e)
{
	struct merged m = { .app = app, .a = a, .ask = ask, .after = after, .limit = limit };

	if (!step_rows(&m, me, kind, e)) {
		return false;
	}
	put_page(&m, out);
	return put_opened(app, me.person, out, e);
}

bool app_sign_queue(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, struct person_id behalf, struct str after, int64_t limit,
		    struct tasks *out, struct err *e)
{
	/* A page of which nothing is for them is followed by the next. */
	do {
		struct merged m = { .app = app, .a = a, .ask = ask, .after = after,
				    .limit = limit };

		if (!sign_rows(&m, me, behalf, e)) {
			return false;
		}
		put_page(&m, out);
		after = out->next;
	} while (out->n == 0 && out->next.n > 0);
	return put_opened(app, me.person, out, e);
}
