/*
 * The facts of dossiers for detectors (core/detect.h), out of the typed columns of the
 * projections: no entry is read and nothing is folded, so that a province is looked
 * through in one pass over four tables in the same order.
 */
#ifndef DUNGHEN_STORE_CASE_ROW_H
#define DUNGHEN_STORE_CASE_ROW_H

#include "store.h"

#include "core/detect.h"

struct case_row {
	struct case_facts facts;	/* version and cal are whoever knows the law's to set */
	struct str code;		/* of the dossier */
	struct str procedure, calendar, rule_set;	/* codes */
	int64_t version;
};

/* Everything is valid during the call only. Returning false with *e set stops. */
typedef bool case_fn(void *ctx, struct case_row *r, struct err *e);

/* The dossiers with after < id ≤ upto, by id. Errors: of the engine. */
bool store_cases(struct store *s, int64_t after, int64_t upto, case_fn *fn, void *ctx,
		 struct err *e) MUST_USE;
/* A file handed in (file_attached), as its entry tells it. */
struct case_file {
	struct dossier_id dossier;
	int64_t at, number, size;
	struct str what, paper, type;	/* "paper", "TT-01" or empty, "pdf" */
};
typedef bool case_file_fn(void *ctx, const struct case_file *f, struct err *e);
/* Of all dossiers, by id, each one's in order. Valid during the call only. */
bool store_case_files(struct store *s, case_file_fn *fn, void *ctx, struct err *e) MUST_USE;
/* Who made an entry; v 0: time itself, the portal, or no such entry. */
bool store_actor(struct store *s, int64_t seq, struct person_id *out, struct err *e) MUST_USE;

#endif
