/*
 * A hash map from text to a pointer, living in an arena. Insert and look up;
 * nothing is removed (the arena goes as a whole).
 */
#ifndef DUNGHEN_BASE_MAP_H
#define DUNGHEN_BASE_MAP_H

#include "str.h"

struct map_slot {
	struct str key;
	void *value;
};

struct map {
	struct arena *arena;
	struct map_slot *slot;
	size_t cap, n;
};

void map_init(struct map *m, struct arena *a);
/* Keys are not copied. An existing key gets the new value. value must not be NULL. */
void map_put(struct map *m, struct str key, void *value);
void *map_get(const struct map *m, struct str key);	/* or NULL */

/* The same with an integer key (ids). */
struct imap {
	struct arena *arena;
	int64_t *key;
	void **value;
	size_t cap, n;
};
void imap_init(struct imap *m, struct arena *a);
void imap_put(struct imap *m, int64_t key, void *value);
void *imap_get(const struct imap *m, int64_t key);

#endif
