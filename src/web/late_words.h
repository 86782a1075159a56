/* Lateness and whose it is, in words; the sums as a page, a file, and JSON. */
#ifndef DUNGHEN_WEB_LATE_WORDS_H
#define DUNGHEN_WEB_LATE_WORDS_H

#include "handler.h"
#include "table_out.h"
#include "view_late.h"

#include "app/figures.h"

struct late_parts_view late_parts(const struct exchange *x, const struct late_view *l);

/* A unit with its agency: rooms of many agencies are called alike. */
struct str words_unit_full(const struct exchange *x, struct unit_id unit);

/* Of the agencies below `top`. Units with fewer than SHARE_FROM dossiers stand in one line
 * of others (rule 44), so that the columns add up all the same. */
struct late_units_view late_units(const struct exchange *x, const struct figures *f,
				  struct unit_id top);
void late_file(struct exchange *x, const struct figures *f, struct unit_id top,
	       enum table_kind kind);
/* {"late_s", "units": [{"unit", "name", "caused_s", "caused", "received_s"}]} */
struct json *late_units_json(const struct exchange *x, const struct figures *f);

#endif
