/* What waits for its number, and the records clerk's page of one result. */
#ifndef DUNGHEN_WEB_PAGE_RECORDS_H
#define DUNGHEN_WEB_PAGE_RECORDS_H

#include "handler.h"

handler_fn records_list, records_show, records_issue, records_ready;

#endif
