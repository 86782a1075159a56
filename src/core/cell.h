/*
 * Numbers of a spreadsheet's cells as people see them (ECMA-376, 18.8.30 and 18.17.4):
 * which formats mean a day or a time, what a serial number is as a date under either date
 * system, and a number without the noise of binary fractions. Integers only.
 */
#ifndef DUNGHEN_CORE_CELL_H
#define DUNGHEN_CORE_CELL_H

#include "base/str.h"

enum cell_kind { CELL_NUMBER, CELL_DAY, CELL_MOMENT, CELL_CLOCK };

struct cell_format {
	enum cell_kind kind;
	int whole, part;		/* of "000.00": digits before and after the point */
};

/* A format by its number, of those that need no code (14 is a day). */
struct cell_format cell_format_known(int64_t id);
/* A format by its code, such as "dd/mm/yyyy" or "000000000000". */
struct cell_format cell_format_of(struct str code);

/* The text of a number as the format shows it: "2026-03-02", "2026-03-02 08:30:00",
 * "08:30:00", "001190000001", "12.5". False: no number, or no day of that system. */
bool cell_text(struct arena *a, struct str number, struct cell_format f, bool from_1904,
	       struct str *out) MUST_USE;

/* "AB12" → row 12, column 27 (from 0). */
bool cell_place(struct str ref, int64_t *row, size_t *column) MUST_USE;
/* And back: "AB12". */
struct str cell_name(struct arena *a, int64_t row, size_t column);

#endif
