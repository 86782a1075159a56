/*
 * A thread that follows the ledger with the detectors (app/detect.h): it reads by a handle of
 * its own what came since it last looked, at most a second ago, and hands the writer the
 * few rows that changed. So no command ever waits for a detector.
 */
#ifndef DUNGHEN_APP_DETECT_RUN_H
#define DUNGHEN_APP_DETECT_RUN_H

#include "writer.h"

struct detect_runner;

/* Opens the store in `dir` to read. The handle lives in `a`. Errors: those of app_open,
 * writer.thread. */
bool detect_run_start(struct arena *a, const char *dir, struct writer *writer,
		      struct detect_runner **out, struct err *e) MUST_USE;
/* Before writer_stop. NULL is allowed. */
void detect_run_stop(struct detect_runner *r);

#endif
