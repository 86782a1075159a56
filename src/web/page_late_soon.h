/* What is likely to be late soon: of a head's unit, of a leader's agencies; as a file. */
#ifndef DUNGHEN_WEB_PAGE_LATE_SOON_H
#define DUNGHEN_WEB_PAGE_LATE_SOON_H

#include "page_queue.h"

#include "app/late_soon.h"

handler_fn late_soon_csv, late_soon_xlsx;
handler_fn board_late_soon, board_late_soon_csv, board_late_soon_xlsx;

/* "agency", "holder", "chance" … of one; chance null: it cannot be said. */
struct json *late_soon_json(const struct exchange *x, const struct late_soon_line *l);

#endif
