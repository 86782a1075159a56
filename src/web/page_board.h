/*
 * The board of those who lead: the figures of their agency and of what stands below it, each
 * opening into its dossiers. Whose board it is follows from the seat: a unit that is asked
 * for and does not stand below it is refused, unless whoever asks inspects it.
 */
#ifndef DUNGHEN_WEB_PAGE_BOARD_H
#define DUNGHEN_WEB_PAGE_BOARD_H

#include "handler.h"
#include "view_part.h"

#include "app/figures.h"

handler_fn board_show, board_wall, board_csv, board_xlsx, board_late_csv, board_late_xlsx,
	board_dossiers;

/* What the address asks for. */
struct board_asked {
	struct figures_ask ask;
	struct unit_id top;		/* of the leader */
	struct unit_id unit;		/* `top`, or an agency below it */
	struct str of, with;		/* as in the address; empty: not said */
	struct str unit_key;
};
/* False: that unit is not theirs, and x has its reply. */
bool board_asked(struct exchange *x, struct board_asked *out);
/* What is to stand beside `q`: the words unit2 and of2 of the address. Without them the same
 * unit, and of that the last month (this month beside the last), of another the same period.
 * False: as board_asked. */
bool board_asked_beside(struct exchange *x, const struct board_asked *q, struct board_asked *out);
/* An address of the board with what was asked for, and `more` ("&list=late") behind it. */
struct str board_href(const struct exchange *x, const struct board_asked *q, const char *path,
		      struct str more);
/* "tháng 11/2026", "quý 4/2026", "năm 2026". */
struct str board_period(const struct exchange *x, enum figures_of of, struct days days);
/* Tabs of a page beside the board at `path`: the same asked of another period. */
struct link_views board_periods(const struct exchange *x, const struct board_asked *q,
				const char *path);
/* The agency to be chosen: the leader's own, or one below it. */
struct field_view board_units(const struct exchange *x, const struct board_asked *q);

#endif
