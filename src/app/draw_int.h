/*
 * What the pictures share: a frame with its head, text, names that fit, letters.
 */
#ifndef DUNGHEN_APP_DRAW_INT_H
#define DUNGHEN_APP_DRAW_INT_H

#include "draw.h"

enum { DRAW_CODES = 12, DRAW_WIDTH = 1000, DRAW_MARGIN = 24 };

/* Ink, softer, lines, and the colour of the house. */
#define DRAW_INK "#1c2430"
#define DRAW_SOFT "#566170"
#define DRAW_LINE "#e3ded4"
#define DRAW_BRAND "#0b5a5e"

enum draw_anchor { DRAW_LEFT, DRAW_MIDDLE, DRAW_RIGHT };

struct draw_font {
	int size;
	enum draw_anchor anchor;
	const char *fill;		/* NULL: ink */
	bool strong;
};

/* Opens the picture: title, then a line that says of how many and in which unit (either may
 * be empty). Gives the height that this takes: what is drawn begins below it. */
int draw_open(struct draw *d, int width, int height, const char *title, struct str of);
int draw_head(const struct draw *d);	/* that height, before */
void draw_close(struct draw *d);

void draw_text(struct draw *d, int x, int y, struct draw_font f, struct str s);
void draw_rect(struct draw *d, int x, int y, int w, int h, const char *fill);
/* <g> with a link, if there is one, and a title for who points at it. */
void draw_group(struct draw *d, enum draw_link link, int32_t a, int32_t b, struct str title);
/* " data-k=\"a3\"" of a picture that is keyed. */
void draw_key(struct draw *d, const char *name, enum draw_link link, int32_t a, int32_t b);
void draw_mark(struct draw *d, struct str title);	/* without a link */
void draw_end(struct draw *d);

/* As much of it as stands in `width` at that size, with … for the rest. */
struct str draw_fit(struct draw *d, struct str s, int width, int size);
/* The same from its middle: names of units differ at their ends. */
struct str draw_fit_ends(struct draw *d, struct str s, int width, int size);
/* The name of an activity in `width`: from its middle where another begins alike, so that no
 * two labels are the same. */
struct str draw_fit_activity(struct draw *d, int32_t id, int width, struct draw_font f);
int draw_width(struct str s, int size);	/* letters.h; not strong */

struct str draw_activity(const struct draw *d, int32_t id);
struct str draw_holder(const struct draw *d, int32_t id);
struct str draw_case(const struct draw *d, int32_t id);
struct str draw_say(const struct draw *d, const char *key, const struct text_arg *args, size_t n);
struct str draw_int(const struct draw *d, int64_t n);	/* for an argument */

/* The colour and the letter of an activity. */
const char *draw_colour(const struct draw *d, int32_t activity);
struct str draw_letter(const struct draw *d, int32_t activity);
const char *draw_letter_ink(const struct draw *d, int32_t activity);
/* The letters explained, from y on; gives the height. */
int draw_legend(struct draw *d, int y);
/* With what stands for each in place of its letter, in the 18 by 18 at x, y; -1: others. */
typedef void draw_sample(struct draw *d, int code, int x, int y);
int draw_legend_of(struct draw *d, int y, draw_sample *sample);
int draw_legend_height(const struct draw *d);

/* From paper to the colour of the house by parts in a thousand; whether ink must be light. */
void draw_shade(char out[8], int64_t thousandths);
bool draw_dark(int64_t thousandths);

/* Holders by what is charged to them, most first; at most `most`, named ones only. */
int32_t draw_busiest(const struct draw *d, int32_t *out, int32_t most);

#endif
