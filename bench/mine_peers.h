/*
 * What others take to say what follows what of the same events: DuckDB, asked through a
 * program beside this one (bench/mine_duckdb.mjs), and SQLite in this process. Seconds of
 * the processor, on one thread. Ends the program when what they find is not what was found.
 */
#ifndef DUNGHEN_BENCH_MINE_PEERS_H
#define DUNGHEN_BENCH_MINE_PEERS_H

#include "core/mine_flow.h"

struct peers;

/* Writes the events into a file for them and loads it. NULL: DuckDB is not installed
 * (`npm ci` in bench/). */
struct peers *peers_open(const struct mine_view *v);
/* "lag" or "prepared". */
double peers_duckdb_s(struct peers *p, const char *query, const struct mine_flow *found);
void peers_close(struct peers *p);

double peers_sqlite_s(const struct mine_view *v, const struct mine_flow *found);

#endif
