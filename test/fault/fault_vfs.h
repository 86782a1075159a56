/*
 * A disk that fails when told to: a VFS of SQLite around the usual one, made the
 * default, so that every database of the process runs on it; and the calls by which
 * the program itself changes files (the linker's --wrap, Makefile).
 *
 * Every call is counted. The plan says at which one what happens:
 *
 *   FAULT_ONCE    that call fails (EIO; a write has written half), later ones work
 *   FAULT_STAYS   that call and every later one fails
 *   FAULT_FULL    from that call on, whatever needs room fails (ENOSPC, SQLITE_FULL)
 *   FAULT_MEMORY  that allocation of SQLite fails; `at` counts allocations
 *   FAULT_POWER   before that change the power goes: disk.h says what is left, and
 *                 the process ends with status FAULT_DARK. Here only calls that
 *                 change or sync something count.
 *
 * Reading and locking fail too; `flock`, `stat` and the shared memory of the
 * wal-index (as long as it is mapped) do not.
 */
#ifndef DUNGHEN_TEST_FAULT_VFS_H
#define DUNGHEN_TEST_FAULT_VFS_H

#include "disk.h"

enum fault { FAULT_NONE, FAULT_ONCE, FAULT_STAYS, FAULT_FULL, FAULT_MEMORY, FAULT_POWER };
enum { FAULT_DARK = 77 };

struct fault_plan {
	enum fault fault;
	int64_t at;			/* the first call is 1 */
	enum disk_loss loss;		/* FAULT_POWER */
	uint64_t seed;
};

/* Once, before the process first uses SQLite. */
void fault_install(void);
/* Counts from now on; 0 calls so far. */
void fault_arm(const struct fault_plan *plan);
/* How many calls (FAULT_MEMORY: allocations) there were; none fails any more. */
int64_t fault_disarm(void);
int64_t fault_calls(void);
/* Whether the planned call came. */
bool fault_came(void);
/* Of FAULT_POWER: the power goes now. */
_Noreturn void fault_dark(void);

#endif
