/*
 * The citizen's receipt: that the reception of a dossier stands in the log.
 * And the proof of it for whoever tracks it: the same without what was sealed.
 */
#ifndef DUNGHEN_APP_RECEIPT_H
#define DUNGHEN_APP_RECEIPT_H

#include "app.h"

/* Appends the receipt (core/receipt.h) of the dossier's `received` entry, with
 * its `submitted` entry and what was sealed in both. `as` must be clerk or head
 * of the receiving one-stop unit; the opening is noted (read.h). Needs a writer;
 * keeps the head it is under.
 * Errors: person.unknown, dossier.unknown, right.…, receipt.early (code). */
bool app_receipt(struct app *app, struct arena *a, struct str as, struct str dossier,
		 struct buf *out, struct err *e) MUST_USE;

/* The same for the citizen, proved by a code (the caller knows); on record as such.
 * Errors: dossier.unknown, receipt.early (code). */
bool app_receipt_own(struct app *app, struct arena *a, struct str dossier, struct buf *out,
		     struct err *e) MUST_USE;

/* The same entries with nothing opened, so nobody's right is asked and no opening is
 * noted (rule 41). Errors: dossier.unknown, receipt.early (code). */
bool app_proof(struct app *app, struct arena *a, struct str dossier, struct buf *out,
	       struct err *e) MUST_USE;

/* The evidence of a dossier: all its entries under one head, as a receipt; with `opened` also
 * what was sealed in them. Whoever may read the dossier (inspectors among them); the opening is
 * noted. Needs a writer; keeps the head it is under. Errors: person.unknown, dossier.unknown,
 * right.reader, receipt.many. */
bool app_evidence(struct app *app, struct arena *a, struct str as, struct str dossier,
		  bool opened, struct buf *out, struct err *e) MUST_USE;

#endif
