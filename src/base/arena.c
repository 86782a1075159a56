/* Arenas: blocks from malloc, handed out from the front, poisoned when free. */
#include "arena.h"

#include "limits.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#endif

#ifdef WITH_ASAN
#include <sanitizer/asan_interface.h>
#elif __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define WITH_VALGRIND 1
#endif

enum {
	ALIGNMENT = 16,
	BLOCK_FIRST = 16 << 10,
	BLOCK_MOST = 1 << 20,	/* larger requests get a block of their own */
};

#ifdef WITH_ASAN
enum { RED_ZONE = ALIGNMENT };	/* stays poisoned behind each piece */
#else
enum { RED_ZONE = 0 };
#endif

struct arena_block {
	struct arena_block *older;
	size_t size;			/* bytes behind this header */
};

_Static_assert(sizeof(struct arena_block) % ALIGNMENT == 0, "blocks start aligned");

static void poison(void *p, size_t n)
{
#ifdef WITH_ASAN
	__asan_poison_memory_region(p, n);
#elif defined(WITH_VALGRIND)
	(void)VALGRIND_MAKE_MEM_NOACCESS(p, n);
#else
	(void)p;
	(void)n;
#endif
}

static void unpoison(void *p, size_t n)
{
#ifdef WITH_ASAN
	__asan_unpoison_memory_region(p, n);
#elif defined(WITH_VALGRIND)
	(void)VALGRIND_MAKE_MEM_UNDEFINED(p, n);
#else
	(void)p;
	(void)n;
#endif
}

static char *block_bytes(struct arena_block *block)
{
	return (char *)(block + 1);
}

static void block_free(struct arena *a, struct arena_block *block)
{
	a->total -= block->size;
	unpoison(block_bytes(block), block->size);
	free(block);
}

/* The end of a program that needs more than it promised: see arena.h. */
static _Noreturn void out_of_memory(const struct arena *a, size_t n)
{
	(void)fprintf(stderr, "arena: %zu bytes wanted, %zu held, ceiling %zu\n", n, a->total,
		      a->ceiling);
	abort();
}

static void block_push(struct arena *a, size_t need)
{
	size_t size = a->block ? a->block->size * 2 : BLOCK_FIRST;
	if (size > BLOCK_MOST) {
		size = BLOCK_MOST;
	}
	if (size < need || size > a->ceiling - a->total) {
		size = need;
	}
	if (size > a->ceiling - a->total) {
		out_of_memory(a, need);
	}
	struct arena_block *block = malloc(sizeof(*block) + size);
	if (!block) {
		out_of_memory(a, need);
	}
	block->older = a->block;
	block->size = size;
	a->block = block;
	a->used = 0;
	a->total += size;
	poison(block_bytes(block), size);
}

void arena_init(struct arena *a, size_t ceiling)
{
	*a = (struct arena){ .ceiling = ceiling ? ceiling : LIMIT_ARENA };
}

void arena_done(struct arena *a)
{
	while (a->block) {
		struct arena_block *older = a->block->older;
		block_free(a, a->block);
		a->block = older;
	}
	a->used = 0;
}

void arena_reset(struct arena *a)
{
	struct arena_block *kept = NULL;
	while (a->block) {
		struct arena_block *block = a->block;
		a->block = block->older;
		/* A block made for one large piece would be held for nothing. */
		if (!kept && block->size <= BLOCK_MOST) {
			kept = block;
		} else {
			block_free(a, block);
		}
	}
	a->block = kept;
	a->used = 0;
	if (kept) {
		kept->older = NULL;
		poison(block_bytes(kept), kept->size);
	}
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ .block = a->block, .used = a->used };
}

void arena_release(struct arena *a, struct arena_mark mark)
{
	if (!mark.block) {
		arena_reset(a);
		return;
	}
	while (a->block != mark.block) {
		struct arena_block *older = a->block->older;
		assert(older);		/* else the mark is not of this arena */
		block_free(a, a->block);
		a->block = older;
	}
	a->used = mark.used;
	poison(block_bytes(a->block) + a->used, a->block->size - a->used);
}

static void *take(struct arena *a, size_t bytes)
{
	if (bytes > a->ceiling) {
		out_of_memory(a, SIZE_MAX);
	}
	size_t room = (bytes + RED_ZONE + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (!a->block || room > a->block->size - a->used) {
		block_push(a, room);
	}
	void *p = block_bytes(a->block) + a->used;
	a->used += room;
	unpoison(p, bytes);
	return p;
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes)) {
		out_of_memory(a, SIZE_MAX);
	}
	void *p = take(a, bytes);
	memset(p, 0, bytes);
	return p;
}

void *arena_copy(struct arena *a, const void *p, size_t n)
{
	void *copy = take(a, n);
	if (n > 0) {
		memcpy(copy, p, n);
	}
	return copy;
}

void *arena_grow(struct arena *a, void *list, size_t n, size_t *cap, size_t size)
{
	if (n < *cap) {
		return list;
	}
	*cap = *cap == 0 ? 16 : 2 * *cap;
	void *more = arena_alloc(a, *cap, size);

	if (n > 0) {
		memcpy(more, list, n * size);
	}
	return more;
}
