/*
 * What can be pressed in a report (mine_html.h): its map, its ways and its tables filter, and
 * the browser counts anew out of the log in the file: activities, passages, ways, cases and
 * how long they last, exactly as `dunghen mine --filter` does. A log that is too large for
 * that is not put in, and the report says so. Without JavaScript nothing of it is there but
 * the tables (mine_still.h), as of all cases.
 */
#ifndef DUNGHEN_CLI_MINE_CLICK_H
#define DUNGHEN_CLI_MINE_CLICK_H

#include "mine_found.h"

void mine_click_section(struct buf *b, struct mine_words w, const struct mine_found *f);
void mine_click_script(struct buf *b, struct mine_words w, const struct mine_found *f);

#endif
