/* Work done again, cases that come back. */
#include "mine_again.h"

struct last {				/* of an activity, or a holder, in the case at hand */
	uint32_t seen;			/* the case, + 1 */
	uint32_t at;
};

struct counting {
	const struct mine_view *v;
	struct mine_again *out;
	mine_return_fn *each;		/* or NULL */
	void *ctx;
	struct last *activity, *holder;
	int64_t *since;			/* of the case at hand: when each segment began */
	size_t *first;			/* … with which event */
	size_t back;			/* the last event that came back, + 1 */
};

static void tell(const struct counting *n, struct mine_return r)
{
	if (n->each != NULL) {
		n->each(n->ctx, &r);
	}
}

static void redo(struct counting *n, size_t c, size_t before, size_t i)
{
	struct mine_redo *r = &n->out->activity[n->v->activity[i]], *all = &n->out->all;
	int32_t first = n->v->holder[before], again = n->v->holder[i];
	bool direct = before + 1 == i;

	if (first == MINE_NONE || again == MINE_NONE) {
		r->unknown++;
		all->unknown++;
		return;
	}
	mine_couple(&n->out->referral, first, again);
	tell(n, (struct mine_return){ .in = c, .before = first, .again = again });
	if (first == again) {
		r->same++;
		all->same++;
		r->same_direct += direct;
		all->same_direct += direct;
	} else {
		r->other++;
		all->other++;
		r->other_direct += direct;
		all->other_direct += direct;
	}
}

static bool close_loop(struct counting *n, size_t c, uint32_t left, uint32_t back,
		       uint32_t *lengths)
{
	uint32_t length = back - left;
	struct mine_loops *l;

	if (n->v->back != NULL && n->back <= n->first[left] + 1) {
		return false;
	}
	length = length < MINE_LOOP_MOST ? length : MINE_LOOP_MOST;
	l = &n->out->loop[length];
	l->count++;
	l->cases += (*lengths >> length & 1U) == 0;
	l->away += n->since[back] - n->since[left + 1];
	tell(n, (struct mine_return){ .in = c, .length = length,
				      .away = n->since[back] - n->since[left + 1] });
	*lengths |= 1U << length;
	return true;
}

static void count_case(struct counting *n, size_t c)
{
	const struct mine_view *v = n->v;
	uint32_t segments = 0, lengths = 0, mark = (uint32_t)c + 1;
	int32_t now = MINE_NONE;

	n->back = 0;
	for (size_t i = v->start[c]; i < v->start[c + 1]; i++) {
		struct last *a = &n->activity[v->activity[i]];
		int32_t holder = v->holder[i];

		if (v->back != NULL && v->back[i] != 0) {
			n->back = i + 1;
		}
		if (a->seen == mark) {
			redo(n, c, a->at, i);
		}
		*a = (struct last){ mark, (uint32_t)i };
		if (holder == MINE_NONE || holder == now) {
			continue;
		}
		n->since[segments] = v->time[i];
		n->first[segments] = i;
		if (n->holder[holder].seen == mark &&
		    close_loop(n, c, n->holder[holder].at, segments, &lengths)) {
			n->out->returned[holder]++;
		}
		n->holder[holder] = (struct last){ mark, segments++ };
		now = holder;
	}
}

bool mine_again(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const int32_t *rank, struct mine_again *out, mine_return_fn *each, void *ctx,
		struct err *e)
{
	struct arena_mark mark = arena_mark(scratch);
	struct counting n = { .v = v, .out = out, .each = each, .ctx = ctx };
	size_t longest = 0;

	for (size_t c = 0; c < v->cases; c++) {
		size_t events = v->start[c + 1] - v->start[c];

		longest = events > longest ? events : longest;
	}
	*out = (struct mine_again){
		.activity = arena_array(a, struct mine_redo, (size_t)v->activities),
		.returned = arena_array(a, int64_t, (size_t)v->holders),
	};
	mine_couples_start(&out->referral, a, v->holders);
	n.activity = arena_array(scratch, struct last, (size_t)v->activities);
	n.holder = arena_array(scratch, struct last, (size_t)v->holders);
	n.since = arena_array(scratch, int64_t, longest);
	n.first = arena_array(scratch, size_t, longest);
	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c)) {
			count_case(&n, c);
		}
	}
	arena_release(scratch, mark);
	return mine_couples_sort(a, scratch, &out->referral, rank, e);
}
