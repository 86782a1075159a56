/* Procedures for an administrator: their versions, the way of one, two side by side. */
#ifndef DUNGHEN_WEB_PAGE_VERSIONS_H
#define DUNGHEN_WEB_PAGE_VERSIONS_H

#include "handler.h"

handler_fn versions_list, versions_show, versions_draft;

#endif
