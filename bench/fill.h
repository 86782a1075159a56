/*
 * Large stores, filled and kept below build/bench.
 *
 * A filling is no demonstration: every dossier is a copy from the register
 * (2.000908), received, handed over, taken, finished, signed, numbered, made
 * ready, told, delivered, all within the hour. But it takes the path of every
 * command: rights, deciding, the fold, sealed texts with a key for each person,
 * projections, leaves, signed heads; `verify` finds nothing. The last
 * FILL_OPEN dossiers stay open, each at another act.
 */
#ifndef DUNGHEN_BENCH_FILL_H
#define DUNGHEN_BENCH_FILL_H

#include "base/arena.h"

#include <stdint.h>

enum { FILL_OPEN = 20000 };

/* A store of that many dossiers, made at the first call. Its path lives in `a`. */
const char *filled_store(struct arena *a, int64_t dossiers);

#endif
