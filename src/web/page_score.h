/* Scorecards of units, agencies, fields and procedures; of a person (rule 36). */
#ifndef DUNGHEN_WEB_PAGE_SCORE_H
#define DUNGHEN_WEB_PAGE_SCORE_H

#include "handler.h"

handler_fn score_show, score_csv, score_xlsx, score_card, score_own, score_person, api_scores,
	api_person_score;

struct score;
enum score_by;

/* "4 giờ": at most so long; the last band has no end. */
struct str score_within(const struct exchange *x, int band);
/* Per ten thousand of what others needed; -1: nobody to compare with. */
int64_t score_beside(const struct score *c);
/* "1,67 / 2" in points; "not measured". */
struct str score_points(const struct exchange *x, int64_t hundredths);
/* What the card is of, in words. */
struct str score_name(const struct exchange *x, enum score_by by, const struct score *c);

#endif
