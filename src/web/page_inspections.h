/* Inspections by decision (rule 42): one's own; for an administrator all, a new one, the end. */
#ifndef DUNGHEN_WEB_PAGE_INSPECTIONS_H
#define DUNGHEN_WEB_PAGE_INSPECTIONS_H

#include "handler.h"

handler_fn inspections_show, inspections_act;

#endif
