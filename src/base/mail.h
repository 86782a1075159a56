/*
 * A message to a program elsewhere, as values: who makes it up knows no network, who
 * sends it knows nothing of the store.
 */
#ifndef DUNGHEN_BASE_MAIL_H
#define DUNGHEN_BASE_MAIL_H

#include "err.h"
#include "str.h"

enum { MAIL_URL_MOST = 500, MAIL_BODY_MOST = 4096, MAIL_SAID = 16 };

struct mail {
	struct str url;
	struct str id, stamp, signature;	/* values of the three headers */
	struct str body;			/* JSON */
};

/* What came of it: 2xx is delivered. `said`: that number; or, with status 0, a word for why
 * nothing answered: resolve, connect, refused (an address that may not be reached), timeout,
 * tls, broken, library, other. */
struct mail_answer {
	int status;
	char said[MAIL_SAID];
};

/* Waits for the answer, some seconds at most. False: whoever sends is gone; nothing is
 * known. Only one thread at a time. */
typedef bool mail_fn(void *ctx, const struct mail *p, struct mail_answer *out);

#endif
