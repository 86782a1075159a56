/*
 * Writes JSON as it is made, for what mining found may be long: numbers to the microsecond,
 * lists and objects with their commas.
 */
#ifndef DUNGHEN_CLI_MINE_OUT_H
#define DUNGHEN_CLI_MINE_OUT_H

#include "mine_found.h"

enum { MINE_OUT_MOST = 32 << 20 };	/* of it not yet written */

struct mine_out {
	struct cli *c;
	const struct mine_found *f;
	struct buf b;
	bool first;			/* nothing stands before in this list */
};

void mine_out_flush(struct mine_out *o, size_t least);
/* What comes next in a list or object. */
void mine_out_comma(struct mine_out *o);
/* A list or an object; `key` NULL: within a list. */
void mine_out_begin(struct mine_out *o, const char *key, char bracket);
void mine_out_end(struct mine_out *o, char bracket);
void mine_out_key(struct mine_out *o, const char *name);
void mine_out_whole(struct mine_out *o, const char *name, int64_t v);
void mine_out_text(struct mine_out *o, const char *name, struct str s);
/* Microseconds as seconds with six decimals. */
void mine_out_exact(struct mine_out *o, const char *name, mine_sum us);
void mine_out_real(struct mine_out *o, const char *name, double v);
void mine_out_none(struct mine_out *o, const char *name);
/* exact, or null without an office. */
void mine_out_working(struct mine_out *o, const char *name, mine_sum us);
void mine_out_moment(struct mine_out *o, const char *name, int64_t us);
void mine_out_spread(struct mine_out *o, const char *name, const struct mine_spread *s);

/* The analyses beyond counting, in o's object. */
void mine_json_study(struct mine_out *o);

#endif
