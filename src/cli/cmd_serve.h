/* `dunghen serve`. */
#ifndef DUNGHEN_CLI_CMD_SERVE_H
#define DUNGHEN_CLI_CMD_SERVE_H

#include "cli.h"

extern const struct opt_spec serve_options[];

enum { SERVE_WORKERS = 2, SERVE_DEADLINE_S = 30 };
#define SERVE_LISTEN "127.0.0.1:8080"

/* Serves until told to stop. `then` (or NULL) says more once the address is known. */
int serve_run(struct cli *c, const struct serve_wish *wish,
	      void (*then)(struct cli *c, struct str url, const void *ctx), const void *ctx);
int cmd_serve(struct cli *c, const struct opts *o);

#endif
