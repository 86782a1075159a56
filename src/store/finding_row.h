/*
 * What detectors found in dossiers, as rows: a projection that is written behind the
 * ledger, up to an entry that is remembered beside it (store_found_upto). A dossier with
 * later entries may have other rows soon.
 */
#ifndef DUNGHEN_STORE_FINDING_ROW_H
#define DUNGHEN_STORE_FINDING_ROW_H

#include "store.h"

#include "core/detect.h"

/* The last entry up to which findings are written; -1: none. */
bool store_found_upto(struct store *s, int64_t *out, struct err *e) MUST_USE;
/* Within a group. */
bool store_set_found_upto(struct store *s, int64_t seq, struct err *e) MUST_USE;
/* Puts these in place of whatever the dossier had. Within a group. */
bool store_findings_put(struct store *s, struct dossier_id id, const struct detected *row,
			size_t n, struct err *e) MUST_USE;
bool store_clear_findings(struct store *s, struct err *e) MUST_USE;

/* Returning false with *e set stops. */
typedef bool finding_fn(void *ctx, const struct detected *r, struct err *e);
/* Of the dossiers with after < id ≤ upto, by id. */
bool store_findings(struct store *s, int64_t after, int64_t upto, finding_fn *fn, void *ctx,
		    struct err *e) MUST_USE;
/* A row as it was read; false: a word of another program's detectors. */
struct q_finding_slice_row;
bool finding_of_row(const struct q_finding_slice_row *q, struct detected *out);
typedef bool touched_fn(void *ctx, struct dossier_id id, struct err *e);
/* The dossiers of the entries from < seq ≤ upto, by id, each once. */
bool store_touched(struct store *s, int64_t from, int64_t upto, touched_fn *fn, void *ctx,
		   struct err *e) MUST_USE;

#endif
