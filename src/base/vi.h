/*
 * Vietnamese text: folding for search and the order of letters for sorting.
 * Case folding and order are computed here, never in SQL.
 */
#ifndef DUNGHEN_BASE_VI_H
#define DUNGHEN_BASE_VI_H

#include "str.h"

/* The letter without its marks, as large as it was, and whether one of them is a horn, which
 * makes it wider: Ắ → A, Đ → D, ờ → o with a horn. */
uint32_t vi_letter(uint32_t c, bool *horn);

/* Lower case, no accents, đ → d, runs of anything else than letters and digits
 * become one space, trimmed: "Nguyễn  Thị Đào" → "nguyen thi dao". */
struct str vi_fold(struct arena *a, struct str s);

/* Do the words (folded too) stand in a folded text, from the beginning of a word on? */
bool vi_has(struct str folded, struct str words);

/* A key whose bytewise order is the order of Vietnamese dictionaries: letters
 * a ă â b c d đ e ê … o ô ơ … u ư, then tones none ` ? ~ ´ . (by word). */
struct str vi_sort_key(struct arena *a, struct str s);

#endif
