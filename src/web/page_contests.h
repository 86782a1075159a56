/* Contests of competence (rule 32): for those who lead, of all below their unit. */
#ifndef DUNGHEN_WEB_PAGE_CONTESTS_H
#define DUNGHEN_WEB_PAGE_CONTESTS_H

#include "handler.h"

handler_fn contests_show;

#endif
