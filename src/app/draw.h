/*
 * Pictures of what mining found (core/mine_study.h), as SVG: for files of their own, for
 * reports and for pages, which allow neither styles nor scripts; so everything is an
 * attribute. They print on white and read in grey: darker is more, and what has a colour has
 * a letter, a place or a shape too. Each says what it counts, in which unit, and of how
 * many; what it leaves out it says.
 *
 * Names and links are the caller's to give: a page says who may be named.
 */
#ifndef DUNGHEN_APP_DRAW_H
#define DUNGHEN_APP_DRAW_H

#include "mine_words.h"

#include "core/mine_map.h"
#include "core/mine_study.h"

#include "base/buf.h"

enum draw_link {
	DRAW_LINK_ACTIVITY,		/* a: activity */
	DRAW_LINK_HOLDER,		/* a: holder */
	DRAW_LINK_PASSAGE,		/* from a to b, activities */
	DRAW_LINK_HANDOVER,		/* from a to b, holders */
	DRAW_LINK_CASE,			/* a: case */
	DRAW_LINK_PLACE,		/* a: activity, b: holder */
	DRAW_LINK_WAY,			/* a: variant */
	DRAW_LINK_AGAIN,		/* a did it, b did it again: holders */
	DRAW_LINK_HOUR,			/* a: day of the week, Monday 0; b: hour */
	DRAW_LINK_BEGAN, DRAW_LINK_ENDED,	/* a: first day of a month */
};

struct draw {
	struct buf *b;
	struct arena *arena;
	struct mine_words words;
	const struct mine_study *s;
	const struct mine_map *map;
	bool inside;			/* of a page that says the title itself */
	bool keyed;			/* of a page that filters by itself: data-k says what a
					 * group is, "a3", "e3-5" or "w0" */
	void *ctx;
	/* NULL: as the log has it, or no link. */
	struct str (*activity)(void *ctx, int32_t id);
	struct str (*holder)(void *ctx, int32_t id);
	struct str (*in_case)(void *ctx, int32_t id);
	struct str (*href)(void *ctx, enum draw_link link, int32_t a, int32_t b);
	bool linked;			/* the group at hand */
	/* by draw_start */
	int8_t *code;			/* of each activity: its letter, or -1 */
	int32_t *coded;			/* activities with a letter */
	int32_t codes;
};

/* A picture that was drawn here: the one text that a page puts out as it is. */
struct drawn {
	struct str svg;
};

/* Sets the letters: the activities that occur most. */
void draw_start(struct draw *d);

/* One <svg>, or nothing where there is nothing to see (false). */
typedef bool draw_fn(struct draw *d);

extern draw_fn draw_map, draw_dots, draw_cases, draw_sankey, draw_handovers, draw_referrals,
	draw_variants, draw_coverage, draw_heat, draw_load, draw_queues, draw_trend, draw_causes,
	draw_necks;

/* All of them, in the order a report has them. */
struct draw_picture {
	const char *name;		/* "map": of a file, an address, a section */
	const char *title, *about;	/* sentences */
	draw_fn *draw;
};
enum { DRAW_PICTURES = 14 };
extern const struct draw_picture draw_pictures[DRAW_PICTURES];
/* A picture of that title that says that there is nothing to see. */
void draw_nothing(struct draw *d, const char *title);
/* NULL: none of that name. */
const struct draw_picture *draw_picture(struct str name);

#endif
