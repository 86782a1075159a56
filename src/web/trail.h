/*
 * The list a dossier was opened from. It stands in the dossier's address
 * (?in=/work&show=late&after=…), so that the page leads back there and on to the row
 * before and after, and no session has to remember anything.
 */
#ifndef DUNGHEN_WEB_TRAIL_H
#define DUNGHEN_WEB_TRAIL_H

#include "handler.h"

#include "app/task.h"

struct trail {
	struct str path;		/* of the list; empty: none */
	struct str title;		/* what it is called */
	struct str show, after, words;	/* its filter, page, words sought; or empty */
	struct str done;		/* the action just done with the dossier, or empty */
};

/* What the address of this request says; a list that is not for whoever asks is none. */
struct trail trail_read(const struct exchange *x);
/* The page of this request as a trail, for the links of its rows. */
struct trail trail_here(const struct exchange *x);

/* Address of the list. */
struct str trail_back(const struct exchange *x, const struct trail *t);
/* "?in=%2Fwork&after=…", to be put behind the address of a dossier; or empty. */
struct str trail_query(const struct exchange *x, const struct trail *t);
/* Address of the page of a dossier, with its trail. */
struct str trail_dossier(const struct exchange *x, const struct trail *t, struct str code);

/* Where the form of an action on it goes; `outcome` of a hand-over, or empty. */
struct str trail_act(const struct exchange *x, const struct trail *t, struct str code,
		     const char *verb, struct str outcome);

/* The dossier's page after that action, which says so; `next` is the code of the one
 * that stood behind it in the list, or empty. */
struct str trail_done(const struct exchange *x, const struct trail *t, struct str code,
		      struct str verb, struct str next);

/* Codes of the rows before and after that of `code`; empty: none, or not in the list. */
struct neighbours {
	struct str before, after;
};
struct neighbours trail_neighbours(struct exchange *x, const struct trail *t, struct str code);

#endif
