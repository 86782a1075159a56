/* What the counter promised and has no result for: urge whoever holds it, and enter that
 * the citizen came for nothing. */
#ifndef DUNGHEN_WEB_PAGE_PROMISED_H
#define DUNGHEN_WEB_PAGE_PROMISED_H

#include "handler.h"

handler_fn promised_show, promised_act;

#endif
