/*
 * Messages to people: letters by electronic mail and text messages, in an outbox that a
 * thread of its own empties (post_run.h).
 *
 * What waits stands in the store sealed, and its row goes once it is sent, given up or too
 * old: nothing of it can be read afterwards. Nobody's address is ever logged; what became of
 * messages is counted by way.
 *
 * One is tried until it is taken or its time is over: what comes too late is not sent. A mail
 * server that says there is no such address (55x) is believed at once. One may come twice
 * (same id), when what became of it could not be noted.
 *
 * A restored store sends nothing. Times are the machine's (world_clock).
 */
#ifndef DUNGHEN_APP_MESSAGE_H
#define DUNGHEN_APP_MESSAGE_H

#include "post.h"

enum { MESSAGE_ROUND = 16, MESSAGE_TEXT_MOST = 2000 };

struct message {
	enum mail_way way;		/* MAIL_LETTER or MAIL_SMS */
	struct str to;			/* as message_address gave it */
	struct str subject, text;	/* subject of a letter */
	int64_t until;			/* not sent from then on */
};

/* An address as people write it, in the form that it is sent to: a letter's as it is,
 * a telephone number with the country in front (+84912345678). False: it is none. */
bool message_address(struct arena *a, enum mail_way way, struct str given,
		     struct str *out) MUST_USE;

/* ---- the writer's thread ---- */

/* In an open group: it goes out when that is committed. */
bool message_put(struct app *app, struct arena *a, const struct message *m, int64_t at,
		 struct err *e) MUST_USE;

/* For post_run.h: what is due, and noting. Letters come from that address, under that
 * name. */
struct post_kind message_post(struct str from, struct str from_name);
/* One to see whether it arrives, made without any store. */
void message_trial(struct arena *a, const struct message *m, struct str from,
		   struct str from_name, int64_t at, struct mail *out);

/* When to try again after so many tries in vain. */
int64_t message_wait_s(int64_t tries);

/* ---- looking ---- */

struct message_state {
	int64_t waiting, sent, lost;
	int64_t failing_at;		/* INSTANT_NONE: what was tried last arrived */
	int64_t last_try;		/* INSTANT_NONE: nothing yet */
	struct str last_said;
};
bool message_state(struct app *app, struct arena *a, enum mail_way way,
		   struct message_state *out, struct err *e) MUST_USE;

struct message_list {
	struct message *message;
	size_t n;
};
/* Those that wait, opened, the newest first, at most MESSAGE_ROUND: for the demonstration,
 * whose messages go nowhere. */
bool message_waiting(struct app *app, struct arena *a, int64_t at, struct message_list *out,
		     struct err *e) MUST_USE;

#endif
