/*
 * Is the store well, in a few numbers, for whoever watches the program: cheap enough
 * to be asked every few seconds.
 */
#ifndef DUNGHEN_APP_VITALS_H
#define DUNGHEN_APP_VITALS_H

#include "app.h"

struct vitals {
	int64_t entries;		/* of the ledger */
	int64_t last_at;		/* time of the last one, or INSTANT_NONE */
	int64_t head_size, head_at;	/* of the newest stored head; 0, INSTANT_NONE: none */
	int64_t log_bytes;		/* of store.db-wal */
	int64_t store_bytes;		/* of store.db */
	int64_t free_kib;		/* of the disk below it, -1 unknown */
	bool clock_wrong;
	int64_t messages;		/* to people, that wait to be sent */
	int64_t unsent_at;		/* since when none of a way goes out; INSTANT_NONE:
					 * all do */
};

/* As the reader or writer sees it now. */
bool app_vitals(struct app *app, struct arena *a, struct vitals *out, struct err *e) MUST_USE;

#endif
