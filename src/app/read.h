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
/* The same without the texts, for those who show them otherwise: the reader's
 * right, then the row. */
bool access_note(struct app *app, struct arena *a, struct person_id reader,
		 struct dossier_id id, struct err *e) MUST_USE;

#endif
