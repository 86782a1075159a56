/*
 * Events in an order of their own, by number: a log has too many of them for comparisons.
 * By digits of eleven bits, the lowest first, only as many as the keys differ in; the order is
 * stable, so that sorting by one key after another sorts by both.
 */
#ifndef DUNGHEN_CORE_MINE_SORT_H
#define DUNGHEN_CORE_MINE_SORT_H

#include "base/arena.h"

struct mine_key {
	int64_t key;
	uint32_t at;			/* what it is the key of */
};

/* By key; those of one key stay as they stand. 16 bytes each of scratch. */
void mine_sort(struct arena *scratch, struct mine_key *k, size_t n);
/* By group[at - back], a number below `groups`; those of one group stay as they stand. */
void mine_sort_groups(struct arena *scratch, struct mine_key *k, size_t n, const int32_t *group,
		      size_t back, int32_t groups);

#endif
