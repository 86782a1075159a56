/* The home page, and the switch of language. */
#ifndef DUNGHEN_WEB_PAGE_HOME_H
#define DUNGHEN_WEB_PAGE_HOME_H

#include "handler.h"

handler_fn home_page, language_set;

#endif
