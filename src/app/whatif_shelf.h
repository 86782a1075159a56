/*
 * What-if for a server: questions are answered one after the other by a thread with a reader
 * of its own, so that no worker waits long; answers are kept for a while for whoever asks the
 * same.
 */
#ifndef DUNGHEN_APP_WHATIF_SHELF_H
#define DUNGHEN_APP_WHATIF_SHELF_H

#include "whatif.h"

enum {
	WHATIF_FRESH_S = 600, WHATIF_ASKED_MOST = 512 /* bytes of all changes */,
	WHATIF_PATIENCE_MS = 800,
};

struct whatif_shelf;

/* Errors: writer.thread. */
bool whatif_shelf_open(struct arena *a, const char *dir, struct whatif_shelf **out,
		       struct err *e) MUST_USE;
void whatif_shelf_close(struct whatif_shelf *s);	/* NULL is allowed */

struct whatif_question {
	struct str changes;		/* as whatif_parse reads them, a space between */
	struct day from, to;
	struct unit_id top;
	int64_t runs;
	int64_t now;
};

enum whatif_state { WHATIF_PENDING, WHATIF_DONE, WHATIF_FAILED };

struct whatif_told {
	enum whatif_state state;
	int64_t ahead;			/* pending: questions before it */
	int64_t done, of;		/* … runs; of 0: it is being read */
	struct whatif_answer answer;
	bool tested;
	struct whatif_back back;
	struct err err;			/* failed */
};

/* Waits WHATIF_PATIENCE_MS at most. Errors: whatif.change and those of whatif_parse;
 * whatif.changes; whatif.busy (too many questions at once). */
bool whatif_shelf_ask(struct whatif_shelf *s, const struct whatif_question *q,
		      struct whatif_told *out, struct err *e) MUST_USE;

/* The changes of a question put into an ask; texts point into `changes`. */
bool whatif_ask_of(const struct whatif_question *q, struct whatif_ask *out,
		   struct err *e) MUST_USE;

#endif
