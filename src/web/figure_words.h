/* Figures in words: shares, differences, lengths, names of agencies. */
#ifndef DUNGHEN_WEB_FIGURE_WORDS_H
#define DUNGHEN_WEB_FIGURE_WORDS_H

#include "handler.h"

#include "app/figures.h"

/* Below so many a share says more of chance, and of persons, than of an agency (rule 44). */
enum { SHARE_FROM = 5 };

/* Per ten thousand: 96,4%. Below 0: "not measured" (rule 28). */
struct str words_share(const struct exchange *x, int64_t per_ten_thousand);
/* The difference of two shares in points, without its sign: 6,7. */
struct str words_points(const struct exchange *x, int64_t per_ten_thousand);
/* 1.208 or 1,208. */
struct str words_count(const struct exchange *x, int64_t n);
/* So many working days: "3 ngày làm việc", "trong ngày"; below 0: not measured. */
struct str words_took(const struct exchange *x, int64_t days);
struct str words_agency(const struct exchange *x, struct unit_id agency);

/* Solved in the period officially, and lives counted as lived. */
int64_t figure_solved(const struct rates *r);
int64_t figure_lived(const struct rates *r);

#endif
