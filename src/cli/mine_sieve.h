/*
 * The filters of a report that nothing in its pictures stands for: how long cases last, when
 * they begin, what comes sooner or later, the commonest ways. A form in the section of
 * mine_click.h and the part of its script that knows them; they keep what the same
 * `dunghen mine --filter` keeps.
 */
#ifndef DUNGHEN_CLI_MINE_SIEVE_H
#define DUNGHEN_CLI_MINE_SIEVE_H

#include "mine_found.h"

void mine_sieve_form(struct buf *b, struct mine_words w, const struct mine_found *f);
/* Members of the log's object: ranks of activities, when each case begins, the zone of days. */
void mine_sieve_data(struct buf *b, const struct mine_found *f);
/* Before the script that calls it. */
extern const char mine_sieve_script[];

#endif
