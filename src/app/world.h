/*
 * The outer world as values: time, chance and new identities. Nothing below
 * `app` asks for them; they are handed down.
 *
 * The real world has the system's clock and random source. A world by hand (test
 * and demo stores only) has a clock that moves when told and bytes from a seed,
 * so that the same commands give the same entries byte for byte.
 */
#ifndef DUNGHEN_APP_WORLD_H
#define DUNGHEN_APP_WORLD_H

#include "core/ids.h"

#include "base/hash.h"

struct world {
	bool by_hand;
	bool seeded;
	int64_t hand_at;		/* by_hand: now */
	struct random_stream stream;	/* seeded */
	struct id_mint mint;
};

void world_real(struct world *w);
/* An empty seed leaves chance to the system. */
void world_by_hand(struct world *w, int64_t at, struct str seed);
/* Sets the hand-set clock; it may not go back (then it stays). */
void world_set(struct world *w, int64_t at);

int64_t world_now(const struct world *w);	/* seconds */
void world_random(struct world *w, void *p, size_t n);
/* A new id for something that happens at `at`. */
int64_t world_id(struct world *w, int64_t at);
/* The machine's clock, in seconds, whatever the world's: for what concerns machines
 * and not the office's work (sessions, waits). */
int64_t world_clock(void);
/* Seconds since the machine started, its sleep included; setting the clock moves it not. */
int64_t world_awake(void);
/* For benchmarks and progress: microseconds of a clock that never goes back. */
int64_t world_ticks_us(void);

/* Waits a moment for another process (never in tests of time). */
void world_pause(void);

#endif
