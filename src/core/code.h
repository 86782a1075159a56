/*
 * Dossier codes (Decision 20/2020, practice of the portal): <agency>-<yymmdd>-<serial>,
 * "H19.33-261102-0187".
 *
 * The serial counts per agency and civil day of first submission, four digits,
 * widening past 9999. Read are both orders of the agency's parts
 * ("000.00.06.H56" and "H15.50.05.13") and serials of four to seven digits.
 */
#ifndef DUNGHEN_CORE_CODE_H
#define DUNGHEN_CORE_CODE_H

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct dossier_code {
	struct str agency;
	struct day day;
	int64_t serial;
};

/* serial 1 … 9,999,999. */
struct str code_format(struct arena *a, struct dossier_code c);
/* Errors: code.form (value). */
bool code_parse(struct str s, struct dossier_code *out, struct err *e) MUST_USE;

#endif
