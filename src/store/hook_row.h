/*
 * The ops rows of webhooks (app/hook.h): who is told, and what is still to be told.
 *
 * Whatever writes needs an open group.
 */
#ifndef DUNGHEN_STORE_HOOK_ROW_H
#define DUNGHEN_STORE_HOOK_ROW_H

#include "store.h"

enum { HOOK_SEALED = SEAL_NONCE + KEY_SIZE + SEAL_TAG };

struct hook_row {
	int64_t no;
	struct str url, kinds, units, last_said;	/* read: in the caller's arena */
	bool has_secret;
	uint8_t secret[HOOK_SEALED];
	int64_t made_at;
	struct person_id made_by;
	int64_t removed_at;		/* INSTANT_NONE: not */
	int64_t seen;			/* entry */
	int64_t delivered, lost;
	int64_t failing_at, last_try;	/* INSTANT_NONE */
};
bool store_hook_put(struct store *s, const struct hook_row *row, struct err *e) MUST_USE;
bool store_hook_clear(struct store *s, struct err *e) MUST_USE;	/* with what is due */

struct hook_rows {
	struct hook_row *row;
	size_t n;
};
/* All there ever were, by number; at most `most`. */
bool store_hooks(struct store *s, struct arena *a, size_t most, struct hook_rows *out,
		 struct err *e) MUST_USE;

struct due_row {
	int64_t hook, seq, tries, try_at;
};
bool store_due_put(struct store *s, const struct due_row *row, struct err *e) MUST_USE;
bool store_due_drop(struct store *s, int64_t hook, int64_t seq, struct err *e) MUST_USE;
bool store_due_drop_hook(struct store *s, int64_t hook, struct err *e) MUST_USE;
/* Those of a hook whose time has come, the oldest first; *n is at most `most`. */
bool store_due(struct store *s, int64_t hook, int64_t at, size_t most, struct due_row *out,
	       size_t *n, struct err *e) MUST_USE;
bool store_due_count(struct store *s, int64_t hook, int64_t *n, struct err *e) MUST_USE;

#endif
