/*
 * The random walk of test_lives: its state, its arguments (walk_args.c), what must
 * hold after every step (walk_check.c). There is one walk in a program.
 */
#ifndef DUNGHEN_TEST_WALK_H
#define DUNGHEN_TEST_WALK_H

#include "world.h"

enum { LIVES = 16 };

struct walk {
	struct world w;
	struct life life[LIVES];
	int64_t first_due[LIVES];
	struct str code[LIVES];
	size_t steps_of[LIVES];
	int64_t steps, accepted, refused, lives, delivered;
	int64_t *hit;			/* refusals by position */
};

extern struct walk walk;

static inline uint64_t chance(uint64_t below)
{
	return world_random(&walk.w, below);
}

static inline bool in_percent(uint64_t n)
{
	return chance(100) < n;
}

static inline const struct step *step_of(const struct dossier *d)
{
	return d != NULL && d->version != NULL && d->step >= 0 ? &d->version->step[d->step] : NULL;
}

struct person_id some_person(void);
/* Arguments for an action, mostly right ones; d NULL for acts of the organisation. */
struct json *arguments(const struct world_row *action, const struct dossier *d);

/* Independent of core/right.c: who stands at the hold, or acts for them; who has
 * any post. Both are asked before the act. */
bool is_holder(const struct dossier *d, struct person_id p, int64_t at);
bool is_staff(struct person_id p, int64_t at);
struct act {
	const struct world_row *row;
	struct person_id actor;
	bool holder, employed;
	bool proved;			/* says the entry: the citizen, by a code */
};
void check_right(const struct act *a);
/* Everything that must hold of life i just now. */
void check_walk(size_t i);

#endif
