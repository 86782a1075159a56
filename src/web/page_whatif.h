/*
 * What if: those who lead choose a change and see what it would have done to the dossiers of
 * their own agencies (app/whatif.h). A replay that takes longer goes on behind the page, which
 * comes again by itself. Of too few dossiers nothing is told (rule 44).
 */
#ifndef DUNGHEN_WEB_PAGE_WHATIF_H
#define DUNGHEN_WEB_PAGE_WHATIF_H

#include "handler.h"

handler_fn whatif_show, api_whatif;

#endif
