/*
 * Clerks and officers at work on a store, many at once: each client is a commune
 * with its own dossiers and carries them from reception to delivery, command by
 * command.
 */
#ifndef DUNGHEN_BENCH_CLIENTS_H
#define DUNGHEN_BENCH_CLIENTS_H

#include "app/writer.h"

#include <stdbool.h>

enum { CLIENTS = 64, LIFE_ACTS = 10 };

/* A dossier somebody works at. */
struct moving {
	char id[ID_TEXT];
	int act;			/* its next one; LIFE_ACTS: a new dossier takes its place */
};

struct client {
	int number;
	struct arena arena;		/* of one command */
	char clerk[16], officer[16], head[16], records[16];
	char commune[40];
	char counter[48];
	int64_t unit;
	struct moving *moving;
	size_t n, most;
	int64_t acts, received;
	uint64_t chance;
};

struct office {
	struct arena arena;
	struct app *app;
	int run;
	char file[HASH_HEX];
	struct client client[CLIENTS];
};

/* Finds for each client a commune with staff. */
void clients_settle(struct office *o);

/* The command of a life's act (0 … LIFE_ACTS - 1); its key ends in ":ACT". For
 * act 0 whose it is, by name and identity number. */
struct filing {
	struct str key, name, number;
	const char *id;
	int act;
};
struct command life_command(struct arena *a, const struct office *o, const struct client *c,
			    const struct filing *f);

/* Opens the store with a clock of its own; chance comes from `run`, so that two
 * stores given the same commands come to the same. The open dossiers are shared
 * out among the clients, each at the act where it stands. */
void office_open(struct office *o, const char *dir, int run);
void office_close(struct office *o);

/* The client's next command for one of its dossiers, whichever comes to hand,
 * and its answer; ends the program when it is refused. */
void client_act(struct office *o, struct client *c, struct writer *w);

#endif
