/*
 * Names of an event log as numbers: each different text once, counted from 0 in the order
 * it first came. They are kept byte for byte, for they are somebody else's keys: what the
 * log keeps apart stays apart.
 *
 * A text costs its bytes, 8 for where it stands and 11 to 22 of the table that finds it.
 * The three bufs are the caller's: opened before, done after; nothing else owns memory.
 */
#ifndef DUNGHEN_CORE_MINE_NAMES_H
#define DUNGHEN_CORE_MINE_NAMES_H

#include "base/buf.h"
#include "base/err.h"

enum {
	MINE_NONE = -1,			/* no value */
	MINE_NAMES_MOST = 1 << 28,
};

struct mine_names {
	struct buf text;		/* all of them, one after the other */
	struct buf at;			/* uint64_t: where each ends */
	struct buf slot[2];		/* the table, and the one it grows into */
	size_t cap;			/* slots, a power of two */
	uint64_t seed;			/* so that nobody can choose names that collide */
	int32_t n;
	int32_t last;			/* asked for before: events repeat themselves */
};

/* Errors: log.many: more, or longer in all, than the bufs take. */
bool mine_names_id(struct mine_names *m, struct str s, int32_t *id, struct err *e) MUST_USE;
/* Valid until the next is added. */
struct str mine_names_text(const struct mine_names *m, int32_t id);
/* What the table finds texts by. */
uint64_t mine_names_hash(uint64_t seed, struct str s);
/* Each one's place when they are sorted by code points. */
int32_t *mine_names_rank(struct arena *a, const struct mine_names *m);

#endif
