/*
 * `.tlog-proof`: that an entry stands in a signed log (C2SP tlog-proof@v1).
 *
 *     c2sp.org/tlog-proof@v1
 *     extra <base64>               (or not there)
 *     index <n>
 *     <hash from the leaf's sibling up, base64>   …
 *
 *     <the checkpoint, verbatim>
 *
 * `extra` is proved by nothing; what is taken from it must be checked itself.
 */
#ifndef DUNGHEN_CORE_LOG_PROOF_H
#define DUNGHEN_CORE_LOG_PROOF_H

#include "note.h"
#include "tlog.h"

enum { LOG_PROOF_MOST = 4 << 20 };

struct log_proof {
	struct str extra;		/* bytes; empty: none */
	int64_t index;
	struct tlog_path path;
	struct str checkpoint;		/* a signed note */
};

void log_proof_write(struct buf *b, struct arena *a, const struct log_proof *p);
/* Errors: proof.form (line), proof.long. Nothing is checked yet. */
bool log_proof_read(struct arena *a, struct str text, struct log_proof *out,
		    struct err *e) MUST_USE;
/* That the leaf stands at the index under a head signed by `key`. Errors: those
 * of checkpoint_open; proof.wrong (index). */
bool log_proof_check(struct arena *a, const struct log_proof *p, struct hash leaf,
		     const struct note_key *key, struct checkpoint *out,
		     struct err *e) MUST_USE;

#endif
