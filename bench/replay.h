/*
 * What the store said to SQLite, kept and said again by bare C: the same
 * statements with the same values in the same groups, and nothing else.
 */
#ifndef DUNGHEN_BENCH_REPLAY_H
#define DUNGHEN_BENCH_REPLAY_H

#include "base/arena.h"
#include "store/db.h"

struct replay;

struct replay *replay_new(struct arena *a);
/* A db_trace_fn: ctx is the replay. */
void replay_keep(void *ctx, const struct db_traced *t);
/* Forgets what was kept; prepared statements stay. */
void replay_forget(struct replay *r);
size_t replay_statements(const struct replay *r);
size_t replay_commits(const struct replay *r);

/* Opens store.db and keys.db of a folder with the settings the store uses; the
 * write-ahead log of store.db is never brought back meanwhile, which is in favour
 * of the replay. */
void replay_open(struct replay *r, const char *dir);
void replay_close(struct replay *r);
/* Runs it all; ends the program when a statement fails. */
void replay_run(struct replay *r);

#endif
