/* Units that end: what is touched, passing it on, the list for the minutes. */
#ifndef DUNGHEN_WEB_PAGE_REFORM_H
#define DUNGHEN_WEB_PAGE_REFORM_H

#include "handler.h"

handler_fn reform_show, reform_start, reform_minutes, reform_csv, reform_xlsx;

#endif
