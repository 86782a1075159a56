/* Law that was handed in and is not applied yet, on the way to a page. */
#ifndef DUNGHEN_WEB_LAW_DRAFT_H
#define DUNGHEN_WEB_LAW_DRAFT_H

#include "handler.h"
#include "view_part.h"

#include "app/amend.h"
#include "app/law_shelf.h"

struct str law_draft_href(const struct exchange *x, const struct law_draft *d);
/* The way to it: the page of files, and itself. */
struct link_views law_draft_crumbs(const struct exchange *x, const struct law_draft *d);
/* The draft of the address (its first parameter) and what it would change. False: a reply
 * says that it is not there any more, or what was wrong. */
bool law_draft_look(struct exchange *x, struct law_draft *d, struct law_outlook *out) MUST_USE;

#endif
