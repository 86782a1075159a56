/*
 * Who stands before the door: the session behind a request, the seat it acts from,
 * and whether this address is for them. Deny by default: a handler runs only after
 * guard_admit said so.
 *
 * A form must come from this program's own pages: browsers say where it comes from,
 * and forms of signed-in people bring the session's token besides.
 */
#ifndef DUNGHEN_WEB_GUARD_H
#define DUNGHEN_WEB_GUARD_H

#include "route.h"

/* Finds the session; x->signed_in, x->login, x->seat, x->name. Needs a look. */
void guard_know(struct exchange *x);
/* False: the refusal is in x->out (a page, or the way to the sign-in). */
bool guard_admit(struct exchange *x);

/* Is this for them? For the table of addresses, and for what is shown. */
bool guard_may(const struct exchange *x, enum who who);

/* Sets or clears the cookie of the session on the reply. */
void guard_cookie(struct exchange *x, const struct session_token *token);
void guard_forget(struct exchange *x);

/* The token by which a browser of the office is known again, a fresh one where it brings
 * none; to be set on the reply of whoever signs in, and of nobody else. */
void guard_machine(const struct exchange *x, struct session_token *out);
void guard_machine_cookie(struct exchange *x, const struct session_token *browser);

/* The token the request brought. */
bool guard_token(const struct exchange *x, struct session_token *out) MUST_USE;
/* The parked sessions of this browser (app/session.h); sets their cookie on the reply. */
void guard_parked(const struct exchange *x, struct parked *out);
void guard_park(struct exchange *x, const struct parked *d);

/* Does the office use this browser: is somebody signed in, or are sessions parked? */
bool guard_by_office(const struct exchange *x);

/* A path of this program, never another host's. */
bool guard_own_path(struct str s);
/* The client's address: by X-Forwarded-For behind our own proxy only. */
struct str guard_address(const struct exchange *x);

/* A head or deputy at the seat acted from. */
bool guard_leads(const struct exchange *x);

#endif
