/* The criteria of Decree 61/2018 art. 31, and comparison with others. */
#include "score.h"

enum { HUNDREDTHS = 100, WHOLE = 10000 };

/* Points for three kinds of cases, on the average. */
static int64_t mean(const struct criterion *c, int64_t best, int64_t middle, int64_t least)
{
	int64_t all = best + middle + least;
	int64_t sum = best * c->best + middle * c->middle + least * c->least;

	return all > 0 ? (sum * HUNDREDTHS + all / 2) / all : NOT_MEASURED;
}

static int64_t at_least(const struct criterion *c, struct str id)
{
	for (size_t i = 0; i < c->shares; i++) {
		if (str_eq(c->share[i].id, id)) {
			return c->share[i].at_least;
		}
	}
	return NOT_MEASURED;
}

static int64_t share(int64_t part, int64_t all)
{
	return all > 0 ? part * WHOLE / all : NOT_MEASURED;
}

static int64_t at_counter(const struct criterion *c, const struct criteria_facts *f)
{
	int64_t bar = at_least(c, f->level), has = share(f->procedures_at_counter, f->procedures);

	if (bar == NOT_MEASURED || has == NOT_MEASURED) {
		return NOT_MEASURED;
	}
	return HUNDREDTHS * (has >= bar ? c->best : c->least);
}

static int64_t online(const struct criterion *c, const struct criteria_facts *f)
{
	int64_t dossiers = share(f->received_online, f->received);
	int64_t procedures = share(f->procedures_online, f->procedures);

	if (dossiers == NOT_MEASURED || procedures == NOT_MEASURED) {
		return NOT_MEASURED;
	}
	bool best = procedures >= at_least(c, STR("procedures")) &&
		    dossiers >= at_least(c, STR("dossiers")) && f->online_late == 0;

	return HUNDREDTHS * (best ? c->best
			     : dossiers >= at_least(c, STR("some")) ? c->middle : c->least);
}

int64_t score_criterion(const struct criterion *c, const struct criteria_facts *f)
{
	if (str_is(c->id, "total_time")) {
		return mean(c, f->early, f->on_time, f->late);
	}
	if (str_is(c->id, "units_time")) {
		return mean(c, f->parts_early, f->parts_even, f->parts_late);
	}
	if (str_is(c->id, "contacts")) {
		return mean(c, f->asked_none, f->asked_once, f->asked_more);
	}
	if (str_is(c->id, "at_counter")) {
		return at_counter(c, f);
	}
	return str_is(c->id, "online") ? online(c, f) : NOT_MEASURED;
}

struct criteria_score score_total(const struct law *l, const struct rule_set *r,
				  const struct criteria_facts *f)
{
	struct criteria_score s = { 0 };

	for (size_t i = 0; r != NULL && i < r->criteria; i++) {
		const struct criterion *c = law_criterion(l, r->criterion[i]);
		int64_t points = c != NULL ? score_criterion(c, f) : NOT_MEASURED;

		if (points != NOT_MEASURED) {
			s.points += points;
			s.most += c->best * HUNDREDTHS;
			s.measured++;
		}
	}
	for (size_t i = 0; s.most > 0 && s.rank == NULL && i < l->ranks; i++) {
		const struct rank *k = &l->rank[i];

		s.rank = s.points * k->of >= k->from * s.most ? k : NULL;
	}
	return s;
}

void score_standard(struct standard *to, const struct peer_sums *own,
		    const struct peer_sums *others)
{
	if (own->steps <= 0 || others->steps <= 0) {
		return;
	}
	to->own_s += own->held_s;
	to->expected_s += (int64_t)((__int128)others->held_s * own->steps / others->steps);
	to->own_late += own->late;
	to->expected_late += (int64_t)((__int128)others->late * own->steps * HUNDREDTHS /
				       others->steps);
}
