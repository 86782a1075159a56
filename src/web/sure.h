/*
 * What ends, undoes or accuses is asked about once more before it is done: a page that
 * says what will happen and repeats what was typed. It needs no script: the form comes
 * again with `sure`, or with `again` to be changed.
 */
#ifndef DUNGHEN_WEB_SURE_H
#define DUNGHEN_WEB_SURE_H

#include "handler.h"
#include "view_part.h"

#include "app/action.h"

bool sure_harms(const char *action);

enum sure_end {
	SURE_GO_ON,		/* it does no harm, or they are sure: act */
	SURE_ASKED,		/* the page that asks is the reply */
	SURE_AGAIN,		/* show the form again with its input kept */
	SURE_REFUSED,		/* it would be refused: *e */
};

/* Where one stands when asked. */
struct sure_place {
	struct str about;		/* a code, or somebody's name */
	struct str back;		/* leads away; empty: only changing the form does */
};

/* `args` are those of the action. On a dossier it is tried first; without `dossier` among
 * them there is none yet (a refusal at the counter submits before it declines). */
enum sure_end sure_ask(struct exchange *x, const struct action *action,
		       const struct json *args, const struct sure_place *place,
		       struct err *e);

/* The same of one that does harm only as it stands here; it has a sentence too. */
enum sure_end sure_ask_of(struct exchange *x, const struct action *action,
			  const struct json *args, const struct sure_place *place,
			  struct err *e);

/*
 * The same question of an act that is none of a dossier's. True: they are sure, act.
 * False: the page that asks is the reply.
 */
struct sure_plain {
	struct str title;		/* the words of the button */
	struct str what;		/* will happen, in a sentence */
	struct str to;			/* more of what becomes of it, or empty */
	struct str whom, back;		/* the page one comes from: its name, its address */
	bool typed;			/* a form to come back to: it comes with `again` */
	const struct top_view *top;	/* of a page of citizens, or NULL: the office's */
};
bool sure_plain(struct exchange *x, const struct sure_plain *q);

#endif
