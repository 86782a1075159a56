/* A dossier that is made up, on its way through a version of a procedure. */
#ifndef DUNGHEN_WEB_PAGE_TRY_H
#define DUNGHEN_WEB_PAGE_TRY_H

#include "handler.h"

handler_fn try_show, try_draft;

#endif
