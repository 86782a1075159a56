/*
 * What a figure of the board opens into: its dossiers, page by page. They are those of the
 * agencies below the leader's own; rows say code, procedure, holder and dates, nobody's name
 * from outside. What stands in a dossier opens by its own right.
 */
#ifndef DUNGHEN_APP_BOARD_H
#define DUNGHEN_APP_BOARD_H

#include "figures.h"
#include "label.h"

enum board_list {
	BOARD_LIST_OVERDUE, BOARD_LIST_ASLEEP, BOARD_LIST_STUCK, BOARD_LIST_BROKEN,
	BOARD_LIST_LATE,
	BOARD_LIST_LIVED, BOARD_LIST_GAP, BOARD_LIST_SELF, BOARD_LIST_HELPED,
};

struct board_ask {
	enum board_list list;
	struct unit_id top;		/* agencies below it; v 0: all */
	struct days days;		/* of what happened in a period */
	int band;			/* of the overdue: enum overdue_band; -1: all */
	int cause;			/* of the stuck: enum stuck_cause; -1: all */
	struct unit_id holder;		/* of the overdue and the stuck: v 0: any */
	struct str after;		/* `next` of the page before */
	int64_t limit;
};

struct board_line {
	struct str code, procedure;
	struct unit_id agency;
	struct seat_label holder;	/* kind PARTY_NONE: nobody any more */
	int64_t first_due, due, ended_at;	/* INSTANT_NONE: none */
	struct day acted_day;
};

struct board_lines {
	struct board_line *line;
	size_t n;
	struct str next;		/* empty: the end */
};

/* Errors: list.after. */
bool app_board_list(struct app *app, struct arena *a, const struct asking *ask,
		    const struct board_ask *what, struct board_lines *out,
		    struct err *e) MUST_USE;

#endif
