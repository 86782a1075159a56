/* A crowd at work, each client waiting for its answer before its next act. */
#include "crowd.h"

#include "measure.h"

#include <pthread.h>

struct worker {
	struct crowd *crowd;
	struct client *client;
};

static void *work(void *ctx)
{
	struct worker *k = ctx;
	struct crowd *c = k->crowd;
	for (int i = 0; i < ACTS_EACH; i++) {
		int64_t start = now_us();
		client_act(&c->office, k->client, c->writer);
		c->wait_ms[k->client->number * ACTS_EACH + i] =
			(double)(now_us() - start) / 1000.0;
	}
	return NULL;
}

double crowd_run(struct crowd *c)
{
	pthread_t thread[CLIENTS];
	struct worker worker[CLIENTS];
	struct err e;
	if (!writer_start(&c->office.arena, c->office.app, &c->writer, &e)) {
		give_up("writer", e.key);
	}
	int64_t start = now_us();
	for (int i = 0; i < CLIENTS; i++) {
		worker[i] = (struct worker){ c, &c->office.client[i] };
		if (pthread_create(&thread[i], NULL, work, &worker[i]) != 0) {
			give_up("thread", "pthread_create");
		}
	}
	for (int i = 0; i < CLIENTS; i++) {
		(void)pthread_join(thread[i], NULL);
	}
	double rate = CROWD_ACTS * 1000000.0 / (double)(now_us() - start);
	c->groups = writer_counted(c->writer).groups;
	writer_stop(c->writer);
	return rate;
}
