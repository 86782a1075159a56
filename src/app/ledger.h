/*
 * The ledger as a signed log, without law, organisation and projections: so that
 * a damaged store can still be examined, and an auditor needs nothing else.
 *
 * Reading needs no lock and sees one moment while others write. Signing needs it
 * (LEDGER_SIGN): a head that is given out is kept for good.
 */
#ifndef DUNGHEN_APP_LEDGER_H
#define DUNGHEN_APP_LEDGER_H

#include "check.h"

#include "core/log_proof.h"

struct ledger;
struct store;

enum ledger_access { LEDGER_READ, LEDGER_SIGN };

/* The handle lives in `a`. Errors: those of store_open; app.empty, entry.…
 * (entry 0 says name and key of the log); with LEDGER_SIGN store.other_key and
 * those of store_log_start. */
bool ledger_open(struct arena *a, const char *dir, enum ledger_access access,
		 struct ledger **out, struct err *e) MUST_USE;
void ledger_close(struct ledger *l);		/* NULL is allowed */

/* As entry 0 and the newest epoch say: named `dunghen/<store>/<epoch>`; with those
 * of the epochs before. */
const struct note_key *ledger_key(const struct ledger *l);

struct ledger_head {
	int64_t size, at;
	struct hash root;
	int64_t signed_size;		/* of the newest stored head; 0: none */
};
bool ledger_head(struct ledger *l, struct ledger_head *out, struct err *e) MUST_USE;

/* The newest checkpoint, kept from now on (LEDGER_SIGN). */
bool ledger_checkpoint(struct ledger *l, struct arena *a, struct str *out,
		       struct err *e) MUST_USE;
/* Appends the `.tlog-proof` of an entry, with its bytes as extra (LEDGER_SIGN;
 * core/receipt.h). Errors: log.no_entry (seq, entries). */
bool ledger_prove(struct ledger *l, struct arena *a, int64_t seq, struct buf *out,
		  struct err *e) MUST_USE;
/* Errors: log.export (file), store.file. */
bool ledger_export(struct ledger *l, struct arena *a, const char *dir, int64_t *files,
		   struct err *e) MUST_USE;

struct ledger_verified {
	int64_t entries, tiles, heads, signed_size;
	struct hash root;
};
/* Bytes, leaves, tree, tiles, heads and signatures. `key`: which log it must be, of
 * whatever epoch (NULL: what it says itself). `old`: a checkpoint from before, or
 * empty; it must be of that log. Errors: those of
 * store_check_tree, checkpoint_open. */
bool ledger_verify(struct ledger *l, const struct note_key *key, struct str old,
		   struct progress p, struct ledger_verified *out, struct err *e) MUST_USE;
/* The same and each entry's content: typed columns, times, command rows. */
bool ledger_fsck(struct ledger *l, struct progress p, struct ledger_verified *out,
		 struct err *e) MUST_USE;

/* ---- for the files of app/ ---- */

/* Name and key of the log, as entry 0 and the epochs say; lives in `a`. */
bool ledger_identity(struct store *s, struct arena *a, struct note_key *out,
		     struct err *e) MUST_USE;
/* Lets a writer sign. Errors: store.other_key, those of store_log_start. */
bool ledger_start(struct store *s, struct arena *a, struct err *e) MUST_USE;

#endif
