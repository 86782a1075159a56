/*
 * Units and people of the organisation as an administrator looks through them: which
 * there were on a day and how they stood below one another, who holds which post from
 * when to when, what is still in hand where. From the organisation alone, names of
 * staff and what is in hand apart.
 */
#ifndef DUNGHEN_APP_DIRECTORY_H
#define DUNGHEN_APP_DIRECTORY_H

#include "label.h"

/* ---- units ---- */

struct unit_line {
	const struct unit *unit;
	const struct unit_attr *attr;	/* in force on the day asked about */
	const struct unit *parent;	/* then; NULL: the top */
	int depth;			/* below the top */
};

struct units_asked {
	struct day on;			/* units that exist then */
	struct str words;		/* beginning of the key, or words of the name in any
					 * spelling; empty: all */
	size_t skip, limit;
};

/* In the order of the tree: each below its parent, by key. *more: others come after. */
size_t app_unit_lines(const struct app *app, struct arena *a, const struct units_asked *q,
		      const struct unit_line **out, bool *more);
/* The only unit of that day that the words name: its key, or its whole name in any
 * spelling. NULL: none, or several. */
const struct unit *app_unit_named(const struct app *app, struct arena *a, struct day on,
				  struct str words);
/* Types that a unit may be of (core/decide_org.c), each once. */
size_t app_unit_types(const struct app *app, struct arena *a, const struct str **out);
/* Codes of posts, each once. */
size_t app_post_codes(const struct app *app, struct arena *a, const struct str **out);

/* Duties in hand at a unit, opinions apart. */
bool app_unit_open(struct app *app, struct arena *a, struct unit_id unit, int64_t now,
		   int64_t *out, struct err *e) MUST_USE;

/* ---- people ---- */

/* Do the words (folded: vi_fold) begin the key, or a word of the name? */
bool app_person_fits(struct app *app, struct arena *a, const struct person *p,
		     struct str folded, bool *fits, struct err *e) MUST_USE;

enum held_when { HELD_NOW, HELD_LATER, HELD_BEFORE };

struct post_held {
	struct seat_label seat;
	int64_t from, to;		/* to INSTANT_NONE: open */
	enum held_when when;
};

enum { POSTS_MOST = 200 };

/* Of a person: what is held now first, then what will be, then what was; the newest first
 * in each. At most POSTS_MOST. */
size_t app_person_posts(const struct app *app, struct arena *a, const struct asking *ask,
			struct person_id who, const struct post_held **out);
/* Posts held at a unit on the day of ask->now or later. */
size_t app_unit_posts(const struct app *app, struct arena *a, const struct asking *ask,
		      struct unit_id unit, const struct post_held **out);

/* Who answers for what a person holds at a unit when they leave it; false: nobody. */
bool app_heir(const struct app *app, const struct asking *ask, struct seat leaving,
	      struct seat_label *out);

#endif
