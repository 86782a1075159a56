/* Time, chance and new identities. */
#include "world.h"

#include <assert.h>
#include <time.h>

void world_real(struct world *w)
{
	*w = (struct world){ 0 };
}

void world_by_hand(struct world *w, int64_t at, struct str seed)
{
	*w = (struct world){ .by_hand = true, .hand_at = at, .seeded = seed.n > 0 };
	if (w->seeded) {
		random_seed(&w->stream, seed);
	}
}

void world_set(struct world *w, int64_t at)
{
	assert(w->by_hand);
	if (at > w->hand_at) {
		w->hand_at = at;
	}
}

static struct timespec clock_of(clockid_t id)
{
	struct timespec t = { 0 };
	int rc = clock_gettime(id, &t);
	assert(rc == 0);
	(void)rc;		/* asserts are always on; this is for the compiler */
	return t;
}

int64_t world_clock(void)
{
	return (int64_t)clock_of(CLOCK_REALTIME).tv_sec;
}

int64_t world_awake(void)
{
	return (int64_t)clock_of(CLOCK_BOOTTIME).tv_sec;
}

int64_t world_now(const struct world *w)
{
	return w->by_hand ? w->hand_at : world_clock();
}

void world_random(struct world *w, void *p, size_t n)
{
	if (w->seeded) {
		random_next(&w->stream, p, n);
	} else {
		random_bytes(p, n);
	}
}

int64_t world_id(struct world *w, int64_t at)
{
	uint32_t chance = 0;
	world_random(w, &chance, sizeof(chance));
	int64_t ms = at * 1000;
	if (!w->by_hand) {
		struct timespec t = clock_of(CLOCK_REALTIME);
		ms = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
	}
	return id_next(&w->mint, ms, chance & 0x1fffff);
}

int64_t world_ticks_us(void)
{
	struct timespec t = clock_of(CLOCK_MONOTONIC);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void world_pause(void)
{
	struct timespec moment = { .tv_nsec = 2000000 };
	(void)nanosleep(&moment, NULL);		/* woken early is no harm */
}
