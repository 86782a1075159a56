/*
 * The ribbon: who held a dossier, drawn to working time. The same for the tracking
 * page, the dossier page and paper; the faces draw what stands here and decide nothing.
 *
 * Geometry is whole thousandths of the width. Segments stand in order, touch each other
 * and fill [0, RIBBON_WIDTH]; holds too short to be seen are left out, the present one
 * never: it is at least RIBBON_LEAST wide, taken from its neighbours. Next segments of
 * one holder at one step are one. What is asked for LABEL_PUBLIC names no person
 * (rule 40). Before reception it shows the answer that is owed (rule 5).
 */
#ifndef DUNGHEN_APP_RIBBON_H
#define DUNGHEN_APP_RIBBON_H

#include "label.h"

enum { RIBBON_WIDTH = 1000, RIBBON_LEAST = 12, RIBBON_LANES = 8 };

enum ribbon_kind {
	RIBBON_HOLD,		/* somebody of the office has it */
	RIBBON_WAIT,		/* a lawful wait, or the citizen's own time */
	RIBBON_LEFT,		/* what is left until the due date */
	RIBBON_GAP,		/* between a closing and a reopening: nobody's */
};

struct ribbon_segment {
	enum ribbon_kind kind;
	bool now;			/* goes on at this moment */
	bool late;			/* ran past its own due */
	bool untaken;			/* nobody has opened it */
	bool back;			/* was sent back … */
	int64_t end_seq;		/* … by the entry that ended it; 0: goes on */
	struct seat_label holder;	/* nobody for LEFT and GAP */
	struct str step;		/* name, or empty */
	int64_t from, to;		/* `to` of the present one is now */
	int64_t due;			/* of the step or wait, or INSTANT_NONE */
	int64_t work_s;
	int64_t x, width;
};

struct ribbon_opinion {			/* a second bar (rule 2) */
	int32_t number;
	bool ruling;			/* of a contest (rule 32) instead */
	struct seat_label asked;
	bool member;			/* asked of that person alone */
	int32_t round;			/* whom it was asked together with */
	int64_t from, to, due;
	bool open;			/* no answer yet: `to` is now */
	bool silent;			/* its clock ran out and that stands on record */
	int64_t work_s, late_s;		/* working seconds; late_s past its due */
	int64_t left_s;			/* until its due while it is open, else 0 */
	int64_t x, width, due_x;
	int64_t lane;			/* 0 is nearest to the ribbon */
};

struct ribbon {
	struct ribbon_segment *segment;
	size_t segments;
	struct ribbon_opinion *opinion;
	size_t opinions;
	int64_t lanes;
	int64_t from, to;		/* what the width stands for */
	int64_t work_s;
	int64_t due;			/* now; INSTANT_NONE: none, or a pause is open */
	int64_t first_due;		/* the promise */
	int64_t due_x, first_x;	/* -1: no mark */
	int64_t now_x;			/* -1: closed */
	bool overdue;			/* the clock runs, and past its due */
	int64_t late_s, left_s;		/* working seconds past, or until, the due */
};

/* Empty (no segments) for a dossier nobody holds yet. */
void ribbon_make(const struct app *app, struct arena *a, const struct asking *ask,
		 const struct dossier *d, struct ribbon *out);

#endif
