/*
 * A thread that looks once an hour with a forecast (foretell.h), by a reader of its own, and
 * hands the writer what it found. So no command ever waits for a forecast.
 */
#ifndef DUNGHEN_APP_FORETELL_RUN_H
#define DUNGHEN_APP_FORETELL_RUN_H

#include "writer.h"

enum { FORETELL_EVERY_S = 3600 };

struct foretell_runner;

struct foretell_options {
	const char *dir;
	struct writer *writer;
	int64_t (*clock)(void *ctx);	/* of a demonstration that lives; or NULL */
	void *clock_ctx;
};

/* Opens the store to read. The handle lives in `a`. Errors: those of app_open,
 * writer.thread. */
bool foretell_run_start(struct arena *a, const struct foretell_options *o,
			struct foretell_runner **out, struct err *e) MUST_USE;
/* Before writer_stop. NULL is allowed. */
void foretell_run_stop(struct foretell_runner *r);

#endif
