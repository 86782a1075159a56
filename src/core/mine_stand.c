/* Where cases stand now. */
#include "mine_stand.h"

#include <stdlib.h>

int64_t mine_stood(const struct mine_view *v, const struct mine_hours *h, size_t c, int64_t now)
{
	int64_t came = v->time[v->start[c + 1] - 1];

	return now <= came ? 0 : mine_lasted(h, came, now);
}

struct ranked {
	struct mine_stand p;
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

static void count(struct mine_stand *p, struct mine_stands *all, int64_t stay, int64_t usual)
{
	int64_t lost = stay > usual ? stay - usual : 0;

	p->cases++;
	p->beyond += stay > usual;
	p->stay += stay;
	p->lost += lost;
	p->longest = stay > p->longest ? stay : p->longest;
	all->cases++;
	all->beyond += stay > usual;
	all->stay += stay;
	all->lost += lost;
}

bool mine_stand(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const struct mine_hours *h, int64_t now, const struct mine_usual *usual,
		const int32_t *activity_rank, const int32_t *holder_rank,
		struct mine_stands *out, struct err *e)
{
	struct arena_mark mark = arena_mark(scratch);
	struct mine_pairs pairs;
	struct ranked *all = NULL;
	size_t room = 0;

	*out = (struct mine_stands){ .places = 0 };
	mine_pairs_start(&pairs, scratch,
			 v->activities > v->holders ? v->activities : v->holders);
	for (size_t c = 0; c < v->cases; c++) {
		if (!mine_kept(v, c) || !mine_stands_now(v, c)) {
			continue;
		}
		size_t last = v->start[c + 1] - (size_t)1;
		int32_t activity = v->activity[last], holder = v->holder[last];
		uint32_t at = mine_pairs_at(&pairs, activity, holder);

		if (at == out->places) {
			all = arena_grow(scratch, all, out->places, &room, sizeof(*all));
			all[out->places++] = (struct ranked){
				{ .activity = activity, .holder = holder },
				activity_rank[activity], holder_rank[holder],
			};
		}
		count(&all[at].p, out, mine_stood(v, h, c, now), usual[activity].usual);
	}
	if (out->places > 0) {
		qsort(all, out->places, sizeof(*all), by_lost);
	}
	out->place = arena_array(a, struct mine_stand, out->places);
	for (size_t i = 0; i < out->places; i++) {
		out->place[i] = all[i].p;
	}
	arena_release(scratch, mark);
	return mine_pairs_ok(&pairs, e);
}
