/*
 * What was asked of the server since it started, counted: by row of the table of
 * addresses, method and status; how long it took. For whoever watches the program
 * (Prometheus text format 0.0.4).
 */
#ifndef DUNGHEN_EDGE_TRAFFIC_H
#define DUNGHEN_EDGE_TRAFFIC_H

#include "access_log.h"

#include "base/buf.h"

struct traffic;

/* The handle lives in `a`. */
struct traffic *traffic_open(struct arena *a);
/* Any thread; method and route are compared by address (static). What comes after
 * TRAFFIC_ROWS kinds were seen is counted as of route "other". */
enum { TRAFFIC_ROWS = 1024 };
void traffic_add(struct traffic *t, const struct access_line *line);
/* Appends all of it; any thread. */
void traffic_text(struct traffic *t, struct buf *b);

#endif
