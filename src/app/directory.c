/* Units and people, looked through. */
#include "directory.h"

#include "app_int.h"
#include "staff.h"

#include "store/work.h"

#include "base/vi.h"

#include <stdlib.h>

/* ---- the tree ---- */

enum { NONE = -1 };

struct tree {
	const struct org *o;
	struct day on;
	const struct unit **unit;	/* by key */
	size_t n;
	struct imap place;		/* unit id → place in `unit` + 1 */
	int *child, *next;		/* first child, next of the same parent; NONE */
	int top;
	struct unit_line *line;		/* in the order of the tree */
	size_t lines;
};

static int by_key(const void *a, const void *b)
{
	const struct unit *const *x = a, *const *y = b;

	return str_cmp((*x)->key, (*y)->key);
}

static int place_of(const struct tree *t, struct unit_id id)
{
	return (int)(uintptr_t)imap_get(&t->place, id.v) - 1;
}

static void put_units(struct tree *t, struct arena *a)
{
	t->unit = arena_array(a, const struct unit *, t->o->units);
	for (size_t i = 0; i < t->o->units; i++) {
		if (unit_exists(t->o->unit[i], t->on)) {
			t->unit[t->n++] = t->o->unit[i];
		}
	}
	if (t->n > 0) {
		qsort(t->unit, t->n, sizeof(*t->unit), by_key);
	}
	imap_init(&t->place, a);
	for (size_t i = 0; i < t->n; i++) {
		imap_put(&t->place, t->unit[i]->id.v, (void *)(uintptr_t)(i + 1));
	}
}

/* From the last to the first, so that each list of children is by key. A unit whose
 * parent is not there that day stands at the top. */
static void put_children(struct tree *t, struct arena *a)
{
	t->child = arena_array(a, int, t->n);
	t->next = arena_array(a, int, t->n);
	t->top = NONE;
	for (size_t i = 0; i < t->n; i++) {
		t->child[i] = NONE;
	}
	for (size_t i = t->n; i > 0; i--) {
		int up = place_of(t, unit_on(t->unit[i - 1], t->on)->parent);
		int *list = up == NONE ? &t->top : &t->child[up];

		t->next[i - 1] = *list;
		*list = (int)i - 1;
	}
}

static void put_lines(struct tree *t, int first, const struct unit *parent, int depth)
{
	for (int i = first; i != NONE; i = t->next[i]) {
		const struct unit *u = t->unit[i];

		t->line[t->lines++] = (struct unit_line){ u, unit_on(u, t->on), parent, depth };
		if (depth < ORG_DEPTH) {
			put_lines(t, t->child[i], u, depth + 1);
		}
	}
}

static struct tree tree(const struct app *app, struct arena *a, struct day on)
{
	struct tree t = { .o = &app->org, .on = on };

	put_units(&t, a);
	put_children(&t, a);
	t.line = arena_array(a, struct unit_line, t.n);
	put_lines(&t, t.top, NULL, 0);
	return t;
}

size_t app_unit_lines(const struct app *app, struct arena *a, const struct units_asked *q,
		      const struct unit_line **out, bool *more)
{
	struct tree t = tree(app, a, q->on);
	struct str folded = vi_fold(a, q->words);
	struct unit_line *line = arena_array(a, struct unit_line, q->limit);
	size_t n = 0, met = 0;

	*more = false;
	for (size_t i = 0; i < t.lines; i++) {
		const struct unit_line *l = &t.line[i];
		bool fits = folded.n == 0 || str_starts(l->unit->key, q->words) ||
			    vi_has(vi_fold(a, l->attr->name), folded);

		if (!fits || met++ < q->skip) {
			continue;
		}
		if (n == q->limit) {
			*more = true;
			break;
		}
		line[n++] = *l;
	}
	*out = line;
	return n;
}

const struct unit *app_unit_named(const struct app *app, struct arena *a, struct day on,
				  struct str words)
{
	const struct org *o = &app->org;
	const struct unit *found = org_unit_by_key(o, words);
	struct str folded = vi_fold(a, words);

	if (found != NULL || folded.n == 0) {
		return found;
	}
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];

		if (!unit_exists(u, on) || !str_eq(vi_fold(a, unit_on(u, on)->name), folded)) {
			continue;
		}
		if (found != NULL) {
			return NULL;
		}
		found = u;
	}
	return found;
}

/* ---- lists of words ---- */

static size_t put_once(struct str *list, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i], s)) {
			return n;
		}
	}
	list[n] = s;
	return n + 1;
}

