/* Units, for an administrator: the tree as of a day, one of them, adding, renaming, closing. */
#ifndef DUNGHEN_WEB_PAGE_UNITS_H
#define DUNGHEN_WEB_PAGE_UNITS_H

#include "handler.h"

handler_fn units_list, unit_new, unit_add, unit_admin, unit_act;

#endif
