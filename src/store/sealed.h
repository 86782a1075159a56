/*
 * Sealed files: what people hand in to a dossier, kept in files/ab/… like every
 * other file, but under the key of whom the dossier is about.
 *
 *   "dunghen1" ‖ salt (32 bytes) ‖ pieces (base/hash.h, PIECE_SIZE each but the last)
 *
 * The key of the pieces is made from the owner's key and the salt; owner and dossier
 * are authenticated with each piece, so that a file opens in its own dossier only,
 * and erasing the owner makes it unreadable. It is named by the SHA-256 of its sealed
 * bytes: these are new chance each time, so that nobody who guesses what a paper says
 * can find out from the ledger whether he guessed right. The price: the same paper
 * handed in twice is kept twice.
 *
 * A file is written while it comes, below files/in; once whole and synced it gets its
 * name, and a mark `files/in/<dossier>-<hash>` stands until an entry names it
 * (sealing_settle). What a stop leaves below files/in is cleared by the next writer.
 *
 * None of these functions but those beginning with store_ use the store: an upload goes
 * on in whatever thread has its next part.
 */
#ifndef DUNGHEN_STORE_SEALED_H
#define DUNGHEN_STORE_SEALED_H

#include "store.h"

struct sealed_for {
	struct vault_owner owner;
	struct dossier_id dossier;
};

/* ---- writing ---- */

struct sealing;

/* `chance`: a salt, and a name while it is being written. Errors: vault.erased,
 * vault.no_key (owner), store.file, store.full. */
enum { SEALING_CHANCE = KEY_SIZE + 8 };
bool store_sealing(struct store *s, struct arena *a, struct sealed_for whose,
		   const uint8_t chance[SEALING_CHANCE], struct sealing **out,
		   struct err *e) MUST_USE;
bool sealing_add(struct sealing *x, struct str bytes, struct err *e) MUST_USE;
/* Durable, and named by *out. On failure it is dropped. */
bool sealing_end(struct sealing *x, struct hash *out, struct err *e) MUST_USE;
void sealing_drop(struct sealing *x);			/* half written: nothing remains */
/* After sealing_end: what has become of it. An entry names it; or none ever will and it
 * goes; or nobody knows, because the disk failed while the entry was written, which a
 * recovery may yet bring back: then it stays with its mark, and the next writer looks
 * (store_sealed_tidy). */
enum sealing_fate { SEALING_NAMED, SEALING_UNWANTED, SEALING_UNKNOWN };
void sealing_settle(struct sealing *x, enum sealing_fate fate);

/* Clears what was left behind; `named` says whether an entry of the dossier names the
 * file. A writer, before anybody seals. */
typedef bool sealed_named_fn(void *ctx, struct dossier_id dossier, struct hash h, bool *named,
			     struct err *e);
bool store_sealed_tidy(struct store *s, sealed_named_fn *named, void *ctx,
		       struct err *e) MUST_USE;

/* ---- reading ---- */

/* Is it one of these, and not a plain file (law)? What is not there is neither. */
bool store_is_sealed(struct store *s, struct hash h);

struct unsealing;

/* Errors: file.unknown, file.damaged (sha256: no sealed file, or not of this dossier),
 * vault.erased. */
bool store_unsealing(struct store *s, struct arena *a, struct sealed_for whose, struct hash h,
		     struct unsealing **out, struct err *e) MUST_USE;
int64_t unsealing_size(const struct unsealing *x);	/* of what was sealed */
/* The piece with byte `at` in it: its bytes from there on, valid until the next call.
 * Nothing at the end. */
bool unsealing_at(struct unsealing *x, int64_t at, struct str *out, struct err *e) MUST_USE;
void unsealing_close(struct unsealing *x);		/* NULL is allowed */

#endif
