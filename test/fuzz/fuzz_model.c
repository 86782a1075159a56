/* Logs of any ways and the models found of them: without noise every way is one of the model's
 * and costs nothing; with noise costs are told step by step; the layout stays on its sheet. The
 * first byte is the noise, others are activities, 0 begins the next case. */
#include "core/mine_fit.h"
#include "core/mine_inductive.h"
#include "core/mine_layout.h"

#include "base/arena.h"

#include "../unit/mine_log.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BYTES_MOST = 4096, LETTERS = 40 };

static int32_t fill(struct mine_log *l, const uint8_t *data, size_t size)
{
	char name[8] = "";
	int32_t in = 0;
	struct err e;

	for (size_t i = 0; i < size; i++) {
		char id[16];

		(void)snprintf(id, sizeof(id), "%d", in);
		(void)snprintf(name, sizeof(name), "%d", data[i] % LETTERS);
		if (data[i] == 0) {
			int32_t empty;
			bool good = mine_names_id(&l->cases, str_of(id), &empty, &e);

			assert(good);
			in++;
			continue;
		}
		log_event(l, id, name, "", (int64_t)i);
	}
	return l->cases.n;
}

static void look(struct arena *a, struct arena *scratch, struct mine_log *l, double noise)
{
	struct mine_view v;
	struct mine_variants ways;
	struct tree_found found;
	struct mine_fit fit;
	struct err e;
	int64_t told = 0;

	mine_log_order(a, scratch, l, &v);
	int32_t *rank = mine_names_rank(a, &l->activities);

	mine_variants(a, scratch, &v, rank, &ways);
	bool good = mine_inductive(a, scratch, &v, &ways, rank, noise, TREE_MINUTE, &found, &e);

	assert(good && found.limited == 0);
	mine_fit_log(a, scratch, &found.tree, &v, &ways, TREE_MINUTE, &fit);
	for (int32_t i = 0; i < v.activities; i++) {
		told += fit.moves.extra[i] + fit.moves.missing[i];
	}
	assert(told == fit.cost && fit.cost <= fit.most && fit.met_pairs <= fit.pairs);
	assert(noise > 0 || (fit.cost == 0 && fit.long_ways == 0 &&
			     fit.fitting == (int64_t)v.cases));
	const struct mine_layout *layout = mine_layout(a, scratch, &found.tree);

	for (int32_t i = 0; i < layout->shapes; i++) {
		const struct layout_shape *x = &layout->shape[i];

		assert(x->x >= 0 && x->y >= 0 && x->x + x->w <= layout->width &&
		       x->y + x->h <= layout->height);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a, scratch;
	struct mine_log l;

	if (size < 2 || size > BYTES_MOST) {
		return 0;
	}
	arena_init(&a, (size_t)1 << 30);
	arena_init(&scratch, (size_t)1 << 30);
	log_open(&l);
	if (fill(&l, data + 1, size - 1) > 0) {
		look(&a, &scratch, &l, data[0] % 4 == 0 ? 0 : data[0] / 255.0);
	}
	log_close(&l);
	arena_done(&scratch);
	arena_done(&a);
	return 0;
}
