/*
 * Clerks and officers at work on a store, many at once: each client carries
 * dossiers from reception to delivery, command by command, through the writer.
 */
#ifndef DUNGHEN_BENCH_CLIENTS_H
#define DUNGHEN_BENCH_CLIENTS_H

#include "app/writer.h"

#include <stdbool.h>

enum { CLIENTS = 64, LIFE_ACTS = 10 };

/* A demonstration of that many dossiers, made once and kept below build/bench.
 * Its path lives in `a`. */
const char *base_store(struct arena *a, int64_t dossiers);

struct client {
	int number, run;
	struct arena arena;		/* of one command */
	char clerk[16], officer[16], head[16], records[16];
	char commune[40];
	char counter[48];
	char dossier[ID_TEXT];
	int64_t acts;
};

struct office {
	struct arena arena;
	struct app *app;
	char file[HASH_HEX];
	struct client client[CLIENTS];
};

/* Opens the store with a clock of its own; chance comes from `run`, so that two
 * stores given the same commands come to the same. */
void office_open(struct office *o, const char *dir, int run);
void office_close(struct office *o);

/* The client's next command and its answer; ends the program when it is
 * refused. */
void client_act(struct office *o, struct client *c, struct writer *w);

#endif
