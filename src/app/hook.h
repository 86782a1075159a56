/*
 * Webhooks: a program elsewhere is told over HTTPS when something became of a dossier, so
 * that it need not ask again and again (doc/api.md).
 *
 * It is told what the public ledger says and nothing of people: the kind of entry, the
 * dossier's code, the entry's number and time. Whoever wants more asks the JSON API by
 * a token, within that token's rights. Messages follow Standard Webhooks: id, time and
 * a signature, HMAC-SHA-256 over `id.time.body` by a secret that only the two know.
 *
 * What is to be told stands in the store (webhook_due) and is tried until it arrives or
 * HOOK_TRIES were in vain: then it is lost, and counted as such. It may come more than
 * once (same id) and in another order. A restored store tells nobody: its webhooks are
 * gone.
 *
 * Nothing is ever sent on the writer's thread, which only reads what is due and notes
 * what came of it; post_run.h has a thread that waits for the answers.
 *
 * Adding and removing one are entries by name of the administrator, without the address:
 * the ledger is public, and some put a secret into the path.
 *
 * Times are the machine's (world_clock).
 */
#ifndef DUNGHEN_APP_HOOK_H
#define DUNGHEN_APP_HOOK_H

#include "post.h"

#define HOOK_SECRET_HEAD "whsec_"

/* HOOKS_EVER: of all that there were. HOOK_ROUND: messages to one hook at a time.
 * HOOK_GATHER: entries looked at in one turn of the writer. */
enum { HOOKS_MOST = 16, HOOKS_EVER = 512, HOOK_TRIES = 20, HOOK_ROUND = 8, HOOK_GATHER = 500 };

struct hook {
	int64_t no;
	struct str url, kinds, units;	/* kinds, units empty: all */
	int64_t made_at;
	struct person_id made_by;
	int64_t delivered, lost, waiting;
	int64_t failing_at;		/* INSTANT_NONE: what was tried last arrived */
	int64_t last_try;		/* INSTANT_NONE: nothing yet */
	struct str last_said;		/* "204", or why not */
};
struct hook_list {
	struct hook *hook;
	size_t n;
};
/* Those that are not removed. */
bool hook_list(struct app *app, struct arena *a, struct hook_list *out, struct err *e) MUST_USE;

/* ---- the writer's thread ---- */

struct hook_wish {
	struct str as;			/* an administrator */
	struct str url, kinds;		/* kinds: words between commas or blanks */
	struct str units;		/* keys in the same way: of dossiers that one of them, or
					 * one below it, decides or received; empty: of all */
	bool local;			/* http:// too, for a program on this machine */
	int64_t at;
};
/* *secret: HOOK_SECRET_HEAD and base64, shown this once. Errors: person.unknown,
 * right.admin, hook.url (value), hook.kind (value), unit.unknown (value), hook.many (most). */
bool hook_add(struct app *app, struct arena *a, const struct hook_wish *w, int64_t *no,
	      struct str *secret, struct err *e) MUST_USE;
/* What is still due to it is dropped. Errors: hook.none (value) besides. */
bool hook_remove(struct app *app, struct str as, int64_t no, int64_t at,
		 struct err *e) MUST_USE;

/* Has one that says nothing carried out with the next round, once: what came of it is seen in
 * last_try and last_said, and counts as no delivery. Errors: person.unknown, right.admin,
 * hook.none (value). */
bool hook_test(struct app *app, struct str as, int64_t no, int64_t at, struct err *e) MUST_USE;
/* One that says nothing, to see whether it arrives. Errors: hook.none (value). */
bool hook_ping(struct app *app, struct arena *a, int64_t no, int64_t at,
	       struct parcel *out, struct err *e) MUST_USE;

/* Looks at new entries and notes what is to be told; *more: there are more than fit. */
bool hook_gather(struct app *app, int64_t at, bool *more, struct err *e) MUST_USE;
/* Those whose time has come, HOOK_ROUND of a hook at most; of one hook one after another. */
bool hook_due(struct app *app, struct arena *a, int64_t at, struct parcels *out,
	      struct err *e) MUST_USE;
/* Notes what came of those that were tried. */
bool hook_note(struct app *app, const struct parcels *mails, int64_t at,
	       struct err *e) MUST_USE;
/* Gathering, what is due, noting: for post_run.h. */
extern const struct post_kind hook_post;

/* When to try again after so many tries in vain. */
int64_t hook_wait_s(int64_t tries);

#endif
