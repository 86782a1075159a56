/*
 * Files of law/ that were handed in to be looked at and are not applied yet: in memory
 * alone, a few at a time, the oldest gives way. With the program they are gone; whoever
 * still wants them hands them in again.
 *
 * Used by several threads at once; what is taken out is a copy.
 */
#ifndef DUNGHEN_APP_LAW_SHELF_H
#define DUNGHEN_APP_LAW_SHELF_H

#include "app.h"

enum { LAW_DRAFTS = 4, LAW_DRAFT_ID = 17 };

struct law_draft {
	char id[LAW_DRAFT_ID];		/* of the same files the same */
	struct str name;		/* of what was handed in */
	struct person_id by;
	int64_t at;
	const struct law_source *file;
	size_t files;
};

struct law_shelf;

struct law_shelf *law_shelf_open(struct arena *a);
void law_shelf_close(struct law_shelf *s);	/* NULL is allowed */

/* Puts a copy on it and fills d->id. The same files again take their own place. */
void law_shelf_put(struct law_shelf *s, struct law_draft *d);
/* A copy in `a`, of whole drafts; false: it is not there any more. */
bool law_shelf_take(struct law_shelf *s, struct arena *a, struct str id,
		    struct law_draft *out) MUST_USE;
/* Without their files; the newest first. */
size_t law_shelf_list(struct law_shelf *s, struct arena *a, struct law_draft out[LAW_DRAFTS]);
void law_shelf_drop(struct law_shelf *s, struct str id);

#endif
