/*
 * What the server gives up before it takes the first byte from outside, so that a
 * fault in it is worth little to whoever finds one:
 *
 *   - the user it was started as, if it is to serve as another; every capability;
 *     and the way to any new privilege
 *   - files: all but the store, what is to be read again, and the libraries and fonts
 *     that are loaded when they are needed (Landlock)
 *   - calls of the kernel: all but those of a program that serves files and sockets it
 *     has (seccomp). Others fail as forbidden; none starts a program, opens a connection,
 *     watches a process or changes the machine
 *   - a core file, which would hold keys
 *
 * All threads made afterwards inherit it, and nothing takes it back: sockets must be
 * bound, and libraries of unusual places loaded, before.
 */
#ifndef DUNGHEN_EDGE_SANDBOX_H
#define DUNGHEN_EDGE_SANDBOX_H

#include "base/arena.h"
#include "base/err.h"

enum { SANDBOX_READS = 4 };

struct sandbox_wish {
	bool courier;				/* for courier.h: connects, and reads what that
						 * takes; nothing of the below */
	const char *dir;			/* read and written */
	const char *log;			/* a file written and made anew, or NULL */
	const char *reads[SANDBOX_READS];	/* files; their folders too, since a renewed
						 * file is another one. NULL: fewer */
};

/* What this machine could not do; the rest holds. */
struct sandbox_lack {
	bool landlock;			/* an older kernel, or switched off */
	bool seccomp;			/* a processor without our list, or switched off */
};

/* From root to that user and its groups. Before sandbox_enter; also without it.
 * Errors: user.unknown (name), user.change (name, why). */
bool sandbox_user(struct arena *a, const char *name, struct err *e) MUST_USE;
bool sandbox_root(void);		/* still root */

/* For the whole program: no other thread may run yet. Errors: sandbox.enter (what, why),
 * sandbox.path (path, why). */
bool sandbox_enter(struct arena *a, const struct sandbox_wish *w, struct sandbox_lack *lack,
		   struct err *e) MUST_USE;

/* ---- its parts, for sandbox.c ---- */

bool landlock_enter(struct arena *a, const struct sandbox_wish *w, bool *lack,
		    struct err *e) MUST_USE;
bool seccomp_enter(bool connects, bool *lack, struct err *e) MUST_USE;

#endif
