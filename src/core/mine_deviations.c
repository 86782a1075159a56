/* Deviations of many cases added up. */
#include "mine_deviations.h"

void deviation_add(struct deviation_sum *s, int64_t id, int64_t *last)
{
	s->times++;
	if (*last == id) {
		return;
	}
	*last = id;
	if (s->cases < DEVIATIONS_FIRST) {
		s->first[s->cases] = id;
	}
	s->cases++;
}

void deviating_add(struct deviating *d, const struct conform_found *f)
{
	for (int k = 0; k < CONFORM_KINDS; k++) {
		d->count[k] += f->count[k];
		d->deviations += f->count[k];
	}
	d->returns += f->returns;
	d->outside += f->outside;
}

void deviation_total(struct deviation_total *t, const struct deviating *d, int64_t cost,
		     int64_t most)
{
	t->cases++;
	t->conforming += d->deviations == 0;
	t->cost += cost;
	t->most += most;
	t->fitness += d->fitness;
	t->returns += d->returns;
	t->outside += d->outside;
	t->looped += d->returns + d->outside > 0;
	for (int k = 0; k < CONFORM_KINDS; k++) {
		int64_t last = d->id - 1;

		for (int32_t i = 0; i < d->count[k]; i++) {
			deviation_add(&t->kind[k], d->id, &last);
		}
	}
}

static int worse(const struct deviating *a, const struct deviating *b)
{
	return a->deviations != b->deviations ? b->deviations - a->deviations
	       : (a->fitness > b->fitness) - (a->fitness < b->fitness);
}

void deviation_keep(struct deviation_worst *w, const struct deviating *d)
{
	size_t i = w->n;

	if (d->deviations == 0 ||
	    (i == DEVIATIONS_WORST && worse(d, &w->one[i - 1]) >= 0)) {
		return;
	}
	i -= i == DEVIATIONS_WORST;
	for (; i > 0 && worse(d, &w->one[i - 1]) < 0; i--) {
		w->one[i] = w->one[i - 1];
	}
	w->one[i] = *d;
	w->n += w->n < DEVIATIONS_WORST;
}

double deviation_fitness(const struct deviation_total *t)
{
	return t->most == 0 ? 1 : t->cost < t->most ? 1 - (double)t->cost / (double)t->most : 0;
}

double deviation_mean(const struct deviation_total *t)
{
	return t->cases > 0 ? t->fitness / (double)t->cases : 1;
}