size_t app_unit_types(const struct app *app, struct arena *a, const struct str **out)
{
	const struct org *o = &app->org;
	size_t n = 0, most = app->law.titles;

	for (size_t i = 0; i < o->units; i++) {
		most += o->unit[i]->attrs;
	}
	struct str *list = arena_array(a, struct str, most);

	for (size_t i = 0; i < app->law.titles; i++) {
		struct str type = app->law.title[i].unit_type;

		n = str_is(type, "*") ? n : put_once(list, n, type);
	}
	for (size_t i = 0; i < o->units; i++) {
		for (size_t k = 0; k < o->unit[i]->attrs; k++) {
			n = put_once(list, n, o->unit[i]->attr[k].type);
		}
	}
	*out = list;
	return n;
}

size_t app_post_codes(const struct app *app, struct arena *a, const struct str **out)
{
	struct str *list = arena_array(a, struct str, app->law.titles);
	size_t n = 0;

	for (size_t i = 0; i < app->law.titles; i++) {
		n = put_once(list, n, app->law.title[i].post);
	}
	*out = list;
	return n;
}

/* ---- in hand ---- */

bool app_unit_open(struct app *app, struct arena *a, struct unit_id unit, int64_t now,
		   int64_t *out, struct err *e)
{
	struct work_load *load;
	int64_t held = 0;
	size_t n;

	if (!store_work_load(app->store, a, unit, now, &load, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		held += load[i].held;
	}
	*out = held;
	return true;
}

/* ---- people ---- */

bool app_person_fits(struct app *app, struct arena *a, const struct person *p,
		     struct str folded, bool *fits, struct err *e)
{
	struct str name;

	*fits = folded.n == 0 || str_starts(p->key, folded);
	if (*fits) {
		return true;
	}
	if (!staff_name(app, p->id, &name, e)) {
		return false;
	}
	*fits = vi_has(vi_fold(a, name), folded);
	return true;
}

static enum held_when when(const struct assignment *s, int64_t now)
{
	return s->to != INSTANT_NONE && s->to <= now ? HELD_BEFORE
	     : s->from > now ? HELD_LATER : HELD_NOW;
}

static struct post_held held(const struct app *app, const struct asking *ask,
			     const struct assignment *s)
{
	struct seat seat = { s->unit, s->post, s->person };

	return (struct post_held){ label_seat(app, ask, seat, ask->now), s->from, s->to,
				   when(s, ask->now) };
}

/* By when, then the newest first. */
static int by_when(const void *a, const void *b)
{
	const struct post_held *x = a, *y = b;

	if (x->when != y->when) {
		return x->when < y->when ? -1 : 1;
	}
	return x->from == y->from ? 0 : x->from > y->from ? -1 : 1;
}

static size_t sorted(struct post_held *list, size_t n, const struct post_held **out)
{
	if (n > 0) {
		qsort(list, n, sizeof(*list), by_when);
	}
	*out = list;
	return n;
}

size_t app_person_posts(const struct app *app, struct arena *a, const struct asking *ask,
			struct person_id who, const struct post_held **out)
{
	const struct org *o = &app->org;
	struct post_held *list = arena_array(a, struct post_held, POSTS_MOST);
	size_t n = 0;

	for (size_t i = o->assignments; i > 0 && n < POSTS_MOST; i--) {
		const struct assignment *s = &o->assignment[i - 1];

		if (s->person.v == who.v) {
			list[n++] = held(app, ask, s);
		}
	}
	return sorted(list, n, out);
}

size_t app_unit_posts(const struct app *app, struct arena *a, const struct asking *ask,
		      struct unit_id unit, const struct post_held **out)
{
	const struct org *o = &app->org;
	struct post_held *list = arena_array(a, struct post_held, POSTS_MOST);
	size_t n = 0;

	for (size_t i = 0; i < o->assignments && n < POSTS_MOST; i++) {
		const struct assignment *s = &o->assignment[i];

		if (s->unit.v == unit.v && when(s, ask->now) != HELD_BEFORE) {
			list[n++] = held(app, ask, s);
		}
	}
	return sorted(list, n, out);
}

/* As time itself will pass it on (core/decide_tick.c): to the head; what the head held,
 * to the deputy, or up the tree. */
bool app_heir(const struct app *app, const struct asking *ask, struct seat leaving,
	      struct seat_label *out)
{
	struct seat to;
	struct err nobody;

	if (!org_head(&app->org, leaving.unit, ask->now, &to, &nobody)) {
		return false;
	}
	if (to.person.v == leaving.person.v &&
	    !org_stand_in(&app->org, leaving, ask->now, &to, &nobody)) {
		return false;
	}
	*out = label_seat(app, ask, to, ask->now);
	return true;
}
