/*
 * An event log as a table: a row for each case, with what the last event of it says about
 * where it stands (rule 24). Logs come as XES or as text with a row for each event.
 *
 * Heads of the table: case, first and last (the times of its first and last event), events
 * (how many), activity and resource (of the last), then the case's own attributes; of a
 * text its other columns, as the first event of the case that fills them says. In a case
 * events go by their time, those of one time in the order they stand in.
 *
 * XES is read case by case; of a text a line for each case stays in memory, since its rows
 * may come in any order, up to a ceiling.
 */
#ifndef DUNGHEN_APP_CASES_H
#define DUNGHEN_APP_CASES_H

#include "rows.h"

struct cases;

enum { CASES_OWN = 6 };			/* heads that every log has, in front */

/* `f` stays the caller's. An event without its time or activity is a fault of its case,
 * which rows tell; errors of the whole: those of edge/xes_in.h and edge/table_in.h,
 * log.column (name, have), log.case (line), log.wide, log.many. */
bool cases_open(struct arena *a, FILE *f, const struct log_want *want, struct cases **out,
		struct err *e) MUST_USE;
/* The next row, its texts in `a`; the first is the one of heads. */
bool cases_next(struct cases *c, struct arena *a, struct rows_row *row, bool *there,
		struct err *e) MUST_USE;
void cases_close(struct cases *c);		/* NULL is allowed */

/* Which columns or keys are case, activity, time and resource; empty: none. */
struct log_words {
	struct str name, activity, time, resource;
	bool told[4];			/* not guessed, in that order */
};
const struct log_words *cases_words(const struct cases *c);

#endif
