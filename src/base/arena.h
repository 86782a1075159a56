/*
 * Memory with a known end. Everything that is not a resource lives in an arena:
 * the program's, a command's, or scratch. Nothing is freed singly; an arena is
 * reset or done as a whole. Out of memory, or above the ceiling given at init,
 * is a broken promise of the program (limits.h bounds every input): it aborts.
 *
 * Under AddressSanitizer and valgrind the freed part is poisoned, so that a
 * stale pointer is found at its first use.
 */
#ifndef DUNGHEN_BASE_ARENA_H
#define DUNGHEN_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
	struct arena_block *block;	/* newest first */
	size_t used;			/* bytes used in the newest block */
	size_t total;			/* bytes held from the system */
	size_t ceiling;			/* never holds more than this */
};

struct arena_mark {
	struct arena_block *block;
	size_t used;
};

/* ceiling 0 means the default of limits.h. Takes no memory until first use. */
void arena_init(struct arena *a, size_t ceiling);
void arena_done(struct arena *a);

/* Forgets everything; keeps one block so that the next use costs nothing. */
void arena_reset(struct arena *a);

struct arena_mark arena_mark(const struct arena *a);
/* Forgets what was allotted since the mark. */
void arena_release(struct arena *a, struct arena_mark mark);

/* Zeroed memory of n × size bytes, aligned for any type; never NULL (n or
 * size 0 gives a valid pointer to nothing). Overflow aborts. */
void *arena_alloc(struct arena *a, size_t n, size_t size);
/* Copies n bytes. */
void *arena_copy(struct arena *a, const void *p, size_t n);

/* Room for one more behind n of size bytes each: `list` where *cap allows, else a copy of it
 * with twice the room. */
void *arena_grow(struct arena *a, void *list, size_t n, size_t *cap, size_t size);

#define arena_new(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))

#endif
