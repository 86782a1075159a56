/*
 * The ops rows of messages to people (app/message.h): what waits to be sent, and what became
 * of the others.
 *
 * Whatever writes needs an open group.
 */
#ifndef DUNGHEN_STORE_MESSAGE_ROW_H
#define DUNGHEN_STORE_MESSAGE_ROW_H

#include "store.h"

struct message_row {
	int64_t no, way;
	struct str sealed;		/* read: in the caller's arena */
	int64_t until, tries, try_at;
};
bool store_message_put(struct store *s, const struct message_row *row, struct err *e) MUST_USE;
/* Tries and try_at of one, if it is still there. */
bool store_message_later(struct store *s, const struct message_row *row,
			 struct err *e) MUST_USE;
bool store_message_drop(struct store *s, int64_t no, struct err *e) MUST_USE;
/* Drops those that would have to be sent by then. */
bool store_message_age(struct store *s, int64_t at, struct err *e) MUST_USE;
bool store_message_clear(struct store *s, struct err *e) MUST_USE;
/* Those whose time has come; *n is at most `most`. */
bool store_message_due(struct store *s, struct arena *a, int64_t at, size_t most,
		       struct message_row *out, size_t *n, struct err *e) MUST_USE;
/* The same of those that may still be sent, the newest first. */
bool store_message_live(struct store *s, struct arena *a, int64_t at, size_t most,
			struct message_row *out, size_t *n, struct err *e) MUST_USE;
/* The highest number of those that wait, or 0. */
bool store_message_last(struct store *s, int64_t *no, struct err *e) MUST_USE;
bool store_message_count(struct store *s, int64_t way, int64_t *n, struct err *e) MUST_USE;

struct message_way_row {
	int64_t way, sent, lost;
	int64_t failing_at, last_try;	/* INSTANT_NONE */
	struct str last_said;
};
bool store_message_way_put(struct store *s, const struct message_way_row *row,
			   struct err *e) MUST_USE;
/* One of which nothing is known yet is all zero. */
bool store_message_way(struct store *s, struct arena *a, int64_t way,
		       struct message_way_row *out, struct err *e) MUST_USE;

#endif
