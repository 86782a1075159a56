/*
 * The records clerk's page of one result: the dossier, whether it can be numbered and made
 * ready now, and the books of its unit with their next numbers this year.
 */
#ifndef DUNGHEN_APP_RECORDS_H
#define DUNGHEN_APP_RECORDS_H

#include "dossier_view.h"

struct book_view {
	struct str book;
	int64_t next;
};

struct records_view {
	struct dossier_view d;
	bool may_number, may_ready;
	struct person_id signer;	/* of the result, or v 0 */
	int64_t signed_at;
	struct book_view *book;		/* most numbers given first */
	size_t books;
};

/* The books are those of the unit whose the dossier is, where its number will stand.
 * Errors: those of app_dossier_view. */
bool app_records(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, struct str ref,
		 struct records_view *out, struct err *e) MUST_USE;

#endif
