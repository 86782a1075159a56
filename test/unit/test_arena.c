/* Arenas: alignment, zeroes, marks, reset, and the ceiling. */
#include "base/arena.h"

#include "tap.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] != 0) {
			return false;
		}
	}
	return true;
}

static void pieces(void)
{
	static const size_t sizes[] = { 1, 2, 15, 16, 17, 255, 4096, 20000, 3 << 20, 7 };
	struct arena a;
	arena_init(&a, 0);
	is_int((int64_t)a.total, 0, "an arena takes no memory before its first use");
	int bad = 0;
	char *piece[ARRAY_LEN(sizes)];
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		piece[i] = arena_alloc(&a, sizes[i], 1);
		bad += (uintptr_t)piece[i] % 16 != 0 || !is_zero(piece[i], sizes[i]);
		memset(piece[i], (int)i + 1, sizes[i]);
	}
	is_int(bad, 0, "pieces are aligned and zeroed");
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		bad += piece[i][0] != (char)(i + 1) || piece[i][sizes[i] - 1] != (char)(i + 1);
	}
	is_int(bad, 0, "pieces do not overlap");
	ok(arena_alloc(&a, 0, 8) && arena_alloc(&a, 8, 0), "nothing has an address too");
	is_str(arena_copy(&a, "abc", 4), "abc", "copy");
	ok(arena_copy(&a, NULL, 0) != NULL, "copy of nothing");
	arena_done(&a);
	is_int((int64_t)a.total, 0, "done gives everything back");
}

static void marks(void)
{
	struct arena a;
	arena_init(&a, 0);
	struct arena_mark empty = arena_mark(&a);
	char *kept = arena_alloc(&a, 100, 1);
	struct arena_mark mark = arena_mark(&a);
	char *first = arena_alloc(&a, 64, 1);
	memset(first, 'x', 64);
	arena_alloc(&a, 5 << 20, 1);
	size_t most = a.total;
	arena_release(&a, mark);
	ok(a.total < most, "release gives later blocks back");
	char *again = arena_alloc(&a, 64, 1);
	ok(again == first, "released memory is used again");
	ok(is_zero(again, 64), "and is zeroed again");
	memset(kept, 'k', 100);
	ok(is_zero(again, 64), "what stood before the mark is apart");
	arena_release(&a, empty);
	is_int((int64_t)a.used, 0, "a mark of the empty arena forgets everything");
	arena_done(&a);
}

static void reset(void)
{
	struct arena a;
	arena_init(&a, 0);
	arena_alloc(&a, 1000, 1);
	size_t small = a.total;
	arena_alloc(&a, 8 << 20, 1);
	arena_reset(&a);
	is_int((int64_t)a.total, (int64_t)small, "reset keeps a block, not the large one");
	for (int i = 0; i < 1000; i++) {
		arena_alloc(&a, 1000, 1);
		arena_reset(&a);
	}
	is_int((int64_t)a.total, (int64_t)small, "a thousand resets take no more");
	arena_done(&a);
	arena_init(&a, 0);
	arena_reset(&a);
	is_int((int64_t)a.total, 0, "reset of an unused arena");
	arena_done(&a);
}

#if defined(__SANITIZE_ADDRESS__)
int __asan_address_is_poisoned(void const volatile *p);

/* Only the sanitizer can see it; the plain build has nothing to ask. */
static void poisoned(void)
{
	struct arena a;
	arena_init(&a, 0);
	char *kept = arena_alloc(&a, 21, 1);
	struct arena_mark mark = arena_mark(&a);
	char *freed = arena_alloc(&a, 100, 1);
	ok(!__asan_address_is_poisoned(kept + 20), "the last byte may be used");
	ok(__asan_address_is_poisoned(kept + 21), "the one behind it not");
	ok(!__asan_address_is_poisoned(freed), "a piece in use");
	arena_release(&a, mark);
	ok(__asan_address_is_poisoned(freed), "after its release");
	ok(!__asan_address_is_poisoned(kept), "what stood before stays");
	arena_reset(&a);
	ok(__asan_address_is_poisoned(kept), "until the reset");
	arena_done(&a);
}
#else
static void poisoned(void)
{
}
#endif

/* The signal that ends a child which asks for n × size bytes. */
static int death_of(size_t ceiling, size_t n, size_t size)
{
	pid_t child = fork();
	if (child == 0) {
		struct arena a;
		arena_init(&a, ceiling);
		(void)signal(SIGABRT, SIG_DFL);
		(void)!freopen("/dev/null", "w", stderr);
		arena_alloc(&a, n, size);
		arena_done(&a);
		_exit(0);
	}
	int status = 0;
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void ceiling(void)
{
	is_int(death_of(1 << 20, 1 << 10, 900), 0, "below the ceiling");
	is_int(death_of(1 << 20, 1 << 10, 1 << 10 | 1), SIGABRT, "above the ceiling aborts");
	is_int(death_of(0, SIZE_MAX / 2, 3), SIGABRT, "overflow aborts");
	is_int(death_of(0, SIZE_MAX, 1), SIGABRT, "the largest size aborts");
	is_int(death_of(0, (size_t)300 << 20, 1), SIGABRT, "the default ceiling holds");
}

static void grow(void)
{
	struct arena a;
	size_t cap = 0, moved = 0, wrong = 0;
	int *list = NULL;

	arena_init(&a, 0);
	for (int i = 0; i < 1000; i++) {
		int *before = list;

		list = arena_grow(&a, list, (size_t)i, &cap, sizeof(*list));
		moved += list != before;
		list[i] = i;
	}
	for (int i = 0; i < 1000; i++) {
		wrong += list[i] != i;
	}
	is_int((int64_t)wrong, 0, "a list that grows keeps what it has");
	is_int((int64_t)moved, 7, "and moves when it is full");
	is_int((int64_t)cap, 1024, "to twice the room");
	arena_done(&a);
}

int main(void)
{
	grow();
	pieces();
	marks();
	reset();
	poisoned();
	ceiling();
	return done_testing();
}
