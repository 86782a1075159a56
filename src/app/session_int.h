/*
 * The table of sessions, for session.c and session_rows.c only. All of it is behind
 * the lock; slots are freed by the writer's thread alone.
 */
#ifndef DUNGHEN_APP_SESSION_INT_H
#define DUNGHEN_APP_SESSION_INT_H

#include "session.h"

#include <pthread.h>

enum { CHUNK = 256, CHUNKS = LIMIT_SESSIONS / CHUNK, BUCKETS = 2 * LIMIT_SESSIONS };
enum { NOWHERE = -1 };
_Static_assert((BUCKETS & (BUCKETS - 1)) == 0 && BUCKETS <= 65536, "two bytes choose");

enum slot_state { SLOT_FREE, SLOT_LIVE, SLOT_GONE /* its row is still there */ };

struct slot {
	struct login s;
	struct hash pin;		/* keyed, of the PIN */
	int32_t pin_wrong;
	int32_t next;			/* of the bucket or of the free ones */
	enum slot_state state;
	bool dirty;			/* its row says something else */
	int64_t written_seen;
};

struct sessions {
	pthread_mutex_t lock;
	struct arena arena;
	uint8_t pin_key[KEY_SIZE], owner_key[KEY_SIZE], device_key[KEY_SIZE];
	struct slot *chunk[CHUNKS];
	int32_t slots, free;		/* so many were ever used; first free one */
	int32_t bucket[BUCKETS];
	int64_t last;			/* number given last */
};

/* session.c; the lock is held */
struct slot *slot_at(struct sessions *s, int32_t i);
/* NULL: the table is full. */
struct slot *slot_new(struct sessions *s, struct hash token);
void slot_free(struct sessions *s, struct slot *one);
/* Live or gone; NULL: none. */
struct slot *slot_any(struct sessions *s, struct hash token);
struct slot *slot_by_number(struct sessions *s, int64_t no);
bool slot_over(const struct slot *one, int64_t at);
void slot_end(struct slot *one);

bool pin_good(struct str pin);
struct hash pin_hash(const struct sessions *s, struct hash token, struct str pin);

#endif
