/* The ops rows of whoever wants a letter each working day (app/digest.h). Whatever writes
 * needs an open group. */
#ifndef DUNGHEN_STORE_DIGEST_ROW_H
#define DUNGHEN_STORE_DIGEST_ROW_H

#include "store.h"

struct digest_row {
	struct person_id person;
	struct str sealed;
	int64_t sent_day;
};
bool store_digest_put(struct store *s, const struct digest_row *row, struct err *e) MUST_USE;
bool store_digest(struct store *s, struct arena *a, struct person_id person,
		  struct digest_row *out, bool *found, struct err *e) MUST_USE;
/* Those not yet seen to that day, at most `limit`. */
bool store_digest_due(struct store *s, struct arena *a, int64_t day, int64_t limit,
		      struct digest_row *out, size_t *n, struct err *e) MUST_USE;
bool store_digest_drop(struct store *s, struct person_id person, struct err *e) MUST_USE;
bool store_digest_clear(struct store *s, struct err *e) MUST_USE;

#endif
