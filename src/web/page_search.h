/* The ledger searched, for an administrator: a page, and the same as a file. */
#ifndef DUNGHEN_WEB_PAGE_SEARCH_H
#define DUNGHEN_WEB_PAGE_SEARCH_H

#include "handler.h"

handler_fn search_show, search_csv;

#endif
