/* Bundles at the counter: one submission, a dossier each (rule 20). */
#ifndef DUNGHEN_WEB_PAGE_BUNDLE_H
#define DUNGHEN_WEB_PAGE_BUNDLE_H

#include "handler.h"

handler_fn bundle_new, bundle_send, bundle_show;

#endif
