/* Graphs of steps as others write them, and ways beside those that are read: all that is apart
 * is told, and no way costs more than leaving it out and going a shortest one. The bytes after
 * the first line are a way. */
#include "app/mine_steps.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void beside(struct arena *a, const struct mine_steps *s, const uint8_t *way, size_t n)
{
	struct conform_visit *visit = arena_array(a, struct conform_visit, n);
	struct conform_found *f = arena_new(a, struct conform_found);

	for (size_t i = 0; i < n; i++) {
		int32_t step = way[i] % (s->graph.steps + 1) - 1;

		visit[i] = (struct conform_visit){ .step = step };
	}
	conform_case(a, &s->graph, visit, (int32_t)n, false, true, f);
	assert(f->fitness >= 0 && f->fitness <= 1);
	assert(s->graph.shortest == 0 || f->cost <= (int32_t)n + s->graph.shortest);
	assert(s->graph.shortest == 0 ||
	       f->cost == f->count[CONFORM_SKIPPED] + f->count[CONFORM_INSERTED] +
				  2 * f->count[CONFORM_ORDER]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line = memchr(data, '\n', size);
	size_t n = line != NULL ? (size_t)(line - data) : size;
	struct arena a;
	struct err e = { .key = "" };

	arena_init(&a, (size_t)1 << 30);
	struct mine_steps *s = arena_new(&a, struct mine_steps);
	bool good = mine_steps_read(&a, (struct str){ (const char *)data, n }, s, &e);

	assert(good == (e.key[0] == '\0'));
	if (good && size - n < 200) {
		beside(&a, s, data + n, size - n);
	}
	arena_done(&a);
	return 0;
}
