/* A reorganisation as an administrator sees it. */
#ifndef DUNGHEN_WEB_VIEW_REFORM_H
#define DUNGHEN_WEB_VIEW_REFORM_H

#include "view_part.h"

struct reform_unit_view {
	struct str key, name, next;
	int64_t dossiers;
};

struct reform_dossier_view {
	struct str code, href, unit, why;
};

struct reform_pair_view {
	struct str minutes;		/* their number; of a draft empty */
	struct str from, to, href;
	int64_t dossiers, persons;
};

struct reform_view {
	struct top_view top;
	struct str wrong, wrong_hint;
	struct field_view on, minutes;
	struct str day;			/* looked at; empty: not yet */
	struct str on_value;		/* the same, for the form */
	int64_t dossiers, passing, which, stuck, posts, without, delegations;
	struct { const struct reform_unit_view *p; size_t n; } units;
	struct { const struct reform_dossier_view *p; size_t n; } open;	/* to be decided */
	bool more_open;
	struct { const struct reform_pair_view *p; size_t n; } pairs;
	struct { const struct reform_pair_view *p; size_t n; } passed;	/* as the ledger tells */
	struct link_views days;		/* on which something was */
	struct str people, placed, misplaced;	/* the table of who gets which post */
	bool today;			/* it may be done */
	bool begun, under_way;
	int64_t moved, left, ended, given;
	struct str csv, xlsx;		/* the list for the minutes */
	struct empty_view empty;
};

/* ---- who gets which post ---- */

struct reform_place_view {
	int64_t line;
	struct str person, person_name, unit, unit_name, post, post_name;
	struct str wrong;		/* what is wrong with it */
	bool there;
	struct str edit;		/* address of the form for it */
};

struct reform_lost_view {		/* loses the last post, and is not in the table */
	struct str person, name, had, add;
};

struct reform_people_view {
	struct top_view top;
	struct str wrong, wrong_hint, notice;
	struct str on, day, back, csv;
	struct str table;		/* which one it is; empty: none yet */
	struct str sum, misplaced, most;
	struct { const struct reform_place_view *p; size_t n; } rows;
	struct { const struct reform_lost_view *p; size_t n; } lost;
	int64_t losing;
	bool more_lost;
	struct pager_view pager;
	int64_t line;			/* the row that is edited; 0: a new one */
	struct field_view person, unit, post;
};

#endif
