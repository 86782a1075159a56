/* One action for many dossiers: what it would do, then what it did. */
#ifndef DUNGHEN_WEB_PAGE_BULK_H
#define DUNGHEN_WEB_PAGE_BULK_H

#include "handler.h"

handler_fn bulk_ask, bulk_do;

#endif
