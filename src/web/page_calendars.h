/* Calendars, for an administrator, and what the one in force would change of open dossiers. */
#ifndef DUNGHEN_WEB_PAGE_CALENDARS_H
#define DUNGHEN_WEB_PAGE_CALENDARS_H

#include "handler.h"

handler_fn calendars_show, calendars_try;

#endif
