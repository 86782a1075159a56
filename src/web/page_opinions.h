/* Opinions that the unit at work owes, and that it asked, of dossiers and of matters. Its
 * functions stand in queues.def: the list leads from one dossier to the next. */
#ifndef DUNGHEN_WEB_PAGE_OPINIONS_H
#define DUNGHEN_WEB_PAGE_OPINIONS_H

#include "page_queue.h"

#endif
