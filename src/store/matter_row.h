/*
 * Matters (core/matter.h) in the store: their streams, and the projections `matter` and
 * `owed`. Whatever writes needs an open group.
 */
#ifndef DUNGHEN_STORE_MATTER_ROW_H
#define DUNGHEN_STORE_MATTER_ROW_H

#include "store.h"

#include "core/matter.h"

/* All entries of the matter streams with stream id > after, matter by matter, at most
 * about `limit` entries but only whole matters. */
bool store_matter_entries(struct store *s, int64_t after, int64_t limit, stored_fn *fn,
			  void *ctx, struct err *e) MUST_USE;
/* Brings its rows to this state. */
bool store_matter_put(struct store *s, const struct matter *m, struct err *e) MUST_USE;
bool store_clear_matters(struct store *s, struct err *e) MUST_USE;
/* Compares the rows of two stores, of the matters with after < id ≤ upto. Errors as
 * store_compare_dossiers. */
bool store_compare_matters(struct store *s, struct store *other, int64_t after, int64_t upto,
			   struct err *e) MUST_USE;

struct matter_moment {
	int64_t next_at;		/* and then the id */
	struct matter_id id;
};
/* At most `limit` behind `after`, the earliest first. */
bool store_matter_moments(struct store *s, int64_t until, struct matter_moment after,
			  int64_t limit, struct matter_moment *out, size_t *n,
			  struct err *e) MUST_USE;

struct matter_row {
	struct matter_id id;
	enum matter_kind kind;
	struct unit_id unit;
	struct str number;		/* in the caller's arena */
	int64_t opened_at, closed_at;
	struct person_id opened_by;
	int64_t open;			/* so many are still owed */
};
struct matter_rows {
	struct matter_row *row;
	size_t n;
	bool more;
};
/* Of a unit and a kind (MATTER_NONE: any), the newest first, before (at, id); INT64_MAX
 * both: from the newest on. */
bool store_matters_of(struct store *s, struct arena *a, struct unit_id unit,
		      enum matter_kind kind, int64_t before, int64_t before_id, int64_t limit,
		      struct matter_rows *out, struct err *e) MUST_USE;

struct owed_row {			/* still owed, with its matter */
	struct matter_row matter;	/* closed_at, opened_by, open are not filled in */
	int32_t no;			/* counts from 0, as in struct matter */
	enum owed_kind kind;
	struct seat holder;
	int64_t from, due;
	int64_t sort;			/* with the matter and the number: the place in the order */
	bool silent;
};
struct owed_rows {
	struct owed_row *row;
	size_t n;
	bool more;
};
struct owed_after {
	int64_t sort, matter, no;
};
/* By somebody (at one unit, or v 0: anywhere), or by a unit (person v 0); what is due
 * first comes first. `after` all 0: from the beginning. */
bool store_owed(struct store *s, struct arena *a, struct person_id person,
		struct unit_id unit, struct owed_after after, int64_t limit,
		struct owed_rows *out, struct err *e) MUST_USE;
bool store_owed_count(struct store *s, struct person_id person, struct unit_id unit,
		      int64_t most, int64_t *out, struct err *e) MUST_USE;

/* Who owes an act on one of the day's lists (rule 38), by matter. Returning false with *e set
 * stops. */
typedef bool list_owed_fn(void *ctx, struct matter_id matter, struct unit_id unit,
			  struct person_id person, struct err *e);
bool store_lists_owed(struct store *s, list_owed_fn *fn, void *ctx, struct err *e) MUST_USE;

#endif
