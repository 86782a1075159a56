/*
 * How wide text is in a picture, which nothing measures: by its letters, of the house's font
 * or of the one that stands in for it ('Be Vietnam Pro', Liberation Sans), whichever is
 * wider. All widths are pixels at font-size `size`; `strong` is weight 600 or bold.
 */
#ifndef DUNGHEN_APP_LETTERS_H
#define DUNGHEN_APP_LETTERS_H

#include "base/arena.h"
#include "base/str.h"

int letters_width(struct str s, int size, bool strong);
/* How many bytes of it, whole letters, stand in `width`. */
size_t letters_fit(struct str s, int width, int size, bool strong);
/* Where a line ends that begins at `from`: at a blank if it can be, past `from` always. */
size_t letters_break(struct str s, size_t from, int width, int size, bool strong);
/* Its beginning and its end with … between, if it does not stand in `width`. */
struct str letters_ends(struct arena *a, struct str s, int width, int size, bool strong);

#endif
