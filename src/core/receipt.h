/*
 * A receipt: one `.tlog-proof` whose extra is JSON with what the proof is about,
 * so that it can be checked with the log's public key and nothing else. The evidence of a
 * dossier is the same with all its entries.
 *
 *     {"entry": "<the entry's bytes>",
 *      "also": [{"entry", "index", "path": ["<base64>", …]}, …],
 *      "openings": [{"label", "salt": "<base64>", "value"}, …]}
 *
 * `also` are further entries under the same checkpoint. An opening is a sealed
 * text and its salt: HMAC-SHA-256(salt, label ‖ 0x00 ‖ value) is a commitment
 * that stands in one of the entries. Nothing is believed before receipt_check.
 */
#ifndef DUNGHEN_CORE_RECEIPT_H
#define DUNGHEN_CORE_RECEIPT_H

#include "entry.h"
#include "log_proof.h"

enum { RECEIPT_ENTRIES = 1000, RECEIPT_OPENINGS = 1000 };

struct receipt_entry {
	int64_t seq;
	struct str bytes;
	struct tlog_path path;
};

struct receipt_opening {
	struct str label, value;
	uint8_t salt[KEY_SIZE];
};

struct receipt {
	struct receipt_entry *entry;	/* the first is the proof's own */
	size_t entries;
	struct receipt_opening *opening;
	size_t openings;
	struct str checkpoint;
};

/* `extra` is an empty buffer to work in. */
void receipt_write(struct buf *b, struct buf *extra, struct arena *a,
		   const struct receipt *r);
/* Errors: those of log_proof_read; receipt.form (what). */
bool receipt_read(struct arena *a, struct str text, struct receipt *out,
		  struct err *e) MUST_USE;
/* Every entry stands under the head signed by `key`, every opening fits one of them. The
 * entries come out read, as many as r->entries, in `a`. Errors: those of log_proof_check;
 * proof.wrong (index); entry.…; receipt.opening (label). */
bool receipt_check(struct arena *a, const struct receipt *r, const struct note_key *key,
		   struct checkpoint *head, struct entry **entry, struct err *e) MUST_USE;
/* Among entries that came out read, the first of that kind in the first one's stream, or NULL. */
const struct entry *receipt_of_kind(const struct receipt *r, const struct entry *entry,
				    enum entry_kind kind);

#endif
