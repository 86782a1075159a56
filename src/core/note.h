/*
 * Signed notes and the checkpoints of a log (C2SP signed-note, tlog-checkpoint).
 *
 * A note is text, an empty line, and signature lines "— <name> <base64(id ‖
 * signature)>"; a checkpoint's text is three lines: origin, size in decimal,
 * root in base64. Only Ed25519 keys are known; the id is the first four bytes of
 * SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). The log's key is named by its origin.
 *
 * Whoever opens a note learns nothing of its text unless the one key trusted has
 * signed it; lines of other keys (witnesses) are passed over.
 */
#ifndef DUNGHEN_CORE_NOTE_H
#define DUNGHEN_CORE_NOTE_H

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"

enum { NOTE_ID = 4, NOTE_MOST = 64 << 10, NOTE_NAME = 120 };

struct note_key {
	struct str name;
	uint8_t id[NOTE_ID];
	uint8_t public_key[KEY_SIZE];
	/* Of a log that was restored from a backup: its key in the epoch before, or
	 * NULL; and how many entries it held when its epoch ended, 0: it goes on. */
	const struct note_key *before;
	int64_t until;
};

/* A name for a key: UTF-8, 1 … NOTE_NAME bytes, no space, no plus, no control
 * character. */
bool note_name_good(struct str name);

/* Errors: note.name (name). */
bool note_key_make(struct str name, const uint8_t public_key[KEY_SIZE], struct note_key *out,
		   struct err *e) MUST_USE;
/* "<name>+<id, 8 hex digits>+<base64(0x01 ‖ public key)>", what verifiers are
 * given. Errors: note.key. */
struct str note_key_text(struct arena *a, const struct note_key *key);
bool note_key_read(struct arena *a, struct str text, struct note_key *out,
		   struct err *e) MUST_USE;

/* Appends the note: text (ends in a newline), empty line, one signature. */
void note_sign(struct buf *b, struct arena *a, struct str text, const struct note_key *key,
	       const uint8_t secret_key[SECRET_SIZE]);
/* The text signed by `key`, a view of `note`. Errors: note.form, note.unsigned
 * (name: nobody of that name and id has signed), note.forged (name), note.long. */
bool note_open(struct arena *a, struct str note, const struct note_key *key,
	       struct str *text, struct err *e) MUST_USE;

struct checkpoint {
	struct str origin;
	int64_t size;
	struct hash root;
};

/* Signed under the key; the origin is the key's name. */
void checkpoint_sign(struct buf *b, struct arena *a, const struct checkpoint *c,
		     const struct note_key *key, const uint8_t secret_key[SECRET_SIZE]);
/* note_open, and the text is a checkpoint of this log: of the newest epoch, or of
 * one before as far as that went. Errors also: checkpoint.form, checkpoint.origin
 * (origin, expected), checkpoint.ended (origin, size, until: genuine, but of
 * entries that were lost when the log was restored, or hidden). */
bool checkpoint_open(struct arena *a, struct str note, const struct note_key *newest,
		     struct checkpoint *out, struct err *e) MUST_USE;
/* The first line, of nobody's word: to look up the key. Empty: none. */
struct str checkpoint_origin(struct str note);

/* A size or an index: digits without leading zeros, at most 2^62. */
bool tlog_number(struct str s, int64_t *out) MUST_USE;
/* Base64 of 32 bytes. */
bool tlog_hash(struct arena *a, struct str s, struct hash *out) MUST_USE;

#endif
