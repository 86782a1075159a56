/*
 * Attached files: papers handed in, drafts, signed results (store/sealed.h).
 *
 * An upload is written and sealed while it comes, in any thread and without the
 * writer; then the action `attach` names it. In between it is nobody's: without an
 * entry it goes, at the latest when the next writer begins. Reading is like opening a
 * dossier's texts (read.h): by the same right, and on record.
 */
#ifndef DUNGHEN_APP_ATTACH_H
#define DUNGHEN_APP_ATTACH_H

#include "read.h"

/* ---- putting in ---- */

struct upload;

struct uploaded {
	struct hash file;
	enum file_type type;
	int64_t size;
};

/* For the dossier `ref`, by `who`, who could attach it now as one thing or another;
 * v 0: a program of this machine (who attaches it is asked then). `a` must live as long
 * as the upload. Errors: dossier.unknown, right.filer, file.many, vault.erased, store.… */
bool upload_begin(struct app *app, struct arena *a, struct person_id who, struct str ref,
		  struct upload **out, struct err *e) MUST_USE;
/* The type is told by the first bytes. Errors: file.type, file.large (mib), store.… */
bool upload_add(struct upload *u, struct str bytes, struct err *e) MUST_USE;
/* Durable from here on. Errors: file.empty, file.type, store.…: then it is dropped. */
bool upload_end(struct upload *u, struct uploaded *out, struct err *e) MUST_USE;
void upload_drop(struct upload *u);		/* before its end; NULL is allowed */
/* After its end: what the command answered that was to enter it; NULL: there was none.
 * An entry names it, or it goes; where the disk failed in between, the next start of a
 * writer decides. */
void upload_settle(struct upload *u, const struct answer *answer);

/* The same for bytes at hand. */
bool app_attach_bytes(struct app *app, struct arena *a, struct str ref, struct str bytes,
		      struct uploaded *out, struct err *e) MUST_USE;

/* ---- getting out ---- */

struct attachment;

struct attachment_facts {
	int32_t number;
	enum attached_as as;
	enum file_type type;
	int64_t size;
	struct access_note note;	/* to be written before a byte is shown */
};

/* Does the citizen see it (access_citizen)? What was handed in, and the result once it is
 * handed out, as who owes a fee has none before; no drafts. */
bool attachment_citizens(const struct dossier *d, const struct attached *f);

/* Errors: dossier.unknown, right.reader, file.none, file.withdrawn (number),
 * vault.erased, file.damaged. */
bool attachment_open(struct app *app, struct arena *a, struct person_id who, int64_t at,
		     struct str ref, int64_t number, struct attachment **out,
		     struct attachment_facts *facts, struct err *e) MUST_USE;
/* By key or id. Errors: person.unknown. */
bool attachment_reader(struct app *app, struct str as, struct person_id *out,
		       struct err *e) MUST_USE;
/* Some bytes from `at` on, valid until the next call; nothing at the end. Any thread. */
bool attachment_at(struct attachment *x, int64_t at, struct str *out, struct err *e) MUST_USE;
void attachment_close(struct attachment *x);	/* NULL is allowed */

/* ---- for the files of app/ ---- */

/* Size and type of a file sealed for this dossier. Errors: file.other. */
bool attachment_peek(struct app *app, const struct dossier *d, struct hash h,
		     struct attachment_facts *out, struct err *e) MUST_USE;
/* A writer that begins: what no entry names. */
bool attachments_tidy(struct app *app, struct err *e) MUST_USE;

#endif
