/*
 * Opening the vault: the people and typed texts of one dossier, for somebody with
 * the right, on the record.
 *
 * It is a writing command: each opening is a row of the access table in the same
 * transaction, and once an hour the rows' hash becomes an entry (access_kept), so
 * that rows cannot be taken out unseen. Rules 40 and 42.
 */
#ifndef DUNGHEN_APP_READ_H
#define DUNGHEN_APP_READ_H

#include "app.h"

struct opened_text {
	int64_t seq, at;
	enum entry_kind kind;
	struct str field;		/* "owner", "note", … */
	struct str value;		/* for people a JSON object */
	bool person;
	bool erased;			/* its key is gone: empty value */
};

struct opened {
	const struct dossier *dossier;
	struct opened_text *text;	/* in the order of the ledger */
	size_t n;
};

/* `as` is the key or id of the reader. Errors: dossier.unknown, person.unknown,
 * right.reader, right.nobody; vault.damaged. */
bool app_open_texts(struct app *app, struct arena *a, struct str ref, struct str as,
		    struct opened *out, struct err *e) MUST_USE;
/* The citizen whose dossier it is, once proved by a code (proved.h): reads that one, and
 * stands on record as such. Whoever names it has looked. */
extern const struct person_id access_citizen;

/* A reader's opening, for a page: the right, the texts, and the row that must follow. */
struct access_note {
	int64_t at;
	struct person_id reader, on_behalf;
	struct dossier_id dossier;
};
bool app_peek_texts(struct app *app, struct arena *a, struct dossier_id id,
		    struct person_id reader, int64_t at, struct opened *out,
		    struct access_note *note, struct err *e) MUST_USE;
/* The right alone, and the row, for those who open something else of it. */
bool access_may(struct app *app, struct arena *a, struct dossier_id id, struct person_id reader,
		int64_t at, struct access_note *note, struct err *e) MUST_USE;
/* The writer writes such rows together, no later than a second after the first. */
bool access_write(struct app *app, struct arena *a, const struct access_note *note, size_t n,
		  struct err *e) MUST_USE;
/* The same without the texts, for those who show them otherwise: the reader's
 * right, then the row. */
bool access_note(struct app *app, struct arena *a, struct person_id reader,
		 struct dossier_id id, struct err *e) MUST_USE;

#endif
