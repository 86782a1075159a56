/* People of the office, for an administrator: found by name or key, their posts and
 * delegations. */
#ifndef DUNGHEN_WEB_PAGE_PEOPLE_H
#define DUNGHEN_WEB_PAGE_PEOPLE_H

#include "handler.h"

handler_fn people_list, person_new, person_add, person_admin, person_act;

#endif
