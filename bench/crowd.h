/*
 * A crowd at work: all clients at once, each waiting for its durable answer before
 * its next act.
 */
#ifndef DUNGHEN_BENCH_CROWD_H
#define DUNGHEN_BENCH_CROWD_H

#include "clients.h"

enum { ACTS_EACH = 80, CROWD_ACTS = CLIENTS * ACTS_EACH };

struct crowd {
	struct office office;		/* open */
	struct writer *writer;
	double wait_ms[CROWD_ACTS];
	int64_t groups;
};

/* CROWD_ACTS acts; gives the acts a second. */
double crowd_run(struct crowd *c);

#endif
