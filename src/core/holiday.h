/*
 * The table of days that differ from the plain week: public holidays, make-up
 * days off, swapped days off and swapped working Saturdays, as the yearly
 * notices give them (law/calendar/holidays.csv, or a file of the same columns).
 *
 * Columns `date,name_vi,kind,source`; kind is one of holiday, compensatory,
 * swap_off, swap_work. A row whose source begins with the word `assumed` is not
 * from a notice but from the statute alone (Labour Code 2019 art. 112); a year
 * that has such a row is unconfirmed, and dates touching it are provisional.
 *
 * A table is immutable: rows sorted by day, one a day, no year without a row.
 */
#ifndef DUNGHEN_CORE_HOLIDAY_H
#define DUNGHEN_CORE_HOLIDAY_H

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

enum day_kind {
	DAY_PLAIN,		/* the week decides */
	DAY_HOLIDAY,		/* ngày lễ */
	DAY_COMPENSATORY,	/* nghỉ bù */
	DAY_SWAP_OFF,		/* nghỉ hoán đổi */
	DAY_SWAP_WORK,		/* làm bù */
};

struct holiday {
	struct day day;
	enum day_kind kind;
	bool assumed;
	struct str name, source;
};

/* A table spans at most this many years, so that its seconds fit 32 bits. */
enum { HOLIDAY_YEARS = 100 };

struct holiday_table {
	const struct holiday *row;
	size_t rows;
	int first_year, last_year;		/* both covered whole */
	bool confirmed[HOLIDAY_YEARS];		/* by year − first_year */
};

/* Errors, all with line and column where there is one: csv.…, holidays.header,
 * holidays.columns, holidays.date, holidays.kind, holidays.name,
 * holidays.duplicate, holidays.empty, holidays.gap (year), holidays.years. */
bool holidays_read(struct arena *a, struct str csv_text, struct holiday_table *out,
		   struct err *e) MUST_USE;

/* The rows of `table`, then those of `more` after its last year; these count as
 * assumed, whatever they were. For a calendar brought by a file: the confirmed
 * years are those in the file. Errors: holidays.gap, holidays.years. */
bool holidays_continue(struct arena *a, const struct holiday_table *table,
		       const struct holiday_table *more, struct holiday_table *out,
		       struct err *e) MUST_USE;

/*
 * What people are told of a row's source: the document that makes the day so. A source
 * is for whoever keeps the table, `[assumed: ]DOCUMENT[ Art.N(M)][ …][; …][ (…)]`: remarks
 * and where it was read stand behind, in the language of the table.
 */
struct citation {
	struct str document;		/* "TB 9441/TB-BNV 16/10/2025", "BLLD 2019" */
	struct str article, clause;	/* "112", "1"; or empty */
};
struct citation holiday_citation(const struct holiday *row);

/* The row of a day, or NULL. */
const struct holiday *holiday_on(const struct holiday_table *t, struct day d);

/* False outside the table too. */
bool holidays_confirmed(const struct holiday_table *t, int year);

/* "holiday", "compensatory", …; "plain". */
const char *day_kind_name(enum day_kind kind);

#endif
