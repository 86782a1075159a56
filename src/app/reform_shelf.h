/*
 * Tables of who gets which post when units are reorganised (reform_places.h), while they are
 * made on a page: in memory alone, one for a day, a few at a time, the oldest gives way. With
 * the program they are gone; whoever wants to keep one takes it as a file.
 *
 * Used by several threads at once; what is taken out is a copy.
 */
#ifndef DUNGHEN_APP_REFORM_SHELF_H
#define DUNGHEN_APP_REFORM_SHELF_H

#include "reform_places.h"

enum { REFORM_TABLES = 4, REFORM_TABLE_ID = 17 };

struct reform_table {
	char id[REFORM_TABLE_ID];	/* of the same text the same; empty: there is none */
	struct str text;
};

struct reform_shelf;

struct reform_shelf *reform_shelf_open(struct arena *a);
void reform_shelf_close(struct reform_shelf *s);	/* NULL is allowed */

/* A copy in `a`; of no table without a text. */
void reform_shelf_take(struct reform_shelf *s, struct arena *a, struct day on,
		       struct reform_table *out);
/* In the place of the one that is called `was` (empty: of none). False: somebody else changed
 * it meanwhile. An empty text: none any more. */
bool reform_shelf_put(struct reform_shelf *s, struct day on, struct str was,
		      struct str text) MUST_USE;

#endif
