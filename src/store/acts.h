/*
 * Who did what when: entries of the ledger without their bytes, from the newest to the
 * oldest. What has no index is looked through entry by entry, so that whoever asks bounds
 * the stretch.
 */
#ifndef DUNGHEN_STORE_ACTS_H
#define DUNGHEN_STORE_ACTS_H

#include "store.h"

enum acts_of {
	ACTS_ALL,
	ACTS_FRAME,		/* of the streams store, unit and person, by their index */
	ACTS_STREAM,		/* of one stream, by its index */
};

struct acts_query {
	enum acts_of of;
	struct stream stream;
	int64_t from, before;	/* entries seq >= from, < before */
	struct person_id actor;	/* v -1: anybody */
	enum entry_kind kind;	/* KIND_NONE: any */
	int64_t limit;
};

struct act_row {
	int64_t seq, at;
	enum entry_kind kind;
	struct person_id actor;	/* v 0: the system */
	struct stream stream;
};

bool store_acts(struct store *s, struct arena *a, const struct acts_query *q,
		struct act_row **out, size_t *n, struct err *e) MUST_USE;
/* The first entry of that moment or later, one beyond the last when there is none: times
 * never decrease along the ledger. */
bool store_acts_since(struct store *s, int64_t at, int64_t *out, struct err *e) MUST_USE;

#endif
