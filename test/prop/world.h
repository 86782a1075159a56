/*
 * A province in memory for tests of the core: the law as compiled in, its
 * organisation with staffed units, and dossiers whose actions are decided and
 * folded without any store.
 *
 * Every accepted action goes the way it goes in the program: drafts become
 * entries, entries become bytes, the bytes are read back and folded into a second
 * dossier, the shadow. Whoever changes a life changes it only through life_act
 * and life_tick; both say what they find wrong in w->fault (empty: nothing).
 */
#ifndef DUNGHEN_TEST_WORLD_H
#define DUNGHEN_TEST_WORLD_H

#include "core/decide.h"
#include "core/law.h"

enum world_target {
	TARGET_NEW, TARGET_DOSSIER, TARGET_UNIT, TARGET_PERSON, TARGET_BUNDLE,
	TARGET_NEW_UNIT, TARGET_NEW_PERSON, TARGET_MATTER, TARGET_NEW_MATTER,
};

enum world_type {
	TYPE_TEXT, TYPE_CODE, TYPE_NAME, TYPE_INT, TYPE_BOOL, TYPE_AT, TYPE_DAY, TYPE_UNIT,
	TYPE_PERSON, TYPE_DOSSIER, TYPE_MATTER, TYPE_SUBJECT, TYPE_LIMIT, TYPE_HASH, TYPE_FILE,
	TYPE_PAPERS, TYPE_LIST, TYPE_UNITS, TYPE_PERSONS, TYPE_NAMES, TYPE_DOSSIERS,
	TYPE_CHILDREN, TYPE_ONCE,
};

/* A row of app/actions.def: an action, or a field of the action above it. */
struct world_row {
	const char *name;
	decide_fn *decide;		/* NULL: a field */
	enum right right;
	enum world_target target;
	enum world_type type;
	bool must;
};
extern const struct world_row world_rows[];
extern const size_t world_row_count;
const struct world_row *world_action(const char *name);	/* aborts when unknown */

enum { WORLD_PERSONS = 400, WORLD_AGENCIES = 8 };

struct world {
	struct arena arena;		/* organisation */
	struct arena scratch;		/* one action */
	const struct law *law;
	struct org org;
	struct id_mint mint;
	uint64_t chance;
	int64_t at, seq;
	int64_t serial;
	struct person_id person[WORLD_PERSONS];
	size_t persons;
	struct person_id admin;
	const struct unit *agency[WORLD_AGENCIES];	/* with people in them */
	size_t agencies;
	char fault[400];
	int64_t emitted[KIND_COUNT];	/* entries by kind */
};

struct life_entry {
	struct str bytes;
	enum entry_kind kind;
	struct person_id actor;
};

struct life {
	struct arena arena, shadow_arena;
	struct dossier d, shadow;
	uint64_t digest;		/* of d after the last action */
	struct life_entry *entry;
	size_t entries, cap;
};

/* The compiled-in law with a second table of holidays, "2026-2": as the first,
 * and 2026-12-31, 2027-12-31 and 2028-12-29 off. */
void world_law(struct arena *a, struct law *out);
/* The organisation, two communes and the departments staffed, at an instant. */
void world_open(struct world *w, const struct law *law, uint64_t seed, int64_t at);
void world_done(struct world *w);

uint64_t world_random(struct world *w, uint64_t below);	/* 0 … below-1 */
struct person_id world_at_post(struct world *w, struct unit_id unit, const char *post);
const struct unit *world_unit(const struct world *w, const char *key);
int64_t world_id(struct world *w);
const char *world_fault(struct world *w, const char *fmt, ...) PRINTF_LIKE(2, 3);

void life_open(struct world *w, struct life *l);
void life_done(struct life *l);
/* Right, decision, entries, shadow. False: refused (*e) with nothing changed, or
 * a fault. `d` NULL in acts of the organisation: l may be NULL. */
bool life_act(struct world *w, struct life *l, const struct world_row *action,
	      struct person_id actor, const struct json *args, struct err *e);
bool life_tick(struct world *w, struct life *l, struct err *e);
/* life_act with the arguments as JSON text, as the core sees them. */
bool life_do(struct world *w, struct life *l, const char *action, struct person_id actor,
	     const char *args, struct err *e);

/* The same where success is expected: a refusal is a fault. */
void life_must(struct world *w, struct life *l, const char *action, struct person_id actor,
	       const char *args);
/* A dossier received at the counter of that ward (or for it), at w->at. */
void life_receive(struct world *w, struct life *l, const char *ward, const char *procedure,
		  const char *more);
/* Sets the clock to a time as people write it, offset +07:00. */
void world_clock(struct world *w, const char *instant);

/* Everything that stands in the state, as a number. */
uint64_t dossier_digest(const struct dossier *d);

#endif
