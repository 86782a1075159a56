/*
 * Cuts of what follows what, for the inductive miner (mine_inductive.h says which): the
 * activities of a log in parts.
 */
#ifndef DUNGHEN_CORE_MINE_CUT_H
#define DUNGHEN_CORE_MINE_CUT_H

#include "mine_tree.h"

struct cut_bits {			/* a set of activities for each of them */
	uint64_t *bit;
	int32_t n, words;
};

/* What follows what in a log of n activities, numbered from 0. */
struct cut_graph {
	int32_t n;
	uint32_t *count;		/* n × n */
	uint32_t *start, *end;
	uint32_t *later;		/* n × n: sooner or later; NULL: not counted */
};

/* What of it counts. */
struct cut_shape {
	int32_t n;
	struct cut_bits next, before;	/* that it leads to, that lead to it */
	struct cut_bits later, sooner;	/* the same for sequences; next and before unless noise
					 * is left out */
	bool *start, *end;
	uint64_t *inside;		/* neither */
};

struct cut {
	enum tree_kind kind;		/* TREE_SILENT: there is none */
	int32_t parts;
	int32_t *part;			/* by activity; those of a sequence in its order, of a loop
					 * the first is 0, else by their least number */
};

/* Of noise 0 all of it. In `a`. */
void cut_shape(struct arena *a, const struct cut_graph *g, double noise, struct cut_shape *out);
/* The first there is; what it gives stands in `a`, beside rubbish. */
struct cut cut_find(struct arena *a, const struct cut_shape *s);

static inline uint64_t *cut_row(const struct cut_bits *b, int32_t i)
{
	return b->bit + (size_t)i * (size_t)b->words;
}

static inline bool cut_has(const struct cut_bits *b, int32_t i, int32_t k)
{
	return (cut_row(b, i)[k >> 6] >> (k & 63)) & 1;
}

static inline void cut_put(struct cut_bits *b, int32_t i, int32_t k)
{
	cut_row(b, i)[k >> 6] |= UINT64_C(1) << (k & 63);
}

#endif
