/*
 * The courier: a process of its own that carries messages out and does nothing else: one to
 * programs elsewhere (webhooks), another one to people (letters, text messages).
 *
 * The server may open no connection (sandbox.h), and keeps that: whoever takes it over finds
 * no way out through it. The courier is made before the server gives its rights up, before
 * the store and its keys are opened, and gives up others: it reads the libraries, the
 * certificates everybody trusts and how names are resolved, writes no file, starts no program
 * and listens nowhere; but it may connect. Between the two is one pair of sockets, over which
 * go whole messages and what came of them. It ends when that is closed.
 *
 * It reaches public addresses only, by https, whatever a name resolves to and whenever:
 * the address is looked at when the connection is made. With `local` also private ones and
 * this machine; plain http then, and on this machine alone. No redirect is followed, no
 * proxy of the environment is used.
 *
 * Letters go to the one mail server of its settings, by TLS that somebody vouches for unless
 * it is this machine; text messages by a POST to the one gateway, with its token. It carries
 * to people or to programs: the password of one never stands where addresses of the other
 * come in.
 */
#ifndef DUNGHEN_EDGE_COURIER_H
#define DUNGHEN_EDGE_COURIER_H

#include "base/arena.h"
#include "base/mail.h"

struct courier_wish {
	const struct mail_senders *senders;	/* to people, by these; NULL: to programs */
	bool local;				/* of programs */
	bool sandbox;
};
struct courier;

/* No other thread may run yet. The handle lives in `a`. Errors: courier.start (why). */
bool courier_start(struct arena *a, const struct courier_wish *w, struct courier **out,
		   struct err *e) MUST_USE;
mail_fn courier_post;			/* ctx: the courier */
/* Any thread: what is under way fails at once, and the process ends. */
void courier_end(struct courier *c);
void courier_close(struct courier *c);	/* after its last use. NULL is allowed */

/* May an address be reached? For tests. `sa` is a sockaddr_in or sockaddr_in6. */
struct sockaddr;
enum reach { REACH_NOT, REACH_PRIVATE, REACH_HERE, REACH_PUBLIC };
enum reach courier_reach(const struct sockaddr *sa);

#endif
