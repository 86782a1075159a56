/*
 * The register of a counter ("sổ theo dõi hồ sơ"): what it received in a period, a row for
 * each dossier with what became of it, as a sheet to be printed. Owners are masked, for it
 * opens nobody's file, and have no digits of a number beside their codes: those open the
 * tracking page (rule 41).
 */
#ifndef DUNGHEN_APP_REGISTER_H
#define DUNGHEN_APP_REGISTER_H

#include "label.h"

#include "base/sheet.h"

enum { REGISTER_DAYS = 31, REGISTER_MOST = 1500 };

/* Both days are in it. For people of the unit and the heads above it. Errors: unit.unknown,
 * right.reader, register.period (most), register.many (most). */
bool app_register(struct app *app, struct arena *a, struct person_id who, int64_t at,
		  struct str unit, struct day first, struct day last, struct sheet *out,
		  struct err *e) MUST_USE;

#endif
