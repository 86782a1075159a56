/* A dossier as it was at any moment, for whoever may read it. */
#ifndef DUNGHEN_WEB_PAGE_THEN_H
#define DUNGHEN_WEB_PAGE_THEN_H

#include "handler.h"

handler_fn then_show;

#endif
