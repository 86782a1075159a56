/*
 * A ledger entry and its bytes.
 *
 * The bytes are RFC 8785 JSON with the keys actor at body cmd kind seq stream v
 * and nothing else; they are what is stored and hashed. entry_bytes writes
 * them, entry_read reads them back. Times in the bytes are RFC 3339 text.
 */
#ifndef DUNGHEN_CORE_ENTRY_H
#define DUNGHEN_CORE_ENTRY_H

#include "ids.h"

#include "base/buf.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"

enum entry_kind {
	KIND_NONE,
#define KIND(ident, name, stream, version) KIND_##ident,
#include "kinds.def"
#undef KIND
	KIND_COUNT,
};

enum stream_kind {
	STREAM_NONE,
	STREAM_STORE,		/* "store" */
	STREAM_UNIT,		/* "unit/u…" */
	STREAM_PERSON,		/* "person/p…" */
	STREAM_DOSSIER,		/* "dossier/d…" */
	STREAM_BUNDLE,		/* "bundle/b…" */
	STREAM_MATTER,		/* "matter/m…" */
};

struct stream {
	enum stream_kind kind;
	int64_t id;		/* 0 for the store */
};

struct entry {
	int64_t seq;		/* from 0, gapless: the leaf index */
	int64_t at;		/* set by the writer, never decreases along seq */
	struct person_id actor;	/* v 0: "system" */
	struct stream stream;
	enum entry_kind kind;
	int64_t version;	/* of the kind */
	struct str cmd;		/* the command's key, or empty */
	const struct json *body;
};

const char *kind_name(enum entry_kind k);
enum entry_kind kind_of(struct str name);		/* KIND_NONE when unknown */
enum stream_kind kind_stream(enum entry_kind k);
int64_t kind_version(enum entry_kind k);

enum { STREAM_TEXT = 32 };
const char *stream_text(struct stream s, char out[STREAM_TEXT]);
bool stream_parse(struct str s, struct stream *out) MUST_USE;

/* Appends the canonical bytes. Errors: entry.long (above LIMIT_ENTRY). */
bool entry_bytes(struct buf *b, struct arena *a, const struct entry *en, struct err *e) MUST_USE;
/* Reads bytes back; older versions of a kind come out in the newest form.
 * Errors (ERR_CORRUPT): entry.bytes with the reason. */
bool entry_read(struct arena *a, struct str bytes, struct entry *out, struct err *e) MUST_USE;

/* Members of a body, strictly: false is ERR_CORRUPT entry.body with the name. */
bool body_id(const struct entry *en, const char *name, char letter, int64_t *out,
	     struct err *e) MUST_USE;
bool body_at(const struct entry *en, const char *name, int64_t *out, struct err *e) MUST_USE;
bool body_day(const struct entry *en, const char *name, struct day *out,
	      struct err *e) MUST_USE;
bool body_str(const struct entry *en, const char *name, struct str *out,
	      struct err *e) MUST_USE;
bool body_int(const struct entry *en, const char *name, int64_t *out, struct err *e) MUST_USE;
/* Is the member there at all? */
bool body_has(const struct entry *en, const char *name);

#endif
