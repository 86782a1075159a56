/* The table of addresses (routes.def) and the finding of one. */
#ifndef DUNGHEN_WEB_ROUTE_H
#define DUNGHEN_WEB_ROUTE_H

#include "handler.h"

enum who {
	WHO_PUBLIC,
	WHO_PROBE,
	WHO_DEMO,
	WHO_SELF,
	WHO_SETUP,
	WHO_STAFF,
	WHO_COUNTER,
	WHO_LEADER,
	WHO_SIGNER,
	WHO_RECORDS,
	WHO_ADMIN,
	WHO_TOKEN,
};

struct route {
	enum http_method method;
	const char *path;
	enum who who;
	size_t limit;
	const char *name;		/* of the handler */
	handler_fn *handler;
	bool upload;			/* has a file, taken while it comes */
	bool kept;			/* … in memory */
	enum token_scope scope;		/* of WHO_TOKEN */
};

enum route_found { ROUTE_NONE, ROUTE_METHOD, ROUTE_BAD, ROUTE_FOUND };

size_t route_count(void);
const struct route *route_at(size_t i);

/*
 * Finds the row of a path (still encoded). HEAD finds that of GET. ROUTE_METHOD:
 * the path is there with other methods; ROUTE_BAD: an encoding that is none, or a
 * part "." or "..". A row of plain words goes before one with parameters.
 */
enum route_found route_find(struct arena *a, enum http_method method, struct str path,
			    const struct route **out, struct str param[ROUTE_PARAMS]);

#endif
