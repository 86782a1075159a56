/* The queue of events in simulated time: a binary heap. */
#include "demo_sim.h"

#include <assert.h>
#include <string.h>

static bool before(const struct event *a, const struct event *b)
{
	return a->at != b->at ? a->at < b->at : a->order < b->order;
}

void queue_put(struct arena *a, struct queue *q, struct event ev)
{
	if (q->n == q->cap) {
		size_t cap = q->cap == 0 ? 1024 : q->cap * 2;
		struct event *v = arena_array(a, struct event, cap);
		if (q->n > 0) {
			memcpy(v, q->event, q->n * sizeof(*v));
		}
		q->event = v;
		q->cap = cap;
	}
	ev.order = q->order++;
	size_t i = q->n++;
	while (i > 0 && before(&ev, &q->event[(i - 1) / 2])) {
		q->event[i] = q->event[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	q->event[i] = ev;
}

const struct event *queue_first(const struct queue *q)
{
	return q->n > 0 ? &q->event[0] : NULL;
}

struct event queue_take(struct queue *q)
{
	assert(q->n > 0);
	struct event first = q->event[0], last = q->event[--q->n];
	size_t i = 0;
	for (;;) {
		size_t k = 2 * i + 1;
		if (k >= q->n) {
			break;
		}
		k += k + 1 < q->n && before(&q->event[k + 1], &q->event[k]);
		if (!before(&q->event[k], &last)) {
			break;
		}
		q->event[i] = q->event[k];
		i = k;
	}
	q->event[i] = last;
	return first;
}
