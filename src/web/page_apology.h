/* One apology to be signed: the new date and the letter as they would be (rule 39). */
#ifndef DUNGHEN_WEB_PAGE_APOLOGY_H
#define DUNGHEN_WEB_PAGE_APOLOGY_H

#include "page_queue.h"

handler_fn apology_show, apology_act;

#endif
