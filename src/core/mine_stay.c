/* Where cases stand, and what is lost there. */
#include "mine_stay.h"

#include <stdlib.h>
#include <string.h>

struct staying {
	struct arena *a;
	const struct mine_view *v;
	const struct mine_hours *h;
	enum mine_reading reading;
	struct mine_stays *out;
	struct mine_pairs pairs;	/* activity, holder + 1 */
	uint32_t room;
};

static int64_t took(const struct staying *s, size_t i)
{
	const int64_t *time = s->v->time;

	return mine_lasted(s->h, time[i - 1], time[i]);
}

static struct mine_place *place_at(struct staying *s, size_t i)
{
	int32_t activity = s->v->activity[i], holder = s->v->holder[i];
	uint32_t at = mine_pairs_at(&s->pairs, activity, holder + 1);

	if (at >= s->room) {
		uint32_t room = s->room == 0 ? 256 : s->room * 2;
		struct mine_place *wider = arena_array(s->a, struct mine_place, room);

		if (s->room > 0) {
			memcpy(wider, s->out->place, s->room * sizeof(*wider));
		}
		s->out->place = wider;
		s->room = room;
	}
	if (at >= s->out->places) {
		s->out->place[at] = (struct mine_place){ .activity = activity, .holder = holder };
		s->out->places = at + 1;
	}
	return &s->out->place[at];
}

/* ---- what is usual ---- */

static void usual(struct staying *s, struct arena *scratch)
{
	const struct mine_view *v = s->v;
	struct arena_mark mark = arena_mark(scratch);
	size_t *next = arena_array(scratch, size_t, (size_t)v->activities), sum = 0;

	for (int32_t i = 0; i < v->activities; i++) {
		next[i] = sum;
		sum += (size_t)s->out->activity[i].stays;
	}
	int64_t *all = arena_array(scratch, int64_t, sum);

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			all[next[v->activity[mine_charged(s->reading, i)]]++] = took(s, i);
		}
	}
	for (int32_t i = 0; i < v->activities; i++) {
		struct mine_usual *u = &s->out->activity[i];
		size_t n = (size_t)u->stays;

		if (n > 0) {
			u->usual = mine_nth(all + next[i] - n, n, (n - 1) / 2);
			u->p90_s = mine_linear(all + next[i] - n, n, 90);
		}
	}
	arena_release(scratch, mark);
}

/* ---- places ---- */

static void count_passage(struct staying *s, size_t c, size_t i)
{
	size_t at = mine_charged(s->reading, i);
	struct mine_place *p = place_at(s, at);
	struct mine_usual *u = &s->out->activity[s->v->activity[at]];
	int64_t stay = took(s, i), lost = stay > u->usual ? stay - u->usual : 0;

	p->stays++;
	p->cases += p->seen != c + 1;
	p->seen = (uint32_t)c + 1;
	p->stay += stay;
	p->lost += lost;
	p->longest = stay > p->longest ? stay : p->longest;
	u->stay += stay;
	u->lost += lost;
	s->out->stay += stay;
	s->out->lost += lost;
}

struct ranked {
	struct mine_place p;
	int32_t activity, holder;	/* ranks */
};

static int by_lost(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (a->p.lost != b->p.lost) {
		return a->p.lost > b->p.lost ? -1 : 1;
	}
	if (a->p.stay != b->p.stay) {
		return a->p.stay > b->p.stay ? -1 : 1;
	}
	return a->activity != b->activity ? (a->activity > b->activity ? 1 : -1)
					  : (a->holder > b->holder) - (a->holder < b->holder);
}

static void rank_places(struct arena *scratch, struct mine_stays *out, const int32_t *activity,
			const int32_t *holder)
{
	struct arena_mark mark = arena_mark(scratch);
	struct ranked *all = arena_array(scratch, struct ranked, out->places);

	for (uint32_t i = 0; i < out->places; i++) {
		const struct mine_place *p = &out->place[i];

		all[i] = (struct ranked){ *p, activity[p->activity],
					  p->holder == MINE_NONE ? -1 : holder[p->holder] };
	}
	if (out->places > 0) {
		qsort(all, out->places, sizeof(*all), by_lost);
	}
	for (uint32_t i = 0; i < out->places; i++) {
		out->place[i] = all[i].p;
	}
	arena_release(scratch, mark);
}

bool mine_stays(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const struct mine_hours *h, enum mine_reading reading,
		const int32_t *activity_rank, const int32_t *holder_rank,
		struct mine_stays *out, struct err *e)
{
	struct staying s = { .a = a, .v = v, .h = h, .reading = reading, .out = out };
	int32_t values = v->activities > v->holders + 1 ? v->activities : v->holders + 1;

	*out = (struct mine_stays){
		.activity = arena_array(a, struct mine_usual, (size_t)v->activities),
	};
	mine_pairs_start(&s.pairs, a, values);
	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			out->activity[v->activity[mine_charged(reading, i)]].stays++;
			out->stays++;
		}
	}
	usual(&s, scratch);
	for (size_t c = 0; c < v->cases && !s.pairs.full; c++) {
		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			count_passage(&s, c, i);
		}
	}
	if (!mine_pairs_ok(&s.pairs, e)) {
		return false;
	}
	rank_places(scratch, out, activity_rank, holder_rank);
	return true;
}
