/* Rule sets for an administrator: what each says and by which source, two side by side. */
#ifndef DUNGHEN_WEB_PAGE_RULES_H
#define DUNGHEN_WEB_PAGE_RULES_H

#include "handler.h"

handler_fn rules_show, rules_draft;

#endif
