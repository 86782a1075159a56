/* One dossier, and what can be done with it. */
#ifndef DUNGHEN_WEB_PAGE_DOSSIER_H
#define DUNGHEN_WEB_PAGE_DOSSIER_H

#include "handler.h"

handler_fn dossier_show, dossier_act;

#endif
