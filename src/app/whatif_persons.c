/* What-if: who is at the posts. Those who did the work there, by what the ledger saw, and
 * the leave they had; not those whom the organisation lists and who never did any. */
#include "whatif_int.h"

#include <stdlib.h>

enum { RARE = 20 };			/* less than one in so many stays is standing in */

struct seen {				/* somebody at a post, once */
	int32_t post;
	int64_t person, n;
};

static int by_place(const void *x, const void *y)
{
	const struct seen *a = x, *b = y;

	if (a->post != b->post) {
		return a->post < b->post ? -1 : 1;
	}
	return a->person < b->person ? -1 : a->person > b->person;
}

static int by_post_and_most(const void *x, const void *y)
{
	const struct seen *a = x, *b = y;

	if (a->post != b->post || a->n == b->n) {
		return by_place(x, y);
	}
	return a->n > b->n ? -1 : 1;
}

/* Each person at each post with the stays there, the most first. */
static struct seen *people_of(struct past *p, int64_t upto, size_t *n)
{
	const struct stay *s = p->stays.v;
	struct seen *all = arena_array(p->a, struct seen, p->stays.n);
	size_t k = 0, rows = 0;

	for (size_t i = 0; i < p->stays.n; i++) {
		if (s[i].post != NO_POST && s[i].to != INSTANT_NONE && s[i].to <= upto) {
			all[k++] = (struct seen){ s[i].post, s[i].person, 1 };
		}
	}
	qsort(all, k, sizeof(*all), by_place);
	for (size_t i = 0; i < k; i++) {
		bool same = rows > 0 && all[rows - 1].post == all[i].post &&
			    all[rows - 1].person == all[i].person;

		if (same) {
			all[rows - 1].n++;
		} else {
			all[rows++] = all[i];
		}
	}
	qsort(all, rows, sizeof(*all), by_post_and_most);
	*n = rows;
	return all;
}

static int by_from(const void *x, const void *y)
{
	const struct sim_span *a = x, *b = y;

	return a->from < b->from ? -1 : a->from > b->from;
}

static struct sim_person person_of(struct past *p, int64_t who, int64_t upto)
{
	const struct org *o = &p->app->org;
	struct sim_person out = { .from = INT64_MIN, .to = INT64_MAX };
	struct sim_span *away;
	size_t n = 0;

	for (size_t i = 0; i < o->leaves; i++) {
		n += o->leave[i].person.v == who && o->leave[i].from < upto;
	}
	away = arena_array(p->a, struct sim_span, n);
	for (size_t i = 0; i < o->leaves && out.aways < n; i++) {
		if (o->leave[i].person.v == who && o->leave[i].from < upto) {
			away[out.aways++] = (struct sim_span){ o->leave[i].from, o->leave[i].to };
		}
	}
	qsort(away, n, sizeof(*away), by_from);
	out.away = away;
	return out;
}

static void put_people(struct past *p, struct past_post *at, const struct seen *s, size_t n,
		       int64_t upto)
{
	int64_t all = 0;

	for (size_t i = 0; i < n; i++) {
		all += s[i].n;
	}
	at->person = arena_array(p->a, struct sim_person, n);
	at->stops = arena_array(p->a, int64_t, n);
	at->persons = 0;
	for (size_t i = 0; i < n && (i == 0 || s[i].n * RARE >= all); i++) {
		at->person[at->persons] = person_of(p, s[i].person, upto);
		at->stops[at->persons++] = s[i].n;
	}
}

void past_people(struct past *p, int64_t upto)
{
	size_t n, to;
	const struct seen *all = people_of(p, upto, &n);

	/* Where nobody was seen yet there is one. */
	for (size_t i = 0; i < p->posts.n; i++) {
		struct past_post *at = past_post(p, (int32_t)i);

		at->person = arena_new(p->a, struct sim_person);
		at->stops = arena_new(p->a, int64_t);
		at->person[0] = (struct sim_person){ .from = INT64_MIN, .to = INT64_MAX };
		at->persons = 1;
	}
	for (size_t from = 0; from < n; from = to) {
		for (to = from; to < n && all[to].post == all[from].post; to++) {
		}
		put_people(p, past_post(p, all[from].post), all + from, to - from, upto);
	}
}
