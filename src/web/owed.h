/* What somebody owes in matters that are no dossiers, as rows of pages; their list. */
#ifndef DUNGHEN_WEB_OWED_H
#define DUNGHEN_WEB_OWED_H

#include "handler.h"
#include "view_matter.h"

#include "app/matter.h"

/* Where a matter is dealt with. */
struct str matter_path(const struct exchange *x, enum matter_kind kind, struct matter_id id);
struct owed_list_view words_owed(const struct exchange *x, const struct owed_tasks *t);

handler_fn owed_show;

#endif
