/* Who of a unit is away, and whose post is given to whom: lists, entering, ending. */
#ifndef DUNGHEN_WEB_PAGE_AWAY_H
#define DUNGHEN_WEB_PAGE_AWAY_H

#include "handler.h"

handler_fn absences_show, absences_act, delegations_show, delegations_act;

#endif
